"""The whole engine put together: store, gate, bot, lanes, campaigns, window and hub of one shop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import aiohttp

from vetrina import paths
from vetrina.domain.bot.codec import read_rules
from vetrina.domain.events import Notice, Topic
from vetrina.engine.announcer import Announcer
from vetrina.engine.autoreply import BOT_FACTS, Autoreply
from vetrina.engine.campaigns import Campaigns
from vetrina.engine.conditions import Conditions
from vetrina.engine.courier import Courier, Lane
from vetrina.engine.desk import Clock, Desk, steady_clock, wall_clock
from vetrina.engine.engine import Order
from vetrina.engine.fetching import fetch
from vetrina.engine.handover import Handover
from vetrina.engine.hub_keeper import HubKeeper
from vetrina.engine.hub_process import HubNotMade
from vetrina.engine.intake import Intake
from vetrina.engine.jobs import Jobs
from vetrina.engine.orders.goods import GoodsOrders
from vetrina.engine.orders.people import PeopleOrders
from vetrina.engine.orders.program import ProgramOrders, place_of
from vetrina.engine.orders.sending import SendingOrders
from vetrina.engine.orders.talks import TalkOrders, orders
from vetrina.engine.outbox import Outbox
from vetrina.engine.resync import Resync
from vetrina.engine.shelf import Shelf
from vetrina.engine.window import Window
from vetrina.plugin_api import Transport, TransportTools
from vetrina.settings import Settings, SettingsFile
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.errors import StoreError
from vetrina.store.queries import bot as bot_queries
from vetrina.store.queries import working
from vetrina.store.queries.working import AccountRow

_log = logging.getLogger(__name__)

T = TypeVar("T")
TICK_S: Final = 15.0
COPY_S = 600.0
"""The day's copy is made so long after the start, when nobody waits for the window."""
_STARTED: Final = "bot.started"


@dataclass(frozen=True, slots=True)
class Means:
    """What a shop is built from. `networks` are the transports by channel id; keys are asked for when needed."""

    profile: paths.Profile
    settings_file: SettingsFile
    settings: Settings
    db: Database
    networks: Mapping[str, type[Transport]]
    hub_key: Callable[[], bytes]
    backup_key: Callable[[], bytes]
    clock: Clock = wall_clock
    steady: Clock = steady_clock
    bundled_hub: bool = True


class Parts:
    """All parts without a loop, a thread or a network: what tests step through by hand."""

    def __init__(self, means: Means, announcer: Announcer) -> None:
        self.desk = Desk(
            means.db, means.profile, means.settings_file, means.settings, means.clock, means.steady, announcer
        )
        self.conditions = Conditions(means.clock, means.steady)
        self.jobs = Jobs()
        self.outbox = Outbox(self.conditions)
        self.shelf = Shelf(self.desk)
        self.bot = Autoreply(self.desk, self.outbox, self.shelf)
        self.intake = Intake(self.desk, self.bot)
        self.campaigns = Campaigns(self.desk, self.conditions, self.shelf, self.jobs)
        self.handover = Handover(self.desk, self.conditions, self.bot, self.campaigns)
        self.window = Window(self.desk, self.shelf, self.bot)
        self.bot.handed_over = self.window.held_by_human
        self.resync = Resync(self.desk, self.conditions)
        self.goods = GoodsOrders(self.desk, self.shelf, self.window, self.jobs)
        self.program = ProgramOrders(self.desk, self.bot, self.jobs, means.backup_key)
        self.orders: Mapping[type, Order] = orders(
            TalkOrders(self.desk, self.outbox, self.bot, self.window),
            PeopleOrders(self.desk, self.window, self.jobs),
            self.goods,
            SendingOrders(self.desk, self.campaigns, self.outbox, self.shelf),
            self.program,
        )
        self._learn_rules()
        with self.desk.change() as change:
            ledger.outbox.hurry(change.w, change.now)

    def _learn_rules(self) -> None:
        """The owner's rules; a new shop gets the ready ones, most of them still off."""
        with self.desk.db.read() as r:
            rules = bot_queries.rules(r)
            started = ledger.accounts.kept(r, _STARTED)
        if not started:
            rules = rules or read_rules(paths.resource("bot/starter_rules.json").read_bytes())
            with self.desk.change() as change:
                ledger.bot.save_rules(change.w, rules, change.now)
                ledger.accounts.keep_value(change.w, _STARTED, "1")
        self.bot.learn(rules)

    def lane(self, account: AccountRow, make: Callable[[AccountRow], Any]) -> Lane:
        """A lane for one account."""
        return Lane(self.desk, account, make, self.conditions, self.intake, self.handover, self.window, self.resync)


__all__ = ["BOT_FACTS", "Means", "Parts", "ShopWorks"]


