"""The real hub without its sockets: real tables, real gate, real events, called in this process; for models and tricks.

`NearHub` is the hub, `NearPhone` a customer, `NearShop` a desktop whose engine is stepped by hand. One clock each, set
by the test. A crash is `NearShop.crash()`: everything in memory is dropped, the store stays as it was committed.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from vetrina import paths
from vetrina.domain import channels as ch
from vetrina.domain.policy import Cleared
from vetrina.domain.window import FeedAd, ShopCard, StandingPage
from vetrina.engine.announcer import Announcer
from vetrina.engine.courier import Lane, LinkLost
from vetrina.engine.shop import Means, Parts
from vetrina.hub import events, feed, gate, pages, people, talks, wire
from vetrina.hub.customer import wire as customer_wire
from vetrina.hub.operator.routes import send_request
from vetrina.hub.store import tables
from vetrina.hub.store.database import Place, open_database
from vetrina.hub.store.writer import Unit, _flush
from vetrina.settings import Settings, SettingsFile
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.queries import working
from vetrina.transports.base import Transport, TransportTools, WindowTransport
from vetrina.transports.hub import SHEET, event_number, from_frame, outcome_from
from vetrina.transports.hub_window import _standing_of, ad_body

T = TypeVar("T")
KEY = b"k" * 32


@dataclass
class Clock:
    """A clock that a test sets, ms. `steady` only goes forward."""

    at: int = 1_780_000_000_000
    ticks: int = 0

    def __call__(self) -> int:
        return self.at

    def steady(self) -> int:
        """Milliseconds since the test began, whatever was done to the clock."""
        return self.ticks

    def pass_ms(self, ms: int) -> None:
        """Time goes by."""
        self.at += ms
        self.ticks += ms

    def set_back(self, ms: int) -> None:
        """Somebody turns the clock; no time goes by."""
        self.at -= ms


class NearHub:
    """One hub with one page."""

    def __init__(self, folder: Path, clock: Callable[[], int], name: str = "Bottega Aurora") -> None:
        self.clock = clock
        self.database = open_database(Place(folder, None))
        self.gate = gate.Gate()
        self._last = 0
        with self.database.writing.begin() as connection:
            pages.add_page(connection, name, clock())
            (self.page,) = pages.list_pages(connection)

    def write(self, run: Callable[[Unit], T]) -> T:
        """One transaction of the hub."""
        self._last = max(self._last, self.clock())
        with self.database.writing.begin() as connection:
            unit = Unit(connection, self._last)
            result = run(unit)
            _flush(unit)
        return result

    def read(self, query: Callable[[Any], T]) -> T:
        """One reading transaction of the hub."""
        with self.database.reading.begin() as connection:
            return query(connection)

    def offers_received(self) -> list[tuple[str, str, int, int | None]]:
        """Every sponsored message any customer ever got: (psid, campaign, at, tapped at), oldest first."""
        m = tables.message.c
        return self.read(
            lambda r: [
                (row.psid, row.campaign, row.at, row.clicked_at)
                for row in r.execute(
                    tables.message.select()
                    .with_only_columns(m.psid, m.campaign, m.at, m.clicked_at)
                    .where(m.purpose == "sponsored")
                    .order_by(m.seq)
                )
            ]
        )

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()


@dataclass
class NearPhone:
    """One customer."""

    hub: NearHub
    name: str
    follow_shop: bool = True
    psid: str = ""
    _numbers: Any = field(default_factory=itertools.count)

    def join(self) -> NearPhone:
        """Give a name."""
        body = customer_wire.JoinBody(name=self.name, follow=self.follow_shop)
        self.psid = self.hub.write(lambda unit: people.join(unit, self.hub.page, body, "")).psid
        return self

    def _write(self, run: Callable[..., T], *more: Any) -> T:
        return self.hub.write(lambda unit: run(unit, self.hub.page, self.psid, *more))

    def say(self, text: str) -> str:
        """Write; the message's id."""
        body = customer_wire.SayBody(client_id=f"{self.psid}-{next(self._numbers)}", text=text)
        return self._write(talks.say, body).mid

    def tap(self, mid: str) -> None:
        """Tap the button of an offer. Raises talks.NotThere or talks.NothingSaid."""
        body = customer_wire.TapBody(client_id=f"{self.psid}-{next(self._numbers)}", button=True)
        self._write(talks.tap, mid, body)

    def follow(self, on: bool) -> None:
        """Follow or not."""
        self._write(people.follow, on)

    def block(self, on: bool) -> None:
        """Block or not."""
        self._write(people.block, on)

    def offers(self, choice: str) -> None:
        """``usual``, ``less`` or ``stopped``."""
        self._write(people.choose_offers, choice)

    def delete(self, mid: str) -> None:
        """Delete one message for both."""
        self._write(talks.delete, mid)

    def see(self, mid: str) -> None:
        """Look at the talk up to a message."""
        self._write(talks.seen, mid)

    def leave(self) -> None:
        """Leave for good."""
        self._write(people.leave)

    def open_ad(self, key: str) -> None:
        """Open an ad's chat box. Raises talks.NotThere."""
        self._write(feed.open_ad, key)

    def messages(self) -> list[dict[str, Any]]:
        """The talk, oldest first; ``kind`` is ``offer`` for sponsored messages."""
        found = self.hub.read(talks.talk(self.psid, ""))
        return [msgspec.to_builtins(message) for message in found.messages]


