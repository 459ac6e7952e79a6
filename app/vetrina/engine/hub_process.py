"""The bundled hub as a process of its own: starting it, asking after its health, making its page."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from vetrina import __version__

HEALTH_S: Final = 3.0
OUTPUT_LIMIT: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a hub listens, as its endpoint file says."""

    pid: int
    version: str
    graph_host: str
    graph_port: int
    customers_host: str
    customers_port: int

    @property
    def graph(self) -> str:
        """Base address of the operator's side."""
        return f"http://{_literal(self.graph_host)}:{self.graph_port}"

    @property
    def customers(self) -> str:
        """Base address of the customers' side, as seen from this computer."""
        host = "127.0.0.1" if self.customers_host in ("0.0.0.0", "::") else self.customers_host  # noqa: S104
        return f"http://{_literal(host)}:{self.customers_port}"


def _literal(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@dataclass(frozen=True, slots=True)
class PageAccount:
    """What `page add` answers: the page's id and keys, and its path on the customers' side."""

    page_id: str
    token: str
    app_id: str
    app_secret: str
    path: str

    def credentials(self) -> Mapping[str, str]:
        """For the account in the store."""
        return {
            "bundled": "1",
            "page_id": self.page_id,
            "token": self.token,
            "app_id": self.app_id,
            "app_secret": self.app_secret,
            "path": self.path,
        }


class HubNotMade(Exception):
    """The hub's program could not be run or answered something else than a page."""


def read_endpoint(folder: Path) -> Endpoint | None:
    """The endpoint file of a hub folder; None when there is none or it makes no sense."""
    try:
        raw: Any = json.loads((folder / "endpoint.json").read_text("utf-8"))
        return Endpoint(
            pid=int(raw["pid"]),
            version=str(raw["version"]),
            graph_host=str(raw["graph"]["host"]),
            graph_port=int(raw["graph"]["port"]),
            customers_host=str(raw["customers"]["host"]),
            customers_port=int(raw["customers"]["port"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


async def healthy(http: aiohttp.ClientSession, endpoint: Endpoint) -> bool:
    """Whether the process of this endpoint file answers there. A stranger on the port is not healthy."""
    try:
        async with http.get(
            f"{endpoint.graph}/health", timeout=aiohttp.ClientTimeout(total=HEALTH_S), allow_redirects=False
        ) as response:
            if response.status != 200:
                return False
            said: Any = await response.json(content_type=None)
            return bool(said.get("ok")) and said.get("pid") == endpoint.pid
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, AttributeError):
        return False


def same_version(endpoint: Endpoint) -> bool:
    """Whether that hub is of this program's version."""
    return endpoint.version == __version__


def program() -> list[str]:
    """How to run this program again: the frozen executable itself, or Python with the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "vetrina"]


def program_environment() -> dict[str, str]:
    """The environment for our own processes: they must find the package this process runs from."""
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).resolve().parents[2])
        rest = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = root + (os.pathsep + rest if rest else "")
    for name in ("VETRINA_KILL_AT", "VETRINA_COUNT_BOUNDARIES"):
        environment.pop(name, None)
    return environment


def start(
    folder: Path, key: bytes, graph: str, customers: str, log: Path, idle_exit_s: int, *, practice: bool = False
) -> subprocess.Popen[bytes]:
    """Start `vetrina hub serve`, loose from this process; the key goes through its standard input. Raises OSError.

    `practice`: forty pretend customers come from one address, so nobody is told to slow down.
    """
    arguments = [
        *program(), "hub", "serve", "--data", str(folder), "--graph", graph, "--customers", customers,
        "--idle-exit", str(idle_exit_s), "--key-stdin",
    ]  # fmt: skip
    if practice:
        arguments += ["--rate-limits", "off"]
    log.parent.mkdir(parents=True, exist_ok=True)
    mode = "wb" if log.exists() and log.stat().st_size > OUTPUT_LIMIT else "ab"
    loose: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        loose = {"creationflags": 0x00000208}  # DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP
    with log.open(mode) as out:
        child = subprocess.Popen(  # noqa: S603 - our own program
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=out,
            env=program_environment(),
            cwd=folder.parent if folder.parent.is_dir() else None,
            **loose,
        )
    assert child.stdin is not None
    with contextlib.suppress(OSError), child.stdin:
        child.stdin.write(key.hex().encode() + b"\n")
    return child


def make_page(folder: Path, key: bytes, name: str) -> PageAccount:
    """Run `vetrina hub page add`; takes about a second. Raises HubNotMade."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*program(), "hub", "page", "add", name, "--data", str(folder), "--json", "--key-stdin"],
            input=key.hex().encode() + b"\n",
            capture_output=True,
            env=program_environment(),
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise HubNotMade(type(fault).__name__) from fault
    try:
        said: Any = json.loads(done.stdout.decode().strip().splitlines()[-1])
        return PageAccount(
            page_id=said["page_id"],
            token=said["page_access_token"],
            app_id=said["app_id"],
            app_secret=said["app_secret"],
            path=urlsplit(said["customer_link"]).path,
        )
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        tail = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise HubNotMade(f"page add ended with {done.returncode}: {tail}") from fault


def is_free(host: str, port: int) -> bool:
    """Whether a port can be listened on now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        if os.name != "nt":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


async def stop_process(endpoint: Endpoint, http: aiohttp.ClientSession, patience_s: float = 10.0) -> None:
    """End a healthy hub politely and wait until it has gone. Only a process that just answered as a hub is ended."""
    if not await healthy(http, endpoint):
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(endpoint.pid, signal.SIGTERM)
    until = time.monotonic() + patience_s
    while time.monotonic() < until and await healthy(http, endpoint):  # noqa: ASYNC110 - another process cannot set an event of ours
        await asyncio.sleep(0.1)


def wifi_address() -> str:
    """This computer's address on the local network, as phones would reach it; empty when there is none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # documentation address: nothing is sent, the route is only looked up
        address = str(probe.getsockname()[0])
        return "" if address.startswith("127.") else address
    return ""
