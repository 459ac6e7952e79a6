"""What networks tell: events seen once, people and talks met, messages in, receipts, echoes, deletions."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import secrets
from typing import Any

from sqlalchemy import Integer, cast, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.channels import Delivered
from vetrina.domain.people import EvidenceKind, given_name
from vetrina.domain.talk import Author, Content, HeldBy, MessageState, Referral, TalkState, further
from vetrina.domain.text import clean_line
from vetrina.store import codec
from vetrina.store.ledger import accounts, outbox
from vetrina.store.ledger.evidence import ensure_standing, outstanding, record_evidence
from vetrina.store.ledger.talks import note_in_talk
from vetrina.store.ledger.writing import new_message, new_row
from vetrina.store.rows import ContactRef
from vetrina.store.tables import ad, address, contact, message, received, standing, suppression, talk


def seen_before(w: Connection, account_id: int, external_id: str) -> bool:
    """Whether this event of the network was taken in already; remembers it. Events without an id are never doubles."""
    if not external_id:
        return False
    done = w.execute(upsert(received).values(account_id=account_id, external_id=external_id).on_conflict_do_nothing())
    return done.rowcount == 0


def drop_seen(w: Connection, account_id: int, below: int) -> int:
    """Forget events whose number (``number:id``) is far behind the cursor: the network never tells them again.

    Evidence and messages have their own marks against doubles. Returns how many.
    """
    number = cast(received.c.external_id, Integer)
    old = (received.c.account_id == account_id) & (number > 0) & (number < below)
    return w.execute(delete(received).where(old)).rowcount


def contact_for(w: Connection, account_id: int, remote_id: str, name: str, language: str, now: int) -> ContactRef:
    """The person behind a network's id; made where unknown, renamed where `name` is new. A kept block comes back."""
    name = clean_line(name)
    here = (address.c.account_id == account_id) & (address.c.remote_id == remote_id)
    known = w.execute(
        select(address.c.id, address.c.contact_id, contact.c.name, contact.c.language)
        .join(contact, contact.c.id == address.c.contact_id)
        .where(here)
    ).first()
    if known is not None:
        if (name and name != known.name) or (language and language != known.language):
            rename(w, known.contact_id, name or known.name, language or known.language)
        return ContactRef(known.contact_id, known.id, made=False)
    values = {"name": name, "first_name": given_name(name), "language": language, "made_at": now}
    contact_id = new_row(w, contact, values)
    address_id = attach(w, contact_id, account_id, remote_id, now)
    ensure_standing(w, contact_id, name)
    w.execute(
        update(standing).where(standing.c.contact_id == contact_id).values(address_id=address_id, account_id=account_id)
    )
    _block_again(w, contact_id, account_id, remote_id, now)
    return ContactRef(contact_id, address_id, made=True)


def attach(w: Connection, contact_id: int, account_id: int, remote_id: str, now: int) -> int:
    """One more way to reach a person; returns the address's id."""
    values = {"contact_id": contact_id, "account_id": account_id, "remote_id": remote_id, "made_at": now}
    return new_row(w, address, values)


def rename(w: Connection, contact_id: int, name: str, language: str) -> None:
    """A person's name or language as the network now tells it."""
    values: dict[str, Any] = {"name": name, "first_name": given_name(name), "language": language}
    w.execute(update(contact).where(contact.c.id == contact_id).values(values))
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(sort_name=name.casefold()))


def mark_of(w: Connection, remote_id: str) -> str:
    """A keyed hash of a network's id: recognises an erased person's block without keeping the person."""
    key = accounts.kept(w, "suppression_key")
    if not key:
        key = secrets.token_hex(32)
        accounts.keep_value(w, "suppression_key", key)
    return hmac.new(
        bytes.fromhex(key), remote_id.strip().casefold().encode(errors="replace"), hashlib.sha256
    ).hexdigest()


def _block_again(w: Connection, contact_id: int, account_id: int, remote_id: str, now: int) -> None:
    row = w.execute(
        select(suppression).where(suppression.c.account_id == account_id, suppression.c.mark == mark_of(w, remote_id))
    ).first()
    if row is None:
        return
    if row.by_shop:
        w.execute(
            update(standing)
            .where(standing.c.contact_id == contact_id)
            .values(blocked=1, shop_blocked=1, shop_blocked_at=row.blocked_at, blocked_at=row.blocked_at)
        )
    else:
        record_evidence(w, contact_id, account_id, EvidenceKind.BLOCKED, row.blocked_at, "kept", now=now)


def talk_for(w: Connection, address_id: int, now: int, held_by: HeldBy = HeldBy.BOT) -> int:
    """The talk with an address; begun now, held by `held_by`, where there is none yet."""
    known = w.scalar(select(talk.c.id).where(talk.c.address_id == address_id))
    if known is not None:
        return int(known)
    row = w.execute(select(address.c.contact_id, address.c.account_id).where(address.c.id == address_id)).one()
    values = {
        "address_id": address_id,
        "contact_id": row.contact_id,
        "account_id": row.account_id,
        "held_by": held_by.value,
        "last_at": now,
        "made_at": now,
    }
    made = new_row(w, talk, values)
    if held_by is HeldBy.HUMAN:
        note_in_talk(w, made)
    return made


