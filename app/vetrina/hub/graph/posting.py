"""Posting a page's events to its bot: signed, in order, kept and repeated until the bot has said 200."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import sqlalchemy as sa
from aiohttp import web

from vetrina.hub import events, wire
from vetrina.hub.bells import Bell
from vetrina.hub.core import Hub
from vetrina.hub.faults import Refusal
from vetrina.hub.pages import Page, list_pages
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit

log = logging.getLogger(__name__)

READER: Final = "webhook"
ANSWER_S: Final = 20.0
"""The platform waits so long for a 200."""
FIRST_DELAY_S: Final = 1.0
LONGEST_DELAY_S: Final = 300.0
STORE_S: Final = 1.0
"""How long to wait when the store is busy or its disk full."""
GIVEN_UP_AFTER_MS: Final = 8 * 3_600_000
"""After failing this long the subscription is switched off, as the platform does."""


def signed(secret: str, payload: object) -> tuple[bytes, dict[str, str]]:
    """The body, ASCII-escaped as the platform sends it, and the headers over exactly these bytes."""
    body = json.dumps(payload, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    key = secret.encode()
    return body, {
        "Content-Type": "application/json",
        "X-Hub-Signature": "sha1=" + hmac.new(key, body, hashlib.sha1).hexdigest(),
        "X-Hub-Signature-256": "sha256=" + hmac.new(key, body, hashlib.sha256).hexdigest(),
    }


@dataclass(frozen=True, slots=True)
class _Hook:
    address: str
    fields: frozenset[str]
    acked: int


def messaging_of(page_id: str, event: wire.Event) -> tuple[str, dict[str, Any]] | None:
    """One event as the platform tells it: the field it belongs to and the item; None for what bots do not hear."""
    person, shop = {"id": event.psid}, {"id": page_id}
    item: dict[str, Any] = {"sender": person, "recipient": shop, "timestamp": event.at}
    match event:
        case wire.WroteEvent():
            message: dict[str, Any] = {"mid": event.mid, "text": event.content.text}
            if event.payload:
                message["quick_reply"] = {"payload": event.payload}
            if event.reply_to:
                message["reply_to"] = {"mid": event.reply_to}
            return "messages", item | {"message": message}
        case wire.ClickedEvent() if event.payload == "":
            return "messaging_postbacks", item | {"postback": {"mid": event.mid, "title": "", "payload": event.key}}
        case wire.OpenedChatEvent():
            referral = {"source": event.source, "type": "OPEN_THREAD", "ref": event.ref}
            return "messaging_referrals", item | {
                "referral": referral | ({"ad_id": event.ad_key} if event.ad_key else {})
            }
        case wire.EchoEvent():
            echo: dict[str, Any] = {"is_echo": True, "mid": event.mid, "text": event.content.text}
            if event.app:
                echo["app_id"] = int(event.app)
            return "message_echoes", item | {"sender": shop, "recipient": person, "message": echo}
        case wire.ReceiptEvent(state="delivered"):
            return "message_deliveries", item | {"delivery": {"mids": [event.mid], "watermark": event.at}}
        case wire.ReceiptEvent():
            return "message_reads", item | {"read": {"watermark": event.at}}
    return None


class Poster:
    """One task per page with a subscription."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Go on with every subscription there is."""
        hooked = await self._hub.read(_hooked)
        for page in await self._hub.read(list_pages):
            if page.id in hooked:
                self._tasks[page.id] = asyncio.create_task(self._post(page))

    async def follow(self, page: Page) -> None:
        """The page's subscription changed: begin anew with what it says now."""
        await self._end(page.id)
        self._tasks[page.id] = asyncio.create_task(self._post(page))

    async def stop(self) -> None:
        """End all; what was not posted is kept."""
        for page_id in list(self._tasks):
            await self._end(page_id)

    async def _end(self, page_id: str) -> None:
        task = self._tasks.pop(page_id, None)
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _post(self, page: Page) -> None:
        bell = Bell()
        bells = self._hub.bells
        bells.enter(bells.pages, page.id, bell)
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_S)) as http:
                while not bell.closed:
                    try:
                        await self._post_news(page, bell, http)
                    except (Refusal, sa.exc.SQLAlchemyError) as fault:
                        log.warning("webhooks of page %s wait for the store: %s", page.id, type(fault).__name__)
                        await asyncio.sleep(STORE_S)
        finally:
            bells.leave(bells.pages, page.id, bell)

    async def _post_news(self, page: Page, bell: Bell, http: aiohttp.ClientSession) -> None:
        """Until the bell closes. Raises Refusal when the store is busy or full; what was not noted is posted again."""
        await self._hub.write(lambda unit: _greet(unit, page))
        bell.ring()
        while not bell.closed:
            await bell.wait()
            while await self._post_some(page, http):
                pass

    async def _post_some(self, page: Page, http: aiohttp.ClientSession) -> bool:
        """Post the next events; false when there are none, or the subscription is off."""
        hook = await self._hub.read(_hook(page))
        if hook is None:
            return False
        some = await self._hub.read(events.events_after(page, hook.acked))
        if not some:
            return False
        told = [messaging_of(page.id, event) for event in some]
        items = [item for found in told if found is not None for field, item in (found,) if field in hook.fields]
        if items and not await self._until_taken(page, hook, http, items):
            return False
        await self._hub.write(lambda unit: events.acknowledge(unit, page, READER, some[-1].n))
        return True

    async def _until_taken(
        self, page: Page, hook: _Hook, http: aiohttp.ClientSession, items: Sequence[dict[str, Any]]
    ) -> bool:
        now = self._hub.clock()
        entries = [{"id": page.id, "time": now, "messaging": [item]} for item in items]
        body, headers = signed(page.app_secret, {"object": "page", "entry": entries})
        delay = FIRST_DELAY_S
        while not await _taken(http, hook.address, body, headers):
            if not await self._hub.write(lambda unit: _failed(unit, page)):
                log.warning("webhooks of page %s are switched off: the bot did not answer for hours", page.id)
                return False
            await asyncio.sleep(delay * random.uniform(0.7, 1.3))
            delay = min(LONGEST_DELAY_S, delay * 2)
        await self._hub.write(lambda unit: _worked(unit, page))
        return True


