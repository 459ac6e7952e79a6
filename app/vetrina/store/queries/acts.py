"""What people did last after a campaign wrote to them, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from vetrina.domain.people import EvidenceKind
from vetrina.store.tables import contact, delivery, evidence, standing

LOOKS_BACK: Final = 2_000
"""How many of the newest pieces of evidence are looked at; bounds the work in a shop with a million people."""
SAME_ACT_MS: Final = 2_000
"""A tap also says something in the talk; within this time the two are one act."""
_KINDS: Final = (EvidenceKind.CLICKED, EvidenceKind.WROTE, EvidenceKind.BLOCKED, EvidenceKind.STOPPED)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person of the campaign did, at `at` (ms)."""

    contact_id: int
    name: str
    kind: EvidenceKind
    at: int


def latest(r: Connection, campaign_id: int, since: int, limit: int = 12) -> tuple[Act, ...]:
    """Taps, answers, blocks and stops since `since` (ms) of people who got the campaign."""
    newest = select(func.max(evidence.c.id)).scalar_subquery()
    rows = r.execute(
        select(evidence.c.contact_id, contact.c.name, evidence.c.kind, evidence.c.at)
        .select_from(
            evidence.join(
                delivery,
                (delivery.c.contact_id == evidence.c.contact_id) & (delivery.c.campaign_id == campaign_id),
            ).join(contact, contact.c.id == evidence.c.contact_id)
        )
        .where(
            evidence.c.id > newest - LOOKS_BACK,
            evidence.c.kind.in_([kind.value for kind in _KINDS]),
            evidence.c.at >= since,
            delivery.c.message_id.is_not(None),
        )
        .order_by(evidence.c.id.desc())
        .limit(4 * limit)
    ).all()
    found = [Act(row.contact_id, row.name, EvidenceKind(row.kind), row.at) for row in rows]
    taps = {(act.contact_id, act.at) for act in found if act.kind is EvidenceKind.CLICKED}
    kept = [
        act
        for act in found
        if act.kind is not EvidenceKind.WROTE
        or not any(who == act.contact_id and abs(at - act.at) <= SAME_ACT_MS for who, at in taps)
    ]
    return tuple(kept[:limit])


def last_tap(r: Connection, contact_id: int) -> int | None:
    """When (ms) the person tapped an offer last; None when never."""
    found = r.scalar(select(standing.c.last_click_at).where(standing.c.contact_id == contact_id))
    return None if found is None else int(found)
