"""How often somebody may ask: token buckets by name, kept in memory and few."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

NAMES_LIMIT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_hour`."""

    burst: int
    per_hour: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one customer, device or address may do (reference/reliability-security.md 8.4, start values)."""

    messages: Rate = Rate(10, 360)
    requests: Rate = Rate(120, 3600)
    joins: Rate = Rate(20, 60)
    wrong_sessions: Rate = Rate(20, 300)
    operator: Rate = Rate(4000, 3_600_000)
    sockets_each: int = 5
    sockets_per_address: int = 50


class Buckets:
    """One bucket per name; full buckets are forgotten when there are many."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def wait_s(self, name: str) -> float:
        """0 when `name` may go on (and one is taken), else the seconds to wait."""
        now = self._clock()
        refill = self._rate.per_hour / 3600
        level, at = self._levels.get(name, (float(self._rate.burst), now))
        level = min(self._rate.burst, level + (now - at) * refill)
        if level < 1:
            self._levels[name] = (level, now)
            return (1 - level) / refill
        self._levels[name] = (level - 1, now)
        if len(self._levels) > NAMES_LIMIT:
            self._forget(now, refill)
        return 0.0

    def _forget(self, now: float, refill: float) -> None:
        burst = self._rate.burst
        self._levels = {
            name: (level, at) for name, (level, at) in self._levels.items() if level + (now - at) * refill < burst
        }
        if len(self._levels) > NAMES_LIMIT:  # a flood of fresh names: the oldest half goes
            for name in list(self._levels)[: NAMES_LIMIT // 2]:
                del self._levels[name]
