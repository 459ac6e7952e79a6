"""The Messenger Platform's Send API as bots speak it: encodings, kinds, limits, exact errors."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.support.hub_process import Customer, HubProcess, Refused
from tests.support.scene import Scene


def _text(psid: object, text: object = "Hi", **more: Any) -> dict[str, Any]:
    return {"recipient": {"id": psid}, "message": {"text": text}, **more}


async def _post(scene: Scene, path: str, headers: dict[str, str], data: Any = None, body: Any = None) -> dict[str, Any]:
    async with scene.desktop.http.post(scene.hub.graph + path, headers=headers, data=data, json=body) as answer:
        found = await answer.json()
        if answer.status >= 400:
            raise Refused(answer.status, found)
        return dict(found)


def test_every_way_to_address_and_encode_a_message_works(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            token, page_id = scene.page.page_access_token, scene.page.page_id
            bearer = {"Authorization": f"Bearer {token}"}
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            message = {"recipient": json.dumps({"id": giulia.psid}), "message": json.dumps({"text": "form"})}
            found = [
                await _post(scene, "/me/messages", bearer, body=_text(giulia.psid, "bearer")),
                await _post(scene, f"/v2.6/me/messages?access_token={token}", {}, body=_text(giulia.psid, "query")),
                await _post(scene, "/v26.0/me/messages", {}, body=_text(giulia.psid, "body", access_token=token)),
                await _post(scene, f"/v3.1/{page_id}/messages", bearer, body=_text(int(giulia.psid), "number")),
                await _post(scene, f"/me/messages?access_token={token}", form, data=urlencode(message)),
                await _post(scene, "/me/messages", form, data=urlencode(message | {"access_token": token})),
                await _post(
                    scene,
                    "/me/messages",
                    bearer | form,
                    data=urlencode({"recipient": f"{{'id':'{giulia.psid}'}}", "message": "{'text':'quotes'}"}),
                ),
                await _post(
                    scene,
                    "/me/messages",
                    bearer,
                    body=_text(giulia.psid, "nulls", sender_action=None, tag=None)
                    | {"message": {"text": "nulls", "attachment": None, "quick_replies": None}},
                ),
            ]
            assert all(one["recipient_id"] == giulia.psid for one in found)
            assert len({one["message_id"] for one in found}) == len(found)
            texts = [one["text"] for one in await giulia.talk()][1:]
            assert texts == ["bearer", "query", "body", "number", "form", "form", "quotes", "nulls"]

    asyncio.run(play())


def test_kinds_of_messages_arrive_with_their_buttons(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            bearer = scene.desktop.headers
            buttons = [{"type": "postback", "title": "Yes", "payload": "YES"}]
            quick = [{"content_type": "text", "title": "M", "payload": "SIZE_M"}]
            templates = [
                {"template_type": "button", "text": "Keep one?", "buttons": buttons},
                {
                    "template_type": "generic",
                    "elements": [{"title": "Alba", "subtitle": "Linen", "buttons": buttons}],
                },
            ]
            messages: list[dict[str, Any]] = [{"text": "Which size?", "quick_replies": quick}]
            messages += [{"attachment": {"type": "template", "payload": one}} for one in templates]
            for message in messages:
                await _post(scene, "/me/messages", bearer, body={"recipient": {"id": giulia.psid}, "message": message})
            talk = (await giulia.talk())[1:]
            assert [one["quick_replies"][0]["payload"] for one in talk] == ["SIZE_M", "YES", "YES"]
            assert talk[1]["text"] == "Keep one?"
            assert (talk[2]["card"]["title"], talk[2]["card"]["subtitle"]) == ("Alba", "Linen")
            assert all(one["automatic"] for one in talk)
            async with scene.desktop.frames("/desktop/events?after=0") as stream:
                echo = await stream.next("echo")
                assert echo["app"] == scene.page.app_id

    asyncio.run(play())


def test_sender_actions_reach_the_open_page(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            async with giulia.frames("/events") as frames:
                await frames.next("hello")
                for action, on in (("typing_on", True), ("TYPING_OFF", False)):
                    body = {"recipient": {"id": giulia.psid}, "sender_action": action}
                    assert await _post(scene, "/me/messages", scene.desktop.headers, body=body) == {
                        "recipient_id": giulia.psid
                    }
                    assert (await frames.next("typing"))["on"] is on
                body = {"recipient": {"id": giulia.psid}, "sender_action": "mark_seen"}
                await _post(scene, "/me/messages", scene.desktop.headers, body=body)
                assert (await frames.next("message"))["message"]["state"] == "seen"

    asyncio.run(play())


WRONG: list[tuple[dict[str, Any], int, int]] = [
    ({}, 100, 0),
    ({"recipient": {"id": "{psid}"}}, 100, 0),
    ({"recipient": {"id": "{psid}"}, "message": {}}, 100, 0),
    ({"recipient": {"id": "{psid}"}, "message": {"text": "x" * 2001}}, 100, 0),
    ({"recipient": {"id": "{psid}"}, "message": {"text": "x"}, "sender_action": "typing_on"}, 100, 0),
    ({"recipient": {"id": "{psid}"}, "message": {"text": "x", "attachment": {"type": "template"}}}, 100, 0),
    ({"recipient": {"id": "{psid}"}, "message": {"text": "x", "quick_replies": [{"title": "x"}] * 14}}, 105, 0),
    (
        {
            "recipient": {"id": "{psid}"},
            "message": {
                "attachment": {
                    "type": "template",
                    "payload": {"template_type": "button", "text": "x", "buttons": []},
                }
            },
        },
        194,
        0,
    ),
    ({"recipient": {"id": "{psid}"}, "sender_action": "dance"}, 100, 0),
    ({"recipient": {"id": "1234567890123456"}, "message": {"text": "x"}}, 100, 2018001),
    ({"recipient": {"id": "1234567890123456"}, "sender_action": "typing_on"}, 100, 2018001),
]


@pytest.mark.parametrize(("body", "code", "subcode"), WRONG)
def test_what_breaks_a_rule_gets_the_platforms_own_error(
    hub: HubProcess, body: dict[str, Any], code: int, subcode: int
) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer(writes="Hello")
            meant = json.loads(json.dumps(body).replace("{psid}", giulia.psid))
            with pytest.raises(Refused) as refused:
                await _post(scene, "/v2.6/me/messages", scene.desktop.headers, body=meant)
            error = refused.value.body["error"]
            assert (refused.value.status, error["code"], error.get("error_subcode", 0)) == (400, code, subcode)
            assert error["message"].startswith(f"(#{code})")
            assert error["fbtrace_id"]
            assert len(await giulia.talk()) == 1

    asyncio.run(play())


def test_the_gate_stands_behind_the_graph_api_too(hub: HubProcess) -> None:
    async def _refused(scene: Scene, giulia: Customer) -> tuple[int, int]:
        with pytest.raises(Refused) as refused:
            await _post(scene, "/me/messages", scene.desktop.headers, body=_text(giulia.psid))
        error = refused.value.body["error"]
        return error["code"], error["error_subcode"]

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            assert await _refused(scene, giulia) == (100, 2018001)
            await giulia.say("Hello")
            await _post(scene, "/me/messages", scene.desktop.headers, body=_text(giulia.psid))
            await giulia.ask("POST", "/me/block", {"on": True})
            assert await _refused(scene, giulia) == (551, 1545041)

    asyncio.run(play())


def test_a_bot_that_answers_everybody_is_welcome_and_one_that_broadcasts_is_not(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            people = [await scene.customer(f"P{n}", writes="Hello") for n in range(8)]
            bearer = scene.desktop.headers
            for one in people:
                await _post(scene, "/me/messages", bearer, body=_text(one.psid, "Hello, I am the assistant"))
            for one in people:
                for n in range(2):
                    await _post(scene, "/me/messages", bearer, body=_text(one.psid, f"line {n}"))
            found = []
            for one in people:
                try:
                    await _post(scene, "/me/messages", bearer, body=_text(one.psid, "BUY NOW"))
                    found.append(0)
                except Refused as refused:
                    found.append(refused.body["error"]["error_subcode"])
            assert found == [0] * 5 + [2018278] * 3
            card = {"template_type": "generic", "elements": [{"title": "BUY NOW"}]}
            template = {"attachment": {"type": "template", "payload": card}}
            reached = 0
            for one in people:
                with contextlib.suppress(Refused):
                    wish = {"recipient": {"id": one.psid}, "message": template}
                    reached += "message_id" in await _post(scene, "/me/messages", bearer, body=wish)
            assert reached == 5, "a template is a mailing too"

    asyncio.run(play())


def test_tokens_and_nodes(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer("Giulia Rossi Bianchi")
            me = await scene.desktop.ask("GET", "/v2.6/me?fields=id,name")
            assert me == {"id": scene.page.page_id, "name": "Bottega Aurora"}
            assert (await scene.desktop.ask("GET", f"/{scene.page.app_id}"))["id"] == scene.page.app_id
            profile = await scene.desktop.ask(
                "GET", f"/v2.6/{giulia.psid}?fields=first_name,last_name,profile_pic,gender"
            )
            assert profile == {"id": giulia.psid, "first_name": "Giulia", "last_name": "Rossi Bianchi"}
            for headers, code in (({}, 104), ({"Authorization": "Bearer wrong"}, 190)):
                with pytest.raises(Refused) as refused:
                    await _post(scene, "/me/messages", headers, body=_text(giulia.psid))
                assert refused.value.body["error"]["code"] == code
            for path in ("/v2.6/me/nothing", "/a/b/c/d", "/v2.6/999/messages"):
                with pytest.raises(Refused) as refused:
                    await scene.desktop.ask("GET", path)
                assert refused.value.body["error"]["code"] in (100, 2500)

    asyncio.run(play())
