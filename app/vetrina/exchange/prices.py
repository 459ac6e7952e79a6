"""Reading the prices of one row: the price, the sale price with its dates, and what there is to say about them."""

from dataclasses import dataclass, field
from typing import Protocol

from vetrina.domain.catalog import Money, MoneyError, is_ambiguous_amount, parse_money
from vetrina.exchange.cells import clean, sale_interval
from vetrina.exchange.report import Finding, shown


class RowRefused(Exception):
    """A row that cannot become part of a product; carries the finding."""

    def __init__(self, key: str, /, **params: str) -> None:
        super().__init__(key)
        self.finding = Finding(key, {name: shown(value) for name, value in params.items()})


class Warn(Protocol):
    """Takes a sentence key and its parameters for the report of the row."""

    def __call__(self, key: str, /, **params: str) -> None:
        """Add a sentence that the owner should look at."""


@dataclass(slots=True)
class Prices:
    """Reads amounts of one file in its default currency; remembers whether the default was needed."""

    currency: str
    default_used: bool = field(default=False)

    def price(self, text: str, warn: Warn) -> Money:
        """The price in a cell. Raises RowRefused with the reason."""
        text = clean(text)
        try:
            money = parse_money(text, currency=self.currency)
        except MoneyError as error:
            raise RowRefused(f"row.price_{error.problem}", value=text) from error
        self.default_used = self.default_used or not any(mark.isalpha() or mark in "€$£¥" for mark in text)
        if is_ambiguous_amount(text):
            warn("row.price_ambiguous", value=text, read=money.plain())
        return money

    def sale(self, text: str, dates: str, price: Money, warn: Warn) -> tuple[Money | None, int | None, int | None]:
        """Sale price with begin and end in milliseconds since the epoch; left out with a warning when doubtful."""
        text, dates = clean(text), clean(dates)
        if not text:
            return None, None, None
        try:
            sale = parse_money(text, currency=price.currency)
        except MoneyError:
            warn("row.sale_not_read", value=text)
            return None, None, None
        if sale.currency != price.currency:
            warn("row.sale_not_read", value=text)
            return None, None, None
        if sale.minor >= price.minor:
            if sale.minor > price.minor:
                warn("row.sale_not_lower", value=text)
            return None, None, None
        if not dates:
            return sale, None, None
        interval = sale_interval(dates)
        if interval is None:
            warn("row.sale_dates", value=dates)
            return None, None, None
        return sale, *interval
