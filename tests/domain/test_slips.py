"""The slip catcher: prices against the shop list, days against the opening hours, in English and Italian."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.catalog import Money
from vetrina.domain.hours import ClosedDays, OpeningHours, Span
from vetrina.domain.slips import Slip, SlipKind, corrected, day_slips, price_slips

ALBA = Money(5900, "EUR")
OPEN = (Span(570, 1140),)
HOURS = OpeningHours(week=((), OPEN, OPEN, OPEN, OPEN, OPEN, ()))
FRIDAY = date(2026, 5, 22)
SUNDAY = date(2026, 5, 24)


def one_price(text: str, *prices: Money) -> Slip:
    slips = price_slips(text, prices or (ALBA,), ALBA)
    assert len(slips) == 1
    return slips[0]


def one_day(text: str) -> Slip:
    slips = day_slips(text, HOURS, FRIDAY)
    assert len(slips) == 1
    return slips[0]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Alba is here from 62 €.", "Alba is here from 59 €."),
        ("Alba is here from €62.", "Alba is here from €59."),
        ("Only €62.50 today", "Only €59.00 today"),
        ("Adesso a 62,00 €!", "Adesso a 59,00 €!"),
        ("Adesso a 62 euro", "Adesso a 59 euro"),
        ("Costa 62€", "Costa 59€"),
    ],
)
def test_a_wrong_price_is_replaced_as_it_was_written(text: str, fixed: str) -> None:
    slip = one_price(text)
    assert slip.kind is SlipKind.PRICE
    assert corrected(text, slip) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "Alba is here from 59 €.",
        "It was 79 €, now 59,00 €.",
        "Free delivery over 100 €",
        "Save 10 € on linen",
        "Spedizione gratis oltre 80 €",
        "10 € di sconto",
        "Linen from {price|62 €}",
        "62 shirts are here",
        "62 $ is not our money",
        "",
    ],
)
def test_right_prices_and_other_amounts_are_left_alone(text: str) -> None:
    assert price_slips(text, (ALBA,), ALBA) == ()


def test_every_price_of_a_product_with_variants_is_right() -> None:
    large = Money(6500, "EUR")
    assert price_slips("M 65 €", (ALBA, large), ALBA) == ()
    assert one_price("M 66 €", ALBA, large).right == "59 €"


def test_a_price_with_cents_keeps_them() -> None:
    slips = price_slips("now 12 €", (Money(995, "EUR"),), Money(995, "EUR"))
    assert slips[0].right == "9,95 €"


@pytest.mark.parametrize(
    ("text", "said", "fixed"),
    [
        ("Come and try it on Sunday.", "on Sunday", "Come and try it on Saturday."),
        ("See you next sunday", "next sunday", "See you next saturday"),
        ("Vieni la domenica.", "la domenica", "Vieni il sabato."),
        ("Ti aspettiamo questa domenica", "questa domenica", "Ti aspettiamo questo sabato"),
        ("Lunedi ti aspettiamo", "Lunedi", "Martedì ti aspettiamo"),
        ("Sundays are for linen", "Sundays", "Saturdays are for linen"),
    ],
)
def test_a_closed_day_is_moved_to_the_nearest_open_one(text: str, said: str, fixed: str) -> None:
    slip = one_day(text)
    assert slip.said == said
    assert corrected(text, slip) == fixed


def test_a_closed_day_says_which_date_it_means() -> None:
    slip = one_day("on Sunday")
    assert (slip.kind, slip.day, slip.right) == (SlipKind.CLOSED_DAY, SUNDAY, "Saturday")


@pytest.mark.parametrize(
    "text",
    [
        "Come on Saturday",
        "We are closed on Sunday",
        "Domenica siamo chiusi",
        "Tutti i giorni tranne domenica e lunedì",
        "Hello {first_name|Sunday}",
    ],
)
def test_open_days_and_days_said_to_be_closed_are_left_alone(text: str) -> None:
    assert day_slips(text, HOURS, FRIDAY) == ()


def test_a_closing_day_of_the_calendar_counts() -> None:
    off = OpeningHours(HOURS.week, (ClosedDays(date(2026, 5, 23), date(2026, 5, 23), "fair"),))
    assert [slip.right for slip in day_slips("this Saturday", off, FRIDAY)] == ["Friday"]


def test_unknown_hours_find_nothing() -> None:
    assert day_slips("on Sunday", OpeningHours(), FRIDAY) == ()


def test_a_slip_of_a_text_that_changed_meanwhile_changes_nothing() -> None:
    assert corrected("Something else entirely", one_day("on Sunday")) == "Something else entirely"


@given(st.text(alphabet=st.sampled_from("59 6€2.,sundayomeic{}|€\n£"), max_size=60))
def test_no_text_upsets_it_and_every_slip_stands_where_it_says(text: str) -> None:
    for slip in (*price_slips(text, (ALBA,), ALBA), *day_slips(text, HOURS, FRIDAY)):
        assert text[slip.start : slip.end] == slip.said
