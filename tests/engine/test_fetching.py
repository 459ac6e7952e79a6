"""Product pictures from web addresses come whole, and no address leads into the shop's own net."""

from __future__ import annotations

import asyncio
import io
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest
from aiohttp import web
from PIL import Image
from tests.support.street import Street

from vetrina.domain.ads import Ad
from vetrina.domain.catalog import Product
from vetrina.engine import commands as c
from vetrina.engine.fetching import NotFetched, OpenInternet, fetch, is_public
from vetrina.store import ledger
from vetrina.store.queries import working

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[str]:
    """A web server on this computer; its address."""
    app = web.Application()
    app.router.add_get("/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


def noise(side: int = 700) -> bytes:
    """A picture of more than a megabyte."""
    target = io.BytesIO()
    pixels = random.Random(7).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), pixels).save(target, "PNG")
    return target.getvalue()


async def in_pieces(request: web.Request) -> web.StreamResponse:
    """The picture in many pieces, as a network brings it; other paths move on or never end."""
    if request.path == "/moved":
        raise web.HTTPFound("/picture.png")
    if request.path == "/round":
        raise web.HTTPFound("/round")
    response = web.StreamResponse()
    await response.prepare(request)
    body = noise()
    for start in range(0, len(body), 50_000):
        await response.write(body[start : start + 50_000])
        await asyncio.sleep(0)
    await response.write_eof()
    return response


def test_a_picture_that_comes_in_pieces_is_fetched_whole() -> None:
    async def asked() -> tuple[bytes, bytes]:
        async with server(in_pieces) as address:
            whole = await fetch(f"{address}/picture.png", 10_000_000, inside=True)
            return whole, await fetch(f"{address}/moved", 10_000_000, inside=True)

    assert asyncio.run(asked()) == (noise(), noise())


@pytest.mark.parametrize(("path", "limit"), [("/picture.png", 100_000), ("/round", 10_000_000)])
def test_too_much_and_endless_moves_are_refused(path: str, limit: int) -> None:
    async def asked() -> None:
        async with server(in_pieces) as address:
            await fetch(f"{address}{path}", limit, inside=True)

    with pytest.raises(NotFetched):
        asyncio.run(asked())


@pytest.mark.parametrize(
    "host", ["{host}", "localhost:{port}", "2130706433:{port}", "0x7f000001:{port}", "[::1]:{port}"]
)
def test_no_address_leads_to_this_computer(host: str) -> None:
    asked_for: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked_for.append(request.path)
        return web.Response(body=b"secret")

    async def asked() -> None:
        async with server(answer) as address:
            place = address.removeprefix("http://")
            await fetch(f"http://{host.format(host=place, port=place.rpartition(':')[2])}/", 100)

    with pytest.raises(NotFetched):
        asyncio.run(asked())
    assert asked_for == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("192.168.1.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("fe80::1%eth0", False),
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_leads_inside_has_no_address() -> None:
    async def asked() -> None:
        await OpenInternet().resolve("localhost", 80)

    with pytest.raises(OSError, match="open internet"):
        asyncio.run(asked())


def test_the_picture_of_an_ad_from_a_web_address_is_whole(street: Street) -> None:
    async def saved() -> None:
        async with server(in_pieces) as address:
            product = Product("riva", "Camicia Riva", picture=f"{address}/p.png")
            with street.shop.parts.desk.change() as change:
                ledger.products.save_products(change.w, (product,))
            goods = street.shop.parts.goods
            goods.fetch = partial(fetch, inside=True)
            await goods.save_ad(c.SaveAd(Ad(0, "", "Riva", "Riva", "Lino.", product_key="riva")))
            await asyncio.gather(*goods._fetching)

    asyncio.run(saved())
    found = street.shop.read(lambda r: working.product_of(r, "riva"))
    assert found is not None
    assert found[1]
