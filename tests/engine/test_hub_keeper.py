"""The bundled hub: started, adopted, started again after a crash, moved to another port when its own is taken."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp

from vetrina.domain.events import Event, Notice
from vetrina.engine import hub_process
from vetrina.engine.hub_keeper import HubKeeper, Place

KEY = b"h" * 32
PATIENCE_S = 40.0


@asynccontextmanager
async def kept(place: Place, heard: list[Event]) -> AsyncIterator[HubKeeper]:
    """A keeper at work; the hub stays when it ends."""
    async with aiohttp.ClientSession() as http:
        keeper = HubKeeper(place, lambda: KEY, http, heard.extend)
        work = asyncio.create_task(keeper.keep())
        try:
            yield keeper
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


async def when(look: Callable[[], Awaitable[bool]]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not await look():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)


def end(folder: Path) -> None:
    """End the hub of a folder; a test leaves none behind."""
    endpoint = hub_process.read_endpoint(folder)
    if endpoint is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(endpoint.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(endpoint.pid, 0)


def test_a_hub_outlives_its_desktop_and_is_adopted_and_restarted(tmp_path: Path) -> None:
    place = Place(tmp_path / "hub", tmp_path / "logs" / "hub.log")

    async def whole() -> None:
        heard: list[Event] = []
        async with kept(place, heard) as keeper:
            await keeper.address()
            assert keeper.endpoint is not None
            first = keeper.endpoint
            link = keeper.customer_link("/s/bottega")
            assert link == f"{first.customers}/s/bottega"
        async with kept(place, heard) as keeper:
            await keeper.address()
            assert keeper.endpoint == first, "a healthy hub was not adopted"
            os.kill(first.pid, signal.SIGKILL)
            keeper.trouble()

            async def is_new() -> bool:
                keeper.trouble()
                return keeper.endpoint is not None and keeper.endpoint.pid != first.pid

            await when(is_new)
            assert keeper.endpoint is not None
            assert keeper.endpoint.customers_port == first.customers_port, "the poster's port changed without need"
            second = keeper.endpoint
            os.kill(second.pid, signal.SIGTERM)

            async def is_third() -> bool:
                keeper.trouble()
                return keeper.endpoint is not None and keeper.endpoint.pid != second.pid

            await when(is_third)
            assert keeper.endpoint.customers_port == first.customers_port, "the port was forgotten at an orderly end"

    try:
        asyncio.run(whole())
    finally:
        end(place.folder)


def test_a_taken_port_is_answered_by_another_one_and_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        place = Place(tmp_path / "hub", tmp_path / "logs" / "hub.log", port=port)

        async def whole() -> None:
            heard: list[Event] = []
            async with kept(place, heard) as keeper:
                await keeper.address()
                assert keeper.endpoint is not None
                assert keeper.endpoint.customers_port != port
                assert Notice("port_taken", kind="warn") in heard

        try:
            asyncio.run(whole())
        finally:
            end(place.folder)


def test_a_page_is_made_with_the_key_by_standard_input_only(tmp_path: Path) -> None:
    made = hub_process.make_page(tmp_path / "hub", KEY, "Bottega Aurora")
    assert made.path == "/s/bottega-aurora"
    assert made.token.startswith("EAA")
    assert KEY.hex() not in " ".join(hub_process.program())


def test_an_unreadable_endpoint_file_is_no_endpoint(tmp_path: Path) -> None:
    assert hub_process.read_endpoint(tmp_path) is None
    for content in ("", "{", "[]", '{"pid": 1}', '{"pid": "x", "version": 1, "graph": {}, "customers": {}}'):
        (tmp_path / "endpoint.json").write_text(content, encoding="utf-8")
        assert hub_process.read_endpoint(tmp_path) is None


def test_opened_to_the_wifi_the_page_answers_there_and_shut_again_it_does_not(tmp_path: Path) -> None:
    place = Place(tmp_path / "hub", tmp_path / "logs" / "hub.log")

    async def answers(keeper: HubKeeper, host: str) -> bool:
        assert keeper.endpoint is not None
        async with aiohttp.ClientSession() as http:
            try:
                async with http.get(f"http://{host}:{keeper.endpoint.customers_port}/s/nobody") as response:
                    return response.status in (200, 404)
            except aiohttp.ClientError:
                return False

    async def whole() -> None:
        wifi = hub_process.wifi_address()
        async with kept(place, []) as keeper:
            await keeper.address()
            assert not wifi or not await answers(keeper, wifi)
            await keeper.move(replace(place, wifi=True))
            await keeper.address()
            assert await answers(keeper, wifi or "127.0.0.1")
            await keeper.move(place)
            await keeper.address()
            assert not wifi or not await answers(keeper, wifi)

    try:
        asyncio.run(whole())
    finally:
        end(place.folder)
