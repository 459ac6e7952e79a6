"""What the engine looks up while it works; every function runs on any connection, also inside a write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from vetrina.domain.ads import Ad
from vetrina.domain.catalog import Product
from vetrina.domain.talk import Author, HeldBy, MessageState, Purpose, TalkState
from vetrina.store import codec
from vetrina.store.rows import FeedPost
from vetrina.store.tables import (
    account,
    ad,
    address,
    contact,
    contact_label,
    creative,
    evidence,
    feed_post,
    message,
    picture,
    product,
    standing,
    talk,
)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A connected account with its login."""

    id: int
    channel: str
    name: str
    remote_id: str
    credentials: Mapping[str, str]
    cursor: str


@dataclass(frozen=True, slots=True)
class TalkNow:
    """One talk and the person in it, as the engine needs them."""

    id: int
    contact_id: int
    address_id: int
    account_id: int
    remote_id: str
    held_by: HeldBy
    holder: str
    state: TalkState
    ad_key: str
    name: str
    first_name: str
    language: str


@dataclass(frozen=True, slots=True)
class MessageNow:
    """One message, as far as a decision about it needs."""

    id: int
    talk_id: int | None
    contact_id: int
    address_id: int
    account_id: int
    remote_id: str
    purpose: Purpose | None
    author: Author
    state: MessageState


def accounts(r: Connection) -> tuple[AccountRow, ...]:
    """All connected accounts."""
    rows = r.execute(select(account).order_by(account.c.id)).mappings()
    return tuple(
        AccountRow(
            row["id"], row["channel"], row["name"], row["remote_id"], json.loads(row["credentials"]), row["cursor"]
        )
        for row in rows
    )


def talk_of(r: Connection, address_id: int) -> int | None:
    """The talk with an address, where there is one."""
    found = r.scalar(select(talk.c.id).where(talk.c.address_id == address_id))
    return None if found is None else int(found)


