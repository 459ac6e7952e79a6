"""What every part of the engine works at: the store, the clock, the settings, and the one way to change something."""

from __future__ import annotations

import locale
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from vetrina import paths
from vetrina.domain.events import Changed, Event, Topic
from vetrina.engine.announcer import Announcer
from vetrina.engine.faults import Faults
from vetrina.settings import ComputerZone, Language, Settings, SettingsFile
from vetrina.store.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

Clock = Callable[[], int]


def wall_clock() -> int:
    """This computer's time, ms since the epoch, UTC."""
    return time.time_ns() // 1_000_000


def steady_clock() -> int:
    """Milliseconds that only ever go forward, whatever is done to the wall clock, and go on while a laptop sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return (time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)) // 1_000_000


@dataclass(slots=True)
class Change:
    """One transaction: the connection, its moment (ms), and what is told and woken once it is durable.

    `wake` holds accounts with something new to send (0 for all); `dress` says that a shop window has to change.
    """

    w: Connection
    now: int
    events: list[Event] = field(default_factory=list)
    wake: set[int] = field(default_factory=set)
    dress: bool = False

    def tell(self, topic: Topic, number: int = 0) -> None:
        """After the commit: `number` of `topic` changed."""
        self.events.append(Changed(topic, number))


@dataclass(slots=True)
class Desk:
    """The engine's shared ground. `woken` is called with an account's id (0 for all) and whether a window changed."""

    db: Database
    profile: paths.Profile
    settings_file: SettingsFile
    settings: Settings
    clock: Clock = wall_clock
    steady: Clock = steady_clock
    announcer: Announcer = field(default_factory=Announcer)
    faults: Faults = field(default_factory=Faults)
    woken: Callable[[int, bool], None] = lambda _account, _window: None
    _latest: int = 0

    def now(self) -> int:
        """The moment for the record: the clock, but never before what was already written in this run."""
        self._latest = max(self._latest, self.clock())
        return self._latest

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One write transaction. Committed at the end or not at all; screens and lanes hear of it afterwards."""
        with self.db.write() as w:
            made = Change(w, self.now())
            yield made
            self.faults.boundary()
        self.faults.boundary()
        self.announcer.say(made.events)
        if made.dress:
            self.woken(0, True)
        for account_id in made.wake:
            self.woken(account_id, False)

    def zone(self) -> tzinfo:
        """The shop's time zone: its own, else the computer's."""
        return self.settings.shop.time_zone() or ComputerZone()

    def language(self) -> str:
        """The language the shop writes in: ``it`` or ``en``."""
        for choice in (self.settings.shop.writes_in, self.settings.look.language):
            if choice is not Language.SYSTEM:
                return str(choice)
        return computer_language()


def computer_language() -> str:
    """The computer's own language where it is one of ours, else English."""
    return "it" if (locale.getlocale()[0] or "").lower().startswith(("it", "italian")) else "en"
