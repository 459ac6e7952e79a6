"""The offer as it looks on a customer's phone, for one example person."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.domain.ads import Creative
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.theme import theme
from vetrina.ui.tokens import LIGHT, Type
from vetrina.ui.widgets.labels import clean, lay_out
from vetrina.ui.widgets.painting import paint_text, rounded
from vetrina.ui.widgets.pictures import paint_picture

MOST_LINES = 9


class OfferOnPhone(QWidget):
    """Paints a sponsored message: who it is from, picture, words, product, button. Always light."""

    def __init__(self, album: Album) -> None:
        super().__init__()
        self._album = album
        self._offer: Creative | None = None
        self._shop = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        album.arrived.connect(self.update)
        self.setAccessibleName(self.tr("The offer on a phone"))

    def show_offer(self, offer: Creative | None, shop: str) -> None:
        """Show another offer; None leaves the phone empty."""
        self._offer, self._shop = offer, shop
        if offer is not None:
            self.setAccessibleDescription(clean(f"{offer.headline}. {offer.text}. {offer.button}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        ink, soft = QColor(LIGHT.text), QColor(LIGHT.text2)
        painter.fillRect(QRectF(0, 0, self.width(), px(52)), QColor(LIGHT.accent))
        head = QRectF(px(16), px(10), self.width() - px(32), px(36))
        paint_text(painter, head, self._shop or self.tr("Your shop"), Type.SECTION, QColor(LIGHT.on_accent))
        offer = self._offer
        if offer is None:
            return
        card = QRectF(px(12), px(66), self.width() - px(24), self.height())
        inner = card.width() - px(24)
        words, _, words_high = self._lines(offer.text, Type.MESSAGE, int(inner), MOST_LINES)
        headline, _, head_high = self._lines(offer.headline, Type.SECTION, int(inner), 3)
        product = px(40) if offer.product is not None else 0
        picture_high = px(150)
        card.setHeight(px(26) + picture_high + px(12) + head_high + px(4) + words_high + product + px(60))
        rounded(painter, card, px(14), QColor(LIGHT.surface), QColor(LIGHT.line))
        x, y = card.x() + px(12), card.y()
        paint_text(painter, QRectF(x, y, inner, px(26)), self.tr("Offer from the shop"), Type.CAPTION, soft)
        y += px(26)
        paint_picture(
            painter, QRectF(card.x() + 1, y, card.width() - 2, picture_high), self._album.of(offer.picture), 0
        )
        y += picture_high + px(12)
        painter.setPen(ink)
        headline.draw(painter, QRectF(x, y, 0, 0).topLeft())
        y += head_high + px(4)
        painter.setPen(ink)
        words.draw(painter, QRectF(x, y, 0, 0).topLeft())
        y += words_high
        if offer.product is not None:
            line = QRectF(x, y + px(8), inner, px(24))
            paint_text(painter, line.adjusted(0, 0, -px(80), 0), offer.product.title, Type.NAME, ink)
            paint_text(painter, line, offer.product.price, Type.NAME, QColor(LIGHT.accent), Qt.AlignmentFlag.AlignRight)
            y += product
        button = QRectF(x, y + px(12), inner, px(36))
        rounded(painter, button, px(8), QColor(LIGHT.accent))
        centre = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, button, offer.button, Type.NAME, QColor(LIGHT.on_accent), centre)
        below = QRectF(card.x(), card.bottom() + px(8), card.width(), px(18))
        paint_text(painter, below, self.tr("Stop offers · Why do I see this?"), Type.CAPTION, soft, centre)

    @staticmethod
    def _lines(text: str, role: Type, width: int, most: int) -> tuple[QTextLayout, int, int]:
        return lay_out(clean(text), theme().font(role), width, theme().line_height(role), most_lines=most)
