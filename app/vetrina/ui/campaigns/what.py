"""Second step: which ad goes out, with the message as one person gets it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.ads import BUTTONS, AdState, Creative, creative
from vetrina.domain.bot.hours import hours_phrase
from vetrina.domain.campaigns import Audience, Campaign
from vetrina.domain.picks import best_pick, product_card
from vetrina.domain.talk import ProductCard
from vetrina.settings import Shop
from vetrina.store.queries import ads, products
from vetrina.store.views import AdRow, ProductRow
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.campaigns.preview import OfferOnPhone
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import ButtonKind
from vetrina.ui.widgets.cards import Panel, Scroll
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import chip_width, paint_chip, paint_text
from vetrina.ui.widgets.phone_frame import PhoneFrame
from vetrina.ui.widgets.pictures import paint_picture
from vetrina.ui.widgets.row_models import RowsModel
from vetrina.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

EXAMPLE_NAME = "Giulia"


@dataclass(frozen=True, slots=True)
class Shown:
    """The ads that can be sent, and the offer of the chosen one for an example person."""

    ads: tuple[AdRow, ...]
    ad_id: int
    offer: Creative | None


def read_ads(r: Connection, ad_id: int, now: int, language: str, shop: Shop) -> Shown:
    """All ads and the chosen one as an offer at `now` (ms), in the shop's language; a wrong id chooses none."""
    rows = ads.page(r)
    one = next((row for row in rows if row.ad.id == ad_id), None)
    if one is None:
        return Shown(rows, 0, None)
    tongue = language if language == "it" else "en"
    card = _product_of(r, one, now, language)
    values = {"first_name": EXAMPLE_NAME, "shop": shop.name, "hours": hours_phrase(shop.hours(), language)}
    if card is not None:
        values |= {"product": card.title, "price": card.price}
    return Shown(rows, ad_id, creative(one.ad, values, card, BUTTONS[one.ad.action, tongue]))


def _product_of(r: Connection, row: AdRow, now: int, language: str) -> ProductCard | None:
    found: ProductRow | None = None
    if row.ad.per_person and row.ad.product_kind:
        kind = products.of_kind(r, row.ad.product_kind)
        found = kind[best_pick([one.product for one in kind], "")] if kind else None
    elif row.ad.product_key:
        found = products.one(r, row.ad.product_key)
    return None if found is None else product_card(found.product, found.picture, now, language)


class OfferedAds(RowsModel[AdRow]):
    """The ads that can be sent."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.ad.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.ad.name}, {row.ad.headline}, {self.state(row)[0]}"
        return None

    def state(self, row: AdRow) -> tuple[str, Kind]:
        """Where the ad stands, as a chip."""
        return {
            AdState.DRAFT: (self.tr("Draft"), Kind.NEUTRAL),
            AdState.IN_FEED: (self.tr("In the feed"), Kind.OK),
            AdState.PAUSED: (self.tr("Paused"), Kind.WARN),
            AdState.ENDED: (self.tr("Ended"), Kind.NEUTRAL),
        }[row.ad.state]


class AdRows(RowDelegate):
    """Picture 56, name, headline, state."""

    def __init__(self, album: Album) -> None:
        super().__init__()
        self._album = album

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px, model = theme().px, index.model()
        if not isinstance(model, OfferedAds):
            return
        row = model.rows[index.row()]
        picture = QRectF(rect.x() + px(20), rect.y() + (rect.height() - px(56)) / 2, px(56), px(56))
        paint_picture(painter, picture, self._album.of(row.picture))
        word, kind = model.state(row)
        wide = chip_width(word)
        paint_chip(
            painter, rect.right() - wide - px(16), rect.y() + (rect.height() - px(22)) / 2, word, kind, on_chosen=chosen
        )
        text = QRectF(picture.right() + px(12), rect.y() + px(20), rect.width() - px(130) - wide, px(18))
        paint_text(painter, text, row.ad.name, Type.NAME)
        text.translate(0, px(19))
        paint_text(painter, text, row.ad.headline, Type.SMALL, Tone.TEXT2)


class WhatStep(QWidget):
    """`edited(Campaign)` when another ad was chosen; `make_ad` when there is none to choose."""

    edited = Signal(object)
    make_ad = Signal()

    def __init__(self, album: Album) -> None:
        super().__init__()
        self._campaign = Campaign(0, "", "", 0, Audience(), words.USUAL)
        self.model = OfferedAds()
        self.list = OneColumnTable("", 78, AdRows(album))
        self.list.setAccessibleName(self.tr("Ads"))
        self.list.setModel(self.model)
        self.offer = OfferOnPhone(album)
        self.phone = PhoneFrame()
        self.phone.set_content(self.offer)
        self.empty = EmptyState(self.tr("There is no ad yet"), self.tr("A campaign sends an ad. Make one first."))
        self.empty.add_button(self.tr("Make an ad"), self.make_ad.emit, ButtonKind.MAIN)
        left = Panel("", "surface")
        head = column(
            PlainLabel(self.tr("What do they get?"), Type.SECTION),
            PlainLabel(
                self.tr("The ad goes out as a message, with its button and its answers."), Type.BODY, Tone.TEXT2
            ),
            margins=(20, 14, 20, 12),
            gap=2,
        )
        left.body.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        left.body.addWidget(self.stack, 1)
        right = Panel("l", "canvas")
        scroll = Scroll(margins=(16, 10, 16, 8), gap=6)
        note = PlainLabel(self.tr("As {name} gets it").replace("{name}", EXAMPLE_NAME), Type.SMALL, Tone.TEXT2)
        scroll.body.addWidget(note, 0, Qt.AlignmentFlag.AlignHCenter)
        scroll.body.addWidget(self.phone, 0, Qt.AlignmentFlag.AlignHCenter)
        scroll.add(None)
        right.body.addWidget(scroll)
        fixed(right, width=372)
        across = row()
        across.addWidget(left, 1)
        across.addWidget(right)
        self.setLayout(across)
        self.list.picked.connect(self._picked)

    def show_campaign(self, campaign: Campaign) -> None:
        """Show which ad a campaign sends; the choice of the campaign before goes at once."""
        self._campaign = campaign
        self._mark()

    def show_ads(self, shown: Shown) -> None:
        """All ads, and the offer of the chosen one."""
        if list(shown.ads) != self.model.rows:
            self.model.show_rows(shown.ads)
        self._mark()
        self.stack.setCurrentIndex(0 if shown.ads else 1)
        self.offer.show_offer(shown.offer)

    def _mark(self) -> None:
        at = next((n for n, row in enumerate(self.model.rows) if row.ad.id == self._campaign.ad_id), -1)
        if at != self.list.row():
            self.list.choose(at)

    def _picked(self, at: int) -> None:
        if not 0 <= at < len(self.model.rows):
            return
        row = self.model.rows[at]
        if row.ad.id == self._campaign.ad_id:
            return
        names = {one.ad.name for one in self.model.rows}
        name = row.ad.name if not self._campaign.name or self._campaign.name in names else self._campaign.name
        self._campaign = replace(self._campaign, ad_id=row.ad.id, name=name)
        self.edited.emit(self._campaign)
