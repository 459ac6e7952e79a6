"""A port that answers the inbox page with the talks of Bottega Aurora, Friday 22 May 2026, shortly before 19:00."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.ui.stand_in import stand_in

from vetrina.domain.ads import Ad
from vetrina.domain.bot.rules import Answer as BotAnswer
from vetrina.domain.bot.rules import Bilingual, Fallback, Rule
from vetrina.domain.catalog import Money, Product, Variant
from vetrina.domain.events import Event
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer, Basis
from vetrina.domain.talk import (
    Author,
    Content,
    HeldBy,
    MessageState,
    ProductCard,
    QuickReply,
    Referral,
    TalkState,
)
from vetrina.store.queries import bot, inbox, people, products
from vetrina.store.views import EvidenceRow, MayWrite, MessageRow, ProductRow, TalkCounts, TalkRow, TalkView

ROME = ZoneInfo("Europe/Rome")
PICTURES = Path(__file__).resolve().parents[2] / "resources" / "sample" / "pictures"
HOUR = 3_600_000
DAY = 24 * HOUR


def at(hour: int, minute: int, day: int = 22) -> int:
    return int(datetime(2026, 5, day, hour, minute, tzinfo=ROME).timestamp() * 1000)


NOW = at(18, 52)
YES = MayWrite(
    "Giulia", Answer.CLEARED, Basis("messenger-2016", "r", "talked", "last_wrote_at", at(18, 40), at(18, 40, 23))
)
NO = MayWrite("Giulia", Answer.DENIED, Basis("vetrina-2016", "r", "unanswered", "last_offer_at", at(10, 0, 9)))


def talk(number: int, name: str, line: str, last_at: int, **more: Any) -> TalkRow:
    facts: dict[str, Any] = {
        "contact_id": number,
        "channel": "hub",
        "last_author": Author.PERSON,
        "unread": 0,
        "state": TalkState.OPEN,
        "held_by": HeldBy.HUMAN,
        "labels": (),
        "from_ad": "",
        "blocked": False,
        "write_until": None,
    }
    return TalkRow(id=number, name=name, last_line=line, last_at=last_at, **(facts | more))


def talks() -> tuple[TalkRow, ...]:
    bot_, person = HeldBy.BOT, Author.BOT
    return (
        talk(
            1,
            "Giulia Rossi",
            "Perfect, can you keep one for me until Saturday?",
            at(18, 40),
            labels=("Linen",),
            from_ad="Linen shirts",
            unread=1,
        ),
        talk(
            2,
            "Paolo Barbero",
            "Do you also ship to Asti?",
            at(18, 30, 21),
            channel="messenger",
            unread=1,
            write_until=NOW + 2 * HOUR,
        ),
        talk(3, "Marco Ferrero", "Are you open on Sunday the 24th?", at(18, 22), channel="messenger", unread=1),
        talk(
            4,
            "Chiara Bianchi",
            "The blue bowls are back on Monday",
            at(17, 55),
            channel="telegram",
            labels=("Ceramics",),
            last_author=Author.OWNER,
        ),
        talk(5, "Luca Moretti", "We open tomorrow at 9:30.", at(17, 31), held_by=bot_, last_author=person),
        talk(6, "Elena Conti", "Picture: “Is this the same glaze?”", at(16, 48), unread=1, labels=("Repair",)),
        talk(7, "Davide Greco", "Thank you, see you next week!", at(15, 10), channel="messenger", labels=("Regular",)),
        talk(
            8,
            "Sofia Gallo",
            "Here are three gifts under 30 €",
            at(13, 2),
            channel="telegram",
            held_by=bot_,
            last_author=person,
        ),
        talk(9, "Francesca Riva", "I would like to change the size", at(11, 37), labels=("Exchange",)),
    )


def said(number: int, when: int, author: Author, text: str = "", **more: Any) -> MessageRow:
    state = MessageState.RECEIVED if author is Author.PERSON else MessageState.SEEN
    content = more.pop("content", Content(text))
    return MessageRow(number, 1, when, author, content, more.pop("state", state), **more)


SHIRT = ProductCard("Linen shirt Alba, sage, M", "Sleeve 62 cm · 4 in stock", "59,00 €", "shirt", "alba")


def giulias() -> tuple[MessageRow, ...]:
    came = (("ad", "Linen shirts, cut and sewn in Torino"),)
    why = (("file", "sleeve-detail.heic"),)
    return (
        said(1, at(17, 58, 21), Author.SYSTEM, reason="came_from_ad", params=came),
        said(2, at(17, 58, 21), Author.PERSON, "Do you have the Alba shirt in M?"),
        said(
            3,
            at(17, 58, 21),
            Author.BOT,
            "I am the shop’s assistant. Yes, Alba is here in S, M and L.",
            rule_name="Sizes",
        ),
        said(4, at(18, 31), Author.PERSON, "Thanks! Could I ask a person about the sleeves?"),
        said(5, at(18, 33), Author.SYSTEM, reason="taken_over"),
        said(6, at(18, 34), Author.OWNER, content=Content(card=SHIRT)),
        said(7, at(18, 40), Author.PERSON, "Perfect, can you keep one for me until Saturday?"),
        said(
            8,
            at(18, 49),
            Author.OWNER,
            "Here is the sleeve",
            state=MessageState.NOT_SENT,
            reason="unknown_person",
            params=why,
        ),
        said(9, at(18, 51), Author.OWNER, "Of course, it is put aside under your name.", state=MessageState.WAITING),
    )


def every_state() -> tuple[MessageRow, ...]:
    own = Author.OWNER
    states = (
        MessageState.WAITING,
        MessageState.HANDED_OVER,
        MessageState.SENT,
        MessageState.DELIVERED,
        MessageState.SEEN,
        MessageState.NOT_SENT,
        MessageState.PERHAPS,
        MessageState.TAKEN_BACK,
    )
    rows = [
        said(20 + n, at(12, n), own, f"A message that is {state}", state=state, reason="blocked")
        for n, state in enumerate(states)
    ]
    rows.append(said(40, at(13, 0), Author.NOTE, "She likes sage green.", state=MessageState.RECEIVED))
    offer = Content(
        "Two for one until Saturday.",
        (QuickReply("Tell me", "a"), QuickReply("Not now", "b")),
        SHIRT,
        "Linen week",
        "See it",
    )
    rows.append(said(41, at(13, 1), Author.OFFER, content=offer, state=MessageState.DELIVERED))
    rows.append(said(42, at(13, 2), Author.PERSON, "", state=MessageState.TAKEN_BACK))
    long = (
        "A long question about sleeves, buttons, collars and seams, which goes on for more than one line of the thread."
    )
    rows.append(said(43, at(13, 3), Author.PERSON, long))
    return tuple(rows)


def steps() -> tuple[EvidenceRow, ...]:
    kinds = (
        (EvidenceKind.WROTE, at(18, 40), "talk", ""),
        (EvidenceKind.OPENED_CHAT, at(17, 58, 21), "feed", "Linen shirts"),
        (EvidenceKind.CLICKED, at(9, 0, 12), "offer", "Ceramics week"),
        (EvidenceKind.FOLLOWED, at(12, 0) - 49 * DAY, "poster", ""),
    )
    return tuple(
        EvidenceRow(i, kind, when, source, detail, "hub") for i, (kind, when, source, detail) in enumerate(kinds)
    )


def view_of(row: TalkRow, reply: MayWrite = YES, **more: Any) -> TalkView:
    ad = Ad(
        7,
        "linen",
        "Linen shirts",
        "Linen shirts, cut and sewn in Torino",
        "Cool in summer.",
        quick_replies=(QuickReply("Is my size there?", "size"),),
    )
    facts: dict[str, Any] = {
        "following_since": at(12, 0) - 49 * DAY,
        "referral": Referral("ADS", "linen") if row.from_ad else None,
        "ad": ad if row.from_ad else None,
        "ad_picture": "shirt" if row.from_ad else "",
        "sponsored": NO,
        "note_count": 0,
        "happened": steps(),
    }
    return TalkView(row=row, reply=reply, **(facts | more))


def shelf() -> tuple[ProductRow, ...]:
    variant = Variant("alba-m", "M", (("Size", "M"),), "ALBA-M", Money(5900, "EUR"))
    other = Variant("nebbia", "", (), "NEBBIA", Money(1800, "EUR"))
    return (
        ProductRow(1, Product("alba", "Linen shirt Alba", brand="Aurora", variants=(variant,)), "shirt"),
        ProductRow(2, Product("nebbia", "Mug Nebbia", brand="Aurora", variants=(other,)), "mug"),
    )


def rules() -> tuple[Rule, ...]:
    """Two answers: one with a field that is known here, one whose only sentence needs the shop's address."""
    open_at = BotAnswer(Bilingual(en="Ciao {first_name}, we open at 9:30.", it="Ciao {first_name}, apriamo alle 9:30."))
    where = BotAnswer(Bilingual(en="Come to {address}.", it="Siamo in {address}."))
    return (
        Rule(1, 1, True, "Opening hours", Fallback(), answer=open_at),
        Rule(2, 2, True, "Where", Fallback(), answer=where),
    )


