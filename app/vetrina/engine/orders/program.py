"""The program itself: settings, the bot's rules, the customer page's address, backups, stopping long work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import msgspec

from vetrina.domain.bot.rulebook import BotDecision, Incoming, TalkSoFar
from vetrina.domain.bot.rules import Rule
from vetrina.domain.events import Progress, Topic
from vetrina.engine import commands as c
from vetrina.engine.autoreply import Autoreply
from vetrina.engine.commands import CannotDo
from vetrina.engine.desk import Desk
from vetrina.engine.engine import Order
from vetrina.engine.hub_keeper import HubKeeper, Place
from vetrina.engine.jobs import Jobs
from vetrina.paths import ProfileName
from vetrina.settings import Listening, Settings, SettingsNotSaved
from vetrina.store import ledger
from vetrina.store.queries import working

JOB = "backup"


class ProgramOrders:
    """Orders about the program; `keeper` is None where the hub is somebody else's."""

    def __init__(self, desk: Desk, bot: Autoreply, jobs: Jobs, backup_key: Callable[[], bytes]) -> None:
        self._desk = desk
        self._bot = bot
        self._jobs = jobs
        self._backup_key = backup_key
        self.keeper: HubKeeper | None = None

    def table(self) -> Mapping[type, Order]:
        """Command to what carries it out."""
        return {
            c.SaveRules: self.save_rules,
            c.SwitchBot: self.switch_bot,
            c.TryBot: self.try_bot,
            c.SaveSettings: self.save_settings,
            c.MakePoster: self.make_poster,
            c.CustomerLink: self.customer_link,
            c.OpenToWifi: self.open_to_wifi,
            c.BackUp: self.back_up,
            c.CancelJob: self.cancel_job,
        }

    # The bot --------------------------------------------------------------------------------------------------------

    async def save_rules(self, order: c.SaveRules) -> None:
        """New rules, live at once."""
        rules = cast(tuple[Rule, ...], order.rules)
        with self._desk.change() as change:
            ledger.bot.save_rules(change.w, rules, change.now)
            change.tell(Topic.BOT)
        self._bot.learn(rules)

    async def switch_bot(self, order: c.SwitchBot) -> None:
        """The bot answers by itself, or not."""
        settings = self._desk.settings
        self._keep(msgspec.structs.replace(settings, bot=msgspec.structs.replace(settings.bot, on=order.on)))

    async def try_bot(self, order: c.TryBot) -> BotDecision:
        """What the bot would answer; nothing leaves the computer."""
        with self._desk.db.read() as r:
            return self._bot.try_out(r, cast(Incoming, order.incoming), cast(TalkSoFar, order.state))

    # Settings -------------------------------------------------------------------------------------------------------

    async def save_settings(self, order: c.SaveSettings) -> Settings:
        """Keep what the owner chose; the customer page and the hub follow."""
        settings = cast(Settings, order.settings)
        before = self._desk.settings
        self._keep(settings)
        if settings.page != before.page:
            await self._move()
        return settings

    def _keep(self, settings: Settings) -> None:
        try:
            self._desk.settings_file.save(settings)
        except SettingsNotSaved as fault:
            raise CannotDo("settings_not_saved") from fault
        self._desk.settings = settings
        with self._desk.change() as change:
            change.tell(Topic.SETTINGS)
            change.tell(Topic.BOT)
            change.dress = True

    # The customer page ----------------------------------------------------------------------------------------------

    async def make_poster(self, order: c.MakePoster) -> str:
        """The link that the poster's code holds; the window paints the poster to `order.path`."""
        link = await self.customer_link(c.CustomerLink())
        return f"{link}?src=poster"

    async def customer_link(self, _order: c.CustomerLink) -> str:
        """Where customers find the page."""
        with self._desk.db.read() as r:
            account = next((one for one in working.accounts(r) if one.channel == "hub"), None)
        if account is None:
            raise CannotDo("hub_not_running")
        path = account.credentials.get("path", "")
        if self.keeper is None:
            return account.credentials.get("customers", account.credentials.get("address", "")) + path
        link = self.keeper.customer_link(path)
        if not link:
            raise CannotDo("hub_not_running")
        return link

    async def open_to_wifi(self, order: c.OpenToWifi) -> str:
        """Let phones on the shop's Wi-Fi in, or not."""
        listening = Listening.SHOP_WIFI if order.on else Listening.THIS_COMPUTER
        settings = self._desk.settings
        page = msgspec.structs.replace(settings.page, listening=listening)
        if page != settings.page:
            self._keep(msgspec.structs.replace(settings, page=page))
            await self._move()
        return await self.customer_link(c.CustomerLink())

    async def _move(self) -> None:
        if self.keeper is None:
            return
        await self.keeper.move(place_of(self._desk))
        try:
            await self.keeper.address()
        except ConnectionError as fault:
            raise CannotDo("hub_not_running") from fault

    # Backups and long work ------------------------------------------------------------------------------------------

    async def back_up(self, order: c.BackUp) -> int:
        """A verified, encrypted copy of everything."""
        return await asyncio.to_thread(self._back_up, order.path)

    def _back_up(self, path: Path) -> int:
        with self._jobs.working(JOB):
            return self._desk.db.backup(
                path,
                self._backup_key(),
                lambda done, total: self._desk.announcer.say((Progress(JOB, done, total),)),
            )

    async def cancel_job(self, order: c.CancelJob) -> None:
        """Stop long work at its next step."""
        self._jobs.cancel(order.job)


def place_of(desk: Desk) -> Place:
    """Where the bundled hub is to live by the settings."""
    page = desk.settings.page
    return Place(
        folder=desk.profile.hub,
        log=desk.profile.logs / "hub.log",
        port=page.port,
        wifi=page.listening is Listening.SHOP_WIFI,
        stays_open=page.stays_open,
        practice=desk.profile.name is ProfileName.PRACTICE,
    )
