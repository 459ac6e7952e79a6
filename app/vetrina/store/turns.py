"""Writers take turns, first come first served: SQLite's own waiting lets a busy writer overtake for half a second."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class Turns:
    """A lock that is handed over in the order of asking. Not re-entrant: asking again is an error."""

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._busy = False
        self._owner: int | None = None

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._door:
            if self._owner == me:
                raise RuntimeError("this thread is already writing to the store")
            if not self._busy:
                self._busy = True
                self._owner = me
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()
        self._owner = me

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._door:
            self._owner = None
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._busy = False

    @property
    def wanted(self) -> bool:
        """Whether somebody is waiting for a turn."""
        return bool(self._waiting)
