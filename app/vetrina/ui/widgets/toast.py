"""A short word at the bottom of the window after something was done, with Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import fixed, set_margins
from vetrina.ui.widgets.painting import rounded, text_width

STAYS_MS = 6000

ABOVE = 28 + 76  # px of the design: over the status bar and a page's own row of buttons


class _UndoButton(QPushButton):
    """The one button of a toast: outline on the dark ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(t.color("surface" if focused else "text3"), 2 if focused else 1))
        fill = QColor(t.color("surface"))
        fill.setAlphaF(0.12 if self.underMouse() else 0.0)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), t.px(6), t.px(6))
        painter.setFont(t.font(Type.SMALL_STRONG))
        painter.setPen(t.color("surface"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Toast(QFrame):
    """One at a time per window: `toast.say(words, undo=…)`. Stays while hovered or focused."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._undo: Callable[[], object] | None = None
        self._icon = "circle-check"
        self.words = PlainLabel("", tone=Tone.SURFACE, wrap=False, elide=True)
        self.button = _UndoButton(self.tr("Undo"))
        self.button.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        set_margins(layout, (44, 8, 8, 8), 12)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        fixed(self, width=400, min_height=44)
        fixed(self.button, height=28)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, words: str, undo: Callable[[], object] | None = None, undo_words: str = "", *, bad: bool = False
    ) -> None:
        """Show a sentence; `undo` gives it a button ("Undo" unless `undo_words` says otherwise)."""
        self._undo = undo
        self._icon = "circle-alert" if bad else "circle-check"
        self.words.setText(words)
        self.button.setText(undo_words or self.tr("Undo"))
        self.button.setVisible(undo is not None)
        self.button.setFixedWidth(text_width(self.button.text(), Type.SMALL_STRONG) + theme().px(22))
        self.setAccessibleName(words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start()

    def take_back(self, words: str) -> None:
        """Hide the sentence if it is the one on screen: it no longer holds."""
        if self.isVisible() and self.words.text() == words:
            self.hide()

    def undo(self) -> bool:
        """Ctrl+Z: press the button if there is one. True if something was undone."""
        if not self.isVisible() or self._undo is None:
            return False
        self._act()
        return True

    def _act(self) -> None:
        act, self._undo = self._undo, None
        self.hide()
        if act is not None:
            act()

    def _leave(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._timer.start()
            return
        self.hide()

    def _place(self) -> None:
        px = theme().px
        x = (self._window.width() + px(76) - self.width()) // 2
        self.move(QPoint(x, self._window.height() - self.height() - px(ABOVE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), QPainter(self)
        rounded(painter, QRectF(self.rect()), t.px(10), t.color("text"))
        paint_icon(painter, self._icon, t.px(14), (self.height() - t.px(18)) / 2, 18, Tone.SURFACE)
