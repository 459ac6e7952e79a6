"""Opening hours in words, Italian and English: the week in one line, the next closed day, when the door opens next."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from typing import Final

from vetrina.domain.hours import MINUTES_A_DAY, OpeningHours, Span
from vetrina.domain.times import DAYS, MONTHS, local

_AND: Final = {"en": " and ", "it": " e "}
_EVERY_DAY: Final = {"en": "every day", "it": "tutti i giorni"}
_FEMININE: Final = 6  # la domenica; the other days are masculine
_LOOK_AHEAD_DAYS: Final = 60


def _tongue(language: str) -> str:
    return "it" if language.lower().startswith("it") else "en"


def hours_phrase(hours: OpeningHours, language: str) -> str:
    """The week in one line, days with the same hours together: `Tuesday to Saturday 9:30–19:00`. Empty if unknown."""
    tongue = _tongue(language)
    groups: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate(hours.week):
        if spans:
            groups.setdefault(tuple(sorted(spans, key=lambda span: span.opens)), []).append(day)
    return ", ".join(
        f"{_days_phrase(days, tongue, open_days=True)} {_spans_phrase(spans, tongue)}" for spans, days in groups.items()
    )


def closed_days_phrase(hours: OpeningHours, language: str) -> str:
    """The weekdays without hours: `Sunday and Monday`. Empty where there are none or the hours are not known."""
    closed = [day for day, spans in enumerate(hours.week) if not spans]
    return _days_phrase(closed, _tongue(language), open_days=False) if closed and hours.known else ""


def hours_sentence(hours: OpeningHours, language: str) -> str:
    """`We are open Tuesday to Saturday 9:30–19:00. Sunday and Monday closed.` Empty when the hours are not known."""
    phrase = hours_phrase(hours, language)
    if not phrase:
        return ""
    closed = closed_days_phrase(hours, language)
    if _tongue(language) == "it":
        rest = f" {_capital(closed)} chiuso." if closed else ""
        return f"Siamo aperti {phrase}.{rest}"
    return f"We are open {phrase}." + (f" {closed} closed." if closed else "")


def next_closed_day(hours: OpeningHours, at_ms: int, zone: tzinfo, language: str) -> str:
    """The next whole day without opening after today: `Sunday`, with its date where a week or more away.

    Empty when the hours are not known or no such day comes within 60 days.
    """
    if not hours.known:
        return ""
    tongue = _tongue(language)
    today = local(at_ms, zone).date()
    for ahead in range(1, _LOOK_AHEAD_DAYS + 1):
        day = today + timedelta(days=ahead)
        if not hours.spans_on(day):
            return DAYS[tongue][day.weekday()] if ahead < 7 else _dated(day, tongue)
    return ""


def next_opening_phrase(hours: OpeningHours, at_ms: int, zone: tzinfo, language: str) -> str:
    """When the door opens next, said at `at_ms` (UTC): `tomorrow at 9:30`, `Tuesday at 9:30`. Empty when not known."""
    opening = hours.next_opening(at_ms, zone)
    return moment_phrase(opening, at_ms, zone, language) if opening is not None else ""


def moment_phrase(moment_ms: int, at_ms: int, zone: tzinfo, language: str) -> str:
    """A moment to come as people say it at `at_ms`: today, tomorrow, a weekday, or a date from a week on."""
    tongue = _tongue(language)
    then, now = local(moment_ms, zone), local(at_ms, zone)
    days = (then.date() - now.date()).days
    clock = _clock(then.hour * 60 + then.minute)
    if tongue == "it":
        day = "oggi" if days == 0 else "domani" if days == 1 else ""
        at = "all’" if clock.startswith("1:") else "alle "
        return f"{day or _day_named(then.date(), days, tongue)} {at}{clock}"
    day = "today" if days == 0 else "tomorrow" if days == 1 else ""
    return f"{day or _day_named(then.date(), days, tongue)} at {clock}"


def closing_clock(hours: OpeningHours, at_ms: int, zone: tzinfo) -> str:
    """When the shop, open at `at_ms`, closes: `19:00`. Empty when it is not open."""
    now = local(at_ms, zone)
    minute = now.hour * 60 + now.minute
    for back in (0, 1):
        for span in hours.spans_on(now.date() - timedelta(days=back)):
            if span.opens <= minute + back * MINUTES_A_DAY < span.opens + span.minutes:
                return _clock(span.opens + span.minutes)
    return ""


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour % 24 if minute != MINUTES_A_DAY else 24}:{rest:02d}"


def _spans_phrase(spans: tuple[Span, ...], tongue: str) -> str:
    said = [f"{_clock(span.opens)}–{_clock(span.opens + span.minutes)}" for span in spans]
    return _AND[tongue].join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _days_phrase(days: list[int], tongue: str, *, open_days: bool) -> str:
    """Days of the week, runs of three and more as `Tuesday to Saturday`; a run may go over the weekend."""
    if len(days) == 7:
        return _EVERY_DAY[tongue]
    runs = _runs(days)
    said: list[str] = []
    for run in runs:
        if len(run) >= 3:
            said.append(_from_to(run[0], run[-1], tongue))
        else:
            said += [_day(day, tongue, article=open_days) for day in run]
    return _AND[tongue].join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == 6:
        runs[-1] += runs.pop(0)
        runs.insert(0, runs.pop())
        if runs[0][0] != 6:  # only Sunday + Monday is said first; Saturday to Monday stays at the week's end
            runs.append(runs.pop(0))
    return runs


def _day(day: int, tongue: str, *, article: bool) -> str:
    name = DAYS[tongue][day]
    if tongue == "it" and article:
        return ("la " if day == _FEMININE else "il ") + name
    return name


def _from_to(first: int, last: int, tongue: str) -> str:
    names = DAYS[tongue]
    if tongue == "en":
        return f"{names[first]} to {names[last]}"
    begin = ("dalla " if first == _FEMININE else "dal ") + names[first]
    return f"{begin} {'alla' if last == _FEMININE else 'al'} {names[last]}"


def _day_named(day: date, days: int, tongue: str) -> str:
    return DAYS[tongue][day.weekday()] if days < 7 else _dated(day, tongue)


def _dated(day: date, tongue: str) -> str:
    return f"{DAYS[tongue][day.weekday()]} {day.day} {MONTHS[tongue][day.month - 1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
