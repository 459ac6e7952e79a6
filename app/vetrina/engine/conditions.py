"""What is true of a whole account when something is judged: its rule pack, the clock, and whether it stands behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

SKEW_MS: Final = 5 * 60_000
"""How far this computer's clock may differ from the network's before offers wait."""

FRESH_MS: Final = 60_000

USUAL_PACK: Final = "vetrina-2016"


@dataclass(frozen=True, slots=True)
class Condition:
    """One account, now. `behind`: the network knows more than this computer, so offers wait until it was read again."""

    pack: str
    clock_off: bool
    behind: bool


@dataclass(slots=True)
class _Known:
    pack: str = USUAL_PACK
    server_at: int | None = None
    steady_at: int = 0
    behind: bool = False


class Conditions:
    """One place that knows the clocks: the computer's own, one that cannot be set, and each network's last word."""

    def __init__(self, clock: Callable[[], int], steady: Callable[[], int]) -> None:
        self._clock = clock
        self._steady = steady
        self._known: dict[int, _Known] = {}

    def _of(self, account_id: int) -> _Known:
        return self._known.setdefault(account_id, _Known())

    def use_pack(self, account_id: int, pack: str) -> None:
        """The rules that hold on this account."""
        self._of(account_id).pack = pack

    def heard_time(self, account_id: int, server_now: int) -> None:
        """The network said what time it is (ms)."""
        known = self._of(account_id)
        known.server_at, known.steady_at = server_now, self._steady()

    def wants_the_time(self, account_id: int) -> bool:
        """Whether the clock looks wrong by a word that is no longer fresh: then the network is asked again."""
        known = self._of(account_id)
        return self._clock_off(known) and self._steady() - known.steady_at > FRESH_MS

    def set_behind(self, account_id: int, behind: bool) -> None:
        """The network's height is above what is kept here, or it no longer is."""
        self._of(account_id).behind = behind

    def of(self, account_id: int) -> Condition:
        """How the account stands at this moment."""
        known = self._of(account_id)
        return Condition(known.pack, self._clock_off(known), known.behind)

    def _clock_off(self, known: _Known) -> bool:
        if known.server_at is None:
            return False
        expected = known.server_at + (self._steady() - known.steady_at)
        return abs(self._clock() - expected) > SKEW_MS
