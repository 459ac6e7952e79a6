"""The people of a page: joining, following, what they allow, blocking, leaving; and how they stand, for a desktop."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from vetrina.domain.people import EvidenceKind
from vetrina.domain.text import clean_name
from vetrina.hub.customer.wire import ChangeMeBody, JoinBody, Me, Offers
from vetrina.hub.gate import suppression_hash
from vetrina.hub.pages import Page, numeric_id, token_hash
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit
from vetrina.hub.wire import StandingBody, StandingRow

SESSION_IDLE_MS: Final = 90 * 24 * 3_600_000
OWN_PHONES: Final = 3
STANDING_AT_ONCE: Final = 500
_TIMES: Final = (
    "followed_at",
    "blocked_at",
    "stopped_at",
    "less_at",
    "last_wrote_at",
    "last_act_at",
    "last_click_at",
    "last_sponsored_at",
)
_STANDING_FLAGS: Final = (
    "own",
    "follows",
    "blocked",
    "shop_blocked",
    "stopped",
    "less",
    "talk_open",
    "has_talked",
)


class NameMissing(Exception):
    """The name has no letters left after cleaning."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A new person and the session (the only copy of it in clear)."""

    psid: str
    name: str
    session: str
    blocked: bool


def join(unit: Unit, page: Page, body: JoinBody, old_session: str) -> Joined:
    """Make a person and a session. A device whose owner blocked the shop and left starts blocked again."""
    name = clean_name(body.name)
    if not name:
        raise NameMissing
    psid = numeric_id(16)
    session = secrets.token_urlsafe(32)
    blocked = bool(old_session) and _was_blocked(unit, page, token_hash(old_session))
    follow = body.follow and not blocked
    number = unit.event(page.id, "joined", psid, _json(name=name, language=body.language, source=body.source))
    unit.connection.execute(
        sa.insert(t.person).values(
            id=psid,
            page_id=page.id,
            name=name,
            language=body.language,
            source=body.source,
            ref=body.ref,
            joined_at=unit.now,
            follows=int(follow),
            followed_at=unit.now if follow else None,
            last_act_at=unit.now,
            blocked=int(blocked),
            blocked_at=unit.now if blocked else None,
            change=number,
        )
    )
    unit.connection.execute(
        sa.insert(t.session).values(hash=token_hash(session), page_id=page.id, psid=psid, at=unit.now, last_at=unit.now)
    )
    if follow:
        _standing(unit, page, psid, EvidenceKind.FOLLOWED, body.source)
    if blocked:
        _standing(unit, page, psid, EvidenceKind.BLOCKED, "page")
    return Joined(psid, name, session, blocked)


def _was_blocked(unit: Unit, page: Page, session_hash: str) -> bool:
    found = unit.connection.execute(
        sa.select(t.suppression.c.hash).where(
            t.suppression.c.page_id == page.id,
            t.suppression.c.hash == suppression_hash(page, "session", session_hash),
        )
    ).first()
    return found is not None


def _json(**members: Any) -> str:
    return msgspec.json.encode({name: value for name, value in members.items() if value not in ("", False)}).decode()


def _standing(unit: Unit, page: Page, psid: str, kind: EvidenceKind, source: str) -> int:
    return unit.event(page.id, "standing", psid, _json(kind=kind.value, source=source))


def _update(unit: Unit, psid: str, **values: Any) -> None:
    unit.connection.execute(sa.update(t.person).where(t.person.c.id == psid).values(**values))
    unit.people.add(psid)


def _row(unit: Unit, psid: str) -> sa.Row[Any] | None:
    return unit.connection.execute(sa.select(t.person).where(t.person.c.id == psid).with_for_update()).first()


def change_me(unit: Unit, page: Page, psid: str, body: ChangeMeBody) -> None:
    """Another name or language."""
    row = _row(unit, psid)
    if row is None:
        return
    name = row.name if body.name is None else clean_name(body.name)
    if not name:
        raise NameMissing
    language = body.language or row.language
    if (name, language) == (row.name, row.language):
        return
    number = unit.event(page.id, "joined", psid, _json(name=name, language=language, source=row.source))
    _update(unit, psid, name=name, language=language, change=number)


