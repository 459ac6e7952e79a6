"""The shop's list of products, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.catalog import Product
from vetrina.store import codec
from vetrina.store.database import Database
from vetrina.store.tables import picture, product

CHUNK: Final = 500


def save_products(w: Connection, products: Sequence[Product]) -> None:
    """Keep products, replacing those with the same key."""
    for item in products:
        values = {
            "key": item.key,
            "sort_title": item.title.casefold(),
            "words": " ".join((item.title, item.brand, item.kind, *item.tags, item.key)).casefold(),
            "kind": item.kind,
            "body": codec.dump(item),
        }
        statement = upsert(product).values(values)
        w.execute(statement.on_conflict_do_update(index_elements=[product.c.key], set_=values))


def replace_products(
    database: Database, products: Sequence[Product], progress: Callable[[int, int], None] | None = None
) -> int:
    """Make the list hold exactly `products`, in turns of 500; returns how many old ones went."""
    for start in range(0, len(products), CHUNK):
        with database.write() as w:
            save_products(w, products[start : start + CHUNK])
        if progress is not None:
            progress(min(start + CHUNK, len(products)), len(products))
    with database.write() as w:
        stay = {item.key for item in products}
        gone = [key for key in w.scalars(select(product.c.key)) if key not in stay]
        for key in gone:
            w.execute(delete(product).where(product.c.key == key))
    return len(gone)


def keep_picture(w: Connection, sha256: str, body: bytes, media_type: str) -> None:
    """Keep a picture under the hash of its bytes."""
    w.execute(upsert(picture).values(sha256=sha256, body=body, media_type=media_type).on_conflict_do_nothing())


def set_picture(w: Connection, key: str, sha256: str) -> None:
    """Which kept picture shows a product."""
    w.execute(product.update().where(product.c.key == key).values(picture=sha256))
