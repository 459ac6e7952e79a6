"""Foreign names, origins, methods and bodies at the door: refused on every route, generated from the route tables."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from tests.support.hub_process import HubProcess
from tests.support.scene import Scene
from yarl import URL

from vetrina.hub.door import DoorRules
from vetrina.hub.serving import customer_app, graph_app


class _NoHub:
    """Only enough of a hub to list its routes."""

    class options:  # noqa: N801 -- stands where an object stands
        noop_route = False


def _routes(app: web.Application) -> Iterator[tuple[str, str]]:
    for route in app.router.routes():
        resource = route.resource
        assert resource is not None
        yield route.method, resource.canonical


def _rules() -> DoorRules:
    return DoorRules(frozenset(), "http", 1, True)


CUSTOMER_ROUTES = sorted(set(_routes(customer_app(_NoHub(), _rules))))  # type: ignore[arg-type]
GRAPH_ROUTES = sorted(set(_routes(graph_app(_NoHub(), _rules))))  # type: ignore[arg-type]


def filled(path: str, slug: str = "x", **known: str) -> str:
    """A path with something in every placeholder."""
    values = {"slug": slug, "version": "v2.6", "sha256": "0" * 64, "name": "app.js", "mid": "m_1", "key": "k"} | known
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "me"), path)


FOREIGN: list[dict[str, str]] = [
    {"Host": "evil.example"},
    {"Host": "127.0.0.1:1"},
    {"Host": "localhost.evil.example:{port}"},
    {"Host": "127.0.0.1:{port}.evil.example"},
    {"Host": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://127.0.0.1:{port}"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
]


@pytest.mark.parametrize("side", ["customers", "graph"])
def test_every_foreign_host_and_origin_is_refused_on_every_route(hub: HubProcess, side: str) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            routes = CUSTOMER_ROUTES if side == "customers" else GRAPH_ROUTES
            base = hub.customers if side == "customers" else hub.graph
            secret = giulia.headers if side == "customers" else scene.desktop.headers
            port = base.rsplit(":", 1)[1]
            before = await giulia.ask("GET", "/me/data")
            for (method, path), foreign in itertools.product(routes, FOREIGN):
                headers = {name: value.format(port=port) for name, value in foreign.items()}
                address = base + filled(path, scene.page.slug)
                async with giulia.http.request(method, address, headers=secret | headers, json={}) as answer:
                    assert answer.status in (400, 403, 421), (method, path, foreign, answer.status)
            assert await giulia.ask("GET", "/me/data") == before

    asyncio.run(play())


def test_a_browser_without_an_origin_changes_nothing_and_opens_no_socket(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            session = giulia.headers["Authorization"].removeprefix("Bearer ")
            cookie = {"Cookie": f"vetrina_session={session}"}
            own = cookie | {"Origin": hub.customers}
            for headers, status in ((cookie, 403), (own, 200)):
                async with giulia.http.post(f"{giulia.base}/me/follow", json={"on": False}, headers=headers) as answer:
                    assert answer.status == status
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await giulia.http.ws_connect(f"{giulia.base}/events", headers=cookie)
            assert refused.value.status == 403
            async with giulia.http.ws_connect(f"{giulia.base}/events", headers=own) as socket:
                assert (await socket.receive_json(timeout=10))["type"] == "hello"

    asyncio.run(play())


def test_a_link_from_another_site_opens_the_page_and_only_the_page(hub: HubProcess) -> None:
    visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = scene.stranger()
            async with giulia.http.get(f"{hub.customers}/s/{scene.page.slug}?ref=x", headers=visit) as answer:
                assert answer.status == 200
            async with giulia.http.get(f"{giulia.base}/shop", headers=visit) as answer:
                assert answer.status == 403

    asyncio.run(play())


def test_only_json_is_read_and_unknown_methods_are_refused(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
                headers = giulia.headers | {"Content-Type": kind}
                async with giulia.http.post(f"{giulia.base}/me/follow", data=b'{"on":false}', headers=headers) as got:
                    assert got.status == 415, kind
            for method in ("TRACE", "INVENTED", "PROPFIND", "OPTIONS"):
                async with giulia.http.request(method, f"{giulia.base}/me", headers=giulia.headers) as got:
                    assert got.status in (400, 405), method
            assert (await giulia.ask("GET", "/me"))["follows"]

    asyncio.run(play())


def test_each_listener_knows_only_its_own_routes(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            for method, path in GRAPH_ROUTES:
                if path.startswith(("/desktop", "/health")):
                    address = hub.customers + filled(path)
                    async with giulia.http.request(method, address, headers=scene.desktop.headers) as answer:
                        assert answer.status in (404, 405), path
            for method, path in CUSTOMER_ROUTES:
                address = hub.graph + filled(path, scene.page.slug)
                async with giulia.http.request(method, address, headers=giulia.headers) as answer:
                    assert answer.status >= 400, path

    asyncio.run(play())


def _security(answer: Any) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in ("Content-Security-Policy", "X-Content-Type-Options")}


def test_every_answer_carries_the_strict_headers(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            addresses = [
                f"{hub.customers}/s/{scene.page.slug}",
                f"{hub.customers}/web/app.js",
                f"{hub.customers}/nowhere",
                f"{giulia.base}/me",
                f"{giulia.base}/shop",
                f"{hub.graph}/health",
                f"{hub.graph}/me",
            ]
            for address in addresses:
                async with giulia.http.get(address, headers=giulia.headers) as answer:
                    assert answer.headers["X-Content-Type-Options"] == "nosniff", address
                    assert answer.headers["Referrer-Policy"] == "no-referrer"
                    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
                    assert "Access-Control-Allow-Origin" not in answer.headers
                    policy = answer.headers["Content-Security-Policy"]
                    assert policy.startswith("default-src 'none'")
                    assert "unsafe" not in policy
                    assert "*" not in policy
                    if "/s/" in address or "/web/" in address:
                        assert "require-trusted-types-for 'script'" in policy
                        assert "frame-ancestors 'none'" in policy

    asyncio.run(play())


def test_the_session_cookie_is_not_for_scripts_and_only_its_hash_is_stored(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", encrypted=False).start()

    async def play() -> str:
        async with Scene(hub) as scene:
            stranger = scene.stranger()
            async with stranger.http.post(f"{stranger.base}/join", json={"name": "Giulia"}) as answer:
                assert answer.status == 201
                cookie = answer.cookies["vetrina_session"]
                assert cookie["httponly"]
                assert cookie["samesite"] == "Lax"
                assert cookie["path"] == f"/api/{scene.page.slug}"
                assert len(cookie.value) >= 43
                return cookie.value

    try:
        session = asyncio.run(play())
        hub.stop()
        assert all(session.encode() not in file.read_bytes() for file in hub.folder.iterdir())
    finally:
        hub.kill()


def test_static_parts_stay_inside_their_folder(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = scene.stranger()
            for path in (
                "/web/../policies/vetrina-2016.toml",
                "/web/%2e%2e/policies/vetrina-2016.toml",
                "/web/..%2fpolicies%2fvetrina-2016.toml",
                "/web//etc/passwd",
                "/web/",
                "/web/nothing.js",
                "/web/app.js/",
                "/web/a%00b.js",
            ):
                async with giulia.http.get(URL(hub.customers + path, encoded=True)) as answer:
                    assert answer.status in (400, 404), path

    asyncio.run(play())
