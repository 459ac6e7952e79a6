"""Two listeners, each an application of its own, so that no route can leak from one to the other."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import logging
import os
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aiohttp import web

import vetrina
from vetrina import paths
from vetrina.hub.core import HUB, Hub
from vetrina.hub.customer import pages as customer_pages
from vetrina.hub.customer import routes as customer_routes
from vetrina.hub.customer import socket as customer_socket
from vetrina.hub.door import DoorRules, door, plain_fail
from vetrina.hub.graph import routes as graph_routes
from vetrina.hub.graph.envelope import fail as graph_fail
from vetrina.hub.graph.posting import POSTER, Poster
from vetrina.hub.operator import routes as operator_routes
from vetrina.hub.operator import socket as operator_socket

log = logging.getLogger(__name__)

CUSTOMER_BODY: Final = 64 * 1024
GRAPH_BODY: Final = 32 * 1024 * 1024
ENDPOINT_FILE: Final = "endpoint.json"
STOPPING_S: Final = 3.0
LOOK_S: Final = 5.0
"""How soon a new address of this computer is known."""


class CannotListen(Exception):
    """A port is taken or an address is not this computer's; the text is a sentence for the owner."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 is any free one."""

    host: str
    port: int

    def loopback(self) -> bool:
        """Whether only this computer can reach it."""
        return self.host in ("127.0.0.1", "::1", "localhost")


@dataclass(slots=True)
class Listener:
    """One bound application. `names` are further host names it goes by."""

    address: Address
    secure: bool
    names: Sequence[str] = ()
    hosts: frozenset[str] = frozenset()
    max_body: int = CUSTOMER_BODY
    cookies: bool = False
    addresses: Callable[[], set[str]] = field(default_factory=lambda: own_addresses)
    bound: Address = field(init=False)

    def __post_init__(self) -> None:
        self.bound = self.address

    def rules(self) -> DoorRules:
        """What the door lets in now."""
        return DoorRules(self.hosts, "https" if self.secure else "http", self.max_body, self.cookies)

    @property
    def everywhere(self) -> bool:
        """Whether it answers on every network of this computer, whatever address that gives it."""
        return self.address.host in ("0.0.0.0", "::", "")  # noqa: S104 -- compared, not bound

    def settle(self, port: int) -> None:
        """The port is known: so are the hosts this listener answers to."""
        self.bound = Address(self.address.host, port)
        self.goes_by(self.addresses() if self.everywhere else set())

    def goes_by(self, addresses: set[str]) -> None:
        """The hosts it answers to, now that this computer has these addresses."""
        host, port = self.address.host, self.bound.port
        names = {"127.0.0.1", "localhost", "[::1]", *self.names, *addresses}
        if not self.everywhere:
            names.add(f"[{host}]" if ":" in host else host)
        hosts = {name.lower() if ":" in name.rsplit("]", 1)[-1] else f"{name}:{port}".lower() for name in names}
        if port == (443 if self.secure else 80):
            hosts |= {name.lower() for name in names}
        # A name given by the owner may stand behind a proxy on the standard port.
        self.hosts = frozenset(hosts | {name.lower() for name in self.names})

    async def follow_networks(self, every_s: float = LOOK_S) -> None:
        """Until cancelled: learn the addresses that the router gives this computer later."""
        while True:
            await asyncio.sleep(every_s)
            self.goes_by(await asyncio.to_thread(self.addresses))  # asking for names may take long on some networks


def own_addresses() -> set[str]:
    """The addresses this computer has on its networks, as far as it says."""
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for family, _, _, _, place in socket.getaddrinfo(socket.gethostname(), None):
            found.add(f"[{place[0]}]" if family == socket.AF_INET6 else str(place[0]))
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent; the system only picks the way out
        found.add(str(probe.getsockname()[0]))
    return found


def customer_app(hub: Hub, rules: Callable[[], DoorRules]) -> web.Application:
    """The customers' listener."""
    app = web.Application(middlewares=[door(rules, plain_fail)], client_max_size=CUSTOMER_BODY)
    app[HUB] = hub
    app[customer_socket.SOCKETS] = customer_socket.SocketCount()
    app.add_routes([web.get("/api/{slug}/events", customer_socket.events)])
    app.add_routes(customer_routes.routes())
    app.add_routes(customer_pages.routes())
    return app


