"""What tests of the window stand on: a dressed application and an engine that answers on another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from vetrina.domain.events import Event
from vetrina.ui.application import make_application
from vetrina.ui.bridge import Bridge
from vetrina.ui.theme import Look, theme


class FakeEngine:
    """An EnginePort with one real thread. `answers` maps a command's type to what it gives (or raises).

    `reader` is handed to queries; `asked` lists the commands; `publish` sends an event from the engine's thread.
    """

    def __init__(self) -> None:
        self.answers: dict[type, Callable[[Any], object]] = {}
        self.asked: list[object] = []
        self.reader: Any = None
        self.threads: set[int] = set()
        self._listeners: list[Callable[[Event], None]] = []
        self._pool = ThreadPoolExecutor(1, "fake-engine")

    def submit(self, command: object) -> Future[Any]:
        self.asked.append(command)
        return self._pool.submit(self._run, command)

    def read(self, query: Callable[[Any], Any]) -> Future[Any]:
        return self._pool.submit(lambda: query(self.reader))

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def publish(self, event: Event) -> None:
        self._pool.submit(lambda: [listener(event) for listener in self._listeners]).result()

    def settle(self) -> None:
        """Wait until everything given so far has run (its result may still be on its way to the UI thread)."""
        self._pool.submit(lambda: None).result()

    def stop(self) -> None:
        self._pool.shutdown()

    def _run(self, command: object) -> object:
        self.threads.add(threading.get_ident())
        answer = self.answers.get(type(command))
        return None if answer is None else answer(command)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application with style, fonts and English; light and at 100 % before and after each test."""
    # Windows of earlier tests wait for an event loop to be deleted; until then each new style would reach them too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    make_application(["test"], "en", Look.LIGHT)
    yield qapp
    theme().look, theme().zoom = Look.LIGHT, 1.0


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    """An engine that answers on a thread of its own."""
    made = FakeEngine()
    yield made
    made.stop()


@pytest.fixture
def bridge(engine: FakeEngine) -> Iterator[Bridge]:
    """A bridge over the fake engine."""
    made = Bridge(engine)
    yield made
    made.close()
