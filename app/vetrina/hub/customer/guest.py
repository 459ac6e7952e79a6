"""Who asks: the page of the address and the person of the session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aiohttp import hdrs, web

from vetrina.hub import people
from vetrina.hub.core import HUB, Hub
from vetrina.hub.faults import Refusal
from vetrina.hub.pages import Page, token_hash

COOKIE: Final = "vetrina_session"
_A_DAY_MS: Final = 24 * 3_600_000
_SESSION_LENGTH: Final = 100


@dataclass(frozen=True, slots=True)
class Guest:
    """A signed-in person on a page."""

    hub: Hub
    page: Page
    psid: str
    session_hash: str


def page_of(request: web.Request) -> Page:
    """The page of the address. Raises Refusal 404."""
    page = request.app[HUB].pages.by_slug(request.match_info["slug"])
    if page is None:
        raise Refusal("no_page")
    return page


def session_in(request: web.Request) -> str:
    """The session a request carries, by header or cookie; empty when it has none."""
    scheme, _, value = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() == "bearer" and value:
        return value.strip()[:_SESSION_LENGTH]
    return request.cookies.get(COOKIE, "")[:_SESSION_LENGTH]


async def guest_of(request: web.Request) -> Guest:
    """Who asks. Raises Refusal 401 without a session of this page, 429 when asking too often."""
    hub = request.app[HUB]
    page = page_of(request)
    guest = await signed_in(hub, page, session_in(request), request.remote or "")
    hub.limit(hub.requests, guest.psid)
    return guest


async def signed_in(hub: Hub, page: Page, session: str, address: str) -> Guest:
    """The person behind `session`. Raises Refusal 401."""
    if not session:
        raise Refusal("no_session")
    found = await hub.read(people.session_of(token_hash(session)))
    now = hub.clock()
    if found is None or found.page_id != page.id or now - found.last_at > people.SESSION_IDLE_MS:
        hub.limit(hub.wrong_sessions, address)
        raise Refusal("no_session")
    if now - found.last_at > _A_DAY_MS:
        await hub.write(lambda unit: people.touch_session(unit, found.hash))
    return Guest(hub, page, found.psid, found.hash)
