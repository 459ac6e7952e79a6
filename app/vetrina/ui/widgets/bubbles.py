"""The ground of a message bubble in each state, its ticks, and a still bubble as a widget (simulator, preview)."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import LIGHT, Tone, Type
from vetrina.ui.widgets.labels import clean, lay_out
from vetrina.ui.widgets.painting import corners


class BubbleLook(StrEnum):
    """Who speaks, or what became of the message."""

    PERSON = "person"
    YOU = "you"
    BOT = "bot"
    NOTE = "note"
    WAITING = "waiting"
    NOT_SENT = "notSent"
    CARD = "card"  # "Came from ad": surface without a speaker's corner


# State of a message you sent -> icon and tone of its tick; the word and time go into the tooltip.
TICKS: dict[str, tuple[str, Tone]] = {
    "waiting": ("hourglass", Tone.TEXT2),
    "sent": ("check", Tone.TEXT2),
    "delivered": ("check-check", Tone.TEXT2),
    "read": ("check-check", Tone.ACCENT),
    "perhaps": ("circle-help", Tone.TEXT2),
    "not_sent": ("circle-alert", Tone.BAD),
    "taken_back": ("undo-2", Tone.TEXT3),
}

_MINE = (BubbleLook.YOU, BubbleLook.BOT, BubbleLook.WAITING, BubbleLook.NOT_SENT)


def paint_bubble(painter: QPainter, rect: QRectF, look: BubbleLook, *, always_light: bool = False) -> None:
    """The ground of a bubble; text is drawn by the caller at padding 7/12 (message type)."""
    t = LIGHT if always_light else theme().tokens
    px = theme().px
    fill, edge = {
        BubbleLook.PERSON: (t.surface, t.line),
        BubbleLook.YOU: (t.accent_soft, ""),
        BubbleLook.BOT: (t.bot_soft, ""),
        BubbleLook.NOTE: (t.note, ""),
        BubbleLook.WAITING: (t.surface, t.edge),
        BubbleLook.NOT_SENT: (t.surface, t.bad),
        BubbleLook.CARD: (t.surface, t.line),
    }[look]
    wide, tight = float(px(10)), float(px(3))
    plain = look in (BubbleLook.NOTE, BubbleLook.CARD)
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    at_right = (look in _MINE) != mirrored
    bottom_right = tight if not plain and at_right else wide
    bottom_left = tight if not plain and not at_right else wide
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    painter.setPen(Qt.PenStyle.NoPen)
    inner = rect
    if edge:
        pen = QPen(QColor(edge), 1)
        if look is BubbleLook.WAITING:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawPath(corners(inner, wide, wide, bottom_right, bottom_left))
    painter.restore()


class Bubble(QWidget):
    """A still bubble that wraps to the width it is given, at most `most` px of the design wide."""

    def __init__(
        self,
        text: str,
        look: BubbleLook,
        *,
        most: int = 280,
        role: Type = Type.MESSAGE,
        always_light: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._look, self._most, self._role = clean(text), look, most, role
        self._light = always_light
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _measured(self, width: int) -> tuple[int, int]:
        t = theme()
        _, widest, height = lay_out(self._text, t.font(self._role), max(width, 1), t.line_height(self._role))
        return widest, height

    def sizeHint(self) -> QSize:
        px = theme().px
        widest, height = self._measured(px(self._most) - px(26))
        return QSize(widest + px(26), height + px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return self._measured(width - theme().px(26))[1] + theme().px(16)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        paint_bubble(painter, QRectF(self.rect()), self._look, always_light=self._light)
        painter.setPen(QColor(LIGHT.text) if self._light else t.color("text"))
        room = max(self.width() - px(25), 1)
        layout, _, _ = lay_out(self._text, t.font(self._role), room, t.line_height(self._role))
        layout.draw(painter, QPoint(px(13), px(8)))
