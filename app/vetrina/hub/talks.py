"""Talks: what a person says, taps, sees and deletes; and how the hub tells it to both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

import msgspec
import sqlalchemy as sa

from vetrina.domain.bot.stop import is_stop
from vetrina.domain.talk import ProductCard
from vetrina.domain.text import clean_text
from vetrina.hub.customer.wire import ButtonShown, CardShown, SaidAnswer, SayBody, TalkAnswer, TalkMessage, TapBody
from vetrina.hub.pages import Page
from vetrina.hub.people import choose_offers
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit
from vetrina.hub.wire import ContentBody, card_of

TALK_AT_ONCE: Final = 50
_content = msgspec.json.Decoder(ContentBody)


class NotThere(LookupError):
    """There is no such message or ad, or it belongs to somebody else."""


class NothingSaid(ValueError):
    """The message is empty after cleaning."""


def say(unit: Unit, page: Page, psid: str, body: SayBody) -> SaidAnswer:
    """The person writes, or taps a quick reply of an ad's chat box. Raises NothingSaid.

    A word that means stop ends offers here and now: no desktop has to be awake for it.
    """
    before = _said_before(unit, psid, body.client_id)
    if before is not None:
        return before
    text = clean_text(body.text or body.title or "").strip()
    if not text:
        raise NothingSaid
    said = _store(unit, page, psid, text, body.client_id, body.payload or "", body.ad_key, body.reply_to)
    if is_stop(text):
        choose_offers(unit, page, psid, "stopped", "word")
    return said


def _said_before(unit: Unit, psid: str, client_id: str) -> SaidAnswer | None:
    row = unit.connection.execute(
        sa.select(t.message.c.mid, t.message.c.at).where(t.message.c.psid == psid, t.message.c.client_id == client_id)
    ).first()
    return None if row is None else SaidAnswer(mid=row.mid, at=row.at)


def _store(
    unit: Unit, page: Page, psid: str, text: str, client_id: str, payload: str, ad_key: str, reply_to: str
) -> SaidAnswer:
    mid = unit.mid()
    shut = unit.connection.execute(sa.select(t.person.c.shop_blocked).where(t.person.c.id == psid)).scalar()
    number = unit.number(page.id) if shut else unit.event(page.id, "wrote", psid, mid=mid)
    unit.connection.execute(
        sa.insert(t.message).values(
            mid=mid,
            page_id=page.id,
            psid=psid,
            author="person",
            purpose="",
            client_id=client_id,
            content=msgspec.json.encode(ContentBody(text=text)).decode(),
            payload=payload,
            reply_to=reply_to,
            ad_key=ad_key,
            at=unit.now,
            change=number,
        )
    )
    facts: dict[str, Any] = {"talk_open": 1, "last_act_at": unit.now, "bot_replies": 0, "asked_back": 0}
    if not shut:
        facts |= {"has_talked": 1, "last_wrote_at": unit.now}
    unit.connection.execute(sa.update(t.person).where(t.person.c.id == psid).values(**facts))
    unit.people.add(psid)
    return SaidAnswer(mid=mid, at=unit.now)


def tap(unit: Unit, page: Page, psid: str, mid: str, body: TapBody) -> SaidAnswer:
    """The person taps the offer's button or a quick reply of message `mid`: on an offer that is the click.

    Only an authenticated POST of the recipient gets here. Raises NotThere, or NothingSaid when the message has no
    such button.
    """
    before = _said_before(unit, psid, body.client_id)
    if before is not None:
        return before
    row = _mine(unit, psid, mid)
    if row.author == "person":
        raise NotThere
    content = _content.decode(row.content)
    title, payload = _tapped(content, body)
    if row.purpose == "sponsored" and row.clicked_at is None:
        number = unit.event(page.id, "clicked", psid, msgspec.json.encode({"payload": payload}).decode(), mid)
        unit.connection.execute(
            sa.update(t.message).where(t.message.c.mid == mid).values(clicked_at=unit.now, change=number)
        )
        unit.connection.execute(
            sa.update(t.person)
            .where(t.person.c.id == psid)
            .values(last_click_at=unit.now, last_act_at=unit.now, talk_open=1)
        )
    _mark_seen(unit, page, psid, row.seq)
    return _store(unit, page, psid, title, body.client_id, payload, "", mid)


def _tapped(content: ContentBody, body: TapBody) -> tuple[str, str]:
    if body.button:
        if not content.button:
            raise NothingSaid
        return content.button, ""
    for reply in content.quick_replies:
        if reply.payload == body.payload and body.title in (None, reply.title):
            return reply.title, reply.payload
    raise NothingSaid


def _mine(unit: Unit, psid: str, mid: str) -> sa.Row[Any]:
    row = unit.connection.execute(
        sa.select(t.message).where(t.message.c.mid == mid, t.message.c.psid == psid, t.message.c.deleted_at.is_(None))
    ).first()
    if row is None:
        raise NotThere
    return row


def seen(unit: Unit, page: Page, psid: str, mid: str) -> None:
    """The person has seen the talk up to message `mid`. Raises NotThere."""
    _mark_seen(unit, page, psid, _mine(unit, psid, mid).seq)


def _mark_seen(unit: Unit, page: Page, psid: str, up_to: int) -> None:
    _receipts(unit, page, psid, "seen", t.message.c.seen_at.is_(None), t.message.c.seq <= up_to)


def delivered(unit: Unit, page: Page, psid: str, mids: Sequence[str]) -> None:
    """These messages reached one of the person's devices."""
    _receipts(unit, page, psid, "delivered", t.message.c.delivered_at.is_(None), t.message.c.mid.in_(list(mids)))


