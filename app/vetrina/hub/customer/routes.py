"""What a customer can ask over HTTP; section B of the contract."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Any, Final, TypeVar

import msgspec
from aiohttp import web

from vetrina.hub import feed, people, reasons, talks
from vetrina.hub.core import HUB, shop_of
from vetrina.hub.customer import wire
from vetrina.hub.customer.guest import COOKIE, Guest, guest_of, page_of, session_in
from vetrina.hub.customer.record import everything_about
from vetrina.hub.door import answer, read_json
from vetrina.hub.faults import Refusal

T = TypeVar("T")
SESSION_S: Final = people.SESSION_IDLE_MS // 1000

_join = msgspec.json.Decoder(wire.JoinBody)
_change = msgspec.json.Decoder(wire.ChangeMeBody)
_on = msgspec.json.Decoder(wire.OnBody)
_offers = msgspec.json.Decoder(wire.OffersBody)
_empty = msgspec.json.Decoder(wire.EmptyBody)
_say = msgspec.json.Decoder(wire.SayBody)
_tap = msgspec.json.Decoder(wire.TapBody)


async def _told(guest: Guest) -> web.Response:
    me = await guest.hub.read(people.me(guest.psid))
    if me is None:
        raise Refusal("no_session")
    return answer(me)


async def get_shop(request: web.Request) -> web.Response:
    """`GET shop`."""
    shop = shop_of(page_of(request))
    return answer(
        wire.ShopCard(
            name=shop.name,
            address=shop.address,
            phone=shop.phone,
            hours=shop.hours,
            hours_line=shop.hours_line,
            automatic_line=shop.automatic_line,
            language=shop.language,
            secure=request.app[HUB].options.secure or _this_computer(request),
        )
    )


def _this_computer(request: web.Request) -> bool:
    return request.remote in ("127.0.0.1", "::1")


async def post_join(request: web.Request) -> web.Response:
    """`POST join`."""
    hub, page = request.app[HUB], page_of(request)
    body = await read_json(request, _join)
    hub.limit(hub.joins, request.remote or "")
    old = session_in(request)

    def run(unit: Any) -> people.Joined:
        made = people.join(unit, page, body, old)
        if body.ref:
            feed.opened_by_link(unit, page, made.psid, body.ref)
        return made

    try:
        made = await hub.write(run)
    except people.NameMissing:
        raise Refusal("name_missing") from None
    customer = wire.Customer(id=made.psid, name=made.name)
    response = answer(wire.JoinAnswer(session=made.session, customer=customer, blocked=made.blocked), 201)
    response.set_cookie(
        COOKIE,
        made.session,
        max_age=SESSION_S,
        httponly=True,
        samesite="Lax",
        secure=hub.options.secure,
        path="/api/" + page.slug,
    )
    return response


async def get_me(request: web.Request) -> web.Response:
    """`GET me`."""
    return await _told(await guest_of(request))


async def patch_me(request: web.Request) -> web.Response:
    """`PATCH me`."""
    guest = await guest_of(request)
    body = await read_json(request, _change)
    try:
        await guest.hub.write(lambda unit: people.change_me(unit, guest.page, guest.psid, body))
    except people.NameMissing:
        raise Refusal("name_missing") from None
    return await _told(guest)


async def post_follow(request: web.Request) -> web.Response:
    """`POST me/follow`."""
    guest = await guest_of(request)
    body = await read_json(request, _on)
    await guest.hub.write(lambda unit: people.follow(unit, guest.page, guest.psid, body.on))
    return await _told(guest)


async def post_offers(request: web.Request) -> web.Response:
    """`POST me/offers`."""
    guest = await guest_of(request)
    body = await read_json(request, _offers)
    await guest.hub.write(lambda unit: people.choose_offers(unit, guest.page, guest.psid, body.choice))
    return await _told(guest)


async def post_block(request: web.Request) -> web.Response:
    """`POST me/block`."""
    guest = await guest_of(request)
    body = await read_json(request, _on)
    await guest.hub.write(lambda unit: people.block(unit, guest.page, guest.psid, body.on))
    return await _told(guest)


async def delete_me(request: web.Request) -> web.Response:
    """`DELETE me`: leave. Whoever blocked the shop keeps the cookie: a new start on this device stays blocked."""
    guest = await guest_of(request)
    me = await guest.hub.read(people.me(guest.psid))
    await guest.hub.write(lambda unit: people.leave(unit, guest.page, guest.psid))
    guest.hub.bells.close_person(guest.psid)
    response = answer(wire.DoneAnswer())
    if me is None or not me.blocked:
        response.del_cookie(COOKIE, path="/api/" + guest.page.slug)
    return response


async def post_forget(request: web.Request) -> web.Response:
    """`POST me/forget`: this device opens the chat no longer; the person and the talk stay."""
    guest = await guest_of(request)
    await read_json(request, _empty, empty=b"{}")
    await guest.hub.write(lambda unit: people.forget_session(unit, guest.session_hash))
    guest.hub.bells.close_person(guest.psid)
    response = answer(wire.DoneAnswer())
    response.del_cookie(COOKIE, path="/api/" + guest.page.slug)
    return response


async def get_data(request: web.Request) -> web.Response:
    """`GET me/data`: everything the hub knows of this person, as a file."""
    guest = await guest_of(request)
    everything = await guest.hub.read(everything_about(guest.page, guest.psid))
    response = answer(everything)
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


async def get_feed(request: web.Request) -> web.Response:
    """`GET feed`."""
    guest = await guest_of(request)
    return answer(await _there(guest.hub.read(feed.feed(guest.page, guest.psid, request.query.get("after", "")))))


async def _there(work: Awaitable[T]) -> T:
    try:
        return await work
    except talks.NotThere:
        raise Refusal("not_there") from None
    except talks.NothingSaid:
        raise Refusal("nothing_said") from None


async def open_ad(request: web.Request) -> web.Response:
    """`POST ads/{key}/open`."""
    guest = await guest_of(request)
    await read_json(request, _empty, empty=b"{}")
    key = request.match_info["key"]
    return answer(await _there(guest.hub.write(lambda unit: feed.open_ad(unit, guest.page, guest.psid, key))))


async def why_ad(request: web.Request) -> web.Response:
    """`GET ads/{key}/why`."""
    guest = await guest_of(request)
    shop = shop_of(guest.page)
    return answer(await _there(guest.hub.read(reasons.why_ad(guest.page, shop, guest.psid, request.match_info["key"]))))


async def get_talk(request: web.Request) -> web.Response:
    """`GET talk`; what it hands out is delivered, unless a browser only fetches ahead."""
    guest = await guest_of(request)
    found = await _there(guest.hub.read(talks.talk(guest.psid, request.query.get("before", ""))))
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    fresh = [message.mid for message in found.messages if message.author != "me" and message.state != "seen"]
    if fresh and "prefetch" not in ahead and request.method == "GET":
        await guest.hub.write(lambda unit: talks.delivered(unit, guest.page, guest.psid, fresh))
    return answer(found)


async def post_talk(request: web.Request) -> web.Response:
    """`POST talk`."""
    guest = await guest_of(request)
    body = await read_json(request, _say)
    if (body.text is None) == (body.payload is None) or (body.payload is not None and not body.title):
        raise Refusal("bad_request", detail="either text, or payload with title")
    guest.hub.limit(guest.hub.messages, guest.psid)
    return answer(await _there(guest.hub.write(lambda unit: talks.say(unit, guest.page, guest.psid, body))))


async def delete_talk(request: web.Request) -> web.Response:
    """`DELETE talk`: the whole chat, for both."""
    guest = await guest_of(request)
    await guest.hub.write(lambda unit: talks.delete_all(unit, guest.page, guest.psid))
    return answer(wire.DoneAnswer())


async def post_tap(request: web.Request) -> web.Response:
    """`POST talk/{mid}/tap`: on an offer, the click."""
    guest = await guest_of(request)
    body = await read_json(request, _tap)
    mid = request.match_info["mid"]
    if body.button == (body.payload is not None):
        raise Refusal("bad_request", detail="either button, or payload")
    guest.hub.limit(guest.hub.messages, guest.psid)
    return answer(await _there(guest.hub.write(lambda unit: talks.tap(unit, guest.page, guest.psid, mid, body))))


async def post_seen(request: web.Request) -> web.Response:
    """`POST talk/{mid}/seen`."""
    guest = await guest_of(request)
    await read_json(request, _empty, empty=b"{}")
    mid = request.match_info["mid"]
    await _there(guest.hub.write(lambda unit: talks.seen(unit, guest.page, guest.psid, mid)))
    return answer(wire.DoneAnswer())


async def delete_message(request: web.Request) -> web.Response:
    """`DELETE talk/{mid}`."""
    guest = await guest_of(request)
    mid = request.match_info["mid"]
    await _there(guest.hub.write(lambda unit: talks.delete(unit, guest.page, guest.psid, mid)))
    return answer(wire.DoneAnswer())


async def why_message(request: web.Request) -> web.Response:
    """`GET talk/{mid}/why`."""
    guest = await guest_of(request)
    shop = shop_of(guest.page)
    return answer(await _there(guest.hub.read(reasons.why_message(shop, guest.psid, request.match_info["mid"]))))


def routes() -> Sequence[web.RouteDef]:
    """Every route below ``/api/{slug}`` but the socket."""
    base = "/api/{slug}"
    return (
        web.get(f"{base}/shop", get_shop),
        web.post(f"{base}/join", post_join),
        web.get(f"{base}/me", get_me),
        web.patch(f"{base}/me", patch_me),
        web.delete(f"{base}/me", delete_me),
        web.get(f"{base}/me/data", get_data),
        web.post(f"{base}/me/forget", post_forget),
        web.post(f"{base}/me/follow", post_follow),
        web.post(f"{base}/me/offers", post_offers),
        web.post(f"{base}/me/block", post_block),
        web.get(f"{base}/feed", get_feed),
        web.post(f"{base}/ads/{{key}}/open", open_ad),
        web.get(f"{base}/ads/{{key}}/why", why_ad),
        web.get(f"{base}/talk", get_talk),
        web.post(f"{base}/talk", post_talk),
        web.delete(f"{base}/talk", delete_talk),
        web.post(f"{base}/talk/{{mid}}/tap", post_tap),
        web.post(f"{base}/talk/{{mid}}/seen", post_seen),
        web.delete(f"{base}/talk/{{mid}}", delete_message),
        web.get(f"{base}/talk/{{mid}}/why", why_message),
    )
