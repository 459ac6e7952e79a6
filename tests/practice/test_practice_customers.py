"""Pretend customers against a real hub: what they do arrives at the shop as if people had done it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import pytest

from vetrina.practice.page import Page
from vetrina.practice.script import Script, ScriptError, read_script
from vetrina.practice.street import Memory, play

APP = Path(__file__).resolve().parents[2] / "app"
FAST = 200.0


@dataclass(frozen=True, slots=True)
class RealHub:
    """A hub process of its own, with one shop on it."""

    data: Path
    graph: str
    link: str
    token: str


def hub_command(*words: str) -> list[str]:
    return [sys.executable, "-m", "vetrina", "hub", *words]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    data = tmp_path_factory.mktemp("hub")
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    place = ["--data", str(data), "--no-encryption"]
    serve = hub_command("serve", *place, "--rate-limits", "off", "--stdin-alive", "--log-level", "error")
    process = subprocess.Popen(serve, env=environment, stdin=subprocess.PIPE)
    try:
        endpoint = data / "endpoint.json"
        deadline = time.monotonic() + 60
        while not endpoint.exists():
            assert process.poll() is None, "the hub ended"
            assert time.monotonic() < deadline, "the hub did not come up"
            time.sleep(0.05)
        add = hub_command("page", "add", "Bottega Aurora", *place, "--json")
        page = json.loads(subprocess.run(add, env=environment, capture_output=True, check=True, text=True).stdout)
        known = json.loads(endpoint.read_text())["graph"]
        yield RealHub(data, f"http://{known['host']}:{known['port']}", page["customer_link"], page["page_access_token"])
    finally:
        process.terminate()
        process.communicate(timeout=20)


@dataclass(slots=True)
class Shop:
    """The shop's side of the hub, as much of it as these tests need."""

    http: aiohttp.ClientSession
    hub: RealHub

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.hub.token}"}
        async with self.http.request(method, f"{self.hub.graph}/desktop/{path}", json=body, headers=headers) as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json()

    async def person(self, name: str) -> dict[str, Any]:
        people = (await self.ask("GET", "standing"))["people"]
        return next((one for one in people if one["name"] == name), {})

    async def put_ad(self, key: str, greeting: str) -> None:
        button = {"title": "Orari", "payload": "vetrina:rule:3"}
        await self.ask("PUT", f"ads/{key}", {"headline": key, "greeting": greeting, "quick_replies": [button]})

    async def send(self, name: str, key: str, purpose: str, text: str) -> dict[str, Any]:
        content = {"text": text, **({"headline": text, "button": "Apri"} if purpose == "sponsored" else {})}
        message = {"key": key, "psid": (await self.person(name))["psid"], "purpose": purpose, "content": content}
        outcome: dict[str, Any] = (await self.ask("POST", "messages", {"messages": [message]}))["outcomes"][0]
        return outcome


@asynccontextmanager
async def shop_of(hub: RealHub) -> AsyncIterator[Shop]:
    async with aiohttp.ClientSession() as http:
        yield Shop(http, hub)


