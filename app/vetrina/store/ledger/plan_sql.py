"""The statements of a plan. Parameters are numbered: ?1 campaign, ?2 after and ?3 up to which contact, ?4 now.

Each is worked out once per rule pack and text, not once per turn: that alone would cost as much as the turn.
"""

from __future__ import annotations

import functools
from typing import Any, Final, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Integer, Select, case, literal, literal_column, select
from sqlalchemy.dialects import sqlite

from vetrina.domain.campaigns import Audience, DeliveryState
from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store import codec
from vetrina.store.audience import members
from vetrina.store.policy_sql import evidence_case, facts_columns, reachable, rule_case, until_case
from vetrina.store.rows import Circumstances
from vetrina.store.tables import DELIVERY_CODE, OUTSTANDING, standing

Pieces: TypeAlias = tuple[str | tuple[str, str], ...]
"""A text cut at the fields that are filled for each person."""
PERSON_FIELDS: Final = ("first_name", "size")
"""Merge fields that differ from person to person; all others are the same for a whole campaign."""

PLANNED: Final = DELIVERY_CODE.code(DeliveryState.PLANNED)
LATER: Final = DELIVERY_CODE.code(DeliveryState.LATER)
_LEFT_OUT: Final = DELIVERY_CODE.code(DeliveryState.LEFT_OUT)
_NOT_SENT: Final = DELIVERY_CODE.code(DeliveryState.NOT_SENT)
_STATE: Final = {Answer.CLEARED: PLANNED, Answer.LATER: LATER, Answer.DENIED: _LEFT_OUT}

_AFTER: Final[ColumnElement[int]] = literal_column("?2", Integer)
_END: Final[ColumnElement[int]] = literal_column("?3", Integer)
_NOW: Final[ColumnElement[int]] = literal_column("?4", Integer)

PLAN_OF: Final = "SELECT planned_to, planned_at, audience, planned FROM campaign WHERE id = ?"
PLANNED_TO: Final = "UPDATE campaign SET planned_to = ? WHERE id = ?"
QUEUE_OF: Final = "SELECT key, queued_to, creative_id FROM campaign WHERE id = ?"
QUEUED_TO: Final = "UPDATE campaign SET queued_to = ? WHERE id = ?"
NEXT_PERSON: Final = "SELECT min(contact_id) FROM standing WHERE contact_id > ?"
_HERE: Final = "campaign_id = ?1 AND contact_id > ?2 AND contact_id <= ?3"
_TO_WRITE: Final = f"state = {PLANNED} AND message_id IS NULL"
NEXT_PLANNED: Final = (
    "SELECT max(contact_id), count(*) FROM (SELECT contact_id FROM delivery"
    f" WHERE campaign_id = ? AND contact_id > ? AND {_TO_WRITE} ORDER BY contact_id LIMIT ?)"
)
NEXT_LATER: Final = (
    "SELECT min(contact_id), max(contact_id), count(*) FROM (SELECT contact_id FROM delivery WHERE campaign_id = ?"
    f" AND contact_id > ? AND state = {LATER} AND message_id IS NULL AND until <= ? ORDER BY contact_id LIMIT ?)"
)
FIRST_LATER: Final = (
    f"SELECT min(until) FROM delivery WHERE campaign_id = ? AND state = {LATER} AND message_id IS NULL AND until > ?"
)
BY_STATE: Final = (
    f"SELECT count(*) FILTER (WHERE state = {PLANNED}), count(*) FILTER (WHERE state = {LATER}),"
    f" count(*) FILTER (WHERE state = {_LEFT_OUT}) FROM delivery WHERE {_HERE}"
)
LINK_ALL: Final = f"UPDATE delivery SET message_id = contact_id + ?4 WHERE {_HERE} AND {_TO_WRITE}"
LINK_SOME: Final = f"{LINK_ALL} AND EXISTS (SELECT 1 FROM message WHERE id = delivery.contact_id + ?4)"
GONE: Final = (
    f"UPDATE delivery SET state = {_NOT_SENT}, at = ?4 WHERE {_HERE} AND {_TO_WRITE}"
    " AND NOT EXISTS (SELECT 1 FROM standing WHERE contact_id = delivery.contact_id)"
)


_texts: Final = msgspec.json.Decoder(tuple[Pieces, Pieces])


def pieces_of(kept: str) -> tuple[Pieces, Pieces]:
    """Text and headline of a creative. Raises msgspec.MsgspecError when the column does not hold them."""
    return _texts.decode(kept)


