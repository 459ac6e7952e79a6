"""F1: the list of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout

from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import set_margins

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class KeyList:
    """Opens the dialog with all keys; pages add theirs with `add`."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._more: list[tuple[str, str]] = []

    def add(self, keys: str, words: str) -> None:
        """Add a key of a page to the list."""
        if (keys, words) not in self._more:
            self._more.append((keys, words))

    def rows(self) -> list[tuple[str, str]]:
        """All keys with what they do."""
        return [
            (f"Ctrl+1 … Ctrl+{len(self._window.specs)}", QCoreApplication.translate("KeyList", "Open a page")),
            ("Ctrl+K", QCoreApplication.translate("KeyList", "Search or jump to a place")),
            ("F6, Shift+F6", QCoreApplication.translate("KeyList", "Next or previous part of the page")),
            ("Ctrl++, Ctrl+-, Ctrl+0", QCoreApplication.translate("KeyList", "Larger, smaller, usual size")),
            ("Ctrl+Z", QCoreApplication.translate("KeyList", "Undo")),
            ("Esc", QCoreApplication.translate("KeyList", "Close the top layer")),
            ("Ctrl+Q", QCoreApplication.translate("KeyList", "Close the window")),
            *self._more,
            ("F1, Ctrl+?", QCoreApplication.translate("KeyList", "This list")),
        ]

    def open(self) -> Dialog:
        """Show the list; returns the open dialog."""
        dialog = Dialog(self._window, QCoreApplication.translate("KeyList", "Keys"))
        grid = QGridLayout()
        set_margins(grid, 0, 8)
        grid.setColumnStretch(1, 1)
        for number, (keys, words) in enumerate(self.rows()):
            grid.addWidget(PlainLabel(keys, Type.SMALL_STRONG, Tone.TEXT2), number, 0)
            grid.addWidget(PlainLabel(words), number, 1)
        dialog.body.addLayout(grid)
        dialog.open()
        return dialog