def follow(unit: Unit, page: Page, psid: str, on: bool, source: str = "page") -> None:
    """Follow the shop or not."""
    row = _row(unit, psid)
    if row is None or bool(row.follows) is on:
        return
    kind = EvidenceKind.FOLLOWED if on else EvidenceKind.UNFOLLOWED
    number = _standing(unit, page, psid, kind, source)
    _update(unit, psid, follows=int(on), followed_at=unit.now if on else row.followed_at, change=number)


def choose_offers(unit: Unit, page: Page, psid: str, choice: Offers, source: str = "page") -> None:
    """Offers as usual, at most one a month, or none."""
    row = _row(unit, psid)
    if row is None or _offers(row) == choice:
        return
    now = unit.now
    kind = {
        "usual": EvidenceKind.RESUMED if row.stopped else EvidenceKind.ASKED_USUAL,
        "less": EvidenceKind.ASKED_LESS,
        "stopped": EvidenceKind.STOPPED,
    }[choice]
    if choice == "less" and row.stopped:
        _standing(unit, page, psid, EvidenceKind.RESUMED, source)
    number = _standing(unit, page, psid, kind, source)
    if choice == "usual" and row.stopped and row.less:
        number = _standing(unit, page, psid, EvidenceKind.ASKED_USUAL, source)
    _update(
        unit,
        psid,
        stopped=int(choice == "stopped"),
        stopped_at=now if choice == "stopped" else row.stopped_at,
        less=int(choice == "less"),
        less_at=now if choice == "less" else row.less_at,
        change=number,
    )


def block(unit: Unit, page: Page, psid: str, on: bool) -> None:
    """The person blocks the shop, or lets it speak again. Only the person can do either."""
    row = _row(unit, psid)
    if row is None or bool(row.blocked) is on:
        return
    number = _standing(unit, page, psid, EvidenceKind.BLOCKED if on else EvidenceKind.UNBLOCKED, "page")
    _update(unit, psid, blocked=int(on), blocked_at=unit.now if on else row.blocked_at, change=number)
    if not on:
        for kind, value in _suppressed_by(unit, psid):
            unit.connection.execute(
                sa.delete(t.suppression).where(
                    t.suppression.c.page_id == page.id, t.suppression.c.hash == suppression_hash(page, kind, value)
                )
            )


def shop_blocks(unit: Unit, page: Page, psid: str, blocked: bool) -> bool:
    """The shop shuts its ear to a person or opens it; false when the page has no such person."""
    changed = unit.connection.execute(
        sa.update(t.person)
        .where(t.person.c.id == psid, t.person.c.page_id == page.id)
        .values(shop_blocked=int(blocked))
    )
    return changed.rowcount == 1


def mark_own(unit: Unit, page: Page, psid: str, own: bool) -> bool:
    """This person is the shop's own phone, or no longer; false when there is no such person, or enough phones already.

    Tests skip the rules for offers, so that a shop with many "own phones" would be a shop without rules.
    """
    others = sa.select(sa.func.count()).where(t.person.c.page_id == page.id, t.person.c.own == 1, t.person.c.id != psid)
    if own and (unit.connection.scalar(others) or 0) >= OWN_PHONES:
        return False
    changed = unit.connection.execute(
        sa.update(t.person).where(t.person.c.id == psid, t.person.c.page_id == page.id).values(own=int(own))
    )
    return changed.rowcount == 1


def leave(unit: Unit, page: Page, psid: str) -> bool:
    """Erase a person with talks, choices and sessions; false when there is none. A block stays as keyed hashes."""
    row = _row(unit, psid)
    if row is None or row.page_id != page.id:
        return False
    if row.blocked:
        keep = [suppression_hash(page, kind, value) for kind, value in _suppressed_by(unit, psid)]
        known = set(
            unit.connection.execute(
                sa.select(t.suppression.c.hash).where(
                    t.suppression.c.page_id == page.id, t.suppression.c.hash.in_(keep)
                )
            ).scalars()
        )
        fresh = [{"page_id": page.id, "hash": item, "at": unit.now} for item in keep if item not in known]
        if fresh:
            unit.connection.execute(sa.insert(t.suppression), fresh)
    unit.connection.execute(sa.delete(t.event).where(t.event.c.psid == psid))
    unit.events[:] = [event for event in unit.events if event[3] != psid]
    unit.connection.execute(sa.delete(t.person).where(t.person.c.id == psid))
    unit.erased = True
    _standing(unit, page, psid, EvidenceKind.LEFT, "page")
    unit.people.add(psid)
    return True


