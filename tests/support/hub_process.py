"""A real hub process on free ports in a folder of its own, and clients that talk to it as desktops and customers do."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa

from vetrina.hub import pages
from vetrina.hub.store.database import Place, open_database

SOURCES = Path(__file__).resolve().parents[2] / "app"
START_S = 30.0


class HubDied(RuntimeError):
    """The hub ended before it served; the text is what it said."""


@dataclass(frozen=True)
class PageAccess:
    """What `vetrina hub page add --json` prints."""

    page_id: str
    page_access_token: str
    app_id: str
    app_secret: str
    customer_link: str
    slug: str
    name: str


def hub_command(*words: str) -> list[str]:
    """The command line of the hub in this checkout."""
    return [sys.executable, "-m", "vetrina.hub.main", *words]


def hub_environment() -> dict[str, str]:
    """The environment in which the checkout's package is found."""
    return {**os.environ, "PYTHONPATH": str(SOURCES)}


@dataclass
class HubProcess:
    """One hub; `start` again after `stop` or `kill` goes on with the same folder, key and (once known) ports."""

    folder: Path
    options: Sequence[str] = ("--rate-limits", "off")
    key: str = field(default_factory=lambda: secrets.token_hex(32))
    keep_ports: bool = True
    encrypted: bool = True
    command: Sequence[str] = ()
    environment: dict[str, str] = field(default_factory=dict)
    graph_port: int = 0
    customers_port: int = 0
    process: subprocess.Popen[str] | None = None

    def start(self) -> HubProcess:
        """Run it and wait until it serves. Raises HubDied."""
        endpoint = self.folder / "endpoint.json"
        endpoint.unlink(missing_ok=True)
        words = ["serve", "--data", str(self.folder), self._key_option(), *self.options]
        words += ["--graph", f"127.0.0.1:{self.graph_port}", "--customers", f"127.0.0.1:{self.customers_port}"]
        self.process = subprocess.Popen(
            [*self.command, *words] if self.command else hub_command(*words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=hub_environment() | self.environment,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(self.key + "\n")
        self.process.stdin.flush()
        deadline = time.monotonic() + START_S
        while not endpoint.exists():
            if self.process.poll() is not None:
                raise HubDied(self.output())
            if time.monotonic() > deadline:
                self.kill()
                raise HubDied("the hub did not serve in time")
            time.sleep(0.01)
        known = json.loads(endpoint.read_text())
        if self.keep_ports:
            self.graph_port, self.customers_port = known["graph"]["port"], known["customers"]["port"]
        self._known = known
        return self

    def _key_option(self) -> str:
        return "--key-stdin" if self.encrypted else "--no-encryption"

    def place(self) -> Place:
        """Where its store is, for looking into it while it stands still or beside it."""
        return Place(self.folder, self.key if self.encrypted else None)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction in its store, beside the running hub."""
        database = open_database(self.place())
        try:
            with database.writing.begin() as connection:
                yield connection
        finally:
            database.close()

    def output(self) -> str:
        """What it said, once it has ended."""
        assert self.process is not None
        return self.process.communicate(timeout=START_S)[0] or ""

    def stop(self) -> str:
        """Ask it to stop, wait, and return what it said."""
        if self.process is None:
            return ""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        said = self.output()
        self.process = None
        return said

    def kill(self) -> None:
        """SIGKILL, at whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate(timeout=START_S)
            self.process = None

    @property
    def graph(self) -> str:
        """Base address for desktops and bots."""
        return f"http://127.0.0.1:{self._known['graph']['port']}"

    @property
    def customers(self) -> str:
        """Base address for the customer page."""
        return f"http://127.0.0.1:{self._known['customers']['port']}"

    def command_line(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a `vetrina hub` command on this folder."""
        return subprocess.run(
            [*hub_command(*words), "--data", str(self.folder), self._key_option()],
            input=self.key + "\n",
            capture_output=True,
            text=True,
            timeout=START_S,
            env=hub_environment(),
        )

    def new_page(self, name: str = "Bottega Aurora") -> PageAccess:
        """Add a shop straight into the store: ten times as quick as the command line."""
        with self.writing() as connection:
            made = pages.add_page(connection, name, time.time_ns() // 1_000_000)
        link = f"{self.customers}/s/{made.slug}"
        return PageAccess(made.page_id, made.token, made.app_id, made.app_secret, link, made.slug, name)

    def add_page(self, name: str = "Bottega Aurora") -> PageAccess:
        """Add a shop by the command line."""
        done = self.command_line("page", "add", name, "--json")
        if done.returncode != 0:
            raise HubDied(done.stderr)
        return PageAccess(**json.loads(done.stdout))


@contextlib.contextmanager
def running_hub(folder: Path, *options: str) -> Iterator[HubProcess]:
    """A hub for the length of a `with`."""
    hub = HubProcess(folder, options or ("--rate-limits", "off")).start()
    try:
        yield hub
    finally:
        hub.kill()


class Refused(AssertionError):
    """The hub answered with an error; `status`, `code`, `body`."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body
        error = body.get("error", {}) if isinstance(body, dict) else {}
        self.code = error.get("code", "")


class _Client:
    """JSON over one HTTP session."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        self.base = base
        self.headers = headers
        # No kept connections: a hub killed in between would break the next request on one of them.
        connector = aiohttp.TCPConnector(force_close=True, limit=0)
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), connector=connector)

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The answer's JSON. Raises Refused for 4xx and 5xx."""
        async with self.http.request(method, self.base + path, json=body, headers=self.headers, **more) as answer:
            found = await answer.json() if answer.content_type == "application/json" else await answer.read()
            if answer.status >= 400:
                raise Refused(answer.status, found)
            return found

    @contextlib.asynccontextmanager
    async def frames(self, path: str) -> AsyncIterator[Frames]:
        """An open WebSocket."""
        async with self.http.ws_connect(self.base + path, headers=self.headers) as socket:
            yield Frames(socket)

    async def close(self) -> None:
        """End the HTTP session."""
        await self.http.close()


class Frames:
    """Frames of a socket, each waited for with a deadline."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self, kind: str = "", within_s: float = 10.0) -> dict[str, Any]:
        """The next frame, or the next of type `kind`, others passed over."""
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=within_s)
            if not kind or frame["type"] == kind:
                return frame

    async def some(self, count: int) -> list[dict[str, Any]]:
        """The next `count` frames."""
        return [await self.next() for _ in range(count)]

    async def ack(self, number: int) -> None:
        """Acknowledge as a desktop does."""
        await self.socket.send_json({"ack": number})


class Desktop(_Client):
    """A desktop of one page."""

    def __init__(self, hub: HubProcess, page: PageAccess) -> None:
        super().__init__(hub.graph, {"Authorization": f"Bearer {page.page_access_token}"})
        self.page = page

    async def send(self, psid: str, text: str, purpose: str = "reply", key: str = "", **content: Any) -> dict[str, Any]:
        """Hand over one message; its outcome."""
        return (await self.send_many([self.message(psid, text, purpose, key, **content)]))[0]

    async def send_many(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Hand over messages; their outcomes."""
        answer = await self.ask("POST", "/desktop/messages", {"messages": list(messages)})
        outcomes: list[dict[str, Any]] = answer["outcomes"]
        return outcomes

    @staticmethod
    def message(psid: str, text: str, purpose: str = "reply", key: str = "", **content: Any) -> dict[str, Any]:
        """One message as the wire has it."""
        return {
            "key": key or secrets.token_hex(8),
            "psid": psid,
            "purpose": purpose,
            "content": {"text": text, **content},
        }

    async def put_ad(self, key: str, **body: Any) -> None:
        """Put an ad in the feed."""
        await self.ask("PUT", f"/desktop/ads/{key}", {"headline": "An ad", **body})


class Customer(_Client):
    """A customer of one page, as a script; `join` first."""

    def __init__(self, hub: HubProcess, page: PageAccess) -> None:
        super().__init__(f"{hub.customers}/api/{page.slug}", {})
        self.psid = ""

    async def join(self, name: str = "Giulia Rossi", **body: Any) -> Customer:
        """Give a name and get a session."""
        answer = await self.ask("POST", "/join", {"name": name, **body})
        self.psid = answer["customer"]["id"]
        self.headers = {"Authorization": f"Bearer {answer['session']}"}
        return self

    async def say(self, text: str, client_id: str = "", **more: Any) -> dict[str, Any]:
        """Write to the shop."""
        body = {"client_id": client_id or secrets.token_hex(8), "text": text, **more}
        found: dict[str, Any] = await self.ask("POST", "/talk", body)
        return found

    async def tap(self, mid: str, **body: Any) -> dict[str, Any]:
        """Tap a button of a message."""
        found: dict[str, Any] = await self.ask("POST", f"/talk/{mid}/tap", {"client_id": secrets.token_hex(8), **body})
        return found

    async def talk(self) -> list[dict[str, Any]]:
        """The messages, oldest first."""
        messages: list[dict[str, Any]] = (await self.ask("GET", "/talk"))["messages"]
        return messages
