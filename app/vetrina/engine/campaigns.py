"""Campaigns at work: planned in turns, written down in chunks, first a few, then the rest, later ones by themselves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

import msgspec

from vetrina.domain.ads import Ad
from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Schedule, quiet_until
from vetrina.domain.events import Notice, Progress, Topic
from vetrina.domain.policy import RulePack
from vetrina.domain.talk import Content
from vetrina.engine.commands import CannotDo
from vetrina.engine.conditions import Conditions
from vetrina.engine.desk import Change, Desk
from vetrina.engine.jobs import Jobs
from vetrina.engine.packs import rule_pack
from vetrina.engine.pauses import happens
from vetrina.engine.shelf import Choice, Shelf
from vetrina.store import ledger
from vetrina.store.errors import StoreError
from vetrina.store.queries import going_out, working
from vetrina.store.rows import Circumstances, DueRow
from vetrina.store.views import Check

_log = logging.getLogger(__name__)

JOB: Final = "campaign"
CHUNK: Final = 2_000
AHEAD: Final = 4_000
"""How many messages of one campaign are written down before they leave; the rest stays a plan."""
TRIAL_MS: Final = 30 * 60_000
"""How long the first few are watched before the rest follows."""
LOOK_S: Final = 20.0
CATCH_UP_S: Final = 3.0
SOON_S: Final = 0.2
_AD: Final = "campaign.ad.{}"
_TRIAL: Final = "campaign.trial.{}"


class Trial(msgspec.Struct, frozen=True):
    """The first few of a campaign: how many were written down, since when (ms) all are out, whether it is over."""

    queued: int = 0
    out_since: int = 0
    over: bool = False


class Campaigns:
    """All campaigns of the shop. `tick` does what is due and says how long nothing will be."""

    def __init__(self, desk: Desk, conditions: Conditions, shelf: Shelf, jobs: Jobs) -> None:
        self._desk = desk
        self._conditions = conditions
        self._shelf = shelf
        self._jobs = jobs
        self._wake = asyncio.Event()
        self._planning: set[int] = set()
        self._released: dict[int, int] = {}
        self._choices: dict[int, tuple[Ad, Choice]] = {}
        self.accounts: Callable[[], tuple[int, ...]] = lambda: ()

    # For the hand-over --------------------------------------------------------------------------------------------

    def content(self, change: Change, row: DueRow) -> Content:
        """The finished offer for one person: as written down, or with the best match where the ad picks per person."""
        if row.campaign_id is None:
            return row.content
        ad = self._frozen_ad(change.w, row.campaign_id)
        if ad is None or not ad.per_person:
            return row.content
        known = self._choices.get(row.campaign_id)
        if known is None or known[0] != ad:
            known = self._choices[row.campaign_id] = (ad, self._shelf.choice(change.w, ad))
        content = self._shelf.offer(change.w, ad, row.contact_id, change.now, known[1])
        ledger.shown.set_content(change.w, row.message_id, content)
        return content

    def circumstances(self, change: Change, campaign_id: int | None) -> Circumstances:
        """What holds for everybody in a campaign at this moment."""
        if campaign_id is None:
            return Circumstances()
        return self._around(ledger.campaigns.campaign_of(change.w, campaign_id), change.now)

    def _around(self, campaign: Campaign, now: int) -> Circumstances:
        conditions = [self._conditions.of(account_id) for account_id in self.accounts()]
        stale = campaign.schedule.stale_at
        return Circumstances(
            quiet_until=quiet_until(campaign.schedule, now, self._desk.zone()),
            clock_off=any(condition.clock_off for condition in conditions),
            behind_hub=any(condition.behind for condition in conditions),
            expired=stale is not None and now >= stale,
        )

    def around_at(self, r: Any, campaign_id: int, at: int) -> Circumstances:
        """What would hold at `at` (ms) for a campaign as it stands, or for one that is not kept yet (id 0)."""
        if not campaign_id:
            return self._around(Campaign(0, "", "", 0, Audience(), Schedule(quiet_from=0, quiet_to=0)), at)
        return self._around(ledger.campaigns.campaign_of(r, campaign_id), at)

    @staticmethod
    def _frozen_ad(r: Any, campaign_id: int) -> Ad | None:
        kept = ledger.accounts.kept(r, _AD.format(campaign_id))
        return msgspec.json.decode(kept, type=Ad) if kept else None

    # Sending --------------------------------------------------------------------------------------------------------

    async def send(self, campaign_id: int) -> Check:
        """Make it durable who gets what, and say how that came out; nothing leaves before. Raises CannotDo."""
        await self._caught_up()
        with self._desk.change() as change:
            campaign = self._draft(change, campaign_id)
            around = self._around(campaign, change.now)
            if around.clock_off or around.behind_hub:
                raise CannotDo("why.clock_off" if around.clock_off else "why.behind_hub")
            if around.expired:
                raise CannotDo("why.stale")
            self._freeze(change, campaign)
            ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.PLANNED, change.now)
            change.tell(Topic.CAMPAIGN, campaign_id)
        await self.plan(campaign_id)
        with self._desk.db.read() as r:
            planned = going_out.planned_check(r, campaign_id, self._desk.now())
        self._begin(campaign_id)
        self.wake()
        return planned

    async def _caught_up(self) -> None:
        """Right after a start the network still tells what happened meanwhile: that takes a moment, not a refusal."""
        try:
            async with asyncio.timeout(CATCH_UP_S):
                while any(self._conditions.of(account_id).behind for account_id in self.accounts()):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        except TimeoutError:
            return

    @staticmethod
    def _draft(change: Change, campaign_id: int) -> Campaign:
        try:
            campaign = ledger.campaigns.campaign_of(change.w, campaign_id)
        except LookupError as gone:
            raise CannotDo("gone") from gone
        if campaign.state is not CampaignState.DRAFT:
            raise CannotDo("campaign_running")
        return campaign

    def _freeze(self, change: Change, campaign: Campaign) -> None:
        ad = next(iter(working.ads_by_id(change.w, [campaign.ad_id])), None)
        if ad is None:
            raise CannotDo("no_ad")
        if self._shelf.holes(change.w, ad, change.now):
            raise CannotDo("ad_has_holes")
        made = self._shelf.creative(change.w, ad, {}, change.now)
        content = Content(
            text=ad.text, quick_replies=ad.quick_replies, card=made.product, headline=ad.headline, button=made.button
        )
        values = self._shelf.values(change.w, ad, change.now)
        ledger.campaigns.freeze_creative(change.w, campaign.id, content, values, change.now)
        ledger.accounts.keep_value(change.w, _AD.format(campaign.id), msgspec.json.encode(ad).decode())

    async def plan(self, campaign_id: int) -> None:
        """Decide about everybody, in turns; goes on where a crash broke it off."""
        self._planning.add(campaign_id)
        try:
            whole = await asyncio.to_thread(self._plan, campaign_id)
        finally:
            self._planning.discard(campaign_id)
        if not whole:
            with self._desk.change() as change:
                ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.STOPPED, change.now)
                change.tell(Topic.CAMPAIGN, campaign_id)
            raise CannotDo("taken_back_in_time")

    def _plan(self, campaign_id: int) -> bool:
        with self._desk.db.read() as r:
            total = working.people_count(r)
        done = 0
        with self._jobs.working(JOB) as job:
            while True:
                with self._desk.change() as change:
                    campaign = ledger.campaigns.campaign_of(change.w, campaign_id)
                    planned = ledger.campaigns.plan_chunk(
                        change.w, campaign_id, self.pack(), self._around(campaign, change.now), change.now, CHUNK
                    )
                if planned.finished:
                    return True
                done += planned.people
                self._desk.announcer.say((Progress(JOB, min(done, total), total),))
                if job.cancelled:
                    return False

    def pack(self) -> RulePack:
        """The rules that hold for offers."""
        accounts = self.accounts()
        return rule_pack(self._conditions.of(accounts[0] if accounts else 0).pack)

    def _begin(self, campaign_id: int) -> None:
        with self._desk.change() as change:
            campaign = ledger.campaigns.campaign_of(change.w, campaign_id)
            start = campaign.schedule.start_at
            if campaign.state is CampaignState.PLANNED and (start is None or start <= change.now):
                ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.GOING_OUT, change.now)
            change.tell(Topic.CAMPAIGN, campaign_id)

    def pause(self, change: Change, campaign_id: int) -> None:
        """Nothing more leaves until resumed."""
        if ledger.campaigns.campaign_of(change.w, campaign_id).state is CampaignState.GOING_OUT:
            ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.PAUSED, change.now)
            change.tell(Topic.CAMPAIGN, campaign_id)

    def resume(self, change: Change, campaign_id: int) -> None:
        """Go on."""
        if ledger.campaigns.campaign_of(change.w, campaign_id).state is CampaignState.PAUSED:
            ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.GOING_OUT, change.now)
            change.tell(Topic.CAMPAIGN, campaign_id)
            change.wake.add(0)

    def stop(self, change: Change, campaign_id: int) -> None:
        """End it; whoever has not been written to is not."""
        state = ledger.campaigns.campaign_of(change.w, campaign_id).state
        if state in (CampaignState.PLANNED, CampaignState.GOING_OUT, CampaignState.PAUSED):
            ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.STOPPED, change.now)
            change.tell(Topic.CAMPAIGN, campaign_id)
            change.tell(Topic.OUTBOX)

    # Going out --------------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._wake.clear()
            try:
                pause = await self.tick()
            except Exception:  # noqa: BLE001 - a store that cannot be reached now can be later
                _log.exception("a campaign's step broke")
                pause = LOOK_S
            await happens(self._wake, pause)

    async def tick(self) -> float:
        """Do what is due for every campaign; the answer is how many seconds nothing will be."""
        pause = LOOK_S
        with self._desk.db.read() as r:
            running = going_out.running_campaigns(r)
        for one in running:
            try:
                pause = min(pause, await self._step(one.id, planned=one.planned))
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - one broken campaign must not stop the others
                _log.exception("a campaign's step broke")
                self._give_up(one.id)
        return max(pause, SOON_S)

    async def _step(self, campaign_id: int, *, planned: bool) -> float:
        if not planned:
            if self._planning:
                return LOOK_S
            await self.plan(campaign_id)
        self._begin(campaign_id)
        with self._desk.db.read() as r:
            campaign = ledger.campaigns.campaign_of(r, campaign_id)
        return await self._go_on(campaign)

    def _give_up(self, campaign_id: int) -> None:
        """A campaign that cannot go on waits for the owner; what has not been written down stays planned."""
        with self._desk.change() as change:
            campaign = ledger.campaigns.campaign_of(change.w, campaign_id)
            if campaign.state in (CampaignState.PLANNED, CampaignState.GOING_OUT):
                ledger.campaigns.set_campaign_state(change.w, campaign_id, CampaignState.PAUSED, change.now)
                change.tell(Topic.CAMPAIGN, campaign_id)
                change.events.append(Notice("campaign_paused_itself", (("campaign", campaign.name),), "bad"))

    async def _go_on(self, campaign: Campaign) -> float:
        now = self._desk.now()
        schedule = campaign.schedule
        if campaign.state is CampaignState.PLANNED:
            return ((schedule.start_at or now) - now) / 1000
        if campaign.state is not CampaignState.GOING_OUT:
            return LOOK_S
        around = self._around(campaign, now)
        if around.expired:
            self._end(campaign, CampaignState.DONE, "campaign_stale")
            return LOOK_S
        with self._desk.db.read() as r:
            counts = going_out.campaign_counts(r, campaign.id)
        if schedule.stop_at_blocks and counts.get("blocked", 0) >= schedule.stop_at_blocks:
            self._end(campaign, CampaignState.STOPPED, "campaign_stopped_itself")
            return LOOK_S
        if around.clock_off or around.behind_hub:
            return 2.0
        undo_over = (campaign.started_at or now) + schedule.undo_ms
        if now < undo_over:
            return (undo_over - now) / 1000
        return await self._release(campaign, around)

    async def _release(self, campaign: Campaign, around: Circumstances) -> float:
        size, pause = self._portion(campaign)
        if size <= 0:
            return pause
        made = await asyncio.to_thread(self._write_down, campaign, around, size)
        if made:
            return pause if campaign.schedule.per_minute else SOON_S
        self._finish_if_done(campaign)
        return pause

    def _portion(self, campaign: Campaign) -> tuple[int, float]:
        """How many may be written down now, and when (s) to look again."""
        schedule = campaign.schedule
        with self._desk.db.read() as r:
            waiting = going_out.waiting_of(r, campaign.id)
        room = min(CHUNK, AHEAD - waiting)
        trial = self._trial(campaign)
        if schedule.trial and not trial.over:
            if trial.queued < schedule.trial:
                return min(room, schedule.trial - trial.queued), 1.0
            self._watch_trial(campaign, trial, waiting)
            return 0, 5.0
        if not schedule.per_minute:
            return room, 1.0
        steady = self._desk.steady()
        since = self._released.get(campaign.id, steady - 6_000)
        portion = int((steady - since) * schedule.per_minute / 60_000)
        if portion < 1:
            return 0, 60 / schedule.per_minute
        self._released[campaign.id] = steady
        return min(room, portion), 6.0 if schedule.per_minute >= 10 else 60 / schedule.per_minute

    def _write_down(self, campaign: Campaign, around: Circumstances, size: int) -> int:
        with self._desk.change() as change:
            if ledger.campaigns.campaign_of(change.w, campaign.id).state is not CampaignState.GOING_OUT:
                return 0
            ledger.campaigns.reconsider_later(change.w, campaign.id, self.pack(), around, change.now)
            done = ledger.campaigns.queue_chunk(
                change.w, campaign.id, self.pack(), around, change.now, size=min(size, CHUNK)
            )
            if campaign.schedule.trial:
                trial = self._trial_in(change.w, campaign.id)
                self._keep_trial(change, campaign.id, msgspec.structs.replace(trial, queued=trial.queued + done.people))
            if done.people:
                change.tell(Topic.CAMPAIGN, campaign.id)
                change.wake.add(0)
        return done.people

    def _finish_if_done(self, campaign: Campaign) -> None:
        with self._desk.db.read() as r:
            counts = going_out.campaign_counts(r, campaign.id)
            waiting = going_out.waiting_of(r, campaign.id)
        open_states = (DeliveryState.PLANNED, DeliveryState.LATER, DeliveryState.HANDED_OVER)
        if not waiting and not any(counts.get(state.value, 0) for state in open_states):
            self._end(campaign, CampaignState.DONE, "campaign_done")

    def _end(self, campaign: Campaign, state: CampaignState, note: str) -> None:
        with self._desk.change() as change:
            ledger.campaigns.end_campaign(change.w, campaign.id, state, change.now)
            change.tell(Topic.CAMPAIGN, campaign.id)
            change.events.append(
                Notice(note, (("campaign", campaign.name),), "ok" if note == "campaign_done" else "warn")
            )

    # The first few ----------------------------------------------------------------------------------------------------

    def _trial(self, campaign: Campaign) -> Trial:
        with self._desk.db.read() as r:
            return self._trial_in(r, campaign.id)

    @staticmethod
    def _trial_in(r: Any, campaign_id: int) -> Trial:
        kept = ledger.accounts.kept(r, _TRIAL.format(campaign_id))
        return msgspec.json.decode(kept, type=Trial) if kept else Trial()

    @staticmethod
    def _keep_trial(change: Change, campaign_id: int, trial: Trial) -> None:
        ledger.accounts.keep_value(change.w, _TRIAL.format(campaign_id), msgspec.json.encode(trial).decode())

    def _watch_trial(self, campaign: Campaign, trial: Trial, waiting: int) -> None:
        """The clock of the trial starts when all of it is out; then the rest follows, unless it stopped by itself."""
        if waiting:
            return
        with self._desk.change() as change:
            if not trial.out_since:
                self._keep_trial(change, campaign.id, msgspec.structs.replace(trial, out_since=change.now))
            elif change.now - trial.out_since >= TRIAL_MS:
                self._keep_trial(change, campaign.id, msgspec.structs.replace(trial, over=True))
                change.events.append(Notice("trial_went_well", (("campaign", campaign.name),), "ok"))
