"""How many people may get an offer now: by the index that is made on the rule, not by looking at everyone."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import Audience, Who
from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store.audience import EVERYONE, members
from vetrina.store.policy_sql import facts_columns, rule_case
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import OFFER_READY, OFFER_TIMED, standing

INDEXED_PACK: Final = "vetrina-2016"
"""The pack whose timeless rules `standing_ready` is made on (see `tables.OFFER_READY`)."""


def may_write_now(
    r: Connection,
    pack: RulePack,
    now: int,
    audience: Audience = EVERYONE,
    circumstances: Circumstances = ORDINARY,
) -> int:
    """How many of an audience the gate would clear for an offer at `now` (ms)."""
    if pack.name == INDEXED_PACK and not audience.labels and circumstances == ORDINARY:
        narrowed = {Who.EVERYONE: "", Who.FOLLOWERS: " AND follows = 1", Who.TALKED: " AND has_talked = 1"}[
            audience.who
        ]
        ready = r.execute(
            text(f"SELECT count(*) FROM standing INDEXED BY standing_ready WHERE {OFFER_READY}{narrowed}")
        ).scalar_one()
        return int(ready) + _one_by_one(r, pack, now, audience, circumstances, timed_only=True)
    return _one_by_one(r, pack, now, audience, circumstances, timed_only=False)


def _one_by_one(
    r: Connection, pack: RulePack, now: int, audience: Audience, circumstances: Circumstances, *, timed_only: bool
) -> int:
    rule = rule_case(pack, Purpose.SPONSORED, facts_columns(circumstances), now)
    cleared = [index for index, item in enumerate(pack.rules) if item.answer is Answer.CLEARED]
    wanted = select(func.count()).select_from(standing).where(rule.in_(cleared), *members(audience))
    if timed_only:
        wanted = wanted.where(text(f"({OFFER_TIMED})"))
    return int(r.scalar(wanted) or 0)
