"""One pretend customer: joins, does what the script says, and takes what the shop sends as this person would."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from vetrina.practice.page import Page, Refused
from vetrina.practice.script import (
    AnyAct,
    Block,
    Delete,
    Follow,
    Leave,
    Offers,
    Open,
    Person,
    Say,
    Tap,
    Wait,
)

_NAMESPACE: Final = uuid.UUID("7d3c1c8e-5d0e-4c55-9c8e-0a4be2f7a7aa")
_JITTER: Final = 0.3


@dataclass(slots=True)
class Remembered:
    """What one customer keeps over a restart of the program: the session, and how far the script has been played."""

    session: str = ""
    acts_done: int = 0
    replies_said: int = 0
    offers_taken: list[str] = field(default_factory=list)
    gone: bool = False


@dataclass(slots=True)
class Customer:
    """Plays one person of the script. `tell(did, detail)` hears of every deed; `keep` stores what is remembered."""

    person: Person
    page: Page
    kept: Remembered
    seed: int
    speed: float
    tell: Callable[[str, str], None]
    keep: Callable[[], None]
    _messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    _buttons: list[dict[str, Any]] = field(default_factory=list)
    _ad_key: str = ""
    _said_at: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _reactions: set[asyncio.Task[None]] = field(default_factory=set)

    async def play(self, *, stay: bool) -> None:
        """Join, play the acts, and with `stay` go on reacting to the shop until cancelled."""
        if self.kept.gone:
            return
        listening: asyncio.Task[None] | None = None
        try:
            await self._join()
            listening = asyncio.create_task(self._listen())
            await self._play_acts()
            if stay and not self.kept.gone:
                await listening
            while self._reactions:
                await asyncio.gather(*self._reactions)
        except Refused as refusal:
            # The hub has erased this person, or never knew the session: nothing more to play.
            self.tell("refused", str(refusal))
        finally:
            tasks = [task for task in (listening, *self._reactions) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _join(self) -> None:
        if self.kept.session:
            self.page.session = self.kept.session
        else:
            await self._pause(self.person.joins_after, "join")
            person = self.person
            body = {"name": person.name, "language": person.language, "source": person.source, "follow": person.follow}
            answer = await self.page.ask("POST", "join", body)
            self.kept.session = self.page.session = str(answer["session"])
            self.keep()
            self.tell("joined", person.source)
        await self._reload()

    async def _reload(self) -> None:
        talk = await self.page.ask("GET", "talk")
        for message in talk.get("messages", []):
            self._take(message)

    async def _play_acts(self) -> None:
        while self.kept.acts_done < len(self.person.acts) and not self.kept.gone:
            number = self.kept.acts_done
            act = self.person.acts[number]
            await self._pause(act.after, f"act {number}")
            try:
                await self._do(act, number)
            except Refused as refusal:
                if refusal.status == 401:
                    raise
                self.tell("refused", f"{type(act).__name__.lower()}: {refusal}")
            self.kept.acts_done = number + 1
            self.keep()

    async def _do(self, act: AnyAct, number: int) -> None:
        match act:
            case Open():
                await self._open(act)
            case Say():
                await self._say(act.text, f"act {number}")
            case Tap():
                await self._tap(act.n, f"act {number}")
            case Wait():
                await self._wait_for_answer(act.most)
            case Follow():
                await self.page.ask("POST", "me/follow", {"on": act.on})
                self.tell("followed" if act.on else "unfollowed", "")
            case Offers():
                await self.page.ask("POST", "me/offers", {"choice": act.choice})
                self.tell("chose offers", act.choice)
            case Block():
                await self._block(act.on)
            case Delete():
                await self._delete_newest()
            case Leave():
                await self.page.ask("DELETE", "me")
                self.kept.gone = True
                self.tell("left", "")

    async def _open(self, act: Open) -> None:
        """Open the chat box of the ad; when it does not come in time, of the newest one."""
        patience = act.most / self.speed + 1
        begun = asyncio.get_running_loop().time()
        while True:
            self._news.clear()
            feed = await self.page.ask("GET", "feed")
            ads: list[dict[str, Any]] = feed.get("ads", [])
            waited = asyncio.get_running_loop().time() - begun
            chosen = next((ad for ad in ads if ad["key"] == act.ad), ads[0] if ads and waited > patience else None)
            if chosen is not None:
                self._ad_key = str(chosen["key"])
                opened = await self.page.ask("POST", f"ads/{self._ad_key}/open", {})
                self._buttons = list(opened.get("quick_replies", []))
                self.tell("opened ad", self._ad_key)
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.05, patience - waited) if waited <= patience else None):
                    await self._news.wait()

    async def _say(self, text: str, occasion: str) -> None:
        body: dict[str, Any] = {"client_id": self._client_id(occasion), "text": text}
        if self._ad_key:
            body["ad_key"] = self._ad_key
        answer = await self.page.ask("POST", "talk", body)
        self._said_at = int(answer["at"])
        self.tell("said", text)

    async def _tap(self, number: int, occasion: str) -> None:
        if number >= len(self._buttons):
            self.tell("found no button", str(number))
            return
        button = self._buttons[number]
        body: dict[str, Any] = {
            "client_id": self._client_id(occasion),
            "payload": button["payload"],
            "title": button["title"],
        }
        mid = button.get("mid")
        if not mid and self._ad_key:
            body["ad_key"] = self._ad_key
        answer = await self.page.ask("POST", f"talk/{mid}/tap" if mid else "talk", body)
        self._said_at = int(answer["at"])
        self._buttons = []
        self.tell("tapped", str(button["title"]))

    async def _wait_for_answer(self, most: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(most / self.speed + 1):
                while not any(m["from"] != "me" and int(m["at"]) >= self._said_at for m in self._messages.values()):
                    self._news.clear()
                    await self._news.wait()
                self.tell("got an answer", "")

    async def _block(self, on: bool) -> None:
        await self.page.ask("POST", "me/block", {"on": on})
        self.tell("blocked" if on else "unblocked", "")

    async def _delete_newest(self) -> None:
        theirs = [m for m in self._messages.values() if m["from"] != "me"]
        if not theirs:
            self.tell("found nothing to delete", "")
            return
        mid = str(max(theirs, key=lambda m: int(m["at"]))["mid"])
        await self.page.ask("DELETE", f"talk/{mid}")
        self._messages.pop(mid, None)
        self.tell("deleted", mid)

    async def _listen(self) -> None:
        async for frame in self.page.events():
            match frame.get("type"):
                case "message":
                    self._take(frame["message"])
                case "removed":
                    self._messages.pop(str(frame.get("mid")), None)
                case "reset":
                    await self._reload()
            self._news.set()

    def _take(self, message: dict[str, Any]) -> None:
        mid = str(message["mid"])
        known = mid in self._messages
        self._messages[mid] = message
        if known or message["from"] == "me":
            return
        self._remember_buttons(message)
        if message["kind"] == "offer":
            if mid not in self.kept.offers_taken:
                self._react(self._take_offer(message))
        elif message["state"] != "seen":
            self._react(self._read(message))

    def _remember_buttons(self, message: dict[str, Any]) -> None:
        if message["from"] != "me" and message.get("quick_replies"):
            self._buttons = [{**button, "mid": message["mid"]} for button in message["quick_replies"]]

    def _react(self, reaction: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(self._quietly(reaction))
        self._reactions.add(task)
        task.add_done_callback(self._reactions.discard)

    async def _quietly(self, reaction: Any) -> None:
        try:
            await reaction
        except Refused as refusal:
            self.tell("refused", str(refusal))

    async def _read(self, message: dict[str, Any]) -> None:
        """See a message, and answer one that a person of the shop wrote, while the script has replies left."""
        mid = str(message["mid"])
        await self._pause(2, "read")
        await self.page.ask("POST", f"talk/{mid}/seen", {})
        if message["from"] != "shop" or self.kept.replies_said >= len(self.person.replies):
            return
        number = self.kept.replies_said
        self.kept.replies_said += 1
        self.keep()
        await self._pause(self.person.thinks, f"reply {number}")
        await self._say(self.person.replies[number], f"reply {number}")

    async def _take_offer(self, message: dict[str, Any]) -> None:
        """Take a sponsored message as this person does: tap it, read it, leave it, or want no more of it."""
        mid = str(message["mid"])
        taken = len(self.kept.offers_taken)
        await self._pause(self.person.thinks, f"offer {taken}")
        way = self.person.on_offer
        if way != "ignore":
            await self.page.ask("POST", f"talk/{mid}/seen", {})
        if way in {"tap", "tap_and_ask"}:
            await self.page.ask("POST", f"talk/{mid}/tap", {"client_id": self._client_id(f"tap {mid}"), "button": True})
            self.tell("tapped offer", mid)
            if way == "tap_and_ask" and self.person.asks:
                await self._pause(6, f"ask {taken}")
                await self._say(self.person.asks, f"ask {mid}")
        elif way == "less":
            await self.page.ask("POST", "me/offers", {"choice": "less"})
            self.tell("chose offers", "less")
        elif way == "stop":
            await self.page.ask("POST", "me/offers", {"choice": "stopped"})
            self.tell("chose offers", "stopped")
        elif way == "block":
            await self._block(True)
        self.kept.offers_taken.append(mid)
        self.keep()

    async def _pause(self, seconds: float, occasion: str) -> None:
        """Wait about so long, as the seed says, shortened by the speed."""
        chance = Random(f"{self.seed}/{self.person.id}/{occasion}")
        await asyncio.sleep(seconds * (1 + _JITTER * (chance.random() - 0.5)) / self.speed)

    def _client_id(self, occasion: str) -> str:
        """The same id for the same deed, so that a repeated request is one message."""
        return str(uuid.uuid5(_NAMESPACE, f"{self.person.id}/{occasion}"))
