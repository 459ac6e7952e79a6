"""The practice shop: filled once with sample goods, visited by pretend customers through the public page."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from dataclasses import replace
from typing import Any

from vetrina import paths
from vetrina.domain.ads import AdState
from vetrina.domain.bot.codec import read_rules
from vetrina.engine import commands as c
from vetrina.engine.announcer import Announcer
from vetrina.engine.commands import CannotDo
from vetrina.engine.hub_process import program, program_environment
from vetrina.engine.shop import BOT_FACTS, Means, ShopWorks
from vetrina.exchange.practice import PracticeShop, practice_shop
from vetrina.store import ledger

_log = logging.getLogger(__name__)

_FILLED = "practice.filled"


class PracticeWorks(ShopWorks):
    """A shop like every other, whose customers are a process of ours."""

    def __init__(self, means: Means, announcer: Announcer, language: str, pace: float = 1.0) -> None:
        super().__init__(means, announcer)
        self._pace = pace
        self._sample = practice_shop(paths.resource("sample"), language)
        self._customers: subprocess.Popen[bytes] | None = None

    async def run(self) -> None:
        """Act until cancelled."""
        street = asyncio.create_task(self._begin())
        try:
            await super().run()
        finally:
            street.cancel()
            await asyncio.gather(street, return_exceptions=True)

    async def close(self) -> None:
        """The customers go home, then the shop closes."""
        if self._customers is not None and self._customers.stdin is not None:
            self._customers.stdin.close()
            await asyncio.to_thread(self._customers.wait)
        await super().close()

    async def _begin(self) -> None:
        with self.parts.desk.db.read() as r:
            filled = ledger.accounts.kept(r, _FILLED)
        if not filled:
            await self._fill(self._sample)
        link = await self._link()
        self._customers = await asyncio.to_thread(self._send_customers, link)

    async def _fill(self, sample: PracticeShop) -> None:
        """The same ways as the owner's own goods come in."""
        do = self._do
        await do(c.SaveRules(read_rules(paths.resource("bot/practice_rules.json").read_bytes())))
        await do(c.ImportProducts(sample.products_file, dry_run=False))
        await do(c.ImportPeople(sample.people_file, dry_run=False))
        for ad in sample.ads:
            kept = await do(c.SaveAd(replace(ad, state=AdState.DRAFT)))
            if ad.state is AdState.IN_FEED:
                await do(c.PutInFeed(kept.id))
        with self.parts.desk.change() as change:
            ledger.accounts.keep_value(change.w, BOT_FACTS, json.dumps(dict(sample.facts)))
            ledger.accounts.keep_value(change.w, _FILLED, "1")

    async def _do(self, command: object) -> Any:
        return await self.orders[type(command)](command)

    async def _link(self) -> str:
        while True:
            try:
                return str(await self._do(c.CustomerLink()))
            except CannotDo:
                await asyncio.sleep(0.5)

    def _send_customers(self, link: str) -> subprocess.Popen[bytes]:
        profile = self.parts.desk.profile
        with (profile.logs / "customers.log").open("ab") as out:
            return subprocess.Popen(  # noqa: S603 - our own program
                [
                    *program(), "practice-customers", "--link", link, "--script", str(self._sample.customers_file),
                    "--remember", str(profile.data / "customers.json"), "--stay", "--with-parent",
                    "--speed", str(self._pace),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=out,
                env=program_environment(),
            )  # fmt: skip
