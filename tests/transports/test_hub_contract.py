"""The hub's transport keeps the contract, against a real hub process."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import Phone

from vetrina.domain.people import Address
from vetrina.domain.policy import Cleared, Draft, Facts, judge
from vetrina.domain.talk import Content, ProductCard, Purpose, QuickReply
from vetrina.engine.packs import rule_pack
from vetrina.transports.base import Transport, TransportTools, WindowNotReached
from vetrina.transports.contract import Place, TransportContract
from vetrina.transports.hub_window import HubWindow
from vetrina.transports.registry import found


def now() -> int:
    return time.time_ns() // 1_000_000


@pytest.fixture(scope="class")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for the whole contract."""
    made = HubProcess(tmp_path_factory.mktemp("contract")).start()
    yield made
    made.kill()


class TestHub(TransportContract):
    """Everything in the contract, with a person who has written once."""

    @pytest.fixture(autouse=True)
    def _at(self, hub: HubProcess) -> None:
        self.hub = hub
        self.page = hub.add_page("Bottega")
        self.phone = Phone(hub, self.page, "Giulia")
        self.phone.say("Buongiorno")

    @asynccontextmanager
    async def place(self, tools: TransportTools) -> AsyncIterator[Place]:
        def make(token: str, given: TransportTools) -> Transport:
            return HubWindow({"address": self.hub.graph, "token": token}, given)

        yield Place(
            make=lambda given: make(self.page.page_access_token, given),
            stranger=lambda given: make("EAAwrong", given),
            person=self.phone.psid,
            unknown_person="1234567890123456",
            write=self.phone.say,
            received=self.phone.read,
            pack=rule_pack("vetrina-2016"),
        )

    @asynccontextmanager
    async def tools(self, cursor: str = "") -> AsyncIterator[TransportTools]:
        async with aiohttp.ClientSession() as http:
            yield TransportTools(http, lambda: time.time_ns() // 1_000_000, cursor)


def test_the_networks_that_ship_are_found_and_plugins_only_when_allowed(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(
        "from dataclasses import replace\n"
        "from vetrina.transports.hub_window import HubWindow\n"
        "class Other(HubWindow):\n"
        "    @classmethod\n"
        "    def describe(cls):\n"
        "        return replace(HubWindow.describe(), id='other')\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    (tmp_path / "greedy.py").write_text(
        "from vetrina.transports.hub_window import HubWindow\nclass Mine(HubWindow):\n    pass\n", encoding="utf-8"
    )
    assert set(found()) == {"hub"}
    with_plugins = found(tmp_path)
    assert set(with_plugins) == {"hub", "other"}
    assert with_plugins["hub"] is HubWindow


def test_a_script_cannot_click_for_a_customer(hub: HubProcess) -> None:
    page = hub.add_page("Bottega")
    request = urllib.request.Request(
        f"{hub.graph}/desktop/clicked",
        data=json.dumps({"psid": "1", "key": "x"}).encode(),
        headers={"Authorization": f"Bearer {page.page_access_token}", "Content-Type": "application/json"},
        method="POST",
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code in (400, 404, 405)
    refused.value.close()


def _cleared(psid: str, content: Content) -> Cleared:
    draft = Draft(secrets.token_hex(8), Purpose.REPLY, Address(1, psid), content)
    facts = Facts(known=True, started=True, joined=True, has_talked=True, talk_open=True, last_wrote_at=now())
    verdict = judge(rule_pack("vetrina-2016"), draft, facts, now())
    assert isinstance(verdict, Cleared)
    return verdict


@pytest.mark.parametrize(
    "bad",
    [Content("ciao", (QuickReply("x" * 100, "p"),)), Content(card=ProductCard("t" * 400)), Content("lone \ud800")],
    ids=["button", "title", "letter"],
)
def test_one_bad_message_does_not_refuse_the_batch(hub: HubProcess, bad: Content) -> None:
    page = hub.add_page("Bottega")
    phone = Phone(hub, page, "Giulia")
    phone.say("Buongiorno")

    async def handed_over() -> list[str]:
        async with aiohttp.ClientSession() as http:
            window = HubWindow({"address": hub.graph, "token": page.page_access_token}, TransportTools(http, now, ""))
            contents = [Content("uno"), bad, Content("due"), Content("tre")]
            outcomes = await window.deliver([_cleared(phone.psid, content) for content in contents])
        return [type(outcome).__name__ for outcome in outcomes]

    assert asyncio.run(handed_over()) == ["Delivered", "Refused", "Delivered", "Delivered"]
    assert phone.read() == ["uno", "due", "tre"]


def test_a_seen_mark_that_the_hub_did_not_take_is_not_lost(hub: HubProcess) -> None:
    page = hub.add_page("Bottega")

    async def told() -> None:
        async with aiohttp.ClientSession() as http:
            window = HubWindow({"address": hub.graph, "token": "EAAwrong"}, TransportTools(http, now, ""))
            await window.mark_seen("1", "m")

    with pytest.raises(WindowNotReached):
        asyncio.run(told())
    assert page.page_id
