"""The courier: one lane per account, the only room that hands messages to a network."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Final

from vetrina.domain import channels as ch
from vetrina.domain.events import Notice, Topic
from vetrina.engine.conditions import Conditions
from vetrina.engine.desk import Desk
from vetrina.engine.handover import Handover, Leaving
from vetrina.engine.intake import Intake
from vetrina.engine.pauses import happens
from vetrina.engine.resync import Resync, event_number
from vetrina.engine.window import Window
from vetrina.store import ledger
from vetrina.store.errors import StoreError
from vetrina.store.queries.working import AccountRow
from vetrina.transports.base import Transport, WindowNotReached, WindowTransport

_log = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0
SIGN_IN_PAUSE_S: Final = 600.0
AT_ONCE: Final = 25
"""Messages handed over in one go: what the owner types waits at most for these."""
AGAIN_MS: Final = 3_000
LOOK_S: Final = 30.0
"""A lane looks at least this often whether something is due; it is woken for everything it can know of."""
LOOK_MS: Final = int(LOOK_S * 1000)
HELD_S: Final = 0.25
"""How soon a lane looks again when something is due but held: by its talk's order, by the clock, by the fence."""

Make = Callable[[AccountRow], Awaitable[Transport]]


class LinkLost(Exception):
    """Go back to connecting: an outcome is unclear and can be asked for, or the network went away."""


