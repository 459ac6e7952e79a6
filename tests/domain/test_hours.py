"""Opening hours: pauses, nights, days off, clock changes."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vetrina.domain.hours import ClosedDays, OpeningHours, Span

ROME = ZoneInfo("Europe/Rome")


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ROME).timestamp() * 1000)


MORNING, AFTERNOON, NIGHT = Span(570, 780), Span(900, 1140), Span(22 * 60, 2 * 60)
HOURS = OpeningHours(
    week=((), (AFTERNOON, MORNING), (MORNING,), (MORNING,), (NIGHT,), (MORNING,), ()),
    closed=(ClosedDays(date(2026, 8, 10), date(2026, 8, 16), "Ferragosto"),),
)


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ("2026-05-18 10:00", False),  # Monday
        ("2026-05-19 09:29", False),
        ("2026-05-19 09:30", True),
        ("2026-05-19 13:00", False),  # the pause begins on the minute
        ("2026-05-19 15:00", True),
        ("2026-05-22 23:00", True),  # Friday night
        ("2026-05-23 01:59", True),  # still Friday's span
        ("2026-05-23 02:00", False),
        ("2026-08-11 10:00", False),  # a Tuesday in the holidays
    ],
)
def test_open_or_shut(when: str, is_open: bool) -> None:
    assert HOURS.is_open(ms(when), ROME) is is_open


def test_the_next_opening_skips_pause_and_holidays() -> None:
    assert HOURS.next_opening(ms("2026-05-19 13:30"), ROME) == ms("2026-05-19 15:00")
    assert HOURS.next_opening(ms("2026-08-09 12:00"), ROME) == ms("2026-08-18 09:30")


def test_summer_time_keeps_the_clock_on_the_wall() -> None:
    sunday = OpeningHours(week=((), (), (), (), (), (), (Span(60, 600),)))
    assert sunday.is_open(ms("2026-03-29 09:59"), ROME)
    assert not sunday.is_open(ms("2026-03-29 10:00"), ROME)


def test_no_hours_given() -> None:
    assert not OpeningHours().known
    assert OpeningHours().next_opening(ms("2026-05-19 13:30"), ROME) is None


def test_round_the_clock() -> None:
    always = OpeningHours(week=((Span(0, 0),),) * 7)
    assert always.is_open(ms("2026-05-19 00:00"), ROME)
    assert always.is_open(ms("2026-05-19 23:59"), ROME)
