"""A whole shop for tests: a real store, a real engine thread, a real hub process, and phones of customers."""

from __future__ import annotations

import json
import secrets
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from tests.support.hub_process import HubProcess, PageAccess

from vetrina import paths
from vetrina.domain.ads import Ad
from vetrina.domain.campaigns import Audience, Campaign, Schedule
from vetrina.domain.events import Event, Notice
from vetrina.domain.talk import Author, QuickReply
from vetrina.engine import commands as c
from vetrina.engine.announcer import Announcer
from vetrina.engine.desk import wall_clock
from vetrina.engine.engine import Engine
from vetrina.engine.shop import Means, ShopWorks
from vetrina.settings import Language, Settings, SettingsFile, Shop
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.queries import campaigns, inbox, working
from vetrina.store.views import CampaignRow, MessageRow
from vetrina.transports.registry import found

T = TypeVar("T")
KEY = b"k" * 32
PATIENCE_S = 20.0
SHOP = Settings(
    first_run_done=True,
    shop=Shop(name="Bottega Aurora", address="Via Po 7, Torino", writes_in=Language.ITALIAN, zone="Europe/Rome"),
)
ALWAYS = Schedule(quiet_from=0, quiet_to=0, per_minute=0)


def until(look: Callable[[], T | None], what: str = "it", patience_s: float = PATIENCE_S) -> T:
    """What `look` finds, asked again until it is something."""
    deadline = time.monotonic() + patience_s
    while True:
        found_now = look()
        if found_now:
            return found_now
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience_s:.0f} s for {what} in vain")
        time.sleep(0.02)


