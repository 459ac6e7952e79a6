"""The hub's own gate: facts from the hub's own tables, judged inside the transaction that stores the message.

Nothing the desktop believes counts here. Requests that arrive together are judged one after the other, each seeing what
the ones before it did, and stored by a few statements.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from vetrina.domain.policy import Answer, Basis, Facts
from vetrina.domain.talk import Purpose
from vetrina.hub.decisions import decisions
from vetrina.hub.pages import Page
from vetrina.hub.recent import RecentTexts
from vetrina.hub.store import tables as t
from vetrina.hub.store.quick import insert_rows, select_among, update_rows
from vetrina.hub.store.writer import Unit
from vetrina.hub.wire import OutcomeBody

ANSWERING_MS: Final = 24 * 3_600_000
ANSWERS: Final = 3
"""Messages of an app that count as answers to one thing the person did; as many as the packs allow a bot."""
COUNTED_AS_SAME: Final = (Purpose.REPLY, Purpose.BOT_REPLY)
"""Offers to many are what offers are for; these are not."""
COUNTED_TO: Final = 20
"""Unanswered messages are counted so far; no rule asks for more, and a flood need not rewrite the person each time."""


class SendRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A wish to send, from a desktop or (with `app`) from a program that speaks the Messenger Platform.

    `key` is the desktop's; a program has none. `stored` is the content as JSON of `wire.ContentBody`, made on the loop
    so that the writing thread need not; `counted` is what its `counted()` says; `dressed`: it has a headline or a
    button of its own, as offers do.
    """

    page: Page
    psid: str
    purpose: Purpose
    stored: str
    key: str | None = None
    counted: tuple[str, ...] = ()
    dressed: bool = False
    campaign: str = ""
    tag: str = ""
    app: str = ""


class Known(msgspec.Struct, array_like=True):
    """A person's row, as far as rules ask about it; in the order of `_COLUMNS`."""

    id: str
    holder: str
    own: int
    blocked: int
    follows: int
    has_talked: int
    talk_open: int
    stopped: int
    less: int
    followed_at: int | None
    last_wrote_at: int | None
    last_act_at: int | None
    opened_by_ad_at: int | None
    last_click_at: int | None
    last_sponsored_at: int | None
    blocked_at: int | None
    stopped_at: int | None
    less_at: int | None
    bot_replies: int
    asked_back: int


