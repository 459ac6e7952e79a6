"""When the shop is open: spans per weekday, closing days, and the next time the door opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MINUTES_A_DAY = 24 * 60
LOOK_AHEAD_DAYS = 400


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of being open, in minutes after local midnight; `closes` at or before `opens` means next morning."""

    opens: int
    closes: int

    @property
    def minutes(self) -> int:
        """How long the span is, in minutes; from a time to the same time is a whole day."""
        return (self.closes - self.opens - 1) % MINUTES_A_DAY + 1


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which the shop stays shut whatever the weekday says, both ends included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A week of spans, Monday first, and the days off. No spans at all means: the owner did not say."""

    week: tuple[tuple[Span, ...], ...] = ((), (), (), (), (), (), ())
    closed: tuple[ClosedDays, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the owner gave any hours."""
        return any(self.week)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on `day`, earliest first; none on a closing day."""
        if any(off.first <= day <= off.last for off in self.closed):
            return ()
        return tuple(sorted(self.week[day.weekday()], key=lambda span: span.opens))

    def is_open(self, at_ms: int, zone: tzinfo) -> bool:
        """Whether the door is open at `at_ms` (UTC) in the shop's `zone`."""
        today = _local(at_ms, zone).date()
        return any(
            begins <= at_ms < ends
            for day in (today - timedelta(days=1), today)
            for begins, ends in self._moments(day, zone)
        )

    def next_opening(self, at_ms: int, zone: tzinfo) -> int | None:
        """When the door opens next after `at_ms`, in ms UTC; None when it does not within 400 days."""
        today = _local(at_ms, zone).date()
        for ahead in range(LOOK_AHEAD_DAYS):
            for begins, _ in self._moments(today + timedelta(days=ahead), zone):
                if begins > at_ms:
                    return begins
        return None

    def _moments(self, day: date, zone: tzinfo) -> list[tuple[int, int]]:
        return [
            (_moment(day, span.opens, zone), _moment(day, span.opens + span.minutes, zone))
            for span in self.spans_on(day)
        ]


def _local(at_ms: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)


def _moment(day: date, minute: int, zone: tzinfo) -> int:
    """The wall-clock `minute` of `day` (may run into the next day) as ms UTC; the clock on the wall counts."""
    days, minute = divmod(minute, MINUTES_A_DAY)
    wall = datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), zone)
    return round(wall.timestamp() * 1000)
