"""Names under which other programs keep what we know about a product, and which format a header is."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from vetrina.exchange.tables import normal_header


class Format(StrEnum):
    """Where a product list came from."""

    SHOPIFY = "Shopify"
    META = "Meta"
    GOOGLE = "Google"
    OWN = "own list"


# Ours -> theirs, in normal form. Shopify: help.shopify.com, "Using CSV files to import and export products", the
# columns until 2024 and the present ones. Feeds: Meta catalog fields and Google product data specification.
SHOPIFY: Final[Mapping[str, tuple[str, ...]]] = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "body": ("body (html)", "body html", "description"),
    "vendor": ("vendor",),
    "type": ("type", "product type"),
    "tags": ("tags",),
    "published": ("published", "published on online store"),
    "status": ("status",),
    "name1": ("option1 name",),
    "value1": ("option1 value",),
    "name2": ("option2 name",),
    "value2": ("option2 value",),
    "name3": ("option3 name",),
    "value3": ("option3 value",),
    "sku": ("variant sku", "sku"),
    "tracker": ("variant inventory tracker", "inventory tracker"),
    "quantity": ("variant inventory qty", "inventory quantity"),
    "policy": ("variant inventory policy", "continue selling when out of stock"),
    "price": ("variant price", "price"),
    "compare": ("variant compare at price", "compare at price"),
    "picture": ("image src", "product image url"),
    "position": ("image position",),
    "variant_picture": ("variant image", "variant image url"),
}
FEED: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "retailer id", "codice", "code", "codice articolo"),
    "group": ("item group id",),
    "title": ("title", "name", "titolo", "nome", "prodotto", "product"),
    "description": ("description", "descrizione"),
    "link": ("link", "url"),
    "picture": ("image link", "image url", "image", "immagine", "foto"),
    "more_pictures": ("additional image link",),
    "brand": ("brand", "marca"),
    "kind": ("product type", "categoria", "category", "tipo"),
    "price": ("price", "prezzo"),
    "sale": ("sale price", "prezzo scontato"),
    "sale_dates": ("sale price effective date",),
    "availability": ("availability", "disponibilità", "disponibilita"),
    "stock": ("quantity to sell on facebook", "inventory", "quantity", "quantità", "quantita", "giacenza"),
    "sku": ("sku", "mpn"),
    "tags": ("tags", "etichette"),
}
OPTIONS: Final = ("color", "size", "material", "pattern")
_OPTION_NAMES: Final = {
    "colour": "color",
    "colore": "color",
    "taglia": "size",
    "misura": "size",
    "materiale": "material",
    "fantasia": "pattern",
}
_META_ONLY: Final = frozenset(
    {"quantity to sell on facebook", "fb product category", "visibility", "status", "inventory"}
)
_GOOGLE_ONLY: Final = frozenset({"shipping", "gtin", "identifier exists", "ads redirect", "product type", "mpn"})
_KNOWN: Final = (
    frozenset(name for names in (*SHOPIFY.values(), *FEED.values()) for name in names)
    | frozenset({*OPTIONS, *_OPTION_NAMES, "condition", "gender", "age group"})
    | _META_ONLY
    | _GOOGLE_ONLY
)


def is_known(normal: str) -> bool:
    """True for a normal header that product lists use."""
    return normal in _KNOWN


def places(columns: Iterable[str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Our names -> the columns of this file; where several fit, the name listed first wins."""
    by_normal: dict[str, str] = {}
    for column in columns:
        by_normal.setdefault(normal_header(column), column)
    found: dict[str, str] = {}
    for ours, theirs in names.items():
        fitting = [by_normal[name] for name in theirs if name in by_normal]
        if fitting:
            found[ours] = fitting[0]
    return found


def option_columns(columns: Iterable[str]) -> dict[str, str]:
    """Columns that tell variants apart: `color`, `size`, `material`, `pattern` -> the column of this file."""
    found: dict[str, str] = {}
    for column in columns:
        normal = normal_header(column)
        name = _OPTION_NAMES.get(normal, normal)
        if name in OPTIONS:
            found.setdefault(name, column)
    return found


def format_of(columns: tuple[str, ...]) -> Format | None:
    """Which format a header is; None when it is no product list."""
    normal = {normal_header(column) for column in columns}
    shopify = places(columns, SHOPIFY)
    if {"handle", "title"} <= shopify.keys() and {"price", "name1"} & shopify.keys():
        return Format.SHOPIFY
    feed = places(columns, FEED)
    if not {"title", "price"} <= feed.keys():
        return None
    if not {"id", "availability"} <= feed.keys():
        return Format.OWN
    if any(column.strip().lower().startswith("g:") for column in columns):
        return Format.GOOGLE
    return Format.META if normal & _META_ONLY or not normal & _GOOGLE_ONLY else Format.GOOGLE