class ShopWorks:
    """The works of the engine for one profile."""

    def __init__(self, means: Means, announcer: Announcer) -> None:
        self.parts = Parts(means, announcer)
        self.orders = self.parts.orders
        self.courier = Courier(lambda account: self.parts.lane(account, self._transport))
        self._means = means
        self._loop = asyncio.get_running_loop()
        self._http = aiohttp.ClientSession()
        self.keeper: HubKeeper | None = None
        if means.bundled_hub:
            self.keeper = HubKeeper(place_of(self.parts.desk), means.hub_key, self._http, announcer.say)
        self.parts.goods.fetch = fetch
        self.parts.program.keeper = self.keeper
        self.parts.campaigns.accounts = lambda: tuple(self.courier.lanes)
        self.parts.desk.woken = self._woken
        self._desktop = desktop_name(means.profile)

    def read(self, query: Callable[[Any], T]) -> T:
        """Run a query on a reading connection."""
        with self._means.db.read() as r:
            return query(r)

    async def run(self) -> None:
        """Act until cancelled."""
        tasks = [
            asyncio.create_task(self.parts.campaigns.run()),
            asyncio.create_task(self._tick()),
            asyncio.create_task(self._copy_daily()),
            asyncio.create_task(self._open_lanes()),
        ]
        if self.keeper is not None:
            tasks.append(asyncio.create_task(self.keeper.keep()))
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """End every connection and close the store."""
        await self.courier.close()
        await self.parts.goods.close()
        await self._http.close()
        await asyncio.to_thread(self._means.db.close)

    # ----------------------------------------------------------------------------------------------------------------

    def _woken(self, account_id: int, window: bool) -> None:
        """Called from any thread after a commit."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.courier.wake, account_id, window)

    async def _open_lanes(self) -> None:
        accounts = await self._accounts()
        if self.keeper is not None and not any(account.channel == "hub" for account in accounts):
            await self._make_page(self.keeper)
            accounts = await self._accounts()
        for account in accounts:
            try:
                self._open_lane(account)
            except Exception:  # noqa: BLE001 - a plugin that cannot describe itself must not end the other lanes
                _log.exception("a channel could not be opened")
                self.parts.desk.announcer.say((Notice("channel_not_opened", (("channel", account.name),), "bad"),))
        await asyncio.Event().wait()

    def _open_lane(self, account: AccountRow) -> None:
        network = self._means.networks.get(account.channel)
        if network is not None:
            self.parts.conditions.use_pack(account.id, network.describe().rule_pack)
            self.courier.add(account)

    async def _accounts(self) -> tuple[AccountRow, ...]:
        """The connected accounts; asked again until the store answers."""
        while True:
            try:
                return self.read(working.accounts)
            except StoreError as fault:
                _log.warning("the accounts could not be read: %s", type(fault).__name__)
                await asyncio.sleep(TICK_S)

    async def _make_page(self, keeper: HubKeeper) -> None:
        """The shop's own page on the bundled hub; tried again until it is there."""
        pause = 1.0
        credentials: Mapping[str, str] = {}
        name = self.parts.desk.settings.shop.name or "Vetrina"
        while not credentials:
            try:
                credentials = await keeper.make_page(name)
            except HubNotMade as fault:
                _log.warning("the shop's page could not be made: %s", fault)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60.0)
        with self.parts.desk.change() as change:
            ledger.accounts.make_account(change.w, "hub", name, credentials["page_id"], credentials, change.now)
            change.tell(Topic.CHANNEL)

    async def _transport(self, account: AccountRow) -> Transport:
        """A transport for one connection; the bundled hub's address changes with every start."""
        credentials = dict(account.credentials) | {"desktop": self._desktop}
        if self.keeper is not None and credentials.get("bundled"):
            self.keeper.trouble()
            credentials["address"] = await self.keeper.address()
        with self._means.db.read() as r:
            cursor = ledger.accounts.cursor_of(r, account.id)
        tools = TransportTools(self._http, self.parts.desk.now, cursor)  # the clock that permissions are dated by
        return self._means.networks[account.channel](credentials, tools)

    async def _copy_daily(self) -> None:
        """One verified copy of the store a day: what a damaged file is replaced by."""
        while True:
            await asyncio.sleep(COPY_S)
            try:
                if await asyncio.to_thread(self._means.db.copy_of_today) is not None:
                    await asyncio.to_thread(self.parts.resync.tidy)
            except StoreError as fault:
                _log.warning("the day's copy of the store waits: %s", type(fault).__name__)

    async def _tick(self) -> None:
        """What happens by the clock alone: talks laid aside come back."""
        while True:
            try:
                with self.parts.desk.change() as change:
                    for talk_id in ledger.talks.wake_later(change.w, change.now):
                        change.tell(Topic.CONVERSATION, talk_id)
            except StoreError as fault:
                _log.warning("the clock's work waits: %s", fault)
            await asyncio.sleep(TICK_S)


def desktop_name(profile: paths.Profile) -> str:
    """A name for this installation, kept beside the store and not in it: a restored backup is not another desktop."""
    file = profile.data / "desktop-id"
    try:
        return file.read_text("utf-8").strip()[:60]
    except OSError:
        made = secrets.token_hex(8)
        paths.write_private(file, made.encode())
        return made
