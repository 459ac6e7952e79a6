"""The platform's error envelope: nearly always HTTP 400, code, subcode, trace id (messenger-platform.md 2.5)."""

from __future__ import annotations

import secrets
from typing import Any, Final

import msgspec
from aiohttp import web

from vetrina.hub.faults import Refusal

_encode = msgspec.json.Encoder().encode
OWN_PATHS: Final = ("/desktop/", "/health")


class GraphError(Exception):
    """A refusal as the Messenger Platform says it."""

    def __init__(
        self, code: int, sentence: str, subcode: int = 0, *, kind: str = "OAuthException", status: int = 400
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.subcode = subcode
        self.sentence = sentence
        self.kind = kind
        self.status = status

    def body(self) -> dict[str, Any]:
        """The envelope."""
        error: dict[str, Any] = {"message": f"(#{self.code}) {self.sentence}", "type": self.kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        error["fbtrace_id"] = secrets.token_urlsafe(8)
        return {"error": error}

    def response(self) -> web.Response:
        """The envelope as an HTTP answer."""
        return web.Response(body=_encode(self.body()), status=self.status, content_type="application/json")


_AS_GRAPH: Final[dict[str, tuple[int, str]]] = {
    "not_there": (2500, "Unknown path components"),
    "wrong_method": (100, "Unsupported method for this path"),
    "too_large": (100, "The request is too large"),
    "too_often": (613, "Calls to this api have exceeded the rate limit."),
    "busy": (2, "Service temporarily unavailable"),
    "not_stored": (2, "Service temporarily unavailable"),
    "foreign": (10, "Cross-site requests are refused"),
    "wrong_host": (1, "The hub does not go by this host name"),
    "broken": (1, "An unknown error occurred"),
}


def fail(request: web.Request, refusal: Refusal) -> web.Response:
    """A refusal of the shared door, in the shape that belongs to the path."""
    if request.path.startswith(OWN_PATHS):
        return refusal.response()
    own = refusal.response()
    code, sentence = _AS_GRAPH.get(refusal.code, (100, "Invalid parameter"))
    answer = GraphError(code, sentence, status=own.status if own.status != 415 else 400).response()
    if "Retry-After" in own.headers:
        answer.headers["Retry-After"] = own.headers["Retry-After"]
    return answer
