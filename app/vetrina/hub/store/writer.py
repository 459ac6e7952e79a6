"""The one who writes. Jobs that arrive together share one commit; each is answered after that commit.

A lone job never waits for company: what is there is taken and committed, then the writer looks again.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from vetrina.hub.store import tables as t
from vetrina.hub.store.database import BUSY_MS
from vetrina.hub.store.quick import DriverFaults, driver_faults, insert_rows, update_rows

log = logging.getLogger(__name__)
T = TypeVar("T")

JOBS_AT_ONCE: Final = 1024
QUEUE_LIMIT: Final = 20_000
LIGHT: Final = 256
"""So many rows at most are written on the loop itself: about five milliseconds of work."""


JOURNAL_MS: Final = 200
"""So long an emptying of the journal waits for readers, and everybody who writes for it."""


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
    moved: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    everyone: set[str] = field(default_factory=set)
    erased: bool = False
    """What was deleted shall leave the journal too, not only the file."""

    def number(self, page_id: str) -> int:
        """The page's next number; events and changes share one row of numbers. Locks the page on a server."""
        height = self.heights.get(page_id)
        if height is None:
            found = self.connection.execute(_HEIGHT, {"page_id": page_id}).scalar()
            height = int(found or 0)
        self.heights[page_id] = height + 1
        self.moved.add(page_id)
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
_EVENT: Final = ("page_id", "n", "type", "psid", "mid", "at", "body")


@dataclass(slots=True)
class _Job:
    run: Callable[[Unit], Any]
    future: asyncio.Future[Any]
    batch: Batch | None = None
    request: Any = None
    weight: int = 1


class Batch:
    """Work that is done for many requests in few statements: consecutive requests of one batch run together."""

    def __init__(self, run: Callable[[Unit, Sequence[Any]], Sequence[Any]]) -> None:
        self.run = run


Ring = Callable[[set[str], set[str], set[str]], None]


