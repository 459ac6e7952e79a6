"""Who holds a talk, where it stands, and the lines that the shop writes for itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from vetrina.domain.talk import Author, HeldBy, MessageState, TalkState
from vetrina.domain.text import clean_text
from vetrina.store import codec
from vetrina.store.ledger.writing import new_message
from vetrina.store.tables import standing, talk


def hold(w: Connection, talk_id: int, held_by: HeldBy, now: int, system_line: bool = True) -> bool:
    """Who answers from now on; with a line that says so. Returns False when it was so already."""
    old = w.scalar(select(talk.c.held_by).where(talk.c.id == talk_id))
    if old == held_by:
        return False
    w.execute(update(talk).where(talk.c.id == talk_id).values(held_by=held_by.value))
    note_in_talk(w, talk_id)
    if system_line:
        add_system_line(w, talk_id, "taken_over" if held_by is HeldBy.HUMAN else "given_to_bot", {}, now)
    return True


def set_holder(w: Connection, talk_id: int, holder: str) -> None:
    """Another app holds the talk at the network (its id), or this desktop (empty)."""
    w.execute(update(talk).where(talk.c.id == talk_id).values(holder=holder))


def set_state(w: Connection, talk_id: int, state: TalkState, later_until: int | None = None) -> None:
    """Open, later (until, ms) or done. A talk that is done goes back to the bot when the person writes again."""
    values: dict[str, Any] = {"state": state.value, "later_until": later_until if state is TalkState.LATER else None}
    if state is TalkState.DONE:
        values |= {"held_by": HeldBy.BOT.value, "unread": 0}
    w.execute(update(talk).where(talk.c.id == talk_id).values(values))
    note_in_talk(w, talk_id)


def wake_later(w: Connection, now: int) -> tuple[int, ...]:
    """Open the talks whose time has come; returns their ids."""
    due = [
        int(found)
        for found in w.scalars(select(talk.c.id).where(talk.c.state == TalkState.LATER, talk.c.later_until <= now))
    ]
    for talk_id in due:
        set_state(w, talk_id, TalkState.OPEN)
    return tuple(due)


def mark_read(w: Connection, talk_id: int) -> bool:
    """Everything in the talk has been read. Returns False when it was."""
    done = w.execute(update(talk).where(talk.c.id == talk_id, talk.c.unread > 0).values(unread=0))
    return done.rowcount > 0


def add_note(w: Connection, talk_id: int, words: str, now: int) -> int:
    """A private note; returns its row. It never leaves the shop."""
    return _line(w, talk_id, Author.NOTE, clean_text(words), None, now)


def add_system_line(w: Connection, talk_id: int, reason: str, params: dict[str, str], at: int) -> int:
    """A line that tells what happened, by text key; returns its row."""
    more = codec.dump_more(codec.More(reason=reason, params=tuple(params.items())))
    return _line(w, talk_id, Author.SYSTEM, "", more, at)


def _line(w: Connection, talk_id: int, author: Author, words: str, more: str | None, at: int) -> int:
    here = w.execute(select(talk.c.address_id, talk.c.contact_id, talk.c.account_id).where(talk.c.id == talk_id)).one()
    values = {
        "address_id": here.address_id,
        "contact_id": here.contact_id,
        "account_id": here.account_id,
        "purpose": "",
        "author": author.value,
        "state": MessageState.RECEIVED.value,
        "at": at,
        "text": words,
        "more": more,
    }
    return new_message(w, values)


def note_in_talk(w: Connection, talk_id: int) -> None:
    """Whether a human holds an open talk with the person, on any address."""
    contact_id = w.scalar(select(talk.c.contact_id).where(talk.c.id == talk_id))
    busy = w.scalar(
        select(talk.c.id)
        .where(talk.c.contact_id == contact_id, talk.c.held_by == "human", talk.c.state == "open")
        .limit(1)
    )
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(in_talk=busy is not None))
