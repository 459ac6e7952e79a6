"""The first network: Vetrina's own hub, over HTTP and one WebSocket of numbered events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

import aiohttp
import msgspec

from vetrina.domain import channels as ch
from vetrina.domain.policy import Cleared
from vetrina.domain.talk import Referral
from vetrina.hub import wire
from vetrina.transports.base import LoginRefused, Transport

_log = logging.getLogger(__name__)

HEARTBEAT_S: Final = 30.0
ANSWER_S: Final = 30.0
BATCH: Final = 200
FRAME_LIMIT: Final = 1 << 20

SHEET: Final = ch.ChannelSheet(
    id="hub",
    title="Shop page",
    icon="store",
    login=(ch.LoginField("address", "Address"), ch.LoginField("token", "Key", secret=True)),
    capabilities=ch.Capabilities(
        text_length=2000,
        quick_replies=13,
        quick_reply_title=20,
        pictures=True,
        cards=True,
        receipts=True,
        typing=True,
        delete=True,
        history=False,
        shop_may_start=True,
        window_ms=None,
        rate=2000.0,
        batch=BATCH,
        repeats_safely=True,
        needs_public_address=False,
    ),
    rule_pack="vetrina-2016",
)

_frames = msgspec.json.Decoder(wire.DesktopFrame)
_outcomes = msgspec.json.Decoder(wire.OutcomesBody)
_outcome = msgspec.json.Decoder(wire.OutcomeBody)


class HubTransport(Transport):
    """One page of one hub. Credentials: `address` (``http://127.0.0.1:4711``) and `token` (the page access token)."""

    _socket: aiohttp.ClientWebSocketResponse | None = None

    @classmethod
    def describe(cls) -> ch.ChannelSheet:
        """What the hub can do."""
        return SHEET

    async def check(self) -> str:
        """The host the hub answers on. Raises LoginRefused or OSError."""
        status, _ = await self.ask("GET", "/desktop/ads")
        if status in (401, 403):
            raise LoginRefused("sign_in_again")
        if status != 200:
            raise ConnectionError(f"the hub answered {status}")
        return urlsplit(self.credentials["address"]).netloc

    async def connect(self) -> None:
        """Nothing to prepare: `events` opens the socket, so that trouble comes as a reported state."""

    async def close(self) -> None:
        """End the event stream."""
        if self._socket is not None and not self._socket.closed:
            try:
                async with asyncio.timeout(4):
                    await self._socket.close()
            except (TimeoutError, OSError, aiohttp.ClientError):
                _log.debug("the hub's socket did not close in time")

    # Events ---------------------------------------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[ch.Inbound]:
        """The hub's numbered events after the cursor; ends with a LinkChanged that says how the connection stands."""
        after = event_number(self.tools.cursor)
        try:
            self._socket = await self.tools.http.ws_connect(
                f"{self.credentials['address']}{wire.EVENTS_PATH}?after={after}{self._who()}",
                headers=self._headers(),
                heartbeat=HEARTBEAT_S,
                max_msg_size=FRAME_LIMIT,
            )
        except aiohttp.WSServerHandshakeError as fault:
            state = ch.LinkState.NEEDS_SIGN_IN if fault.status in (401, 403) else ch.LinkState.OFFLINE
            yield ch.LinkChanged(state, f"the hub answered {fault.status}")
            return
        except (aiohttp.ClientError, OSError, TimeoutError) as fault:
            yield ch.LinkChanged(ch.LinkState.OFFLINE, type(fault).__name__)
            return
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            try:
                inbound = from_frame(_frames.decode(message.data))
            except msgspec.MsgspecError as fault:
                yield ch.LinkChanged(ch.LinkState.OFFLINE, f"unreadable event: {fault}")
                return
            yield inbound
        yield ch.LinkChanged(ch.LinkState.OFFLINE, "the event stream ended")

    async def acknowledge(self, external_id: str) -> None:
        """The hub may drop everything up to this event."""
        if self._socket is None or self._socket.closed:
            return
        try:
            await self._socket.send_str(msgspec.json.encode(wire.Ack(ack=event_number(external_id))).decode())
        except (aiohttp.ClientError, OSError):
            _log.debug("acknowledgement not sent; the hub will tell these events again")

    # Messages -------------------------------------------------------------------------------------------------------

    async def deliver(self, cleared: Sequence[Cleared]) -> Sequence[ch.Outcome]:
        """Hand over, in order; the hub keeps one message per key, so nothing doubles."""
        return await self._hand_in(cleared)

    async def _hand_in(self, cleared: Sequence[Cleared]) -> Sequence[ch.Outcome]:
        try:
            status, answer = await self.ask("POST", wire.MESSAGES_PATH, self._body(cleared))
        except UnicodeEncodeError:
            return await self._in_halves(cleared)
        except aiohttp.ClientConnectorError:
            return [ch.Retry(1000, "no_net")] * len(cleared)
        except (aiohttp.ClientError, OSError, TimeoutError) as fault:
            return [ch.Unknown(type(fault).__name__)] * len(cleared)
        if status in (401, 403):
            return [ch.Refused("sign_in_again", signed_out=True)] * len(cleared)
        if status == 429 or status >= 500:
            return [ch.Retry(2000, "no_net")] * len(cleared)
        if status != 200:
            _log.error("the hub refused %d messages with %s", len(cleared), status)
            return await self._in_halves(cleared)
        try:
            outcomes = [outcome_from(item) for item in _outcomes.decode(answer).outcomes]
        except msgspec.MsgspecError:
            outcomes = []
        return outcomes if len(outcomes) == len(cleared) else [ch.Unknown("unreadable answer")] * len(cleared)

    def _body(self, cleared: Sequence[Cleared]) -> wire.SendManyBody:
        now = self.tools.clock()
        return wire.SendManyBody(
            messages=[
                wire.SendBody(
                    key=item.draft.attempt_key,
                    psid=item.draft.address.remote_id,
                    purpose=item.draft.purpose,
                    content=wire.content_body(item.unsealed_content(now)),
                    campaign=item.draft.campaign_key,
                    tag=item.draft.tag,
                )
                for item in cleared
            ]
        )

    async def _in_halves(self, cleared: Sequence[Cleared]) -> Sequence[ch.Outcome]:
        """A batch that was refused as a whole holds one message that is to blame: the others must not pay for it."""
        if len(cleared) < 2:
            return [ch.Refused("not_taken")] * len(cleared)
        middle = len(cleared) // 2
        return [*await self._hand_in(cleared[:middle]), *await self._hand_in(cleared[middle:])]

    async def outcome_of(self, attempt_key: str) -> ch.Outcome | None:
        """What the hub stored under this key; None when it never saw it. Raises OSError when it cannot be asked."""
        try:
            status, answer = await self.ask("GET", f"{wire.MESSAGES_PATH}/{quote(attempt_key, safe='')}")
        except aiohttp.ClientError as fault:
            raise ConnectionError(type(fault).__name__) from fault
        if status == 404:
            return None
        if status != 200:
            raise ConnectionError(f"the hub answered {status}")
        return outcome_from(_outcome.decode(answer))

    # Ways -----------------------------------------------------------------------------------------------------------

    def _who(self) -> str:
        """Each installation acknowledges for itself, so that two desktops do not take each other's events."""
        name = self.credentials.get("desktop", "")
        return f"&desktop={quote(name, safe='')}" if name else ""

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.credentials['token']}"}

    async def ask(self, method: str, path: str, body: Any = None, media_type: str = "application/json") -> Any:
        """One request; answers (status, body bytes). Raises what aiohttp raises."""
        data = body if isinstance(body, bytes) or body is None else msgspec.json.encode(body)
        headers = self._headers()
        if data is not None:
            headers["Content-Type"] = media_type
        async with self.tools.http.request(
            method,
            self.credentials["address"] + path,
            data=data,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=ANSWER_S, sock_connect=5),
            allow_redirects=False,
        ) as response:
            return response.status, await response.read()


