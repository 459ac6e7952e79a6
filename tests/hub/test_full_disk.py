"""A full disk: everybody is told, nothing answered is lost, and it goes on when there is room again."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene
from tests.support.webhook_bot import running_bot, subscription

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits another process's files")


def test_when_nothing_can_be_written_it_says_so_and_recovers(tmp_path: Path) -> None:
    import resource

    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            assert hub.process is not None
            pid = hub.process.pid
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            room = (hub.folder / "hub.db-wal").stat().st_size + 200_000
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, hard))
            kept: list[str] = []
            refusals: list[tuple[int, str]] = []
            for n in range(200):
                text = f"message {n} " + "x" * 3000
                try:
                    await giulia.say(text, f"c{n}")
                    kept.append(text)
                except Refused as full:
                    refusals.append((full.status, full.code))
                    if len(refusals) == 3:
                        break
            assert kept
            assert refusals == [(503, "not_stored")] * 3
            with pytest.raises(Refused) as busy:
                await scene.desktop.send(giulia.psid, "y" * 3000)
            assert busy.value.status == 503
            assert [one["text"] for one in await giulia.talk()][-1] == kept[-1], "what is stored can be read"
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
            await giulia.say("There is room again")
            hub.kill()
            hub.start()
            data = await giulia.ask("GET", "/me/data")
            texts = [one["content"]["text"] for one in data["messages"]]
            assert texts == ["Hello", *kept, "There is room again"]

    try:
        asyncio.run(play())
    finally:
        hub.kill()


@contextmanager
def _no_room(hub: HubProcess) -> Iterator[None]:
    """The journal may not grow by one byte."""
    import resource

    assert hub.process is not None
    pid = hub.process.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, ((hub.folder / "hub.db-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def test_webhooks_ended_for_good_when_the_disk_was_full_once(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene, running_bot() as bot:
            app = f"/v3.0/{scene.page.app_id}/subscriptions"
            await scene.desktop.ask("POST", app, subscription(bot))
            giulia = await scene.customer()
            bot.may_answer.clear()
            await giulia.say("One")
            async with asyncio.timeout(15):
                await bot.asked.wait()
            with _no_room(hub):
                bot.may_answer.set()
                assert (await bot.items(1))[0]["message"]["text"] == "One"
                with pytest.raises(Refused):
                    await giulia.say("Not kept")  # in the queue behind the note that the bot took it
            await giulia.say("Two")
            heard: list[str] = []
            while "Two" not in heard:
                heard += [item["message"]["text"] for item in await bot.items(1)]
            assert "Not kept" not in heard

    try:
        asyncio.run(play())
    finally:
        hub.kill()


def test_a_desktop_that_came_while_the_disk_was_full_was_let_in_and_then_dropped(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene:
            await scene.customer(writes="Hello")
            with _no_room(hub), pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with scene.desktop.frames("/desktop/events?after=0&desktop=new"):
                    pass
            assert refused.value.status == 503
            async with scene.desktop.frames("/desktop/events?after=0&desktop=new") as frames:
                assert await frames.next("wrote")

    try:
        asyncio.run(play())
    finally:
        hub.kill()
