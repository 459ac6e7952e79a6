"""A product list while it is being read: rows are gathered into products, and every row gets its report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from vetrina.domain.catalog import Product, Variant
from vetrina.exchange.cells import one_line, picture_address, plain_text, web_address
from vetrina.exchange.prices import RowRefused
from vetrina.exchange.report import Finding, Outcome, RowReport, shown

_NOTHING: Final[Mapping[str, str]] = {}
MAX_TITLE: Final = 200
MAX_DESCRIPTION: Final = 10_000


@dataclass(slots=True)
class Draft:
    """One product in the making."""

    first_row: int
    product: Product
    variants: dict[str, Variant] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    option_names: tuple[str, ...] = ()

    def finished(self) -> Product:
        """The product with its variants in file order and its pictures in their own order."""
        variants = tuple(self.variants.values())
        found = [*self.product.pictures, *sorted(self.pictures, key=self.pictures.__getitem__)]
        pictures = tuple(dict.fromkeys([*found, *(v.picture for v in variants if v.picture)]))
        first = self.product.picture or (pictures[0] if pictures else "")
        return replace(self.product, picture=first, pictures=pictures, variants=variants)


@dataclass(slots=True)
class Gathering:
    """All products of a file by key, and the reports of its rows."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    reports: list[RowReport] = field(default_factory=list)
    refused_products: set[str] = field(default_factory=set)

    def read_row(self, number: int, name: str, work: Callable[["RowNotes"], None]) -> None:
        """Let `work` take one row over; whatever it finds or refuses becomes the report of the row."""
        notes = RowNotes()
        try:
            work(notes)
            outcome = Outcome.WARNING if notes.warned else Outcome.OK
        except RowRefused as refusal:
            notes.findings = [refusal.finding]
            outcome = Outcome.REFUSED
        self.reports.append(RowReport(number, outcome, shown(one_line(name)), tuple(notes.findings)))

    def products(self) -> tuple[Product, ...]:
        """The products that have something to sell."""
        return tuple(draft.finished() for draft in self.drafts.values() if draft.variants)


@dataclass(slots=True)
class RowNotes:
    """What there is to say about a row that is taken over."""

    findings: list[Finding] = field(default_factory=list)
    warned: bool = False

    def warn(self, key: str, /, **params: str) -> None:
        """Add a sentence that the owner should look at."""
        self.warned = True
        self.tell(key, **params)

    def tell(self, key: str, /, **params: str) -> None:
        """Add a sentence that is good to know."""
        self.findings.append(Finding(key, {name: shown(value) for name, value in params.items()}))

    def title(self, text: str) -> str:
        """A title on one line, shortened with a warning. Raises RowRefused when empty."""
        title = one_line(text)
        if not title:
            raise RowRefused("row.no_title")
        return self._shortened(title, MAX_TITLE, "title")

    def description(self, text: str) -> str:
        """A description without its markup, shortened with a warning."""
        return self._shortened(plain_text(text), MAX_DESCRIPTION, "description")

    def link(self, text: str) -> str:
        """A web address or nothing."""
        address = web_address(text)
        if address is None:
            self.warn("row.link_address", value=text)
        return address or ""

    def picture(self, text: str) -> str:
        """A picture address or nothing."""
        address = picture_address(text)
        if address is None:
            self.warn("row.picture_address", value=text)
        return address or ""

    def _shortened(self, text: str, limit: int, column: str) -> str:
        if len(text) <= limit:
            return text
        self.warn("row.shortened", column=column, limit=str(limit))
        return f"{text[: limit - 1].rstrip()}…"


def unknown_cells(cells: Mapping[str, str], known: frozenset[str]) -> Mapping[str, str]:
    """The filled cells of the columns that nobody asked for."""
    found = {column: text for column, text in cells.items() if column not in known and text.strip()}
    return found or _NOTHING
