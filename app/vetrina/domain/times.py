"""Moments as people say them: today at 18:40, yesterday, on Thursday, on 21 May."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
}
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "it": (
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
}
_NEAR = {"en": {0: "today", 1: "tomorrow", -1: "yesterday"}, "it": {0: "oggi", 1: "domani", -1: "ieri"}}


__all__ = ["DAYS", "MONTHS", "UTC", "clock", "day_name", "local", "until", "when"]


def local(at: int, zone: tzinfo) -> datetime:
    """`at` (ms) on the clock of `zone`."""
    return datetime.fromtimestamp(at / 1000, zone)


def day_name(at: int, now: int, zone: tzinfo, language: str) -> str:
    """The day of `at` as seen from `now` (both ms): today, Thursday, 21 May, with the year when it is another."""
    then, today = local(at, zone), local(now, zone)
    tongue = language if language in DAYS else "en"
    distance = (then.date() - today.date()).days
    if distance in _NEAR[tongue]:
        return _NEAR[tongue][distance]
    if abs(distance) < 7:
        return DAYS[tongue][then.weekday()]
    day = f"{then.day} {MONTHS[tongue][then.month - 1]}"
    return day if then.year == today.year else f"{day} {then.year}"


def clock(at: int, zone: tzinfo) -> str:
    """Hour and minute of `at` (ms)."""
    return f"{local(at, zone):%H:%M}"


def when(at: int, now: int, zone: tzinfo, language: str) -> str:
    """A moment inside a sentence, with its preposition: "today at 18:40", "on 9 May", "il 9 maggio"."""
    day = day_name(at, now, zone, language)
    distance = abs((local(at, zone).date() - local(now, zone).date()).days)
    if language == "it":
        if distance >= 7:
            return f"l'{day}" if day.startswith(("8 ", "11 ")) else f"il {day}"
        hour = clock(at, zone)
        return f"{day} all'{hour}" if hour.startswith(("01:", "1:")) else f"{day} alle {hour}"
    if distance >= 7:
        return f"on {day}"
    return f"{day} at {clock(at, zone)}" if distance <= 1 else f"on {day} at {clock(at, zone)}"


def until(at: int, now: int, zone: tzinfo, language: str) -> str:
    """The end of a permission: "tomorrow 18:40", "21 May 10:00"."""
    return f"{day_name(at, now, zone, language)} {clock(at, zone)}"
