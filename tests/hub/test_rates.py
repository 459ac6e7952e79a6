"""How often somebody may ask; one who floods does not slow the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

from vetrina.hub.rates import NAMES_LIMIT, Buckets, Limits, Rate


def test_a_bucket_lets_a_burst_through_then_its_rate() -> None:
    now = 0.0
    buckets = Buckets(Rate(3, 3600), lambda: now)
    assert [buckets.wait_s("a") for _ in range(3)] == [0, 0, 0]
    assert buckets.wait_s("a") == pytest.approx(1)
    assert buckets.wait_s("b") == 0
    now = 1.01
    assert buckets.wait_s("a") == 0
    assert buckets.wait_s("a") > 0


def test_endless_names_do_not_fill_the_memory() -> None:
    buckets = Buckets(Rate(3, 3600), lambda: 0.0)
    for n in range(NAMES_LIMIT * 2):
        buckets.wait_s(str(n))
    assert len(buckets._levels) <= NAMES_LIMIT


async def _until_refused(act: Callable[[], Awaitable[object]], tries: int, passing: int = 0) -> int:
    """The status of the first refusal other than `passing`; 0 when there was none."""
    for _ in range(tries):
        try:
            await act()
        except Refused as refused:
            if refused.status != passing:
                return refused.status
    return 0


def test_the_limits_hold_at_a_real_hub_and_say_when_to_come_back(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", ("--rate-limits", "on")).start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia, irene = await scene.customer("Giulia"), await scene.customer("Irene")
            limits = Limits()
            for n in range(limits.messages.burst):
                await giulia.say(f"message {n}")
            body = {"client_id": "one more", "text": "one more"}
            async with giulia.http.post(f"{giulia.base}/talk", json=body, headers=giulia.headers) as answer:
                assert answer.status == 429
                assert int(answer.headers["Retry-After"]) >= 1
                assert (await answer.json())["error"]["text"]["it"]
            await irene.say("I am not the one who floods")
            assert await _until_refused(lambda: scene.customer("Somebody"), limits.joins.burst + 1) == 429
            irene.headers = {"Authorization": "Bearer wrong"}
            tries = limits.wrong_sessions.burst + 1
            assert await _until_refused(lambda: irene.ask("GET", "/me"), tries, passing=401) == 429

    try:
        asyncio.run(play())
    finally:
        hub.kill()


def test_a_person_holds_only_so_many_sockets(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", ("--rate-limits", "on")).start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            sockets = []
            for _ in range(Limits().sockets_each):
                sockets.append(await giulia.http.ws_connect(f"{giulia.base}/events", headers=giulia.headers))
                await sockets[-1].receive_json(timeout=10)
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await giulia.http.ws_connect(f"{giulia.base}/events", headers=giulia.headers)
            assert refused.value.status == 429
            await sockets.pop().close()
            async with asyncio.timeout(10):
                while True:
                    try:
                        sockets.append(await giulia.http.ws_connect(f"{giulia.base}/events", headers=giulia.headers))
                        break
                    except aiohttp.WSServerHandshakeError:
                        await asyncio.sleep(0.02)
            for socket in sockets:
                await socket.close()

    try:
        asyncio.run(play())
    finally:
        hub.kill()