def _suppressed_by(unit: Unit, psid: str) -> list[tuple[str, str]]:
    sessions = unit.connection.execute(sa.select(t.session.c.hash).where(t.session.c.psid == psid)).scalars()
    return [("psid", psid), *(("session", item) for item in sessions)]


def _offers(row: Any) -> Offers:
    return "stopped" if row.stopped else "less" if row.less else "usual"


def me(psid: str) -> Callable[[sa.Connection], Me | None]:
    """A query: the person's own view of how things stand."""

    def query(connection: sa.Connection) -> Me | None:
        row = connection.execute(sa.select(t.person).where(t.person.c.id == psid)).first()
        if row is None:
            return None
        unread = connection.execute(
            sa.select(sa.func.count())
            .select_from(t.message)
            .where(
                t.message.c.psid == psid,
                t.message.c.author != "person",
                t.message.c.seen_at.is_(None),
                t.message.c.deleted_at.is_(None),
            )
        ).scalar_one()
        return Me(
            id=row.id,
            name=row.name,
            language=row.language,
            follows=bool(row.follows),
            offers=_offers(row),
            blocked=bool(row.blocked),
            unread=unread,
        )

    return query


def standing(page: Page, after: str) -> Callable[[sa.Connection], StandingBody]:
    """A query: people after `after` in the order of ids, and how each stands."""

    def query(connection: sa.Connection) -> StandingBody:
        p = t.person.c
        rows = connection.execute(
            sa.select(t.person, t.message.c.key.label("outstanding"))
            .outerjoin(
                t.message,
                sa.and_(
                    t.message.c.page_id == p.page_id,
                    t.message.c.psid == p.id,
                    sa.text("message.purpose = 'sponsored' AND message.clicked_at IS NULL"),
                ),
            )
            .where(p.page_id == page.id, p.id > after)
            .order_by(p.id)
            .limit(STANDING_AT_ONCE + 1)
        ).all()
        height = connection.execute(sa.select(t.page.c.height).where(t.page.c.id == page.id)).scalar_one()
        people = [_standing_row(row) for row in rows[:STANDING_AT_ONCE]]
        return StandingBody(height=height, people=people, next=people[-1].psid if len(rows) > STANDING_AT_ONCE else "")

    return query


def _standing_row(row: Any) -> StandingRow:
    times: dict[str, int] = {name: getattr(row, name) or 0 for name in _TIMES}
    flags: dict[str, bool] = {name: bool(getattr(row, name)) for name in _STANDING_FLAGS}
    return StandingRow(
        psid=row.id,
        name=row.name,
        language=row.language,
        source=row.source,
        outstanding=row.outstanding or "",
        holder=row.holder,
        **times,  # type: ignore[arg-type]
        **flags,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """Who a session belongs to."""

    page_id: str
    psid: str
    hash: str
    last_at: int


def session_of(session_hash: str) -> Callable[[sa.Connection], Session | None]:
    """A query: the session behind a hash."""

    def query(connection: sa.Connection) -> Session | None:
        row = connection.execute(
            sa.select(t.session.c.page_id, t.session.c.psid, t.session.c.last_at).where(
                t.session.c.hash == session_hash
            )
        ).first()
        return None if row is None else Session(row.page_id, row.psid, session_hash, row.last_at)

    return query


def touch_session(unit: Unit, session_hash: str) -> None:
    """The session was used today."""
    unit.connection.execute(sa.update(t.session).where(t.session.c.hash == session_hash).values(last_at=unit.now))


def forget_session(unit: Unit, session_hash: str) -> None:
    """The session ends; the person stays."""
    unit.connection.execute(sa.delete(t.session).where(t.session.c.hash == session_hash))
