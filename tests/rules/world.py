"""A small world in one thread: the real hub, the real engine's parts, customers, clocks that jump, and power cuts.

The hub's own functions and tables stand on one side, the engine's `Parts` with a real store on the other; between them
lies a wire without sockets that can lose answers. Nothing is pretended but the wire and the clocks.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from vetrina import paths
from vetrina.domain import channels as ch
from vetrina.domain.ads import Ad
from vetrina.domain.policy import Cleared
from vetrina.domain.talk import QuickReply
from vetrina.domain.window import FeedAd, ShopCard, StandingPage
from vetrina.engine import commands as c
from vetrina.engine.announcer import Announcer
from vetrina.engine.courier import Lane, LinkLost
from vetrina.engine.shop import Means, Parts
from vetrina.hub import events as hub_events
from vetrina.hub import gate as hub_gate
from vetrina.hub import people as hub_people
from vetrina.hub import talks as hub_talks
from vetrina.hub import wire
from vetrina.hub.customer.wire import JoinBody, SayBody, TalkMessage, TapBody
from vetrina.hub.operator.routes import send_request
from vetrina.hub.pages import Page, add_page, list_pages
from vetrina.hub.store import database as hub_database
from vetrina.hub.store.writer import Unit
from vetrina.hub.store.writer import _flush as flush
from vetrina.settings import Language, Settings, SettingsFile, Shop
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.queries import working
from vetrina.transports.base import WindowTransport
from vetrina.transports.hub import SHEET, from_frame, outcome_from
from vetrina.transports.hub_window import _standing_of

T = TypeVar("T")
KEY = b"k" * 32
HUB_KEY = "68" * 32
START = 1_779_000_000_000
HOUR = 3_600_000
SETTINGS = Settings(first_run_done=True, shop=Shop(name="Aurora", writes_in=Language.ITALIAN, zone="Europe/Rome"))
_COMPILED = LRUCache(5_000)
_DIALECTS: dict[type, Any] = {}
_frames = msgspec.json.Decoder(wire.DesktopFrame)


def share_statements(*engines: Engine) -> None:
    """Statements compiled once serve every world: each start would otherwise compile them all again."""
    for engine in engines:
        with engine.connect():
            pass  # the first connection makes the dialect known to itself
        engine._compiled_cache = _COMPILED  # type: ignore[assignment]
        engine.dialect = _DIALECTS.setdefault(type(engine.dialect), engine.dialect)


class PowerCut(BaseException):
    """The desktop's process is gone at this very moment."""


class Cut:
    """Stands in for `engine.faults.Faults`: cuts the power at the n-th boundary from now; 0 never."""

    def __init__(self) -> None:
        self.at = 0

    def boundary(self) -> None:
        if self.at:
            self.at -= 1
            if self.at == 0:
                raise PowerCut


@dataclass
class Clock:
    """True time. Every look at the steady clock moves it a little, so that nothing waits for ever."""

    now: int = START
    ticks: int = 0

    def steady(self) -> int:
        self.ticks += 20
        return self.now - START + self.ticks


class HubSide:
    """The hub's tables and functions, called as its routes call them."""

    def __init__(self, folder: Path, template: Path | None, clock: Clock) -> None:
        self.clock = clock
        if template is not None:
            shutil.copytree(template, folder)
        self.database = hub_database.open_database(hub_database.Place(folder, HUB_KEY))
        share_statements(self.database.writing, self.database.reading)
        self.gate = hub_gate.Gate()
        if template is None:
            with self.database.writing.begin() as connection:
                add_page(connection, "Aurora", clock.now)
        with self.database.reading.connect() as connection:
            (self.page,) = list_pages(connection)

    def write(self, run: Callable[[Unit], T]) -> T:
        """One transaction, committed."""
        with self.database.writing.begin() as connection:
            unit = Unit(connection, self.clock.now)
            result = run(unit)
            flush(unit)
        return result

    def read(self, query: Callable[[Any], T]) -> T:
        """One query."""
        with self.database.reading.connect() as connection:
            return query(connection)

    def restart(self) -> None:
        """What the hub keeps in memory is gone."""
        self.gate = hub_gate.Gate()


