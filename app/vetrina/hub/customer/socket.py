"""The customer's WebSocket: what changes while the page is open, resumed by number."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from aiohttp import WSMessage, WSMsgType, web

from vetrina.hub import feed, people, talks
from vetrina.hub.bells import Bell
from vetrina.hub.core import HUB, Hub
from vetrina.hub.customer import wire
from vetrina.hub.customer.guest import Guest, page_of, session_in, signed_in
from vetrina.hub.door import decode
from vetrina.hub.faults import Refusal
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.wire import Frame

FRAME_LIMIT: Final = 65_536
HEARTBEAT_S: Final = 30.0
SIGN_IN_S: Final = 10.0
SEND_S: Final = 20.0
"""A page that takes longer for one frame is dropped; it resumes by number."""
CHANGES_AT_ONCE: Final = 200

_session = msgspec.json.Decoder(wire.SessionFrame)
_encode = msgspec.json.Encoder().encode


class SocketCount:
    """How many sockets each person and each address holds."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()

    def enter(self, hub: Hub, guest: Guest, address: str) -> tuple[str, str]:
        """Count one more. Raises Refusal 429 at the limit."""
        names = (f"person {guest.psid}", f"address {address}")
        limits = (hub.options.limits.sockets_each, hub.options.limits.sockets_per_address)
        if hub.options.rates and any(self.open[name] >= most for name, most in zip(names, limits, strict=True)):
            raise Refusal("too_often", retry_after=30)
        self.open.update(names)
        return names

    def leave(self, names: Sequence[str]) -> None:
        """One less."""
        self.open.subtract(names)
        for name in names:
            if self.open[name] <= 0:
                del self.open[name]


SOCKETS: web.AppKey[SocketCount] = web.AppKey("sockets", SocketCount)


async def events(request: web.Request) -> web.StreamResponse:
    """`GET events`: a session by cookie, header or first frame; `?after=` resumes."""
    hub, page = request.app[HUB], page_of(request)
    after = number_in(request, "after")
    session = session_in(request)
    address = request.remote or ""
    guest = await signed_in(hub, page, session, address) if session else None
    names = request.app[SOCKETS].enter(hub, guest, address) if guest else ()
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=FRAME_LIMIT, compress=False)
    try:
        await socket.prepare(request)
        if guest is None:
            guest = await _sign_in(hub, page, socket, address)
            if guest is None:
                return socket
            names = request.app[SOCKETS].enter(hub, guest, address)
        await _Stream(guest, socket, after).run()
    except Refusal as refusal:
        if not socket.prepared:
            raise
        await socket.close(code=4008, message=refusal.code.encode())
    finally:
        request.app[SOCKETS].leave(names)
    return socket


def number_in(request: web.Request, name: str) -> int | None:
    """A number in the query. Raises Refusal 400 when it is none."""
    given = request.query.get(name)
    if given is None:
        return None
    if not given.isdecimal() or len(given) > 15:
        raise Refusal("bad_request", detail=name)
    return int(given)


async def _sign_in(hub: Hub, page: Page, socket: web.WebSocketResponse, address: str) -> Guest | None:
    try:
        first: WSMessage = await socket.receive(timeout=SIGN_IN_S)
        if first.type is not WSMsgType.TEXT:
            raise Refusal("no_session")
        frame = decode(first.data.encode("utf-8", "surrogatepass"), _session)
        return await signed_in(hub, page, frame.session, address)
    except (Refusal, TimeoutError):
        await socket.close(code=4001, message=b"no_session")
        return None


@dataclass(frozen=True, slots=True)
class _News:
    frames: Sequence[Frame]
    mids: Sequence[str]
    n: int
    gone: bool = False