class Writer:
    """Owns the writing connection. `ring(pages, people, everyone)` is called on the loop after each commit.

    One transaction at a time. Its jobs run in the thread, so that a long one leaves the loop free; small batches run on
    the loop itself, because the interpreter lets one thread run at a time and handing many short statements to and fro
    costs more than they do. Waiting for the disk is always the thread's.
    """

    def __init__(self, engine: sa.Engine, clock: Callable[[], int], ring: Ring) -> None:
        self._engine = engine
        self._clock = clock
        self._ring = ring
        self._jobs: deque[_Job] = deque()
        self._busy = False
        self._closing = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._last = 0
        self._heights: dict[str, int] = {}
        self._light = LIGHT if engine.dialect.name == "sqlite" else 0  # a server answers over the network
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, "hub writer")

    def submit(self, run: Callable[[Unit], T]) -> asyncio.Future[T]:
        """Run `run` inside the next transaction; the future is done after the commit. Raises Overloaded."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._put(_Job(run, future))
        return future

    def submit_to(self, batch: Batch, request: object, weight: int = 1) -> asyncio.Future[Any]:
        """Let `batch` handle `request` together with others; the future is done after the commit.

        `weight` is about how many rows the request makes; heavy ones run in the thread. Raises Overloaded.
        """
        future: asyncio.Future[Any] = self._loop.create_future()
        self._put(_Job(_never, future, batch, request, weight))
        return future

    def _put(self, job: _Job) -> None:
        if len(self._jobs) >= QUEUE_LIMIT:
            raise Overloaded
        if self._closing:
            raise StoreFailed("the hub is stopping")
        self._jobs.append(job)
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._loop.call_soon(self._begin)  # after whatever else this turn of the loop brings

    async def close(self) -> None:
        """Write what is waiting, then stop."""
        self._closing = True
        await self._idle.wait()
        self._thread.shutdown()

    def _begin(self) -> None:
        """On the loop, with nothing under way: start the next transaction."""
        if not self._jobs:
            self._busy = False
            self._idle.set()
            return
        jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), JOBS_AT_ONCE))]
        self._last = max(self._last, self._clock())
        work = _Transaction(self._engine, self._last, jobs, self._heights)
        if all(job.batch is not None for job in jobs) and sum(job.weight for job in jobs) <= self._light:
            work.run()
        self._thread.submit(self._complete, work)

    def _complete(self, work: _Transaction) -> None:
        """In the thread: run what has not run yet, and wait for the disk."""
        work.run()
        work.commit()
        try:
            self._loop.call_soon_threadsafe(self._finish, work)
        except RuntimeError:
            log.info("the loop ended before an answer was given")

    def _finish(self, work: _Transaction) -> None:
        """On the loop: answer, ring, go on."""
        for future, result, fault in work.answers:
            if future.done():
                continue
            if fault is None:
                future.set_result(result)
            else:
                future.set_exception(fault)
        unit = work.unit
        if unit is not None and work.committed and (unit.pages or unit.people or unit.everyone):
            self._ring(unit.pages, unit.people, unit.everyone)
        self._begin()


_Answer = tuple[asyncio.Future[Any], Any, BaseException | None]


class _Transaction:
    """One commit's worth of jobs, and what each is answered. Never raises.

    `heights` are the pages' numbers as this process knows them; it is the only writer of a file.
    """

    def __init__(self, engine: sa.Engine, now: int, jobs: list[_Job], heights: dict[str, int]) -> None:
        self._engine = engine
        self._now = now
        self._jobs = jobs
        self._heights = heights
        self._ran = False
        self.answers: list[_Answer] = []
        self.committed = False
        self.unit: Unit | None = None

    def run(self) -> None:
        """Do the jobs, once; nothing is durable yet."""
        if self._ran:
            return
        self._ran = True
        try:
            connection = self._engine.connect()
            try:
                self._run(connection)
            except BaseException:
                connection.close()
                raise
        except Exception as fault:  # noqa: BLE001 -- whatever broke the transaction, every request must hear of it
            self._fail(fault)

    def _run(self, connection: sa.Connection) -> None:
        groups = _grouped(self._jobs)
        faults = driver_faults(connection)
        transaction = connection.begin()
        unit = Unit(connection, self._now, heights=dict(self._heights))
        try:
            if any(group[0].batch is None for group in groups):
                self.answers = [answer for group in groups for answer in _run_group(unit, group, faults)]
            else:
                self.answers = [answer for group in groups for answer in _run_batch(unit, group)]
        except (sa.exc.IntegrityError, faults.broken):
            transaction.rollback()
            connection.begin()
            unit = Unit(connection, self._now, heights=dict(self._heights))
            self.answers = [_run_one(unit, _alone(job), job.future, faults) for job in self._jobs]
        _flush(unit)
        self.unit = unit

    def commit(self) -> None:
        """Make it durable, or answer everybody that it is not."""
        if self.unit is None:
            return
        connection = self.unit.connection
        try:
            with connection, connection.get_transaction() or connection.begin():
                pass  # leaving the transaction commits it, or rolls back when that fails
            self.committed = True
            if connection.dialect.name == "sqlite":
                self._heights.update(self.unit.heights)
                if self.unit.erased:
                    _empty_journal(self._engine)
        except Exception as fault:  # noqa: BLE001 -- as above
            self._fail(fault)

    def _fail(self, fault: Exception) -> None:
        log.error("a commit failed: %s", type(fault).__name__)
        failed = StoreFailed(type(fault).__name__)
        self.answers = [(job.future, None, failed) for job in self._jobs]
        self.unit = None


def _empty_journal(engine: sa.Engine) -> None:
    """The journal into the file, and the journal cut to nothing; not now when somebody reads for longer."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {JOURNAL_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    except Exception as fault:  # noqa: BLE001 -- the commit stands; the next erasure or the tidying tries again
        log.warning("the journal could not be emptied: %s", type(fault).__name__)
    finally:
        connection.close()


def _run_batch(unit: Unit, group: list[_Job]) -> list[_Answer]:
    batch = group[0].batch
    assert batch is not None
    results = batch.run(unit, [job.request for job in group])
    return [(job.future, result, None) for job, result in zip(group, results, strict=True)]


def _run_group(unit: Unit, group: list[_Job], faults: DriverFaults) -> list[_Answer]:
    if group[0].batch is not None and len(group) > 1:
        try:
            with _Savepoint(unit):
                return _run_batch(unit, group)
        except (sa.exc.IntegrityError, faults.broken):
            pass  # a constraint spoke where the gate was silent: find the one message it means, keep the others
    return [_run_one(unit, _alone(job), job.future, faults) for job in group]


def _run_one(unit: Unit, run: Callable[[Unit], Any], future: asyncio.Future[Any], faults: DriverFaults) -> _Answer:
    try:
        with _Savepoint(unit):
            return future, run(unit), None
    except (sa.exc.OperationalError, faults.stuck):
        raise  # the disk is full or the file is harmed: that is everybody's
    except Exception as fault:  # noqa: BLE001 -- belongs to the request that asked for it
        return future, None, fault


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
    if unit.moved:
        update_rows(unit.connection, "page", ("id", "height"), [(page, unit.heights[page]) for page in unit.moved])


def _alone(job: _Job) -> Callable[[Unit], Any]:
    batch = job.batch
    if batch is None:
        return job.run

    def run(unit: Unit) -> Any:
        return batch.run(unit, [job.request])[0]

    return run


def _never(_unit: Unit) -> None:
    raise AssertionError("a batch request is run by its batch")
