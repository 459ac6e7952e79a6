"""The version of an ad that one person sees: what the feed would make of it, read from the shop list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetrina.domain.ads import BUTTONS, Ad, Creative, creative, wording
from vetrina.domain.bot.hours import hours_phrase
from vetrina.domain.catalog import Money, Product
from vetrina.domain.people import given_name
from vetrina.domain.picks import best_pick, has_size, product_card
from vetrina.store.queries import products
from vetrina.store.queries.ads import Reader
from vetrina.store.views import ProductRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from vetrina.settings import Shop


@dataclass(frozen=True, slots=True)
class Version:
    """What `reader` sees, and what it was made of. `picture` are the bytes of a kept picture, or empty.

    `prices` are all that the shop list says of what the ad may show, for the slip catcher.
    """

    reader: Reader
    creative: Creative
    product: Product | None
    picture: bytes
    prices: tuple[Money, ...]
    price: Money | None
    fits: bool
    choices: int


def version(r: Connection, ad: Ad, reader: Reader, shop: Shop, language: str, now: int) -> Version:
    """`ad` as `reader` will see it at `now` (ms); `language` is the one the shop writes in."""
    listed = _listed(r, ad)
    offered = [row.product for row in listed]
    index = best_pick(offered, reader.size) if offered else 0
    values = {"shop": shop.name, "hours": hours_phrase(shop.hours(), language)}
    if reader.size and asks_size(ad):
        values["size"] = reader.size
    values["first_name"] = given_name(reader.name)
    card = product_card(offered[index], listed[index].picture, now, language) if offered else None
    if card is not None:
        values |= {"product": card.title, "price": card.price}
    spoken = reader.language[:2] if reader.language[:2] in ("en", "it") else language
    made = creative(ad, values, card, BUTTONS[ad.action, spoken])
    chosen = offered[index] if offered else None
    span = chosen.price_range(now) if chosen else None
    return Version(
        reader=reader,
        creative=made,
        product=chosen,
        picture=(products.picture(r, made.picture) or b"") if made.picture else b"",
        prices=tuple({variant.price_at(now) for product in offered for variant in product.variants}),
        price=span[0] if span else None,
        fits=chosen is not None and bool(reader.size) and has_size(chosen, reader.size),
        choices=len(offered),
    )


def asks_size(ad: Ad) -> bool:
    """Whether the size of a person matters to what they see."""
    named = any("size" in wording(text).fields() for text in (ad.headline, ad.text, ad.greeting))
    return named or (ad.per_person and bool(ad.product_kind))


def _listed(r: Connection, ad: Ad) -> tuple[ProductRow, ...]:
    if ad.per_person and ad.product_kind:
        return products.of_kind(r, ad.product_kind, 200)
    found = products.one(r, ad.product_key) if ad.product_key else None
    return () if found is None else (found,)
