"""From an ad and the shop list to what one person sees: product, price, picture, merge values, button."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from vetrina.domain.ads import BUTTONS, Ad, Creative, creative, sponsored_content, wording
from vetrina.domain.bot.hours import hours_phrase
from vetrina.domain.catalog import Product
from vetrina.domain.picks import best_pick, product_card
from vetrina.domain.talk import Content, ProductCard
from vetrina.domain.window import FeedAd, Pick
from vetrina.engine.desk import Desk
from vetrina.store.queries import working


@dataclass(frozen=True, slots=True)
class Choice:
    """The products an ad may show, with their pictures (SHA-256)."""

    products: tuple[tuple[Product, str], ...]

    def pick(self, size: str) -> int:
        """The index for a person of this size."""
        return best_pick([product for product, _ in self.products], size)


class Shelf:
    """Reads the shop list on whatever connection it is given."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def card(self, r: Any, key: str, now: int, language: str, size: str = "") -> ProductCard | None:
        """One product as a card; None where the shop has it no longer."""
        found = working.product_of(r, key)
        return None if found is None else product_card(found[0], found[1], now, language, size)

    def choice(self, r: Any, ad: Ad) -> Choice:
        """What `ad` may show: its product, or all of its kind where each person sees the best match."""
        if ad.per_person and ad.product_kind:
            return Choice(working.products_of_kind(r, ad.product_kind))
        found = working.product_of(r, ad.product_key)
        return Choice(() if found is None else (found,))

    def holes(self, r: Any, ad: Ad, now: int) -> tuple[str, ...]:
        """Merge fields that would stay empty for people: nothing fills them, and they have no word for that case."""
        filled = self.values(r, ad, now)
        if ad.per_person and self.choice(r, ad).products:
            filled |= {"product": "*", "price": "*"}
        pieces = (piece for text in (ad.headline, ad.text, ad.greeting) for piece in wording(text).pieces)
        empty = (piece[0] for piece in pieces if isinstance(piece, tuple) and not piece[1] and not filled.get(piece[0]))
        return tuple(name for name in empty if name != "first_name")  # everybody on the shop page has a name

    def values(self, r: Any, ad: Ad, now: int) -> dict[str, str]:
        """Merge values that are the same for everybody."""
        language = self._desk.language()
        shop = self._desk.settings.shop
        values = {"shop": shop.name, "hours": hours_phrase(shop.hours(), language)}
        if not ad.per_person and (card := self.card(r, ad.product_key, now, language)) is not None:
            values |= {"product": card.title, "price": card.price}
        return values

    def creative(self, r: Any, ad: Ad, person: dict[str, str], now: int, choice: Choice | None = None) -> Creative:
        """The ad for the person whose own values (first name, size) are given."""
        choice = choice or self.choice(r, ad)
        language = self._desk.language()
        values = self.values(r, ad, now) | person
        card = None
        if choice.products:
            product, picture = choice.products[choice.pick(person.get("size", ""))]
            card = product_card(product, picture, now, language, person.get("size", ""))
            values |= {"product": card.title, "price": card.price}
        return creative(ad, values, card, BUTTONS[ad.action, language if language == "it" else "en"])

    def offer(self, r: Any, ad: Ad, contact_id: int, now: int, choice: Choice | None = None) -> Content:
        """The ad as a sponsored message to one person."""
        return sponsored_content(self.creative(r, ad, working.values_of(r, contact_id), now, choice))

    def feed_ad(self, r: Any, ad: Ad, account_id: int, now: int) -> FeedAd:
        """The ad as the feed of one account needs it, with what single people see."""
        language = self._desk.language()
        choice = self.choice(r, ad)
        cards = tuple(product_card(product, picture, now, language) for product, picture in choice.products)
        picks: dict[str, Pick] = {}
        asks_size = any("size" in wording(text).fields() for text in (ad.headline, ad.text, ad.greeting))
        if (ad.per_person and len(cards) > 1) or asks_size:
            for remote_id, size in working.sized_people(r, account_id):
                picks[remote_id] = Pick(choice.pick(size) if cards else 0, {"size": size})
        return FeedAd(
            key=ad.key,
            headline=ad.headline,
            text=ad.text,
            picture=ad.picture,
            greeting=ad.greeting,
            cards=cards,
            values=self.values(r, ad, now),
            picks=picks,
            quick_replies=ad.quick_replies,
            action=ad.action.value,
            answers_first=ad.answers_first.value,
            audience=ad.audience.value,
            since=ad.in_feed_since or now,
        )


def known_pictures(made: FeedAd, have: frozenset[str]) -> FeedAd:
    """The ad without pictures that are not here: a missing picture must not keep the ad out of the feed."""
    return replace(
        made,
        picture=made.picture if made.picture in have else "",
        cards=tuple(card if card.picture in have else replace(card, picture="") for card in made.cards),
    )


def digest(made: FeedAd) -> str:
    """What a feed shows, as a hash: equal means there is nothing to post. `since` does not count."""
    body = [
        made.headline, made.text, made.picture, made.greeting, made.action, made.answers_first, made.audience,
        [[q.title, q.payload] for q in made.quick_replies],
        [[c.title, c.subtitle, c.price, c.picture, c.product_key] for c in made.cards],
        sorted(made.values.items()),
        sorted((psid, pick.card, sorted(pick.values.items())) for psid, pick in made.picks.items()),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(body, ensure_ascii=True).encode()).hexdigest()
