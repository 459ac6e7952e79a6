"""Webhooks to a bot: proven address, both signatures over the exact bytes, order, repeats, nothing lost."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from pathlib import Path

import pytest
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene
from tests.support.webhook_bot import running_bot, subscription

from vetrina.hub.graph.webhooks import may_post_to


def test_a_bot_hears_what_happens_signed_over_the_exact_bytes(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene, running_bot() as bot:
            app = f"/v3.0/{scene.page.app_id}/subscriptions"
            assert await scene.desktop.ask("POST", app, subscription(bot)) == {"success": True}
            giulia = await scene.customer("Giulia", ref="window")
            said = await giulia.say("Così è «più» bello 🌸")
            async with asyncio.timeout(15):
                body, headers = await bot.heard.get()
            body.decode("ascii")
            secret = scene.page.app_secret.encode()
            assert headers["X-Hub-Signature"] == "sha1=" + hmac.new(secret, body, hashlib.sha1).hexdigest()
            assert headers["X-Hub-Signature-256"] == "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
            first = json.loads(body)
            assert first["object"] == "page"
            assert first["entry"][0]["id"] == scene.page.page_id
            items = [item for entry in first["entry"] for item in entry["messaging"]]
            items += await bot.items(2 - len(items)) if len(items) < 2 else []
            assert items[0]["referral"] == {"source": "SHORTLINK", "type": "OPEN_THREAD", "ref": "window"}
            assert items[1]["message"] == {"mid": said["mid"], "text": "Così è «più» bello 🌸"}
            assert items[1]["sender"] == {"id": giulia.psid}
            sent = await scene.desktop.ask(
                "POST", "/me/messages", {"recipient": {"id": giulia.psid}, "message": {"text": "Hi"}}
            )
            echo = (await bot.items(1))[0]
            assert echo["message"]["is_echo"]
            assert echo["message"]["mid"] == sent["message_id"]
            assert str(echo["message"]["app_id"]) == scene.page.app_id
            await giulia.talk()
            assert (await bot.items(1))[0]["delivery"]["mids"] == [sent["message_id"]]
            listed = await scene.desktop.ask("GET", app)
            assert listed["data"][0]["active"]
            await scene.desktop.ask("DELETE", app)
            await giulia.say("Unheard")
            await scene.desktop.ask("POST", app, subscription(bot))
            await giulia.say("Heard again")
            assert (await bot.items(1))[0]["message"]["text"] == "Heard again"

    asyncio.run(play())


def test_an_address_that_does_not_echo_the_challenge_is_refused_also_with_200(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene, running_bot() as bot:
            bot.honest = False
            wrong = [
                subscription(bot),
                subscription(bot, callback_url="http://127.0.0.1:1/"),
                subscription(bot, callback_url="http://192.0.2.7/hook"),
                subscription(bot, callback_url="file:///etc/passwd"),
                {"object": "page"},
            ]
            for body in wrong:
                with pytest.raises(Refused) as refused:
                    await scene.desktop.ask("POST", f"/{scene.page.app_id}/subscriptions", body)
                assert refused.value.body["error"]["code"] in (100, 2200)
            assert await scene.desktop.ask("GET", f"/{scene.page.app_id}/subscriptions") == {"data": []}

    asyncio.run(play())


def test_what_a_bot_missed_comes_again_in_order_also_after_a_kill(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene, running_bot() as bot:
            await scene.desktop.ask("POST", "/me/subscriptions", subscription(bot, fields=["messages"]))
            giulia = await scene.customer()
            bot.failing = 1
            await giulia.say("one")
            assert [one["message"]["text"] for one in await bot.items(1)] == ["one"]
            bot.failing = 10**6
            for text in ("two", "three"):
                await giulia.say(text)
            hub.kill()
            bot.failing = 0
            hub.start()
            await giulia.say("four")
            texts: list[str] = []
            while not texts or texts[-1] != "four":
                texts += [one["message"]["text"] for one in await bot.items(1)]
            # A post on its way while the hub was killed may come again: bots drop doubles by mid, as with the platform.
            assert list(dict.fromkeys(texts)) == ["two", "three", "four"]

    try:
        asyncio.run(play())
    finally:
        hub.kill()


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://bot.example/hook", True),
        ("http://localhost:5000/", True),
        ("http://127.0.0.1:5000/hook", True),
        ("http://[::1]:5000/hook", True),
        ("http://10.0.0.1/hook", False),
        ("http://bot.example/hook", False),
        ("http://localhost.evil.example/", False),
        ("ftp://127.0.0.1/", False),
        ("https://", False),
        ("http://[::1", False),
    ],
)
def test_plain_http_goes_to_this_computer_only(address: str, fine: bool) -> None:
    assert may_post_to(address) is fine
