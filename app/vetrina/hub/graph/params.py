"""What a Graph call says, however it was said: query, JSON, form with JSON strings, multipart. One strict decoder."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from aiohttp import hdrs, web
from aiohttp.web_request import FileField

from vetrina.hub.graph.envelope import GraphError

DEPTH: Final = 32
INTEGER: Final = 2**53
_json = msgspec.json.Decoder()
_STRUCTURED: Final = frozenset(
    {"recipient", "message", "batch", "fields", "user_ids", "actions", "attachment", "greeting", "get_started"}
)


def strict_json(raw: bytes | str) -> Any:
    """Any JSON value; no surrogates, NaN, NUL, integers beyond 2^53, more than 32 levels. Raises GraphError 100."""
    try:
        return _sound(_json.decode(raw), 0)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise GraphError(100, "Invalid JSON for request body") from None


def _sound(value: Any, depth: int) -> Any:
    """Nulls count as absent; NUL, which not every database stores, and lone surrogates go."""
    if depth > DEPTH:
        raise ValueError
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, dict):
        return {_string(name): _sound(item, depth + 1) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_sound(item, depth + 1) for item in value]
    if isinstance(value, int) and abs(value) > INTEGER:
        return str(value) if abs(value) < 10**30 else _refuse()
    return value


def _refuse() -> Any:
    raise ValueError


def _string(value: str) -> str:
    return value.replace("\0", "").encode("utf-8", "replace").decode()


async def parameters(request: web.Request) -> dict[str, Any]:
    """Query and body together; the body wins. Raises GraphError 100 for a body that is not what it says it is."""
    found: dict[str, Any] = {name: _string(value) for name, value in request.query.items()}
    kind = request.content_type
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        found.update(await _form(request))
        return found
    body = await request.read()
    if body.strip():
        if kind not in ("application/json", "text/plain", "application/octet-stream"):
            raise GraphError(100, "Unsupported content type")
        value = strict_json(body)
        if not isinstance(value, dict):
            raise GraphError(100, "Invalid JSON for request body")
        found.update(value)
    return found


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        fields = await request.post()
    except (ValueError, AssertionError, LookupError):
        raise GraphError(100, "Invalid form body") from None
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, FileField):
            found[_string(name)] = value
        elif isinstance(value, str):
            text = _string(value)
            found[_string(name)] = _maybe_json(name, text)
    return found


def _maybe_json(name: str, text: str) -> Any:
    if name in _STRUCTURED and text[:1] in "{[":
        try:
            return strict_json(text)
        except GraphError:
            if "'" in text and '"' not in text:  # the documentation's own curl examples write single quotes
                return strict_json(text.replace("'", '"'))
            raise
    return text


def token_in(request: web.Request, given: dict[str, Any]) -> str:
    """The access token: Bearer header, query or body; empty when there is none."""
    scheme, _, value = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() == "bearer" and value:
        return value.strip()
    token = given.get("access_token", "")
    return token if isinstance(token, str) else ""
