"""A full disk: everybody is told, nothing answered is lost, and it goes on when there is room again."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

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
