"""Nobody sees or moves what is another's: two customers, two shops, over every route."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from tests.hub.test_foreign_requests import CUSTOMER_ROUTES, GRAPH_ROUTES, filled
from tests.support.hub_process import Customer, HubProcess, Refused
from tests.support.scene import Scene

BODIES: dict[str, Any] = {
    "/tap": {"client_id": "c", "button": True},
    "/seen": {},
    "/open": {},
    "/talk": {"client_id": "c2", "text": "x", "reply_to": "m_1"},
    "/follow": {"on": True},
    "/block": {"on": False},
    "/offers": {"choice": "usual"},
    "/me": {"name": "Somebody"},
}


def _body(path: str) -> Any:
    return next((body for end, body in BODIES.items() if path.endswith(end)), {})


async def _answer(customer: Customer, method: str, address: str, headers: dict[str, str], body: Any) -> tuple[int, str]:
    async with customer.http.request(method, address, headers=headers, json=body) as answer:
        return answer.status, await answer.text()


def _without_own_times(record: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in record.items() if name != "devices"}, sort_keys=True)


def test_no_route_shows_or_changes_another_customers_things(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer("Giulia Secretname", writes="giulias secret words")
            offer = await scene.desktop.send(giulia.psid, "giulias offer", "sponsored", button="Keep")
            before = _without_own_times(await giulia.ask("GET", "/me/data"))
            irene = await scene.customer("Irene")
            for method, path in CUSTOMER_ROUTES:
                if not path.startswith("/api/") or path.endswith(("/join", "/events")):
                    continue
                if path.endswith("/me/forget") or (method == "DELETE" and path.endswith("/me")):
                    continue
                for mid in (offer["mid"], giulia.psid):
                    address = hub.customers + filled(path, scene.page.slug, mid=mid, key=mid)
                    query = f"?before={mid}&after={mid}&psid={giulia.psid}" if method == "GET" else ""
                    status, text = await _answer(irene, method, address + query, irene.headers, _body(path))
                    assert status < 500, (method, path)
                    assert "giulias" not in text, (method, path)
                    assert "Secretname" not in text, (method, path)
                    if "{mid}" in path:
                        assert status == 404, (method, path)
            assert _without_own_times(await giulia.ask("GET", "/me/data")) == before

    asyncio.run(play())


def test_no_customer_route_answers_without_a_session_or_with_one_of_another_shop(hub: HubProcess) -> None:
    open_ones = {"/api/{slug}/shop", "/api/{slug}/join", "/api/{slug}/events"}

    async def play() -> None:
        async with Scene(hub) as scene, Scene(hub, "Another shop") as other:
            elsewhere = await other.customer()
            for method, path in CUSTOMER_ROUTES:
                if not path.startswith("/api/") or path in open_ones:
                    continue
                address = hub.customers + filled(path, scene.page.slug)
                for headers in ({}, elsewhere.headers, {"Authorization": "Bearer x"}, {"Authorization": "Bearer é"}):
                    status, _ = await _answer(elsewhere, method, address, headers, _body(path))
                    assert status == 401, (method, path, headers)
            async with elsewhere.http.ws_connect(f"{hub.customers}/api/{scene.page.slug}/events") as socket:
                await socket.send_json({"session": elsewhere.headers["Authorization"].removeprefix("Bearer ")})
                assert (await socket.receive(timeout=10)).type.name in ("CLOSE", "CLOSED")
            unknown = f"{hub.customers}/api/no-such-shop/shop"
            assert (await _answer(elsewhere, "GET", unknown, {}, None))[0] == 404

    asyncio.run(play())


def test_no_operator_route_answers_without_the_pages_token(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            tokens = [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eA=="}, giulia.headers]
            for method, path in GRAPH_ROUTES:
                if path == "/health":
                    continue
                for headers in tokens:
                    address = hub.graph + filled(path)
                    status, text = await _answer(giulia, method, address, headers, {})
                    assert status in (400, 401), (method, path, headers)
                    assert '"error"' in text or method == "HEAD"

    asyncio.run(play())


def test_one_shops_token_moves_nothing_at_another_shop(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene, Scene(hub, "Another shop") as other:
            giulia = await scene.customer("Giulia Secretname", writes="giulias secret words")
            await scene.desktop.send(giulia.psid, "answer", key="k1")
            await scene.desktop.put_ad("ad1", headline="secret ad")
            said = (await giulia.talk())[0]["mid"]
            before = _without_own_times(await giulia.ask("GET", "/me/data"))
            foreign = other.desktop
            mine = {"psid": giulia.psid}
            graph = {"recipient": {"id": giulia.psid}, "message": {"text": "x"}}
            refused: list[tuple[str, str, Any]] = [
                ("GET", "/desktop/messages/k1", None),
                ("POST", "/desktop/block", mine | {"blocked": True}),
                ("POST", "/desktop/seen", mine | {"mid": said}),
                ("POST", "/desktop/control", mine | {"holder": "human"}),
                ("POST", "/desktop/typing", mine | {"on": True}),
                ("POST", "/desktop/erase", mine),
                ("DELETE", "/desktop/ads/ad1", None),
                ("POST", "/desktop/ads/ad1/picks", {"picks": {giulia.psid: {}}}),
                ("GET", f"/{giulia.psid}", None),
                ("GET", f"/{scene.page.page_id}/conversations", None),
                ("POST", f"/{scene.page.page_id}/messages", graph),
                ("POST", "/me/messages", graph),
                ("POST", "/me/messages", {"recipient": {"id": giulia.psid}, "sender_action": "mark_seen"}),
            ]
            for method, path, body in refused:
                with pytest.raises(Refused) as answer:
                    await foreign.ask(method, path, body)
                assert answer.value.status in (400, 404), path
                assert "Secretname" not in str(answer.value.body)
            assert await foreign.ask("GET", "/desktop/ads") == {"ads": []}
            assert (await foreign.ask("GET", "/desktop/standing"))["people"] == []
            await foreign.put_ad("ad1", headline="theirs", picks={giulia.psid: {"values": {"size": "M"}}})
            assert (await giulia.ask("GET", "/feed"))["ads"][0]["headline"] == "secret ad"
            assert _without_own_times(await giulia.ask("GET", "/me/data")) == before
            async with foreign.frames("/desktop/events?after=0") as stream:
                assert (await stream.next())["type"] == "hello"
                stranger = await other.customer("Their customer")
                assert (await stream.next("joined"))["psid"] == stranger.psid

    asyncio.run(play())