class NearTransport(WindowTransport):
    """The hub's operator side by direct calls; frames and outcomes go through the wire shapes all the same."""

    hub: NearHub
    away = False

    @classmethod
    def describe(cls) -> ch.ChannelSheet:
        """The hub's own sheet."""
        return SHEET

    @classmethod
    def at(cls, hub: NearHub) -> type[NearTransport]:
        """A transport class that knows its hub."""
        return type("NearTransportAt", (cls,), {"hub": hub})

    async def check(self) -> str:
        return self.hub.page.name

    async def connect(self) -> None:
        return

    async def close(self) -> None:
        return

    def hello(self) -> ch.LinkChanged:
        """What the first frame says."""
        height, floor = self.hub.read(events.edges(self.hub.page))
        frame = wire.HelloFrame(now=self.hub.clock(), height=height, floor=floor)
        link = from_frame(frame)
        assert isinstance(link, ch.LinkChanged)
        return link

    def waiting(self, after: int) -> list[Any]:
        """The next events, at most 500."""
        told: Sequence[Any] = self.hub.read(events.events_after(self.hub.page, after))
        found = [from_frame(event) for event in told]
        return [event for event in found if not isinstance(event, ch.LinkChanged)]

    async def events(self) -> AsyncIterator[ch.Inbound]:
        yield self.hello()
        for event in self.waiting(event_number(self.tools.cursor)):
            yield event

    async def acknowledge(self, external_id: str) -> None:
        reader = f"desktop {self.credentials.get('desktop', '')}"
        number = event_number(external_id)
        self.hub.write(lambda unit: events.acknowledge(unit, self.hub.page, reader, number))

    async def deliver(self, cleared: Sequence[Cleared]) -> Sequence[ch.Outcome]:
        if self.away:
            return [ch.Retry(1, "no_net")] * len(cleared)
        requests = [
            send_request(
                self.hub.page,
                wire.SendBody(
                    key=item.draft.attempt_key,
                    psid=item.draft.address.remote_id,
                    purpose=item.draft.purpose,
                    content=wire.content_body(item.unsealed_content(self.tools.clock())),
                    campaign=item.draft.campaign_key,
                ),
            )
            for item in cleared
        ]
        return [outcome_from(body) for body in self.hub.write(lambda unit: self.hub.gate.send(unit, requests))]

    async def outcome_of(self, attempt_key: str) -> ch.Outcome | None:
        body = self.hub.read(gate.outcome_of(self.hub.page.id, attempt_key))
        return None if body is None else outcome_from(body)

    async def put_shop(self, card: ShopCard) -> None:
        return

    async def put_picture(self, sha256: str, data: bytes) -> None:
        return

    async def put_ad(self, ad: FeedAd) -> None:
        self.hub.write(lambda unit: feed.put_ad(unit, self.hub.page, ad.key, ad_body(ad)))

    async def remove_ad(self, key: str) -> None:
        self.hub.write(lambda unit: feed.remove_ad(unit, self.hub.page, key))

    async def block(self, remote_id: str, blocked: bool) -> None:
        self.hub.write(lambda unit: people.shop_blocks(unit, self.hub.page, remote_id, blocked))

    async def mark_own(self, remote_id: str, own: bool) -> None:
        self.hub.write(lambda unit: people.mark_own(unit, self.hub.page, remote_id, own))

    async def hold(self, remote_id: str, by_human: bool) -> None:
        holder = "human" if by_human else "bot"
        self.hub.write(lambda unit: talks.take_control(unit, self.hub.page, remote_id, holder, ""))

    async def erase(self, remote_id: str) -> None:
        self.hub.write(lambda unit: people.leave(unit, self.hub.page, remote_id))

    async def standing(self, after: str) -> StandingPage:
        found = self.hub.read(people.standing(self.hub.page, after))
        return StandingPage(found.height, tuple(_standing_of(row) for row in found.people), found.next)


