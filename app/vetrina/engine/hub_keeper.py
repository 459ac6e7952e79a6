"""Keeps the bundled hub running: adopts a healthy one, starts one, and starts it again after trouble."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp

from vetrina import paths
from vetrina.domain.events import Changed, Event, Notice, Topic
from vetrina.engine import hub_process
from vetrina.engine.hub_process import Endpoint
from vetrina.engine.pauses import happens

_log = logging.getLogger(__name__)

PAUSES_S: Final = (1, 2, 4, 8, 16, 32, 60)
START_S: Final = 30.0
STOP_S: Final = 15.0
LOOK_S: Final = 5.0
IDLE_EXIT_S: Final = 300
FOREVER_S: Final = 0
LAST_PORT: Final = "customers-port"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hub is to live and who may reach it. `port` 0: the one it had last time, else any."""

    folder: Path
    log: Path
    port: int = 0
    wifi: bool = False
    stays_open: bool = False
    practice: bool = False


class HubKeeper:
    """One bundled hub. `key` gives its store key only when a process is to be started."""

    def __init__(
        self,
        place: Place,
        key: Callable[[], bytes],
        http: aiohttp.ClientSession,
        say: Callable[[tuple[Event, ...]], None],
    ) -> None:
        self.place = place
        self.endpoint: Endpoint | None = None
        self._key = key
        self._http = http
        self._say = say
        self._child: subprocess.Popen[bytes] | None = None
        self._over = False
        self._up = asyncio.Event()
        self._look = asyncio.Event()
        self._told_trouble = False

    async def keep(self) -> None:
        """Run until cancelled. The hub itself goes on living afterwards; it stops by itself when nobody needs it."""
        self._over = False
        tries = 0
        try:
            while True:
                try:
                    await self._ensure()
                    tries = 0
                    self._told_trouble = False
                except (OSError, hub_process.HubNotMade) as fault:
                    _log.warning("the hub does not start: %s", fault)
                    tries += 1
                    if tries >= 3 and not self._told_trouble:
                        self._told_trouble = True
                        self._say((Notice("hub_does_not_start", kind="bad"),))
                pause = LOOK_S if tries == 0 else PAUSES_S[min(tries, len(PAUSES_S)) - 1]
                await self._wait(pause)
        finally:
            self._let_go()

    def trouble(self) -> None:
        """Somebody could not reach the hub: look after it now."""
        self._look.set()

    async def address(self, patience_s: float = START_S) -> str:
        """Base address of the operator's side, once the hub runs. Raises ConnectionError when it does not in time."""
        if not await happens(self._up, patience_s):
            raise ConnectionError("the hub is not running")
        assert self.endpoint is not None
        return self.endpoint.graph

    def customer_link(self, path: str) -> str:
        """The address of the customer page for phones; empty while the hub is not running."""
        if self.endpoint is None or not self._up.is_set():
            return ""
        host = hub_process.wifi_address() if self.place.wifi else ""
        return (f"http://{host}:{self.endpoint.customers_port}" if host else self.endpoint.customers) + path

    async def move(self, place: Place) -> None:
        """Live elsewhere from now on: the running hub ends and starts again as asked."""
        if place == self.place:
            return
        self.place = place
        if self.endpoint is not None:
            await hub_process.stop_process(self.endpoint, self._http)
        self._up.clear()
        self.trouble()

    async def make_page(self, name: str) -> Mapping[str, str]:
        """A page for the shop at this hub; its credentials. Raises HubNotMade."""
        return (await asyncio.to_thread(hub_process.make_page, self.place.folder, self._key(), name)).credentials()

    # ----------------------------------------------------------------------------------------------------------------

    async def _wait(self, seconds: float) -> None:
        self._look.clear()
        if await happens(self._look, seconds):
            await asyncio.sleep(0.05)

    async def _ensure(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._child = None
        known = hub_process.read_endpoint(self.place.folder)
        if known is not None and await hub_process.healthy(self._http, known):
            if hub_process.same_version(known) and self._fits(known):
                self._found(known)
                return
            await hub_process.stop_process(known, self._http)
        self._lost()
        await self._end_of_child()
        await self._start(known)

    async def _end_of_child(self) -> None:
        """A hub that is on its way out still holds its folder; the next one can begin when it has gone."""
        child, self._child = self._child, None
        if child is None:
            return
        try:
            await asyncio.to_thread(child.wait, STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
            await asyncio.to_thread(child.wait)

    def _fits(self, endpoint: Endpoint) -> bool:
        return (endpoint.customers_host in ("0.0.0.0", "::")) == self.place.wifi  # noqa: S104

    async def _start(self, last: Endpoint | None) -> None:
        host = "0.0.0.0" if self.place.wifi else "127.0.0.1"  # noqa: S104 - the owner opened it to the shop's Wi-Fi
        wanted = self.place.port or self._last_port() or (last.customers_port if last else 0)
        port = wanted if wanted and hub_process.is_free(host, wanted) else 0
        idle_exit_s = FOREVER_S if self.place.stays_open else IDLE_EXIT_S
        child = await asyncio.to_thread(self._launch, f"{host}:{port}", idle_exit_s)
        async with asyncio.timeout(START_S):
            while True:
                found = hub_process.read_endpoint(self.place.folder)
                if found is not None and found.pid == child.pid and await hub_process.healthy(self._http, found):
                    break
                if (code := child.poll()) is not None:
                    raise hub_process.HubNotMade(f"the hub ended with {code}; see {self.place.log.name}")
                await asyncio.sleep(0.05)
        if wanted and found.customers_port != wanted:
            self._say((Notice("port_taken", kind="warn"),))
        self._found(found)

    def _last_port(self) -> int:
        """The first port this shop ever had: posters and bookmarks hold it, so each start tries it again."""
        try:
            return int((self.place.folder / LAST_PORT).read_text("utf-8"))
        except (OSError, ValueError):
            return 0

    def _launch(self, customers: str, idle_exit_s: int) -> subprocess.Popen[bytes]:
        """On a thread of its own: it goes on when the window is closed in this very moment, and lets go then."""
        place = self.place
        child = hub_process.start(
            place.folder,
            self._key(),
            "127.0.0.1:0",
            customers,
            place.log,
            idle_exit_s,
            practice=place.practice and not place.wifi,
        )
        self._child = child
        if self._over:
            self._let_go()
        return child

    def _found(self, endpoint: Endpoint) -> None:
        changed = endpoint != self.endpoint or not self._up.is_set()
        if changed and not self._last_port():
            paths.write_private(self.place.folder / LAST_PORT, str(endpoint.customers_port).encode())
        self.endpoint = endpoint
        self._up.set()
        if changed:
            self._say((Changed(Topic.HUB),))

    def _lost(self) -> None:
        if self._up.is_set():
            self._up.clear()
            self._say((Changed(Topic.HUB),))

    def _let_go(self) -> None:
        self._over = True
        child, self._child = self._child, None
        if child is not None and child.poll() is None:
            child.returncode = 0  # it outlives us on purpose; without this Popen would complain
