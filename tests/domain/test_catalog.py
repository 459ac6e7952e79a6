"""Money is exact and products know what they cost and whether they can be bought."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.catalog import (
    CURRENCIES,
    Availability,
    Money,
    MoneyError,
    MoneyProblem,
    Product,
    Variant,
    format_money,
    format_price_range,
    is_ambiguous_amount,
    minor_digits,
    parse_money,
)

EUR = "EUR"


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("9.99 EUR", 999, "EUR"),
        ("1.234,50", 123450, "EUR"),
        ("EUR 9,99", 999, "EUR"),
        ("€ 12", 1200, "EUR"),
        ("12€", 1200, "EUR"),
        ("12,50 euro", 1250, "EUR"),
        ("1,234.50", 123450, "EUR"),
        ("1\u202f234,50 €", 123450, "EUR"),
        ("1'234.50 CHF", 123450, "CHF"),
        ("1.234.567,8", 123456780, "EUR"),
        ("50", 5000, "EUR"),
        ("1.234", 123400, "EUR"),
        ("1.50000", 150, "EUR"),
        ("1500 JPY", 1500, "JPY"),
        ("1.5 KWD", 1500, "KWD"),
        ("$5", 500, "USD"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minor: int, currency: str) -> None:
    assert parse_money(text, currency=EUR) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", MoneyProblem.MISSING),
        (" \u00a0", MoneyProblem.MISSING),
        ("abc", MoneyProblem.NOT_A_NUMBER),
        ("1,2,3", MoneyProblem.NOT_A_NUMBER),
        ("12.345.67", MoneyProblem.NOT_A_NUMBER),
        ("12,34.50", MoneyProblem.NOT_A_NUMBER),
        ("5e3", MoneyProblem.NOT_A_NUMBER),
        ("٣", MoneyProblem.NOT_A_NUMBER),
        ("1" + ",." * 5000, MoneyProblem.NOT_A_NUMBER),
        ("5 XYZ", MoneyProblem.UNKNOWN_CURRENCY),
        ("5 EUR USD", MoneyProblem.UNKNOWN_CURRENCY),
        ("0.999", MoneyProblem.TOO_MANY_DECIMALS),
        ("1.5 JPY", MoneyProblem.TOO_MANY_DECIMALS),
        ("-5", MoneyProblem.NEGATIVE),
        ("€ -3", MoneyProblem.NEGATIVE),
        ("9" * 20, MoneyProblem.TOO_LARGE),
    ],
)
def test_what_is_no_amount_says_why(text: str, problem: MoneyProblem) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_money(text, currency=EUR)
    assert caught.value.problem is problem


def test_a_text_without_currency_needs_one() -> None:
    with pytest.raises(MoneyError) as caught:
        parse_money("5")
    assert caught.value.problem is MoneyProblem.UNKNOWN_CURRENCY


@given(st.integers(0, 10**12), st.sampled_from(sorted(CURRENCIES)))
def test_the_plain_form_reads_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert parse_money(money.plain()) == money


@given(st.integers(0, 10**12), st.sampled_from([c for c in sorted(CURRENCIES) if minor_digits(c) == 2]))
def test_the_italian_and_english_forms_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    for language in ("it", "en"):
        assert parse_money(format_money(money, language), currency=currency) == money


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_a_money_error(text: str) -> None:
    with contextlib.suppress(MoneyError):
        assert parse_money(text, currency=EUR).minor >= 0
    is_ambiguous_amount(text)


def test_formats_by_language() -> None:
    assert format_money(Money(5900, "EUR"), "it") == "59,00\u00a0€"
    assert format_money(Money(5900, "EUR"), "en") == "€59.00"
    assert format_money(Money(123456789, "EUR"), "it_IT") == "1.234.567,89\u00a0€"
    assert format_money(Money(1500, "JPY"), "en") == "¥1,500"
    assert format_money(Money(5900, "CHF"), "en") == "CHF\u00a059.00"
    assert format_money(Money(-150, "EUR"), "en") == "-€1.50"
    assert format_price_range((Money(100, EUR), Money(200, EUR)), "it") == "da 1,00\u00a0€"
    assert format_price_range((Money(100, EUR), Money(100, EUR)), "en") == "€1.00"


def test_one_mark_and_three_digits_is_ambiguous() -> None:
    assert is_ambiguous_amount("1.234 EUR")
    assert not is_ambiguous_amount("1.234,00")
    assert not is_ambiguous_amount("1.234.567")
    assert not is_ambiguous_amount("12.50")


def variant(minor: int, availability: Availability = Availability.IN_STOCK, currency: str = EUR) -> Variant:
    return Variant(str(minor), "", (), "", Money(minor, currency), availability=availability)


def test_the_sale_price_holds_inside_its_interval_only() -> None:
    one = Variant("a", "", (), "", Money(100, EUR), Money(80, EUR), sale_from_ms=10, sale_until_ms=20)
    assert [one.price_at(now).minor for now in (9, 10, 19, 20)] == [100, 80, 80, 100]
    assert Variant("a", "", (), "", Money(100, EUR), Money(80, EUR)).price_at(0).minor == 80


def test_price_range_looks_at_what_can_be_bought() -> None:
    product = Product("p", "P", variants=(variant(50, Availability.OUT_OF_STOCK), variant(70), variant(90)))
    assert product.in_stock
    assert product.price_range(0) == (Money(70, EUR), Money(90, EUR))
    gone = Product("p", "P", variants=(variant(50, Availability.OUT_OF_STOCK),))
    assert not gone.in_stock
    assert gone.price_range(0) == (Money(50, EUR), Money(50, EUR))
    assert Product("p", "P").price_range(0) is None
    assert Product("p", "P", variants=(variant(1), variant(1, currency="CHF"))).price_range(0) is None
