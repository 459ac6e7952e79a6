"""Reading beside the writer: a few threads, each with a connection that cannot write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import sqlalchemy as sa

T = TypeVar("T")
THREADS = 2


class Reader:
    """Runs queries off the loop; each sees one state of the store from begin to end."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(THREADS, "hub reader")

    async def ask(self, query: Callable[[sa.Connection], T]) -> T:
        """The result of `query` on a read-only connection."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.now, query)

    def now(self, query: Callable[[sa.Connection], T]) -> T:
        """The same on this thread; only for look-ups of a few rows by key."""
        with self._engine.begin() as connection:
            return query(connection)

    def close(self) -> None:
        """Finish what runs."""
        self._threads.shutdown()
