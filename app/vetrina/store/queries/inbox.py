"""The inbox: the list of talks, one talk in full, its messages, and what waits to go out."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, literal_column, or_, select, text, tuple_
from sqlalchemy.engine import Connection

from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Author, HeldBy, MessageState, Purpose, Referral, TalkState
from vetrina.store import codec
from vetrina.store.queries.reading import labels_of, match, may_write
from vetrina.store.tables import account, ad, contact, creative, evidence, message, product, standing
from vetrina.store.tables import talk as talks
from vetrina.store.views import EvidenceRow, MessageRow, TalkCounts, TalkRow, TalkView, WaitingRow

_HAPPENED: Final = 12
_WAITING: Final = 200

_BY_BOT: Final = (talks.c.state == literal_column("'open'")) & (talks.c.held_by == literal_column("'bot'"))

_TABS: Final[dict[str, ColumnElement[bool] | None]] = {
    "open": talks.c.state == literal_column("'open'"),
    "bot": _BY_BOT,
    "later": talks.c.state == literal_column("'later'"),
    "done": talks.c.state == literal_column("'done'"),
    "all": None,
}


def _rows() -> Select[Any]:
    return select(
        talks,
        contact.c.name,
        account.c.channel,
        standing.c.blocked,
        ad.c.name.label("ad_name"),
    ).select_from(
        talks.join(contact, contact.c.id == talks.c.contact_id)
        .join(account, account.c.id == talks.c.account_id)
        .join(standing, standing.c.contact_id == talks.c.contact_id)
        .outerjoin(ad, (ad.c.key == talks.c.ad_key) & (talks.c.ad_key != ""))
    )


def _talk_row(row: Row[Any], labels: tuple[str, ...], write_until: int | None) -> TalkRow:
    return TalkRow(
        id=row.id,
        contact_id=row.contact_id,
        name=row.name,
        channel=row.channel,
        last_line=row.last_line,
        last_author=Author(row.last_author),
        last_at=row.last_at,
        unread=row.unread,
        state=TalkState(row.state),
        held_by=HeldBy(row.held_by),
        labels=labels,
        from_ad=row.ad_name or "",
        blocked=bool(row.blocked),
        write_until=write_until,
    )


def page(
    r: Connection,
    tab: str,
    search: str = "",
    before: tuple[int, int] | None = None,
    limit: int = 50,
    now: int = 0,
    pack: RulePack | None = None,
) -> tuple[TalkRow, ...]:
    """Talks of a tab (open, bot, later, done, all), newest first, older than `before` (last_at, id of the last row).

    `search` looks for names and for words that were said. `write_until` is filled where `pack` has windows.
    """
    wanted = _rows()
    condition = _TABS[tab]
    if condition is not None:
        wanted = wanted.where(condition)
    if asked := match(search):
        wanted = wanted.where(_found(asked))
    elif search.strip():
        return ()
    if before is not None:
        wanted = wanted.where(tuple_(talks.c.last_at, talks.c.id) < before)
    rows = r.execute(wanted.order_by(talks.c.last_at.desc(), talks.c.id.desc()).limit(limit)).all()
    labels = labels_of(r, (row.contact_id for row in rows))
    return tuple(_talk_row(row, labels.get(row.contact_id, ()), _write_until(r, row, pack, now)) for row in rows)


def _found(asked: str) -> ColumnElement[bool]:
    named = text("SELECT rowid FROM contact_words WHERE contact_words MATCH :asked").bindparams(asked=asked)
    said = text(
        "SELECT address_id FROM message WHERE id IN"
        " (SELECT rowid FROM message_words WHERE message_words MATCH :asked ORDER BY rowid DESC LIMIT 1000)"
    ).bindparams(asked=asked)
    return or_(talks.c.contact_id.in_(named), talks.c.address_id.in_(said))


def _write_until(r: Connection, row: Row[Any], pack: RulePack | None, now: int) -> int | None:
    if pack is None or not any(
        rule.until and rule.answer is Answer.CLEARED and Purpose.REPLY in rule.purposes for rule in pack.rules
    ):
        return None
    may = may_write(r, pack, Purpose.REPLY, row.contact_id, row.address_id, row.name, now)
    return may.basis.until if may.answer is Answer.CLEARED else None


def counts(r: Connection, now: int = 0) -> TalkCounts:
    """The numbers on the tabs and on the rail."""
    counted = r.execute(select(talks.c.state, func.count().label("n")).group_by(talks.c.state))
    states: dict[str, int] = {row.state: row.n for row in counted}
    by_bot = r.scalar(select(func.count()).select_from(talks).where(_BY_BOT))
    unread = r.scalar(select(func.count()).select_from(talks).where(talks.c.unread > literal_column("0")))
    return TalkCounts(
        open=states.get("open", 0),
        bot=int(by_bot or 0),
        later=states.get("later", 0),
        done=states.get("done", 0),
        unread=int(unread or 0),
    )


def talk_of_contact(r: Connection, contact_id: int) -> int | None:
    """The latest talk with a person."""
    found = r.scalar(
        select(talks.c.id).where(talks.c.contact_id == contact_id).order_by(talks.c.last_at.desc()).limit(1)
    )
    return None if found is None else int(found)


def talk(r: Connection, talk_id: int, now: int, pack: RulePack, quiet_until: int | None = None) -> TalkView | None:
    """One talk in full; None when it is gone."""
    row = r.execute(
        _rows().add_columns(standing.c.followed_at, standing.c.follows).where(talks.c.id == talk_id)
    ).first()
    if row is None:
        return None
    reply = may_write(r, pack, Purpose.REPLY, row.contact_id, row.address_id, row.name, now)
    offer = may_write(r, pack, Purpose.SPONSORED, row.contact_id, row.address_id, row.name, now, quiet_until)
    until = reply.basis.until if reply.answer is Answer.CLEARED else None
    from_ad = r.execute(select(ad).where(ad.c.key == row.ad_key)).first() if row.ad_key else None
    notes = r.scalar(
        select(func.count())
        .select_from(message)
        .where(message.c.address_id == row.address_id, message.c.author == "note")
    )
    return TalkView(
        row=_talk_row(row, labels_of(r, [row.contact_id]).get(row.contact_id, ()), until),
        following_since=row.followed_at if row.follows else None,
        referral=None if row.referral is None else codec.load(Referral, row.referral),
        ad=None if from_ad is None else codec.load_ad(from_ad.id, from_ad.body),
        ad_picture="" if from_ad is None else picture_of(r, from_ad.picture, from_ad.product_key),
        reply=reply,
        sponsored=offer,
        note_count=int(notes or 0),
        happened=happened(r, row.contact_id, _HAPPENED),
    )


def picture_of(r: Connection, own: str, product_key: str) -> str:
    """The picture an ad shows: its own, or its product's; a kept picture's hash, or empty."""
    if own or not product_key:
        return own
    return str(r.scalar(select(product.c.picture).where(product.c.key == product_key)) or "")


def happened(r: Connection, contact_id: int, limit: int = 1_000) -> tuple[EvidenceRow, ...]:
    """What a person did, newest first."""
    rows = r.execute(
        select(evidence, account.c.channel)
        .join(account, account.c.id == evidence.c.account_id)
        .where(evidence.c.contact_id == contact_id)
        .order_by(evidence.c.at.desc(), evidence.c.id.desc())
        .limit(limit)
    )
    return tuple(
        EvidenceRow(row.id, EvidenceKind(row.kind), row.at, row.source, row.detail, row.channel) for row in rows
    )


def messages(r: Connection, talk_id: int, before_id: int | None = None, limit: int = 50) -> tuple[MessageRow, ...]:
    """The last `limit` messages of a talk (before `before_id`), oldest first. Offers sent before it began are in it."""
    wanted = (
        select(message, creative.c.rest.label("creative_rest"))
        .select_from(
            talks.join(message, message.c.address_id == talks.c.address_id).outerjoin(
                creative, creative.c.id == message.c.creative_id
            )
        )
        .where(talks.c.id == talk_id)
    )
    if before_id is not None:
        wanted = wanted.where(message.c.id < before_id)
    rows = r.execute(wanted.order_by(message.c.id.desc()).limit(limit)).all()
    return tuple(_message_row(row, talk_id) for row in reversed(rows))


def _message_row(row: Row[Any], talk_id: int) -> MessageRow:
    more = codec.load_more(row.more)
    return MessageRow(
        id=row.id,
        talk_id=talk_id,
        at=row.at,
        author=Author(row.author),
        content=codec.content(row.text, row.rest or row.creative_rest),
        state=MessageState(row.state),
        rule_name=more.rule_name,
        reason=more.reason,
        params=more.params,
        due_at=row.due_at if row.state == MessageState.WAITING else None,
        referral=more.referral,
    )


def message_of(r: Connection, message_id: int) -> MessageRow | None:
    """One message; its talk is 0 where there is none yet."""
    row = r.execute(
        select(message, creative.c.rest.label("creative_rest"), talks.c.id.label("in_talk"))
        .select_from(
            message.outerjoin(creative, creative.c.id == message.c.creative_id).outerjoin(
                talks, talks.c.address_id == message.c.address_id
            )
        )
        .where(message.c.id == message_id)
    ).first()
    return None if row is None else _message_row(row, row.in_talk or 0)


def waiting(r: Connection) -> tuple[WaitingRow, ...]:
    """What is to go out, answers before offers, in order; the first 200."""
    rows = r.execute(
        select(message, contact.c.name, talks.c.id.label("in_talk"), creative.c.rest.label("creative_rest"))
        .select_from(
            message.join(contact, contact.c.id == message.c.contact_id)
            .outerjoin(talks, talks.c.address_id == message.c.address_id)
            .outerjoin(creative, creative.c.id == message.c.creative_id)
        )
        .where(message.c.state == literal_column("'waiting'"))
        .order_by(message.c.lane, message.c.due_at, message.c.id)
        .limit(_WAITING)
    )
    return tuple(
        WaitingRow(
            message_id=row.id,
            talk_id=row.in_talk or 0,
            name=row.name,
            line=codec.content(row.text, row.rest or row.creative_rest).first_line(),
            since=row.at,
            due_at=row.due_at,
        )
        for row in rows
    )