class InboxPort:
    """Answers queries by their function, remembers commands; `rows`, `said`, `views` may be changed by tests."""

    def __init__(self, rows: tuple[TalkRow, ...] = ()) -> None:
        self.rows = rows
        self.said: dict[int, tuple[MessageRow, ...]] = {1: giulias()}
        self.views: dict[int, TalkView] = {}
        self.asked: list[object] = []
        self.read_pages: list[tuple[str, str, object]] = []
        self.older: list[int] = []
        self.answers: dict[type, object] = {}
        self.broken = False

    def submit(self, command: object) -> Future[Any]:
        self.asked.append(command)
        done: Future[Any] = Future()
        answer = self.answers.get(type(command))
        if isinstance(answer, Exception):
            done.set_exception(answer)
        else:
            done.set_result(answer)
        return done

    def read(self, query: Callable[[Any], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        if self.broken:
            done.set_exception(OSError("disk"))
        else:
            done.set_result(query(self))
        return done

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        return lambda: None

    def page(self, tab: str, search: str, before: tuple[int, int] | None, limit: int) -> tuple[TalkRow, ...]:
        self.read_pages.append((tab, search, before))
        wanted = [row for row in self.rows if search.casefold() in row.name.casefold()]
        wanted = [
            row
            for row in wanted
            if tab == row.state.value or (tab == "bot" and row.held_by is HeldBy.BOT and row.state is TalkState.OPEN)
        ]
        wanted = sorted(wanted, key=lambda row: (row.last_at, row.id), reverse=True)
        return tuple(row for row in wanted if before is None or (row.last_at, row.id) < before)[:limit]

    def messages(self, talk_id: int, before: int | None, limit: int) -> tuple[MessageRow, ...]:
        if before is not None:
            self.older.append(before)
        rows = [row for row in self.said.get(talk_id, ()) if before is None or row.id < before]
        return tuple(rows[-limit:])

    def talk(self, talk_id: int) -> TalkView | None:
        row = next((row for row in self.rows if row.id == talk_id), None)
        if row is None:
            return None
        kept = self.views.get(talk_id)
        return view_of(row) if kept is None else replace(kept, row=row)

    def change(self, talk_id: int, **facts: Any) -> None:
        """Another state of a talk, as after a command."""
        self.rows = tuple(replace(row, **facts) if row.id == talk_id else row for row in self.rows)

    def counts(self) -> TalkCounts:
        states = [row.state for row in self.rows]
        by_bot = sum(row.held_by is HeldBy.BOT and row.state is TalkState.OPEN for row in self.rows)
        unread = sum(row.unread > 0 for row in self.rows)
        return TalkCounts(states.count(TalkState.OPEN), by_bot, states.count(TalkState.LATER), 0, unread)


def answer_inbox(monkeypatch: Any) -> None:
    """Let the queries answer from the port instead of a database."""
    stand_in(
        monkeypatch, inbox, "page", lambda r, tab, search, before, limit, *_rest: r.page(tab, search, before, limit)
    )
    stand_in(monkeypatch, inbox, "counts", lambda r, *_rest: r.counts())
    stand_in(monkeypatch, inbox, "talk", lambda r, talk_id, *_rest: r.talk(talk_id))
    stand_in(monkeypatch, inbox, "messages", lambda r, talk_id, before, limit: r.messages(talk_id, before, limit))
    stand_in(monkeypatch, inbox, "happened", lambda _r, _contact, *_rest: steps())
    stand_in(monkeypatch, people, "own_phone", lambda _r: None)
    stand_in(monkeypatch, people, "labels", lambda _r: ("Linen", "Ceramics"))
    stand_in(monkeypatch, bot, "rules", lambda _r: rules())
    stand_in(monkeypatch, products, "picture", lambda _r, name: (PICTURES / f"{name}.png").read_bytes())

    def found(_r: object, search: str, *_rest: object) -> tuple[ProductRow, ...]:
        return tuple(row for row in shelf() if search.casefold() in row.product.title.casefold())

    stand_in(monkeypatch, products, "page", found)
