"""One focus ring for the whole program: 2 px, offset 2; shown when focus came by keyboard."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from vetrina.ui.theme import theme
from vetrina.ui.widgets.painting import ring

# These show focus themselves: fields by a 2 px border, lists by a ring round the row.
_OWN_RING = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusFrame(QObject):
    """Watches which widget has the keyboard focus and paints the ring over it.

    No filter on the whole application: in Python it would cost time for every event of the program. Qt notes at the
    window that focus moved by Tab or shortcut; a pressed mouse button tells the rest.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._keyboard = False  # the person moves by keyboard now; decides where nothing else does
        app.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The widget that wears the ring now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and watched is self._target:
            self._keyboard = False
            self._drop()
        elif kind in _MOVES:
            self._place()
        return False

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is None:
            return
        window = new.window()
        if window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
            self._keyboard = True
        elif QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        if self._shows_for(new):
            self._wear(new)

    def _shows_for(self, widget: QWidget) -> bool:
        if isinstance(widget, (*_OWN_RING, QAbstractScrollArea)) or widget.isWindow():
            return False
        # A dialog always shows which button Enter presses.
        return self._keyboard or isinstance(widget.window(), QDialog)

    def _wear(self, widget: QWidget) -> None:
        frame = _frame_parent(widget)
        self._target = widget
        step: QWidget | None = widget
        while step is not None and step is not frame:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._ring = _Ring(frame)
        widget.destroyed.connect(self._drop)
        self._place()

    def _drop(self) -> None:
        target, self._target = self._target, None
        watched, self._watched = self._watched, []
        with suppress(RuntimeError):  # the widget is gone already
            if target is not None:
                target.destroyed.disconnect(self._drop)
        for widget in watched:
            with suppress(RuntimeError):
                widget.removeEventFilter(self)
        if self._ring is not None:
            with suppress(RuntimeError):  # its window is gone already
                self._ring.hide()
                self._ring.deleteLater()
            self._ring = None

    def _place(self) -> None:
        if self._target is None or self._ring is None:
            return
        frame = self._ring.parentWidget()
        target = self._target
        if frame is None or not target.isVisible():
            self._ring.hide()
            return
        margin = theme().px(2) + 2
        area = QRect(target.mapTo(frame, QPoint(0, 0)), target.size())
        if isinstance(target, QTabBar):
            current = target.tabRect(target.currentIndex())
            area = QRect(target.mapTo(frame, current.topLeft()), current.size())
            margin = -2
        self._ring.setGeometry(area.adjusted(-margin, -margin, margin, margin))
        self._ring.show()
        self._ring.raise_()


def _frame_parent(widget: QWidget) -> QWidget:
    """Where the ring lives: the nearest scrolled content (so that it is clipped with it), else the window."""
    step = widget.parentWidget()
    while step is not None and not step.isWindow():
        above = step.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QAbstractScrollArea):
            return step
        step = above
    return widget.window()


class _Ring(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        ring(QPainter(self), QRectF(self.rect()), theme().px(8))
