"""The ad card as Chromium paints it, from `resources/web/card-preview.html`: what the Qt preview is held against."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser

from vetrina import paths

KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf"}


class _Shelf(http.server.BaseHTTPRequestHandler):
    """Serves the page's parts and the pictures of one test."""

    def __init__(self, pictures: Mapping[str, bytes], *args: Any) -> None:
        self._pictures = pictures
        super().__init__(*args)

    def do_GET(self) -> None:
        room, _, name = self.path.split("?")[0].lstrip("/").partition("/")
        if room == "pictures" and name in self._pictures:
            return self._answer(self._pictures[name], "image/png")
        inside = name if name.startswith("fonts/") else f"web/{name}"
        try:
            file = paths.resource(inside)
        except (FileNotFoundError, ValueError):
            return self.send_error(404)
        if not file.is_file():
            return self.send_error(404)
        return self._answer(file.read_bytes(), KINDS.get(file.suffix, "application/octet-stream"))

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name of the class above
        """Quiet."""


@contextmanager
def card_shelf(pictures: Mapping[str, bytes]) -> Iterator[str]:
    """The address below which the bare card page and `pictures` (by SHA-256) are served on this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Shelf, pictures))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def card_png(
    browser: Browser,
    ad: Mapping[str, Any],
    *,
    width: int = 274,
    language: str = "en",
    follows: bool = True,
    dark: bool = False,
    picture: bytes = b"",
    scale: float = 1,
) -> bytes:
    """A PNG of the column that holds one ad, `width` px wide; `ad` as in the feed.

    `picture`: bytes of a PNG for the ad; its hash takes the place of ``ad["picture"]``.
    """
    shown = dict(ad)
    pictures = {}
    if picture:
        shown["picture"] = hashlib.sha256(picture).hexdigest()
        pictures[shown["picture"]] = picture
    given = {
        "ad": shown,
        "width": width,
        "follows": follows,
        "language": language,
        "theme": "dark" if dark else "light",
    }
    context = browser.new_context(
        viewport={"width": max(width, 100), "height": 900},
        device_scale_factor=scale,
        color_scheme="dark" if dark else "light",
    )
    try:
        page = context.new_page()
        with card_shelf(pictures) as address:
            page.goto(f"{address}/web/card-preview.html#{quote(json.dumps(given))}")
            page.wait_for_selector("html[data-ready]", state="attached")
            return page.locator("#feed").screenshot()
    finally:
        context.close()