def add_inbound(
    w: Connection,
    talk_id: int,
    message_id: str,
    content: Content,
    payload: str,
    at: int,
    referral: Referral | None = None,
) -> int:
    """Store what a person said at `at` (ms); returns the message's row, the same one when it is told twice."""
    here = w.execute(select(talk).where(talk.c.id == talk_id)).one()
    if message_id:
        known = w.scalar(
            select(message.c.id).where(message.c.account_id == here.account_id, message.c.remote_id == message_id)
        )
        if known is not None:
            return int(known)
    content = codec.cleaned(content)
    values = {
        "address_id": here.address_id,
        "contact_id": here.contact_id,
        "account_id": here.account_id,
        "purpose": "",
        "author": Author.PERSON.value,
        "state": MessageState.RECEIVED.value,
        "at": at,
        "text": content.text,
        "rest": codec.rest_of(content),
        "remote_id": message_id or None,
        "more": codec.dump_more(codec.More(payload=clean_line(payload, 1_000), referral=referral)),
    }
    made = new_message(w, values)
    changes: dict[str, Any] = {"unread": here.unread + 1, "state": TalkState.OPEN.value, "later_until": None}
    if at >= here.last_at:
        changes |= {"last_at": at, "last_line": content.first_line(), "last_author": Author.PERSON.value}
    w.execute(update(talk).where(talk.c.id == talk_id).values(changes))
    if here.state != TalkState.OPEN:
        note_in_talk(w, talk_id)
    return made


def note_referral(w: Connection, talk_id: int, referral: Referral) -> None:
    """How the talk began (again): kept with the talk, and counted for the ad."""
    values = {"referral": codec.dump(referral), "ad_key": referral.ad_key}
    w.execute(update(talk).where(talk.c.id == talk_id).values(values))
    if referral.ad_key:
        w.execute(update(ad).where(ad.c.key == referral.ad_key).values(talks=ad.c.talks + 1))


def apply_receipt(w: Connection, account_id: int, message_id: str, state: MessageState, at: int) -> int:
    """One of our messages got further; returns its row, 0 when it is none of ours or had got there."""
    row = w.execute(
        select(message.c.id, message.c.state, message.c.contact_id, message.c.campaign_id).where(
            message.c.account_id == account_id, message.c.remote_id == message_id
        )
    ).first()
    if row is None:
        return 0
    old = MessageState(row.state)
    new = further(old, state)
    if new is old or old in (MessageState.RECEIVED, MessageState.NOT_SENT):
        return 0
    outbox.set_state(w, row.id, new, at)
    return int(row.id)


def apply_echo(
    w: Connection,
    account_id: int,
    address_id: int,
    message_id: str,
    attempt_key: str,
    content: Content,
    sponsored: bool,
    app: str,
    at: int,
) -> int:
    """The network shows a message of ours: ours are known as sent now, those of another program are taken in.

    Returns the message's row, 0 when nothing is new. An offer sent elsewhere counts like one sent here.
    """
    if w.scalar(select(message.c.id).where(message.c.account_id == account_id, message.c.remote_id == message_id)):
        return 0
    own = w.execute(select(message.c.id).where(message.c.attempt_key == attempt_key)).first() if attempt_key else None
    if own is not None:
        outbox.settle(w, own.id, Delivered(message_id, at), at)
        return int(own.id)
    contact_id = w.scalar(select(address.c.contact_id).where(address.c.id == address_id))
    if contact_id is None:
        return 0
    purpose = ""
    if sponsored:
        outbox.withdraw_waiting_offer(w, int(contact_id), at)
        purpose = "" if outstanding(w, int(contact_id)) else "sponsored"
    content = codec.cleaned(content)
    author = Author.OFFER if sponsored else Author.BOT if app else Author.OWNER
    values = {
        "address_id": address_id,
        "contact_id": contact_id,
        "account_id": account_id,
        "purpose": purpose,
        "author": author.value,
        "state": MessageState.SENT.value,
        "at": at,
        "text": content.text,
        "rest": codec.rest_of(content),
        "remote_id": message_id,
        "attempt_key": attempt_key or None,
    }
    made = new_message(w, values)
    if sponsored:
        outbox.note_offer(w, int(contact_id), at, None)
    outbox.touch_talk(w, address_id, at, content.first_line(), author)
    return made


def remove_message(w: Connection, account_id: int, message_id: str) -> int:
    """The person deleted a message: its words go here too. Returns its row, 0 when unknown.

    An offer deleted unread still stands between the shop and the next one.
    """
    row = w.execute(
        select(message.c.id, message.c.address_id, message.c.more).where(
            message.c.account_id == account_id, message.c.remote_id == message_id
        )
    ).first()
    if row is None:
        return 0
    more = codec.dump_more(dataclasses.replace(codec.load_more(row.more), payload="", params=()))
    w.execute(
        update(message)
        .where(message.c.id == row.id)
        .values(state=MessageState.TAKEN_BACK.value, text="", rest=None, creative_id=None, more=more, text_key=None)
    )
    outbox.refresh_last_line(w, row.address_id)
    return int(row.id)
