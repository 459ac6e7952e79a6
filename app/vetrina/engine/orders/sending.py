"""Campaigns: keep, check, send, pause, resume, stop, and the test to the own phone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from vetrina.domain.campaigns import Campaign, CampaignState
from vetrina.domain.events import Topic
from vetrina.domain.people import Address
from vetrina.domain.talk import Author, Purpose
from vetrina.engine import commands as c
from vetrina.engine.campaigns import Campaigns
from vetrina.engine.commands import CannotDo
from vetrina.engine.desk import Change, Desk
from vetrina.engine.engine import Order
from vetrina.engine.outbox import Outbox, Wish
from vetrina.engine.packs import rule_pack
from vetrina.engine.shelf import Shelf
from vetrina.store import ledger
from vetrina.store.queries import campaigns as campaign_queries
from vetrina.store.queries import working
from vetrina.store.views import Check


class SendingOrders:
    """Orders about campaigns."""

    def __init__(self, desk: Desk, campaigns: Campaigns, outbox: Outbox, shelf: Shelf) -> None:
        self._desk = desk
        self._campaigns = campaigns
        self._outbox = outbox
        self._shelf = shelf

    def table(self) -> Mapping[type, Order]:
        """Command to what carries it out."""
        return {
            c.SaveCampaign: self.save,
            c.CheckCampaign: self.check,
            c.SendCampaign: self.send,
            c.PauseCampaign: self.pause,
            c.ResumeCampaign: self.resume,
            c.StopCampaign: self.stop,
            c.SendTest: self.test,
        }

    async def save(self, order: c.SaveCampaign) -> Campaign:
        """Keep a draft."""
        with self._desk.change() as change:
            if order.campaign.id:
                known = self._known(change, order.campaign.id)
                if known.state is not CampaignState.DRAFT:
                    raise CannotDo("campaign_running")
            kept = ledger.campaigns.save_campaign(change.w, order.campaign, change.now)
            change.tell(Topic.CAMPAIGN, kept.id)
        return kept

    async def check(self, order: c.CheckCampaign) -> Check:
        """Everyone of an audience with the gate's answer; nothing is kept."""
        return await asyncio.to_thread(self._check, order)

    def _check(self, order: c.CheckCampaign) -> Check:
        pack = rule_pack(order.pack or self._campaigns.pack().name)
        at = order.at if order.at is not None else self._desk.now()
        with self._desk.db.read() as r:
            around = self._campaigns.around_at(r, order.campaign_id, at)
            return campaign_queries.check(r, order.audience, at, pack, around)

    async def send(self, order: c.SendCampaign) -> Check:
        """Make it durable who gets what, then let it go out."""
        return await self._campaigns.send(order.campaign_id)

    async def pause(self, order: c.PauseCampaign) -> None:
        """Nothing more leaves."""
        self._with(order.campaign_id, self._campaigns.pause)

    async def resume(self, order: c.ResumeCampaign) -> None:
        """Go on."""
        self._with(order.campaign_id, self._campaigns.resume)
        self._campaigns.wake()

    async def stop(self, order: c.StopCampaign) -> None:
        """End it."""
        self._with(order.campaign_id, self._campaigns.stop)

    def _with(self, campaign_id: int, work: Callable[[Change, int], None]) -> None:
        with self._desk.change() as change:
            self._known(change, campaign_id)
            work(change, campaign_id)

    @staticmethod
    def _known(change: Change, campaign_id: int) -> Campaign:
        try:
            return ledger.campaigns.campaign_of(change.w, campaign_id)
        except LookupError as gone:
            raise CannotDo("gone") from gone

    async def test(self, order: c.SendTest) -> int:
        """The campaign's message to the owner's own phone; it passes the gate like every other."""
        with self._desk.change() as change:
            campaign = self._known(change, order.campaign_id)
            ad = next(iter(working.ads_by_id(change.w, [campaign.ad_id])), None)
            if ad is None:
                raise CannotDo("no_ad")
            own = working.own_phone(change.w)
            if own is None:
                raise CannotDo("no_own_phone")
            address_id, account_id, remote_id = own
            contact_id = working.contact_of(change.w, account_id, remote_id)
            assert contact_id is not None
            content = self._shelf.offer(change.w, ad, contact_id, change.now)
            wish = Wish(address_id, Address(account_id, remote_id), Purpose.TEST, Author.OFFER, content)
            return self._outbox.submit(change, wish).message_id
