"""The one door between Qt and the engine: questions and commands go down, results and ids come up."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from vetrina.domain.events import Changed, Event, Notice, Progress, Topic
from vetrina.ui.phrases import sentence_of

log = logging.getLogger(__name__)

T = TypeVar("T")
Topics = frozenset[tuple[Topic, int]]
GATHER_MS = 50


class EnginePort(Protocol):
    """What the window needs of the engine. All three are called on the UI thread and must return at once."""

    def submit(self, command: object) -> Future[Any]:
        """Run a command on the engine's thread; the future carries its result."""

    def read(self, query: Callable[[Any], T]) -> Future[T]:
        """Run `query(reader)` on a reader's thread with a read-only session."""

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback(event)` on the engine's thread after each commit; returns the way to stop."""


class Bridge(QObject):
    """Results arrive on the UI thread and are dropped if their owner is gone.

    Signals: `changed(topics)` gathered over 50 ms; `progress(job, done, total)`; `notice(Notice)`;
    `trouble(sentence)` for a failure that nobody handled.
    """

    changed = Signal(object)
    progress = Signal(str, int, int)
    notice = Signal(object)
    trouble = Signal(str)
    _answered = Signal(object)
    _event = Signal(object)

    def __init__(self, engine: EnginePort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._gathered: set[tuple[Topic, int]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._flush)
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._deliver, queued)
        self._event.connect(self._receive, queued)
        self._stop = engine.subscribe(self._post)

    def ask(
        self,
        command: object,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Give the engine a command. `done(result)` or `failed(exception)` run on the UI thread, unless
        `owner` (by default the object whose method `done` is) was deleted meanwhile. Without `failed` the
        person reads the exception's sentence."""
        self._wait(lambda: self._engine.submit(command), done, failed, owner)

    def read(
        self,
        query: Callable[[Any], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Run `query(reader)` away from the UI thread; then as `ask`."""
        self._wait(lambda: self._engine.read(query), done, failed, owner)

    def close(self) -> None:
        """Stop listening to the engine; answers still under way are dropped."""
        self._stop()
        self._timer.stop()

    def _wait(
        self,
        begin: Callable[[], Future[Any]],
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
        owner: QObject | None,
    ) -> None:
        try:
            future = begin()
        except Exception as trouble:  # noqa: BLE001 - an engine that is closing refuses; that is an answer too
            future = Future()
            future.set_exception(trouble)
        first = done or failed
        owner = owner or _bound_to(first)
        gone = weakref.ref(owner) if owner is not None else None

        def settled(settled_future: Future[Any]) -> None:
            if shiboken6.isValid(self):
                self._answered.emit((settled_future, done, failed, gone))

        future.add_done_callback(settled)

    @Slot(object)
    def _deliver(self, answer: tuple[Future[Any], Any, Any, weakref.ref[QObject] | None]) -> None:
        future, done, failed, gone = answer
        if gone is not None:
            owner = gone()
            if owner is None or not shiboken6.isValid(owner):
                return
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as trouble:  # noqa: BLE001 - whatever the engine raises ends as a sentence
            self._fail(trouble, failed)
            return
        if done is not None:
            done(result)

    def _fail(self, trouble: Exception, failed: Callable[[Exception], object] | None) -> None:
        if failed is not None:
            failed(trouble)
            return
        log.error("a command or query raised %s", type(trouble).__name__, exc_info=trouble)
        self.trouble.emit(sentence_of(trouble))

    def _post(self, event: Event) -> None:
        """Called on the engine's thread."""
        if shiboken6.isValid(self):
            self._event.emit(event)

    @Slot(object)
    def _receive(self, event: Event) -> None:
        if isinstance(event, Changed):
            self._gathered.add((event.topic, event.id))
            if not self._timer.isActive():
                self._timer.start()
        elif isinstance(event, Progress):
            self.progress.emit(event.job, event.done, event.total)
        elif isinstance(event, Notice):
            self.notice.emit(event)

    def _flush(self) -> None:
        topics: Topics = frozenset(self._gathered)
        self._gathered.clear()
        self.changed.emit(topics)


def touches(topics: Topics, topic: Topic, number: int = 0) -> bool:
    """True if `topics` speak of this topic; with `number`, of that one or of many (id 0)."""
    return any(one is topic and (number == 0 or which in (0, number)) for one, which in topics)


def _bound_to(function: Callable[..., object] | None) -> QObject | None:
    while isinstance(function, partial):
        function = function.func
    owner = getattr(function, "__self__", None)
    return owner if isinstance(owner, QObject) else None