def talk_now(r: Connection, talk_id: int) -> TalkNow | None:
    """One talk; None when it is gone."""
    row = (
        r.execute(
            select(talk, address.c.remote_id, contact.c.name, contact.c.first_name, contact.c.language)
            .join(address, address.c.id == talk.c.address_id)
            .join(contact, contact.c.id == talk.c.contact_id)
            .where(talk.c.id == talk_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    return TalkNow(
        id=row["id"],
        contact_id=row["contact_id"],
        address_id=row["address_id"],
        account_id=row["account_id"],
        remote_id=row["remote_id"],
        held_by=HeldBy(row["held_by"]),
        holder=row["holder"],
        state=TalkState(row["state"]),
        ad_key=row["ad_key"],
        name=row["name"],
        first_name=row["first_name"],
        language=row["language"],
    )


def message_now(r: Connection, message_id: int) -> MessageNow | None:
    """One message; None when it is gone."""
    row = (
        r.execute(
            select(
                message.c.id,
                message.c.contact_id,
                message.c.address_id,
                message.c.account_id,
                message.c.purpose,
                message.c.author,
                message.c.state,
                address.c.remote_id.label("who"),
                talk.c.id.label("talk_id"),
            )
            .join(address, address.c.id == message.c.address_id)
            .outerjoin(talk, talk.c.address_id == message.c.address_id)
            .where(message.c.id == message_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    return MessageNow(
        id=row["id"],
        talk_id=row["talk_id"],
        contact_id=row["contact_id"],
        address_id=row["address_id"],
        account_id=row["account_id"],
        remote_id=row["who"],
        purpose=Purpose(row["purpose"]) if row["purpose"] else None,
        author=Author(row["author"]),
        state=MessageState(row["state"]),
    )


def has_written(r: Connection, address_id: int) -> bool:
    """Whether the person ever said something in this talk."""
    found = r.scalar(
        select(message.c.id).where(message.c.address_id == address_id, message.c.author == Author.PERSON.value).limit(1)
    )
    return found is not None


def last_from_person(r: Connection, address_id: int) -> str:
    """The network's id of the last thing the person said; empty where there is none."""
    found = r.scalar(
        select(message.c.remote_id)
        .where(
            message.c.address_id == address_id,
            message.c.author == Author.PERSON.value,
            message.c.remote_id.is_not(None),
        )
        .order_by(message.c.id.desc())
        .limit(1)
    )
    return str(found or "")


def addresses_of(r: Connection, contact_id: int) -> tuple[tuple[int, str], ...]:
    """Every (account, remote id) of a person."""
    rows = r.execute(select(address.c.account_id, address.c.remote_id).where(address.c.contact_id == contact_id))
    return tuple((row.account_id, row.remote_id) for row in rows)


def contact_of(r: Connection, account_id: int, remote_id: str) -> int | None:
    """The person behind a network's id."""
    found = r.scalar(
        select(address.c.contact_id).where(address.c.account_id == account_id, address.c.remote_id == remote_id)
    )
    return None if found is None else int(found)


def name_of(r: Connection, contact_id: int) -> str:
    """A person's name."""
    return str(r.scalar(select(contact.c.name).where(contact.c.id == contact_id)) or "")


def values_of(r: Connection, contact_id: int) -> dict[str, str]:
    """What merge fields may say of a person."""
    row = r.execute(select(contact.c.first_name, contact.c.size).where(contact.c.id == contact_id)).first()
    return {} if row is None else {"first_name": row.first_name, "size": row.size}


def labels_of(r: Connection, contact_id: int) -> tuple[str, ...]:
    """A person's labels."""
    return tuple(
        r.scalars(
            select(contact_label.c.label)
            .where(contact_label.c.contact_id == contact_id)
            .order_by(contact_label.c.label)
        )
    )


def own_phone(r: Connection) -> tuple[int, int, str] | None:
    """(address, account, remote id) of the owner's own phone, the one seen last; None where nobody is marked."""
    row = r.execute(
        select(address.c.id, address.c.account_id, address.c.remote_id)
        .join(standing, standing.c.address_id == address.c.id)
        .where(standing.c.own == 1)
        .order_by(func.coalesce(standing.c.seen_at, 0).desc())
        .limit(1)
    ).first()
    return None if row is None else (row.id, row.account_id, row.remote_id)


def ad_by_key(r: Connection, key: str) -> Ad | None:
    """The ad with this key."""
    row = r.execute(select(ad.c.id, ad.c.body).where(ad.c.key == key)).first() if key else None
    return None if row is None else codec.load_ad(row.id, row.body)


def sized_people(r: Connection, account_id: int) -> Iterator[tuple[str, str]]:
    """(remote id, size) of everybody on an account whose size is known."""
    rows = r.execute(
        select(address.c.remote_id, contact.c.size)
        .join(contact, contact.c.id == address.c.contact_id)
        .where(address.c.account_id == account_id, contact.c.size != "", contact.c.erased_at.is_(None))
        .execution_options(yield_per=1000)
    )
    for row in rows:
        yield row.remote_id, row.size


def address_of(r: Connection, account_id: int, remote_id: str) -> int | None:
    """The row of an address."""
    found = r.scalar(select(address.c.id).where(address.c.account_id == account_id, address.c.remote_id == remote_id))
    return None if found is None else int(found)


def talk_with(r: Connection, account_id: int, remote_id: str) -> int | None:
    """The talk with the person behind a network's id."""
    found = r.scalar(
        select(talk.c.id)
        .join(address, address.c.id == talk.c.address_id)
        .where(address.c.account_id == account_id, address.c.remote_id == remote_id)
    )
    return None if found is None else int(found)


def headline_of(r: Connection, attempt_key: str) -> str:
    """The first line of a message of ours, by its attempt key; empty where it is not known."""
    row = (
        r.execute(
            select(message.c.text, message.c.rest, creative.c.text.label("words"), creative.c.rest.label("more"))
            .outerjoin(creative, creative.c.id == message.c.creative_id)
            .where(message.c.attempt_key == attempt_key)
        ).first()
        if attempt_key
        else None
    )
    if row is None:
        return ""
    said = codec.content(row.text or row.words or "", row.rest or row.more)
    return (said.headline or said.first_line())[:120]


def product_of(r: Connection, key: str) -> tuple[Product, str] | None:
    """A product of the shop list and the SHA-256 of its kept picture (or empty)."""
    row = r.execute(select(product.c.body, product.c.picture).where(product.c.key == key)).first() if key else None
    return None if row is None else (codec.load(Product, row.body), row.picture)


def products_of_kind(r: Connection, kind: str, limit: int = 200) -> tuple[tuple[Product, str], ...]:
    """Products of one kind in the order of the list, with their pictures."""
    rows = r.execute(
        select(product.c.body, product.c.picture).where(product.c.kind == kind).order_by(product.c.id).limit(limit)
    )
    return tuple((codec.load(Product, row.body), row.picture) for row in rows)


def picture_bytes(r: Connection, sha256: str) -> bytes | None:
    """A kept picture."""
    found = r.scalar(select(picture.c.body).where(picture.c.sha256 == sha256)) if sha256 else None
    return None if found is None else bytes(found)


def is_under_way(r: Connection, message_id: int) -> bool:
    """Whether a message is still on its way out of the shop."""
    state = r.scalar(select(message.c.state).where(message.c.id == message_id))
    return state in (MessageState.WAITING.value, MessageState.HANDED_OVER.value)


def feed_posts(r: Connection, account_id: int) -> tuple[FeedPost, ...]:
    """How every ad is to stand in the feed of an account, and how it stands there."""
    rows = r.execute(
        select(feed_post).where(
            feed_post.c.account_id == account_id, (feed_post.c.wanted != "") | (feed_post.c.posted != "")
        )
    )
    return tuple(FeedPost(row.ad_id, row.account_id, row.wanted, row.posted, row.retry_at, row.problem) for row in rows)


def ads_by_id(r: Connection, ids: Sequence[int]) -> tuple[Ad, ...]:
    """These ads."""
    rows = r.execute(select(ad.c.id, ad.c.body).where(ad.c.id.in_(list(ids))))
    return tuple(codec.load_ad(row.id, row.body) for row in rows)


@dataclass(frozen=True, slots=True)
class StandingNow:
    """How a person stands with the shop, as far as resync and campaigns compare it."""

    follows: bool
    blocked: bool
    stopped: bool
    outstanding: bool


def standing_of(r: Connection, contact_id: int) -> StandingNow | None:
    """One person's standing; None when they were erased."""
    row = r.execute(
        select(standing.c.follows, standing.c.blocked, standing.c.stopped, standing.c.outstanding).where(
            standing.c.contact_id == contact_id
        )
    ).first()
    if row is None:
        return None
    return StandingNow(bool(row.follows), bool(row.blocked), bool(row.stopped), bool(row.outstanding))


def has_evidence(r: Connection, contact_id: int, kind: str, at: int) -> bool:
    """Whether this act at this moment is on record."""
    found = r.scalar(
        select(evidence.c.id)
        .where(evidence.c.contact_id == contact_id, evidence.c.kind == kind, evidence.c.at == at)
        .limit(1)
    )
    return found is not None


def last_evidence(r: Connection, contact_id: int, account_id: int, kind: str) -> int | None:
    """When (ms, the network's clock) a person last did this on an account; None when they never did."""
    theirs = (evidence.c.contact_id == contact_id) & (evidence.c.account_id == account_id) & (evidence.c.kind == kind)
    found = r.scalar(select(func.max(evidence.c.at)).where(theirs))
    return None if found is None else int(found)


def people_of(r: Connection, account_id: int) -> dict[str, int]:
    """Everybody who can be reached on an account: the network's id and the person."""
    rows = r.execute(
        select(address.c.remote_id, address.c.contact_id)
        .join(standing, standing.c.contact_id == address.c.contact_id)
        .where(address.c.account_id == account_id)
    )
    return {row.remote_id: row.contact_id for row in rows}


def people_count(r: Connection) -> int:
    """How many people the shop knows."""
    return int(r.scalar(select(func.count()).select_from(standing)) or 0)


def waiting_from_bot(r: Connection, address_id: int) -> tuple[int, ...]:
    """What the bot has said to this address and is still to go out; what was handed over may have to go once more."""
    return tuple(
        r.scalars(
            select(message.c.id).where(
                message.c.address_id == address_id,
                message.c.purpose == Purpose.BOT_REPLY.value,
                message.c.state.in_((MessageState.WAITING.value, MessageState.HANDED_OVER.value)),
            )
        )
    )
