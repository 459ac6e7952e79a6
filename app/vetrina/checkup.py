"""`vetrina check`: looks whether everything the program needs is here, without touching the owner's own data."""

from __future__ import annotations

import asyncio
import os
import platform
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vetrina import __version__, paths

HUB_START_S: Final = 60.0
OWN_FILES: Final = (
    "fonts", "icons/inbox.svg", "icons/app-icon.svg", "licences/README.md", "policies", "sample/pictures", "web",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at. `find` says what is there or raises; `else_do` is what the owner does when it is not."""

    name: str
    find: Callable[[Path], str]
    else_do: str
    needed: bool = True


def main(words: Sequence[str] = ()) -> int:
    """Print one line for each thing looked at; 0 when all that is needed is here."""
    if words:
        sys.stderr.write("vetrina check takes no further words.\n")
        return 2
    missing = 0
    with tempfile.TemporaryDirectory(prefix="vetrina-check-") as scratch:
        for look in LOOKS:
            began = time.monotonic()
            try:
                found = look.find(Path(scratch))
            except Exception as trouble:  # noqa: BLE001 - whatever it is, the other things are looked at too
                missing += look.needed
                mark = "NO  " if look.needed else "none"
                line = f"{mark} {look.name}: {type(trouble).__name__}: {trouble}\n     {look.else_do}"
            else:
                line = f"ok   {look.name}: {found} ({time.monotonic() - began:.2f} s)"
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    sys.stdout.write("Everything is here.\n" if not missing else f"{missing} of {len(LOOKS)} things are missing.\n")
    return 1 if missing else 0


def _program(_: Path) -> str:
    return f"Vetrina {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _own_files(_: Path) -> str:
    for name in OWN_FILES:
        paths.resource(name)
    return f"{sum(1 for file in paths.resources().rglob('*') if file.is_file())} files"


def _folders(_: Path) -> str:
    """The real folders are only asked for, not made."""
    data = paths.profile().data
    standing = next(folder for folder in (data, *data.parents) if folder.exists())
    if not os.access(standing, os.W_OK):
        raise PermissionError(f"{standing} cannot be written")
    return str(data)


def _time_zones(_: Path) -> str:
    import zoneinfo

    return f"{len(zoneinfo.available_timezones())} zones, {zoneinfo.ZoneInfo('Europe/Rome').key} among them"


def _store(scratch: Path) -> str:
    """Make an encrypted store, write, close, open again; a wrong key must not open it."""
    from vetrina.store.database import Database
    from vetrina.store.errors import StoreError

    file, key = scratch / "store.db", secrets.token_bytes(32)
    for _ in range(2):
        database = Database.open(file, key, lambda: time.time_ns() // 1_000_000)
        try:
            database.check()
        finally:
            database.close()
    if file.read_bytes().startswith(b"SQLite format"):
        raise ValueError("the store is not encrypted")
    try:
        Database.open(file, secrets.token_bytes(32), lambda: 0).close()
    except StoreError:
        return "encrypted, and shut to a wrong key"
    raise ValueError("a wrong key opened the store")


def _windows(_: Path) -> str:
    screenless = sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if screenless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from vetrina.ui import fonts
    from vetrina.ui.application import make_application

    program = make_application()
    families = fonts.load()
    if not {fonts.INTERFACE, fonts.BRAND} <= families:
        raise LookupError("the program's own letters could not be loaded")
    return f"{program.platformName()}, {', '.join(sorted(families))}"


def _hub(scratch: Path) -> str:
    """Start the bundled hub as the program would, ask after its health, end it."""
    return asyncio.run(_hub_answers(scratch / "hub"))


async def _hub_answers(folder: Path) -> str:
    import aiohttp

    from vetrina.engine import hub_process

    began = time.monotonic()
    log = folder.parent / "hub.log"
    child = hub_process.start(folder, secrets.token_bytes(32), "127.0.0.1:0", "127.0.0.1:0", log, 60)
    async with aiohttp.ClientSession() as http:
        try:
            while time.monotonic() - began < HUB_START_S:
                endpoint = hub_process.read_endpoint(folder)
                if endpoint is not None and await hub_process.healthy(http, endpoint):
                    answered = time.monotonic() - began
                    await hub_process.stop_process(endpoint, http)
                    return f"answered after {answered:.1f} s"
                if child.poll() is not None:
                    said = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
                    raise ChildProcessError(f"it ended with {child.returncode} {' '.join(said)}")
                await asyncio.sleep(0.05)
            raise TimeoutError("it did not answer in a minute")
        finally:
            if child.poll() is None:
                child.terminate()
            await asyncio.to_thread(child.wait, 20)


def _keyring(_: Path) -> str:
    from vetrina import vault

    return vault.keyring_name()


_AGAIN: Final = "Install Vetrina again; this part of it is missing or damaged."
LOOKS: Final = (
    Look("program", _program, _AGAIN),
    Look("own files", _own_files, _AGAIN),
    Look("folders", _folders, "Allow writing in your home folder, or set VETRINA_HOME to a folder that you may write."),
    Look("time zones", _time_zones, _AGAIN),
    Look("store", _store, _AGAIN),
    Look("windows", _windows, "Install the system libraries that Qt needs; README.md lists them."),
    Look("shop page", _hub, "See whether a security program keeps Vetrina from starting its second half."),
    Look("keyring", _keyring, "Vetrina will ask for a passphrase of its own instead.", needed=False),
)
