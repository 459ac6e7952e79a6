"""What desktops hear: every event once per number, kept until acknowledged, resumed after any end."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

from vetrina.hub import wire

FRAMES = msgspec.json.Decoder(wire.DesktopFrame)


def test_every_event_is_a_frame_of_the_wire_in_the_order_of_numbers(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            async with scene.desktop.frames("/desktop/events?after=0") as heard:
                assert isinstance(FRAMES.decode(msgspec.json.encode(await heard.next())), wire.HelloFrame)
                giulia = await scene.customer(source="poster", ref="window-3")
                await scene.desktop.put_ad("ad1", headline="Ciao {first_name}")
                await giulia.ask("POST", "/ads/ad1/open")
                said = await giulia.say("Hello", ad_key="ad1")
                await scene.desktop.send(giulia.psid, "Hi", key="r1")
                offer = await scene.desktop.send(giulia.psid, "Offer", "sponsored", key="o1", button="Keep")
                await giulia.tap(offer["mid"], button=True)
                await giulia.ask("POST", "/me/offers", {"choice": "stopped"})
                await giulia.ask("DELETE", f"/talk/{said['mid']}")
                await scene.desktop.ask("POST", "/desktop/control", {"psid": giulia.psid, "holder": "human"})
                frames: list[Any] = []
                while not frames or frames[-1]["type"] != "control":
                    frames.append(await heard.next())
            typed = [FRAMES.decode(msgspec.json.encode(frame)) for frame in frames]
            assert [frame["n"] for frame in frames] == sorted({frame["n"] for frame in frames})
            assert [frame["type"] for frame in frames if frame["type"] != "receipt"] == [
                "joined", "standing", "opened_chat", "opened_chat", "wrote", "echo", "echo", "clicked", "wrote",
                "standing", "deleted", "control",
            ]  # fmt: skip
            by_type = {type(one): one for one in reversed(typed)}
            opened = [one for one in typed if isinstance(one, wire.OpenedChatEvent)]
            assert [(one.source, one.ref, one.ad_key) for one in opened] == [
                ("SHORTLINK", "window-3", ""),
                ("ADS", "", "ad1"),
            ]
            clicked = by_type[wire.ClickedEvent]
            assert isinstance(clicked, wire.ClickedEvent)
            assert (clicked.key, clicked.mid) == ("o1", offer["mid"])
            echoes = [one for one in typed if isinstance(one, wire.EchoEvent)]
            assert [(one.key, one.sponsored, one.content.text) for one in echoes] == [
                ("r1", False, "Hi"),
                ("o1", True, "Offer"),
            ]

    asyncio.run(play())


def test_resumed_after_a_number_nothing_is_missed_and_nothing_comes_twice(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            texts = [f"message {n}" for n in range(30)]
            heard: list[str] = []
            after = 0
            for start in range(0, 30, 10):
                for text in texts[start : start + 10]:
                    await giulia.say(text)
                async with scene.desktop.frames(f"/desktop/events?after={after}") as stream:
                    for _ in range(7):  # hang up in the middle
                        frame = await stream.next("wrote")
                        heard.append(frame["content"]["text"])
                        after = frame["n"]
            async with scene.desktop.frames(f"/desktop/events?after={after}") as stream:
                while len(heard) < 30:
                    heard.append((await stream.next("wrote"))["content"]["text"])
            assert heard == texts

    asyncio.run(play())


def test_events_stay_until_every_desktop_has_acknowledged_them(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            async with (
                scene.desktop.frames("/desktop/events?after=0&desktop=till") as till,
                scene.another_desktop().frames("/desktop/events?after=0&desktop=office") as office,
            ):
                await till.next("hello")
                await office.next("hello")
                await giulia.say("Hello")
                both = [await till.next("wrote"), await office.next("wrote")]
                assert both[0] == both[1]
                await till.ack(both[0]["n"])
                await giulia.say("Still there?")
                await till.next("wrote")
            async with scene.desktop.frames("/desktop/events?after=0&desktop=office") as office:
                assert (await office.next("hello")).get("floor", 0) == 0
                assert (await office.next("wrote"))["content"]["text"] == "Hello"
                await office.ack(both[0]["n"])
                await giulia.say("Third")
                while (await office.next("wrote"))["content"]["text"] != "Third":
                    pass
            async with scene.desktop.frames("/desktop/events?after=0&desktop=late") as late:
                hello = await late.next("hello")
                assert hello["floor"] == both[0]["n"]
                assert (await late.next("wrote"))["content"]["text"] == "Still there?"

    asyncio.run(play())


def test_an_acknowledgement_cannot_reach_into_the_future_or_go_back(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="One")
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                number = (await stream.next("wrote"))["n"]
                await stream.ack(10**12)
                await stream.ack(0)
                await giulia.say("Two")
                assert (await stream.next("wrote"))["content"]["text"] == "Two"
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                assert (await stream.next("hello"))["floor"] == number
                assert (await stream.next("wrote"))["content"]["text"] == "Two"

    asyncio.run(play())


def test_nonsense_on_the_event_socket_ends_it_and_nothing_else(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            for nonsense in ("", "{}", '{"ack": "x"}', '{"ack": -1}', "[" * 10_000, '{"ack":1e999}', "\ufffe"):
                async with scene.desktop.frames("/desktop/events") as stream:
                    await stream.next("hello")
                    await stream.socket.send_str(nonsense)
                    assert (await stream.socket.receive(timeout=10)).type in (
                        aiohttp.WSMsgType.CLOSE,
                        aiohttp.WSMsgType.CLOSED,
                    )
            for after in ("x", "-1", "9" * 40):
                with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                    async with scene.desktop.frames(f"/desktop/events?after={after}"):
                        pass
                assert refused.value.status == 400

    asyncio.run(play())


def test_standing_says_how_everybody_stands_in_pages(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", follow=n % 2 == 0) for n in range(4)]
            await people[0].ask("POST", "/me/offers", {"choice": "less"})
            await scene.desktop.send(people[0].psid, "Offer", "sponsored", key="o1")
            found = await scene.desktop.ask("GET", "/desktop/standing")
            assert [one["psid"] for one in found["people"]] == sorted(one.psid for one in people)
            first = next(one for one in found["people"] if one["psid"] == people[0].psid)
            assert first["less"]
            assert first["outstanding"] == "o1"
            rest = await scene.desktop.ask("GET", f"/desktop/standing?after={found['people'][1]['psid']}")
            assert [one["psid"] for one in rest["people"]] == [one["psid"] for one in found["people"][2:]]

    asyncio.run(play())


def test_events_survive_a_kill_of_the_hub(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="before")
            hub.kill()
            hub.start()
            await giulia.say("after")
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                assert [(await stream.next("wrote"))["content"]["text"] for _ in range(2)] == ["before", "after"]

    try:
        asyncio.run(play())
    finally:
        hub.kill()


def test_a_person_the_shop_shut_its_ear_to_is_not_heard(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            rude = await scene.customer(writes="first")
            await scene.desktop.ask("POST", "/desktop/block", {"psid": rude.psid, "blocked": True})
            await rude.say("unheard")
            await scene.desktop.ask("POST", "/desktop/block", {"psid": rude.psid, "blocked": False})
            await rude.say("heard again")
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                heard = [(await stream.next("wrote"))["content"]["text"] for _ in range(2)]
            assert heard == ["first", "heard again"]
            assert [one["text"] for one in await rude.talk()] == ["first", "unheard", "heard again"]
            with pytest.raises(Refused):
                await scene.desktop.ask("POST", "/desktop/block", {"psid": "1234567890123456", "blocked": True})

    asyncio.run(play())
