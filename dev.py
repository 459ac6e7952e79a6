#!/usr/bin/env python3
"""One command for everything: sets up what is missing, then runs, tests, measures, tours or freezes Vetrina.

    python3 dev.py run             opens the program; without a screen it makes the tour and says where the pictures are
    python3 dev.py test [...]      ruff, mypy, import rules and all tests; further words go to pytest
    python3 dev.py bench [...]     measurements; further words go to the bench
    python3 dev.py tour [...]      drives the real windows through a shop's day; further words go to the tour
    python3 dev.py freeze [...]    builds the program for people without Python, and tries it

Needs Python 3.11 or newer and nothing else; on Debian and its relatives missing system libraries are installed when
this runs as root or with sudo.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "vetrina-setup.json"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

Programs = Mapping[str, tuple[str, ...]]

# Shared object that Qt opens -> Debian package that brings it. Found by leaving each one out on a bare Debian 12.
FOR_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
FOR_THE_BROWSER_DRIVER = {"libatomic.so.1": "libatomic1"}  # Node, which Playwright brings along
# Debian package -> the names of its program; any one of them will do.
FOR_THE_BROWSER_TESTS: Programs = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
FOR_THE_KEYRING_TESTS: Programs = {"gnome-keyring": ("gnome-keyring-daemon",), "dbus": ("dbus-run-session",)}
FOR_FREEZING: Programs = {"binutils": ("objdump",)}


class Stop(Exception):
    """Something that only the person at the keyboard can mend; the text says how."""


def main(words: Sequence[str]) -> int:
    """Do what the first word says with the rest; returns the exit code."""
    todo = {"run": run, "test": test, "bench": bench, "tour": tour, "freeze": freeze}
    if not words or words[0] not in todo:
        print(__doc__)
        return 0 if words and words[0] in ("-h", "--help", "help") else 2
    try:
        if sys.version_info < (3, 11):  # noqa: UP036  # the point is to say so on an older one
            raise Stop(f"Vetrina needs Python 3.11 or newer, and this is {sys.version.split()[0]}. Use a newer one.")
        return todo[words[0]](list(words[1:]))
    except Stop as stop:
        print(f"\ndev.py stopped: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# What can be done ---------------------------------------------------------------------------------------------------


def run(words: list[str]) -> int:
    """Open the program, or make the tour where there is no screen."""
    if not has_screen():
        print("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): making the tour without one.")
        out = HERE / "tour"
        code = tour([*words, "--out", str(out)] if "--out" not in words else words)
        print(f"The pictures of the tour are in {out}" if code == 0 else f"The tour stopped early; see {out}")
        return code
    set_up("run", libraries={**FOR_QT, **FOR_A_SCREEN})
    return call([PYTHON, "-m", "vetrina", *words], stdin=True)


def tour(words: list[str]) -> int:
    """Drive the real windows through a shop's day."""
    set_up("run", libraries=FOR_QT)
    return call([PYTHON, "-m", "vetrina", "tour", *words], {} if has_screen() else {"QT_QPA_PLATFORM": "offscreen"})


def bench(words: list[str]) -> int:
    """Measure."""
    set_up("dev", libraries=FOR_QT)
    return call([PYTHON, "-m", "tests.bench", *words], {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "app"})


def freeze(words: list[str]) -> int:
    """Build the folder (and installer) for people without Python, and try it."""
    set_up("dev", libraries={**FOR_QT, **FOR_A_SCREEN}, programs=FOR_FREEZING)  # what is here goes into the bundle
    return call([PYTHON, "packaging/freeze.py", *words], {"QT_QPA_PLATFORM": "offscreen"})


def test(words: list[str]) -> int:
    """Every check, cheapest first; the first that finds something ends the run."""
    libraries = {**FOR_QT, **FOR_THE_BROWSER_DRIVER}
    set_up("dev", libraries=libraries, programs=FOR_THE_BROWSER_TESTS, nice_to_have=FOR_THE_KEYRING_TESTS)
    tool = PYTHON.parent
    workers = [] if any(word.startswith("-n") for word in words) else ["-n", str(max(2, os.cpu_count() or 2))]
    steps: list[tuple[str, list[str | Path], str]] = [
        ("ruff", [tool / "ruff", "check", "."], "Mend the lines named above; `.venv/bin/ruff check --fix` mends many."),
        ("mypy", [tool / "mypy", "app", "dev.py"], "Mend the types named above."),
        ("imports", [tool / "lint-imports", "--no-logo"], "An import goes up the house; see [tool.importlinter]."),
        ("tests", [PYTHON, "-m", "pytest", *workers, "--dist", "loadgroup", *words], "Mend the tests named above."),
    ]
    for name, command, advice in steps:
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        code = call(command, {"QT_QPA_PLATFORM": "offscreen"})
        if code != 0:
            raise Stop(f"{name} found something (exit code {code}). {advice}")
        if name != "tests":  # the last line is pytest's own
            print(f"    {name}: nothing to mend, {time.monotonic() - began:.0f} s", flush=True)
    return 0


# Setting up ---------------------------------------------------------------------------------------------------------


def set_up(
    extra: str,
    libraries: Mapping[str, str],
    programs: Programs | None = None,
    nice_to_have: Programs | None = None,
) -> None:
    """Bring in what is missing: system libraries and programs, the virtual environment, the pinned packages."""
    if sys.platform.startswith("linux"):
        need = [package for shared_object, package in libraries.items() if not opens(shared_object)]
        need += missing_programs(programs or {})
        if not environment_is_ready(extra) and not can_make_environments():
            need.append("python3-venv")
        extras = missing_programs(nice_to_have or {})
        if need or extras:
            install_packages(need, extras)
    if not environment_is_ready(extra):
        make_environment(extra)


