"""Making it durable who gets what: set-based, in turns of some thousand people, resumable after a crash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import DeliveryState
from vetrina.domain.policy import RulePack
from vetrina.store.ledger import plan_sql
from vetrina.store.ledger.plan_sql import LATER, PLANNED
from vetrina.store.ledger.tally import count
from vetrina.store.rows import Circumstances
from vetrina.store.tables import campaign

PLAN_CHUNK: Final = 5_000
"""People decided about in one turn: about 8 ms with its commit; who waits to write waits no longer than that."""
_FIRST_STATES: Final = (DeliveryState.PLANNED, DeliveryState.LATER, DeliveryState.LEFT_OUT)
QUEUE_CHUNK: Final = 1_000
"""Messages written down in one turn: about 8 ms."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One turn: how many people it decided about or wrote down, and whether nobody is left."""

    people: int
    finished: bool


def plan_chunk(
    w: Connection, campaign_id: int, pack: RulePack, circumstances: Circumstances, now: int, size: int = PLAN_CHUNK
) -> Planned:
    """Decide about the next people the shop knows (at most `size`), as of the moment the plan began; one row each.

    Called in one turn of `Database.write` after the other until `finished`; a plan that was broken off goes on.
    """
    row = w.exec_driver_sql(plan_sql.PLAN_OF, (campaign_id,)).one()
    if row.planned:
        return Planned(0, True)
    at = now if row.planned_at is None else int(row.planned_at)
    if row.planned_at is None:
        rules = [[rule.id, rule.reason, rule.evidence, rule.answer.value] for rule in pack.rules]
        _note(w, campaign_id, planned_at=now, pack=pack.name, rules=json.dumps(rules))
    first = w.exec_driver_sql(plan_sql.NEXT_PERSON, (row.planned_to,)).scalar()
    if first is None:
        first_later = w.exec_driver_sql(plan_sql.FIRST_LATER, (campaign_id, 0)).scalar()
        _note(w, campaign_id, planned=1, later_at=first_later)
        return Planned(0, True)
    end = int(first) + size - 1
    statement = plan_sql.plan(pack, circumstances, row.audience)
    decided = w.exec_driver_sql(statement, (campaign_id, row.planned_to, end, at)).rowcount
    counted = w.exec_driver_sql(plan_sql.BY_STATE, (campaign_id, row.planned_to, end)).one()
    for state, people in zip(_FIRST_STATES, counted, strict=True):
        count(w, campaign_id, state.value, people)
    w.exec_driver_sql(plan_sql.PLANNED_TO, (end, campaign_id))
    return Planned(decided, False)


def reconsider_later(
    w: Connection,
    campaign_id: int,
    pack: RulePack,
    circumstances: Circumstances,
    now: int,
    size: int = QUEUE_CHUNK,
) -> int:
    """Judge the next `size` of those for later whose time has come again; returns how many, 0 when there are none."""
    row = w.execute(
        select(campaign.c.later_at, campaign.c.later_to, campaign.c.queued_to).where(campaign.c.id == campaign_id)
    ).one()
    if row.later_at is None or row.later_at > now:
        return 0
    first, end, people = w.exec_driver_sql(plan_sql.NEXT_LATER, (campaign_id, row.later_to, now, size)).one()
    if end is None:
        later_at = w.exec_driver_sql(plan_sql.FIRST_LATER, (campaign_id, now)).scalar()
        _note(w, campaign_id, later_to=0, later_at=later_at)
        return 0
    _judge_again(w, campaign_id, plan_sql.judge_later(pack, circumstances), LATER, (first - 1, end, now))
    _note(w, campaign_id, later_to=end, queued_to=min(row.queued_to, first - 1))
    return int(people)


def _judge_again(w: Connection, campaign_id: int, statement: str, was: int, span: tuple[int, int, int]) -> None:
    """Bring rows that are not written down yet up to date with what is known now; counters follow."""
    after, end, now = span
    changed = w.exec_driver_sql(statement, (campaign_id, after, end, now)).all()
    codes = [int(row[0]) for row in changed]
    for code in set(codes):
        count(w, campaign_id, _name(was), -codes.count(code))
        count(w, campaign_id, _name(code), codes.count(code))


def queue_chunk(
    w: Connection,
    campaign_id: int,
    pack: RulePack,
    circumstances: Circumstances,
    now: int,
    due_at: int | None = None,
    size: int = QUEUE_CHUNK,
) -> Planned:
    """Write down the messages of the next `size` planned people, each judged again; they wait to be handed over.

    The text is the campaign's creative (`campaigns.freeze_creative`) with each person's own words filled in.
    """
    row = w.exec_driver_sql(plan_sql.QUEUE_OF, (campaign_id,)).one()
    end, people = w.exec_driver_sql(plan_sql.NEXT_PLANNED, (campaign_id, row.queued_to, size)).one()
    if end is None:
        return Planned(0, True)
    kept = w.exec_driver_sql("SELECT pieces FROM creative WHERE id = ?", (row.creative_id,)).scalar_one()
    words, headline = plan_sql.pieces_of(kept)
    shift = int(w.exec_driver_sql("SELECT coalesce(max(id), 0) FROM message").scalar() or 0) - row.queued_to
    statement = plan_sql.write_down(pack, circumstances, words, headline)
    span = (campaign_id, row.queued_to, end, now)
    made = w.exec_driver_sql(
        statement, (*span, shift, now if due_at is None else due_at, row.creative_id, row.key)
    ).rowcount
    linking = plan_sql.LINK_ALL if made == people else plan_sql.LINK_SOME
    w.exec_driver_sql(linking, (campaign_id, row.queued_to, end, shift))
    if made != people:
        _judge_again(w, campaign_id, plan_sql.judge_planned(pack, circumstances), PLANNED, (row.queued_to, end, now))
        _drop_gone(w, campaign_id, row.queued_to, end, now)
        later_at = w.exec_driver_sql(plan_sql.FIRST_LATER, (campaign_id, now)).scalar()
        _note(w, campaign_id, later_at=later_at)
    w.exec_driver_sql(plan_sql.QUEUED_TO, (end, campaign_id))
    return Planned(made, False)


def _drop_gone(w: Connection, campaign_id: int, after: int, end: int, now: int) -> None:
    """Those who were erased since the plan."""
    gone = w.exec_driver_sql(plan_sql.GONE, (campaign_id, after, end, now)).rowcount
    count(w, campaign_id, DeliveryState.PLANNED.value, -gone)
    count(w, campaign_id, DeliveryState.NOT_SENT.value, gone)


def _name(code: int) -> str:
    return list(DeliveryState)[code].value


def _note(w: Connection, campaign_id: int, **values: Any) -> None:
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(values))
