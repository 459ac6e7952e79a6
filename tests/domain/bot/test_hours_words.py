"""Opening hours in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.hours import (
    closed_days_phrase,
    closing_clock,
    hours_phrase,
    hours_sentence,
    moment_phrase,
    next_closed_day,
    next_opening_phrase,
)
from vetrina.domain.hours import ClosedDays, OpeningHours, Span

ROME = ZoneInfo("Europe/Rome")
DAY = (Span(570, 1140),)
AURORA = OpeningHours(((), DAY, DAY, DAY, DAY, DAY, ()))


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=ROME).timestamp() * 1000)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("week", "english", "italian"),
    [
        (
            AURORA.week,
            "We are open Tuesday to Saturday 9:30–19:00. Sunday and Monday closed.",
            "Siamo aperti dal martedì al sabato 9:30–19:00. Domenica e lunedì chiuso.",
        ),
        ((DAY,) * 7, "We are open every day 9:30–19:00.", "Siamo aperti tutti i giorni 9:30–19:00."),
        (
            ((Span(540, 780), Span(930, 1170)),) * 5 + ((Span(600, 780),), ()),
            "We are open Monday to Friday 9:00–13:00 and 15:30–19:30, Saturday 10:00–13:00. Sunday closed.",
            "Siamo aperti dal lunedì al venerdì 9:00–13:00 e 15:30–19:30, il sabato 10:00–13:00. Domenica chiuso.",
        ),
        (
            (DAY, (), DAY, (), DAY, (), ()),
            "We are open Monday, Wednesday and Friday 9:30–19:00. Tuesday, Thursday, Saturday and Sunday closed.",
            "Siamo aperti il lunedì, il mercoledì e il venerdì 9:30–19:00. Martedì, giovedì, sabato e domenica chiuso.",
        ),
        (
            ((), DAY, DAY, DAY, DAY, (), ()),
            "We are open Tuesday to Friday 9:30–19:00. Saturday to Monday closed.",
            "Siamo aperti dal martedì al venerdì 9:30–19:00. Dal sabato al lunedì chiuso.",
        ),
        (
            ((),) * 6 + ((Span(1080, 120),),),
            "We are open Sunday 18:00–2:00. Monday to Saturday closed.",
            "Siamo aperti la domenica 18:00–2:00. Dal lunedì al sabato chiuso.",
        ),
        (((),) * 7, "", ""),
    ],
)
def test_the_week_in_one_sentence(week: tuple[tuple[Span, ...], ...], english: str, italian: str) -> None:
    hours = OpeningHours(week)
    assert hours_sentence(hours, "en") == english
    assert hours_sentence(hours, "it-IT") == italian


def test_spans_in_any_order_read_in_the_order_of_the_day() -> None:
    hours = OpeningHours(((Span(930, 1170), Span(540, 780)),) * 7)
    assert hours_phrase(hours, "en") == "every day 9:00–13:00 and 15:30–19:30"
    assert closed_days_phrase(hours, "en") == ""


def test_the_next_closed_day_is_a_weekday_or_a_day_off() -> None:
    saturday = at(2026, 5, 23, 21, 40)
    assert next_closed_day(AURORA, saturday, ROME, "it") == "domenica"
    assert next_closed_day(AURORA, at(2026, 5, 26, 12, 0), ROME, "en") == "Sunday"
    all_week = OpeningHours((DAY,) * 7, (ClosedDays(date(2026, 6, 2), date(2026, 6, 2), "Festa"),))
    assert next_closed_day(all_week, saturday, ROME, "en") == "Tuesday 2 June"
    assert next_closed_day(OpeningHours((DAY,) * 7), saturday, ROME, "en") == ""
    assert next_closed_day(OpeningHours(), saturday, ROME, "en") == ""


def test_the_next_opening_as_people_say_it() -> None:
    assert next_opening_phrase(AURORA, at(2026, 5, 23, 21, 40), ROME, "it") == "martedì alle 9:30"
    assert next_opening_phrase(AURORA, at(2026, 5, 22, 8, 0), ROME, "en") == "today at 9:30"
    assert next_opening_phrase(AURORA, at(2026, 5, 21, 21, 0), ROME, "en") == "tomorrow at 9:30"
    assert next_opening_phrase(OpeningHours(), at(2026, 5, 21, 21, 0), ROME, "en") == ""
    assert moment_phrase(at(2026, 6, 1, 13, 0), at(2026, 5, 22, 8, 0), ROME, "en") == "Monday 1 June at 13:00"
    assert moment_phrase(at(2026, 5, 22, 1, 0), at(2026, 5, 21, 8, 0), ROME, "it") == "domani all’1:00"


def test_tomorrow_is_right_over_the_change_of_the_clock() -> None:
    # 29 March 2026, 2:00 becomes 3:00: 26 hours before Monday 9:30 is Sunday 8:30 by the wall, not 7:30.
    every_day = OpeningHours((DAY,) * 7)
    assert next_opening_phrase(every_day, at(2026, 3, 28, 23, 30), ROME, "en") == "tomorrow at 9:30"
    assert next_opening_phrase(every_day, at(2026, 10, 24, 23, 30), ROME, "en") == "tomorrow at 9:30"


def test_when_the_shop_closes_today() -> None:
    assert closing_clock(AURORA, at(2026, 5, 22, 18, 59), ROME) == "19:00"
    assert closing_clock(AURORA, at(2026, 5, 22, 19, 0), ROME) == ""
    night = OpeningHours(((Span(1080, 120),),) * 7)
    assert closing_clock(night, at(2026, 5, 22, 1, 0), ROME) == "2:00"


_spans = st.builds(Span, st.integers(0, 1439), st.integers(0, 1440))
_weeks = st.tuples(*[st.lists(_spans, max_size=3).map(tuple)] * 7)


@given(_weeks, st.sampled_from(["en", "it"]))
def test_every_open_weekday_is_named_or_within_a_run(week: tuple[tuple[Span, ...], ...], language: str) -> None:
    hours = OpeningHours(week)
    phrase = hours_phrase(hours, language)
    assert bool(phrase) == hours.known
    if hours.known:
        assert phrase.count("–") >= len({spans for spans in week if spans})
        closed = closed_days_phrase(hours, language)
        assert bool(closed) == any(not spans for spans in week)
