"""What the shop takes away: its product list as a Meta feed, its people as a table, both safe in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from vetrina.domain.catalog import Availability, Product, Variant
from vetrina.exchange.guard import guarded
from vetrina.exchange.people import ImportedPerson

_PRODUCT_HEADER: Final = (
    "id,title,description,availability,condition,price,link,image_link,brand,additional_image_link,sale_price,"
    "sale_price_effective_date,item_group_id,color,size,material,pattern,product_type,"
    "quantity_to_sell_on_facebook,sku,tags"
)
_PERSON_HEADER: Final = (
    "external_id,display_name,given_name,family_name,phone,email,language,timezone,city,birthday,labels,follow_state,"
    "consent_state,consent_at,consent_source,consent_text,notes,created_at"
)
PRODUCT_COLUMNS: Final = tuple(_PRODUCT_HEADER.split(","))
PERSON_COLUMNS: Final = tuple(_PERSON_HEADER.split(","))
_META_AVAILABILITY: Final = {
    Availability.IN_STOCK: "in stock",
    Availability.OUT_OF_STOCK: "out of stock",
    Availability.PREORDER: "preorder",
    Availability.ON_ORDER: "available for order",
    Availability.DISCONTINUED: "discontinued",
}


def write_products(products: Iterable[Product], target: TextIO) -> int:
    """Write products as a Meta catalog CSV (one row per variant), unknown columns at the end. Returns the rows.

    Source of the columns: Meta, catalog fields. Cells that would run as formulas get a `'` in front.
    """
    kept = list(products)
    extra = _extra_columns(kept)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([*PRODUCT_COLUMNS, *map(guarded, extra)])
    count = 0
    for product in kept:
        for variant in product.variants:
            row = _product_row(product, variant)
            writer.writerow([guarded(row.get(column, "")) for column in (*PRODUCT_COLUMNS, *extra)])
            count += 1
    return count


def write_people(people: Iterable[tuple[ImportedPerson, Mapping[str, str]]], target: TextIO) -> int:
    """Write people with what is known beside the list (`follow_state`, `consent_…`, `created_at`). Returns the rows.

    The permission columns are there to be read by people; no import of Vetrina ever believes them.
    """
    kept = list(people)
    extra = list(dict.fromkeys(name for person, _ in kept for name in person.extra if name not in PERSON_COLUMNS))
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([*PERSON_COLUMNS, *map(guarded, extra)])
    for person, known in kept:
        row = {**person.extra, **known, "labels": "|".join(person.labels)}
        own = ("external_id", "display_name", "given_name", "family_name", "phone", "email", "language", "city")
        row |= {name: str(getattr(person, name)) for name in (*own, "birthday", "notes")}
        writer.writerow([guarded(row.get(column, "")) for column in (*PERSON_COLUMNS, *extra)])
    return len(kept)


def save(path: Path, text: str) -> None:
    """Write a table so that an interrupted write leaves the old file: UTF-8 with BOM, which Excel needs."""
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8-sig", newline="")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def products_csv(products: Iterable[Product]) -> str:
    """The product list as the text of a Meta catalog CSV."""
    target = io.StringIO(newline="")
    write_products(products, target)
    return target.getvalue()


def people_csv(people: Iterable[tuple[ImportedPerson, Mapping[str, str]]]) -> str:
    """The people as the text of a CSV."""
    target = io.StringIO(newline="")
    write_people(people, target)
    return target.getvalue()


def _extra_columns(products: list[Product]) -> list[str]:
    return list(dict.fromkeys(_extra_names(products)))


def _extra_names(products: list[Product]) -> Iterator[str]:
    known = frozenset(PRODUCT_COLUMNS)
    for product in products:
        yield from (name for name in product.extra if name not in known)
        for variant in product.variants:
            yield from (name for name in variant.extra if name not in known)
            yield from (name for name, _ in variant.options if _meta_option(name) not in known)


def _product_row(product: Product, variant: Variant) -> dict[str, str]:
    options = dict(variant.options)
    pictures = [address for address in product.pictures if address != (variant.picture or product.picture)]
    grouped = len(product.variants) > 1 or product.key != variant.key
    row = {
        **product.extra,
        "id": variant.key,
        "title": product.title,
        "description": product.description,
        "availability": _META_AVAILABILITY[variant.availability],
        "condition": product.extra.get("condition", "new"),
        "price": variant.price.plain(),
        "link": product.link,
        "image_link": variant.picture or product.picture,
        "brand": product.brand,
        "additional_image_link": ",".join(pictures[:20]),
        "sale_price": variant.sale_price.plain() if variant.sale_price else "",
        "sale_price_effective_date": _interval(variant),
        "item_group_id": product.key if grouped else "",
        "product_type": product.kind,
        "quantity_to_sell_on_facebook": "" if variant.stock is None else str(variant.stock),
        "sku": variant.sku,
        "tags": ",".join(product.tags),
        **{name: value for name, value in variant.options if _meta_option(name) not in PRODUCT_COLUMNS},
        **variant.extra,
    }
    for name in ("color", "size", "material", "pattern"):
        # Shopify's option names are words of people: "Size", "Colore", …
        row[name] = next(
            (value for option, value in options.items() if _meta_option(option) == name), row.get(name, "")
        )
    return row


def _meta_option(name: str) -> str:
    own = {"colour": "color", "colore": "color", "taglia": "size", "misura": "size", "materiale": "material"}
    return own.get(name.casefold(), name.casefold())


def _interval(variant: Variant) -> str:
    if variant.sale_from_ms is None and variant.sale_until_ms is None:
        return ""
    return f"{_iso(variant.sale_from_ms)}/{_iso(variant.sale_until_ms)}"


def _iso(at_ms: int | None) -> str:
    return "" if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
