"""Lines that a person sees though no message carried them: the greeting of an ad's chat box."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from vetrina.domain.talk import Author, Content, MessageState
from vetrina.store import codec
from vetrina.store.ledger.outbox import touch_talk
from vetrina.store.ledger.writing import new_message
from vetrina.store.tables import message, talk


def add_shown(w: Connection, talk_id: int, content: Content, at: int) -> int:
    """Keep `content` as said by the ad at `at` (ms); returns the message's row."""
    here = w.execute(select(talk.c.address_id, talk.c.contact_id, talk.c.account_id).where(talk.c.id == talk_id)).one()
    content = codec.cleaned(content)
    values = {
        "address_id": here.address_id,
        "contact_id": here.contact_id,
        "account_id": here.account_id,
        "purpose": "",
        "author": Author.OFFER.value,
        "state": MessageState.SENT.value,
        "at": at,
        "text": content.text,
        "rest": codec.rest_of(content),
    }
    made = new_message(w, values)
    touch_talk(w, here.address_id, at, content.first_line(), Author.OFFER)
    return made


def set_content(w: Connection, message_id: int, content: Content) -> None:
    """What a message says, finished for its person at the hand-over."""
    content = codec.cleaned(content)
    w.execute(update(message).where(message.c.id == message_id).values(text=content.text, rest=codec.rest_of(content)))
