"""What a page shows while it has nothing: empty state with the mark, placeholder rows while loading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from vetrina.ui.icons import mark
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.chips import Painted
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import fixed, set_margins
from vetrina.ui.widgets.painting import rounded

APPEARS_AFTER_MS = 300


class Mark(Painted):
    """The shop-window mark; decorative."""

    def __init__(self, size: int = 56, *, on_rail: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._on_rail = size, on_rail

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, mark(self._size, on_rail=self._on_rail))


class Awning(Painted):
    """The scalloped stripes; only on mark, poster and shop page."""

    def __init__(
        self, stripe: int = 20, height: int = 22, *, cream: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stripe, self._height, self._cream = stripe, height, cream
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._stripe * 8), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_awning(QPainter(self), QRectF(self.rect()), self._stripe, cream=self._cream)


def paint_awning(painter: QPainter, rect: QRectF, stripe: float, *, cream: bool = False) -> None:
    """Scalloped stripes over `rect`; `stripe` is their width in px of the design."""
    t, wide = theme(), theme().px(stripe)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    count = int(rect.width() / wide) + 1
    for i in range(count):
        color = "#17625B" if i % 2 == 0 else ("#E9DFCB" if cream else t.tokens.stripe)
        painter.setBrush(t.color(color))
        x = rect.left() + i * wide
        painter.drawRect(QRectF(x, rect.top(), wide, rect.height() - wide / 2))
        painter.drawEllipse(QRectF(x, rect.bottom() - wide, wide, wide))
    painter.restore()


class EmptyState(QWidget):
    """Mark, one sentence, one line below, at most one button (add more with `add_button`)."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        set_margins(layout, (20, 26, 20, 26), 6)
        self.title = PlainLabel(title, Type.SECTION, wrap=True, align=centre)
        self.words = PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True, align=centre, parent=self)
        fixed(self.words, width=250)
        self.words.setVisible(bool(words))
        layout.addStretch(1)
        layout.addWidget(Mark(), 0, centre)
        layout.addSpacing(theme().px(6))
        layout.addWidget(self.title)
        layout.addWidget(self.words, 0, centre)
        self._buttons = QVBoxLayout()
        set_margins(self._buttons, (0, 8, 0, 0), 8)
        layout.addLayout(self._buttons)
        layout.addStretch(1)

    def say(self, title: str, words: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def add_button(self, text: str, act: Callable[[], object], kind: ButtonKind = ButtonKind.NORMAL) -> Button:
        """Append a button below the words."""
        button = Button(text, kind)
        button.on_click(act)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button


class PlaceholderRows(QWidget):
    """Still grey rows; they appear 300 ms after `wait()` and go with `done()`."""

    def __init__(self, rows: int = 3, row_height: int = 66, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._row_height = rows, row_height
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(APPEARS_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.setAccessibleName(self.tr("Loading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def wait(self) -> None:
        """Start waiting; nothing is shown for 300 ms."""
        self._timer.start()

    def done(self) -> None:
        """What was waited for is there."""
        self._timer.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(self._row_height) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        line = t.color("line")
        for row in range(self._rows):
            y = row * px(self._row_height) + (px(self._row_height) - px(32)) / 2
            rounded(painter, QRectF(px(12), y, px(32), px(32)), px(16), line)
            room = self.width() - px(68)
            rounded(painter, QRectF(px(56), y + px(3), room * 0.6, px(10)), px(3), line)
            rounded(painter, QRectF(px(56), y + px(19), room * 0.85, px(10)), px(3), line)
