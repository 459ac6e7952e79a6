"""How many people may get an offer now: by the index that is made on the rule, not by looking at everyone."""

from __future__ import annotations

import functools
from typing import Final

from sqlalchemy import ColumnElement, Integer, func, literal_column, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import Audience, Who
from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store.audience import EVERYONE, members
from vetrina.store.policy_sql import applies, facts_columns, rule_case
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import OFFER_READY, standing

INDEXED_PACK: Final = "vetrina-2016"
"""The pack whose denials `standing_ready` is made on (see `tables.OFFER_READY`)."""

_NARROWED: Final = {Who.EVERYONE: "", Who.FOLLOWERS: " AND follows = 1", Who.TALKED: " AND has_talked = 1"}
_NOW: Final[ColumnElement[int]] = literal_column("?1", Integer)


def may_write_now(
    r: Connection,
    pack: RulePack,
    now: int,
    audience: Audience = EVERYONE,
    circumstances: Circumstances = ORDINARY,
) -> int:
    """How many of an audience the gate would clear for an offer at `now` (ms)."""
    if pack.name == INDEXED_PACK and not audience.labels and circumstances == ORDINARY:
        return int(r.exec_driver_sql(_by_index(pack, audience.who), (now,)).scalar_one())
    rule = rule_case(pack, Purpose.SPONSORED, facts_columns(circumstances), now)
    cleared = [index for index, item in enumerate(pack.rules) if item.answer is Answer.CLEARED]
    wanted = select(func.count()).select_from(standing).where(rule.in_(cleared), *members(audience))
    return int(r.scalar(wanted) or 0)


@functools.lru_cache(maxsize=8)
def _by_index(pack: RulePack, who: Who) -> str:
    """Those whom nothing denies, less those whom a rule puts off just now: few, and found by the time (?1 is now)."""
    ready = f"{OFFER_READY}{_NARROWED[who]}"
    put_off = []
    for rule in pack.rules_for(Purpose.SPONSORED):
        asked = applies(rule, facts_columns(), _NOW)
        if rule.answer is Answer.LATER and isinstance(asked, ColumnElement):
            wanted = select(standing.c.contact_id).where(asked, text(ready))
            put_off.append(str(wanted.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})))
    whole = f"SELECT count(*) FROM standing INDEXED BY standing_ready WHERE {ready}"
    later = f"SELECT count(DISTINCT contact_id) FROM ({' UNION ALL '.join(put_off)})"
    return f"SELECT ({whole}) - ({later})" if put_off else whole