def opens(shared_object: str) -> bool:
    """Whether the system's loader finds a shared object."""
    try:
        ctypes.CDLL(shared_object)
    except OSError:
        return False
    return True


def missing_programs(programs: Programs) -> list[str]:
    """The packages of programs of which no name is on the path."""
    return [package for package, names in programs.items() if not any(shutil.which(name) for name in names)]


def can_make_environments() -> bool:
    """Whether this Python can make a virtual environment with pip; Debian's cannot before python3-venv is there."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")) or bool(shutil.which("uv"))


def install_packages(need: Sequence[str], nice_to_have: Sequence[str]) -> None:
    """Install Debian packages. Raises Stop when needed ones cannot be had; shrugs at the others."""
    by_hand = f"apt-get install --no-install-recommends {' '.join(need)}"
    apt, become = shutil.which("apt-get"), root_prefix()
    if apt is None or become is None:
        if not need:
            return
        why = "this is not Debian or a relative" if apt is None else "that needs root, and sudo asks or is not there"
        raise Stop(
            f"system packages are missing and could not be installed by themselves ({why}). "
            f"Install what Debian calls: {' '.join(need)}\nOn Debian, as root:  apt-get update && {by_hand}"
        )
    apt_get = [*become, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    print(f"Installing from the system's packages: {' '.join([*need, *nice_to_have])}", flush=True)
    refreshed = call([*apt_get, "-o", "Acquire::Retries=3", "update"], quiet=True) == 0
    install = [*apt_get, "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0", "install", "--no-install-recommends"]
    if need and call([*install, *need], quiet=True) != 0:
        hint = "" if refreshed else " The list of packages could not be fetched: is this computer online?"
        raise Stop(f"apt-get could not install {' '.join(need)}.{hint}\nTry as root:  apt-get update && {by_hand}")
    importlib.invalidate_caches()  # python3-venv brings a module that was looked for in vain before
    if nice_to_have and call([*install, *nice_to_have], quiet=True) != 0:
        print(f"Went on without {' '.join(nice_to_have)}: tests that need them will say so.", flush=True)


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None when it cannot be done without asking somebody absent."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if sys.stdin is not None and sys.stdin.isatty():
        return [sudo]
    silent = subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return [sudo, "-n"] if silent.returncode == 0 else None


def fingerprint() -> str:
    """Changes whenever the environment has to be brought up to date."""
    state = hashlib.sha256(f"{sys.version_info[:2]} {HERE}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        state.update((HERE / name).read_bytes())
    return state.hexdigest()


def environment_is_ready(extra: str) -> bool:
    """Whether .venv holds what pyproject.toml and constraints.txt ask for."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return PYTHON.exists() and stamp["state"] == fingerprint() and stamp["extra"] in (extra, "dev")


def make_environment(extra: str) -> None:
    """Make .venv if it is not there or its Python is gone, and install the pinned packages into it."""
    print(f"Setting up {VENV.name} (once; a minute or two) …", flush=True)
    STAMP.unlink(missing_ok=True)
    uv = None if can_use_pip() else shutil.which("uv")
    if not PYTHON.exists():
        if VENV.exists():
            shutil.rmtree(VENV)
        if call([uv, "venv", "--python", sys.executable, VENV] if uv else [sys.executable, "-m", "venv", VENV]) != 0:
            raise Stop(f"{VENV} could not be made. Is the disk full, or the folder somebody else's?")
    pip = [uv, "pip", "install", "--python"] if uv else []
    installer: list[str | Path] = [*pip, PYTHON] if uv else [PYTHON, "-m", "pip", "install", "--no-input"]
    wanted = ".[dev,server]" if extra == "dev" else "."
    command = [*installer, "-q", "-c", "constraints.txt", "-e", wanted]
    if call(command, {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}, quiet=True) != 0:
        raise Stop(
            "the Python packages could not be installed (what pip said stands above). Is this computer online? "
            f"Then try again. If it goes on, remove the folder {VENV.name} and start once more."
        )
    STAMP.write_text(json.dumps({"state": fingerprint(), "extra": extra}), "utf-8")


def can_use_pip() -> bool:
    """Whether pip will be in the environment: made by this Python, or there already."""
    return bool(importlib.util.find_spec("ensurepip")) or any(PYTHON.parent.glob("pip*"))


# Small things -------------------------------------------------------------------------------------------------------


def has_screen() -> bool:
    """Whether windows can be shown."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the language settings name UTF-8; a bare system has none."""
    chosen = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), "")
    return chosen.casefold().replace("-", "").endswith("utf8")


def call(
    command: Sequence[str | Path],
    more: Mapping[str, str] | None = None,
    *,
    stdin: bool = False,
    quiet: bool = False,
) -> int:
    """Run a command in the project's folder and return its exit code; `quiet` shows its words only if it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    environment |= {"PYTHONUTF8": "1", **(more or {})}
    if not WINDOWS and not speaks_utf8(environment):
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns otherwise, and a warning fails the tests
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=HERE,
            env=environment,
            stdin=None if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            check=False,
        )
    except OSError as error:
        print(f"{command[0]} could not be started: {error.strerror}", file=sys.stderr)
        return 127
    if quiet and done.returncode != 0:
        print(done.stdout.decode("utf-8", "replace"), file=sys.stderr, flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
