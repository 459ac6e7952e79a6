"""What a page is to the window: a name in the rail, a factory, and a few calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vetrina.ui.bridge import Bridge, Topics

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class Page(QWidget):
    """Base of all pages. Built when first opened; stays alive behind the others.

    `self.bridge` is the door to the engine, `self.window_` the main window (toast, go_to, is_folded).
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.bridge: Bridge = window.bridge
        self.setProperty("ground", "canvas")

    def entered(self) -> None:
        """The page was opened from the rail or by `go_to`; put the focus where work goes on."""

    def shown_id(self, number: int) -> None:
        """Show the thing with this id (a conversation, an ad…); called by `MainWindow.go_to`."""

    def folded(self, narrow: bool) -> None:
        """The window became narrower (True) or wider (False) than 1200 px of the design."""

    def offline(self, offline: bool) -> None:
        """The net went or came back."""

    def changed(self, topics: Topics) -> None:
        """Something in the store changed; fetch again what is shown. Called only while the page is visible,
        and once more with everything that was missed when it is opened again."""

    def focus_stops(self) -> list[QWidget]:
        """Where F6 jumps inside the page, in reading order."""
        return []


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page for the rail. `title` is already translated; `at_end` puts it at the bottom."""

    id: str
    title: str
    icon: str
    factory: Callable[[MainWindow], Page]
    at_end: bool = False
