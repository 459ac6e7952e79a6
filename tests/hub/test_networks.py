"""The hub on a shop's networks: addresses that come and go, pages that are closed under way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from vetrina.hub import pages, people
from vetrina.hub.core import Hub, HubOptions
from vetrina.hub.customer.guest import Guest
from vetrina.hub.customer.socket import _Stream
from vetrina.hub.customer.wire import JoinBody
from vetrina.hub.door import door, plain_fail
from vetrina.hub.reasons import day_in
from vetrina.hub.serving import Address, Listener
from vetrina.hub.store.database import Place, open_database


async def _hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


def test_phones_were_turned_away_after_the_router_gave_another_address() -> None:
    addresses = {"192.168.1.20"}

    async def play() -> None:
        listener = Listener(Address("0.0.0.0", 0), secure=False, addresses=lambda: set(addresses))
        app = web.Application(middlewares=[door(listener.rules, plain_fail)])
        app.add_routes([web.get("/", _hello)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        listener.settle(port)
        following = asyncio.create_task(listener.follow_networks(0.01))

        async def status(host: str) -> int:
            async with http.get(f"http://127.0.0.1:{port}/", headers={"Host": f"{host}:{port}"}) as answer:
                return answer.status

        try:
            async with aiohttp.ClientSession() as http:
                assert (await status("192.168.1.20"), await status("192.168.1.77")) == (200, 421)
                addresses.clear()
                addresses.add("192.168.1.77")
                async with asyncio.timeout(10):
                    while await status("192.168.1.77") != 200:
                        pass  # each look takes a request's time
                assert await status("192.168.1.20") == 421
                assert await status("127.0.0.1") == 200
        finally:
            following.cancel()
            await runner.cleanup()

    asyncio.run(play())


class _QuietSocket:
    """A page that is open and says nothing."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.closed = False

    async def send_str(self, _text: str) -> None:
        self.told.set()

    async def close(self) -> None:
        self.closed = True

    async def __aiter__(self) -> AsyncIterator[Any]:
        await asyncio.Event().wait()
        yield None


def test_an_open_page_swallowed_the_end_of_its_task(tmp_path: Path) -> None:
    async def play() -> None:
        hub = Hub(open_database(Place(tmp_path / "data", None)), lambda: 1_700_000_000_000, HubOptions())
        try:
            made = await hub.write(lambda unit: pages.add_page(unit.connection, "Bottega", unit.now))
            page = hub.pages.by_slug(made.slug)
            assert page is not None
            joined = await hub.write(lambda unit: people.join(unit, page, JoinBody(name="Giulia"), ""))
            socket = _QuietSocket()
            stream = _Stream(Guest(hub, page, joined.psid, ""), socket, None)  # type: ignore[arg-type]
            running = asyncio.create_task(stream.run())
            async with asyncio.timeout(10):
                await socket.told.wait()
                running.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await running
            assert socket.closed
        finally:
            await hub.close()

    asyncio.run(play())


def test_a_day_was_told_in_another_zone_than_the_shops() -> None:
    late_evening = 1_775_170_800_000  # 2 April 2026 23:00 UTC: already the third in Rome
    assert day_in("en", late_evening, "Europe/Rome") == "3 April 2026"
    assert day_in("it", late_evening, "America/New_York") == "2 aprile 2026"
    for unknown in ("", "Atlantis/Capital", "../../etc/passwd", "Europe"):
        assert day_in("en", late_evening, unknown) == "2 April 2026"