def suppression_hash(page: Page, kind: str, value: str) -> str:
    """What stays of a blocked person after erasure; without the page's key it says nothing about anybody."""
    return hmac.new(bytes.fromhex(page.suppression_key), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


_COLUMNS: Final = Known.__struct_fields__
_MESSAGE: Final = (
    "mid",
    "page_id",
    "psid",
    "author",
    "purpose",
    "key",
    "content",
    "campaign",
    "app",
    "rule",
    "reason",
    "evidence_at",
    "at",
    "change",
)
_REFUSAL: Final = ("page_id", "key", "reason", "code", "subcode", "at")
_COUNTS: Final = ("id", "bot_replies", "asked_back", "last_sponsored_at")
_UNANSWERED: Final = " AND purpose = 'sponsored' AND clicked_at IS NULL"
_known = msgspec.json.Decoder(list[Known])
_strings = msgspec.json.Decoder(list[tuple[str]])
_stored = msgspec.json.Decoder(list[tuple[str, str, int]])
_refused = msgspec.json.Decoder(list[tuple[str, str, int, int]])


class _Table:
    """What the gate knows of one page while it judges one batch."""

    def __init__(self, unit: Unit, page: Page, requests: Sequence[SendRequest], texts: RecentTexts) -> None:
        self.page = page
        self.unit = unit
        self.texts = texts
        self.decisions = decisions(page.pack)
        connection = unit.connection
        keys = [request.key for request in requests if request.key is not None]
        self.answered = _answers(connection, page.id, keys) if keys else {}
        ids = list({request.psid for request in requests})
        found = select_among(connection, _COLUMNS, "person", page.id, "id", ids, lock=True)
        self.people = {person.id: person for person in _known.decode(found)}
        self.outstanding: set[str] = set()
        if any(request.purpose is Purpose.SPONSORED for request in requests):
            open_ones = select_among(connection, ("psid",), "message", page.id, "psid", ids, extra=_UNANSWERED)
            self.outstanding = {row[0] for row in _strings.decode(open_ones)}
        self.messages: list[tuple[Any, ...]] = []
        self.refusals: list[tuple[Any, ...]] = []
        self.touched: set[str] = set()

    def facts(self, request: SendRequest) -> Facts:
        """All the hub knows of the recipient at this point of the batch."""
        person = self.people.get(request.psid)
        if person is None:
            return Facts(known=False, blocked=self._suppressed(request.psid))
        human = person.holder == "human"
        same_text = 0
        if request.purpose in COUNTED_AS_SAME and not self._is_answer(request, person):
            now = self.unit.now
            same_text = max((self.texts.others(key, request.psid, now) for key in request.counted), default=0)
        return Facts(
            own=bool(person.own),
            blocked=bool(person.blocked),
            follows=bool(person.follows),
            has_talked=bool(person.has_talked),
            talk_open=bool(person.talk_open),
            stopped=bool(person.stopped),
            less=bool(person.less),
            outstanding=request.psid in self.outstanding,
            in_talk=human,
            automatic=request.purpose is Purpose.BOT_REPLY or bool(request.app),
            other_holds=human or person.holder not in ("bot", request.app),
            started=bool(person.talk_open),
            joined=True,
            tag=request.tag,
            followed_at=person.followed_at,
            last_wrote_at=person.last_wrote_at,
            last_act_at=person.last_act_at,
            opened_by_ad_at=person.opened_by_ad_at,
            last_click_at=person.last_click_at,
            last_sponsored_at=person.last_sponsored_at,
            blocked_at=person.blocked_at,
            stopped_at=person.stopped_at,
            less_at=person.less_at,
            bot_replies=person.bot_replies,
            asked_back=person.asked_back,
            same_text_talks=same_text,
        )

    def _is_answer(self, request: SendRequest, person: Known) -> bool:
        """Whoever answers automatically says the same to everybody who asks the same; that is no broadcast."""
        acted = person.last_act_at
        return (
            (bool(request.app) or request.purpose is Purpose.BOT_REPLY)
            and acted is not None
            and self.unit.now - acted < ANSWERING_MS
            and person.asked_back < ANSWERS
        )

    def _suppressed(self, psid: str) -> bool:
        found = self.unit.connection.execute(
            sa.select(t.suppression.c.hash).where(
                t.suppression.c.page_id == self.page.id,
                t.suppression.c.hash == suppression_hash(self.page, "psid", psid),
            )
        ).first()
        return found is not None

    def decide(self, request: SendRequest) -> OutcomeBody:
        """Judge one request and note what is to be stored."""
        before = self.answered.get(request.key) if request.key is not None else None
        if before is not None:
            return before
        now = self.unit.now
        answer, basis = self.decisions.basis(request.purpose, self.facts(request), now)
        if answer is Answer.CLEARED and request.dressed and request.purpose in (Purpose.REPLY, Purpose.BOT_REPLY):
            answer = Answer.DENIED
            basis = Basis(self.page.pack, "offer-as-reply", "looks_like_campaign", codes=(100, 0))
        if answer is Answer.LATER:
            return OutcomeBody(state="retry", reason=basis.reason, after_ms=max(1000, (basis.until or now) - now))
        outcome = self._store(request, basis) if answer is Answer.CLEARED else self._refuse(request, basis)
        if request.key is not None:
            self.answered[request.key] = outcome
        return outcome

    def _refuse(self, request: SendRequest, basis: Basis) -> OutcomeBody:
        code, subcode = basis.codes
        if request.key is not None:
            self.refusals.append((self.page.id, request.key, basis.reason, code, subcode, self.unit.now))
        return OutcomeBody(state="refused", reason=basis.reason, code=basis.codes)

    def _store(self, request: SendRequest, basis: Basis) -> OutcomeBody:
        now, psid, purpose = self.unit.now, request.psid, request.purpose
        self._count(request, self.people[psid])
        mid = self.unit.mid()
        number = self.unit.event(self.page.id, "echo", psid, mid=mid)
        self.unit.people.add(psid)
        self.messages.append(
            (
                mid,
                self.page.id,
                psid,
                "bot" if request.app or purpose is Purpose.BOT_REPLY else "shop",
                purpose.value,
                request.key,
                request.stored,
                request.campaign,
                request.app,
                basis.rule,
                basis.reason,
                basis.evidence_at,
                now,
                number,
            )
        )
        return OutcomeBody(state="delivered", mid=mid, at=now)

    def _count(self, request: SendRequest, person: Known) -> None:
        purpose = request.purpose
        if purpose is Purpose.SPONSORED:
            person.last_sponsored_at = self.unit.now
            self.outstanding.add(person.id)
        elif purpose in COUNTED_AS_SAME and not self._is_answer(request, person):
            for key in request.counted:
                self.texts.note(key, person.id, self.unit.now)
        if purpose is Purpose.BOT_REPLY:
            person.bot_replies += 1
        if purpose is not Purpose.TEST and person.asked_back < COUNTED_TO:
            person.asked_back += 1
        elif purpose is Purpose.REPLY:
            return  # nothing of the person changed: the row is not written again
        self.touched.add(person.id)

    def write(self) -> None:
        """Store what was decided."""
        connection = self.unit.connection
        if self.messages:
            insert_rows(connection, "message", _MESSAGE, self.messages)
            people = (self.people[psid] for psid in self.touched)
            counts = [(one.id, one.bot_replies, one.asked_back, one.last_sponsored_at) for one in people]
            update_rows(connection, "person", _COUNTS, counts)
        if self.refusals:
            insert_rows(connection, "refusal", _REFUSAL, self.refusals)


def _answers(connection: sa.Connection, page_id: str, keys: Sequence[str]) -> dict[str, OutcomeBody]:
    """What was answered before for these keys."""
    taken = select_among(connection, ("key", "mid", "at"), "message", page_id, "key", keys)
    found = {key: OutcomeBody(state="delivered", mid=mid, at=at) for key, mid, at in _stored.decode(taken)}
    refused = select_among(connection, ("key", "reason", "code", "subcode"), "refusal", page_id, "key", keys)
    for key, reason, code, subcode in _refused.decode(refused):
        found[key] = OutcomeBody(state="refused", reason=reason, code=(code, subcode))
    return found


class Gate:
    """Judges and stores; runs on the writing thread only."""

    def __init__(self) -> None:
        self._texts: dict[str, RecentTexts] = {}

    def send(self, unit: Unit, requests: Sequence[SendRequest]) -> list[OutcomeBody]:
        """Judge and store `requests` in their order. A key answered before gets the same answer and nothing new."""
        pages = {request.page.id: request.page for request in requests}
        tables = {}
        for page_id, page in pages.items():
            own = requests if len(pages) == 1 else [request for request in requests if request.page.id == page_id]
            tables[page_id] = _Table(unit, page, own, self._texts_of(unit, page_id))
        outcomes = [tables[request.page.id].decide(request) for request in requests]
        for table in tables.values():
            table.write()
        return outcomes

    def _texts_of(self, unit: Unit, page_id: str) -> RecentTexts:
        texts = self._texts.get(page_id)
        if texts is None:
            texts = self._texts[page_id] = RecentTexts.load(unit.connection, page_id, unit.now)
        return texts

    def send_many(self, unit: Unit, lists: Sequence[Sequence[SendRequest]]) -> list[list[OutcomeBody]]:
        """`send` for several requests of many messages each; the form that `store.writer.Batch` runs."""
        outcomes = iter(self.send(unit, [request for requests in lists for request in requests]))
        return [[next(outcomes) for _ in requests] for requests in lists]


def outcome_of(page_id: str, key: str) -> Callable[[sa.Connection], OutcomeBody | None]:
    """A query: the answer given for `key`, or None when it was never handed over."""

    def query(connection: sa.Connection) -> OutcomeBody | None:
        return _answers(connection, page_id, [key]).get(key)

    return query
