"""The offer as it looks on a customer's phone, for one example person."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.domain.ads import Creative
from vetrina.ui import moment
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.icons import mark, paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import LIGHT, Type
from vetrina.ui.widgets.labels import clean, lay_out
from vetrina.ui.widgets.painting import paint_text, rounded
from vetrina.ui.widgets.pictures import paint_picture

MOST_LINES = 8
HEAD, FROM, PICTURE, BUTTON = 50, 38, 132, 38
CENTRE = Qt.AlignmentFlag.AlignHCenter
RIGHT = Qt.AlignmentFlag.AlignRight
INK, SOFT, ACCENT, ON_ACCENT, LINE = (
    QColor(one) for one in (LIGHT.text, LIGHT.text2, LIGHT.accent, LIGHT.on_accent, LIGHT.line)
)


class OfferOnPhone(QWidget):
    """Paints a sponsored message: who it is from, picture, words, product, buttons. Always light."""

    def __init__(self, album: Album) -> None:
        super().__init__()
        self._album = album
        self._offer: Creative | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        album.arrived.connect(self.update)
        self.setAccessibleName(self.tr("The offer on a phone"))

    def show_offer(self, offer: Creative | None) -> None:
        """Show another offer; None leaves the phone empty."""
        self._offer = offer
        if offer is not None:
            self.setAccessibleDescription(clean(f"{offer.headline}. {offer.text}. {offer.button}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), px(HEAD)), QColor(LIGHT.surface))
        painter.fillRect(QRectF(0, px(HEAD), self.width(), 1), LINE)
        paint_icon(painter, "chevron-left", px(10), px(16), 18, INK)
        painter.drawPixmap(QPointF(px(34), px(13)), mark(24))
        name = QRectF(px(66), 0, self.width() - px(76), px(HEAD))
        paint_text(painter, name, moment.shop().name or self.tr("Your shop"), Type.NAME, INK)
        if self._offer is not None:
            self._paint_offer(painter, self._offer)

    def _paint_offer(self, painter: QPainter, offer: Creative) -> None:
        px = theme().px
        x, y, inner = px(24), px(HEAD + 12), self.width() - px(48)
        headline, head_high = self._lines(offer.headline, Type.SECTION, inner, 3)
        words, words_high = self._lines(offer.text, Type.MESSAGE, inner, MOST_LINES)
        product = px(30) if offer.product is not None else 0
        high = px(FROM + PICTURE + 12 + 4) + head_high + words_high + product + px(2 * BUTTON + 30)
        card = QRectF(px(12), y, self.width() - px(24), high)
        rounded(painter, card, px(12), QColor(LIGHT.surface), QColor(LIGHT.edge))
        paint_icon(painter, "megaphone", x, y + px(12), 14, INK)
        above = QRectF(x + px(20), y, inner - px(20), px(FROM))
        paint_text(painter, above, self.tr("Offer from the shop"), Type.SMALL_STRONG, INK)
        paint_text(painter, above, self.tr("Why this?"), Type.SMALL_STRONG, ACCENT, RIGHT)
        y += px(FROM)
        picture = QRectF(card.x() + 1, y, card.width() - 2, px(PICTURE))
        paint_picture(painter, picture, self._album.of(offer.picture), 0)
        y += px(PICTURE + 12)
        for lines, tall, ink in ((headline, head_high, INK), (words, words_high, SOFT)):
            painter.setPen(ink)
            lines.draw(painter, QPointF(x, y))
            y += tall + px(4)
        if offer.product is not None:
            line = QRectF(x, y, inner, px(26))
            paint_text(painter, line.adjusted(0, 0, -px(80), 0), offer.product.title, Type.NAME, INK)
            paint_text(painter, line, offer.product.price, Type.SECTION, INK, RIGHT)
            y += product
        self._button(painter, QRectF(x, y + px(6), inner, px(BUTTON)), offer.button, main=True)
        y += px(BUTTON + 14)
        others = [*(reply.title for reply in offer.quick_replies[:1]), self.tr("Stop offers")]
        wide = (inner - px(8) * (len(others) - 1)) / len(others)
        for number, title in enumerate(others):
            self._button(painter, QRectF(x + number * (wide + px(8)), y, wide, px(BUTTON)), title, main=False)

    @staticmethod
    def _button(painter: QPainter, rect: QRectF, text: str, *, main: bool) -> None:
        rounded(painter, rect, rect.height() / 2, ACCENT if main else None, ACCENT)
        inside = rect.adjusted(theme().px(10), 0, -theme().px(10), 0)
        paint_text(painter, inside, text, Type.NAME, ON_ACCENT if main else ACCENT, CENTRE)

    @staticmethod
    def _lines(text: str, role: Type, width: int, most: int) -> tuple[QTextLayout, int]:
        laid, _, high = lay_out(clean(text), theme().font(role), width, theme().line_height(role), most_lines=most)
        return laid, high
