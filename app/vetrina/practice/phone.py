"""A customer's phone that is told what to do from another thread: the page's own requests and its event stream."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

import aiohttp

from vetrina.practice.page import Page

T = TypeVar("T")
PATIENCE_S: Final = 20.0


class Phones:
    """The loop that all phones of one street live on, in a thread of its own. Close it when the day is over."""

    def __init__(self, link: str) -> None:
        self._link = link
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="vetrina-phones", daemon=True)
        self._thread.start()
        self._http = self.run(self._make_http())
        self._phones: list[Phone] = []

    @staticmethod
    async def _make_http() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    def run(self, work: Coroutine[Any, Any, T], patience_s: float = PATIENCE_S) -> T:
        """Do `work` on the phones' loop and wait. Raises TimeoutError when it takes too long."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(patience_s)

    def join(self, name: str, **answers: Any) -> Phone:
        """Somebody opens the link, gives a name and is in. Raises Refused."""
        phone = Phone(self, Page(self._http, self._link), name)
        phone.join(**answers)
        self._phones.append(phone)
        return phone

    def listen(self, phone: Phone) -> asyncio.Task[None]:
        """Keep the event stream of `phone` open."""

        async def begin() -> asyncio.Task[None]:
            return asyncio.create_task(phone.hear())

        return self.run(begin())

    def close(self) -> None:
        """All phones are put away."""

        async def end() -> None:
            ears = [phone.ear for phone in self._phones if phone.ear is not None]
            for ear in ears:
                ear.cancel()
            await asyncio.gather(*ears, return_exceptions=True)
            await self._http.close()

        self.run(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()


class Phone:
    """One person's phone. `pushed` are the frames of the event stream so far, oldest first; read it from any thread."""

    def __init__(self, street: Phones, page: Page, name: str) -> None:
        self._street = street
        self._page = page
        self.name = name
        self.psid = ""
        self.pushed: list[dict[str, Any]] = []
        self.ear: asyncio.Task[None] | None = None

    def join(self, **answers: Any) -> None:
        """Join as a new person."""
        body: dict[str, Any] = {"name": self.name, "language": "en", "follow": True, **answers}
        answer = self.ask("POST", "join", body)
        self._page.session = str(answer["session"])
        self.psid = str(answer["customer"]["id"])
        self.ear = self._street.listen(self)

    async def hear(self) -> None:
        """The event stream, for as long as the phone is on."""
        async for frame in self._page.events():
            self.pushed.append(frame)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request of the page; waits through a hub that is away. Raises Refused, TimeoutError."""
        return self._street.run(self._page.ask(method, path, body))

    # What a person does -----------------------------------------------------------------------------------------------

    def feed(self) -> list[dict[str, Any]]:
        """The offers on the page."""
        ads: list[dict[str, Any]] = self.ask("GET", "feed")["ads"]
        return ads

    def open_chat(self, ad_key: str) -> dict[str, Any]:
        """Open an ad's chat box: its greeting and quick replies."""
        return self.ask("POST", f"ads/{ad_key}/open", {})

    def say(self, text: str, **more: Any) -> str:
        """Write; the message's id."""
        return str(self.ask("POST", "talk", {"client_id": str(uuid.uuid4()), "text": text, **more})["mid"])

    def press(self, button: dict[str, Any], ad_key: str) -> str:
        """Press a quick reply of an ad's greeting."""
        body = {"payload": button["payload"], "title": button["title"], "ad_key": ad_key}
        return str(self.ask("POST", "talk", {"client_id": str(uuid.uuid4()), **body})["mid"])

    def talk(self) -> list[dict[str, Any]]:
        """The talk, oldest first."""
        messages: list[dict[str, Any]] = self.ask("GET", "talk")["messages"]
        return messages

    def heard(self, sender: str = "") -> list[dict[str, Any]]:
        """What the shop (or only "bot", "shop") said, oldest first."""
        return [one for one in self.talk() if one["from"] != "me" and sender in ("", one["from"])]

    def offers(self) -> list[dict[str, Any]]:
        """The sponsored messages in the talk, oldest first."""
        return [one for one in self.talk() if one["kind"] == "offer"]

    def pushed_offers(self) -> list[str]:
        """Ids of the sponsored messages that came over the event stream, in order, each once."""
        seen = (frame["message"] for frame in list(self.pushed) if frame.get("type") == "message")
        return list(dict.fromkeys(str(message["mid"]) for message in seen if message["kind"] == "offer"))

    def look(self) -> None:
        """Look at the newest message of the shop."""
        self.ask("POST", f"talk/{self.heard()[-1]['mid']}/seen", {})

    def tap_offer(self) -> None:
        """Tap the button of the last offer."""
        mid = self.offers()[-1]["mid"]
        self.ask("POST", f"talk/{mid}/tap", {"client_id": str(uuid.uuid4()), "button": True})

    def delete(self, mid: str) -> None:
        """Delete one message."""
        self.ask("DELETE", f"talk/{mid}")

    def block(self, *, on: bool = True) -> None:
        """Block the shop, or not."""
        self.ask("POST", "me/block", {"on": on})
