"""Webhooks: where a page's events are also posted, signed with both headers over exactly the bytes sent."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import sqlalchemy as sa
from aiohttp import web

from vetrina.hub.core import HUB
from vetrina.hub.graph.envelope import GraphError
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t


def signed(secret: str, payload: object) -> tuple[bytes, dict[str, str]]:
    """The body, ASCII-escaped as the platform sends it, and the headers over exactly these bytes."""
    body = json.dumps(payload, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    key = secret.encode()
    return body, {
        "Content-Type": "application/json",
        "X-Hub-Signature": "sha1=" + hmac.new(key, body, hashlib.sha1).hexdigest(),
        "X-Hub-Signature-256": "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest(),
    }


async def subscriptions(request: web.Request, page: Page, given: dict[str, Any]) -> dict[str, Any]:
    """`GET /{app}/subscriptions`: what is subscribed."""
    if request.method != "GET":
        raise GraphError(2500, "Unknown path components: /subscriptions")

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

    return {"data": await request.app[HUB].read(query)}