class Wire(WindowTransport):
    """Carries between a desktop and the hub. `lose`: the next answer is lost after the hub took the messages."""

    def __init__(self, hub: HubSide, reader: str) -> None:
        self.hub = hub
        self.reader = reader
        self.clock: Callable[[], int] = hub.clock
        self.up = True
        self.lose = False
        self.cut = False

    @classmethod
    def describe(cls) -> ch.ChannelSheet:
        return SHEET

    async def check(self) -> str:
        return "hub"

    async def connect(self) -> None:
        return

    async def close(self) -> None:
        return

    async def events(self) -> AsyncIterator[ch.Inbound]:
        for _ in ():
            yield _

    async def acknowledge(self, external_id: str) -> None:
        number = int(external_id.partition(":")[0])
        self.hub.write(lambda unit: hub_events.acknowledge(unit, self.hub.page, self.reader, number))

    async def deliver(self, cleared: Sequence[Cleared]) -> Sequence[ch.Outcome]:
        if not self.up:
            return [ch.Retry(1000, "no_net")] * len(cleared)
        bodies = [
            wire.SendBody(
                key=one.draft.attempt_key,
                psid=one.draft.address.remote_id,
                purpose=one.draft.purpose,
                content=wire.content_body(one.unsealed_content(self.clock())),
                campaign=one.draft.campaign_key,
                tag=one.draft.tag,
            )
            for one in cleared
        ]
        requests = [send_request(self.hub.page, body) for body in bodies]
        outcomes = self.hub.write(lambda unit: self.hub.gate.send(unit, requests))
        if self.cut:
            self.cut = False
            raise PowerCut
        if self.lose:
            self.lose = False
            return [ch.Unknown("the answer was lost")] * len(cleared)
        return [outcome_from(one) for one in outcomes]

    async def outcome_of(self, attempt_key: str) -> ch.Outcome | None:
        if not self.up:
            raise ConnectionError("away")
        body = self.hub.read(hub_gate.outcome_of(self.hub.page.id, attempt_key))
        return None if body is None else outcome_from(body)

    async def standing(self, after: str) -> StandingPage:
        body = self.hub.read(hub_people.standing(self.hub.page, after))
        return StandingPage(body.height, tuple(_standing_of(row) for row in body.people), body.next)

    async def block(self, remote_id: str, blocked: bool) -> None:
        self.hub.write(lambda unit: hub_people.shop_blocks(unit, self.hub.page, remote_id, blocked))

    async def hold(self, remote_id: str, by_human: bool) -> None:
        holder = "human" if by_human else "bot"
        self.hub.write(lambda unit: hub_talks.take_control(unit, self.hub.page, remote_id, holder, ""))

    async def erase(self, remote_id: str) -> None:
        self.hub.write(lambda unit: hub_people.leave(unit, self.hub.page, remote_id))

    async def put_shop(self, card: ShopCard) -> None:
        return

    async def put_picture(self, sha256: str, data: bytes) -> None:
        return

    async def put_ad(self, ad: FeedAd) -> None:
        return

    async def remove_ad(self, key: str) -> None:
        return


