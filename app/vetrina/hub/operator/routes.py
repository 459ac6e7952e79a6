"""What a desktop can ask over HTTP; section A of the contract."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from aiohttp import web

from vetrina.hub import feed, gate, people, talks, wire
from vetrina.hub.core import HUB
from vetrina.hub.customer.wire import DoneAnswer, TypingFrame
from vetrina.hub.door import answer, read_json
from vetrina.hub.faults import Refusal
from vetrina.hub.operator.desk import page_of
from vetrina.hub.pages import Page
from vetrina.hub.pictures import PICTURE_BYTES, BadPicture, make_anew
from vetrina.hub.store import tables as t

_encoder = msgspec.json.Encoder()
_send_many = msgspec.json.Decoder(wire.SendManyBody)
_shop = msgspec.json.Decoder(wire.ShopBody)
_ad = msgspec.json.Decoder(wire.AdBody)
_picks = msgspec.json.Decoder(wire.PicksBody)
_block = msgspec.json.Decoder(wire.BlockBody)
_own = msgspec.json.Decoder(wire.OwnBody)
_seen = msgspec.json.Decoder(wire.SeenBody)
_control = msgspec.json.Decoder(wire.ControlBody)
_typing = msgspec.json.Decoder(wire.TypingBody)
_erase = msgspec.json.Decoder(wire.EraseBody)


def _done(found: bool) -> web.Response:
    if not found:
        raise Refusal("not_there")
    return answer(DoneAnswer())


def send_request(page: Page, body: wire.SendBody) -> gate.SendRequest:
    """A body of the wire as the gate takes it."""
    return gate.SendRequest(
        page=page,
        key=body.key,
        psid=body.psid,
        purpose=body.purpose,
        stored=_encoder.encode(body.content).decode(),
        counted=body.content.counted(),
        dressed=bool(body.content.headline or body.content.button),
        campaign=body.campaign,
        tag=body.tag,
    )


async def post_messages(request: web.Request) -> web.Response:
    """`POST /desktop/messages`."""
    page = page_of(request)
    body = await read_json(request, _send_many)
    if not body.messages:
        return answer(wire.OutcomesBody(outcomes=[]))
    hub = request.app[HUB]
    requests = [send_request(page, one) for one in body.messages]
    return answer(wire.OutcomesBody(outcomes=await hub.write_to(hub.sending, requests, len(requests))))


async def get_message(request: web.Request) -> web.Response:
    """`GET /desktop/messages/{key}`."""
    page = page_of(request)
    found = await request.app[HUB].read(gate.outcome_of(page.id, request.match_info["key"]))
    if found is None:
        raise Refusal("not_there")
    return answer(found)


async def put_shop(request: web.Request) -> web.Response:
    """`PUT /desktop/shop`."""
    hub, page = request.app[HUB], page_of(request)
    stored = _encoder.encode(await read_json(request, _shop)).decode()

    def run(unit: Any) -> None:
        unit.connection.execute(sa.update(t.page).where(t.page.c.id == page.id).values(shop=stored))

    await hub.write(run)
    hub.pages.forget()
    return answer(DoneAnswer())


async def put_ad(request: web.Request) -> web.Response:
    """`PUT /desktop/ads/{key}`."""
    page = page_of(request)
    body = await read_json(request, _ad)
    key = _key(request)
    await request.app[HUB].write(lambda unit: feed.put_ad(unit, page, key, body))
    return answer(DoneAnswer())


def _key(request: web.Request) -> str:
    key = request.match_info["key"]
    if not 1 <= len(key) <= 120 or not key.isprintable():
        raise Refusal("bad_request", detail="key")
    return key


async def post_picks(request: web.Request) -> web.Response:
    """`POST /desktop/ads/{key}/picks`."""
    page = page_of(request)
    body = await read_json(request, _picks)
    key = _key(request)
    return _done(await request.app[HUB].write(lambda unit: feed.add_picks(unit, page, key, body.picks)))


async def delete_ad(request: web.Request) -> web.Response:
    """`DELETE /desktop/ads/{key}`."""
    page = page_of(request)
    key = _key(request)
    return _done(await request.app[HUB].write(lambda unit: feed.remove_ad(unit, page, key)))


async def get_ads(request: web.Request) -> web.Response:
    """`GET /desktop/ads`."""
    return answer(await request.app[HUB].read(feed.list_ads(page_of(request))))


async def put_picture(request: web.Request) -> web.Response:
    """`PUT /desktop/pictures/{sha256}`: the hash is of the bytes sent; what is served is made anew from them."""
    hub, page = request.app[HUB], page_of(request)
    sha256 = request.match_info["sha256"]
    if (request.content_length or 0) > PICTURE_BYTES:
        raise Refusal("too_large")
    sent = await request.read()
    if len(sent) > PICTURE_BYTES:
        raise Refusal("too_large")
    if hashlib.sha256(sent).hexdigest() != sha256:
        raise Refusal("bad_request", detail="the hash is not that of the bytes")
    try:
        made = await make_anew(sent, hub.picture_turns)
    except BadPicture:
        raise Refusal("bad_picture") from None

    def run(unit: Any) -> None:
        mine = sa.and_(t.picture.c.page_id == page.id, t.picture.c.sha256 == sha256)
        if unit.connection.execute(sa.select(t.picture.c.at).where(mine)).first() is None:
            unit.connection.execute(
                sa.insert(t.picture).values(page_id=page.id, sha256=sha256, mime=made.kind, data=made.data, at=unit.now)
            )

    await hub.write(run)
    return answer(DoneAnswer())


async def post_block(request: web.Request) -> web.Response:
    """`POST /desktop/block`."""
    page = page_of(request)
    body = await read_json(request, _block)
    return _done(await request.app[HUB].write(lambda unit: people.shop_blocks(unit, page, body.psid, body.blocked)))


async def post_own(request: web.Request) -> web.Response:
    """`POST /desktop/own`."""
    page = page_of(request)
    body = await read_json(request, _own)
    return _done(await request.app[HUB].write(lambda unit: people.mark_own(unit, page, body.psid, body.own)))


async def post_seen(request: web.Request) -> web.Response:
    """`POST /desktop/seen`."""
    page = page_of(request)
    body = await read_json(request, _seen)
    return _done(await request.app[HUB].write(lambda unit: talks.shop_saw(unit, page, body.psid, body.mid)))


async def post_control(request: web.Request) -> web.Response:
    """`POST /desktop/control`."""
    page = page_of(request)
    body = await read_json(request, _control)
    return _done(
        await request.app[HUB].write(lambda unit: talks.take_control(unit, page, body.psid, body.holder, body.name))
    )


async def post_typing(request: web.Request) -> web.Response:
    """`POST /desktop/typing`: not stored."""
    page = page_of(request)
    body = await read_json(request, _typing)
    await tell_typing(request, page, body.psid, body.on)
    return answer(DoneAnswer())


async def tell_typing(request: web.Request, page: Page, psid: str, on: bool) -> None:
    """Three dots on the person's open pages. Raises Refusal 404 for a person of another page."""
    hub = request.app[HUB]
    if not await hub.read(lambda connection: belongs(connection, page, psid)):
        raise Refusal("not_there")
    hub.bells.tell(psid, TypingFrame(on=on))