class Lane:
    """One account: its connection, what comes in, and what goes out in order."""

    def __init__(
        self,
        desk: Desk,
        account: AccountRow,
        make: Make,
        conditions: Conditions,
        intake: Intake,
        handover: Handover,
        window: Window,
        resync: Resync,
    ) -> None:
        self.account = account
        self.state = ch.LinkState.OFF
        self.idle = asyncio.Event()
        self._desk = desk
        self._make = make
        self._conditions = conditions
        self._intake = intake
        self._handover = handover
        self._window = window
        self._resync = resync
        self._wake = asyncio.Event()
        self._undressed = True
        self._dress_at = 0
        self._tokens = 0.0
        self._tokens_at = 0.0

    def wake(self, window: bool = False) -> None:
        """There is something new to send; with `window`, something new to show or to tell."""
        self.idle.clear()
        self._undressed = self._undressed or window
        self._wake.set()

    # The connection ---------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Connect, and again after trouble with growing pauses; until cancelled."""
        tries = 0
        while True:
            self._link(ch.LinkState.CONNECTING)
            state = ch.LinkState.OFFLINE
            try:
                transport = await self._make(self.account)
                state, was_up = await self._serve(transport)
                tries = 0 if was_up else tries
            except (OSError, StoreError) as fault:
                _log.info("the link to %s is down: %s", self.account.channel, type(fault).__name__)
            except Exception:  # noqa: BLE001 - a broken transport must not end the lane
                _log.exception("a transport broke")
            tries += 1
            pause = _pause(tries) if state is not ch.LinkState.NEEDS_SIGN_IN else SIGN_IN_PAUSE_S
            self._link(state, retry_at=self._desk.now() + int(pause * 1000))
            if state is not ch.LinkState.NEEDS_SIGN_IN:
                await asyncio.sleep(pause)
            else:
                self._wake.clear()
                await happens(self._wake, pause)

    async def _serve(self, transport: Transport) -> tuple[ch.LinkState, bool]:
        """One connection from beginning to end; how it ended, and whether it ever stood."""
        outgoing: asyncio.Task[None] | None = None
        state = ch.LinkState.OFFLINE
        try:
            await transport.connect()
            async for event in transport.events():
                if not isinstance(event, ch.LinkChanged):
                    await self.take(transport, event)
                elif event.state is ch.LinkState.CONNECTED:
                    self.connected(event)
                    outgoing = outgoing or asyncio.create_task(self._outgoing(transport))
                elif event.state in (ch.LinkState.OFFLINE, ch.LinkState.NEEDS_SIGN_IN):
                    _log.info("the link to %s ended: %s", self.account.channel, event.detail)
                    state = event.state
                    break
        finally:
            if outgoing is not None:
                outgoing.cancel()
                await asyncio.gather(outgoing, return_exceptions=True)
            await transport.close()
        return self.state if self.state is ch.LinkState.NEEDS_SIGN_IN else state, outgoing is not None

    def connected(self, event: ch.LinkChanged) -> None:
        """The link stands: compare clocks and heights, then tell the screens."""
        if event.server_now is not None:
            self._conditions.heard_time(self.account.id, event.server_now)
        self._resync.heard_height(self.account.id, event)
        self._link(ch.LinkState.CONNECTED)

    async def take(self, transport: Transport, event: ch.Happened) -> None:
        """Store one event and then acknowledge it. Raises StoreError, unacknowledged, when it cannot be stored."""
        try:
            self._intake.take(self.account.id, event)
        except StoreError:
            self._desk.announcer.say((Notice("cannot_store", kind="bad"),))
            raise
        await transport.acknowledge(event.external_id)
        self._resync.reached(self.account.id, event_number(event.external_id))
        await asyncio.sleep(0)

    def _link(self, state: ch.LinkState, retry_at: int | None = None) -> None:
        self.state = state
        try:
            with self._desk.change() as change:
                ledger.accounts.set_link_state(change.w, self.account.id, state, retry_at, change.now)
                change.tell(Topic.CHANNEL, self.account.id)
        except StoreError as fault:
            _log.warning("the state of a link could not be noted: %s", fault)

    # Out ------------------------------------------------------------------------------------------------------------

    async def _outgoing(self, transport: Transport) -> None:
        self._undressed = True
        try:
            await self.recover(transport)
            while True:
                self._wake.clear()
                if not await self.step(transport):
                    self.idle.set()
                    await happens(self._wake, self._until_next())
        except (LinkLost, OSError, StoreError) as fault:
            _log.info("sending on %s stopped: %s", self.account.channel, fault)
        except Exception:  # noqa: BLE001 - the link is opened anew; nothing is marked as sent by mistake
            _log.exception("sending broke")
        await transport.close()

    def _until_next(self) -> float:
        with self._desk.db.read() as r:
            due_at = ledger.outbox.next_due(r, self.account.id)
        if due_at is None:
            return LOOK_S
        return min(max((due_at - self._desk.now()) / 1000, HELD_S), LOOK_S)

    async def recover(self, transport: Transport) -> None:
        """What was handed over and never answered for is asked back by its key; else it is perhaps sent."""
        with self._desk.db.read() as r:
            rows = ledger.outbox.handed_over_rows(r, self.account.id)
        keyed = type(transport).describe().capabilities.repeats_safely
        for row in rows:
            outcome = await transport.outcome_of(row.attempt_key)
            if outcome is None:
                outcome = ch.Retry(0) if keyed else ch.Unknown("nobody can tell")
            self._settle([(row.message_id, outcome)])

    async def step(self, transport: Transport) -> bool:
        """Tell what is to be told, then hand over one batch. False when nothing was due."""
        if self._conditions.wants_the_time(self.account.id):
            raise LinkLost("comparing clocks anew")
        if isinstance(transport, WindowTransport):
            await self._dress(transport)
        sheet = type(transport).describe().capabilities
        batch = min(sheet.batch, AT_ONCE)
        leaving, looked = self._handover.take(self.account.id, await self._allowance(sheet.rate, batch))
        if leaving:
            self._tokens -= len(leaving)
            await self._deliver(transport, leaving, keyed=sheet.repeats_safely)
        return looked > 0

    async def _dress(self, window: WindowTransport) -> None:
        """Bring the window up to date; trouble with it does not keep messages from leaving."""
        if not self._undressed and self._desk.steady() < self._dress_at:
            return
        self._undressed = False
        self._dress_at = self._desk.steady() + LOOK_MS
        try:
            await self._resync.if_needed(self.account.id, window)
            await self._window.catch_up(self.account.id, window)
        except WindowNotReached as fault:
            _log.warning("the window is not up to date: %s", fault)
            self._dress_at = self._desk.steady() + AGAIN_MS

    async def _deliver(self, transport: Transport, leaving: list[Leaving], *, keyed: bool) -> None:
        outcomes = await transport.deliver([item.cleared for item in leaving])
        known: list[tuple[int, ch.Outcome]] = []
        unclear = signed_out = away = False
        for item, outcome in zip(leaving, outcomes, strict=True):
            if isinstance(outcome, ch.Unknown) and keyed:
                unclear = True
            elif isinstance(outcome, ch.Refused) and outcome.signed_out:
                signed_out = True
                known.append((item.row.message_id, ch.Retry(0, outcome.reason)))
            else:
                away = away or (isinstance(outcome, ch.Retry) and outcome.reason == "no_net")
                known.append((item.row.message_id, outcome))
        self._settle(known)
        if signed_out:
            self.state = ch.LinkState.NEEDS_SIGN_IN
            raise LinkLost("the network wants a new sign-in")
        if unclear or away:
            raise LinkLost("the network went away while it was handed something")

    def _settle(self, outcomes: list[tuple[int, ch.Outcome]]) -> None:
        if not outcomes:
            return
        with self._desk.change() as change:
            for message_id, outcome in outcomes:
                ledger.outbox.settle(change.w, message_id, outcome, change.now)
                self._handover.settled(change, message_id, outcome)
                change.tell(Topic.MESSAGE, message_id)
            change.tell(Topic.OUTBOX)
            change.tell(Topic.CAMPAIGN)

    async def _allowance(self, rate: float, batch: int) -> int:
        """How many may leave now, within the network's rate; waits until it is at least one."""
        while True:
            now = asyncio.get_running_loop().time()
            self._tokens = min(float(batch), self._tokens + (now - self._tokens_at) * rate)
            self._tokens_at = now
            if self._tokens >= 1:
                many = int(self._tokens)
                return max(1, min(many, batch))
            await asyncio.sleep(1 / rate)


def _pause(tries: int) -> float:
    """1, 2, 4 … 60 s, each shortened by up to a half so that many desktops do not come at once."""
    longest = min(FIRST_PAUSE_S * 2 ** min(tries - 1, 10), LONGEST_PAUSE_S)
    return float(longest * (0.5 + random.random() / 2))


class Courier:
    """All lanes. Accounts are added while it runs."""

    def __init__(self, make_lane: Callable[[AccountRow], Lane]) -> None:
        self.lanes: dict[int, Lane] = {}
        self._make_lane = make_lane
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def add(self, account: AccountRow) -> Lane:
        """Open a lane for an account, or open it anew with a changed login."""
        old = self._tasks.pop(account.id, None)
        if old is not None:
            old.cancel()
        lane = self._make_lane(account)
        self.lanes[account.id] = lane
        self._tasks[account.id] = asyncio.create_task(lane.run())
        return lane

    def wake(self, account_id: int, window: bool = False) -> None:
        """There is something new for one account, 0 for all."""
        for number, lane in self.lanes.items():
            if account_id in (0, number):
                lane.wake(window)

    async def close(self) -> None:
        """End every lane."""
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
