"""What the shop sells: exact money, products, their variants, and how a price is read and written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# ISO 4217, active codes (2024 list); the exceptions to two minor digits stand below.
_ACTIVE_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
    "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
    "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
    "XPF YER ZAR ZMW ZWL"
)
CURRENCIES: Final = frozenset(_ACTIVE_CODES.split())
_WHOLE_ONLY: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THOUSANDTHS: Final = "BHD IQD JOD KWD LYD OMR TND"
_MINOR_DIGITS: Final = {
    **dict.fromkeys(_WHOLE_ONLY.split(), 0),
    **dict.fromkeys(_THOUSANDTHS.split(), 3),
}
# fmt: off
_SYMBOLS: Final = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "PLN": "zł", "CZK": "Kč", "INR": "₹", "TRY": "₺",
    "UAH": "₴", "ILS": "₪",
}
# fmt: on
_READ_SYMBOLS: Final = {
    **{sign.upper(): code for code, sign in _SYMBOLS.items()},
    "EURO": "EUR",
    "US$": "USD",
    "FR.": "CHF",
    "SFR": "CHF",
}
_NBSP: Final = "\u00a0"
_MAX_MINOR: Final = 10**15
_LONGEST_AMOUNT: Final = 64
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SHAPE: Final = re.compile(
    r"^(?P<before>[^\d.,'’+-]*?)[\s]*(?P<number>\d[\d.,'’ ]*)(?P<after>[^\d]*)$", re.ASCII
)
_GROUPED: Final = re.compile(r"^[1-9]\d{0,2}(?:[.,]\d{3})+$", re.ASCII)


class MoneyProblem(StrEnum):
    """Why a text is not an amount of money; also the key of the sentence shown for it."""

    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    UNKNOWN_CURRENCY = "unknown_currency"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"
    NEGATIVE = "negative"


class MoneyError(ValueError):
    """A text that cannot be read as an amount without guessing."""

    def __init__(self, problem: MoneyProblem, text: str) -> None:
        super().__init__(f"{problem}: {text[:60]!r}")
        self.problem = problem
        self.text = text


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: integer minor units (cents, öre, or whole yen) of an ISO 4217 currency."""

    minor: int
    currency: str

    @property
    def minor_digits(self) -> int:
        """How many digits of `minor` stand behind the decimal mark."""
        return minor_digits(self.currency)

    def plain(self) -> str:
        """The amount as feeds write it: `59.00 EUR` (Meta and Google product feeds, column `price`)."""
        return f"{_digits(abs(self.minor), self.minor_digits, '.', '', self.minor < 0)} {self.currency}"


def minor_digits(currency: str) -> int:
    """Digits behind the decimal mark of an ISO 4217 currency."""
    return _MINOR_DIGITS.get(currency, 2)


def parse_money(text: str, *, currency: str | None = None) -> Money:
    """Read an amount such as `9.99 EUR`, `1.234,50`, `EUR 9,99` or `€ 12`.

    `currency` is used where the text names none. One mark followed by exactly three digits (`1.234`) is read
    as a grouping mark, because prices of two-digit currencies never carry three decimals; see
    `is_ambiguous_amount`.
    Nothing is ever rounded. Raises MoneyError.
    """
    squeezed = _SPACES.sub(" ", text).strip()
    if not squeezed:
        raise MoneyError(MoneyProblem.MISSING, text)
    if re.match(r"^[^\d]*[-\u2212]\s*\d", squeezed, re.ASCII):
        raise MoneyError(MoneyProblem.NEGATIVE, text)
    shape = _SHAPE.match(squeezed) if len(squeezed) <= _LONGEST_AMOUNT else None
    if shape is None:
        raise MoneyError(MoneyProblem.NOT_A_NUMBER, text)
    code = _currency_named(shape["before"], shape["after"], text) or currency
    if code is None or code not in CURRENCIES:
        raise MoneyError(MoneyProblem.UNKNOWN_CURRENCY, text)
    places = minor_digits(code)
    whole, decimals = _split_number(shape["number"].strip(), places, text)
    if len(decimals) > places:
        if decimals[places:].strip("0"):
            raise MoneyError(MoneyProblem.TOO_MANY_DECIMALS, text)
        decimals = decimals[:places]
    if len(whole) > 16:
        raise MoneyError(MoneyProblem.TOO_LARGE, text)
    minor = int(whole + decimals.ljust(places, "0"))
    if minor > _MAX_MINOR:
        raise MoneyError(MoneyProblem.TOO_LARGE, text)
    return Money(minor, code)


def is_ambiguous_amount(text: str) -> bool:
    """True where `1.234` could mean a thousand or a little more than one; the owner should look at it."""
    squeezed = _SPACES.sub(" ", text).strip()
    shape = _SHAPE.match(squeezed) if len(squeezed) <= _LONGEST_AMOUNT else None
    if shape is None:
        return False
    number = shape["number"].strip()
    return _GROUPED.match(number) is not None and number.count(".") + number.count(",") == 1


