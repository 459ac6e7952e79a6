"""Making it durable who gets what: set-based, in turns of about 2,000 people, resumable after a crash."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, literal, literal_column, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from vetrina.domain.ads import wording
from vetrina.domain.campaigns import Audience, DeliveryState
from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store import codec
from vetrina.store.audience import members
from vetrina.store.ledger.tally import count
from vetrina.store.policy_sql import evidence_case, facts_columns, rule_case, until_case
from vetrina.store.rows import Circumstances
from vetrina.store.tables import OUTSTANDING, campaign, standing

CHUNK: Final = 2_000

_STATES: Final = {
    Answer.CLEARED: DeliveryState.PLANNED.value,
    Answer.LATER: DeliveryState.LATER.value,
    Answer.DENIED: DeliveryState.LEFT_OUT.value,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One turn: how many people it decided about or wrote down, and whether nobody is left."""

    people: int
    finished: bool


def plan_chunk(
    w: Connection, campaign_id: int, pack: RulePack, circumstances: Circumstances, now: int, size: int = CHUNK
) -> Planned:
    """Decide about the next `size` people the shop knows, as of the moment the plan began; each gets one row.

    Called in one turn of `Database.write` after the other until `finished`; a plan that was broken off goes on.
    """
    row = w.execute(
        select(campaign.c.planned_to, campaign.c.planned_at, campaign.c.audience, campaign.c.planned).where(
            campaign.c.id == campaign_id
        )
    ).one()
    if row.planned:
        return Planned(0, True)
    if row.planned_at is None:
        rules = [[rule.id, rule.reason, rule.evidence, rule.answer.value] for rule in pack.rules]
        values = {"planned_at": now, "pack": pack.name, "rules": json.dumps(rules)}
        w.execute(update(campaign).where(campaign.c.id == campaign_id).values(values))
    at = now if row.planned_at is None else int(row.planned_at)
    end = _bound(w, row.planned_to, size)
    if end is None:
        w.execute(update(campaign).where(campaign.c.id == campaign_id).values(planned=1))
        return Planned(0, True)
    decided = w.exec_driver_sql(
        _plan_statement(pack, circumstances, row.audience, at), (campaign_id, row.planned_to, end)
    ).rowcount
    tally = w.exec_driver_sql(
        "SELECT state, count(*) FROM delivery WHERE campaign_id = ? AND contact_id > ? AND contact_id <= ?"
        " GROUP BY state",
        (campaign_id, row.planned_to, end),
    )
    for state, people in tally.all():
        count(w, campaign_id, state, people)
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(planned_to=end))
    return Planned(decided, False)


def _bound(w: Connection, after: int, size: int) -> int | None:
    """The last contact of the next `size`."""
    next_ones = "SELECT contact_id FROM standing WHERE contact_id > ? ORDER BY contact_id LIMIT ?"
    found = w.exec_driver_sql(f"SELECT max(contact_id) FROM ({next_ones})", (after, size)).scalar()
    return None if found is None else int(found)


@functools.lru_cache(maxsize=8)
def _plan_statement(pack: RulePack, circumstances: Circumstances, audience: str, at: int) -> str:
    """The statement of a whole plan; its parameters are campaign, after and up to which contact."""
    judged = _judged(pack, circumstances, at, literal_column("?2"), literal_column("?3"))
    judged = judged.where(*members(codec.load(Audience, audience)))
    columns = "campaign_id, contact_id, address_id, rule, state, evidence_at, until"
    return f"INSERT INTO delivery ({columns}) {_outer(judged, pack)}"


def _judged(
    pack: RulePack, circumstances: Circumstances, at: int, after: Any, end: Any, asked: bool = False
) -> Select[Any]:
    """Everyone between two contacts with the rule that decides; `asked`: ask the messages for unanswered offers."""
    outstanding: ColumnElement[Any] = literal_column(
        "(standing.outstanding OR EXISTS"
        f" (SELECT 1 FROM message WHERE contact_id = standing.contact_id AND {OUTSTANDING}))"
    )
    columns = facts_columns(circumstances, outstanding if asked else None)
    rule = rule_case(pack, Purpose.SPONSORED, columns, at)
    times = sorted(
        {name for item in pack.rules for name in (item.evidence, item.until.fact if item.until else "") if name}
    )
    facts = {name: columns[name] for name in times}
    shown: list[ColumnElement[Any]] = [standing.c.contact_id, standing.c.address_id, rule.label("rule")]
    for name, value in facts.items():
        shown.append((value if isinstance(value, ColumnElement) else literal(value)).label(f"fact_{name}"))
    return (
        select(*shown)
        .where(standing.c.contact_id > after, standing.c.contact_id <= end)
        .order_by(standing.c.contact_id)
        .limit(literal_column("-1"))  # a limit keeps SQLite from working out the rule once per column
    )