def event_number(external_id: str) -> int:
    """The hub's number inside an external id (``number:id``); 0 for none."""
    head = external_id.partition(":")[0]
    return int(head) if head.isascii() and head.isdigit() else 0


def outcome_from(body: wire.OutcomeBody) -> ch.Outcome:
    """The hub's answer as the courier knows it."""
    match body.state:
        case "delivered":
            return ch.Delivered(body.mid, body.at)
        case "retry":
            return ch.Retry(max(body.after_ms, 1), body.reason)
        case _:
            return ch.Refused(body.reason or "not_taken", body.code)


def from_frame(frame: wire.DesktopFrame) -> ch.Inbound:
    """One event of the hub in the domain's words."""
    if isinstance(frame, wire.HelloFrame):
        return ch.LinkChanged(ch.LinkState.CONNECTED, server_now=frame.now, height=frame.height, floor=frame.floor)
    external_id, psid, at = f"{frame.n}:{frame.id}", frame.psid, frame.at
    match frame:
        case wire.JoinedEvent():
            return ch.Joined(external_id, psid, at, frame.name, frame.language, frame.source)
        case wire.WroteEvent():
            return ch.Wrote(external_id, psid, at, frame.content.content(), frame.mid, frame.payload, frame.reply_to)
        case wire.OpenedChatEvent():
            return ch.OpenedChat(external_id, psid, at, Referral(frame.source, frame.ad_key, frame.ref, at))
        case wire.ClickedEvent():
            return ch.Clicked(external_id, psid, at, frame.key, frame.payload)
        case wire.StandingEvent():
            return ch.ChangedStanding(external_id, psid, at, frame.kind, frame.source)
        case wire.DeletedEvent():
            return ch.DeletedMessage(external_id, psid, at, frame.mid)
        case wire.ReceiptEvent():
            return ch.Receipt(external_id, psid, at, frame.mid, frame.state)
        case wire.EchoEvent():
            return ch.Echo(
                external_id, psid, at, frame.mid, frame.key, frame.content.content(), frame.sponsored, frame.app
            )
        case wire.ControlEvent():
            return ch.ControlMoved(external_id, psid, at, frame.holder)
