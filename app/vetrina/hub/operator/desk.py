"""Which page speaks: the access token in the header."""

from __future__ import annotations

from aiohttp import hdrs, web

from vetrina.hub.core import HUB
from vetrina.hub.faults import Refusal
from vetrina.hub.pages import Page


def page_of(request: web.Request) -> Page:
    """The page of the Bearer token. Raises Refusal 401, or 429 when it asks too often."""
    hub = request.app[HUB]
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    page = hub.pages.by_token(token.strip()) if scheme.lower() == "bearer" and token.isascii() else None
    if page is None:
        hub.limit(hub.wrong_sessions, f"operator {request.remote}")
        raise Refusal("no_token")
    hub.limit(hub.operator, page.id)
    return page
