"""The customer page as a script sees it: the hub's public HTTP interface and event stream, as one person."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import quote, urlsplit

import aiohttp

_PATIENCE: Final = aiohttp.ClientTimeout(total=30)
_FIRST_PAUSE_S: Final = 0.2
_LONGEST_PAUSE_S: Final = 10.0
_MOST_FRAME_BYTES: Final = 1 << 20
_NO_SESSION: Final = 4001


class Refused(Exception):
    """The hub said no; `status` is the HTTP status."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Page:
    """One shop's customer page, opened by one person. Waits and tries again while the hub is not there."""

    def __init__(self, http: aiohttp.ClientSession, link: str, session: str = "") -> None:
        parts = urlsplit(link)
        pieces = [piece for piece in parts.path.split("/") if piece]
        if parts.scheme not in {"http", "https"} or not parts.netloc or len(pieces) != 2 or pieces[0] != "s":
            raise ValueError("The link does not look like a shop page: http://…/s/name")
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self._api = f"{self.origin}/api/{quote(pieces[1], safe='')}"
        self._http = http
        self.session = session

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One request; the decoded answer. Repeats on a hub that is away or busy. Raises Refused."""
        pause = _FIRST_PAUSE_S
        while True:
            try:
                async with self._http.request(
                    method, f"{self._api}/{path}", json=body, headers=self._headers(), timeout=_PATIENCE
                ) as answer:
                    if answer.status == 429 or answer.status >= 500:
                        wait = _seconds(answer.headers.get("Retry-After", ""), pause)
                    elif answer.status >= 400:
                        raise Refused(answer.status, await _code(answer))
                    else:
                        found = await answer.json()
                        return found if isinstance(found, dict) else {}
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, TimeoutError):
                wait = pause
            await asyncio.sleep(wait)
            pause = min(_LONGEST_PAUSE_S, pause * 2)

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        """Frames of the event stream, for ever; goes on after a break where it was. Raises Refused without session."""
        after, pause = 0, _FIRST_PAUSE_S
        while True:
            try:
                async with self._http.ws_connect(
                    f"{self._api}/events?after={after}",
                    headers={"Origin": self.origin},
                    heartbeat=20,
                    max_msg_size=_MOST_FRAME_BYTES,
                ) as stream:
                    await stream.send_json({"session": self.session})
                    async for message in stream:
                        if message.type is not aiohttp.WSMsgType.TEXT:
                            continue
                        frame = message.json()
                        if frame.get("type") != "hello":
                            after = max(after, int(frame.get("n") or 0))
                        pause = _FIRST_PAUSE_S
                        yield frame
                    if stream.close_code == _NO_SESSION:
                        raise Refused(401, "session")
            except aiohttp.WSServerHandshakeError as error:
                if error.status in {401, 403, 404, 410}:
                    raise Refused(error.status, "events") from error
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE_S, pause * 2)

    def _headers(self) -> dict[str, str]:
        headers = {"Origin": self.origin}
        if self.session:
            headers["Authorization"] = f"Bearer {self.session}"
        return headers


def _seconds(text: str, otherwise: float) -> float:
    try:
        return min(60.0, max(0.05, float(text)))
    except ValueError:
        return otherwise


async def _code(answer: aiohttp.ClientResponse) -> str:
    try:
        body = await answer.json(content_type=None)
        return str(body["error"]["code"])
    except (ValueError, KeyError, TypeError, aiohttp.ClientError):
        return ""