class Deeds:
    """What the customers did; lets a test wait until one of them has."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str, str]] = []
        self._news = asyncio.Event()

    def __call__(self, person: str, did: str, detail: str) -> None:
        self.done.append((person, did, detail))
        self._news.set()

    def of(self, person: str) -> list[str]:
        return [did for who, did, _ in self.done if who == person]

    async def wait_for(self, person: str, did: str, times: int = 1) -> None:
        async with asyncio.timeout(30):
            while self.of(person).count(did) < times:
                self._news.clear()
                await self._news.wait()


def script_of(*people: dict[str, Any]) -> Script:
    return msgspec.convert({"seed": 7, "people": list(people)}, Script)


def test_a_day_of_one_customer_arrives_at_the_shop(hub: RealHub) -> None:
    async def day() -> None:
        deeds = Deeds()
        script = script_of(
            {
                "id": "giulia",
                "name": "Giulia Prima",
                "acts": [
                    {"do": "open", "ad": "camicie"},
                    {"do": "tap", "n": 0},
                    {"do": "say", "text": "Avete la M?"},
                    {"do": "wait", "most": 6000},
                    {"do": "offers", "choice": "less"},
                    {"do": "delete"},
                    {"do": "block"},
                    {"do": "block", "on": False},
                    {"do": "follow", "on": False},
                ],
            }
        )
        async with shop_of(hub) as shop:
            playing = asyncio.create_task(play(hub.link, script, Memory(None), deeds, speed=FAST))
            await deeds.wait_for("giulia", "joined")
            await shop.put_ad("camicie", "Buongiorno!")
            await deeds.wait_for("giulia", "said")
            assert (await shop.send("Giulia Prima", "m1", "reply", "Sì, la M c’è"))["state"] == "delivered"
            await asyncio.wait_for(playing, 30)
            giulia = await shop.person("Giulia Prima")
        assert deeds.of("giulia") == [
            "joined", "opened ad", "tapped", "said", "got an answer", "chose offers", "deleted", "blocked",
            "unblocked", "unfollowed",
        ]  # fmt: skip
        assert giulia["talk_open"]
        assert giulia["less"]
        assert not giulia.get("follows", False)

    asyncio.run(day())


@pytest.mark.parametrize(
    ("way", "did"), [("tap_and_ask", "said"), ("less", "chose offers"), ("stop", "chose offers"), ("block", "blocked")]
)
def test_each_takes_an_offer_in_their_own_way(hub: RealHub, way: str, did: str) -> None:
    name = f"Offerta {way}"

    async def day() -> None:
        deeds = Deeds()
        script = script_of({"id": "a", "name": name, "on_offer": way, "asks": "Quanto costa?"})
        async with shop_of(hub) as shop:
            playing = asyncio.create_task(play(hub.link, script, Memory(None), deeds, speed=FAST, stay=True))
            await deeds.wait_for("a", "joined")
            assert (await shop.send(name, f"offer-{way}", "sponsored", "Lino"))["state"] == "delivered"
            await deeds.wait_for("a", did)
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
            person = await shop.person(name)
        assert bool(person.get("last_click_at")) is (way == "tap_and_ask")
        assert bool(person.get("blocked")) is (way == "block")
        assert bool(person.get("stopped")) is (way == "stop")

    asyncio.run(day())


def test_replies_are_said_one_by_one_and_never_twice_over_a_restart(hub: RealHub, tmp_path: Path) -> None:
    script = script_of(
        {"id": "b", "name": "Bea Ripresa", "acts": [{"do": "say", "text": "Ciao"}], "replies": ["Uno", "Due"]}
    )
    kept = tmp_path / "kept.json"

    async def part(key: str, times: int) -> list[tuple[str, str, str]]:
        deeds = Deeds()
        async with shop_of(hub) as shop:
            playing = asyncio.create_task(play(hub.link, script, Memory(kept), deeds, speed=FAST, stay=True))
            if key == "r1":
                await deeds.wait_for("b", "said")
            await shop.send("Bea Ripresa", key, "reply", "Buongiorno")
            await deeds.wait_for("b", "said", times)
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
        return deeds.done

    first = asyncio.run(part("r1", 2))
    assert [detail for _, did, detail in first if did == "said"] == ["Ciao", "Uno"]
    assert kept.stat().st_mode & 0o077 == 0
    second = asyncio.run(part("r2", 1))
    assert [detail for _, did, detail in second if did in {"said", "joined"}] == ["Due"]


def test_who_left_is_erased_and_stays_away(hub: RealHub, tmp_path: Path) -> None:
    script = script_of({"id": "c", "name": "Carla Via", "acts": [{"do": "leave"}, {"do": "say", "text": "mai"}]})

    async def day() -> tuple[list[str], dict[str, Any]]:
        deeds = Deeds()
        async with shop_of(hub) as shop:
            await asyncio.wait_for(play(hub.link, script, Memory(tmp_path / "kept.json"), deeds, speed=FAST), 30)
            return deeds.of("c"), await shop.person("Carla Via")

    assert asyncio.run(day()) == (["joined", "left"], {})
    assert asyncio.run(day()) == ([], {})


def test_the_program_plays_a_file_and_ends(hub: RealHub, tmp_path: Path) -> None:
    path = tmp_path / "script.json"
    path.write_text(
        json.dumps({"seed": 1, "people": [{"id": "d", "name": "Dario Riga", "acts": [{"do": "say", "text": "Sì?"}]}]})
    )
    words = ["practice-customers", "--link", hub.link, "--script", str(path), "--speed", "500", "--with-parent"]
    command = [sys.executable, "-m", "vetrina", *words]
    ended = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(APP)}, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    # Standard input closed at once: the parent is gone, so they may leave early, but always in order and in peace.
    assert ended.returncode == 0, ended.stderr
    staying = subprocess.run(
        command[:-1], env={**os.environ, "PYTHONPATH": str(APP)}, capture_output=True, timeout=60, check=True
    )
    lines = [json.loads(line) for line in staying.stdout.splitlines()]
    assert [line["did"] for line in lines] == ["joined", "said"]
    assert b"session" not in staying.stdout + staying.stderr


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"seed": 1}', '{"seed": 1, "people": [{"id": "a", "name": "A", "acts": [{"do": "fly"}]}]}',
     '{"seed": 1, "people": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}'],
)  # fmt: skip
def test_a_script_that_cannot_be_read_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "script.json"
    path.write_text(text)
    with pytest.raises(ScriptError, match=r"script\.json"):
        read_script(path)


@pytest.mark.parametrize("link", ["", "ftp://x/s/a", "http://x/", "http://x/s/a/b", "javascript:alert(1)"])
def test_only_a_shop_page_is_a_link(link: str) -> None:
    async def open_it() -> None:
        async with aiohttp.ClientSession() as http:
            Page(http, link)

    with pytest.raises(ValueError, match="shop page"):
        asyncio.run(open_it())