class Desktop:
    """One installation: a store of its own, the engine's parts, one lane. Its wall clock may be wrong by `skew`."""

    def __init__(self, folder: Path, template: Path | None, hub: HubSide, loop: asyncio.AbstractEventLoop) -> None:
        self.profile = paths.profile(home=folder)
        self.profile.create()
        self.hub = hub
        self.loop = loop
        self.skew = 0
        self.cut = Cut()
        self.wire = Wire(hub, folder.name)
        if template is not None:
            shutil.copy(template, self.profile.store_file)
        self.open()

    def now(self) -> int:
        """What this computer's clock says."""
        return self.hub.clock.now + self.skew

    def open(self) -> None:
        """Start (again) on the store as it lies."""
        self.db = Database.open(self.profile.store_file, KEY, self.now)
        share_statements(self.db._writer, self.db._readers)
        if not self._account():
            with self.db.write() as w:
                ledger.accounts.make_account(w, "hub", "Aurora", self.hub.page.id, {}, self.now())
        account = self._account()
        assert account is not None
        self.account = account
        self.parts = Parts(
            Means(
                profile=self.profile,
                settings_file=SettingsFile(self.profile.settings_file),
                settings=SETTINGS,
                db=self.db,
                networks={},
                hub_key=lambda: KEY,
                backup_key=lambda: KEY,
                clock=self.now,
                steady=self.hub.clock.steady,
                bundled_hub=False,
            ),
            Announcer(),
        )
        self.parts.desk.faults = self.cut  # type: ignore[assignment]
        self.parts.campaigns.accounts = lambda: (self.account.id,)
        self.wire.clock = self.parts.desk.now
        self.parts.conditions.use_pack(self.account.id, SHEET.rule_pack)
        self.lane: Lane = self.parts.lane(self.account, lambda _account: None)
        self.connect()

    def _account(self) -> working.AccountRow | None:
        with self.db.read() as r:
            return next(iter(working.accounts(r)), None)

    def close(self) -> None:
        """The process is gone; what was not committed is lost."""
        self.cut.at = 0
        self.db.close()

    def run(self, work: Any) -> Any:
        """Run a coroutine to its end."""
        return self.loop.run_until_complete(work)

    def do(self, command: object) -> Any:
        """An order of the screens. Raises CannotDo."""
        return self.run(self.parts.orders[type(command)](command))

    def connect(self) -> None:
        """The link stands again: clocks and heights are compared, what was handed over is asked back."""
        if not self.wire.up:
            return
        here = self._cursor()
        height, floor = self.hub.read(hub_events.edges(self.hub.page))
        self.hub.write(lambda unit: hub_events.greet_reader(unit, self.hub.page, self.wire.reader, here))
        self.lane.connected(
            ch.LinkChanged(ch.LinkState.CONNECTED, server_now=self.hub.clock.now, height=height, floor=floor)
        )
        self.lane.wake(True)
        self.run(self.lane.recover(self.wire))

    def _cursor(self) -> int:
        with self.db.read() as r:
            cursor = ledger.accounts.cursor_of(r, self.account.id)
        head = cursor.partition(":")[0]
        return int(head) if head.isdigit() else 0

    def pull(self, at_most: int = 500) -> int:
        """Take in what the hub has to tell; how many events that were."""
        if not self.wire.up:
            return 0
        frames = self.hub.read(hub_events.events_after(self.hub.page, self._cursor()))[:at_most]
        for frame in frames:
            event = from_frame(_frames.decode(msgspec.json.encode(frame)))
            assert isinstance(event, ch.Happened)
            self.run(self.lane.take(self.wire, event))
        return len(frames)

    def push(self) -> bool:
        """Plan and hand over what is due; False when nothing was."""
        self.run(self.parts.campaigns.tick())
        if not self.wire.up:
            return False
        try:
            return bool(self.run(self.lane.step(self.wire)))
        except LinkLost:
            self.connect()
            return True

    def snapshot(self, place: Path) -> None:
        """Copy the store as an owner would who knows where it lies."""
        self.db.close()
        shutil.copy(self.profile.store_file, place)
        self.open()

    def restore(self, place: Path) -> None:
        """Put an old copy in the store's place."""
        self.db.close()
        for old in self.profile.store_file.parent.glob(self.profile.store_file.name + "-*"):
            old.unlink()
        shutil.copy(place, self.profile.store_file)
        self.open()


AD = Ad(
    id=0,
    key="",
    name="Lino",
    headline="Lino",
    text="{first_name|Ciao}, lino fresco.",
    quick_replies=(QuickReply("Tienine uno", "KEEP"),),
)


@dataclass
class Customer:
    """One person, and what only they know: their own deeds and what reached their phone."""

    psid: str
    follows: bool
    talked: bool = False
    blocked: bool = False
    stopped: bool = False
    less: bool = False
    shop_blocked: bool = False
    gone: bool = False
    offers: list[str] = field(default_factory=list)
    clicked: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    last_offer_at: int = 0
    bot_since_act: int = 0


