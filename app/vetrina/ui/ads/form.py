"""The composer: headline, text, picture and product, button, who answers, what opens in the chat, who sees it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor

from vetrina.domain.ads import (
    BUTTONS,
    GREETING_LENGTH,
    HEADLINE_LENGTH,
    TEXT_LENGTH,
    Action,
    Ad,
    FeedAudience,
    wording,
)
from vetrina.domain.catalog import Money
from vetrina.domain.slips import Slip, corrected
from vetrina.domain.talk import HeldBy
from vetrina.domain.times import local
from vetrina.ui import moment
from vetrina.ui.ads.card_layout import utf16_length
from vetrina.ui.ads.product_pick import Picked, ProductPick
from vetrina.ui.ads.quick_replies import QuickReplies
from vetrina.ui.ads.slip_banners import Found, SlipBanners, look_for_slips
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Hairline, Scroll
from vetrina.ui.widgets.checks import Segmented
from vetrina.ui.widgets.chips import AddChip
from vetrina.ui.widgets.fields import Choice, Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.merge_edit import MergeEdit
from vetrina.ui.widgets.merge_edit import Slip as Wave

ADDABLE = ("first_name", "size", "product", "price", "hours")


class AdForm(Scroll):
    """`edited` after each change by the person; `ad()` is the ad as the form holds it."""

    edited = Signal()

    def __init__(self, pick: ProductPick) -> None:
        super().__init__(margins=(16, 14, 16, 16), gap=13)
        self._ad = Ad(0, "", "", "", "")
        self._quiet = False
        self.marks: tuple[str, ...] = ()
        self._prices: tuple[tuple[Money, ...], Money | None] = ((), None)
        self.pick = pick
        self.labels = {
            "first_name": self.tr("First name"),
            "size": self.tr("Their size"),
            "product": self.tr("Product"),
            "price": self.tr("Price"),
            "hours": self.tr("Opening hours"),
            "shop": self.tr("Shop name"),
        }
        self._fallbacks = {"first_name": self.tr("dear friend"), "size": self.tr("all sizes")}
        self.slips = SlipBanners()
        self.headline = LineEdit()
        self.text = MergeEdit(self.labels, self.tr("Text"), lines=3)
        self.greeting = MergeEdit(self.labels, self.tr("Greeting"), lines=1, most_lines=4)
        self.button = Choice(self.tr("Button"))
        self.answers = Segmented(self.tr("Who answers first"), [self.tr("Bot, then me"), self.tr("Me")], ["bot"])
        self.replies = QuickReplies()
        self.audience = Choice(self.tr("Who sees it"))
        self._build()
        self._wire()

    def _build(self) -> None:
        self.headline_field = Field(self.tr("Headline"), self.headline)
        self.text_field = Field(self.tr("Text"), self.text)
        self.greeting_field = Field(self.tr("What opens in the chat"), self.greeting, self.tr("Greeting and buttons"))
        for action in Action:
            self.button.add(BUTTONS[action.value, moment.shop_language()], action)
        self.audience.add(self.tr("Everyone on the shop page"), FeedAudience.EVERYONE)
        self.audience.add(self.tr("Everyone who follows the shop"), FeedAudience.FOLLOWERS)
        self.chips = row(PlainLabel(self.tr("Add:"), Type.SMALL, Tone.TEXT2), gap=6)
        for name in ADDABLE:
            chip = AddChip(self.tr("Size") if name == "size" else self.labels[name])
            chip.setAccessibleName(self.tr("Add {field} to the text").format(field=chip.text()))
            chip.clicked.connect(partial(self._add_field, name))
            self.chips.addWidget(chip)
        self.chips.addStretch(1)
        fixed(self.button, width=168)
        who = column(PlainLabel(self.tr("Who answers first"), Type.SMALL_STRONG, Tone.TEXT2), self.answers, gap=4)
        middle = row(Field(self.tr("Button"), self.button), gap=12)
        middle.addLayout(who)
        middle.addStretch(1)
        middle.setAlignment(who, Qt.AlignmentFlag.AlignTop)
        sees = row(Field(self.tr("Who sees it"), self.audience), gap=12)
        picture = column(PlainLabel(self.tr("Picture and product"), Type.SMALL_STRONG, Tone.TEXT2), self.pick, gap=4)
        self.add(
            self.slips,
            self.headline_field,
            column(self.text_field, self.chips, gap=6),
            picture,
            Hairline(),
            middle,
            column(self.greeting_field, self.replies, gap=8),
            Hairline(),
            sees,
            None,
        )

    def _wire(self) -> None:
        self.headline.textEdited.connect(lambda _text: self._changed())
        self.text.edited.connect(self._changed)
        self.greeting.edited.connect(self._changed)
        self.pick.edited.connect(self._changed)
        self.replies.edited.connect(self._changed)
        self.button.chosen.connect(lambda _data: self._changed())
        self.audience.chosen.connect(lambda _data: self._changed())
        self.answers.chosen.connect(lambda _index: self._changed())
        self.slips.fixed.connect(self._fix)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 100)

    # In and out

    def show_ad(self, ad: Ad) -> None:
        """Show another ad; emits nothing."""
        self._quiet = True
        self._ad = ad
        self.headline.setText(ad.headline)
        self.text.set_source(ad.text)
        self.greeting.set_source(ad.greeting)
        self.pick.show_pick(Picked(ad.per_person, ad.product_kind, ad.product_key, ad.picture))
        self.replies.show_replies(ad.quick_replies)
        self.button.choose(ad.action)
        self.audience.choose(ad.audience)
        self.answers.choose(0 if ad.answers_first is HeldBy.BOT else 1)
        self._quiet = False
        self._prices = ((), None)
        self._count()
        self.look()

    def keep(self, stored: Ad) -> None:
        """What the store made of the ad (id, key, state); the texts in the form stay as they are."""
        self._ad = stored

    def ad(self) -> Ad:
        """The ad as it stands in the form."""
        picked = self.pick.picked()
        headline = self.headline.text()
        follows = self._ad.name in ("", self._ad.headline)
        return replace(
            self._ad,
            name=headline if follows else self._ad.name,
            headline=headline,
            text=self.text.source(),
            greeting=self.greeting.source(),
            per_person=picked.per_person,
            product_kind=picked.product_kind,
            product_key=picked.product_key,
            picture=picked.picture,
            action=Action(self.button.currentData()),
            quick_replies=self.replies.replies(),
            audience=FeedAudience(self.audience.currentData()),
            answers_first=HeldBy.BOT if self.answers.index() == 0 else HeldBy.HUMAN,
        )

    def too_long(self) -> bool:
        """Whether a text has more letters than fit; the field says so."""
        return any(len(text) > most for _, text, most in self._limits())

    def ask_headline(self) -> None:
        """Say that an ad needs a headline, and go there."""
        self.headline_field.set_error(self.tr("Write a headline first: it is what people read before all else."))
        self.headline.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_followers(self, count: int) -> None:
        """How many people follow the shop."""
        words = self.tr("Everyone who follows the shop")
        at = self.audience.findData(FeedAudience.FOLLOWERS)
        self.audience.setItemText(at, f"{words} · {QLocale().toString(count)}" if count else words)

    def show_prices(self, prices: tuple[Money, ...], price: Money | None) -> None:
        """What the shop list says of the product shown, for the slip catcher."""
        self._prices = (prices, price)
        self.look()

    # Slips

    def _texts(self) -> dict[str, str]:
        return {"headline": self.headline.text(), "text": self.text.source(), "greeting": self.greeting.source()}

    def look(self) -> None:
        """Look for slips again."""
        prices, price = self._prices
        today = local(moment.now(), moment.zone()).date()
        found = look_for_slips(self._texts(), prices, price, moment.shop().hours(), today)
        self.marks = tuple(one.slip.said for one in found)
        self.slips.show_found(found)
        for where, edit in (("text", self.text), ("greeting", self.greeting)):
            edit.mark_slips([_wave(edit, one.slip) for one in found if one.where == where])

    def _fix(self, found: Found) -> None:
        if found.where == "headline":
            self.headline.setText(corrected(self.headline.text(), found.slip))
            self._changed()
            return
        edit = self.text if found.where == "text" else self.greeting
        if edit.source()[found.slip.start : found.slip.end] != found.slip.said:
            return
        wave = _wave(edit, found.slip)
        cursor = QTextCursor(edit.document())
        cursor.setPosition(wave.start)
        cursor.setPosition(wave.start + wave.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(found.slip.instead)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changes by the person

    def _add_field(self, name: str) -> None:
        edit = self.greeting if self.greeting.hasFocus() else self.text
        edit.insert_field(name, self._fallbacks.get(name, ""))

    def _changed(self) -> None:
        if self._quiet:
            return
        self._count()
        self.look()
        self.edited.emit()

    def _limits(self) -> tuple[tuple[Field, str, int], ...]:
        texts = self._texts()
        return (
            (self.headline_field, texts["headline"], HEADLINE_LENGTH),
            (self.text_field, texts["text"], TEXT_LENGTH),
            (self.greeting_field, texts["greeting"], GREETING_LENGTH),
        )

    def _count(self) -> None:
        for field, text, most in self._limits():
            if field is self.headline_field or len(text) > most * 0.8:
                field.set_counter(len(text), most)
            elif hasattr(field, "counter"):
                field.counter.setText("")
            over = len(text) - most
            field.set_error(self.tr("%n letters too many: shorten it, then it is kept.", "", over) if over > 0 else "")


def _wave(edit: MergeEdit, slip: Slip) -> Wave:
    """Where a slip of the source stands in the box: there a merge field is one letter, and emoji are two."""
    source = edit.source()
    start = _shown_length(source[: slip.start])
    return Wave(start, _shown_length(source[slip.start : slip.end]))


def _shown_length(text: str) -> int:
    return sum(utf16_length(piece) if isinstance(piece, str) else 1 for piece in wording(text).pieces)


def first_draft(product_title: str, product_key: str, language: str) -> Ad:
    """An ad to start from: a headline, a text and a greeting that need only a look."""
    if language == "it":
        text = "Ciao {first_name|a tutti}, è arrivato: {product}, {price}. Passa a vederlo."
        greeting = "Buongiorno {first_name|a te}! Vuoi sapere qualcosa?"
    else:
        text = "Hello {first_name|everyone}, it is here: {product}, {price}. Come and see it."
        greeting = "Hello {first_name|there}! What would you like to know?"
    return Ad(
        0, "", product_title[:HEADLINE_LENGTH], product_title[:HEADLINE_LENGTH], text, product_key, greeting=greeting
    )
