"""Leaving erases a person; deleting erases a message; a block outlives both."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

CANARY = "canary-7f3a91"


def _files_with_canary(hub: HubProcess) -> list[str]:
    """The files of a stopped, unencrypted hub that still hold the canary, free pages and journal included."""
    return [file.name for file in hub.folder.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()]


def test_leaving_erases_every_trace_from_the_store(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", encrypted=False).start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(f"Giulia {CANARY}", ref=CANARY)
            picks = {giulia.psid: {"values": {"size": CANARY}}}
            await scene.desktop.put_ad("ad1", headline="Ciao {first_name}", picks=picks)
            await giulia.ask("POST", "/ads/ad1/open")
            await giulia.say(f"my secret is {CANARY}", f"client {CANARY}")
            await scene.desktop.send(giulia.psid, f"about {CANARY}")
            assert CANARY in str(await giulia.ask("GET", "/me/data"))
            hub.stop()
            assert _files_with_canary(hub), "the search must find what is there"
            hub.start()
            await giulia.ask("DELETE", "/me")
            with pytest.raises(Refused) as gone:
                await giulia.ask("GET", "/me")
            assert gone.value.status == 401
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                left = await stream.next("standing")
                assert (left["kind"], left["psid"]) == ("left", giulia.psid)
            assert (await scene.desktop.send(giulia.psid, "Hi"))["reason"] == "unknown_person"
            hub.stop()
            assert _files_with_canary(hub) == []

    try:
        asyncio.run(play())
    finally:
        hub.kill()


def test_who_left_stayed_in_the_journal_of_a_running_hub(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", encrypted=False).start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(f"Giulia {CANARY}", writes=f"my secret is {CANARY}")
            irene = await scene.customer("Irene", writes="I stay")
            assert "hub.db-wal" in _files_with_canary(hub), "the search must find what is there"
            await giulia.ask("DELETE", "/me")
            assert _files_with_canary(hub) == []
            await irene.say("Still here")
            assert [one["text"] for one in await irene.talk()] == ["I stay", "Still here"]

    try:
        asyncio.run(play())
    finally:
        hub.kill()


def test_the_files_of_the_hub_hold_no_plain_text(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene:
            await scene.customer(f"Giulia {CANARY}", writes=CANARY)

    try:
        asyncio.run(play())
        hub.kill()
        for file in hub.folder.rglob("*"):
            if file.is_file():
                held = file.read_bytes()
                assert CANARY.encode() not in held, file.name
                assert hub.key.encode() not in held, file.name
                assert bytes.fromhex(hub.key) not in held, file.name
                assert file.stat().st_mode & 0o077 == 0, file.name
    finally:
        hub.kill()


def test_a_block_outlives_leaving_for_the_old_id_and_on_the_same_device(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            old = giulia.psid
            await giulia.ask("POST", "/me/block", {"on": True})
            await giulia.ask("DELETE", "/me")
            refused = await scene.desktop.send(old, "Come back", "sponsored")
            assert (refused["reason"], refused["code"]) == ("blocked", [551, 1545041])
            again = await giulia.ask("POST", "/join", {"name": "Giulia again"})
            assert again["blocked"]
            fresh = again["customer"]["id"]
            assert fresh != old
            assert (await scene.desktop.send(fresh, "Aha", "sponsored"))["reason"] == "blocked"
            giulia.headers = {"Authorization": f"Bearer {again['session']}"}
            assert (await giulia.ask("GET", "/me"))["blocked"]
            await giulia.ask("POST", "/me/block", {"on": False})
            await giulia.ask("POST", "/me/follow", {"on": True})
            assert (await scene.desktop.send(fresh, "Welcome", "sponsored"))["state"] == "delivered"

    asyncio.run(play())


def test_a_deleted_message_is_gone_for_both_also_for_a_desktop_that_comes_later(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            regretted = await giulia.say("I should not have said this")
            answer = await scene.desktop.send(giulia.psid, "Nor I that")
            await giulia.ask("DELETE", f"/talk/{regretted['mid']}")
            await giulia.ask("DELETE", f"/talk/{answer['mid']}")
            assert [one["text"] for one in await giulia.talk()] == ["Hello"]
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                texts = [(await stream.next("wrote"))["content"].get("text", "") for _ in range(2)]
                assert texts == ["Hello", ""]
                assert (await stream.next("echo"))["content"] == {}
                assert [(await stream.next("deleted"))["mid"] for _ in range(2)] == [regretted["mid"], answer["mid"]]
            with pytest.raises(Refused):
                await giulia.ask("DELETE", f"/talk/{regretted['mid']}")

    asyncio.run(play())


def test_the_whole_chat_can_be_deleted(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            await scene.desktop.send(giulia.psid, "Hi")
            await giulia.ask("DELETE", "/talk")
            assert await giulia.talk() == []
            assert (await giulia.ask("GET", "/me"))["unread"] == 0

    asyncio.run(play())


def test_the_shop_can_erase_a_person_and_their_open_page_ends(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            async with giulia.frames("/events") as frames:
                await frames.next("hello")
                await scene.desktop.ask("POST", "/desktop/erase", {"psid": giulia.psid})
                message = await frames.socket.receive(timeout=10)
                while message.type.name == "TEXT":
                    message = await frames.socket.receive(timeout=10)
                assert message.type.name in ("CLOSE", "CLOSING", "CLOSED")
            with pytest.raises(Refused):
                await giulia.ask("GET", "/me")

    asyncio.run(play())