def format_money(money: Money, language: str) -> str:
    """Write an amount for people: `59,00 €` in Italian, `€59.00` in English (patterns of Unicode CLDR).

    The space is a no-break space. Languages other than English follow the Italian, continental pattern.
    """
    sign = _SYMBOLS.get(money.currency, money.currency)
    negative = money.minor < 0
    if language.lower().startswith("en"):
        number = _digits(abs(money.minor), money.minor_digits, ".", ",", False)
        glue = _NBSP if sign[-1].isalpha() else ""
        return f"{'-' if negative else ''}{sign}{glue}{number}"
    return f"{_digits(abs(money.minor), money.minor_digits, ',', '.', negative)}{_NBSP}{sign}"


def _currency_named(before: str, after: str, text: str) -> str | None:
    words = [word for word in (before.strip(" \t:").upper(), after.strip(" \t.,-–").upper()) if word]
    if not words:
        return None
    codes = {_READ_SYMBOLS.get(word, word) for word in words}
    known = codes & CURRENCIES
    if len(known) != 1 or len(words) > 2:
        raise MoneyError(MoneyProblem.UNKNOWN_CURRENCY, text)
    return known.pop()


def _split_number(number: str, places: int, text: str) -> tuple[str, str]:
    """Whole and decimal digits of a number whose marks may be Italian, English or Swiss."""
    bare = re.sub(r"['’ ](?=\d{3}(?:\D|$))", "", number, flags=re.ASCII)
    dots, commas = bare.count("."), bare.count(",")
    if not re.fullmatch(r"\d[\d.,]*", bare, re.ASCII):
        raise MoneyError(MoneyProblem.NOT_A_NUMBER, text)
    bare = bare.rstrip(".,") if dots + commas == 1 else bare
    if dots and commas:
        mark = max(".", ",", key=bare.rfind)
        whole, _, decimals = bare.rpartition(mark)
        other = "," if mark == "." else "."
        if mark in whole or (other in whole and not _GROUPED.match(whole)):
            raise MoneyError(MoneyProblem.NOT_A_NUMBER, text)
        return whole.replace(other, ""), decimals
    if dots + commas > 1 or (_GROUPED.match(bare) and places != 3):
        if not _GROUPED.match(bare):
            raise MoneyError(MoneyProblem.NOT_A_NUMBER, text)
        return bare.replace(".", "").replace(",", ""), ""
    whole, _, decimals = bare.replace(",", ".").partition(".")
    return whole, decimals


def _digits(minor: int, places: int, mark: str, group: str, negative: bool) -> str:
    whole, rest = divmod(minor, 10**places)
    grouped = f"{whole:,}".replace(",", group)
    decimals = f"{mark}{rest:0{places}d}" if places else ""
    return f"{'-' if negative else ''}{grouped}{decimals}"


class Availability(StrEnum):
    """Whether a thing can be bought; names as in Google's product data, values as stored."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    ON_ORDER = "on_order"
    DISCONTINUED = "discontinued"

    @property
    def can_be_bought(self) -> bool:
        """True where a customer may order it today, even if it comes later."""
        return self in (Availability.IN_STOCK, Availability.PREORDER, Availability.ON_ORDER)


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be bought: a size, a colour, or the product itself when it has no choices.

    `extra` holds the columns in which this variant differs from its product.
    """

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    sku: str
    price: Money
    sale_price: Money | None = None
    availability: Availability = Availability.IN_STOCK
    stock: int | None = None
    picture: str = ""
    sale_from_ms: int | None = None
    sale_until_ms: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def price_at(self, now_ms: int) -> Money:
        """What it costs at a moment (ms since the epoch, UTC): the sale price inside its interval."""
        return self.sale_price if self.sale_price is not None and self.on_sale_at(now_ms) else self.price

    def on_sale_at(self, now_ms: int) -> bool:
        """True while the sale price holds; an open end means for good."""
        if self.sale_price is None:
            return False
        begun = self.sale_from_ms is None or self.sale_from_ms <= now_ms
        return begun and (self.sale_until_ms is None or now_ms < self.sale_until_ms)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the shop list; `extra` keeps the columns we do not know, for writing them back."""

    key: str
    title: str
    description: str = ""
    brand: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
    picture: str = ""
    pictures: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def in_stock(self) -> bool:
        """True where at least one variant can be bought."""
        return any(variant.availability.can_be_bought for variant in self.variants)

    def price_range(self, now_ms: int) -> tuple[Money, Money] | None:
        """Lowest and highest price at a moment, over what can be bought (over all variants when nothing can).

        None without variants or when the variants are priced in several currencies, which cannot be compared.
        """
        offered = [v for v in self.variants if v.availability.can_be_bought] or list(self.variants)
        prices = [variant.price_at(now_ms) for variant in offered]
        if not prices or len({price.currency for price in prices}) != 1:
            return None
        return min(prices, key=lambda price: price.minor), max(prices, key=lambda price: price.minor)


def format_price_range(span: tuple[Money, Money], language: str) -> str:
    """`59,00 €`, or `from €9.99` / `da 9,99 €` where variants differ in price."""
    low, high = span
    if low == high:
        return format_money(low, language)
    return f"{'from' if language.lower().startswith('en') else 'da'} {format_money(low, language)}"
