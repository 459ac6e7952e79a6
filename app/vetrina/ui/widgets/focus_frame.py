"""One focus ring for the whole program: 2 px, offset 2; shown when focus came by keyboard."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
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

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F6,
)
# These show focus themselves: fields by a 2 px border, lists by a ring round the row.
_OWN_RING = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusFrame(QObject):
    """Watches the application and paints the ring over whichever widget has the keyboard focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._reason = Qt.FocusReason.OtherFocusReason
        self._keyboard = False  # the person moves by keyboard now; decides where the reason says nothing
        app.installEventFilter(self)
        app.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """The widget that wears the ring now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._reason = event.reason()
            if watched is QApplication.focusWidget() and isinstance(watched, QWidget):
                self._wear(watched)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._keyboard = self._keyboard or control or event.key() in _KEYS
        elif kind == QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self._drop()
        elif kind in _MOVES and watched in self._watched:
            self._place()
        return False

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            self._drop()

    def _wear(self, widget: QWidget) -> None:
        self._drop()
        if not self._shows_for(widget):
            return
        frame = _frame_parent(widget)
        self._target = widget
        step: QWidget | None = widget
        while step is not None and step is not frame:
            self._watched.append(step)
            step = step.parentWidget()
        self._ring = _Ring(frame)
        widget.destroyed.connect(self._drop)
        self._place()

    def _shows_for(self, widget: QWidget) -> bool:
        if isinstance(widget, (*_OWN_RING, QAbstractScrollArea)) or widget.isWindow():
            return False
        if self._reason in _BY_KEYBOARD:
            self._keyboard = True
            return True
        if self._reason == Qt.FocusReason.MouseFocusReason:
            return False
        # A dialog always shows which button Enter presses.
        return self._keyboard or isinstance(widget.window(), QDialog)

    def _drop(self) -> None:
        if self._target is not None:
            with suppress(RuntimeError):  # the widget is gone already
                self._target.destroyed.disconnect(self._drop)
        self._target = None
        self._watched.clear()
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