class World:
    """All of it. `violations` is what the oracle found, from the customers' side only."""

    def __init__(self, folder: Path, templates: tuple[Path, Path] | None) -> None:
        self.clock = Clock()
        self.loop = asyncio.new_event_loop()
        self.folder = folder
        hub_template, store_template = templates or (None, None)
        self.hub = HubSide(folder / "hub", hub_template, self.clock)
        self._store_template = store_template
        self.desktops: list[Desktop] = []
        self.add_desktop()
        self.customers: list[Customer] = []
        self.violations: list[str] = []
        self.counts: dict[str, int] = {}
        self._numbers = 0
        self._newest: str | None = None

    def add_desktop(self) -> Desktop:
        """Another installation of the same shop."""
        place = self.folder / f"desktop-{len(self.desktops)}"
        made = Desktop(place, self._store_template, self.hub, self.loop)
        self.desktops.append(made)
        return made

    def number(self) -> int:
        """A number that was not used before."""
        self._numbers += 1
        return self._numbers

    def close(self) -> None:
        """Let go of everything."""
        for desktop in self.desktops:
            desktop.close()
        self.hub.database.close()
        self.loop.close()

    # Customers ------------------------------------------------------------------------------------------------------

    def join(self, follow: bool) -> Customer:
        """Somebody scans the poster."""
        body = JoinBody(name=f"Anna {self.number()}", follow=follow)
        joined = self.hub.write(lambda unit: hub_people.join(unit, self.hub.page, body, ""))
        made = Customer(joined.psid, follow)
        self.customers.append(made)
        return made

    def act(self, who: Customer, run: Callable[[Unit, Page, str], object]) -> None:
        """A deed of this customer, at the hub."""
        self.hub.write(lambda unit: run(unit, self.hub.page, who.psid))

    def say(self, who: Customer, text: str) -> None:
        """Write to the shop."""
        body = SayBody(client_id=f"c{self.number()}", text=text)
        self.act(who, lambda unit, page, psid: hub_talks.say(unit, page, psid, body))
        who.talked = True
        who.bot_since_act = 0

    def tap(self, who: Customer, mid: str) -> None:
        """Tap an offer."""
        body = TapBody(client_id=f"c{self.number()}", payload="KEEP", title="Tienine uno")
        self.act(who, lambda unit, page, psid: hub_talks.tap(unit, page, psid, mid, body))
        who.clicked.add(mid)
        who.talked = True
        who.bot_since_act = 0

    # The oracle -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Every customer looks at the phone; what is new there is held against what that customer did."""
        newest = self.hub.read(lambda r: r.exec_driver_sql("SELECT max(mid) || count(*) FROM message").scalar())
        if newest == self._newest:
            return
        self._newest = newest
        for who in self.customers:
            if who.gone:
                continue
            answer = self.hub.read(hub_talks.talk(who.psid, ""))
            for message in answer.messages:
                if message.author == "me" or message.mid in who.seen:
                    continue
                who.seen.add(message.mid)
                self._judge(who, message)

    def _judge(self, who: Customer, message: TalkMessage) -> None:
        if who.blocked:
            self._found(who, f"blocked, and still got {message.kind} “{message.text}”")
        if message.kind == "offer":
            self._judge_offer(who, message)
            return
        if not who.talked:
            self._found(who, f"never wrote, and got “{message.text}”")
        if message.author == "bot":
            who.bot_since_act += 1
            if who.bot_since_act > 3:
                self._found(who, "the bot went on by itself")
            return
        if message.text in who.texts:
            self._found(who, f"got “{message.text}” twice")
        who.texts.append(message.text)

    def _judge_offer(self, who: Customer, message: TalkMessage) -> None:
        self.counts["offers"] = self.counts.get("offers", 0) + 1
        if not who.follows and not who.talked:
            self._found(who, "a stranger got an offer")
        if who.stopped:
            self._found(who, "said stop and got an offer")
        if who.offers and who.offers[-1] not in who.clicked:
            self._found(who, "got an offer before tapping the last one")
        if who.less and who.offers and self.clock.now - who.last_offer_at < 30 * 24 * HOUR:
            self._found(who, "asked for less and got a second offer within the month")
        who.offers.append(message.mid)
        who.last_offer_at = self.clock.now

    def _found(self, who: Customer, what: str) -> None:
        self.violations.append(f"{who.psid}: {what}")

    # Campaigns --------------------------------------------------------------------------------------------------------

    def ad_of(self, desktop: Desktop) -> Ad:
        """The shop's one ad."""
        kept: Ad = desktop.do(c.SaveAd(AD))
        return kept


def make_templates(folder: Path) -> tuple[Path, Path]:
    """A hub folder and a desktop store, made once: opening them new each time would cost more than the steps."""
    world = World(folder, None)
    (desktop,) = world.desktops
    store = folder / "template.db"
    desktop.db.close()
    shutil.copy(desktop.profile.store_file, store)
    world.hub.database.close()
    world.loop.close()
    return folder / "hub", store
