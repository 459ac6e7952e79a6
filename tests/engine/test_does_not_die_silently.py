"""One part that breaks does not end the others, and the owner hears of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.support.hub_process import HubProcess
from tests.support.shop_floor import KEY, PATIENCE_S, ShopFloor, make_means, new_profile, until
from tests.support.street import Street

from vetrina.domain import channels as ch
from vetrina.domain.events import Event, Notice
from vetrina.engine.announcer import Announcer
from vetrina.engine.engine import Engine, Order
from vetrina.engine.shop import ShopWorks
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.queries import working
from vetrina.transports.hub_window import HubWindow


class Speechless(HubWindow):
    """A plugin that cannot say what it is."""

    @classmethod
    def describe(cls) -> ch.ChannelSheet:
        raise ValueError("no sheet")


class BrokenWorks:
    """Works whose run ends at once."""

    orders: Mapping[type, Order] = {}

    async def run(self) -> None:
        raise RuntimeError("broken")

    async def close(self) -> None:
        return

    def read(self, query: Any) -> Any:
        return query(None)


class NeverConnects(HubWindow):
    """A network whose connecting breaks; it counts how often it was let go."""

    closed = 0

    async def connect(self) -> None:
        raise ConnectionError("no way")

    async def close(self) -> None:
        type(self).closed += 1

    async def events(self) -> AsyncIterator[ch.Inbound]:
        for _ in ():
            yield _


def test_a_plugin_that_cannot_describe_itself_ends_no_other_channel(shared_hub: HubProcess, tmp_path: Path) -> None:
    profile = new_profile(tmp_path / "desktop")
    db = Database.open(profile.store_file, KEY, lambda: 1)
    with db.write() as w:
        ledger.accounts.make_account(w, "speechless", "Muto", "1", {}, 1)
    db.close()
    page = shared_hub.add_page("Bottega Muta")
    floor = ShopFloor(shared_hub, page, profile)

    def make(announcer: Announcer) -> ShopWorks:
        means = make_means(profile, shared_hub, page, floor.settings, floor.clock)
        return ShopWorks(replace(means, networks={**means.networks, "speechless": Speechless}), announcer)

    floor.engine = Engine(make)
    floor.engine.subscribe(floor.heard.append)
    floor.engine.start()
    try:
        until(
            lambda: (
                floor.read(lambda r: [one.channel for one in working.accounts(r)]) == ["speechless", "hub"]
                and floor.read(
                    lambda r: (
                        r.exec_driver_sql("SELECT state FROM account WHERE channel = 'hub'").scalar() == "connected"
                    )
                )
            ),
            "the other channel",
        )
        assert "channel_not_opened" in floor.notices()
    finally:
        floor.stop()


def test_the_owner_hears_that_the_engine_ended() -> None:
    heard: list[Event] = []
    engine = Engine(lambda _announcer: BrokenWorks())
    engine.subscribe(heard.append)
    engine.start()
    engine.opened.result(PATIENCE_S)
    until(lambda: [event.key for event in heard if isinstance(event, Notice)] == ["engine_ended"], "the notice")
    assert engine.stop()


def test_a_connection_that_fails_is_let_go(street: Street) -> None:
    transport = NeverConnects({}, street.shop.transport.tools)

    async def served() -> None:
        try:
            await street.shop.lane._serve(transport)
        except ConnectionError:
            return
        raise AssertionError("it connected")

    asyncio.run(served())
    assert NeverConnects.closed == 1
