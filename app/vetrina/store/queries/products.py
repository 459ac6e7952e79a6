"""The shop's list of products and the pictures that are kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.engine import Connection

from vetrina.domain.catalog import Product
from vetrina.domain.text import clean_line
from vetrina.store import codec
from vetrina.store.tables import picture as pictures
from vetrina.store.tables import product
from vetrina.store.views import ProductRow


def _product_row(row: Row[Any]) -> ProductRow:
    return ProductRow(id=row.id, product=codec.load(Product, row.body), picture=row.picture)


def page(
    r: Connection, search: str = "", after: tuple[str, int] | None = None, limit: int = 100
) -> tuple[ProductRow, ...]:
    """Products by title, those with all words of `search`; `after` is what `place` says of the last row shown."""
    wanted = select(product)
    for word in clean_line(search).casefold().split()[:8]:
        wanted = wanted.where(product.c.words.contains(word, autoescape=True))
    if after is not None:
        wanted = wanted.where(tuple_(product.c.sort_title, product.c.id) > after)
    return tuple(
        _product_row(row) for row in r.execute(wanted.order_by(product.c.sort_title, product.c.id).limit(limit))
    )


def place(row: ProductRow) -> tuple[str, int]:
    """Where a row stands in the list, for the next `page`."""
    return row.product.title.casefold(), row.id


def count(r: Connection) -> int:
    """How many products there are."""
    return int(r.scalar(select(func.count()).select_from(product)) or 0)


def one(r: Connection, key: str) -> ProductRow | None:
    """One product by its key."""
    row = r.execute(select(product).where(product.c.key == key)).first()
    return None if row is None else _product_row(row)


def of_kind(r: Connection, kind: str, limit: int = 1_000) -> tuple[ProductRow, ...]:
    """The products of one kind, by title."""
    rows = r.execute(select(product).where(product.c.kind == kind).order_by(product.c.sort_title).limit(limit))
    return tuple(_product_row(row) for row in rows)


def kinds(r: Connection) -> tuple[str, ...]:
    """Every kind of product, in the order of the alphabet."""
    return tuple(r.scalars(select(product.c.kind).where(product.c.kind != "").distinct().order_by(product.c.kind)))


def picture(r: Connection, sha256: str) -> bytes | None:
    """The bytes of a kept picture."""
    found = r.scalar(select(pictures.c.body).where(pictures.c.sha256 == sha256))
    return None if found is None else bytes(found)
