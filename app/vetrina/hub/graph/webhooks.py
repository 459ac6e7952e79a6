"""Subscribing to webhooks: which address of a bot hears which fields, proven by the echoed challenge."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import sqlalchemy as sa
from aiohttp import web

from vetrina.hub.core import HUB
from vetrina.hub.graph.envelope import GraphError
from vetrina.hub.graph.posting import POSTER
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit

FIELDS: Final = (
    "messages",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "messaging_postbacks",
    "messaging_referrals",
)
"""What the hub tells today; other names of the platform are accepted and never happen."""
_VERIFY_S: Final = 10.0
_LONGEST_ANSWER: Final = 1000


async def subscriptions(request: web.Request, page: Page, given: dict[str, Any]) -> dict[str, Any]:
    """`GET`, `POST`, `DELETE /{app}/subscriptions`. Raises GraphError 2200 when the address does not prove itself."""
    hub = request.app[HUB]
    if request.method == "GET":
        return {"data": await hub.read(_listed(page))}
    if request.method == "DELETE":
        await hub.write(lambda unit: _removed(unit, page))
    else:
        address, token = _callback(given)
        await _verify(address, token)
        fields = ",".join(_fields(given.get("fields")))
        await hub.write(lambda unit: _stored(unit, page, address, token, fields))
    await request.app[POSTER].follow(page)
    return {"success": True}


def _callback(given: dict[str, Any]) -> tuple[str, str]:
    address, token = given.get("callback_url"), given.get("verify_token", "")
    if not isinstance(address, str) or not isinstance(token, str) or not may_post_to(address):
        raise GraphError(100, "Param callback_url must be https, or http on this computer")
    return address, token


def may_post_to(address: str) -> bool:
    """Whether webhooks may go there: https anywhere, plain http to this computer only."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    if parts.scheme != "http":
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _fields(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return list(FIELDS)
    names = [str(item.get("name", "")) if isinstance(item, dict) else str(item) for item in value]
    return [name.strip()[:60] for name in names if name.strip().replace("_", "").isalnum()][:120] or list(FIELDS)


async def _verify(address: str, token: str) -> None:
    """The address must answer with the bare challenge; some clients answer 200 to anything, so the body is compared."""
    challenge = str(secrets.randbelow(10**9))
    query = {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_VERIFY_S)) as http,
            http.get(address, params=query, allow_redirects=False) as answer,
        ):
            body = bytearray()
            async for part in answer.content.iter_chunked(1000):
                body += part
                if len(body) > _LONGEST_ANSWER:
                    break
            said = body.decode("utf-8", "replace")
            fine = answer.status == 200 and said.strip().strip('"') == challenge
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        fine = False
    if not fine:
        raise GraphError(2200, "Callback verification failed: the callback did not answer with the challenge")


def _stored(unit: Unit, page: Page, address: str, token: str, fields: str) -> None:
    values = {
        "callback_url": address,
        "verify_token": token,
        "fields": fields,
        "enabled": 1,
        "failing_since": None,
        "at": unit.now,
    }
    mine = t.webhook.c.page_id == page.id
    if unit.connection.execute(sa.update(t.webhook).where(mine).values(**values)).rowcount == 0:
        unit.connection.execute(sa.insert(t.webhook).values(page_id=page.id, **values))


def _removed(unit: Unit, page: Page) -> None:
    unit.connection.execute(sa.delete(t.webhook).where(t.webhook.c.page_id == page.id))
    unit.connection.execute(sa.delete(t.cursor).where(t.cursor.c.page_id == page.id, t.cursor.c.reader == "webhook"))


def _listed(page: Page) -> Callable[[sa.Connection], list[dict[str, Any]]]:
    def query(connection: sa.Connection) -> list[dict[str, Any]]:
        rows = connection.execute(sa.select(t.webhook).where(t.webhook.c.page_id == page.id))
        return [
            {
                "object": "page",
                "callback_url": row.callback_url,
                "active": bool(row.enabled),
                "fields": [{"name": name, "version": "v2.6"} for name in row.fields.split(",") if name],
            }
            for row in rows
        ]

    return query