def graph_app(hub: Hub, rules: Callable[[], DoorRules], poster: Poster | None = None) -> web.Application:
    """The listener of desktops and of bots that speak the Messenger Platform."""
    app = web.Application(middlewares=[door(rules, graph_fail)], client_max_size=GRAPH_BODY)
    app[HUB] = hub
    app[POSTER] = poster or Poster(hub)
    app.add_routes([web.get("/health", health), web.get("/desktop/events", operator_socket.stream)])
    app.add_routes(operator_routes.routes())
    app.add_routes(graph_routes.routes(noop=hub.options.noop_route))
    return app


async def health(_request: web.Request) -> web.Response:
    """`GET /health`: whether this is a hub that works, and which."""
    return web.json_response({"ok": True, "version": vetrina.__version__, "pid": os.getpid()})


class Serving:
    """Both listeners, bound."""

    def __init__(self, hub: Hub, graph: Listener, customers: Listener, tls: ssl.SSLContext | None) -> None:
        self._hub = hub
        self.graph = graph
        self.customers = customers
        graph.max_body = GRAPH_BODY
        customers.cookies = True
        self._tls = tls
        self._poster = Poster(hub)
        self._runners: list[web.AppRunner] = []
        self._following: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Bind and serve. Raises CannotListen."""
        await self._bind(self.graph, graph_app(self._hub, self.graph.rules, self._poster), self._tls)
        await self._bind(self.customers, customer_app(self._hub, self.customers.rules), self._tls)
        await self._poster.start()

    async def _bind(self, listener: Listener, app: web.Application, tls: ssl.SSLContext | None) -> None:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOPPING_S, handle_signals=False)
        await runner.setup()
        self._runners.append(runner)
        address = listener.address
        site = web.TCPSite(runner, address.host, address.port, ssl_context=tls, backlog=1024)
        try:
            await site.start()
        except OSError as fault:
            raise CannotListen(_why_not(address, fault)) from fault
        listener.settle(runner.addresses[0][1])
        if listener.everywhere:
            self._following.append(asyncio.create_task(listener.follow_networks()))

    async def stop(self) -> None:
        """Take no more, end the open ones."""
        for task in self._following:
            task.cancel()
        await self._poster.stop()
        self._hub.bells.close_all()
        for runner in self._runners:
            await runner.cleanup()


def _why_not(address: Address, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"Port {address.port} on {address.host} is taken by another program. "
            "Close that program, or choose another port (0 takes any free one)."
        )
    if fault.errno in (errno.EACCES, errno.EPERM):
        return f"Port {address.port} may not be used by this user. Choose a port above 1023."
    return f"{address.host} is not an address of this computer. Choose 127.0.0.1, or 0.0.0.0 for the shop’s Wi-Fi."


def write_endpoint(folder: Path, serving: Serving, started_ms: int) -> None:
    """Tell desktops where this hub is: written beside, then renamed; for this user only."""
    body = {
        "pid": os.getpid(),
        "version": vetrina.__version__,
        "graph": {"host": serving.graph.bound.host, "port": serving.graph.bound.port, "tls": serving.graph.secure},
        "customers": {
            "host": serving.customers.bound.host,
            "port": serving.customers.bound.port,
            "tls": serving.customers.secure,
        },
        "started_ms": started_ms,
    }
    paths.write_private(folder / ENDPOINT_FILE, json.dumps(body).encode())


def remove_endpoint(folder: Path) -> None:
    """The hub stopped: nobody shall look for it. Another hub's file stays."""
    file = folder / ENDPOINT_FILE
    with contextlib.suppress(OSError, ValueError):
        if json.loads(file.read_text("utf-8")).get("pid") == os.getpid():
            file.unlink()


async def idle(hub: Hub, seconds: float) -> None:
    """Return when no desktop has been connected for `seconds`."""
    while True:
        hub.desktop_left.clear()
        hub.desktop_came.clear()
        if hub.desktops:
            await hub.desktop_left.wait()
            continue
        try:
            async with asyncio.timeout(seconds):
                await hub.desktop_came.wait()
        except TimeoutError:
            return
