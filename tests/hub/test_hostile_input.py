"""Hostile bodies and words: an error or a harmless text, never a 500, and nothing else is touched."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.hub_process import Customer, HubProcess, Refused
from tests.support.scene import Scene

from vetrina.domain.text import MARKS_IN_A_ROW, clean_name, clean_text, text_digest

BODIES: list[bytes] = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"\xff\xfe",
    b'\xef\xbb\xbf{"a":1}',
    b'{"recipient":"\\ud800"}',
    b'{"recipient":{"id":"\\udc00\\ud800"},"message":{"text":"x"}}',
    b'{"client_id":"\\udc00","text":"x"}',
    b'{"message":{"text":NaN}}',
    b'{"message":{"text":1e999}}',
    b'{"recipient":{"id":' + b"9" * 5000 + b"}}",
    b'{"recipient":{"id":9223372036854775808},"message":{"text":"x"}}',
    b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    b'{"message":{"text":"\\u0000"},"recipient":{"id":"\\u0000"}}',
    b'{"recipient":{"id":true},"message":{"text":"x"}}',
    b'{"recipient":{"id":[]},"message":{"text":{}}}',
    b'{"recipient":{"id":"1"},"message":{"text":"x","quick_replies":{"a":1}}}',
    b'{"recipient":{"id":"1"},"message":{"attachment":{"type":[],"payload":{"template_type":{}}}}}',
    b'{"recipient":{"id":"1"},"sender_action":{"a":1}}',
]
PATHS = {
    "customer": ["/join", "/talk", "/me/follow", "/me/offers", "/me/block", "/talk/m_1/tap", "/talk/m_1/seen"],
    "desktop": ["/desktop/messages", "/desktop/block", "/desktop/erase", "/desktop/typing", "/me/messages"],
}


def test_no_hostile_body_breaks_a_route(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            for client, paths in ((giulia, PATHS["customer"]), (scene.desktop, PATHS["desktop"])):
                for path in paths:
                    for body in BODIES:
                        headers = client.headers | {"Content-Type": "application/json"}
                        async with client.http.post(client.base + path, data=body, headers=headers) as answer:
                            found = await answer.json()
                            assert answer.status < 500, (path, body[:60], found)
                            if answer.status >= 400:
                                assert found["error"]["code"], (path, body[:60])
            assert await giulia.talk() == []

    asyncio.run(play())


def test_a_body_over_the_limit_is_refused_also_when_it_does_not_say_its_length(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            headers = giulia.headers | {"Content-Type": "application/json"}

            async def chunks() -> Any:
                for _ in range(70):
                    yield b" " * 1024

            for data in (b" " * (64 * 1024 + 1), b"x" * 1_000_000, chunks()):
                async with giulia.http.post(f"{giulia.base}/talk", data=data, headers=headers) as answer:
                    assert answer.status == 413
            text = "x" * 4000
            await giulia.say(text)
            with pytest.raises(Refused) as refused:
                await giulia.say("x" * 4001)
            assert refused.value.status == 400
            assert [one["text"] for one in await giulia.talk()] == [text]

    asyncio.run(play())


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe\u202c",
    "a" + "\u0301" * 500,
    "\x00\x01\x1b[31m",
    "{first_name} {{price}} %s %(x)s ${x}",
    "'; DROP TABLE message; --",
    "\ufeff\u200b",
    "🏳️‍🌈" * 50,
    "line\r\nline\rline\n" * 20,
]


def test_hostile_words_arrive_as_words_and_change_nothing_else(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            kept = []
            for text in HOSTILE:
                left = clean_text(text).strip()
                if left:
                    await giulia.say(text)
                    kept.append(left)
                    continue
                with pytest.raises(Refused) as refused:
                    await giulia.say(text)
                assert refused.value.code == "nothing_said"
            assert [one["text"] for one in await giulia.talk()] == kept
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                heard = [(await stream.next("wrote"))["content"]["text"] for _ in kept]
            assert heard == kept
            for text in HOSTILE:
                await _renamed(giulia, text)

    asyncio.run(play())


async def _renamed(giulia: Customer, text: str) -> None:
    name = clean_name(text)
    if not name:
        with pytest.raises(Refused) as refused:
            await giulia.ask("PATCH", "/me", {"name": text[:64]})
        assert refused.value.code in ("name_missing", "bad_request")
        return
    await giulia.ask("PATCH", "/me", {"name": text[:64]})
    assert (await giulia.ask("GET", "/me"))["name"] == clean_name(text[:64])


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_cleaned_text_can_always_be_stored_and_sent(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean_text(cleaned) == cleaned
    assert json.loads(json.dumps(cleaned)) == cleaned
    name = clean_name(text)
    assert len(name) <= 64
    assert "\n" not in name


def test_a_tower_of_marks_is_cut_and_ordinary_accents_stay() -> None:
    tower = clean_text("a" + "\u0316" * 500)
    assert len(tower) <= MARKS_IN_A_ROW + 1
    assert clean_text("perche\u0301 è così") == "perché è così"
    assert clean_text("ciao\r\nbella") == "ciao\nbella"


def test_texts_that_differ_in_case_and_spaces_are_the_same_text() -> None:
    assert text_digest("Big  SALE\ntoday") == text_digest(" big sale today ")
    assert text_digest("Big sale") != text_digest("Big sales")
    assert text_digest("  ") == ""