def _receipts(unit: Unit, page: Page, psid: str, state: Literal["delivered", "seen"], *which: Any) -> None:
    rows = unit.connection.execute(
        sa.select(t.message.c.mid, t.message.c.delivered_at).where(
            t.message.c.psid == psid, t.message.c.author != "person", t.message.c.deleted_at.is_(None), *which
        )
    ).all()
    body = msgspec.json.encode({"state": state}).decode()
    for row in rows:
        number = unit.event(page.id, "receipt", psid, body, row.mid)
        values: dict[str, Any] = {"delivered_at": row.delivered_at or unit.now}
        if state == "seen":  # nothing that the person sees changes by having arrived
            values |= {"seen_at": unit.now, "change": number}
        unit.connection.execute(sa.update(t.message).where(t.message.c.mid == row.mid).values(**values))
    if rows and state == "seen":
        unit.people.add(psid)


def delete(unit: Unit, page: Page, psid: str, mid: str) -> None:
    """The person deletes one message: its text goes for both, an offer stays unanswered. Raises NotThere."""
    _erase(unit, page, psid, [_mine(unit, psid, mid).mid])


def delete_all(unit: Unit, page: Page, psid: str) -> None:
    """The person deletes the whole chat, for both."""
    mids = unit.connection.execute(
        sa.select(t.message.c.mid).where(t.message.c.psid == psid, t.message.c.deleted_at.is_(None))
    ).scalars()
    _erase(unit, page, psid, list(mids))


def _erase(unit: Unit, page: Page, psid: str, mids: Sequence[str]) -> None:
    for mid in mids:
        number = unit.event(page.id, "deleted", psid, mid=mid)
        unit.connection.execute(
            sa.update(t.message)
            .where(t.message.c.mid == mid)
            .values(content="{}", payload="", deleted_at=unit.now, change=number)
        )
    unit.people.add(psid)


def shop_saw(unit: Unit, page: Page, psid: str, mid: str) -> bool:
    """The shop has read the talk up to `mid`; false when there is no such message."""
    seq = unit.connection.execute(
        sa.select(t.message.c.seq).where(
            t.message.c.mid == mid, t.message.c.psid == psid, t.message.c.page_id == page.id
        )
    ).scalar()
    if seq is None:
        return False
    changed = unit.connection.execute(
        sa.update(t.message)
        .where(
            t.message.c.psid == psid,
            t.message.c.author == "person",
            t.message.c.seen_at.is_(None),
            t.message.c.seq <= seq,
        )
        .values(seen_at=unit.now, change=unit.number(page.id))
    )
    if changed.rowcount:
        unit.people.add(psid)
    return True


def take_control(unit: Unit, page: Page, psid: str, holder: str, name: str) -> bool:
    """Who answers from now on; false when the page has no such person."""
    row = unit.connection.execute(
        sa.select(t.person.c.holder, t.person.c.holder_name).where(t.person.c.id == psid, t.person.c.page_id == page.id)
    ).first()
    if row is None:
        return False
    if (row.holder, row.holder_name) != (holder, name):
        number = unit.event(page.id, "control", psid, msgspec.json.encode({"holder": holder}).decode())
        unit.connection.execute(
            sa.update(t.person).where(t.person.c.id == psid).values(holder=holder, holder_name=name, change=number)
        )
        unit.people.add(psid)
    return True


def card_shown(card: ProductCard) -> CardShown:
    """A product for the page."""
    return CardShown(
        title=card.title,
        subtitle=card.subtitle,
        price=card.price,
        picture=card.picture,
        product_key=card.product_key,
    )


def talk_message(row: Any) -> TalkMessage:
    """A row of the table as the person sees it."""
    content = _content.decode(row.content)
    mine = row.author == "person"
    return TalkMessage(
        mid=row.mid,
        author="me" if mine else row.author,
        kind="offer" if row.purpose == "sponsored" else "text",
        text=content.text,
        card=None if content.card is None else card_shown(card_of(content.card)),
        quick_replies=[ButtonShown(title=reply.title, payload=reply.payload) for reply in content.quick_replies],
        headline=content.headline,
        button=content.button,
        at=row.at,
        state=("seen" if row.seen_at else "sent") if mine else ("seen" if row.seen_at else "delivered"),
        automatic=row.author == "bot",
        tapped=row.clicked_at is not None,
        ad_key=row.ad_key,
        reply_to=row.reply_to,
        client_id=row.client_id or "",
    )


def talk(psid: str, before: str) -> Callable[[sa.Connection], TalkAnswer]:
    """A query: the newest messages, or those before message `before`. Raises NotThere for an unknown `before`."""

    def query(connection: sa.Connection) -> TalkAnswer:
        m = t.message.c
        which = [m.psid == psid, m.deleted_at.is_(None)]
        if before:
            seq = connection.execute(sa.select(m.seq).where(m.mid == before, m.psid == psid)).scalar()
            if seq is None:
                raise NotThere
            which.append(m.seq < seq)
        rows = connection.execute(
            sa.select(t.message).where(*which).order_by(m.seq.desc()).limit(TALK_AT_ONCE + 1)
        ).all()
        holder = connection.execute(
            sa.select(t.person.c.holder, t.person.c.holder_name).where(t.person.c.id == psid)
        ).first()
        return TalkAnswer(
            messages=[talk_message(row) for row in reversed(rows[:TALK_AT_ONCE])],
            holder="bot" if holder is None else holder.holder,
            holder_name="" if holder is None else holder.holder_name,
            more=len(rows) > TALK_AT_ONCE,
        )

    return query