def belongs(connection: sa.Connection, page: Page, psid: str) -> bool:
    """Whether the page knows this person."""
    found = connection.execute(
        sa.select(t.person.c.id).where(t.person.c.id == psid, t.person.c.page_id == page.id)
    ).first()
    return found is not None


async def get_standing(request: web.Request) -> web.Response:
    """`GET /desktop/standing`."""
    page = page_of(request)
    return answer(await request.app[HUB].read(people.standing(page, request.query.get("after", "")[:40])))


async def post_erase(request: web.Request) -> web.Response:
    """`POST /desktop/erase`."""
    hub, page = request.app[HUB], page_of(request)
    body = await read_json(request, _erase)
    found = await hub.write(lambda unit: people.leave(unit, page, body.psid))
    if found:
        hub.bells.close_person(body.psid)
    return _done(found)


def routes() -> Sequence[web.RouteDef]:
    """Every route below ``/desktop`` but the socket."""
    return (
        web.post(wire.MESSAGES_PATH, post_messages),
        web.get(f"{wire.MESSAGES_PATH}/{{key}}", get_message),
        web.put("/desktop/shop", put_shop),
        web.put("/desktop/ads/{key}", put_ad),
        web.post("/desktop/ads/{key}/picks", post_picks),
        web.delete("/desktop/ads/{key}", delete_ad),
        web.get("/desktop/ads", get_ads),
        web.put("/desktop/pictures/{sha256:[0-9a-f]{64}}", put_picture),
        web.post("/desktop/block", post_block),
        web.post("/desktop/own", post_own),
        web.post("/desktop/seen", post_seen),
        web.post("/desktop/control", post_control),
        web.post("/desktop/typing", post_typing),
        web.get("/desktop/standing", get_standing),
        web.post("/desktop/erase", post_erase),
    )