async def _taken(http: aiohttp.ClientSession, address: str, body: bytes, headers: dict[str, str]) -> bool:
    try:
        async with http.post(address, data=body, headers=headers, allow_redirects=False) as answer:
            return 200 <= answer.status < 300
    except (TimeoutError, aiohttp.ClientError, OSError):
        return False


def _hooked(connection: sa.Connection) -> set[str]:
    return set(connection.execute(sa.select(t.webhook.c.page_id).where(t.webhook.c.enabled == 1)).scalars())


def _hook(page: Page) -> Callable[[sa.Connection], _Hook | None]:
    def query(connection: sa.Connection) -> _Hook | None:
        row = connection.execute(
            sa.select(t.webhook.c.callback_url, t.webhook.c.fields, t.cursor.c.acked)
            .join(t.cursor, sa.and_(t.cursor.c.page_id == t.webhook.c.page_id, t.cursor.c.reader == READER))
            .where(t.webhook.c.page_id == page.id, t.webhook.c.enabled == 1)
        ).first()
        return None if row is None else _Hook(row.callback_url, frozenset(row.fields.split(",")), row.acked)

    return query


def _greet(unit: Unit, page: Page) -> None:
    """A new subscription hears what happens from now on; an old one goes on where it was."""
    height = unit.connection.execute(sa.select(t.page.c.height).where(t.page.c.id == page.id)).scalar() or 0
    if unit.connection.execute(sa.select(t.webhook.c.page_id).where(t.webhook.c.page_id == page.id)).first():
        events.greet_reader(unit, page, READER, height)


def _failed(unit: Unit, page: Page) -> bool:
    """Note a failure; false when it has gone on for too long."""
    mine = t.webhook.c.page_id == page.id
    since = unit.connection.execute(sa.select(t.webhook.c.failing_since).where(mine)).scalar()
    if since is None:
        unit.connection.execute(sa.update(t.webhook).where(mine).values(failing_since=unit.now))
        return True
    if unit.now - since < GIVEN_UP_AFTER_MS:
        return True
    unit.connection.execute(sa.update(t.webhook).where(mine).values(enabled=0))
    unit.connection.execute(sa.delete(t.cursor).where(t.cursor.c.page_id == page.id, t.cursor.c.reader == READER))
    return False


def _worked(unit: Unit, page: Page) -> None:
    unit.connection.execute(
        sa.update(t.webhook)
        .where(t.webhook.c.page_id == page.id, t.webhook.c.failing_since.is_not(None))
        .values(failing_since=None)
    )


POSTER: web.AppKey[Poster] = web.AppKey("poster", Poster)
