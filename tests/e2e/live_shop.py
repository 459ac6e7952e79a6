"""A real hub process with one shop on it, and the shop's side of the wire: what a desktop would do, in few words."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image, ImageDraw
from tests.support.chromium import WIFI_NAME
from tests.support.hub_process import HubProcess, PageAccess, running_hub

PATIENCE_S = 15.0


def product_picture(colour: str = "#B7C4B0") -> bytes:
    """A PNG of a thing on a plain ground."""
    board = Image.new("RGB", (400, 400), colour)
    ImageDraw.Draw(board).rounded_rectangle((120, 80, 280, 340), 24, fill="#F1E8D9")
    kept = BytesIO()
    board.save(kept, "PNG")
    return kept.getvalue()


@dataclass(slots=True)
class LiveShop:
    """The shop as its desktop reaches it. `heard`: every event of the hub's stream so far, oldest first."""

    graph: str
    customers: str
    token: str
    slug: str
    heard: list[dict[str, Any]] = field(default_factory=list, repr=False)
    news: threading.Condition = field(default_factory=threading.Condition)

    @property
    def link(self) -> str:
        """The address a customer opens."""
        return f"{self.customers}/s/{self.slug}"

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """One request of the desktop; the answer's JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        request = urllib.request.Request(
            self.graph + path,
            data=None if body is None else raw,
            method=method,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": kind},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.load(answer)

    def put_picture(self, picture: bytes) -> str:
        """Keep a picture at the hub; gives its SHA-256."""
        sha256 = hashlib.sha256(picture).hexdigest()
        self.ask("PUT", f"/desktop/pictures/{sha256}", picture)
        return sha256

    def put_ad(self, key: str, **ad: Any) -> None:
        """Put an ad in the feed."""
        self.ask("PUT", f"/desktop/ads/{key}", ad)

    def remove_ad(self, key: str) -> None:
        """Take an ad out of the feed."""
        self.ask("DELETE", f"/desktop/ads/{key}")

    def send(self, psid: str, purpose: str = "reply", *, key: str = "", **content: Any) -> dict[str, Any]:
        """Send one message; gives the outcome."""
        key = key or f"k{time.monotonic_ns()}"
        message = {"key": key, "psid": psid, "purpose": purpose, "content": content, "campaign": ""}
        outcome: dict[str, Any] = self.ask("POST", "/desktop/messages", {"messages": [message]})["outcomes"][0]
        return outcome | {"key": key}

    def wait_for(
        self, psid: str, kind: str, meets: Callable[[dict[str, Any]], bool] = lambda _event: True
    ) -> dict[str, Any]:
        """The first event of `kind` about this person that meets the condition, now or soon."""
        end = time.monotonic() + PATIENCE_S
        with self.news:
            while True:
                for event in self.heard:
                    if event["type"] == kind and event.get("psid") == psid and meets(event):
                        return event
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError(
                        f"no {kind} of {psid}; heard {[e for e in self.heard if e.get('psid') == psid]}"
                    )
                self.news.wait(left)

    def of(self, psid: str, kind: str) -> list[dict[str, Any]]:
        """All events of this kind about this person so far."""
        with self.news:
            return [event for event in self.heard if event["type"] == kind and event.get("psid") == psid]


async def _listen(shop: LiveShop, stop: asyncio.Event) -> None:
    headers = {"Authorization": f"Bearer {shop.token}"}
    after = 0
    async with aiohttp.ClientSession() as session:
        while not stop.is_set():
            try:
                async with session.ws_connect(f"{shop.graph}/desktop/events?after={after}", headers=headers) as socket:
                    ending = asyncio.create_task(stop.wait())
                    while not stop.is_set():
                        reading = asyncio.create_task(socket.receive())
                        await asyncio.wait({reading, ending}, return_when=asyncio.FIRST_COMPLETED)
                        if not reading.done():
                            reading.cancel()
                            break
                        told = reading.result()
                        if told.type is not aiohttp.WSMsgType.TEXT:
                            break
                        frame = json.loads(told.data)
                        after = max(after, frame.get("n", 0))
                        with shop.news:
                            shop.heard.append(frame)
                            shop.news.notify_all()
                    ending.cancel()
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)


@contextmanager
def listening(shop: LiveShop) -> Iterator[None]:
    """Hear the hub's events in a thread of their own while the browser is driven."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(_listen(shop, stop),))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()


def reached(hub: HubProcess, page: PageAccess) -> LiveShop:
    """The shop `page` on `hub`."""
    return LiveShop(hub.graph, hub.customers, page.page_access_token, page.slug)


@contextmanager
def live_shop(folder: Path, name: str = "Bottega Aurora") -> Iterator[tuple[LiveShop, HubProcess]]:
    """A hub with one open shop: address, hours, two ads."""
    with running_hub(folder, "--rate-limits", "off", "--log-level", "error", "--customer-host", WIFI_NAME) as hub:
        shop = reached(hub, hub.add_page(name))
        with listening(shop):
            open_shop(shop, name)
            yield shop, hub


def open_shop(shop: LiveShop, name: str) -> None:
    """The shop's card and its first two ads."""
    shop.ask(
        "PUT",
        "/desktop/shop",
        {
            "name": name,
            "address": "Via San Massimo 21, Torino",
            "phone": "011 555 0101",
            "hours": {"en": "Monday to Saturday 9:30 to 19:00", "it": "lunedì-sabato 9:30-19:00"},
            "hours_line": {"en": "open until 19:00", "it": "aperto fino alle 19:00"},
            "automatic_line": {"en": "The assistant answers first", "it": "Prima risponde l’assistente"},
            "language": "en",
        },
    )
    picture = shop.put_picture(product_picture())
    shop.put_ad(
        "linen",
        headline="Linen shirts, cut and sewn in Torino",
        text="Ciao {first_name|friend}, it is getting warm. Come and try it on Saturday.",
        picture=picture,
        greeting="Buongiorno {first_name|friend}! Shall I look if your size is there?",
        cards=[{"title": "Linen shirt Alba, sage", "price": "59,00 €", "picture": picture, "product_key": "alba"}],
        quick_replies=[
            {"title": "Is my size there?", "payload": "SIZE"},
            {"title": "Opening hours", "payload": "HOURS"},
        ],
    )
    shop.put_ad(
        "bowls",
        headline="The blue bowls are back",
        text="Thrown by hand, three sizes.",
        action="reserve",
        cards=[{"title": "Bowls Onda", "price": "48,00 €"}],
        audience="followers",
    )
