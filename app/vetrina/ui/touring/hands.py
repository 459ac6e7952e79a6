"""Drives the real windows as a person would: clicks, typed keys, choices; looks and waits; takes pictures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from vetrina.ui.application import catch_everything, make_application
from vetrina.ui.theme import Look, theme
from vetrina.ui.widgets.popover import Popover

T = TypeVar("T")
PATIENCE_S = 20.0
_LEFT = Qt.MouseButton.LeftButton


class NotSeen(Exception):
    """What should have been on screen did not appear; the text says what was waited for."""


class Troubles(logging.Handler):
    """Collects Qt's warnings and unforeseen exceptions in slots: the tour fails with them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "This plugin does not support" in record.getMessage():
            return  # the pretended screen says this of every window
        self.said.append(self.format(record))

    def taken(self) -> list[str]:
        """What was collected since the last time."""
        said, self.said = self.said, []
        return said


class Hands:
    """`until` turns the event loop while it waits, so the windows live meanwhile."""

    ENTER = Qt.Key.Key_Return
    SPACE = Qt.Key.Key_Space
    ESCAPE = Qt.Key.Key_Escape

    def __init__(self, language: str, look: Look = Look.LIGHT) -> None:
        self.app = make_application((), language, look)
        catch_everything()
        self.troubles = Troubles()
        for name in ("qt", "vetrina.ui"):
            logging.getLogger(name).addHandler(self.troubles)

    def let_go(self) -> None:
        """Windows that were closed go for good."""
        for _ in range(3):
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self.app.processEvents()
        for name in ("qt", "vetrina.ui"):
            logging.getLogger(name).removeHandler(self.troubles)

    # Waiting

    def until(self, look: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
        """What `look` finds, asked again until it is something. Raises NotSeen."""
        deadline = time.monotonic() + patience_s
        while True:
            self.turn()
            found = look()
            if found:
                return found
            if time.monotonic() > deadline:
                raise NotSeen(f"waited {patience_s:.0f} s for {what}")
            time.sleep(0.01)

    def turn(self) -> None:
        """Let the windows do what they have to."""
        self.app.processEvents()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def settle(self, seconds: float = 0.25) -> None:
        """Give fades and late answers their time before a picture is taken."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.turn()
            time.sleep(0.01)

    # Doing

    def click(self, button: QWidget, patience_s: float = PATIENCE_S) -> None:
        """Click a button once it is there and may be pressed."""
        words = button.text() if isinstance(button, QAbstractButton) else ""
        name = words or button.accessibleName()
        self.until(lambda: button.isVisible() and button.isEnabled(), f"the button {name!r}", patience_s)
        self._bring(button)
        height = button.height()
        place = button.rect().center()
        if isinstance(button, QAbstractButton) and button.isCheckable():
            # The sign of check boxes and switches is at the left; the middle of a wide one may be empty.
            place = QPoint(min(button.width() // 2, height // 2 + 2), height // 2)
        QTest.mouseClick(button, _LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.turn()

    def click_at(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click something that is no button."""
        self._bring(widget)
        QTest.mouseClick(widget, _LEFT, Qt.KeyboardModifier.NoModifier, place or widget.rect().center())
        self.turn()

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        """Click a row of a list."""

        def there() -> bool:
            return view.isVisible() and view.model().rowCount() > row

        self.until(there, f"row {row} of {view.accessibleName()!r}")
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.turn()
        rect: QRect = view.visualRect(index)
        QTest.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, rect.center())
        self.turn()

    def write(self, field: QLineEdit | QTextEdit | QPlainTextEdit, text: str) -> None:
        """Type into a field, in the place of what stood there."""
        self.until(lambda: field.isVisible() and field.isEnabled(), f"the field {field.accessibleName()!r}")
        self._bring(field)
        self.click_at(field if isinstance(field, QLineEdit) else field.viewport(), QPoint(8, 8))
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
        QTest.keyClicks(field, text)
        self.turn()

    def press(self, widget: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key on a widget."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget, key, modifier)
        self.turn()

    def pick(self, choice: QComboBox, data: object) -> None:
        """Choose an entry of a drop-down list with the keyboard."""
        at = choice.findData(data)
        if at < 0:
            raise NotSeen(f"{choice.accessibleName()!r} has no entry {data!r}")
        self._bring(choice)
        step = Qt.Key.Key_Down if at > choice.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(at - choice.currentIndex())):
            QTest.keyClick(choice, step)
        self.turn()

    def _bring(self, widget: QWidget) -> None:
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
                self.turn()
            above = above.parentWidget()

    # Seeing

    def dialog(self, kind: type[QDialog] = QDialog) -> QDialog:
        """The dialog that is open."""

        def find() -> QDialog | None:
            shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
            return shown[-1] if shown else None

        found = self.until(find, "a dialog")
        assert found is not None
        return found

    def popover(self, kind: type[Popover] = Popover) -> Popover:
        """The popover that is open."""

        def find() -> Popover | None:
            shown = [one for one in QApplication.allWidgets() if isinstance(one, kind) and one.isVisible()]
            return shown[-1] if shown else None

        found = self.until(find, "a popover")
        assert found is not None
        return found

    def picture(self, window: QWidget, file: Path, over: QWidget | None = None) -> None:
        """Save what the window shows; `over` is a dialog or popover on it."""
        self.settle()
        seen = window.grab()
        if over is not None and shiboken6.isValid(over) and over.isVisible() and over.isWindow():
            from PySide6.QtGui import QPainter

            painter = QPainter(seen)
            place = window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, over.grab())
            painter.end()
        if not seen.save(str(file), "PNG"):
            raise OSError(f"{file} could not be written")

    def in_dark(self, act: Callable[[], None]) -> None:
        """Do something while the windows are dark."""
        theme().set_look(Look.DARK)
        try:
            self.settle(0.1)
            act()
        finally:
            theme().set_look(Look.LIGHT)
            self.turn()