class NearShop:
    """A desktop of the hub's page, stepped by hand: `do` commands, `pull` what the hub tells, `push` what is due.

    Only one loop is used, and nothing runs between calls.
    """

    def __init__(self, hub: NearHub, profile: paths.Profile, clock: Clock, settings: Settings, name: str = "") -> None:
        self.hub = hub
        self.profile = profile
        self.clock = clock
        self.settings = settings
        self.name = name or "one"
        self.loop = asyncio.new_event_loop()
        self.open()

    def open(self) -> None:
        """Open the store and put the parts together."""
        self.db = Database.open(self.profile.store_file, KEY, self.clock)
        with self.db.write() as w:
            ledger.accounts.make_account(w, "hub", "Shop", self.hub.page.id, {"desktop": self.name}, self.clock())
        network: type[Transport] = NearTransport.at(self.hub)
        means = Means(
            profile=self.profile,
            settings_file=SettingsFile(self.profile.settings_file),
            settings=self.settings,
            db=self.db,
            networks={"hub": network},
            hub_key=lambda: b"",
            backup_key=lambda: KEY,
            clock=self.clock,
            steady=self.clock.steady,
            bundled_hub=False,
        )
        self.parts = self._run(self._parts(means))
        with self.db.read() as r:
            self.account = working.accounts(r)[0]
        self.parts.campaigns.accounts = lambda: (self.account.id,)
        self.lane: Lane = self.parts.lane(self.account, lambda _account: self._nobody())
        self.connect()

    @staticmethod
    async def _parts(means: Means) -> Parts:
        return Parts(means, Announcer())

    @staticmethod
    async def _nobody() -> Transport:
        raise ConnectionError

    def _run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def connect(self) -> None:
        """A new connection: clocks and heights are compared, open questions asked back."""
        with self.db.read() as r:
            cursor = ledger.accounts.cursor_of(r, self.account.id)
        tools = TransportTools(None, self.parts.desk.now, cursor)  # type: ignore[arg-type]
        self.transport = NearTransport.at(self.hub)({"desktop": self.name}, tools)
        assert isinstance(self.transport, NearTransport)
        self.hub.write(
            lambda unit: events.greet_reader(unit, self.hub.page, f"desktop {self.name}", event_number(cursor))
        )
        self.lane.connected(self.transport.hello())
        self._run(self.lane.recover(self.transport))

    def do(self, command: object) -> Any:
        """What the engine answers. Raises CannotDo."""
        return self._run(self.parts.orders[type(command)](command))

    def pull(self) -> int:
        """Take in everything the hub has to tell; how many events."""
        taken = 0
        while True:
            with self.db.read() as r:
                after = event_number(ledger.accounts.cursor_of(r, self.account.id))
            found = self.transport.waiting(after)
            for event in found:
                self._run(self.lane.take(self.transport, event))
            taken += len(found)
            if not found:
                return taken

    def take_again(self, event: ch.Happened) -> None:
        """A double of an event."""
        self._run(self.lane.take(self.transport, event))

    def push(self, most: int = 50) -> None:
        """Everything that is due goes to the hub; a broken link is opened anew once."""
        self.lane.wake(window=True)
        try:
            self._run(self._steps(most))
        except LinkLost:
            self.connect()

    async def _steps(self, most: int) -> None:
        for _ in range(most):
            if not await self.lane.step(self.transport):
                return

    def tick(self) -> None:
        """One look of the campaigns at what is due."""
        self._run(self.parts.campaigns.tick())

    def settle(self) -> None:
        """Pull, tick and push until nothing moves, a few rounds at most."""
        for _ in range(4):
            self.pull()
            self.tick()
            self.push()
        self.pull()

    def read(self, query: Callable[[Any], T]) -> T:
        """A query's answer."""
        with self.db.read() as r:
            return query(r)

    def crash(self) -> None:
        """Power cut: nothing in memory survives, the store does."""
        self.db._dispose()
        self.db._lease.release()
        self.open()

    def close(self) -> None:
        """The end."""
        self.db.close()
        self._run(self.loop.shutdown_default_executor())
        self.loop.close()
