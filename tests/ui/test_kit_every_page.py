"""Every page, in both languages: named controls, no Qt warnings, narrow, dark and at 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from vetrina.ui.application import set_language
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.pages import page_specs
from vetrina.ui.theme import Look, theme

PAGES = [spec.id for spec in page_specs()]


class Silent:
    """An engine that is still starting: it takes everything and answers nothing."""

    def submit(self, command: object) -> Future[Any]:
        return Future()

    def read(self, query: object) -> Future[Any]:
        return Future()

    def subscribe(self, callback: object) -> Any:
        return lambda: None


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot, dressed: QApplication) -> Iterator[MainWindow]:
    set_language(dressed, getattr(request, "param", "it"))  # Italian words are the longer ones
    made = MainWindow(Bridge(Silent()), page_specs())
    qtbot.addWidget(made)
    made.show()
    yield made
    set_language(dressed, "en")


class Flashes(QObject):
    """Writes down every window that is shown while it watches."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False

    def stop(self) -> None:
        self._app.removeEventFilter(self)


def nameless(root: QWidget) -> list[str]:
    """Widgets that take focus by Tab and have no accessible name, with the way down to them."""
    found = []
    for widget in root.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        inner = widget.objectName().startswith("qt_")
        # A button that is hidden until it has something to say gets its words then.
        waits = isinstance(widget, QAbstractButton) and not widget.isVisibleTo(root)
        if not takes or inner or waits:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            way, step = [], widget
            while step is not None and step is not root:
                way.append(type(step).__name__)
                step = step.parentWidget()
            found.append(" in ".join(way))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_no_part_of_a_page_flashes_as_a_window_of_its_own(window: MainWindow, dressed: QApplication, page: str) -> None:
    """A label that is shown before it is put into its layout is a window for a moment."""
    flashes = Flashes(dressed)
    window.go_to(page)
    QApplication.processEvents()
    flashes.stop()
    assert flashes.seen == []


@pytest.mark.parametrize("window", ["en", "it"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_every_page_has_a_name(window: MainWindow, page: str) -> None:
    window.go_to(page)
    QApplication.processEvents()
    window.grab()
    assert nameless(window) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_narrow_dark_and_large(window: MainWindow, page: str) -> None:
    window.go_to(page)
    window.resize(1024, 680)
    QApplication.processEvents()
    assert window.is_folded
    least = window.pages[page].minimumSizeHint()
    assert least.width() <= 1024 - 76, "the page is too wide for the smallest window"
    assert least.height() <= 680 - 28, "the page is too high for the smallest window"
    window.set_offline(True, 2)
    window.grab()
    window.set_offline(False)
    theme().look = Look.DARK
    theme().set_zoom(2.0)
    QApplication.processEvents()
    window.grab()
