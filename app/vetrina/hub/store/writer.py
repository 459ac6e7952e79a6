"""The one thread that writes. Jobs that arrive together share one commit; each is answered after that commit.

A lone job never waits for company: the thread takes what is there, commits, and looks again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from vetrina.hub.store import tables as t
from vetrina.hub.store.quick import insert_rows

log = logging.getLogger(__name__)
T = TypeVar("T")

JOBS_AT_ONCE: Final = 1024
QUEUE_LIMIT: Final = 20_000


class Overloaded(Exception):
    """More is waiting to be written than the hub will hold; ask again in a second."""


class StoreFailed(Exception):
    """The commit failed (disk full, damaged file): nothing of this job was stored."""


@dataclass(slots=True)
class Unit:
    """One write transaction: its connection, its time (ms, never going back), the numbers and bells it hands out."""

    connection: sa.Connection
    now: int
    events: list[tuple[str, int, str, str, str, int, str]] = field(default_factory=list)
    heights: dict[str, int] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    everyone: set[str] = field(default_factory=set)

    def number(self, page_id: str) -> int:
        """The page's next number; events and changes share one row of numbers. Locks the page on a server."""
        height = self.heights.get(page_id)
        if height is None:
            found = self.connection.execute(_HEIGHT, {"page_id": page_id}).scalar()
            height = int(found or 0)
        self.heights[page_id] = height + 1
        return height + 1

    def mid(self) -> str:
        """A new message's id. It begins with the time, so that the index of ids grows at one end only."""
        return f"m_{self.now:x}{secrets.token_hex(8)}"

    def event(self, page_id: str, kind: str, psid: str, body: str = "", mid: str = "") -> int:
        """Tell the page's desktops; returns the event's number. `body` is JSON of the frame's own members."""
        n = self.number(page_id)
        self.events.append((page_id, n, kind, psid, mid, self.now, body))
        self.pages.add(page_id)
        return n


_HEIGHT = sa.select(t.page.c.height).where(t.page.c.id == sa.bindparam("page_id")).with_for_update()
_SET_HEIGHT = sa.update(t.page).where(t.page.c.id == sa.bindparam("page_id")).values(height=sa.bindparam("reached"))
_EVENT: Final = ("page_id", "n", "type", "psid", "mid", "at", "body")


@dataclass(slots=True)
class _Job:
    run: Callable[[Unit], Any]
    future: asyncio.Future[Any]
    batch: Batch | None = None
    request: Any = None


class Batch:
    """Work that is done for many requests in few statements: consecutive requests of one batch run together."""

    def __init__(self, run: Callable[[Unit, Sequence[Any]], Sequence[Any]]) -> None:
        self.run = run


Ring = Callable[[set[str], set[str], set[str]], None]


class Writer:
    """Owns the writing connection. `ring(pages, people, everyone)` is called on the loop after each commit."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], int], ring: Ring) -> None:
        self._engine = engine
        self._clock = clock
        self._ring = ring
        self._jobs: deque[_Job] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._last = 0
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="hub writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Unit], T]) -> asyncio.Future[T]:
        """Run `run` inside the next transaction; the future is done after the commit. Raises Overloaded."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._put(_Job(run, future))
        return future

    def submit_to(self, batch: Batch, request: object) -> asyncio.Future[Any]:
        """Let `batch` handle `request` together with others; the future is done after the commit."""
        future: asyncio.Future[Any] = self._loop.create_future()
        self._put(_Job(_never, future, batch, request))
        return future

    def _put(self, job: _Job) -> None:
        if len(self._jobs) >= QUEUE_LIMIT:
            raise Overloaded
        with self._wake:
            if self._closing:
                raise StoreFailed("the hub is stopping")
            self._jobs.append(job)
            self._wake.notify()

    async def close(self) -> None:
        """Write what is waiting, then stop."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._closing:
                    self._wake.wait()
                if not self._jobs:
                    return
                jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), JOBS_AT_ONCE))]
            self._transact(jobs)

    def _transact(self, jobs: list[_Job]) -> None:
        answers: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        self._last = max(self._last, self._clock())
        try:
            with self._engine.begin() as connection:
                unit = Unit(connection, self._last)
                for group in _grouped(jobs):
                    answers += self._run_group(unit, group)
                _flush(unit)
        except Exception as fault:  # noqa: BLE001 -- whatever broke the commit, every waiting request must hear of it
            log.error("a commit failed: %s", type(fault).__name__)
            failed = StoreFailed(type(fault).__name__)
            self._on_loop(self._answer, [(job.future, None, failed) for job in jobs])
            return
        self._on_loop(self._finish, answers, unit)

    def _run_group(self, unit: Unit, group: list[_Job]) -> list[tuple[asyncio.Future[Any], Any, BaseException | None]]:
        batch = group[0].batch
        if batch is None:
            return [self._run_one(unit, job.run, job.future) for job in group]
        try:
            with _Savepoint(unit):
                results = batch.run(unit, [job.request for job in group])
            return [(job.future, result, None) for job, result in zip(group, results, strict=True)]
        except sa.exc.IntegrityError:
            # A constraint spoke where the gate was silent: find the one message it means, keep the others.
            return [self._run_one(unit, _alone(batch, job.request), job.future) for job in group]

    def _run_one(
        self, unit: Unit, run: Callable[[Unit], Any], future: asyncio.Future[Any]
    ) -> tuple[asyncio.Future[Any], Any, BaseException | None]:
        try:
            with _Savepoint(unit):
                return future, run(unit), None
        except sa.exc.OperationalError:
            raise
        except Exception as fault:  # noqa: BLE001 -- belongs to the request that asked for it
            return future, None, fault

    def _on_loop(self, call: Callable[..., None], *values: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(call, *values)
        except RuntimeError:
            log.info("the loop ended before an answer was given")

    def _finish(self, answers: list[tuple[asyncio.Future[Any], Any, BaseException | None]], unit: Unit) -> None:
        self._answer(answers)
        if unit.pages or unit.people or unit.everyone:
            self._ring(unit.pages, unit.people, unit.everyone)

    @staticmethod
    def _answer(answers: list[tuple[asyncio.Future[Any], Any, BaseException | None]]) -> None:
        for future, result, fault in answers:
            if future.done():
                continue
            if fault is None:
                future.set_result(result)
            else:
                future.set_exception(fault)


class _Savepoint:
    """One job's part of the transaction; when it fails, its rows and its events go, the others' stay."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._events = len(unit.events)
        self._nested: sa.NestedTransaction | None = None

    def __enter__(self) -> None:
        self._nested = self._unit.connection.begin_nested()

    def __exit__(self, kind: object, _value: object, _trace: object) -> None:
        assert self._nested is not None
        if kind is None:
            self._nested.commit()
        else:
            self._nested.rollback()
            del self._unit.events[self._events :]


def _grouped(jobs: list[_Job]) -> list[list[_Job]]:
    groups: list[list[_Job]] = []
    for job in jobs:
        if groups and groups[-1][0].batch is job.batch:
            groups[-1].append(job)
        else:
            groups.append([job])
    return groups


def _flush(unit: Unit) -> None:
    if unit.events:
        insert_rows(unit.connection, "event", _EVENT, unit.events)
    if unit.heights:
        unit.connection.execute(
            _SET_HEIGHT, [{"page_id": page_id, "reached": height} for page_id, height in unit.heights.items()]
        )


def _alone(batch: Batch, request: object) -> Callable[[Unit], Any]:
    def run(unit: Unit) -> Any:
        return batch.run(unit, [request])[0]

    return run


def _never(_unit: Unit) -> None:
    raise AssertionError("a batch request is run by its batch")
