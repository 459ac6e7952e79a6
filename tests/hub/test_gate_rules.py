"""The hub's own gate, met from outside: who gets what, whatever a desktop believes."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

from vetrina.domain.text import text_digest
from vetrina.hub.recent import RecentTexts

OFFER = {"headline": "Linen", "button": "Keep one for me"}


def test_an_offer_reaches_a_follower_and_one_who_talked_but_no_stranger(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            follower = await scene.customer("Fede")
            talker = await scene.customer("Tea", follow=False, writes="Hello")
            stranger = await scene.customer("Stra", follow=False)
            found = await scene.desktop.send_many(
                [scene.desktop.message(one.psid, "Offer", "sponsored", **OFFER) for one in (follower, talker, stranger)]
            )
            assert [outcome["state"] for outcome in found] == ["delivered", "delivered", "refused"]
            assert found[2]["reason"] == "stranger"
            assert await stranger.talk() == []

    asyncio.run(play())


def test_after_an_offer_no_other_until_it_was_tapped(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            first = await scene.desktop.send(giulia.psid, "One", "sponsored", **OFFER)
            again = await scene.desktop.send(giulia.psid, "Two", "sponsored", **OFFER)
            assert (again["state"], again["reason"], again["code"]) == ("refused", "unanswered", [10, 2018278])
            await giulia.ask("GET", "/talk")
            await giulia.ask("POST", f"/talk/{first['mid']}/seen")
            await giulia.say("I write, but I did not tap it")
            assert (await scene.desktop.send(giulia.psid, "Three", "sponsored"))["reason"] == "unanswered"
            await giulia.tap(first["mid"], button=True)
            assert (await scene.desktop.send(giulia.psid, "Four", "sponsored", **OFFER))["state"] == "delivered"

    asyncio.run(play())


def test_two_offers_in_one_request_are_judged_one_after_the_other(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            found = await scene.desktop.send_many(
                [scene.desktop.message(giulia.psid, f"Offer {n}", "sponsored") for n in range(3)]
            )
            assert [outcome["state"] for outcome in found] == ["delivered", "refused", "refused"]

    asyncio.run(play())


def test_two_desktops_at_once_send_one_offer_between_them(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            desktops = [scene.desktop, scene.another_desktop()]
            found = await asyncio.gather(
                *(desktops[n % 2].send(giulia.psid, f"Offer {n}", "sponsored") for n in range(8))
            )
            assert sorted(outcome["state"] for outcome in found) == ["delivered"] + ["refused"] * 7
            assert len([one for one in await giulia.talk() if one["kind"] == "offer"]) == 1

    asyncio.run(play())


def test_deleting_an_offer_does_not_make_room_for_the_next(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            first = await scene.desktop.send(giulia.psid, "One", "sponsored", **OFFER)
            await giulia.ask("DELETE", f"/talk/{first['mid']}")
            assert (await scene.desktop.send(giulia.psid, "Two", "sponsored"))["reason"] == "unanswered"

    asyncio.run(play())


def test_nothing_reaches_whoever_blocked_and_only_that_person_can_undo_it(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            await giulia.ask("POST", "/me/block", {"on": True})
            for purpose in ("reply", "bot_reply", "sponsored", "test"):
                refused = await scene.desktop.send(giulia.psid, "Psst", purpose)
                assert (refused["state"], refused["reason"], refused["code"]) == ("refused", "blocked", [551, 1545041])
            await scene.desktop.ask("POST", "/desktop/block", {"psid": giulia.psid, "blocked": False})
            assert (await scene.desktop.send(giulia.psid, "Psst"))["reason"] == "blocked"
            await giulia.ask("POST", "/me/block", {"on": False})
            assert (await scene.desktop.send(giulia.psid, "Welcome back"))["state"] == "delivered"

    asyncio.run(play())


def test_offers_stopped_and_fewer_offers_are_the_persons_choice(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            await giulia.ask("POST", "/me/offers", {"choice": "stopped"})
            assert (await scene.desktop.send(giulia.psid, "Offer", "sponsored"))["reason"] == "stopped"
            assert (await giulia.ask("POST", "/me/offers", {"choice": "less"}))["offers"] == "less"
            first = await scene.desktop.send(giulia.psid, "Offer", "sponsored", **OFFER)
            await giulia.tap(first["mid"], button=True)
            later = await scene.desktop.send(giulia.psid, "Offer", "sponsored", key="next")
            assert (later["state"], later["reason"]) == ("retry", "less")
            assert 29 * 86_400_000 < later["after_ms"] <= 30 * 86_400_000
            await giulia.ask("POST", "/me/offers", {"choice": "usual"})
            assert (await scene.desktop.send(giulia.psid, "Offer", "sponsored", key="next"))["state"] == "delivered"

    asyncio.run(play())


def test_nobody_is_written_to_before_a_talk_and_a_bot_answers_at_most_three_times(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            assert (await scene.desktop.send(giulia.psid, "Hi"))["reason"] == "no_talk"
            await giulia.say("Hello")
            found = [await scene.desktop.send(giulia.psid, f"Answer {n}", "bot_reply") for n in range(4)]
            assert [one["state"] for one in found] == ["delivered"] * 3 + ["refused"]
            assert found[3]["reason"] == "bot_unasked"
            await giulia.say("And?")
            assert (await scene.desktop.send(giulia.psid, "So", "bot_reply"))["state"] == "delivered"

    asyncio.run(play())


def test_the_bot_is_silent_while_a_human_holds_the_talk(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            await scene.desktop.ask(
                "POST", "/desktop/control", {"psid": giulia.psid, "holder": "human", "name": "Marta"}
            )
            assert (await scene.desktop.send(giulia.psid, "Beep", "bot_reply"))["reason"] == "human_holds"
            assert (await scene.desktop.send(giulia.psid, "Offer", "sponsored"))["reason"] == "talking_now"
            assert (await scene.desktop.send(giulia.psid, "Marta here"))["state"] == "delivered"
            talk = await giulia.ask("GET", "/talk")
            assert (talk["holder"], talk["holder_name"]) == ("human", "Marta")
            await scene.desktop.ask("POST", "/desktop/control", {"psid": giulia.psid, "holder": "bot"})
            assert (await scene.desktop.send(giulia.psid, "Beep", "bot_reply"))["state"] == "delivered"

    asyncio.run(play())


def test_the_same_text_to_many_talks_is_a_campaign_in_disguise(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", writes="Hello") for n in range(7)]
            found = [await scene.desktop.send(one.psid, "BIG  sale today") for one in people]
            assert [one["state"] for one in found] == ["delivered"] * 5 + ["refused"] * 2
            assert found[5]["reason"] == "looks_like_campaign"
            assert (await scene.desktop.send(people[6].psid, "big sale TODAY"))["state"] == "refused"
            assert (await scene.desktop.send(people[6].psid, "Yours is ready"))["state"] == "delivered"

    asyncio.run(play())


CARD = {"title": "Linen shirt", "price": "39 €"}


def _reached(outcomes: list[dict[str, Any]]) -> int:
    return sum(one["state"] == "delivered" for one in outcomes)


def test_a_card_without_words_went_to_everybody_as_a_reply(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", writes="Hello") for n in range(7)]
            bare = [await scene.desktop.send(one.psid, "", card=CARD) for one in people]
            named = [await scene.desktop.send(one.psid, f"Hi {n}", card=CARD) for n, one in enumerate(people)]
            other = [
                await scene.desktop.send(one.psid, f"Yo {n}", card={"title": f"T{n}"}) for n, one in enumerate(people)
            ]
            headline = [await scene.desktop.send(one.psid, "", headline="Big sale") for one in people]
            buttons = [await scene.desktop.send(one.psid, "", button="Big sale") for one in people]
            assert [_reached(one) for one in (bare, named, other, headline, buttons)] == [5, 5, 7, 0, 0]

    asyncio.run(play())


def test_a_mailing_called_an_answer_of_the_bot_went_to_everybody(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", writes="Are you open?") for n in range(7)]
            answers = [await scene.desktop.send(one.psid, "Until seven", "bot_reply") for one in people]
            assert _reached(answers) == 7  # each answers what that person asked
            with hub.writing() as connection:
                connection.exec_driver_sql("UPDATE person SET last_act_at = last_act_at - 90000000")
            mailing = [await scene.desktop.send(one.psid, "Big sale", "bot_reply") for one in people]
            assert _reached(mailing) == 5
            assert mailing[5]["reason"] == "looks_like_campaign"

    asyncio.run(play())


def test_other_pages_and_offers_hid_what_was_said_before_a_start(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", writes="Hello") for n in range(6)]
            for one in people[:5]:
                await scene.desktop.send(one.psid, "Big sale")
            with hub.writing() as connection:
                connection.exec_driver_sql(
                    "INSERT INTO message (seq, mid, page_id, psid, author, purpose, content, at, change)"
                    " SELECT seq + 200000, 'late', page_id, psid, author, purpose, content, at, change FROM message"
                    " WHERE purpose = '' ORDER BY seq DESC LIMIT 1"
                )
                texts = RecentTexts.load(connection, scene.page.page_id, int(time.time() * 1000))
            assert texts.others(text_digest("BIG SALE"), people[5].psid, int(time.time() * 1000)) == 5

    asyncio.run(play())


def test_a_test_goes_to_the_shops_own_phone_only(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            own = await scene.customer("My phone")
            assert (await scene.desktop.send(own.psid, "Try", "test"))["reason"] == "test_to_others"
            await scene.desktop.ask("POST", "/desktop/own", {"psid": own.psid, "own": True})
            other = await scene.customer("Giulia")
            assert (await scene.desktop.send(own.psid, "Try", "test"))["state"] == "delivered"
            assert (await scene.desktop.send(other.psid, "Try", "test"))["reason"] == "test_to_others"
            await scene.desktop.ask("POST", "/desktop/own", {"psid": own.psid, "own": False})
            assert (await scene.desktop.send(own.psid, "Again", "test"))["reason"] == "test_to_others"

    asyncio.run(play())


def test_a_customer_made_herself_the_shops_own_phone_by_her_link(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene, Scene(hub, "Another shop") as other:
            with pytest.raises(Refused) as refused:
                await scene.customer("Giulia", source="own")
            assert refused.value.status == 400
            giulia = await scene.customer("Giulia")
            with pytest.raises(Refused) as refused:
                await other.desktop.ask("POST", "/desktop/own", {"psid": giulia.psid, "own": True})
            assert refused.value.status == 404
            await giulia.ask("PATCH", "/me", {"name": "Giulia again"})
            async with scene.desktop.frames("/desktop/events?after=0") as frames:
                for _ in range(2):
                    assert "own" not in await frames.next("joined")
            assert (await scene.desktop.send(giulia.psid, "Secret offer", "test"))["reason"] == "test_to_others"

    asyncio.run(play())


def test_an_offer_dressed_as_an_answer_is_refused(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            bruno = await scene.customer("Bruno", writes="Ciao")
            for purpose in ("reply", "bot_reply"):
                for dress in ({"headline": "SALDI"}, {"button": "Compra"}):
                    refused = await scene.desktop.send(bruno.psid, f"Entra {purpose} {dress}", purpose, **dress)
                    assert (refused["state"], refused["reason"]) == ("refused", "looks_like_campaign")
            assert (await scene.desktop.send(bruno.psid, "Ciao Bruno"))["state"] == "delivered"

    asyncio.run(play())


def test_a_shop_has_three_own_phones_and_no_more(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"Phone {number}") for number in range(4)]
            for one in people[:3]:
                await scene.desktop.ask("POST", "/desktop/own", {"psid": one.psid, "own": True})
            with pytest.raises(Refused):
                await scene.desktop.ask("POST", "/desktop/own", {"psid": people[3].psid, "own": True})
            assert (await scene.desktop.send(people[3].psid, "Test", "test"))["reason"] == "test_to_others"

    asyncio.run(play())


def test_reading_never_counts_as_a_click_and_only_the_recipient_can_tap(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia, irene = await scene.customer("Giulia"), await scene.customer("Irene")
            mid = (await scene.desktop.send(giulia.psid, "Offer", "sponsored", **OFFER))["mid"]
            for method in ("GET", "HEAD"):
                async with giulia.http.request(
                    method, f"{giulia.base}/talk/{mid}/tap", headers=giulia.headers | {"Purpose": "prefetch"}
                ) as answer:
                    assert answer.status == 405
            with pytest.raises(Refused) as refused:
                await irene.tap(mid, button=True)
            assert refused.value.status == 404
            standing = (await scene.desktop.ask("GET", "/desktop/standing"))["people"]
            assert {one["psid"]: bool(one.get("outstanding")) for one in standing} == {
                giulia.psid: True,
                irene.psid: False,
            }

    asyncio.run(play())


def test_an_unknown_person_and_a_person_of_another_shop_are_the_same(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene, Scene(hub, "Another shop") as other:
            theirs = await other.customer(writes="Hello")
            for psid in (theirs.psid, "1234567890123456"):
                refused = await scene.desktop.send(psid, "Hi")
                assert (refused["reason"], refused["code"]) == ("unknown_person", [100, 2018001])
            assert len(await theirs.talk()) == 1

    asyncio.run(play())
