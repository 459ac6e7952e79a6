"""What the Ads page reads in one go, and how changes that are not in the feed yet are kept with their ad."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vetrina.domain.ads import Ad
from vetrina.domain.catalog import Product
from vetrina.domain.text import clean_line, clean_text
from vetrina.store import codec
from vetrina.store.queries import ads, products
from vetrina.store.queries.ads import Reader
from vetrina.store.views import AdRow

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

STARTERS = 3
SAVED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """All that the page shows around the form, read at one moment."""

    rows: tuple[AdRow, ...]
    counts: dict[str, int]
    kinds: tuple[str, ...]
    starters: tuple[Product, ...]
    readers: tuple[Reader, ...]
    followers: int
    pictures: dict[str, bytes]


def unknown_pictures(r: Connection, wanted: Iterable[str], known: frozenset[str]) -> dict[str, bytes]:
    """The bytes of kept pictures, without those that are `known` already."""
    missing = {key for key in wanted if key and key not in known}
    return {key: body for key in sorted(missing) if (body := products.picture(r, key))}


def save_products(r: Connection, place: Path) -> int:
    """Write the whole shop list to `place` as a table; returns how many products. Raises OSError."""
    from vetrina.exchange import exports

    found: list[Product] = []
    after: tuple[str, int] | None = None
    while rows := products.page(r, "", after, SAVED_AT_ONCE):
        found += (row.product for row in rows)
        after = products.place(rows[-1])
    exports.save(place, exports.products_csv(found))
    return len(found)


def packed(ad: Ad) -> str:
    """An ad with its changes, as `Ad.working` keeps it."""
    tame = replace(ad, headline=clean_line(ad.headline), name=clean_line(ad.name), text=clean_text(ad.text), working="")
    return codec.dump(replace(tame, greeting=clean_text(ad.greeting)))


def unpacked(ad: Ad) -> Ad:
    """An ad of the feed with the changes made to it."""
    changed = codec.load_ad(ad.id, ad.working)
    return replace(changed, key=ad.key, state=ad.state, in_feed_since=ad.in_feed_since, working="")


def _pictured(r: Connection, one: AdRow) -> AdRow:
    """An ad that picks for each person has no picture of its own: the first of its kind stands for all."""
    if one.picture or not (one.ad.per_person and one.ad.product_kind):
        return one
    found = products.of_kind(r, one.ad.product_kind, 20)
    return replace(one, picture=next((row.picture for row in found if row.picture), ""))


def fetch(r: Connection, tab: str, known: frozenset[str]) -> Fetched:
    """What the page shows around the form, for a tab of the list; pictures that are `known` are not read again."""
    rows = tuple(_pictured(r, one) for one in ads.page(r, tab))
    counts = ads.counts(r)
    starters: tuple[Product, ...] = ()
    if not counts.get("all", 0):
        found = products.page(r, "", None, 20)
        ready = [one.product for one in found if one.product.in_stock] or [one.product for one in found]
        starters = tuple(ready[:STARTERS])
    pictures = unknown_pictures(r, (one.picture for one in rows), known)
    return Fetched(rows, counts, products.kinds(r), starters, ads.readers(r), ads.followers(r), pictures)
