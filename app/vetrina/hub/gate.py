"""The hub's own gate: facts from the hub's own tables, judged inside the transaction that stores the message.

Nothing the desktop believes counts here. Requests that arrive together are judged one after the other, each seeing what
the ones before it did, and stored by a few statements.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from vetrina import paths
from vetrina.domain.people import Address
from vetrina.domain.policy import Basis, Cleared, Draft, Facts, Later, RulePack, judge, read_pack
from vetrina.domain.talk import Content, Purpose
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit
from vetrina.hub.wire import OutcomeBody

SAME_TEXT_MS: Final = 10 * 60_000
ANSWERING_MS: Final = 24 * 3_600_000
ANSWERS: Final = 3
"""Messages of an app that count as answers to one thing the person did; as many as the packs allow a bot."""


@dataclass(frozen=True, slots=True)
class SendRequest:
    """A wish to send, from a desktop or (with `app`) from a program that speaks the Messenger Platform.

    `stored` is the content as JSON of `wire.ContentBody`, made on the loop so that the writing thread need not.
    """

    page: Page
    key: str
    psid: str
    purpose: Purpose
    content: Content
    stored: bytes
    digest: str
    campaign: str = ""
    tag: str = ""
    app: str = ""


@cache
def rule_pack(name: str) -> RulePack:
    """A pack of ``resources/policies`` by its name."""
    return read_pack(tomllib.loads(paths.resource(f"policies/{name}.toml").read_text("utf-8")))


def suppression_hash(page: Page, kind: str, value: str) -> str:
    """What stays of a blocked person after erasure; without the page's key it says nothing about anybody."""
    return hmac.new(bytes.fromhex(page.suppression_key), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


_FACT_COLUMNS = (
    "own",
    "blocked",
    "follows",
    "has_talked",
    "talk_open",
    "stopped",
    "less",
    "followed_at",
    "last_wrote_at",
    "last_act_at",
    "opened_by_ad_at",
    "last_click_at",
    "last_sponsored_at",
    "blocked_at",
    "stopped_at",
    "less_at",
    "bot_replies",
    "asked_back",
)
_FLAGS = frozenset({"own", "blocked", "follows", "has_talked", "talk_open", "stopped", "less"})
_PEOPLE = (
    sa.select(t.person.c.id, t.person.c.holder, *(t.person.c[name] for name in _FACT_COLUMNS))
    .where(t.person.c.page_id == sa.bindparam("page_id"), t.person.c.id.in_(sa.bindparam("ids", expanding=True)))
    .with_for_update()
)
_STORED = sa.select(t.message.c.key, t.message.c.mid, t.message.c.at).where(
    t.message.c.page_id == sa.bindparam("page_id"), t.message.c.key.in_(sa.bindparam("keys", expanding=True))
)
_REFUSED = sa.select(t.refusal.c.key, t.refusal.c.reason, t.refusal.c.code, t.refusal.c.subcode).where(
    t.refusal.c.page_id == sa.bindparam("page_id"), t.refusal.c.key.in_(sa.bindparam("keys", expanding=True))
)
_OUTSTANDING = sa.select(t.message.c.psid).where(
    t.message.c.page_id == sa.bindparam("page_id"),
    t.message.c.psid.in_(sa.bindparam("ids", expanding=True)),
    sa.text("purpose = 'sponsored' AND clicked_at IS NULL"),
)
_SAME_TEXT = (
    sa.select(t.message.c.digest, t.message.c.psid)
    .where(
        t.message.c.page_id == sa.bindparam("page_id"),
        t.message.c.digest.in_(sa.bindparam("digests", expanding=True)),
        t.message.c.at > sa.bindparam("since"),
        sa.text("purpose = 'reply'"),
    )
    .distinct()
)
_NEW_MESSAGES = sa.insert(t.message)
_NEW_REFUSALS = sa.insert(t.refusal)
_SENT = (
    sa.update(t.person)
    .where(t.person.c.id == sa.bindparam("person_id"))
    .values(
        bot_replies=sa.bindparam("new_bot_replies"),
        asked_back=sa.bindparam("new_asked_back"),
        last_sponsored_at=sa.bindparam("new_last_sponsored_at"),
    )
)


class _Table:
    """What the gate knows of one page while it judges one batch."""

    def __init__(self, unit: Unit, page: Page, requests: Sequence[SendRequest]) -> None:
        self.page = page
        self.unit = unit
        run = unit.connection.execute
        keys = {"page_id": page.id, "keys": list({request.key for request in requests})}
        self.answered = {
            row.key: OutcomeBody(state="delivered", mid=row.mid, at=row.at) for row in run(_STORED, keys)
        } | {
            row.key: OutcomeBody(state="refused", reason=row.reason, code=(row.code, row.subcode))
            for row in run(_REFUSED, keys)
        }
        ids = {"page_id": page.id, "ids": list({request.psid for request in requests})}
        self.people: dict[str, dict[str, Any]] = {row["id"]: dict(row) for row in run(_PEOPLE, ids).mappings()}
        sponsored = any(request.purpose is Purpose.SPONSORED for request in requests)
        self.outstanding = set(run(_OUTSTANDING, ids).scalars()) if sponsored else set()
        digests = {request.digest for request in requests if request.digest and request.purpose is Purpose.REPLY}
        self.same_text: dict[str, set[str]] = {}
        if digests:
            since = {"page_id": page.id, "digests": list(digests), "since": unit.now - SAME_TEXT_MS}
            for digest, psid in run(_SAME_TEXT, since):
                self.same_text.setdefault(digest, set()).add(psid)
        self.messages: list[dict[str, Any]] = []
        self.refusals: list[dict[str, Any]] = []
        self.touched: set[str] = set()

    def facts(self, request: SendRequest) -> Facts:
        """All the hub knows of the recipient at this point of the batch."""
        person = self.people.get(request.psid)
        if person is None:
            return Facts(known=False, blocked=self._suppressed(request.psid))
        known = {name: bool(person[name]) if name in _FLAGS else person[name] for name in _FACT_COLUMNS}
        held_by_human = person["holder"] == "human"
        elsewhere = person["holder"] not in ("human", "bot", request.app)
        return Facts(
            **known,
            outstanding=request.psid in self.outstanding,
            in_talk=held_by_human,
            automatic=request.purpose is Purpose.BOT_REPLY or bool(request.app),
            other_holds=held_by_human or elsewhere,
            started=bool(known["talk_open"]),
            joined=True,
            tag=request.tag,
            same_text_talks=0 if self._answers(request, person) else self._same_text(request),
        )

    def _same_text(self, request: SendRequest) -> int:
        if not request.digest:
            return 0
        return len(self.same_text.get(request.digest, set()) - {request.psid})

    def _answers(self, request: SendRequest, person: dict[str, Any]) -> bool:
        """A program that answers everybody who writes says the same to many; that is no broadcast."""
        acted = person["last_act_at"]
        return bool(
            request.app
            and acted is not None
            and self.unit.now - acted < ANSWERING_MS
            and person["asked_back"] < ANSWERS
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
        before = self.answered.get(request.key)
        if before is not None:
            return before
        draft = Draft(request.key, request.purpose, Address(0, request.psid), request.content, request.campaign)
        verdict = judge(rule_pack(self.page.pack), draft, self.facts(request), self.unit.now)
        if isinstance(verdict, Cleared):
            outcome = self._store(request, verdict.basis)
        elif isinstance(verdict, Later):
            until = verdict.basis.until or self.unit.now
            return OutcomeBody(state="retry", reason=verdict.basis.reason, after_ms=max(1000, until - self.unit.now))
        else:
            outcome = self._refuse(request, verdict.basis)
        self.answered[request.key] = outcome
        return outcome

    def _refuse(self, request: SendRequest, basis: Basis) -> OutcomeBody:
        self.refusals.append(
            {
                "page_id": self.page.id,
                "key": request.key,
                "reason": basis.reason,
                "code": basis.codes[0],
                "subcode": basis.codes[1],
                "at": self.unit.now,
            }
        )
        return OutcomeBody(state="refused", reason=basis.reason, code=basis.codes)

    def _store(self, request: SendRequest, basis: Basis) -> OutcomeBody:
        now = self.unit.now
        person = self.people[request.psid]
        sponsored = request.purpose is Purpose.SPONSORED
        if sponsored:
            person["last_sponsored_at"] = now
            self.outstanding.add(request.psid)
        elif request.purpose is Purpose.BOT_REPLY:
            person["bot_replies"] += 1
        if request.purpose is not Purpose.TEST:
            person["asked_back"] += 1
        if request.purpose is Purpose.REPLY and request.digest:
            self.same_text.setdefault(request.digest, set()).add(request.psid)
        self.touched.add(request.psid)
        mid = f"m_{secrets.token_urlsafe(18)}"
        n = self.unit.event(self.page.id, "echo", request.psid, mid=mid)
        self.unit.people.add(request.psid)
        self.messages.append(
            {
                "mid": mid,
                "page_id": self.page.id,
                "psid": request.psid,
                "author": "bot" if request.purpose is Purpose.BOT_REPLY or request.app else "shop",
                "purpose": request.purpose.value,
                "key": request.key,
                "content": request.stored.decode(),
                "campaign": request.campaign,
                "app": request.app,
                "digest": request.digest,
                "rule": basis.rule,
                "reason": basis.reason,
                "evidence_at": basis.evidence_at,
                "at": now,
                "change": n,
            }
        )
        return OutcomeBody(state="delivered", mid=mid, at=now)

    def write(self) -> None:
        """Store what was decided."""
        run = self.unit.connection.execute
        if self.messages:
            run(_NEW_MESSAGES, self.messages)
            run(_SENT, [_counts(self.people[psid]) for psid in self.touched])
        if self.refusals:
            run(_NEW_REFUSALS, self.refusals)


def _counts(person: dict[str, Any]) -> dict[str, Any]:
    return {
        "person_id": person["id"],
        "new_bot_replies": person["bot_replies"],
        "new_asked_back": person["asked_back"],
        "new_last_sponsored_at": person["last_sponsored_at"],
    }


def send(unit: Unit, requests: Sequence[SendRequest]) -> list[OutcomeBody]:
    """Judge and store `requests` in their order. A key answered before gets the same answer and nothing new."""
    pages = {request.page.id: request.page for request in requests}
    tables = {
        page_id: _Table(unit, page, [request for request in requests if request.page.id == page_id])
        for page_id, page in pages.items()
    }
    outcomes = [tables[request.page.id].decide(request) for request in requests]
    for table in tables.values():
        table.write()
    return outcomes


def send_many(unit: Unit, lists: Sequence[Sequence[SendRequest]]) -> list[list[OutcomeBody]]:
    """`send` for several requests of many messages each; the form that `store.writer.Batch` runs."""
    flat: Iterable[SendRequest] = [request for requests in lists for request in requests]
    outcomes = iter(send(unit, list(flat)))
    return [[next(outcomes) for _ in requests] for requests in lists]


def outcome_of(page_id: str, key: str) -> Callable[[sa.Connection], OutcomeBody | None]:
    """A query: the answer given for `key`, or None when it was never handed over."""

    def query(connection: sa.Connection) -> OutcomeBody | None:
        keys = {"page_id": page_id, "keys": [key]}
        row = connection.execute(_STORED, keys).first()
        if row is not None:
            return OutcomeBody(state="delivered", mid=row.mid, at=row.at)
        refused = connection.execute(_REFUSED, keys).first()
        if refused is not None:
            return OutcomeBody(state="refused", reason=refused.reason, code=(refused.code, refused.subcode))
        return None

    return query
