"""All pretend customers at once: the command line, what is remembered between starts, and the end."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import aiohttp

from vetrina.practice.customer import Customer, Remembered
from vetrina.practice.page import Page
from vetrina.practice.script import Script, ScriptError, read_script


class Memory:
    """What every customer remembers, in one private file: the sessions in it are keys to the page."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.people: dict[str, Remembered] = {}
        if path is not None and path.exists():
            with contextlib.suppress(ValueError, TypeError, OSError):
                found = json.loads(path.read_text(encoding="utf-8"))
                self.people = {name: Remembered(**kept) for name, kept in found.items()}

    def of(self, person: str) -> Remembered:
        """What this person remembers; nothing at first."""
        return self.people.setdefault(person, Remembered())

    def keep(self) -> None:
        """Write the file anew, readable by this user only."""
        if self._path is None:
            return
        beside = self._path.with_name(f"{self._path.name}.part")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({name: asdict(kept) for name, kept in self.people.items()}, stream)
        beside.replace(self._path)


async def play(
    link: str,
    script: Script,
    memory: Memory,
    tell: Callable[[str, str, str], None],
    *,
    speed: float = 1.0,
    stay: bool = False,
) -> None:
    """Play all people of the script against the shop page at `link`; with `stay` until cancelled.

    `tell(person, did, detail)` hears of every deed. Raises ValueError for a link that is no shop page.
    """
    connector = aiohttp.TCPConnector(limit=64)
    async with (
        aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as http,
        asyncio.TaskGroup() as street,
    ):
        for person in script.people:
            customer = Customer(
                person=person,
                page=Page(http, link),
                kept=memory.of(person.id),
                seed=script.seed,
                speed=speed,
                tell=lambda did, detail, who=person.id: tell(who, did, detail),  # type: ignore[misc]
                keep=memory.keep,
            )
            street.create_task(customer.play(stay=stay))


def main(arguments: Sequence[str]) -> int:
    """Play the script from the command line; the answer is the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        script = read_script(asked.script)
        asyncio.run(_until_ended(asked, script))
    except (ScriptError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


async def _until_ended(asked: argparse.Namespace, script: Script) -> None:
    playing = asyncio.create_task(
        play(asked.link, script, Memory(asked.remember), _say_so, speed=asked.speed, stay=asked.stay)
    )
    loop = asyncio.get_running_loop()
    for end in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(end, playing.cancel)
    if asked.with_parent:
        threading.Thread(target=_wait_for_parent, args=(loop, playing), daemon=True).start()
    with contextlib.suppress(asyncio.CancelledError):
        await playing


def _wait_for_parent(loop: asyncio.AbstractEventLoop, playing: asyncio.Task[None]) -> None:
    """The starting program holds the other end of our standard input; when that closes, it is gone."""
    with contextlib.suppress(OSError, ValueError):
        while os.read(sys.stdin.fileno(), 4096):
            pass
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(playing.cancel)


def _say_so(person: str, did: str, detail: str) -> None:
    sys.stdout.write(json.dumps({"person": person, "did": did, "detail": detail}, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vetrina practice-customers",
        description="Pretend customers that use the shop page as people do. One line of JSON for each thing they do.",
    )
    parser.add_argument("--link", required=True, help="the customer link, http://…/s/name")
    parser.add_argument("--script", required=True, type=Path, help="who comes and what they do (JSON)")
    parser.add_argument("--speed", type=_speed, default=1.0, help="2 plays twice as fast (default 1)")
    parser.add_argument("--remember", type=Path, help="file that lets them go on after a restart")
    parser.add_argument("--stay", action="store_true", help="go on reacting to the shop after the script")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    return parser


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 100_000:
        raise argparse.ArgumentTypeError("The speed has to be above 0.")
    return speed
