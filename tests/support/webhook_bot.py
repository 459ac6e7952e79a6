"""A bot's end of webhooks: proves its address, keeps what it hears, can fail or take its time."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

FIELDS = "messages,message_echoes,message_deliveries,messaging_referrals"


class Bot:
    """A webhook receiver; `failing` makes it answer 500 so many times."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[tuple[bytes, dict[str, str]]] = asyncio.Queue()
        self.failing = 0
        self.honest = True
        self.address = ""
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def verify(self, request: web.Request) -> web.Response:
        if not self.honest or request.query.get("hub.verify_token") != "secret words":
            return web.Response(text="Error, wrong validation token")
        return web.Response(text=request.query["hub.challenge"])

    async def take(self, request: web.Request) -> web.Response:
        self.asked.set()
        await self.may_answer.wait()
        if self.failing:
            self.failing -= 1
            return web.Response(status=500)
        self.heard.put_nowait((await request.read(), dict(request.headers)))
        return web.Response(text="ok")

    async def items(self, count: int) -> list[dict[str, Any]]:
        """The next `count` items of any batches."""
        found: list[dict[str, Any]] = []
        async with asyncio.timeout(15):
            while len(found) < count:
                body, _ = await self.heard.get()
                found += [item for entry in json.loads(body)["entry"] for item in entry["messaging"]]
        return found


@contextlib.asynccontextmanager
async def running_bot() -> AsyncIterator[Bot]:
    """A bot that listens on a free port."""
    bot = Bot()
    app = web.Application()
    app.add_routes([web.get("/hook", bot.verify), web.post("/hook", bot.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bot.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield bot
    finally:
        await runner.cleanup()


def subscription(bot: Bot, **more: Any) -> dict[str, Any]:
    """What subscribes `bot` to its fields."""
    return {"object": "page", "callback_url": bot.address, "verify_token": "secret words", "fields": FIELDS, **more}
