"""The customer page itself and its parts, from ``resources/web``, and the shop's pictures."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from aiohttp import web

from vetrina import paths
from vetrina.hub.core import HUB
from vetrina.hub.customer.guest import page_of
from vetrina.hub.door import PAGE_POLICY
from vetrina.hub.faults import Refusal
from vetrina.hub.store import tables as t

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
_KINDS: Final = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


async def shop_page(request: web.Request) -> web.StreamResponse:
    """`GET /s/{slug}`: the page; all it needs to know it asks below ``/api``."""
    page_of(request)
    return _file(_web("index.html"))


async def asset(request: web.Request) -> web.StreamResponse:
    """`GET /web/…`: a part of the page."""
    return _file(_web(request.match_info["name"]))


def _web(name: str) -> Path:
    # The letters are the desktop's own files, kept once: /web/fonts/ is resources/fonts.
    inside = name if name.startswith("fonts/") else f"web/{name}"
    try:
        found = paths.resource(inside)
    except (FileNotFoundError, ValueError):
        raise Refusal("not_there") from None
    root = paths.resources() / inside.split("/", 1)[0]
    if not found.is_file() or not found.resolve().is_relative_to(root.resolve()) or found.suffix not in _KINDS:
        raise Refusal("not_there")
    return found


def _file(file: Path) -> web.FileResponse:
    kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    response = web.FileResponse(file, headers={"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"})
    response.content_type = kind
    if kind.startswith("text/"):
        response.charset = "utf-8"
    return response


async def picture(request: web.Request) -> web.Response:
    """`GET /pictures/{sha256}`: a picture of the shop, as the hub made it anew, for those who know its hash."""
    sha256 = request.match_info["sha256"]

    def query(connection: sa.Connection) -> tuple[str, bytes] | None:
        row = connection.execute(
            sa.select(t.picture.c.mime, t.picture.c.data).where(t.picture.c.sha256 == sha256).limit(1)
        ).first()
        return None if row is None else (row.mime, row.data)

    found = await request.app[HUB].read(query)
    if found is None:
        raise Refusal("not_there")
    kind, data = found
    return web.Response(
        body=data,
        content_type=kind,
        headers={"Cache-Control": "private, max-age=86400, immutable", "Content-Disposition": "inline"},
    )


def routes() -> Sequence[web.RouteDef]:
    """The page, its parts, pictures."""
    return (
        web.get("/s/{slug}", shop_page),
        web.get(f"/web/{{name:{_NAME}(?:/{_NAME})*}}", asset),
        web.get("/pictures/{sha256:[0-9a-f]{64}}", picture),
    )
