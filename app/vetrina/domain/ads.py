"""What is put in the window: an ad, its text with merge fields, and the creative one person sees."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vetrina.domain.talk import Content, HeldBy, ProductCard, QuickReply


class AdState(StrEnum):
    """Where an ad stands on the Ads page."""

    DRAFT = "draft"
    IN_FEED = "in_feed"
    PAUSED = "paused"
    ENDED = "ended"


class FeedAudience(StrEnum):
    """Who sees an ad in the feed."""

    EVERYONE = "everyone"
    FOLLOWERS = "followers"


class Action(StrEnum):
    """What the ad's button does; both open the chat box."""

    CHAT = "chat"
    RESERVE = "reserve"


BUTTONS: dict[tuple[str, str], str] = {
    (Action.CHAT, "en"): "Write to the shop",
    (Action.CHAT, "it"): "Scrivi al negozio",
    (Action.RESERVE, "en"): "Keep one for me",
    (Action.RESERVE, "it"): "Tienine uno per me",
}
"""What an ad's button says, by action and language; the same in feed, offer and preview."""

MERGE_FIELDS: tuple[str, ...] = ("first_name", "size", "product", "price", "hours", "shop")

HEADLINE_LENGTH = 60
TEXT_LENGTH = 500
GREETING_LENGTH = 300
QUICK_REPLY_LENGTH = 20
QUICK_REPLIES = 3


@dataclass(frozen=True, slots=True)
class Ad:
    """One ad as composed. Texts may hold merge fields: ``{first_name}`` or, with a fallback, ``{first_name|friend}``.

    `picture` is the SHA-256 of the picture's bytes; empty means the product's picture. `per_person` picks the best
    product of `product_kind` for each person instead of `product_key`. `working` holds changes that the owner has not
    put in the feed yet, as the Ads page writes them; nobody else reads it.
    """

    id: int
    key: str
    name: str
    headline: str
    text: str
    product_key: str = ""
    picture: str = ""
    per_person: bool = False
    product_kind: str = ""
    action: Action = Action.CHAT
    greeting: str = ""
    quick_replies: tuple[QuickReply, ...] = ()
    answers_first: HeldBy = HeldBy.BOT
    audience: FeedAudience = FeedAudience.EVERYONE
    state: AdState = AdState.DRAFT
    changed_at: int = 0
    in_feed_since: int | None = None
    working: str = ""


@dataclass(frozen=True, slots=True)
class Creative:
    """An ad rendered for one person: exactly what the customer page shows."""

    headline: str
    text: str
    product: ProductCard | None
    picture: str
    button: str
    greeting: str
    quick_replies: tuple[QuickReply, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text cut into plain pieces and merge fields, ready to be filled many times."""

    pieces: tuple[str | tuple[str, str], ...] = field(default=())

    def fields(self) -> tuple[str, ...]:
        """Names of the merge fields, in order of appearance."""
        return tuple(piece[0] for piece in self.pieces if isinstance(piece, tuple))

    def fill(self, values: Mapping[str, str]) -> str:
        """The text for one person; an absent or empty value gives the field's fallback."""
        return "".join(
            piece if isinstance(piece, str) else (values.get(piece[0]) or piece[1]) for piece in self.pieces
        )


_FIELD = re.compile(r"\{([a-z_]{1,32})(?:\|([^{}|]{0,80}))?\}")


def wording(text: str, fields: Collection[str] = MERGE_FIELDS) -> Wording:
    """Cut `text` at its merge fields. Names not among `fields` stay as they were written: nothing typed is lost."""
    pieces: list[str | tuple[str, str]] = []
    end = 0
    for match in _FIELD.finditer(text):
        if match[1] not in fields:
            continue
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append((match[1], match[2] or ""))
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    return Wording(tuple(pieces))


def creative(ad: Ad, values: Mapping[str, str], product: ProductCard | None, button: str) -> Creative:
    """`ad` for the person with these merge values; feed, preview and campaign all come through here."""
    return Creative(
        headline=wording(ad.headline).fill(values),
        text=wording(ad.text).fill(values),
        product=product,
        picture=ad.picture or (product.picture if product else ""),
        button=button,
        greeting=wording(ad.greeting).fill(values),
        quick_replies=ad.quick_replies,
    )


def sponsored_content(made: Creative) -> Content:
    """The creative as the content of a sponsored message."""
    card = made.product
    if card is not None and made.picture and card.picture != made.picture:
        card = ProductCard(card.title, card.subtitle, card.price, made.picture, card.product_key)
    return Content(
        text=made.text, quick_replies=made.quick_replies, card=card, headline=made.headline, button=made.button
    )
