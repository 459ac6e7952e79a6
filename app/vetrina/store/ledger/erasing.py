"""Erasing a person for good. What stays: counts, the chain of commitments, and a block, as a keyed hash."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.store.ledger import chain
from vetrina.store.ledger.intake import mark_of
from vetrina.store.ledger.outbox import cancel
from vetrina.store.tables import (
    address,
    contact,
    contact_label,
    erasure,
    evidence,
    keep,
    message,
    missed,
    standing,
    suppression,
    talk,
)

TALK_MEMORY: Final = "bot.talk.{}"
"""Where the bot's memory of a talk is kept."""


def erase_contact(w: Connection, contact_id: int, now: int) -> bool:
    """Take everything away that tells who a person was or what was said. Returns False when that was done before."""
    row = w.execute(select(standing).where(standing.c.contact_id == contact_id)).first()
    if row is None:
        return False
    ways = w.execute(select(address).where(address.c.contact_id == contact_id)).all()
    for way in ways:
        theirs = select(message.c.id).where(message.c.address_id == way.id, message.c.state == "waiting")
        for waiting in w.scalars(theirs).all():
            cancel(w, waiting, now, "erased")
        if row.blocked:
            values = {
                "account_id": way.account_id,
                "mark": mark_of(w, way.remote_id),
                "blocked_at": row.blocked_at if row.blocked_at is not None else now,
                "by_shop": int(not row.person_blocked),
            }
            w.execute(upsert(suppression).values(values).on_conflict_do_nothing())
        w.execute(update(address).where(address.c.id == way.id).values(remote_id=f"erased {way.id}"))
        w.execute(
            update(message)
            .where(message.c.address_id == way.id)
            .values(text="", rest=None, creative_id=None, more=None, text_key=None)
        )
        talks = select(talk.c.id).where(talk.c.address_id == way.id)
        w.execute(delete(missed).where(missed.c.talk_id.in_(talks)))
        remembered = [TALK_MEMORY.format(talk_id) for talk_id in w.scalars(talks).all()]
        w.execute(delete(keep).where(keep.c.name.in_(remembered)))
        w.execute(delete(talk).where(talk.c.address_id == way.id))
    w.execute(delete(contact_label).where(contact_label.c.contact_id == contact_id))
    w.execute(delete(standing).where(standing.c.contact_id == contact_id))
    w.execute(
        update(contact)
        .where(contact.c.id == contact_id)
        .values(name="", first_name="", language="", size="", given="{}", import_key=None, erased_at=now)
    )
    w.execute(insert(erasure).values(contact_id=contact_id, at=now))
    w.execute(
        update(evidence)
        .where(evidence.c.contact_id == contact_id)
        .values(source="", detail="", external_id="", salt=None)
    )
    chain.link(w, "erased", contact_id, now, (contact_id,))
    return True
