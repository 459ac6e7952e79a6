"""One ad, one audience, one schedule; and what becomes of each person in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    GOING_OUT = "going_out"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Group(StrEnum):
    """The three columns of the check; they add up to the audience."""

    NOW = "now"
    LATER = "later"
    NOT_THIS_TIME = "not_this_time"


class DeliveryState(StrEnum):
    """What became of one person in a campaign."""

    PLANNED = "planned"
    LATER = "later"
    LEFT_OUT = "left_out"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    DELIVERED = "delivered"
    SEEN = "seen"
    PERHAPS = "perhaps"
    NOT_SENT = "not_sent"
    STOPPED = "stopped"


class Who(StrEnum):
    """Ready-made groups of people."""

    EVERYONE = "everyone"
    FOLLOWERS = "followers"
    TALKED = "talked"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a campaign is meant for, before the gate: a ready-made group, narrowed by labels (any of them)."""

    who: Who = Who.EVERYONE
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a campaign goes out; times in ms. `undo_ms` is how long nothing leaves after Send, `stale_at` ends it.

    Quiet hours are minutes after local midnight, in the shop's zone; equal values mean none.
    """

    start_at: int | None = None
    undo_ms: int = 0
    per_minute: int = 600
    quiet_from: int = 21 * 60
    quiet_to: int = 9 * 60
    stale_at: int | None = None
    trial: int = 0
    stop_at_blocks: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as the owner made it."""

    id: int
    key: str
    name: str
    ad_id: int
    audience: Audience
    schedule: Schedule
    state: CampaignState = CampaignState.DRAFT
    changed_at: int = 0
    started_at: int | None = None
    ended_at: int | None = None


def quiet_until(schedule: Schedule, at: int, zone: tzinfo) -> int | None:
    """When (ms) the quiet hours of `schedule` end that hold at `at` (ms) in `zone`; None outside them.

    The clock on the wall counts: over a change of summer time the night is an hour shorter or longer.
    """
    begins, ends = schedule.quiet_from, schedule.quiet_to
    if begins == ends:
        return None
    local = datetime.fromtimestamp(at / 1000, zone)
    minute = local.hour * 60 + local.minute
    over_midnight = begins > ends
    quiet = minute >= begins or minute < ends if over_midnight else begins <= minute < ends
    if not quiet:
        return None
    day = local.date() + timedelta(days=1) if over_midnight and minute >= begins else local.date()
    end = datetime.combine(day, time(ends // 60 % 24, ends % 60), zone)
    return max(round(end.timestamp() * 1000), at + 1)
