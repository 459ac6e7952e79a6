"""Campaigns: kept as drafts, their state, what they send, and the people in them one by one."""

from __future__ import annotations

import dataclasses
import secrets

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from vetrina.domain.ads import wording
from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Schedule
from vetrina.domain.talk import Content
from vetrina.domain.text import clean_line
from vetrina.store import codec
from vetrina.store.ledger.outbox import cancel
from vetrina.store.ledger.plan_sql import PERSON_FIELDS, Pieces
from vetrina.store.ledger.planning import Planned, plan_chunk, queue_chunk, reconsider_later
from vetrina.store.ledger.tally import count, move
from vetrina.store.ledger.writing import new_row
from vetrina.store.tables import WAITING, campaign, creative, delivery, message

__all__ = [
    "PERSON_FIELDS",
    "Planned",
    "campaign_of",
    "change_schedule",
    "end_campaign",
    "freeze_creative",
    "link_message",
    "plan_chunk",
    "queue_chunk",
    "reconsider_later",
    "save_campaign",
    "set_campaign_state",
    "set_delivery",
]


def save_campaign(w: Connection, made: Campaign, now: int) -> Campaign:
    """Keep a campaign as a draft; id 0 makes a new one. Raises LookupError when it is gone or has been sent."""
    values = {
        "name": clean_line(made.name),
        "ad_id": made.ad_id or None,
        "audience": codec.dump(made.audience),
        "schedule": codec.dump(made.schedule),
        "changed_at": now,
    }
    if made.id:
        done = w.execute(
            update(campaign)
            .where(campaign.c.id == made.id, campaign.c.state == CampaignState.DRAFT.value)
            .values(values)
        )
        if done.rowcount == 0:
            raise LookupError(made.id)
        return campaign_of(w, made.id)
    key = made.key or secrets.token_hex(6)
    return campaign_of(w, new_row(w, campaign, values | {"key": key, "state": CampaignState.DRAFT.value}))


def campaign_of(r: Connection, campaign_id: int) -> Campaign:
    """A campaign as stored; works on any connection. Raises LookupError when it is gone."""
    row = r.execute(select(campaign).where(campaign.c.id == campaign_id)).first()
    if row is None:
        raise LookupError(campaign_id)
    return Campaign(
        id=row.id,
        key=row.key,
        name=row.name,
        ad_id=row.ad_id or 0,
        audience=codec.load(Audience, row.audience),
        schedule=codec.load(Schedule, row.schedule),
        state=CampaignState(row.state),
        changed_at=row.changed_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def set_campaign_state(w: Connection, campaign_id: int, state: CampaignState, now: int) -> None:
    """Planned, going out, paused, stopped or done. Stopping ends whoever has not been written to."""
    values: dict[str, object] = {"state": state.value, "changed_at": now}
    row = w.execute(select(campaign.c.started_at).where(campaign.c.id == campaign_id)).one()
    if state is CampaignState.GOING_OUT and row.started_at is None:
        values["started_at"] = now
    if state in (CampaignState.STOPPED, CampaignState.DONE):
        values["ended_at"] = now
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(values))
    if state is CampaignState.STOPPED:
        _stop(w, campaign_id, now)


def end_campaign(w: Connection, campaign_id: int, state: CampaignState, now: int) -> None:
    """Stopped or done, in one step: whoever has not been written to is not, and no row stays open."""
    set_campaign_state(w, campaign_id, state, now)
    if state is not CampaignState.STOPPED:
        _stop(w, campaign_id, now)


def _stop(w: Connection, campaign_id: int, now: int) -> None:
    waiting = select(message.c.id, message.c.contact_id).where(message.c.campaign_id == campaign_id, WAITING)
    for message_id, contact_id in w.execute(waiting).all():
        cancel(w, message_id, now, "stopped_campaign")
        move(w, campaign_id, contact_id, DeliveryState.STOPPED, now)
    for state in (DeliveryState.PLANNED, DeliveryState.LATER):
        done = w.execute(
            update(delivery)
            .where(delivery.c.campaign_id == campaign_id, delivery.c.state == state.value)
            .values(state=DeliveryState.STOPPED.value, at=now)
        )
        count(w, campaign_id, state.value, -done.rowcount)
        count(w, campaign_id, DeliveryState.STOPPED.value, done.rowcount)


def change_schedule(w: Connection, campaign_id: int, schedule: Schedule, now: int) -> None:
    """Another schedule, also while it goes out."""
    values = {"schedule": codec.dump(schedule), "changed_at": now}
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(values))


def freeze_creative(w: Connection, campaign_id: int, content: Content, values: dict[str, str], now: int) -> int:
    """Fix what a campaign sends, once, findable by search; returns its row.

    `values` fills the merge fields that are the same for everybody; those of `PERSON_FIELDS` stay open until the
    message is written down for the person.
    """
    key = w.scalar(select(campaign.c.key).where(campaign.c.id == campaign_id))
    written = codec.cleaned(content)
    pieces = (_half(written.text, values), _half(written.headline, values))
    fixed = codec.cleaned(dataclasses.replace(written, text=_shown(pieces[0]), headline=_shown(pieces[1])))
    rest = codec.dump(dataclasses.replace(fixed, text=""))
    row = {"campaign_key": key, "text": fixed.text, "rest": rest, "pieces": codec.dump(pieces), "made_at": now}
    made = new_row(w, creative, row)
    w.execute(update(campaign).where(campaign.c.id == campaign_id).values(creative_id=made))
    return made


def _half(text: str, values: dict[str, str]) -> Pieces:
    """The pieces of a text with everybody's values in their places; a value is never read as a field itself."""
    return tuple(
        piece
        if isinstance(piece, str) or piece[0] in PERSON_FIELDS
        else clean_line(values.get(piece[0], "")) or piece[1]
        for piece in wording(text).pieces
    )


def _shown(pieces: Pieces) -> str:
    """The text of a creative to look at and to search: the person's fields as they are written."""
    return "".join(
        piece if isinstance(piece, str) else "{" + piece[0] + (f"|{piece[1]}" if piece[1] else "") + "}"
        for piece in pieces
    )


def link_message(w: Connection, campaign_id: int, contact_id: int, message_id: int) -> None:
    """The message that was written down for one person (where texts cannot be made in one statement)."""
    here = (delivery.c.campaign_id == campaign_id) & (delivery.c.contact_id == contact_id)
    w.execute(update(delivery).where(here).values(message_id=message_id))


def set_delivery(
    w: Connection,
    campaign_id: int,
    contact_id: int,
    state: DeliveryState,
    at: int,
    rule: int | None = None,
    until: int | None = None,
) -> None:
    """What became of one person, where no message tells it: left out, or later (`until`, ms). Counters follow."""
    move(w, campaign_id, contact_id, state, at, rule)
    here = (delivery.c.campaign_id == campaign_id) & (delivery.c.contact_id == contact_id)
    w.execute(update(delivery).where(here).values(until=until))
    if until is not None:
        sooner = campaign.c.later_at.is_(None) | (campaign.c.later_at > until)
        w.execute(update(campaign).where(campaign.c.id == campaign_id, sooner).values(later_at=until))
