"""The engine: one thread, one asyncio loop, and everything that acts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from vetrina.domain.events import Event, Notice
from vetrina.engine.announcer import Announcer

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger(__name__)

T = TypeVar("T")
Order = Callable[[Any], Awaitable[Any]]
Read = Callable[[Callable[[Any], Any]], Any]
"""Runs a query on a reading connection."""

READERS = 3


class Works(Protocol):
    """What runs inside the engine's loop, and the orders it takes."""

    orders: Mapping[type, Order]

    async def run(self) -> None:
        """Act until cancelled; `ready` is set once orders can be taken."""

    async def close(self) -> None:
        """End everything that was started."""

    def read(self, query: Callable[[Any], T]) -> T:
        """Run a query on a reading connection; called from reader threads."""


class Engine:
    """The door to the background thread. `submit`, `read` and `subscribe` may be called from any thread, and at once:
    what is asked before the start waits. asyncio and the commands are loaded by the thread: the window comes first.

    `make` builds the works; it runs on the engine's thread, so that the window is there before the store is opened.
    Trouble in it ends in `opened`, whose result is the works. It may call `let_read` as soon as the store is open;
    `readable` is done then, or with `opened`.
    """

    def __init__(self, make: Callable[[Announcer], Works]) -> None:
        self.announcer = Announcer()
        self.opened: Future[Works] = Future()
        self.readable: Future[Read] = Future()
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._readers = ThreadPoolExecutor(READERS, "vetrina-reader")
        self._thread = threading.Thread(target=self._run, name="vetrina-engine", daemon=True)
        self._starting = threading.Lock()

    def start(self) -> None:
        """Start the thread and return at once; nothing happens when it was started."""
        with self._starting:
            if self._thread.ident is None:
                self._thread.start()

    def stop(self, patience_s: float = 10.0) -> bool:
        """End everything; True when it ended in time. Nothing is lost either way: all state is in the store."""
        if self._thread.ident is not None:
            self._ready.wait(patience_s)
        loop, stopping = self._loop, self._stopping
        if loop is not None and stopping is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(stopping.set)
            except RuntimeError:
                _log.debug("the loop ended by itself")
        if self._thread.is_alive():
            self._thread.join(patience_s)
        self._readers.shutdown(wait=True, cancel_futures=True)
        return not self._thread.is_alive()

    def submit(self, command: object) -> Future[Any]:
        """Run a command on the engine's thread; the future carries its answer or CannotDo."""
        answer: Future[Any] = Future()

        def begin(opened: Future[Works]) -> None:
            import asyncio

            from vetrina.engine.commands import CannotDo

            loop = self._loop
            if opened.exception() is not None or loop is None or loop.is_closed():
                answer.set_exception(CannotDo("not_open"))
                return
            asyncio.run_coroutine_threadsafe(self._obey(opened.result(), command), loop).add_done_callback(
                lambda done: _pass_on(done, answer)
            )

        self.opened.add_done_callback(begin)
        return answer

    def read(self, query: Callable[[Any], T]) -> Future[T]:
        """Run `query(connection)` on a reader's thread."""
        answer: Future[T] = Future()

        def begin(readable: Future[Read]) -> None:
            if readable.exception() is not None:
                from vetrina.engine.commands import CannotDo

                answer.set_exception(CannotDo("not_open"))
                return
            try:
                done = self._readers.submit(readable.result(), query)
            except RuntimeError:
                answer.cancel()
                return
            done.add_done_callback(lambda finished: _pass_on(finished, answer))

        self.readable.add_done_callback(begin)
        return answer

    def let_read(self, read: Read) -> None:
        """Answer questions from now on, while the works are still being made. For `make`, on the engine's thread."""
        self.readable.set_result(read)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback(event)` on the engine's threads after each commit; the answer ends it."""
        return self.announcer.listen(callback)

    # ----------------------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        import asyncio

        try:
            asyncio.run(self._live())
        except Exception as fault:  # noqa: BLE001 - the thread's last word; the window tells the owner
            if hasattr(fault, "sentence") and not self.opened.done():
                _log.warning("the shop does not open: %s", type(fault).__name__)
            else:
                _log.exception("the engine ended")
            for future in (self.readable, self.opened):
                if not future.done():
                    future.set_exception(fault)
        finally:
            self._ready.set()

    async def _live(self) -> None:
        import asyncio

        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._ready.set()
        works = self._make(self.announcer)
        running = asyncio.create_task(works.run())
        stopping = asyncio.create_task(self._stopping.wait())
        if not self.readable.done():
            self.readable.set_result(works.read)
        self.opened.set_result(works)
        try:
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if running.done() and not running.cancelled() and (fault := running.exception()) is not None:
                _log.error("the engine's work ended", exc_info=fault)
                self.announcer.say((Notice("engine_ended", kind="bad"),))
                await stopping
        finally:
            for task in (running, stopping):
                task.cancel()
            await asyncio.gather(running, stopping, return_exceptions=True)
            await works.close()

    @staticmethod
    async def _obey(works: Works, command: object) -> Any:
        from vetrina.engine.commands import CannotDo

        order = works.orders.get(type(command))
        if order is None:
            raise CannotDo("unexpected")
        return await order(command)


def _pass_on(done: Future[Any], answer: Future[Any]) -> None:
    if done.cancelled():
        answer.cancel()
    elif (fault := done.exception()) is not None:
        answer.set_exception(fault)
    else:
        answer.set_result(done.result())
