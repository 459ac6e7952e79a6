"""A port over a real store with Bottega Aurora's shop list, ads and people; orders are carried out by the ledger."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from vetrina import paths
from vetrina.domain.ads import Ad, AdState, FeedAudience
from vetrina.domain.events import Event, Progress
from vetrina.domain.hours import OpeningHours, Span
from vetrina.domain.people import EvidenceKind
from vetrina.domain.talk import QuickReply
from vetrina.engine import commands as c
from vetrina.exchange.pictures import Picture, picture_beside, read_picture
from vetrina.exchange.products import read_products
from vetrina.settings import Language, Shop
from vetrina.store import ledger
from vetrina.store.database import Database

ROME = ZoneInfo("Europe/Rome")
NOW = int(datetime(2026, 5, 22, 18, 58, tzinfo=ROME).timestamp() * 1000)
DAY = 86_400_000
OPEN = (Span(570, 1140),)
AURORA = Shop(name="Bottega Aurora", zone="Europe/Rome", writes_in=Language.ENGLISH).with_hours(
    OpeningHours(week=((), OPEN, OPEN, OPEN, OPEN, OPEN, ()))
)
LINEN = Ad(
    0,
    "linen",
    "Linen shirts",
    "Linen shirts, cut and sewn in Torino",
    "Ciao {first_name}, it is getting warm. Alba is here in {size|all sizes} from 62 €. Come and try it on Sunday.",
    per_person=True,
    product_kind="Linen",
    greeting="Buongiorno {first_name}! Shall I look if your size is there?",
    quick_replies=tuple(QuickReply(t, t) for t in ("Is my size there?", "Opening hours", "A person, please")),
)


class AdsPort:
    """`hold` keeps answers back until `release`, to see what the page does meanwhile. `asked` lists the commands."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.asked: list[object] = []
        self.refusals: dict[type, Exception] = {}
        self.hold = False
        self._held: list[tuple[Future[Any], object]] = []
        self._listeners: list[Callable[[Event], None]] = []

    def submit(self, command: object) -> Future[Any]:
        self.asked.append(command)
        done: Future[Any] = Future()
        if self.hold:
            self._held.append((done, command))
        else:
            self._settle(done, command)
        return done

    def release(self) -> None:
        """Let the answers go, in order."""
        self.hold = False
        held, self._held = self._held, []
        for done, command in held:
            self._settle(done, command)

    def read(self, query: Callable[[Any], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        with self.database.read() as r:
            done.set_result(query(r))
        return done

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)

    def of(self, kind: type) -> list[Any]:
        """The commands of one type, in order."""
        return [command for command in self.asked if isinstance(command, kind)]

    def _settle(self, done: Future[Any], command: object) -> None:
        try:
            if type(command) in self.refusals:
                raise self.refusals[type(command)]
            done.set_result(self._carry_out(command))
        except Exception as trouble:  # noqa: BLE001 - as the engine does
            done.set_exception(trouble)

    def _carry_out(self, command: object) -> object:
        with self.database.write() as w:
            if isinstance(command, c.SaveAd):
                return ledger.ads.save_ad(w, command.ad, NOW)
            if isinstance(command, c.PutInFeed):
                ledger.ads.set_ad_state(w, command.ad_id, AdState.IN_FEED, NOW)
            if isinstance(command, c.TakeFromFeed):
                state = AdState.ENDED if command.end else AdState.PAUSED
                ledger.ads.set_ad_state(w, command.ad_id, state, NOW)
            if isinstance(command, c.KeepPicture):
                made = read_picture(command.path)
                ledger.products.keep_picture(w, made.sha256, made.body, made.media_type)
                return made.sha256
            if isinstance(command, c.ImportProducts):
                found = read_products(command.path, currency_default="EUR")
                self.tell(Progress("products", len(found.rows), 0))
                if not command.dry_run:
                    ledger.products.save_products(w, found.products)
                return found
        return None


@cache
def _small(path: Path) -> Picture:
    return read_picture(path)


def fill(database: Database, *, goods: bool = True, ads: bool = True, people: bool = True) -> None:
    """The shop list of the practice shop in English, five ads, and three people."""
    with database.write() as w:
        account = ledger.accounts.make_account(w, "hub", "Bottega Aurora", "page", {"key": "k"}, NOW)
        if goods:
            list_file = paths.resource("sample/products-en.csv")
            found = read_products(list_file, currency_default="EUR").products
            ledger.products.save_products(w, found)
            for product in found:
                beside = picture_beside(Path(list_file), product.picture)
                if beside is not None:
                    made = _small(beside)
                    ledger.products.keep_picture(w, made.sha256, made.body, made.media_type)
                    ledger.products.set_picture(w, product.key, made.sha256)
        if people:
            for number, (name, size) in enumerate((("Giulia Rossi", "M"), ("Luca Moretti", "L"), ("Nino", ""))):
                ref = ledger.intake.contact_for(w, account, f"p{number}", name, "en", NOW - DAY)
                ledger.record_evidence(w, ref.contact_id, account, EvidenceKind.FOLLOWED, NOW - DAY + number, "page")
                ledger.people.set_size(w, ref.contact_id, size)
        if ads:
            others = (
                Ad(
                    0,
                    "mug",
                    "Saturday: paint your mug",
                    "Paint your mug",
                    "Come",
                    "tazza",
                    audience=FeedAudience.FOLLOWERS,
                ),
                Ad(0, "dress", "Dress Aurora, made to measure", "Dress Aurora", "Hello {first_name|you}"),
                Ad(0, "bowls", "The blue bowls are back", "The blue bowls are back", "All three sizes"),
            )
            for days, ad in enumerate((*others, LINEN)):
                kept = ledger.ads.save_ad(w, ad, NOW - (9 - days) * DAY)
                ledger.ads.set_ad_state(w, kept.id, AdState.IN_FEED, NOW - (9 - days) * DAY)
            ledger.ads.save_ad(w, Ad(0, "vases", "Vases", "Vases for one stem", "One flower is enough."), NOW)
