"""Long work that the owner can stop: one of each name at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from vetrina.engine.commands import CannotDo


class Job:
    """One long work; it looks at `cancelled` between its steps."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the owner wants it stopped."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop at the next step."""
        self._stop.set()


class Jobs:
    """What is running now, by name. Used from the engine's thread and its workers."""

    def __init__(self) -> None:
        self._running: dict[str, Job] = {}
        self._lock = threading.Lock()

    @contextmanager
    def working(self, name: str) -> Iterator[Job]:
        """Work under this name. Raises CannotDo while another one of that name runs."""
        job = Job()
        with self._lock:
            if name in self._running:
                raise CannotDo("still_working")
            self._running[name] = job
        try:
            yield job
        finally:
            with self._lock:
                self._running.pop(name, None)

    def running(self, name: str) -> bool:
        """Whether work of this name is going on."""
        with self._lock:
            return name in self._running

    def cancel(self, name: str) -> None:
        """Stop it at its next step; nothing happens when it is over."""
        with self._lock:
            job = self._running.get(name)
        if job is not None:
            job.cancel()
