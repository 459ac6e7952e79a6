"""What every request passes before a route sees it: size, host, method, origin; and what every answer carries."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from vetrina.hub.faults import Refusal

log = logging.getLogger(__name__)
T = TypeVar("T")
_encode = msgspec.json.Encoder().encode

_WHERE: Final = re.compile(r"`(\$[^`]{0,80})`")
READING: Final = frozenset({"GET", "HEAD"})
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
"""reference/reliability-security.md 8.4."""
SANDBOX_POLICY: Final = "default-src 'none'; sandbox"
HEADERS: Final = {
    "Server": "Vetrina",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class DoorRules:
    """What one listener lets in. `hosts` are exact, with port; `cookies`: a browser may be the caller."""

    hosts: frozenset[str]
    scheme: str
    max_body: int
    cookies: bool

    def origins(self) -> frozenset[str]:
        """The origins that are this listener's own."""
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)


Fail = Callable[[web.Request, Refusal], web.Response]


def door(rules: Callable[[], DoorRules], fail: Fail) -> Middleware:
    """The middleware of one listener. `rules` is asked at each request: the port is known only once it is bound."""

    @web.middleware
    async def pass_through(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            check(request, rules())
            answer = await handler(request)
        except Refusal as refusal:
            answer = fail(request, refusal)
        except web.HTTPException as fault:
            answer = fail(request, _as_refusal(fault))
        except Exception as fault:  # noqa: BLE001 -- the last line of defence: a sentence out, the kind of fault to the log
            # The stack without the message: messages of decoders and databases quote what people wrote.
            stack = "".join(traceback.format_tb(fault.__traceback__))
            log.error("%s %s broke: %s\n%s", request.method, _route(request), type(fault).__name__, stack)
            answer = fail(request, Refusal("broken"))
        if not answer.prepared:
            for name, value in HEADERS.items():
                answer.headers.setdefault(name, value)
            answer.headers.setdefault("Content-Security-Policy", SANDBOX_POLICY)
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return pass_through


def check(request: web.Request, rules: DoorRules) -> None:
    """Size, host, method, origin. Raises Refusal."""
    headers = request.headers
    length = request.content_length
    if length is not None and length > rules.max_body:
        raise Refusal("too_large")
    if headers.get(hdrs.HOST, "").lower() not in rules.hosts:
        raise Refusal("wrong_host")
    method = request.method
    if method not in METHODS:
        raise Refusal("wrong_method")
    _check_origin(request, rules)


def _check_origin(request: web.Request, rules: DoorRules) -> None:
    headers = request.headers
    origin = headers.get(hdrs.ORIGIN)
    socket = headers.get(hdrs.UPGRADE, "").lower() == "websocket"
    if origin is not None and origin not in rules.origins():
        raise Refusal("foreign")
    if origin is None and rules.cookies and hdrs.COOKIE in headers and (socket or request.method not in READING):
        # A browser names its origin here; without one only a script that carries its session itself may act.
        raise Refusal("foreign")
    site = headers.get("Sec-Fetch-Site")
    if site in ("cross-site", "same-site") and not _visit(request):
        raise Refusal("foreign")


def _visit(request: web.Request) -> bool:
    """Somebody follows a link to the page: the one thing another site may cause."""
    return (
        request.method == "GET"
        and request.path.startswith("/s/")
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest") == "document"
    )


def _as_refusal(fault: web.HTTPException) -> Refusal:
    codes = {404: "not_there", 405: "wrong_method", 413: "too_large", 415: "wrong_type"}
    return Refusal(codes.get(fault.status, "bad_request"))


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return "unknown route" if resource is None else resource.canonical


def plain_fail(_request: web.Request, refusal: Refusal) -> web.Response:
    """The refusal in our own shape."""
    return refusal.response()


def answer(body: object, status: int = 200) -> web.Response:
    """`body` as JSON."""
    return web.Response(body=_encode(body), status=status, content_type="application/json")


async def read_json(request: web.Request, decoder: msgspec.json.Decoder[T], *, empty: bytes = b"") -> T:
    """The body by one strict decoder. `empty` stands for a body of no bytes. Raises Refusal 400, 413 or 415."""
    body = await request.read()
    if not body and empty:
        body = empty
    elif request.content_type != "application/json":
        raise Refusal("wrong_type")
    return decode(body, decoder)


def decode(body: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """Strict: surrogates, NaN, endless digits, depth and unknown members are refused, by a path but never a quote."""
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as fault:
        raise Refusal("bad_request", detail=_shape_of(str(fault))) from None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise Refusal("bad_request", detail="this is not JSON as the hub reads it") from None


def _shape_of(sentence: str) -> str:
    """Where in the body it was; never what stood there."""
    found = _WHERE.search(sentence)
    return f"at {found[1]}" if found else "an unknown member"