class _Stream:
    """One open page: looks into the store whenever its bell rings, so a slow page holds nothing in memory."""

    def __init__(self, guest: Guest, socket: web.WebSocketResponse, after: int | None) -> None:
        self._guest = guest
        self._socket = socket
        self._after = after
        self._bell = Bell()

    async def run(self) -> None:
        bells, guest = self._guest.hub.bells, self._guest
        bells.enter(bells.people, guest.psid, self._bell)
        bells.enter(bells.everyone, guest.page.id, self._bell)
        listening = asyncio.create_task(self._listen())
        try:
            await self._tell()
        except (ConnectionError, TimeoutError):
            pass
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            bells.leave(bells.people, guest.psid, self._bell)
            bells.leave(bells.everyone, guest.page.id, self._bell)
            await self._socket.close()

    async def _listen(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                break
        self._bell.closed = True
        self._bell.ring()

    async def _tell(self) -> None:
        hub, guest = self._guest.hub, self._guest
        height = await hub.read(_height(guest.page))
        await self._send(wire.CustomerHello(n=height))
        if self._after is None or self._after > height:
            self._after = height
        self._bell.ring()
        while True:
            await self._bell.wait()
            if self._bell.closed:
                return
            while self._bell.transient:
                await self._send(self._bell.transient.popleft())
            news = await hub.read(_changes(guest.page, guest.psid, self._after))
            if news.gone:
                return
            for frame in news.frames:
                await self._send(frame)
            self._after = news.n
            if news.mids:
                await self._delivered(news.mids)

    async def _delivered(self, mids: Sequence[str]) -> None:
        guest = self._guest
        await guest.hub.write(lambda unit: talks.delivered(unit, guest.page, guest.psid, mids))

    async def _send(self, frame: object) -> None:
        async with asyncio.timeout(SEND_S):
            await self._socket.send_str(_encode(frame).decode())


def _height(page: Page) -> Callable[[sa.Connection], int]:
    def query(connection: sa.Connection) -> int:
        return int(connection.execute(sa.select(t.page.c.height).where(t.page.c.id == page.id)).scalar() or 0)

    return query


def _changes(page: Page, psid: str, after: int) -> Callable[[sa.Connection], _News]:
    """A query: everything about this person that changed after number `after`, in the order of change."""

    def query(connection: sa.Connection) -> _News:
        person = connection.execute(sa.select(t.person).where(t.person.c.id == psid)).first()
        if person is None:
            return _News((), (), after, gone=True)
        height = _height(page)(connection)
        messages = connection.execute(
            sa.select(t.message)
            .where(t.message.c.psid == psid, t.message.c.change > after)
            .order_by(t.message.c.change)
            .limit(CHANGES_AT_ONCE + 1)
        ).all()
        if len(messages) > CHANGES_AT_ONCE:
            return _News([wire.ResetFrame(n=height)], (), height)
        found: list[tuple[int, Frame]] = [(row.change, _message_frame(row)) for row in messages]
        found += _ad_frames(connection, page, person, after)
        if person.change > after:
            me = people.me(psid)(connection)
            assert me is not None
            found.append((person.change, wire.MeFrame(n=person.change, me=me)))
            found.append(
                (person.change, wire.HolderFrame(n=person.change, holder=person.holder, name=person.holder_name))
            )
        mids = [
            row.mid
            for row in messages
            if row.author != "person" and row.delivered_at is None and row.deleted_at is None
        ]
        return _News([frame for _, frame in sorted(found, key=lambda item: item[0])], mids, height)

    return query


def _message_frame(row: Any) -> Frame:
    if row.deleted_at is not None:
        return wire.RemovedFrame(n=row.change, mid=row.mid)
    return wire.MessageFrame(n=row.change, message=talks.talk_message(row))


def _ad_frames(connection: sa.Connection, page: Page, person: Any, after: int) -> list[tuple[int, Frame]]:
    rows = connection.execute(feed.feed_query(page, person.id, t.ad.c.change > after).limit(CHANGES_AT_ONCE))
    frames: list[tuple[int, Frame]] = []
    for row in rows:
        if row.removed_at is not None or not feed.may_see(row.audience, bool(person.follows)):
            frames.append((row.change, wire.AdRemovedFrame(n=row.change, key=row.key)))
        else:
            shown = feed.rendered(row, person.name, person.language)
            frames.append((row.change, wire.AdFrame(n=row.change, ad=shown)))
    return frames