def _compiled(chosen: Any) -> str:
    return str(chosen.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


@functools.lru_cache(maxsize=8)
def plan(pack: RulePack, circumstances: Circumstances, audience: str) -> str:
    """Decide about everyone of an audience between two contacts; one row each."""
    judged = _judged(pack, circumstances, asked=False).where(*members(codec.load(Audience, audience)))
    return (
        "INSERT INTO delivery (campaign_id, contact_id, rule, state, evidence_at, until)"
        f" {_compiled(_outer(judged, pack, circumstances))}"
    )


def _judged(pack: RulePack, circumstances: Circumstances, *, asked: bool) -> Select[Any]:
    """Everyone between two contacts with the deciding rule; `asked`: the messages are asked for unanswered offers."""
    columns = facts_columns(circumstances, _outstanding() if asked else None)
    times = {item.evidence for item in pack.rules} | {item.until.fact for item in pack.rules if item.until}
    rule = rule_case(pack, Purpose.SPONSORED, columns, _NOW)
    shown: list[ColumnElement[Any]] = [standing.c.contact_id, rule.label("rule")]
    for name in sorted(times - {""}):
        value = columns[name]
        shown.append((value if isinstance(value, ColumnElement) else literal(value)).label(f"fact_{name}"))
    return (
        select(*shown)
        .where(standing.c.contact_id > _AFTER, standing.c.contact_id <= _END)
        .where(_NOW.is_not(None))  # the moment is always bound, also where no rule of the pack looks at it
        .order_by(standing.c.contact_id)
        .limit(literal_column("-1"))  # a limit keeps SQLite from working out the rule once per column
    )


def _outstanding() -> ColumnElement[Any]:
    theirs = f"SELECT 1 FROM message WHERE contact_id = standing.contact_id AND {OUTSTANDING}"
    return literal_column(f"(standing.outstanding OR EXISTS ({theirs}))", Integer)


def _outer(judged: Select[Any], pack: RulePack, circumstances: Circumstances) -> Select[Any]:
    """The row of the plan; the likeliest rules are asked for first, the rest is left out."""
    inner = judged.subquery("judged")
    rule = inner.c.rule
    columns = {name.removeprefix("fact_"): inner.c[name] for name in inner.c.keys() if name.startswith("fact_")}  # noqa: SIM118
    can = reachable(pack, Purpose.SPONSORED, facts_columns(circumstances), _NOW)
    codes = {
        answer: [index for index in can if pack.rules[index].answer is answer]
        for answer in (Answer.CLEARED, Answer.LATER)
    }
    whens = [(rule == index, _STATE[answer]) for answer, listed in codes.items() for index in reversed(listed)]
    return select(
        literal_column("?1").label("campaign_id"),
        inner.c.contact_id,
        rule,
        (case(*whens, else_=_LEFT_OUT) if whens else literal(_LEFT_OUT)).label("state"),
        evidence_case(pack, can, columns, rule).label("evidence_at"),
        until_case(pack, can, columns, rule).label("until"),
    )


@functools.lru_cache(maxsize=8)
def judge_planned(pack: RulePack, circumstances: Circumstances) -> str:
    """Those planned and not yet written down, as the rules see them now."""
    return _judge(pack, circumstances, f"delivery.state = {PLANNED}")


@functools.lru_cache(maxsize=8)
def judge_later(pack: RulePack, circumstances: Circumstances) -> str:
    """Those for later whose time has come, as the rules see them now."""
    return _judge(pack, circumstances, f"delivery.state = {LATER} AND delivery.until <= ?4")


def _judge(pack: RulePack, circumstances: Circumstances, which: str) -> str:
    judged = _compiled(_outer(_judged(pack, circumstances, asked=True), pack, circumstances))
    return (
        "UPDATE delivery SET state = j.state, rule = j.rule, evidence_at = j.evidence_at, until = j.until"
        f" FROM ({judged}) AS j WHERE delivery.campaign_id = ?1 AND delivery.contact_id = j.contact_id"
        f" AND {which} AND delivery.message_id IS NULL RETURNING state"
    )


@functools.lru_cache(maxsize=8)
def write_down(pack: RulePack, circumstances: Circumstances, words: Pieces, headline: Pieces) -> str:
    """The messages of those planned whom the rules clear now. ?5 id shift, ?6 due, ?7 creative, ?8 campaign's key."""
    rule = rule_case(pack, Purpose.SPONSORED, facts_columns(circumstances, _outstanding()), _NOW)
    cleared = [index for index, item in enumerate(pack.rules) if item.answer is Answer.CLEARED]
    allowed = _compiled(rule.in_(cleared))
    own_headline = any(not isinstance(piece, str) for piece in headline)
    rest = f"(SELECT json_set(rest, '$.headline', {_spoken(headline)}) FROM creative WHERE id = ?7)"
    return (
        "INSERT INTO message (id, address_id, contact_id, account_id, purpose, author, state, at, text, rest,"
        " creative_id, campaign_id, lane, due_at, attempt_key)"
        " SELECT d.contact_id + ?5, standing.address_id, d.contact_id, standing.account_id,"
        f" 'sponsored', 'offer', 'waiting', ?4, {_spoken(words)}, {rest if own_headline else 'NULL'},"
        " ?7, ?1, 1, ?6, ?8 || printf('-%08x', d.contact_id)"
        " FROM delivery AS d CROSS JOIN standing ON standing.contact_id = d.contact_id"
        " CROSS JOIN contact AS c ON c.id = d.contact_id"
        " WHERE d.campaign_id = ?1 AND d.contact_id > ?2 AND d.contact_id <= ?3"
        f" AND d.state = {PLANNED} AND d.message_id IS NULL AND {allowed}"
    )


def _spoken(words: Pieces) -> str:
    """A text with the person's fields as an SQL expression over contact `c`."""
    pieces = [_quoted(piece) if isinstance(piece, str) else _own(piece) for piece in words]
    return " || ".join(pieces) or "''"


def _own(field: tuple[str, str]) -> str:
    if field[0] not in PERSON_FIELDS:
        raise ValueError(field[0])
    return f"coalesce(nullif(c.{field[0]}, ''), {_quoted(field[1])})"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
