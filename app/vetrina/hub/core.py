"""What all faces of the hub share: store, writer, reader, pages, bells, limits and clock."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from aiohttp import web

from vetrina.hub.bells import Bells
from vetrina.hub.faults import Refusal
from vetrina.hub.gate import Gate
from vetrina.hub.pages import Directory, Page
from vetrina.hub.rates import Buckets, Limits
from vetrina.hub.store.database import Database
from vetrina.hub.store.reader import Reader
from vetrina.hub.store.writer import Batch, Overloaded, StoreFailed, Unit, Writer
from vetrina.hub.wire import ShopBody

T = TypeVar("T")
_shop = msgspec.json.Decoder(ShopBody)


@dataclass(frozen=True, slots=True)
class HubOptions:
    """How this hub is run. `secure`: the customer listener speaks TLS. `rates` off is for tests on loopback."""

    rates: bool = True
    secure: bool = False
    noop_route: bool = False
    limits: Limits = field(default_factory=Limits)


class Hub:
    """One running hub; made on the loop that serves it."""

    def __init__(self, database: Database, clock: Callable[[], int], options: HubOptions) -> None:
        self.clock = clock
        self.options = options
        self.bells = Bells()
        self.writer = Writer(database.writing, clock, self.bells.ring)
        self.reader = Reader(database.reading)
        self.pages = Directory(self.reader.now, database.folder)
        self.sending = Batch(Gate().send_many)
        self.messages = Buckets(options.limits.messages)
        self.requests = Buckets(options.limits.requests)
        self.joins = Buckets(options.limits.joins)
        self.wrong_sessions = Buckets(options.limits.wrong_sessions)
        self.operator = Buckets(options.limits.operator)
        self.picture_turns = asyncio.Semaphore(2)
        self.desktops: set[object] = set()
        self.desktop_came = asyncio.Event()
        self.desktop_left = asyncio.Event()
        self._database = database

    async def write(self, run: Callable[[Unit], T]) -> T:
        """`run` inside a transaction; returns after its commit. Raises Refusal when the hub cannot store now."""
        try:
            return await self.writer.submit(run)
        except Overloaded:
            raise Refusal("busy", retry_after=1) from None
        except StoreFailed:
            raise Refusal("not_stored", retry_after=5) from None

    async def write_to(self, batch: Batch, request: object, weight: int = 1) -> Any:
        """The same for a request that `batch` handles together with others."""
        try:
            return await self.writer.submit_to(batch, request, weight)
        except Overloaded:
            raise Refusal("busy", retry_after=1) from None
        except StoreFailed:
            raise Refusal("not_stored", retry_after=5) from None

    async def read(self, query: Callable[[sa.Connection], T]) -> T:
        """The result of `query`, read beside the writer."""
        return await self.reader.ask(query)

    def limit(self, buckets: Buckets, name: str) -> None:
        """Raises Refusal 429 when `name` asks too often."""
        if self.options.rates:
            wait = buckets.wait_s(name)
            if wait:
                raise Refusal("too_often", retry_after=math.ceil(wait))

    async def close(self) -> None:
        """Write what is waiting and let go of the store."""
        self.bells.close_all()
        await self.writer.close()
        self.reader.close()
        self._database.close()


HUB: web.AppKey[Hub] = web.AppKey("hub", Hub)


def shop_of(page: Page) -> ShopBody:
    """The page's public card; only the name until a desktop has put one."""
    return _shop.decode(page.shop) if page.shop else ShopBody(name=page.name)
