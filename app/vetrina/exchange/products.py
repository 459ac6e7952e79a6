"""Reading a product list: which format, what would come in, and one report per row. Nothing is stored here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vetrina.domain.catalog import CURRENCIES, Product
from vetrina.exchange.columns import Format, format_of, is_known
from vetrina.exchange.drafts import Gathering
from vetrina.exchange.feed_xml import xml_items
from vetrina.exchange.feeds import FeedReader
from vetrina.exchange.opening import Kind, Opened, opened
from vetrina.exchange.prices import Prices
from vetrina.exchange.report import Finding, ImportRefused, Outcome, Pace, RowReport, shown
from vetrina.exchange.shopify import ShopifyReader
from vetrina.exchange.tables import read_table


@dataclass(frozen=True, slots=True)
class ProductImport:
    """What a product list holds: a dry run, to be shown before anything is taken over."""

    format: Format
    encoding: str
    products: tuple[Product, ...]
    rows: tuple[RowReport, ...]
    notes: tuple[Finding, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows came to this outcome."""
        return Counter(row.outcome for row in self.rows)[outcome]

    @property
    def troubles(self) -> tuple[RowReport, ...]:
        """The rows worth looking at: refused ones and ones with a warning."""
        return tuple(row for row in self.rows if row.outcome is not Outcome.OK)


def read_products(
    source: Path | str | bytes,
    *,
    hint: str | None = None,
    currency_default: str,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ProductImport:
    """Read a Shopify export, a Meta or Google feed (CSV, TSV, XML, XLSX) or a plain list with title and price.

    `source` is a path or the bytes themselves; `hint` may name the format (a member of Format) where the caller
    knows better than the header. `currency_default` (ISO 4217) is for prices that name none. `progress` hears
    (rows, bytes) every few hundred rows; `cancelled` is asked as often.
    Bad rows are reported and left out, good ones arrive. Raises ImportRefused when the file as a whole cannot be
    read, ImportCancelled when stopped.
    """
    currency = currency_default.strip().upper()
    if currency not in CURRENCIES:
        raise ImportRefused("file.currency", currency=currency_default)
    pace = Pace(progress, cancelled)
    with opened(source) as file:
        if file.kind is Kind.CARDS:
            raise ImportRefused("file.no_products")
        prices = Prices(currency)
        if file.kind is Kind.XML:
            form, gathering = _read_xml(file, prices, pace)
        else:
            form, gathering = _read_table(file, prices, pace, hint)
        products = gathering.products()
        if not products and not gathering.reports:
            raise ImportRefused("file.no_products")
        notes = _notes(file, prices)
        return ProductImport(form, file.encoding, products, tuple(gathering.reports), notes)


def _read_xml(file: Opened, prices: Prices, pace: Pace) -> tuple[Format, Gathering]:
    reader = FeedReader((), prices)
    columns: tuple[str, ...] = ()
    for row in xml_items(file, pace):
        here = tuple(row.cells)
        if here != columns:
            columns = here
            reader.look_at(columns)
        reader.take(row)
    return Format.GOOGLE, reader.gathering


def _read_table(file: Opened, prices: Prices, pace: Pace, hint: str | None) -> tuple[Format, Gathering]:
    table = read_table(file, is_known, pace)
    form = Format(hint) if hint in set(Format) else format_of(table.columns)
    if form is None:
        found = ", ".join(table.columns[:6])
        raise ImportRefused("file.columns_products", found=shown(found))
    reader: ShopifyReader | FeedReader
    reader = ShopifyReader(table.columns, prices) if form is Format.SHOPIFY else FeedReader(table.columns, prices)
    for row in table.rows:
        reader.take(row)
    return form, reader.gathering


def _notes(file: Opened, prices: Prices) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if file.encoding == "cp1252":
        found.append(Finding("note.windows_letters"))
    if prices.default_used:
        found.append(Finding("note.currency_default", {"currency": prices.currency}))
    return tuple(found)
