"""What is to go out: written down with its verdict before anything leaves, and its way from waiting to seen.

The database itself refuses to hand a message to a blocked person, and a second unanswered offer (see `store.schema`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import CampaignState, DeliveryState
from vetrina.domain.channels import Delivered, Outcome, Refused, Retry
from vetrina.domain.people import Address
from vetrina.domain.policy import Answer, Basis, Cleared, Draft, Later, Verdict
from vetrina.domain.talk import Author, MessageState, Purpose, further
from vetrina.store import codec
from vetrina.store.facts import content_key
from vetrina.store.ledger.evidence import outstanding
from vetrina.store.ledger.tally import move
from vetrina.store.ledger.writing import new_message, new_row
from vetrina.store.rows import DueRow
from vetrina.store.tables import (
    HANDED_OVER,
    IS_OUTSTANDING,
    WAITING,
    address,
    campaign,
    creative,
    message,
    sending,
    standing,
    talk,
    verdict,
)

TALK_LANE: Final = 0
OFFER_LANE: Final = 1
"""Answers go before offers."""

_DELIVERY: Final = {
    MessageState.HANDED_OVER: DeliveryState.HANDED_OVER,
    MessageState.SENT: DeliveryState.SENT,
    MessageState.DELIVERED: DeliveryState.DELIVERED,
    MessageState.SEEN: DeliveryState.SEEN,
    MessageState.PERHAPS: DeliveryState.PERHAPS,
    MessageState.NOT_SENT: DeliveryState.NOT_SENT,
}


def queue(
    w: Connection,
    draft: Draft,
    author: Author,
    judged: Verdict,
    now: int,
    due_at: int | None = None,
    campaign_id: int | None = None,
    rule_name: str = "",
) -> int:
    """Write a message down with its verdict: waiting when cleared or for later, not sent with its reason when denied.

    Returns the message's row. Raises LookupError when the address is gone, IntegrityError when the database refuses.
    """
    here = w.execute(
        select(address.c.id, address.c.contact_id).where(
            address.c.account_id == draft.address.account_id, address.c.remote_id == draft.address.remote_id
        )
    ).first()
    if here is None:
        raise LookupError(draft.address.remote_id)
    content = codec.sendable(draft.content)
    denied = not isinstance(judged, Cleared | Later)
    basis = judged.basis
    due = max(due_at or now, basis.until or now) if isinstance(judged, Later) else due_at or now
    sponsored = draft.purpose is Purpose.SPONSORED
    values: dict[str, Any] = {
        "address_id": here.id,
        "contact_id": here.contact_id,
        "account_id": draft.address.account_id,
        "purpose": draft.purpose.value,
        "author": author.value,
        "state": (MessageState.NOT_SENT if denied else MessageState.WAITING).value,
        "at": now,
        "text": content.text,
        "rest": codec.rest_of(content),
        "campaign_id": campaign_id,
        "lane": OFFER_LANE if sponsored else TALK_LANE,
        "due_at": None if denied else due,
        "attempt_key": draft.attempt_key,
        "text_key": content_key(content) if author is Author.OWNER else None,
        "more": codec.dump_more(
            codec.More(rule_name=rule_name, reason="" if isinstance(judged, Cleared) else basis.reason)
        ),
    }
    made = new_message(w, values)
    store_verdict(w, made, campaign_id, here.contact_id, judged, now)
    touch_talk(w, here.id, now, content.first_line(), author)
    return made


def store_verdict(
    w: Connection, message_id: int | None, campaign_id: int | None, contact_id: int, judged: Verdict, now: int
) -> int:
    """Keep a verdict for good: when, which rule of which pack, on what evidence; returns its row."""
    basis = judged.basis
    cleared = isinstance(judged, Cleared)
    answer = Answer.CLEARED if cleared else Answer.LATER if isinstance(judged, Later) else Answer.DENIED
    values = {
        "message_id": message_id,
        "campaign_id": campaign_id,
        "contact_id": contact_id,
        "at": now,
        "purpose": judged.draft.purpose.value,
        "answer": answer.value,
        "pack": basis.pack,
        "rule": basis.rule,
        "reason": basis.reason,
        "evidence": basis.evidence,
        "evidence_at": basis.evidence_at,
        "until": basis.until,
        "content_hash": judged.draft.content.digest(),
    }
    return new_row(w, verdict, values)


def _drafts() -> Select[Any]:
    return select(
        message,
        address.c.remote_id.label("person"),
        creative.c.rest.label("creative_rest"),
        func.coalesce(campaign.c.key, "").label("campaign_key"),
    ).select_from(
        message.join(address, address.c.id == message.c.address_id)
        .outerjoin(creative, creative.c.id == message.c.creative_id)
        .outerjoin(campaign, campaign.c.id == message.c.campaign_id)
    )


def _due_row(row: Row[Any]) -> DueRow:
    found = row._mapping  # noqa: SLF001 - the public name of a row's mapping, in spite of its underscore
    return DueRow(
        message_id=found[message.c.id],
        address_id=found[message.c.address_id],
        address=Address(found[message.c.account_id], found["person"]),
        contact_id=found[message.c.contact_id],
        attempt_key=found[message.c.attempt_key] or "",
        purpose=Purpose(found[message.c.purpose]),
        author=Author(found[message.c.author]),
        content=codec.content(found[message.c.text], found[message.c.rest] or found["creative_rest"]),
        campaign_id=found[message.c.campaign_id],
        campaign_key=found["campaign_key"],
        at=found[message.c.at],
        due_at=found[message.c.due_at],
        tries=found[message.c.tries],
    )


def _behind() -> ColumnElement[bool]:
    """An earlier answer of the same talk waits or is on its way."""
    earlier = message.alias("earlier")
    return (
        select(earlier.c.id)
        .where(
            message.c.lane == TALK_LANE,
            earlier.c.address_id == message.c.address_id,
            earlier.c.id < message.c.id,
            earlier.c.lane == TALK_LANE,
            earlier.c.state.in_((MessageState.WAITING.value, MessageState.HANDED_OVER.value)),
        )
        .correlate(message)
        .exists()
    )


def _may_go(account_id: int) -> ColumnElement[bool]:
    running = select(campaign.c.id).where(
        campaign.c.id == message.c.campaign_id, campaign.c.state == CampaignState.GOING_OUT.value
    )
    return and_(
        message.c.account_id == account_id,
        WAITING,
        or_(message.c.campaign_id.is_(None), running.correlate(message).exists()),
    )


def due(r: Connection, account_id: int, now: int, limit: int) -> tuple[DueRow, ...]:
    """What may be handed over now: answers, then offers, each in order; of a talk only the first that waits.

    Offers of a campaign that is paused or over are not due.
    """
    wanted = (
        _drafts()
        .where(_may_go(account_id), message.c.due_at <= now, ~_behind())
        .order_by(message.c.lane, message.c.due_at, message.c.id)
        .limit(limit)
    )
    return tuple(_due_row(row) for row in r.execute(wanted))


def next_due(r: Connection, account_id: int) -> int | None:
    """When (ms) the next waiting message of an account is due; None when nothing waits or all waits for an outcome."""
    found = r.scalar(
        select(message.c.due_at).where(_may_go(account_id), ~_behind()).order_by(message.c.due_at).limit(1)
    )
    return None if found is None else int(found)


def one(r: Connection, message_id: int) -> DueRow | None:
    """One message of ours, whatever its state."""
    row = r.execute(_drafts().where(message.c.id == message_id, message.c.purpose != "")).first()
    return None if row is None else _due_row(row)


def handed_over_rows(r: Connection, account_id: int) -> tuple[DueRow, ...]:
    """What was handed over and never answered for: the program died in between."""
    wanted = _drafts().where(message.c.account_id == account_id, HANDED_OVER)
    return tuple(_due_row(row) for row in r.execute(wanted.order_by(message.c.id)))


def hand_over(w: Connection, ids: Sequence[int], now: int) -> None:
    """These leave now; commit before calling the network. Raises IntegrityError when a person has blocked meanwhile."""
    for message_id in ids:
        w.execute(update(message).where(message.c.id == message_id).values(tries=message.c.tries + 1))
        set_state(w, message_id, MessageState.HANDED_OVER, now)


def settle(w: Connection, message_id: int, outcome: Outcome, now: int) -> MessageState:
    """What became of a message that was handed over; returns its state. A late answer never turns it back."""
    row = w.execute(select(message).where(message.c.id == message_id)).one()
    old = MessageState(row.state)
    if isinstance(outcome, Delivered):
        values: dict[str, Any] = {"remote_id": outcome.message_id, "due_at": None}
        w.execute(update(message).where(message.c.id == message_id).values(values))
        if row.purpose == Purpose.SPONSORED:
            note_offer(w, row.contact_id, outcome.at, row.campaign_id)
        new = further(old, MessageState.SENT) if old is not MessageState.NOT_SENT else MessageState.SENT
    elif old is not MessageState.HANDED_OVER and old is not MessageState.PERHAPS:
        return old
    elif isinstance(outcome, Retry):
        values = {"due_at": now + max(outcome.after_ms, 0)}
        w.execute(update(message).where(message.c.id == message_id).values(values))
        new = MessageState.WAITING
    elif isinstance(outcome, Refused):
        _reason(w, message_id, row.more, outcome.reason)
        new = MessageState.NOT_SENT
    else:
        new = MessageState.PERHAPS
    detail = outcome.reason if isinstance(outcome, Retry | Refused) else ""
    set_state(w, message_id, new, now, detail)
    return new


def set_state(w: Connection, message_id: int, state: MessageState, at: int, detail: str = "") -> None:
    """The one place where a message of ours changes its state; log, standing, campaign and counters follow."""
    row = w.execute(
        select(message.c.contact_id, message.c.campaign_id, message.c.purpose).where(message.c.id == message_id)
    ).one()
    w.execute(update(message).where(message.c.id == message_id).values(state=state.value))
    w.execute(insert(sending).values(message_id=message_id, at=at, what=state.value, detail=detail))
    if row.purpose != Purpose.SPONSORED:
        return
    if state is MessageState.HANDED_OVER:
        note_offer(w, row.contact_id, at, row.campaign_id)
    elif state in (MessageState.NOT_SENT, MessageState.WAITING):
        left = outstanding(w, row.contact_id)
        w.execute(update(standing).where(standing.c.contact_id == row.contact_id).values(outstanding=left))
    becomes = DeliveryState.PLANNED if state is MessageState.WAITING else _DELIVERY.get(state)
    if becomes is not None:
        move(w, row.campaign_id, row.contact_id, becomes, at)


def note_offer(w: Connection, contact_id: int, at: int, campaign_id: int | None) -> None:
    """An offer is on its way to a person: no other until they tap it."""
    values: dict[str, Any] = {"outstanding": outstanding(w, contact_id) or campaign_id is None, "last_sponsored_at": at}
    if campaign_id is not None:
        values["last_campaign_id"] = campaign_id
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(values))


def withhold(w: Connection, message_id: int, judged: Verdict, now: int) -> None:
    """The second look at a waiting message said no, or later; the verdict is kept."""
    row = w.execute(select(message).where(message.c.id == message_id)).one()
    store_verdict(w, message_id, row.campaign_id, row.contact_id, judged, now)
    basis: Basis = judged.basis
    _reason(w, message_id, row.more, basis.reason)
    if isinstance(judged, Later) and basis.until is not None:
        w.execute(update(message).where(message.c.id == message_id).values(due_at=max(basis.until, now + 1)))
        return
    set_state(w, message_id, MessageState.NOT_SENT, now, basis.reason)


def _reason(w: Connection, message_id: int, more: str | None, reason: str) -> None:
    old = codec.load_more(more)
    new = codec.More(old.payload, old.rule_name, reason, old.params, old.referral)
    w.execute(update(message).where(message.c.id == message_id).values(more=codec.dump_more(new)))


def cancel(w: Connection, message_id: int, now: int, reason: str = "taken_back") -> bool:
    """Take a message back that has not left. Returns False when it has."""
    row = w.execute(select(message.c.state, message.c.more).where(message.c.id == message_id)).first()
    if row is None or row.state != MessageState.WAITING:
        return False
    _reason(w, message_id, row.more, reason)
    set_state(w, message_id, MessageState.NOT_SENT, now, reason)
    return True


def hurry(w: Connection, now: int) -> int:
    """What waits for a time later than `now` is looked at now, and judged anew: the clock may have been ahead when it
    was written down. Returns how many."""
    return w.execute(update(message).where(WAITING, message.c.due_at > now).values(due_at=now)).rowcount


def withdraw_waiting_offer(w: Connection, contact_id: int, now: int, reason: str = "unanswered") -> None:
    """A waiting offer gives way: another one reached the person first."""
    waiting = select(message.c.id).where(
        message.c.contact_id == contact_id, IS_OUTSTANDING, message.c.state == MessageState.WAITING.value
    )
    for message_id in w.scalars(waiting).all():
        cancel(w, message_id, now, reason)


def requeue(w: Connection, message_id: int, due_at: int, now: int, attempt_key: str | None = None) -> bool:
    """Let a message that was not sent, or perhaps sent, go out again; never an offer. Returns False then.

    Without `attempt_key` the old one stays: a network that knows it sends nothing twice. Its time is `now` from here
    on: a text that goes out to many again is counted as the mailing it is.
    """
    row = w.execute(
        select(message.c.state, message.c.purpose, message.c.more).where(message.c.id == message_id)
    ).first()
    again = (MessageState.NOT_SENT, MessageState.PERHAPS, MessageState.HANDED_OVER)
    if row is None or row.purpose in ("", Purpose.SPONSORED) or row.state not in again:
        return False
    values: dict[str, Any] = {"due_at": due_at, "at": now} | (
        {} if attempt_key is None else {"attempt_key": attempt_key}
    )
    w.execute(update(message).where(message.c.id == message_id).values(values))
    _reason(w, message_id, row.more, "")
    set_state(w, message_id, MessageState.WAITING, now)
    return True


def touch_talk(w: Connection, address_id: int, at: int, line: str, author: Author) -> None:
    """The talk's row in the list shows its last line."""
    w.execute(
        update(talk)
        .where(talk.c.address_id == address_id, talk.c.last_at <= at)
        .values(last_at=at, last_line=line, last_author=author.value)
    )


def refresh_last_line(w: Connection, address_id: int) -> None:
    """The last line after one was taken away."""
    said: Iterable[str] = [author.value for author in Author if author not in (Author.NOTE, Author.SYSTEM)]
    row = w.execute(
        select(message.c.text, message.c.rest, message.c.author)
        .where(message.c.address_id == address_id, message.c.author.in_(said))
        .order_by(message.c.id.desc())
        .limit(1)
    ).first()
    if row is not None:
        line = codec.content(row.text, row.rest).first_line()
        w.execute(update(talk).where(talk.c.address_id == address_id).values(last_line=line, last_author=row.author))