def _outer(judged: Select[Any], pack: RulePack) -> str:
    inner = judged.subquery("judged")
    rule = inner.c.rule
    columns = {name.removeprefix("fact_"): inner.c[name] for name in inner.c.keys() if name.startswith("fact_")}  # noqa: SIM118
    states = {index: literal(_STATES[item.answer]) for index, item in enumerate(pack.rules)}
    chosen = select(
        literal_column("?1").label("campaign_id"),
        inner.c.contact_id,
        inner.c.address_id,
        rule,
        case(states, value=rule).label("state"),
        evidence_case(pack, Purpose.SPONSORED, columns, rule).label("evidence_at"),
        until_case(pack, Purpose.SPONSORED, columns, rule).label("until"),
    )
    dialect = sqlite.dialect()
    return str(chosen.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def reconsider_later(
    w: Connection, campaign_id: int, pack: RulePack, circumstances: Circumstances, now: int, limit: int = CHUNK
) -> int:
    """Those for later whose time has come are judged again; returns how many."""
    due = w.exec_driver_sql(
        "SELECT contact_id FROM delivery WHERE campaign_id = ? AND state = 'later' AND until <= ? LIMIT ?",
        (campaign_id, now, limit),
    )
    ids = [int(contact_id) for (contact_id,) in due.all()]
    for contact_id in ids:
        _judge_again(w, campaign_id, pack, circumstances, now, contact_id - 1, contact_id, "later")
    if ids:
        lowest = min(ids) - 1
        w.execute(
            update(campaign).where(campaign.c.id == campaign_id, campaign.c.queued_to > lowest).values(queued_to=lowest)
        )
    return len(ids)


def _judge_again(
    w: Connection,
    campaign_id: int,
    pack: RulePack,
    circumstances: Circumstances,
    now: int,
    after: int,
    end: int,
    was: str,
) -> None:
    """Bring the rows between two contacts up to date with what is known now; counters follow."""
    judged = _outer(_judged(pack, circumstances, now, literal_column("?2"), literal_column("?3"), asked=True), pack)
    changed = w.exec_driver_sql(
        f"UPDATE delivery SET state = j.state, rule = j.rule, evidence_at = j.evidence_at, until = j.until"
        f" FROM ({judged}) AS j WHERE delivery.campaign_id = ?1 AND delivery.contact_id = j.contact_id"
        f" AND delivery.state = '{was}' AND delivery.message_id IS NULL AND j.state <> '{was}' RETURNING state",
        (campaign_id, after, end),
    ).all()
    for state in {row[0] for row in changed}:
        times = sum(row[0] == state for row in changed)
        count(w, campaign_id, was, -times)
        count(w, campaign_id, state, times)


def queue_chunk(
    w: Connection,
    campaign_id: int,
    pack: RulePack,
    circumstances: Circumstances,
    now: int,
    due_at: int | None = None,
    size: int = CHUNK,
) -> Planned:
    """Write down the messages of the next `size` planned people, each judged again first; they wait to be handed over.

    The text is the campaign's creative (`campaigns.freeze_creative`) with each person's own words filled in.
    """
    row = w.execute(
        select(campaign.c.key, campaign.c.queued_to, campaign.c.creative_id).where(campaign.c.id == campaign_id)
    ).one()
    end = w.exec_driver_sql(
        "SELECT max(contact_id) FROM (SELECT contact_id FROM delivery WHERE campaign_id = ? AND contact_id > ?"
        " AND state = 'planned' AND message_id IS NULL ORDER BY contact_id LIMIT ?)",
        (campaign_id, row.queued_to, size),
    ).scalar()
    if end is None:
        return Planned(0, True)
    _judge_again(w, campaign_id, pack, circumstances, now, row.queued_to, end, "planned")
    first = int(w.exec_driver_sql("SELECT coalesce(max(id), 0) FROM message").scalar() or 0)
    values = {
        "campaign": campaign_id,
        "after": row.queued_to,
        "end": end,
        "shift": first - row.queued_to,
        "now": now,
        "due": now if due_at is None else due_at,
        "creative": row.creative_id,
        "key": row.key,
    }
    made = w.execute(_queue_statement(w, row.creative_id), values).rowcount
    w.execute(_LINK, values)
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(queued_to=end))
    return Planned(made, False)


_LINK: Final = text(
    "UPDATE delivery SET message_id = contact_id + :shift WHERE campaign_id = :campaign"
    " AND contact_id > :after AND contact_id <= :end AND state = 'planned' AND message_id IS NULL"
)


def _queue_statement(w: Connection, creative_id: int) -> Any:
    row = w.exec_driver_sql("SELECT text, rest FROM creative WHERE id = ?", (creative_id,)).one()
    headline = json.loads(row.rest).get("headline", "")
    return _queue_text(row.text, headline)


@functools.lru_cache(maxsize=8)
def _queue_text(words: str, headline: str) -> Any:
    own_headline = any(not isinstance(piece, str) for piece in wording(headline).pieces)
    rest = (
        f"(SELECT json_set(rest, '$.headline', {_spoken(headline)}) FROM creative WHERE id = :creative)"
        if own_headline
        else "NULL"
    )
    return text(
        "INSERT INTO message (id, address_id, contact_id, account_id, purpose, author, state, at, text, rest,"
        " creative_id, campaign_id, lane, due_at, attempt_key)"
        " SELECT d.contact_id + :shift, s.address_id, d.contact_id, s.account_id,"
        " 'sponsored', 'offer', 'waiting', :now,"
        f" {_spoken(words)}, {rest}, :creative, :campaign, 1, :due, :key || printf('-%08x', d.contact_id)"
        " FROM delivery AS d CROSS JOIN standing AS s ON s.contact_id = d.contact_id"
        " CROSS JOIN contact AS c ON c.id = d.contact_id"
        " WHERE d.campaign_id = :campaign AND d.contact_id > :after AND d.contact_id <= :end"
        " AND d.state = 'planned' AND d.message_id IS NULL"
    )


def _spoken(words: str) -> str:
    """A text with merge fields as an SQL expression over contact `c`."""
    pieces = [
        _quoted(piece)
        if isinstance(piece, str)
        else f"coalesce(nullif(c.{_COLUMNS[piece[0]]}, ''), {_quoted(piece[1])})"
        for piece in wording(words).pieces
    ]
    return " || ".join(pieces) or "''"


_COLUMNS: Final = {"first_name": "first_name", "size": "size"}


def _quoted(words: str) -> str:
    # text() takes a colon for a parameter, SQLite takes only the quote for its end
    return "'" + words.replace("'", "''").replace(":", "\\:") + "'"