class Phone:
    """A customer's phone, over HTTP as the page's own script would do it."""

    def __init__(self, hub: HubProcess, page: PageAccess, name: str, **join: Any) -> None:
        self._hub = hub
        self._slug = page.slug
        self._session = ""
        answer = self.ask("POST", "/join", {"name": name, **join})
        self.psid: str = answer["customer"]["id"]
        self._session = answer["session"]

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request; the answer's JSON. Raises HTTPError for refusals."""
        request = urllib.request.Request(
            f"{self._hub.customers}/api/{self._slug}{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._session}"}
            if self._session
            else {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            raw = answer.read()
        return json.loads(raw) if raw else None

    def say(self, text: str, **more: Any) -> str:
        """Write; the message's id."""
        answer = self.ask("POST", "/talk", {"client_id": secrets.token_hex(8), "text": text, **more})
        return str(answer["mid"])

    def messages(self) -> list[dict[str, Any]]:
        """Everything in the talk, oldest first."""
        newest = self.ask("GET", "/talk")
        messages: list[dict[str, Any]] = newest["messages"]
        while newest["more"]:
            newest = self.ask("GET", f"/talk?before={messages[0]['mid']}")
            messages = newest["messages"] + messages
        return messages

    def read(self) -> list[str]:
        """Texts from the shop, oldest first."""
        return [message["text"] for message in self.messages() if message["from"] != "me"]

    def offers(self) -> list[dict[str, Any]]:
        """Sponsored messages, oldest first."""
        return [message for message in self.messages() if message["kind"] == "offer"]

    def tap_offer(self) -> None:
        """Tap the button of the last offer."""
        mid = self.offers()[-1]["mid"]
        self.ask("POST", f"/talk/{mid}/tap", {"client_id": secrets.token_hex(8), "button": True})

    def see_all(self) -> None:
        """Look at the newest message."""
        self.ask("POST", f"/talk/{self.messages()[-1]['mid']}/seen", {})

    def block(self, on: bool = True) -> None:
        """Block the shop, or not."""
        self.ask("POST", "/me/block", {"on": on})


@dataclass
class ShopFloor:
    """One desktop on one hub. `start` again after `stop` or a crash goes on with the same profile."""

    hub: HubProcess
    page: PageAccess
    profile: paths.Profile
    settings: Settings = SHOP
    clock: Callable[[], int] = wall_clock
    heard: list[Event] = field(default_factory=list)
    engine: Engine | None = None

    def start(self) -> ShopFloor:
        """Open the store and start the engine."""
        self.profile.create()
        self.engine = Engine(self._make)
        self.engine.subscribe(self.heard.append)
        self.engine.start()
        self.engine.opened.result(PATIENCE_S)
        return self

    def _make(self, announcer: Announcer) -> ShopWorks:
        return ShopWorks(make_means(self.profile, self.hub, self.page, self.settings, self.clock), announcer)

    def stop(self) -> None:
        """End the engine in order."""
        if self.engine is not None:
            assert self.engine.stop()
            self.engine = None

    def do(self, command: object) -> Any:
        """What the engine answers. Raises CannotDo."""
        assert self.engine is not None
        return self.engine.submit(command).result(PATIENCE_S)

    def read(self, query: Callable[[Any], T]) -> T:
        """A query's answer."""
        assert self.engine is not None
        return self.engine.read(query).result(PATIENCE_S)

    def phone(self, name: str, **join: Any) -> Phone:
        """A new customer."""
        return Phone(self.hub, self.page, name, **join)

    def notices(self) -> list[str]:
        """Keys of the notices so far."""
        return [event.key for event in list(self.heard) if isinstance(event, Notice)]

    # What tests look at -----------------------------------------------------------------------------------------------

    def contact(self, phone: Phone) -> int:
        """The person behind a phone, once the desktop knows them."""
        return until(lambda: self.read(lambda r: working.contact_of(r, 1, phone.psid)), "the person")

    def talk(self, phone: Phone) -> int:
        """The talk with a phone, once there is one."""
        return until(lambda: self.read(lambda r: working.talk_with(r, 1, phone.psid)), "the talk")

    def lines(self, phone: Phone) -> list[MessageRow]:
        """The talk's messages on the desktop, oldest first."""
        talk = self.talk(phone)
        return sorted(self.read(lambda r: inbox.messages(r, talk, None, 500)), key=lambda row: row.id)

    def said(self, phone: Phone, *authors: Author) -> list[str]:
        """What these authors said."""
        return [row.content.text for row in self.lines(phone) if row.author in authors]

    def connected(self) -> None:
        """Wait until the link stands."""
        until(lambda: self.read(lambda r: r.exec_driver_sql("SELECT state FROM account").scalar() == "connected"))

    def caught_up(self) -> bool:
        """Whether the hub has said how far it is, and all of that is stored here."""
        assert self.engine is not None
        works = self.engine.opened.result(PATIENCE_S)
        assert isinstance(works, ShopWorks)
        known = works.parts.conditions._known.get(1)
        return known is not None and known.server_at is not None and not known.behind

    def make_ad(self, **more: Any) -> Ad:
        """An ad, kept."""
        ad = Ad(
            id=0,
            key="",
            name="Camicia Riva",
            headline="Camicia Riva",
            text="{first_name|Amica}, lino fresco per te.",
            greeting="Ciao {first_name}, che cosa vuoi sapere?",
            quick_replies=(QuickReply("Orari", "HOURS"),),
        )
        kept: Ad = self.do(c.SaveAd(replace(ad, **more)))
        return kept

    def send_campaign(self, ad: Ad, name: str = "Lino", schedule: Schedule = ALWAYS, **audience: Any) -> Campaign:
        """A campaign, sent."""
        made: Campaign = self.do(c.SaveCampaign(Campaign(0, "", name, ad.id, Audience(**audience), schedule)))
        self.do(c.SendCampaign(made.id))
        return made

    def campaign(self, made: Campaign) -> CampaignRow:
        """A campaign's counts."""
        view = self.read(lambda r: campaigns.view(r, made.id))
        assert view is not None
        return view.row


def make_means(
    profile: paths.Profile, hub: HubProcess, page: PageAccess, settings: Settings, clock: Callable[[], int]
) -> Means:
    """The means of a shop on a hub that the test runs; its account is made at the first start."""
    db = Database.open(profile.store_file, KEY, clock)
    credentials = {
        "address": hub.graph,
        "customers": hub.customers,
        "token": page.page_access_token,
        "path": f"/s/{page.slug}",
    }
    with db.write() as w:
        ledger.accounts.make_account(w, "hub", page.name, page.page_id, credentials, clock())
    return Means(
        profile=profile,
        settings_file=SettingsFile(profile.settings_file),
        settings=settings,
        db=db,
        networks=found(),
        hub_key=lambda: b"h" * 32,
        backup_key=lambda: b"b" * 32,
        clock=clock,
        bundled_hub=False,
    )


def new_profile(folder: Path) -> paths.Profile:
    """An empty profile in a folder of its own."""
    made = paths.profile(home=folder)
    made.create()
    return made
