"""Tells the screens what changed, by id, after it was committed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from vetrina.domain.events import Event

Hear = Callable[[Event], None]

_log = logging.getLogger(__name__)


class Announcer:
    """A list of listeners. They are called in the thread that speaks, so they only pass the word on."""

    def __init__(self) -> None:
        self._listeners: list[Hear] = []
        self._lock = threading.Lock()

    def listen(self, hear: Hear) -> Callable[[], None]:
        """Hear everything from now on; the answer is the function that ends it."""
        with self._lock:
            self._listeners.append(hear)

        def stop() -> None:
            with self._lock:
                if hear in self._listeners:
                    self._listeners.remove(hear)

        return stop

    def say(self, events: Iterable[Event]) -> None:
        """Pass on what happened, each thing once and in order. A listener that breaks does not silence the others."""
        said = list(dict.fromkeys(events))
        if not said:
            return
        with self._lock:
            listeners = list(self._listeners)
        for hear in listeners:
            for event in said:
                try:
                    hear(event)
                except Exception:  # noqa: BLE001 - a broken screen must not stop the shop
                    _log.exception("a listener broke on %s", type(event).__name__)
