"""The desktop's event stream: numbered, kept until acknowledged, resumed by number, several desktops at once."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Final

import msgspec
from aiohttp import WSMsgType, web

from vetrina.hub import events, wire
from vetrina.hub.bells import Bell
from vetrina.hub.core import HUB, Hub
from vetrina.hub.customer.socket import FRAME_LIMIT, HEARTBEAT_S, SEND_S, number_in
from vetrina.hub.door import decode
from vetrina.hub.faults import Refusal
from vetrina.hub.operator.desk import page_of
from vetrina.hub.pages import Page

_ack = msgspec.json.Decoder(wire.Ack)
_encode = msgspec.json.Encoder().encode
READER_LENGTH: Final = 60


async def stream(request: web.Request) -> web.StreamResponse:
    """`GET /desktop/events?after=N&desktop=NAME`."""
    hub, page = request.app[HUB], page_of(request)
    after = number_in(request, "after") or 0
    reader = f"desktop {request.query.get('desktop', '')[:READER_LENGTH]}"
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=FRAME_LIMIT, compress=False)
    await hub.write(lambda unit: events.greet_reader(unit, page, reader, after))
    await socket.prepare(request)
    hub.desktops.add(socket)
    hub.desktop_came.set()
    try:
        await _DesktopStream(hub, page, socket, reader).run(after)
    finally:
        hub.desktops.discard(socket)
        hub.desktop_left.set()
    return socket


class _DesktopStream:
    """One connected desktop."""

    def __init__(self, hub: Hub, page: Page, socket: web.WebSocketResponse, reader: str) -> None:
        self._hub = hub
        self._page = page
        self._socket = socket
        self._reader = reader
        self._bell = Bell()

    async def run(self, after: int) -> None:
        """Until either side ends it."""
        bells = self._hub.bells
        bells.enter(bells.pages, self._page.id, self._bell)
        listening = asyncio.create_task(self._listen())
        try:
            await self._tell(after)
        except (ConnectionError, TimeoutError):
            pass
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            bells.leave(bells.pages, self._page.id, self._bell)
            await self._socket.close()

    async def _listen(self) -> None:
        try:
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    break
                await self._acknowledged(message.data)
        except Refusal:
            pass
        finally:
            self._bell.closed = True
            self._bell.ring()

    async def _acknowledged(self, text: str) -> None:
        frame = decode(text.encode("utf-8", "surrogatepass"), _ack)
        await self._hub.write(lambda unit: events.acknowledge(unit, self._page, self._reader, frame.ack))

    async def _tell(self, after: int) -> None:
        height, floor = await self._hub.read(events.edges(self._page))
        await self._send(wire.HelloFrame(now=self._hub.clock(), height=height, floor=floor))
        after = max(after, floor)
        self._bell.ring()
        while True:
            await self._bell.wait()
            while not self._bell.closed:
                some = await self._hub.read(events.events_after(self._page, after))
                for event in some:
                    await self._send(event)
                    after = event.n
                if len(some) < wire.EVENTS_AT_ONCE:
                    break
            if self._bell.closed:
                return

    async def _send(self, frame: Any) -> None:
        async with asyncio.timeout(SEND_S):
            await self._socket.send_str(_encode(frame).decode())
