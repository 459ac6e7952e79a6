"""Rows of a Shopify product export: several rows with one handle are the variants and pictures of one product.

Source: Shopify Help Center, "Using CSV files to import and export products", with the column names until 2024 and
the present ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vetrina.domain.catalog import Availability, Money, MoneyError, Product, Variant, parse_money
from vetrina.exchange.cells import clean, one_line, whole_number
from vetrina.exchange.columns import SHOPIFY, places
from vetrina.exchange.drafts import Draft, Gathering, RowNotes, unknown_cells
from vetrina.exchange.feeds import slug, tags
from vetrina.exchange.prices import Prices, RowRefused
from vetrina.exchange.tables import Row

_NO_CHOICE = ("title", "default title")
_YES = frozenset({"true", "yes", "1", "continue", "active", ""})


@dataclass(slots=True)
class ShopifyReader:
    """Takes the rows of a Shopify export over one by one."""

    columns: tuple[str, ...]
    prices: Prices
    gathering: Gathering = field(default_factory=Gathering)
    _at: dict[str, str] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._at = places(self.columns, SHOPIFY)
        self._known = frozenset(self._at.values())

    def take(self, row: Row) -> None:
        """Take one row over; its report tells what became of it."""
        handle = one_line(self._cell(row.cells, "handle"))
        draft = self.gathering.drafts.get(handle)
        name = self._cell(row.cells, "title") or (draft.product.title if draft else handle)
        self.gathering.read_row(row.number, name, lambda notes: self._take(row, handle, draft, notes))

    def _take(self, row: Row, handle: str, draft: Draft | None, notes: RowNotes) -> None:
        if row.finding is not None:
            raise RowRefused(row.finding.key, **row.finding.params)
        cells = row.cells
        if not handle:
            raise RowRefused("row.no_key")
        if handle in self.gathering.refused_products:
            raise RowRefused("row.product_refused", key=handle)
        if draft is None:
            draft = self._begin(row, handle, notes)
        picture = self._note_picture(cells, draft, notes)
        if self._is_variant(cells, draft):
            self._add_variant(row, draft, notes)
        elif picture:
            notes.tell("row.picture_only", title=draft.product.title)
        else:
            raise RowRefused("row.nothing")

    def _begin(self, row: Row, handle: str, notes: RowNotes) -> Draft:
        cells = row.cells
        try:
            title = notes.title(self._cell(cells, "title"))
        except RowRefused:
            self.gathering.refused_products.add(handle)
            raise
        product = Product(
            key=handle,
            title=title,
            description=notes.description(self._cell(cells, "body")),
            brand=one_line(self._cell(cells, "vendor"))[:200],
            kind=one_line(self._cell(cells, "type"))[:200],
            tags=tags(self._cell(cells, "tags")),
            extra=unknown_cells(cells, self._known),
        )
        names = tuple(one_line(self._cell(cells, f"name{number}"))[:100] for number in (1, 2, 3))
        draft = Draft(row.number, product, option_names=names)
        self.gathering.drafts[handle] = draft
        published = self._cell(cells, "published").strip().casefold() in _YES
        if not published or self._cell(cells, "status").strip().casefold() not in _YES:
            notes.warn("row.not_published")
        return draft

    def _note_picture(self, cells: Mapping[str, str], draft: Draft, notes: RowNotes) -> str:
        address = notes.picture(self._cell(cells, "picture"))
        if address:
            place = whole_number(self._cell(cells, "position"))
            draft.pictures.setdefault(address, place if place is not None else len(draft.pictures) + 1)
        return address

    def _is_variant(self, cells: Mapping[str, str], draft: Draft) -> bool:
        names = ("value1", "value2", "value3", "price", "sku")
        return not draft.variants or any(self._cell(cells, name).strip() for name in names)

    def _add_variant(self, row: Row, draft: Draft, notes: RowNotes) -> None:
        cells = row.cells
        options = self._options(cells, draft)
        title = " / ".join(value for _, value in options) or draft.product.title
        key = "/".join([draft.product.key, *(slug(value) or value for _, value in options)])[:400]
        if key in draft.variants:
            raise RowRefused("row.double", key=title, first=str(draft.first_row))
        price = self.prices.price(self._cell(cells, "price"), notes.warn)
        compare = clean(self._cell(cells, "compare"))
        sale = None
        if compare and whole_number(compare) != 0:
            # Shopify keeps the old, higher price beside the present one; ours is the other way round.
            before = self._compare_price(compare, notes)
            if before is not None and before.minor > price.minor and before.currency == price.currency:
                price, sale = before, price
        stock, availability = self._stock(cells, notes)
        draft.variants[key] = Variant(
            key=key,
            title=title,
            options=options,
            sku=one_line(self._cell(cells, "sku"))[:200],
            price=price,
            sale_price=sale,
            availability=availability,
            stock=stock,
            picture=notes.picture(self._cell(cells, "variant_picture")),
            extra=self._own_cells(cells, draft.product),
        )
        if not draft.pictures and not draft.variants[key].picture and row.number == draft.first_row:
            notes.warn("row.picture_missing")

    def _options(self, cells: Mapping[str, str], draft: Draft) -> tuple[tuple[str, str], ...]:
        """Name and value of each choice; the names stand in the first row of a product only."""
        found: list[tuple[str, str]] = []
        for number, name in enumerate(draft.option_names, 1):
            value = one_line(self._cell(cells, f"value{number}"))[:100]
            if value and (name.casefold(), value.casefold()) != _NO_CHOICE:
                found.append((name or f"option {number}", value))
        return tuple(found)

    def _compare_price(self, text: str, notes: RowNotes) -> Money | None:
        try:
            return parse_money(text, currency=self.prices.currency)
        except MoneyError:
            notes.warn("row.sale_not_read", value=text)
            return None

    def _stock(self, cells: Mapping[str, str], notes: RowNotes) -> tuple[int | None, Availability]:
        """Quantity and availability; without an inventory tracker Shopify sells on and the number means nothing."""
        text = clean(self._cell(cells, "quantity"))
        tracked = bool(self._cell(cells, "tracker").strip()) or "tracker" not in self._at
        if not tracked or not text:
            return None, Availability.IN_STOCK
        number = whole_number(text)
        if number is None:
            notes.warn("row.stock_not_read", value=text)
            return None, Availability.IN_STOCK
        if number > 0:
            return number, Availability.IN_STOCK
        sells_on = self._cell(cells, "policy").strip().casefold() in _YES - {""}
        return 0, Availability.ON_ORDER if sells_on else Availability.OUT_OF_STOCK

    def _own_cells(self, cells: Mapping[str, str], product: Product) -> Mapping[str, str]:
        return {
            column: text
            for column, text in unknown_cells(cells, self._known).items()
            if product.extra.get(column) != text
        }

    def _cell(self, cells: Mapping[str, str], name: str) -> str:
        column = self._at.get(name)
        return cells.get(column, "") if column is not None else ""
