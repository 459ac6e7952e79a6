"""The Graph API's paths: any version or none, `me` or the page's id, an edge or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from aiohttp import web

from vetrina.domain.people import given_name
from vetrina.hub.core import HUB, shop_of
from vetrina.hub.door import answer
from vetrina.hub.graph import webhooks
from vetrina.hub.graph.envelope import GraphError
from vetrina.hub.graph.params import parameters, token_in
from vetrina.hub.graph.sending import post_message
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t

VERSION: Final = r"{version:v\d{1,3}\.\d{1,3}}"


async def _called(request: web.Request) -> tuple[Page, dict[str, Any]]:
    """The page that calls and what it says. Raises GraphError 190 for a wrong token, Refusal 429 when too often."""
    given = await parameters(request)
    token = token_in(request, given)
    hub = request.app[HUB]
    page = hub.pages.by_token(token) if token else None
    if page is None:
        hub.limit(hub.wrong_sessions, f"graph {request.remote}")
        if not token:
            raise GraphError(104, "An access token is required to request this resource.", status=400)
        raise GraphError(190, "Invalid OAuth access token - Cannot parse access token", 467, status=401)
    hub.limit(hub.operator, page.id)
    return page, given


async def my_messages(request: web.Request) -> web.Response:
    """`POST /me/messages`: the one call that most traffic is, found without trying patterns."""
    try:
        page, given = await _called(request)
        return answer(await post_message(request, page, given))
    except GraphError as error:
        return error.response()


async def edge(request: web.Request) -> web.Response:
    """`/{node}/{edge}`."""
    try:
        page, given = await _called(request)
        node, name = request.match_info["node"], request.match_info["edge"]
        if node not in ("me", page.id, page.app_id):
            raise GraphError(100, f"Unsupported {request.method.lower()} request. Object does not exist", 33)
        if name == "messages" and request.method == "POST":
            return answer(await post_message(request, page, given))
        if name == "subscribed_apps":
            return answer({"success": True} if request.method != "GET" else {"data": [{"id": page.app_id}]})
        if name == "subscriptions":
            return answer(await webhooks.subscriptions(request, page, given))
        raise GraphError(2500, f"Unknown path components: /{name[:40]}")
    except GraphError as error:
        return error.response()


async def node(request: web.Request) -> web.Response:
    """`GET /{node}`: the page itself, its app, or one of its people."""
    try:
        page, given = await _called(request)
        wanted = request.match_info["node"]
        if wanted in ("me", page.id):
            return answer({"id": page.id, "name": shop_of(page).name})
        if wanted == page.app_id:
            return answer({"id": page.app_id, "name": page.name})
        return answer(await _profile(request, page, wanted, given.get("fields", "")))
    except GraphError as error:
        return error.response()


async def _profile(request: web.Request, page: Page, psid: str, fields: object) -> dict[str, Any]:
    def query(connection: sa.Connection) -> str | None:
        return connection.execute(
            sa.select(t.person.c.name).where(t.person.c.id == psid, t.person.c.page_id == page.id)
        ).scalar()

    name = await request.app[HUB].read(query)
    if name is None:
        raise GraphError(100, "Unsupported get request. Object does not exist", 33, kind="GraphMethodException")
    first = given_name(name)
    known = {"id": psid, "name": name, "first_name": first, "last_name": name.removeprefix(first).strip()}
    asked = [field.strip() for field in fields.split(",")] if isinstance(fields, str) and fields.strip() else []
    return {key: value for key, value in known.items() if not asked or key == "id" or key in asked}


async def do_nothing(request: web.Request) -> web.Response:
    """What a durable send costs without the sending: same parsing, same answer, nothing stored. Bench only."""
    _, given = await _called(request)
    return answer({"recipient_id": given.get("recipient", {}).get("id", ""), "message_id": "m_nothing"})


def routes(*, noop: bool = False) -> Sequence[web.RouteDef]:
    """Every path of the Graph API; `noop` adds the bench's measure."""
    found = [web.post("/bench/noop", do_nothing)] if noop else []
    found.append(web.post("/me/messages", my_messages))
    for base in (f"/{VERSION}", ""):  # in this order: v2.6 is no node
        found += [
            web.get(f"{base}/{{node}}", node),
            *(web.route(method, f"{base}/{{node}}/{{edge}}", edge) for method in ("GET", "POST", "DELETE")),
        ]
    return found
