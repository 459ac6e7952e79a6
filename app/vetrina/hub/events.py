"""What is told to desktops: stored events as frames, acknowledged per desktop, thrown away when all have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from vetrina.hub import wire
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit

FORGOTTEN_AFTER_MS: Final = 30 * 24 * 3_600_000
"""A desktop not seen for this long no longer holds events back; it resyncs by standing when it comes again."""

_FRAMES: Final[dict[str, type[wire.Event]]] = {
    "joined": wire.JoinedEvent,
    "wrote": wire.WroteEvent,
    "opened_chat": wire.OpenedChatEvent,
    "clicked": wire.ClickedEvent,
    "standing": wire.StandingEvent,
    "deleted": wire.DeletedEvent,
    "receipt": wire.ReceiptEvent,
    "echo": wire.EchoEvent,
    "control": wire.ControlEvent,
}
_members = msgspec.json.Decoder(dict[str, Any])
_content = msgspec.json.Decoder(wire.ContentBody)

_AFTER = (
    sa.select(
        t.event,
        t.message.c.content,
        t.message.c.payload,
        t.message.c.reply_to,
        t.message.c.key,
        t.message.c.purpose,
        t.message.c.app,
    )
    .outerjoin(t.message, sa.and_(t.message.c.mid == t.event.c.mid, t.event.c.mid != ""))
    .where(t.event.c.page_id == sa.bindparam("page_id"), t.event.c.n > sa.bindparam("after"))
    .order_by(t.event.c.n)
    .limit(sa.bindparam("at_most"))
)


def events_after(page: Page, after: int) -> Callable[[sa.Connection], Sequence[wire.Event]]:
    """A query: the next events, oldest first, at most 500. Texts come from the message: what is erased is gone."""

    def query(connection: sa.Connection) -> Sequence[wire.Event]:
        rows = connection.execute(_AFTER, {"page_id": page.id, "after": after, "at_most": wire.EVENTS_AT_ONCE})
        return [_frame(row) for row in rows]

    return query


def _frame(row: Any) -> wire.Event:
    members: dict[str, Any] = _members.decode(row.body) if row.body else {}
    match row.type:
        case "wrote":
            members |= {"mid": row.mid, "content": _body(row), "payload": row.payload or ""}
            members["reply_to"] = row.reply_to or ""
        case "echo":
            members |= {"mid": row.mid, "content": _body(row), "key": row.key or "", "app": row.app or ""}
            members["sponsored"] = row.purpose == "sponsored"
        case "clicked" | "receipt":
            members |= {"mid": row.mid, "key": row.key or ""}
        case "deleted":
            members["mid"] = row.mid
    return _FRAMES[row.type](n=row.n, id=f"{row.page_id}.{row.n}", at=row.at, psid=row.psid, **members)


def _body(row: Any) -> wire.ContentBody:
    return _content.decode(row.content) if row.content else wire.ContentBody()


def edges(page: Page) -> Callable[[sa.Connection], tuple[int, int]]:
    """A query: the page's newest number, and the newest one thrown away."""

    def query(connection: sa.Connection) -> tuple[int, int]:
        row = connection.execute(sa.select(t.page.c.height, t.page.c.floor).where(t.page.c.id == page.id)).one()
        return row.height, row.floor

    return query


def greet_reader(unit: Unit, page: Page, reader: str, after: int) -> None:
    """A desktop came (or came back): its acknowledgement is kept from now on and never goes back."""
    mine = sa.and_(t.cursor.c.page_id == page.id, t.cursor.c.reader == reader)
    if unit.connection.execute(sa.update(t.cursor).where(mine).values(seen_at=unit.now)).rowcount == 0:
        unit.connection.execute(
            sa.insert(t.cursor).values(page_id=page.id, reader=reader, acked=after, seen_at=unit.now)
        )


def acknowledge(unit: Unit, page: Page, reader: str, number: int) -> None:
    """Everything up to `number` is durable at this reader; what all readers have is thrown away."""
    c = t.cursor.c
    height = unit.connection.execute(sa.select(t.page.c.height).where(t.page.c.id == page.id)).scalar() or 0
    number = min(number, height)
    mine = sa.and_(c.page_id == page.id, c.reader == reader)
    unit.connection.execute(sa.update(t.cursor).where(mine, c.acked < number).values(acked=number, seen_at=unit.now))
    floor = unit.connection.execute(
        sa.select(sa.func.min(c.acked)).where(c.page_id == page.id, c.seen_at > unit.now - FORGOTTEN_AFTER_MS)
    ).scalar()
    if floor:
        unit.connection.execute(sa.delete(t.event).where(t.event.c.page_id == page.id, t.event.c.n <= floor))
        unit.connection.execute(
            sa.update(t.page).where(t.page.c.id == page.id, t.page.c.floor < floor).values(floor=floor)
        )
