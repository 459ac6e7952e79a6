"""`POST /me/messages`: what the platform's Send API says, made into a request to the gate, and its answer.

Here are text, quick replies, button and generic templates, and sender actions.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from aiohttp import web

from vetrina.domain.talk import Purpose
from vetrina.domain.text import clean_text
from vetrina.hub import talks
from vetrina.hub.core import HUB
from vetrina.hub.faults import Refusal
from vetrina.hub.gate import SendRequest
from vetrina.hub.graph.envelope import GraphError
from vetrina.hub.operator.routes import tell_typing
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.wire import CardBody, ContentBody, OutcomeBody, QuickReplyBody

TEXT: Final = 2000
QUICK_REPLIES: Final = 13
TITLE: Final = 20
PAYLOAD: Final = 1000
BUTTONS: Final = 3
BUTTON_TEXT: Final = 640
ELEMENTS: Final = 10
_SENDER_ACTIONS: Final = frozenset({"mark_seen", "typing_on", "typing_off", "react", "unreact"})
_encode = msgspec.json.Encoder().encode


async def post_message(request: web.Request, page: Page, given: dict[str, Any]) -> dict[str, Any]:
    """Send one message or action. Raises GraphError, Refusal."""
    psid = _recipient(given)
    action = given.get("sender_action")
    message = given.get("message")
    if action is not None and message is not None:
        raise GraphError(100, "Must not include both message and sender_action")
    if action is not None:
        await _act(request, page, psid, str(action).lower())
        return {"recipient_id": psid}
    if not isinstance(message, dict):
        raise GraphError(100, "The parameter message is required")
    hub = request.app[HUB]
    wish = _request(page, psid, content_of(message), given)
    outcome: OutcomeBody = (await hub.write_to(hub.sending, [wish]))[0]
    if outcome.state != "delivered":
        raise _refused(outcome)
    return {"recipient_id": psid, "message_id": outcome.mid}


def _recipient(given: dict[str, Any]) -> str:
    recipient = given.get("recipient")
    psid = recipient.get("id") if isinstance(recipient, dict) else None
    if isinstance(psid, bool) or not isinstance(psid, (str, int)) or not str(psid):
        raise GraphError(100, "The parameter recipient is required")
    return str(psid)[:40]


def _request(page: Page, psid: str, content: ContentBody, given: dict[str, Any]) -> SendRequest:
    tag = given.get("tag", "")
    return SendRequest(
        page=page,
        psid=psid,
        purpose=Purpose.REPLY,
        stored=_encode(content).decode(),
        counted=content.counted(),
        tag=tag if isinstance(tag, str) else "",
        app=page.app_id,
    )


def _refused(outcome: OutcomeBody) -> GraphError:
    code, subcode = outcome.code if outcome.state == "refused" else (613, 0)
    sentence = {
        551: "This person isn't available right now.",
        100: "No matching user found",
        613: "Calls to this api have exceeded the rate limit.",
    }.get(code, "This message is sent outside of allowed window. Learn more about the new policy here")
    return GraphError(code, sentence, subcode)


async def _act(request: web.Request, page: Page, psid: str, action: str) -> None:
    if action not in _SENDER_ACTIONS:
        raise GraphError(100, "Param sender_action must be one of MARK_SEEN, TYPING_ON, TYPING_OFF, REACT, UNREACT")
    try:
        await tell_typing(request, page, psid, action == "typing_on")
    except Refusal:
        raise GraphError(100, "No matching user found", 2018001) from None
    if action == "mark_seen":
        await request.app[HUB].write(lambda unit: _saw_all(unit, page, psid))


def _saw_all(unit: Any, page: Page, psid: str) -> None:
    newest = unit.connection.execute(
        t.message.select()
        .with_only_columns(t.message.c.mid)
        .where(t.message.c.psid == psid, t.message.c.author == "person")
        .order_by(t.message.c.seq.desc())
        .limit(1)
    ).scalar()
    if newest is not None:
        talks.shop_saw(unit, page, psid, newest)


# The message ----------------------------------------------------------------------------------------------------------


def content_of(message: dict[str, Any]) -> ContentBody:
    """The platform's message as the hub's content. Raises GraphError for what breaks the limits of 2.3."""
    text, attachment = message.get("text"), message.get("attachment")
    if text is not None and attachment is not None:
        raise GraphError(100, "Message must not have both text and attachment")
    replies = _quick_replies(message.get("quick_replies", []))
    if attachment is not None:
        return _attachment(attachment, replies)
    said = clean_text(_text(text, "message[text]", TEXT))
    if not said.strip():
        raise GraphError(100, "Message cannot be empty, must provide valid attachment or text")
    return ContentBody(text=said, quick_replies=replies)


def _text(value: Any, name: str, most: int) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise GraphError(100, f"Param {name} must be a string")
    if len(value) > most:
        raise GraphError(100, f"Length of param {name} must be less than or equal to {most}")
    return value


def _items(value: Any, name: str, least: int, most: int) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise GraphError(100, f"Param {name} must be an array of objects")
    if len(value) > most:
        raise GraphError(105, f"param {name} has too many elements.")
    if len(value) < least:
        raise GraphError(194, f"param {name} has too few elements.")
    return value


def _quick_replies(value: Any) -> list[QuickReplyBody]:
    found = []
    for item in _items(value, "message[quick_replies]", 0, QUICK_REPLIES):
        if item.get("content_type", "text") != "text":
            continue
        title = _text(item.get("title"), "title", 80)[:TITLE].strip()
        if not title:
            raise GraphError(100, "Param title of a quick reply must not be empty")
        found.append(QuickReplyBody(title=clean_text(title), payload=_text(item.get("payload"), "payload", PAYLOAD)))
    return found


def _attachment(attachment: Any, replies: list[QuickReplyBody]) -> ContentBody:
    if not isinstance(attachment, dict) or not isinstance(attachment.get("payload"), dict):
        raise GraphError(100, "Param message[attachment] must have type and payload")
    payload = attachment["payload"]
    if attachment.get("type") != "template":
        raise GraphError(100, "Upload attachment failure.", 2018047)
    if payload.get("template_type") == "button":
        text = clean_text(_text(payload.get("text"), "text", BUTTON_TEXT))
        buttons = _buttons(payload.get("buttons"), 1)
        return ContentBody(text=text, quick_replies=[*buttons, *replies])
    if payload.get("template_type") == "generic":
        elements = _items(payload.get("elements"), "elements", 1, ELEMENTS)
        return _generic(elements[0], replies)
    raise GraphError(100, "Param template_type is not supported")


def _generic(element: dict[str, Any], replies: list[QuickReplyBody]) -> ContentBody:
    title = clean_text(_text(element.get("title"), "title", 300))[:80]
    if not title:
        raise GraphError(100, "Param elements[0][title] must not be empty")
    subtitle = clean_text(_text(element.get("subtitle"), "subtitle", 300))[:80]
    buttons = _buttons(element.get("buttons", []), 0)
    return ContentBody(card=CardBody(title=title, subtitle=subtitle), quick_replies=[*buttons, *replies])


def _buttons(value: Any, least: int) -> list[QuickReplyBody]:
    found = []
    for item in _items(value, "buttons", least, BUTTONS):
        if item.get("type") == "postback":
            title = clean_text(_text(item.get("title"), "title", 80))[:TITLE].strip()
            if not title:
                raise GraphError(100, "Param title of a button must not be empty")
            found.append(QuickReplyBody(title=title, payload=_text(item.get("payload"), "payload", PAYLOAD)))
    return found
