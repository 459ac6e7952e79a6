"""The shop window kept as the owner wants it: card, ads, blocks, who answers; what could not be told yet is kept."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import astuple
from typing import Any, Final

import msgspec

from vetrina.domain.bot.hours import closed_days_phrase, hours_phrase, hours_sentence
from vetrina.domain.events import Notice, Topic
from vetrina.domain.window import FeedAd, ShopCard, Tongues
from vetrina.engine.autoreply import Autoreply
from vetrina.engine.desk import Change, Desk
from vetrina.engine.shelf import Shelf, digest, known_pictures
from vetrina.plugin_api import WindowNotReached, WindowTransport
from vetrina.store import ledger
from vetrina.store.queries import working
from vetrina.store.queries.working import TalkNow

_log = logging.getLogger(__name__)

_TODO: Final = "window.todo.{}"
_CARD: Final = "window.card.{}"
RETRY_MS: Final = 60_000


class Errand(msgspec.Struct, frozen=True):
    """One thing to tell the network about a person: ``block``, ``unblock``, ``erase``, ``human``, ``bot``, ``own``,
    ``not_own`` or ``seen``.

    `detail` is the message up to which the shop has read.
    """

    what: str
    remote_id: str
    talk_id: int = 0
    detail: str = ""


class Window:
    """All calls with a `change` only note down; `catch_up` tells the network, in order, and may be repeated."""

    def __init__(self, desk: Desk, shelf: Shelf, bot: Autoreply) -> None:
        self._desk = desk
        self._shelf = shelf
        self._bot = bot

    # What is to be told -----------------------------------------------------------------------------------------------

    def held_by_human(self, change: Change, talk: TalkNow) -> None:
        """The bot called the owner: the network hears that a human answers, after the bot's last words."""
        self.note(change, talk.account_id, Errand("human", talk.remote_id, talk.id))

    def note(self, change: Change, account_id: int, errand: Errand) -> None:
        """Tell the network when it can be reached; a later word about the same thing replaces an earlier one."""
        pair = {"block": "block", "unblock": "block", "human": "hold", "bot": "hold", "not_own": "own"}
        kind = pair.get(errand.what, errand.what)
        todo = [
            one
            for one in self._todo(change.w, account_id)
            if (pair.get(one.what, one.what), one.remote_id) != (kind, errand.remote_id)
        ]
        self._keep(change, account_id, [*todo, errand])
        change.dress = True

    def want_ad(self, change: Change, ad_id: int, in_feed: bool) -> None:
        """The ad is to be in the feed of every account with a window, or in none."""
        for account in working.accounts(change.w):
            ledger.ads.want_in_feed(change.w, ad_id, account.id, "feed" if in_feed else "")
        change.dress = True

    @staticmethod
    def _todo(r: Any, account_id: int) -> list[Errand]:
        kept = ledger.accounts.kept(r, _TODO.format(account_id))
        return msgspec.json.decode(kept, type=list[Errand]) if kept else []

    @staticmethod
    def _keep(change: Change, account_id: int, todo: list[Errand]) -> None:
        ledger.accounts.keep_value(change.w, _TODO.format(account_id), msgspec.json.encode(todo).decode())

    # Telling it -------------------------------------------------------------------------------------------------------

    async def errands(self, account_id: int, window: WindowTransport) -> None:
        """Do what is noted, in order. Raises WindowNotReached when the network is away."""
        with self._desk.db.read() as r:
            todo = [one for one in self._todo(r, account_id) if not self._too_early(r, one)]
        for errand in todo:
            try:
                await self._run(window, errand)
            except WindowNotReached as fault:
                if not fault.permanent:
                    raise
                _log.warning("an errand was refused: %s", fault)
            with self._desk.change() as change:
                left = [one for one in self._todo(change.w, account_id) if one != errand]
                self._keep(change, account_id, left)

    def _too_early(self, r: Any, errand: Errand) -> bool:
        """The network hears that a human answers only after the bot's last words have gone."""
        if errand.what != "human" or not errand.talk_id:
            return False
        farewell = self._bot.memory(r, errand.talk_id).farewell
        return any(working.is_under_way(r, message_id) for message_id in farewell)

    @staticmethod
    async def _run(window: WindowTransport, errand: Errand) -> None:
        match errand.what:
            case "block" | "unblock":
                await window.block(errand.remote_id, errand.what == "block")
            case "erase":
                await window.erase(errand.remote_id)
            case "human" | "bot":
                await window.hold(errand.remote_id, errand.what == "human")
            case "own" | "not_own":
                await window.mark_own(errand.remote_id, errand.what == "own")
            case "seen":
                await window.mark_seen(errand.remote_id, errand.detail)

    async def card(self, account_id: int, window: WindowTransport) -> None:
        """The public card, where it changed."""
        card = self.shop_card()
        wanted = hashlib.sha256(repr(astuple(card)).encode()).hexdigest()
        with self._desk.db.read() as r:
            if ledger.accounts.kept(r, _CARD.format(account_id)) == wanted:
                return
        await window.put_shop(card)
        with self._desk.change() as change:
            ledger.accounts.keep_value(change.w, _CARD.format(account_id), wanted)

    def shop_card(self) -> ShopCard:
        """What the public page says of the shop now."""
        shop = self._desk.settings.shop
        hours = shop.hours()
        bot = self._desk.settings.bot.on
        return ShopCard(
            name=shop.name or "Vetrina",
            address=shop.address,
            phone=shop.phone,
            hours=Tongues(hours_sentence(hours, "en"), hours_sentence(hours, "it")),
            hours_line=Tongues(_line(hours, "en"), _line(hours, "it")),
            automatic_line=Tongues(
                f"The automatic assistant of {shop.name} answers first.",
                f"Risponde prima l’assistente automatico di {shop.name}.",
            )
            if bot
            else Tongues(),
            language=self._desk.language(),
            zone=shop.zone,
        )

    async def ads(self, account_id: int, window: WindowTransport) -> None:
        """Bring the feed to what is wanted: put what changed, take out what ended."""
        now = self._desk.now()
        with self._desk.db.read() as r:
            posts = [
                post for post in working.feed_posts(r, account_id) if post.retry_at is None or post.retry_at <= now
            ]
            ads = {ad.id: ad for ad in working.ads_by_id(r, [post.ad_id for post in posts])}
        for post in posts:
            ad = ads.get(post.ad_id)
            if ad is None:
                continue
            try:
                if post.wanted:
                    await self._post(account_id, window, ad, post.posted)
                elif post.posted:
                    await window.remove_ad(ad.key)
                    self._posted(account_id, ad.id, "")
            except WindowNotReached as fault:
                if not fault.permanent:
                    raise
                _log.warning("an ad was refused: %s", fault)
                with self._desk.change() as change:
                    ledger.ads.note_post_trouble(
                        change.w, ad.id, account_id, "ad_not_taken", self._desk.now() + RETRY_MS
                    )
                    change.tell(Topic.AD, ad.id)
                    change.events.append(Notice("ad_not_taken", (("ad", ad.name or ad.headline),), "warn"))

    async def _post(self, account_id: int, window: WindowTransport, ad: Any, posted: str) -> None:
        with self._desk.db.read() as r:
            made = self._shelf.feed_ad(r, ad, account_id, self._desk.now())
            pictures = self._pictures(r, made)
        made = known_pictures(made, frozenset(pictures))
        wanted = digest(made)
        if wanted == posted:
            return
        refused: set[str] = set()
        for sha256, data in pictures.items():
            try:
                await window.put_picture(sha256, data)
            except WindowNotReached as fault:
                if not fault.permanent:
                    raise
                refused.add(sha256)
        await window.put_ad(known_pictures(made, frozenset(pictures) - refused))
        self._posted(account_id, ad.id, wanted)

    @staticmethod
    def _pictures(r: Any, made: FeedAd) -> dict[str, bytes]:
        wanted = {made.picture, *(card.picture for card in made.cards)} - {""}
        return {sha256: data for sha256 in sorted(wanted) if (data := working.picture_bytes(r, sha256)) is not None}

    def _posted(self, account_id: int, ad_id: int, posted: str) -> None:
        with self._desk.change() as change:
            ledger.ads.note_posted(change.w, ad_id, account_id, posted)
            change.tell(Topic.AD, ad_id)

    async def catch_up(self, account_id: int, window: WindowTransport) -> None:
        """Everything that is not yet as the owner wants it. Raises WindowNotReached when the network is away."""
        await self.errands(account_id, window)
        await self.card(account_id, window)
        await self.ads(account_id, window)


def _line(hours: Any, language: str) -> str:
    """The hours for one narrow line: when open, and which days not."""
    phrase, closed = hours_phrase(hours, language), closed_days_phrase(hours, language)
    if not phrase or not closed:
        return phrase
    return f"{phrase} · {closed} {'chiuso' if language == 'it' else 'closed'}"
