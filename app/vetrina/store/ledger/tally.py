"""The counters of campaigns: how many stand where, and what people did after they got the offer."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import DeliveryState
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.store.tables import delivery

CLICKED: Final = 1
REPLIED: Final = 2
BLOCKED: Final = 4
_BITS: Final = {Kind.CLICKED: CLICKED, Kind.WROTE: REPLIED, Kind.BLOCKED: BLOCKED}
_NAMES: Final = {CLICKED: "clicked", REPLIED: "replied", BLOCKED: "blocked"}
_COUNT: Final = (
    "INSERT INTO campaign_count (campaign_id, what, n) VALUES (?, ?, ?)"
    " ON CONFLICT (campaign_id, what) DO UPDATE SET n = n + excluded.n"
)
ANSWER_MS: Final = 7 * 24 * 3_600_000
"""What a person does within this time of an offer is counted as its result."""


def count(w: Connection, campaign_id: int, what: str, by: int) -> None:
    """Change one counter."""
    if by:
        w.exec_driver_sql(_COUNT, (campaign_id, what, by))


def move(
    w: Connection, campaign_id: int | None, contact_id: int, state: DeliveryState, at: int, rule: int | None = None
) -> None:
    """One person of a campaign now stands at `state`; the counters follow. Nothing happens without a campaign."""
    if campaign_id is None:
        return
    here = (delivery.c.campaign_id == campaign_id) & (delivery.c.contact_id == contact_id)
    old = w.scalar(select(delivery.c.state).where(here))
    if old is None or old == state:
        return
    values: dict[str, object] = {"state": state.value, "at": at}
    if rule is not None:
        values["rule"] = rule
    w.execute(update(delivery).where(here).values(values))
    count(w, campaign_id, old, -1)
    count(w, campaign_id, state.value, 1)


def note_act(
    w: Connection, contact_id: int, kind: Kind, at: int, campaign_id: int | None, sponsored_at: int | None
) -> None:
    """What a person did counts for the campaign that wrote to them last."""
    bit = _BITS.get(kind)
    if bit is None or campaign_id is None or sponsored_at is None or not 0 <= at - sponsored_at < ANSWER_MS:
        return
    done = w.execute(
        update(delivery)
        .where(
            delivery.c.campaign_id == campaign_id,
            delivery.c.contact_id == contact_id,
            delivery.c.acted.op("&")(bit) == 0,
        )
        .values(acted=delivery.c.acted.op("|")(bit))
    )
    count(w, campaign_id, _NAMES[bit], done.rowcount)
