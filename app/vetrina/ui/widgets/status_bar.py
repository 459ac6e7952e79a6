"""The line at the bottom: state of each channel, what waits, what is saved. Each item is a button."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import LONGEST_WORD, clean, safe_tooltip
from vetrina.ui.widgets.layouts import fixed, set_margins
from vetrina.ui.widgets.painting import paint_text, rounded, text_width
from vetrina.ui.widgets.zoomed import Zoomed


class Link(StrEnum):
    """State of one channel as its dot shows it."""

    UP = "up"
    DOWN = "down"
    TROUBLE = "trouble"


class StatusItem(Zoomed, QPushButton):
    """A dot or an icon with words."""

    def __init__(self, words: str, icon: str = "", tone: Tone = Tone.TEXT2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._strong = icon, tone, False
        self._link: Link | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(clean(words, LONGEST_WORD))
        self.setAccessibleName(words)

    def show_words(self, words: str, icon: str = "", tone: Tone = Tone.TEXT2, *, strong: bool = False) -> None:
        """Say something else."""
        self.setText(clean(words, LONGEST_WORD))
        self._icon, self._tone, self._strong = icon, tone, strong
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def show_link(self, name: str, link: Link, state_words: str) -> None:
        """Show a channel with its dot; `state_words` ("connected", "no net") go into tooltip and name."""
        self.setText(clean(name, LONGEST_WORD))
        self._link = link
        self.setAccessibleName(f"{name}: {state_words}")
        safe_tooltip(self, f"{name}: {state_words}")
        self.updateGeometry()
        self.update()

    def _role(self) -> Type:
        return Type.SMALL_STRONG if self._strong else Type.SMALL

    def sizeHint(self) -> QSize:
        px = theme().px
        lead = px(14) if self._link is not None else (px(22) if self._icon else 0)
        return QSize(text_width(self.text(), self._role()) + lead + 1, px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        lead = px(14) if self._link is not None else (px(22) if self._icon else 0)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - lead if rtl else 0
        if self._link is not None:
            self._paint_dot(painter, QRectF(x + (px(6) if rtl else 0), (self.height() - px(8)) / 2, px(8), px(8)))
        elif self._icon:
            paint_icon(painter, self._icon, x + (px(6) if rtl else 0), (self.height() - px(16)) / 2, 16, self._tone)
        words = QRectF(0 if rtl else lead, 0, self.width() - lead, self.height())
        align = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        paint_text(painter, words, self.text(), self._role(), self._tone, align)
        if self.underMouse():
            painter.setPen(QPen(t.color(self._tone), 1))
            y = self.height() - px(5)
            painter.drawLine(int(words.left()), y, int(words.left()) + text_width(self.text(), self._role()), y)

    def _paint_dot(self, painter: QPainter, rect: QRectF) -> None:
        t = theme()
        if self._link is Link.DOWN:
            rounded(painter, rect, rect.height() / 2, None, t.color("edge"), 2.0)
        else:
            rounded(painter, rect, rect.height() / 2, t.color("warn" if self._link is Link.TROUBLE else "ok"))


class StatusBar(QFrame):
    """28 high over the full width. Signals: `channel_pressed(id)`, `waiting_pressed`, `saved_pressed`."""

    channel_pressed = Signal(str)
    waiting_pressed = Signal()
    saved_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed(self, height=28)
        self.setAccessibleName(self.tr("State of the program"))
        self.channels: dict[str, StatusItem] = {}
        layout = QHBoxLayout(self)
        set_margins(layout, (12, 1, 12, 0), 16)
        self._left = QHBoxLayout()
        set_margins(self._left, 0, 12)
        layout.addLayout(self._left)
        layout.addStretch(1)
        self.waiting = StatusItem(self.tr("Everything is sent"), "circle-check")
        self.waiting.clicked.connect(self.waiting_pressed)
        self.saved = StatusItem(self.tr("Saved on this computer"), "lock", Tone.TEXT3)
        self.saved.clicked.connect(self.saved_pressed)
        layout.addWidget(self.waiting)
        layout.addWidget(self.saved)

    def set_channel(self, channel: str, name: str, link: Link, state_words: str) -> None:
        """Add or change the item of a channel."""
        if channel not in self.channels:
            item = StatusItem(name)
            item.clicked.connect(lambda: self.channel_pressed.emit(channel))
            self.channels[channel] = item
            self._left.addWidget(item)
        self.channels[channel].show_link(name, link, state_words)

    def remove_channel(self, channel: str) -> None:
        """Take the item of a channel away."""
        item = self.channels.pop(channel, None)
        if item is not None:
            self._left.removeWidget(item)
            item.deleteLater()

    def set_waiting(self, count: int, *, offline: bool) -> None:
        """Say what waits to go out and whether there is a net."""
        if offline and count:
            words = self.tr("Offline · %n waiting to go out", "", count)
            self.waiting.show_words(words, "cloud-off", Tone.WARN, strong=True)
        elif offline:
            self.waiting.show_words(self.tr("Offline"), "cloud-off", Tone.WARN, strong=True)
        elif count:
            self.waiting.show_words(self.tr("%n waiting to go out", "", count), "hourglass")
        else:
            self.waiting.show_words(self.tr("Everything is sent"), "circle-check")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        painter.fillRect(self.rect(), t.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, t.color("line"))
