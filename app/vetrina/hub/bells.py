"""Who waits for news: sockets of desktops by page, sockets of people by person and page. Rung after each commit."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from typing import Any, Final

TRANSIENT_LIMIT: Final = 16


class Bell:
    """One waiting socket. Rung twice before it looks is rung once; `transient` news is small and may be lost."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.transient: deque[Any] = deque(maxlen=TRANSIENT_LIMIT)
        self.closed = False

    def ring(self) -> None:
        """There is something new in the store, or in `transient`."""
        self._event.set()

    async def wait(self) -> None:
        """Until rung."""
        await self._event.wait()
        self._event.clear()


class Bells:
    """All waiting sockets, by what they wait for: a page (desktops), a person, everyone of a page."""

    def __init__(self) -> None:
        self.pages: defaultdict[str, set[Bell]] = defaultdict(set)
        self.people: defaultdict[str, set[Bell]] = defaultdict(set)
        self.everyone: defaultdict[str, set[Bell]] = defaultdict(set)

    def ring(self, pages: set[str], people: set[str], everyone: set[str]) -> None:
        """Called on the loop after a commit."""
        for waiting, ids in ((self.pages, pages), (self.people, people), (self.everyone, everyone)):
            for one in ids:
                for bell in waiting.get(one, ()):
                    bell.ring()

    def tell(self, psid: str, news: object) -> None:
        """Something that is not stored, such as typing, for the person's open pages."""
        for bell in self.people.get(psid, ()):
            bell.transient.append(news)
            bell.ring()

    def close_person(self, psid: str) -> None:
        """The person is gone: their sockets end."""
        for bell in self.people.get(psid, ()):
            bell.closed = True
            bell.ring()

    def close_all(self) -> None:
        """The hub stops."""
        for waiting in (self.pages, self.people):
            for bells in waiting.values():
                for bell in bells:
                    bell.closed = True
                    bell.ring()

    @staticmethod
    def enter(waiting: defaultdict[str, set[Bell]], one: str, bell: Bell) -> None:
        """`bell` waits for `one`."""
        waiting[one].add(bell)

    @staticmethod
    def leave(waiting: defaultdict[str, set[Bell]], one: str, bell: Bell) -> None:
        """`bell` no longer waits."""
        bells = waiting.get(one)
        if bells is not None:
            bells.discard(bell)
            if not bells:
                del waiting[one]
