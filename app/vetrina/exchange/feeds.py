"""Rows of Meta and Google feeds, and of a shop's own plain list, become products with variants."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vetrina.domain.catalog import Availability, Product, Variant
from vetrina.exchange.cells import availability, clean, one_line, whole_number
from vetrina.exchange.columns import FEED, option_columns, places
from vetrina.exchange.drafts import Draft, Gathering, RowNotes, unknown_cells
from vetrina.exchange.prices import Prices, RowRefused
from vetrina.exchange.tables import Row


@dataclass(slots=True)
class FeedReader:
    """Takes feed rows over one by one; rows with the same `item_group_id` are variants of one product."""

    columns: tuple[str, ...]
    prices: Prices
    gathering: Gathering = field(default_factory=Gathering)
    _at: dict[str, str] = field(default_factory=dict)
    _options: dict[str, str] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()
    _rows_of_ids: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.look_at(self.columns)

    def look_at(self, columns: tuple[str, ...]) -> None:
        """Learn under which names this file, or this item of a feed, keeps what we know."""
        self._at = places(columns, FEED)
        self._options = option_columns(columns)
        self._known = frozenset(self._at.values()) | frozenset(self._options.values())

    def take(self, row: Row) -> None:
        """Take one row over; its report tells what became of it."""
        name = self._cell(row.cells, "title") or self._cell(row.cells, "id")
        self.gathering.read_row(row.number, name, lambda notes: self._take(row, notes))

    def _take(self, row: Row, notes: RowNotes) -> None:
        if row.finding is not None:
            raise RowRefused(row.finding.key, **row.finding.params)
        cells = row.cells
        title = notes.title(self._cell(cells, "title"))
        key = self._key(cells, title)
        if key in self._rows_of_ids:
            raise RowRefused("row.double", key=key, first=str(self._rows_of_ids[key]))
        variant = self._variant(cells, key, title, notes)
        group = one_line(self._cell(cells, "group")) or key
        draft = self.gathering.drafts.get(group)
        if draft is None:
            draft = Draft(row.number, self._product(cells, group, title, notes))
            self.gathering.drafts[group] = draft
        else:
            first = next(iter(draft.variants.values()))
            if first.price.currency != variant.price.currency:
                price = self._cell(cells, "price")
                raise RowRefused("row.other_currency", value=price, title=draft.product.title)
            variant = self._as_sibling(draft.product, variant, cells, title, notes)
        draft.variants[key] = variant
        if not variant.picture and not draft.product.picture:
            notes.warn("row.picture_missing")
        self._rows_of_ids[key] = row.number

    def _key(self, cells: Mapping[str, str], title: str) -> str:
        key = one_line(self._cell(cells, "id"))[:200]
        if key:
            return key
        if "id" in self._at:
            raise RowRefused("row.no_key")
        return slug(title) or title

    def _variant(self, cells: Mapping[str, str], key: str, title: str, notes: RowNotes) -> Variant:
        price = self.prices.price(self._cell(cells, "price"), notes.warn)
        sale, begins, ends = self.prices.sale(
            self._cell(cells, "sale"), self._cell(cells, "sale_dates"), price, notes.warn
        )
        options = tuple(
            (name, value) for name, column in self._options.items() if (value := one_line(cells.get(column, ""))[:100])
        )
        stock = self._stock(cells, notes)
        return Variant(
            key=key,
            title=" / ".join(value for _, value in options) or title,
            options=options,
            sku=one_line(self._cell(cells, "sku"))[:200],
            price=price,
            sale_price=sale,
            availability=self._availability(cells, stock, notes),
            stock=stock,
            picture=notes.picture(self._cell(cells, "picture")),
            sale_from_ms=begins,
            sale_until_ms=ends,
        )

    def _product(self, cells: Mapping[str, str], group: str, title: str, notes: RowNotes) -> Product:
        more = re.split(r"[,\s]+", clean(self._cell(cells, "more_pictures")))
        return Product(
            key=group,
            title=title,
            description=notes.description(self._cell(cells, "description")),
            brand=one_line(self._cell(cells, "brand"))[:200],
            kind=one_line(self._cell(cells, "kind"))[:750],
            tags=tags(self._cell(cells, "tags")),
            link=notes.link(self._cell(cells, "link")),
            picture=(first := _quiet_picture(self._cell(cells, "picture"))),
            pictures=tuple(dict.fromkeys([*([first] if first else []), *_pictures(more, notes)])),
            extra=unknown_cells(cells, self._known),
        )

    def _as_sibling(
        self, product: Product, variant: Variant, cells: Mapping[str, str], title: str, notes: RowNotes
    ) -> Variant:
        """The variant with those cells in which its row differs from the first row of its product."""
        own = {
            column: text
            for column, text in unknown_cells(cells, self._known).items()
            if product.extra.get(column) != text
        }
        shared = {"title": title, "link": notes.link(self._cell(cells, "link"))}
        own |= {name: text for name, text in shared.items() if text and text != getattr(product, name)}
        return replace(variant, extra=own) if own else variant

    def _availability(self, cells: Mapping[str, str], stock: int | None, notes: RowNotes) -> Availability:
        text = one_line(self._cell(cells, "availability"))
        if not text:
            return Availability.OUT_OF_STOCK if stock == 0 else Availability.IN_STOCK
        found = availability(text)
        if found is None:
            notes.warn("row.availability_unknown", value=text)
            return Availability.OUT_OF_STOCK
        return found

    def _stock(self, cells: Mapping[str, str], notes: RowNotes) -> int | None:
        text = clean(self._cell(cells, "stock"))
        number = whole_number(text)
        if text and number is None:
            notes.warn("row.stock_not_read", value=text)
        return None if number is None else max(0, number)

    def _cell(self, cells: Mapping[str, str], name: str) -> str:
        column = self._at.get(name)
        return cells.get(column, "") if column is not None else ""


def tags(text: str) -> tuple[str, ...]:
    """Labels separated by commas or bars, each once, at most 50."""
    words = (one_line(word)[:100] for word in re.split(r"[,|;]", text))
    return tuple(dict.fromkeys(word for word in words if word))[:50]


def slug(title: str) -> str:
    """A key made from a title: lower-case words joined by hyphens."""
    return "-".join(re.findall(r"\w+", title.casefold()))[:200]


def _pictures(addresses: list[str], notes: RowNotes) -> list[str]:
    return [address for text in addresses[:20] if text and (address := notes.picture(text))]


def _quiet_picture(text: str) -> str:
    return RowNotes().picture(text)
