"""The customer's side as a script meets it: join, feed, chat box, talk, choices, reasons, live frames."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import aiohttp
import msgspec
import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

from vetrina.hub.customer import wire

FRAMES = msgspec.json.Decoder(wire.CustomerFrame)
AD: dict[str, Any] = {
    "headline": "Ciao {first_name|amica}",
    "text": "Alba is here in {size|your size}, {price}",
    "greeting": "Buongiorno {first_name}!",
    "cards": [{"title": "Alba", "price": "59,00 €"}, {"title": "Riva", "price": "64,00 €"}],
    "quick_replies": [{"title": "Is my size there?", "payload": "SIZE"}],
}


def test_the_feed_is_rendered_for_each_person(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia, irene = await scene.customer("Giulia Rossi"), await scene.customer("Irene", language="en")
            picks = {irene.psid: {"card": 1, "values": {"size": "L"}}, "1234567890123456": {}}
            await scene.desktop.put_ad("ad1", **AD, picks=picks)
            hers, other = (await giulia.ask("GET", "/feed"))["ads"][0], (await irene.ask("GET", "/feed"))["ads"][0]
            assert hers["headline"] == "Ciao Giulia"
            assert hers["text"] == "Alba is here in your size, 59,00 €"
            assert (hers["card"]["title"], hers["button"]) == ("Alba", "Scrivi al negozio")
            assert other["text"] == "Alba is here in L, 64,00 €"
            assert (other["card"]["title"], other["button"]) == ("Riva", "Write to the shop")
            assert other["quick_replies"] == AD["quick_replies"]

    asyncio.run(play())


def test_an_ad_for_followers_is_not_there_for_others_and_a_removed_one_for_nobody(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            fan, guest = await scene.customer("Fan"), await scene.customer("Guest", follow=False)
            await scene.desktop.put_ad("all", since=1000)
            await scene.desktop.put_ad("fans", audience="followers", since=2000)
            assert [ad["key"] for ad in (await fan.ask("GET", "/feed"))["ads"]] == ["fans", "all"]
            assert [ad["key"] for ad in (await guest.ask("GET", "/feed"))["ads"]] == ["all"]
            for path in ("/ads/fans/open", "/ads/nothing/open"):
                with pytest.raises(Refused) as refused:
                    await guest.ask("POST", path)
                assert refused.value.status == 404
            await scene.desktop.ask("DELETE", "/desktop/ads/all")
            assert (await guest.ask("GET", "/feed"))["ads"] == []
            assert [ad["key"] for ad in (await scene.desktop.ask("GET", "/desktop/ads"))["ads"]] == ["fans"]

    asyncio.run(play())


def test_the_feed_comes_in_pages_without_gaps(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            for n in range(45):
                await scene.desktop.put_ad(f"ad{n:02}", since=1000 + n // 3)
            seen: list[str] = []
            after = ""
            while True:
                page = await giulia.ask("GET", f"/feed?after={after}")
                seen += [ad["key"] for ad in page["ads"]]
                after = page["next"]
                if not after:
                    break
            assert len(seen) == 45
            assert len(set(seen)) == 45

    asyncio.run(play())


def test_opening_the_chat_box_starts_a_talk_once_a_day(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer("Giulia")
            await scene.desktop.put_ad("ad1", **AD)
            first = await giulia.ask("POST", "/ads/ad1/open")
            again = await giulia.ask("POST", "/ads/ad1/open", {})
            assert (first["greeting"], first["first"], again["first"]) == ("Buongiorno Giulia!", True, False)
            assert (await scene.desktop.send(giulia.psid, "Hi", "bot_reply"))["state"] == "delivered"
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                kinds = [(await stream.next())["type"] for _ in range(5)]
            assert kinds.count("opened_chat") == 1

    asyncio.run(play())


def test_a_quick_reply_of_an_ad_and_of_a_message_bring_their_payload(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            await scene.desktop.put_ad("ad1", **AD)
            await giulia.ask("POST", "/ads/ad1/open")
            body = {"client_id": "c1", "payload": "SIZE", "title": "Is my size there?", "ad_key": "ad1"}
            await giulia.ask("POST", "/talk", body)
            sent = await scene.desktop.send(giulia.psid, "M or L?", quick_replies=[{"title": "M", "payload": "SIZE_M"}])
            await giulia.tap(sent["mid"], payload="SIZE_M", title="M")
            for wrong in ({"payload": "SIZE_XL"}, {"button": True}, {}, {"button": True, "payload": "SIZE_M"}):
                with pytest.raises(Refused):
                    await giulia.tap(sent["mid"], **wrong)
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                heard = [await stream.next("wrote") for _ in range(2)]
            assert [(one["content"]["text"], one["payload"]) for one in heard] == [
                ("Is my size there?", "SIZE"),
                ("M", "SIZE_M"),
            ]
            assert heard[1]["reply_to"] == sent["mid"]

    asyncio.run(play())


def test_the_reasons_are_the_true_ones(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            poster = await scene.customer("Giulia", source="poster")
            talker = await scene.customer("Tea", follow=False, writes="Hello")
            await scene.desktop.put_ad("ad1", **AD)
            await scene.desktop.put_ad("fans", headline="For fans", audience="followers", picks={poster.psid: {}})
            why = await poster.ask("GET", "/ads/fans/why")
            assert [one["key"] for one in why["reasons"]] == ["follows_poster", "for_followers", "picked"]
            assert "scanned the poster" in why["text"]["en"]
            assert "cartello" in why["text"]["it"]
            assert [one["key"] for one in (await talker.ask("GET", "/ads/ad1/why"))["reasons"]] == ["for_everyone"]
            offer = await scene.desktop.send(talker.psid, "Offer", "sponsored", button="Keep")
            reasons = (await talker.ask("GET", f"/talk/{offer['mid']}/why"))["reasons"]
            assert [one["key"] for one in reasons] == ["talked", "offers_usual"]
            await talker.tap(offer["mid"], button=True)
            second = await scene.desktop.send(talker.psid, "Offer", "sponsored")
            why = await talker.ask("GET", f"/talk/{second['mid']}/why")
            assert [one["key"] for one in why["reasons"]] == ["tapped", "talked", "offers_usual"]
            with pytest.raises(Refused):
                await poster.ask("GET", f"/talk/{second['mid']}/why")

    asyncio.run(play())


def test_the_talk_comes_in_pages_and_states_go_forward(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            sent = [(await giulia.say(f"{n}"))["mid"] for n in range(60)]
            newest = await giulia.ask("GET", "/talk")
            assert [one["text"] for one in newest["messages"]] == [str(n) for n in range(10, 60)]
            assert newest["more"]
            older = await giulia.ask("GET", f"/talk?before={newest['messages'][0]['mid']}")
            assert [one["text"] for one in older["messages"]] == [str(n) for n in range(10)]
            assert not older["more"]
            await scene.desktop.ask("POST", "/desktop/seen", {"psid": giulia.psid, "mid": sent[55]})
            states = [one["state"] for one in await giulia.talk()]
            assert states == ["seen"] * 46 + ["sent"] * 4
            answer = await scene.desktop.send(giulia.psid, "Hi")
            assert (await giulia.ask("GET", "/me"))["unread"] == 1
            await giulia.ask("POST", f"/talk/{answer['mid']}/seen")
            assert (await giulia.ask("GET", "/me"))["unread"] == 0
            async with scene.desktop.frames("/desktop/events?after=60") as stream:
                states = [(await stream.next("receipt"))["state"] for _ in range(1)]
            assert states == ["seen"]

    asyncio.run(play())


def test_an_open_page_hears_everything_and_resumes_by_number(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            async with giulia.frames("/events") as frames:
                number = (await frames.next("hello"))["n"]
                sent = await scene.desktop.send(giulia.psid, "Hi")
                frame = await frames.next("message")
                assert isinstance(FRAMES.decode(msgspec.json.encode(frame)), wire.MessageFrame)
                assert frame["message"]["text"] == "Hi"
                await scene.desktop.ask("POST", "/desktop/typing", {"psid": giulia.psid, "on": True})
                assert (await frames.next("typing"))["on"]
                await scene.desktop.put_ad("ad1", **AD)
                assert (await frames.next("ad"))["ad"]["headline"] == "Ciao Giulia"
                await scene.desktop.ask("POST", "/desktop/control", {"psid": giulia.psid, "holder": "human"})
                assert (await frames.next("holder"))["holder"] == "human"
            await scene.desktop.send(giulia.psid, "While you were away")
            await giulia.ask("DELETE", f"/talk/{sent['mid']}")
            await scene.desktop.ask("DELETE", "/desktop/ads/ad1")
            await giulia.ask("POST", "/me/follow", {"on": False})
            async with giulia.frames(f"/events?after={number}") as frames:
                await frames.next("hello")
                missed = [await frames.next() for _ in range(5)]
            assert sorted(frame["type"] for frame in missed) == ["ad_removed", "holder", "me", "message", "removed"]
            assert [frame["n"] for frame in missed] == sorted(frame["n"] for frame in missed)

    asyncio.run(play())


def test_a_page_away_for_long_is_told_to_load_again(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            batch = [scene.desktop.message(giulia.psid, f"text {n}") for n in range(250)]
            await scene.desktop.send_many(batch)
            async with giulia.frames("/events?after=1") as frames:
                await frames.next("hello")
                assert (await frames.next())["type"] == "reset"

    asyncio.run(play())


def test_the_first_frame_may_carry_the_session_and_anything_else_ends_the_socket(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            session = giulia.headers["Authorization"].removeprefix("Bearer ")
            async with giulia.http.ws_connect(f"{giulia.base}/events") as socket:
                await socket.send_json({"session": session})
                assert (await socket.receive_json(timeout=10))["type"] == "hello"
            for first in ("{}", "x", '{"session": 5}', '{"session": "wrong"}', "[" * 5000):
                async with giulia.http.ws_connect(f"{giulia.base}/events") as socket:
                    await socket.send_str(first)
                    assert (await socket.receive(timeout=10)).type in (
                        aiohttp.WSMsgType.CLOSE,
                        aiohttp.WSMsgType.CLOSED,
                    )

    asyncio.run(play())


def test_a_frame_over_the_limit_ends_the_socket_and_nothing_else(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            async with giulia.frames("/events") as frames:
                await frames.next("hello")
                await frames.socket.send_str("x" * 70_000)
                assert (await frames.socket.receive(timeout=10)).type is not aiohttp.WSMsgType.TEXT
            assert (await giulia.say("Still here"))["mid"]

    asyncio.run(play())


def test_delivered_means_a_device_of_the_person_has_it(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            key = secrets.token_hex(4)
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                await scene.desktop.send(giulia.psid, "Hi", key=key)
                await stream.next("echo")
                async with giulia.http.get(
                    f"{giulia.base}/talk", headers=giulia.headers | {"Sec-Purpose": "prefetch"}
                ) as answer:
                    assert answer.status == 200
                await giulia.say("I did not see it yet")
                assert (await stream.next())["type"] == "wrote"
                async with giulia.frames("/events?after=0") as frames:
                    while (await frames.next("message"))["message"]["text"] != "Hi":
                        pass
                    receipt = await stream.next("receipt")
                assert (receipt["key"], receipt["state"]) == (key, "delivered")

    asyncio.run(play())
