"""A screen in memory whose pixels can be read, and what a tree of processes costs: the same look at every program."""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 1600, 1000
STEP = 8
"""Every eighth pixel of every eighth line is looked at."""

LOOK_S = 0.01
PATIENCE_S = 60.0
_PAINTED = 0.05
"""A window counts as painted when this part of the screen is no longer the screen's own black."""

_SAME = 0.97
_CLOCK = os.sysconf("SC_CLK_TCK")


class Screen:
    """Xvfb with its pixels in a file (an XWD header, the colours, then the lines)."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise FileNotFoundError("Xvfb")
        told, tells = os.pipe()
        self._server = subprocess.Popen(
            [program, "-displayfd", str(tells), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder),
             "-nolisten", "tcp", "-noreset"],
            pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        os.close(tells)
        with os.fdopen(told) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._memory[:100])
        self._start, self._line = head[0] + 12 * head[19], head[12]

    def look(self) -> bytes:
        """The green of the pixels that are looked at."""
        memory, width = self._memory, WIDTH * 4
        starts = range(self._start, self._start + HEIGHT * self._line, STEP * self._line)
        return b"".join(memory[start : start + width][1 :: 4 * STEP] for start in starts)

    def picture(self) -> Image.Image:
        """All of it."""
        end = self._start + HEIGHT * self._line
        return Image.frombytes("RGB", (WIDTH, HEIGHT), self._memory[self._start : end], "raw", "BGRX", self._line)

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(PATIENCE_S)


@dataclass(frozen=True)
class Weight:
    """A process in bytes: `pss` shares common pages among all that use them, `rss` counts them in full."""

    part: str
    pss: int
    rss: int


@dataclass
class Run:
    """One start of one program; times in seconds since the process was started."""

    painted: float
    painted_cpu: float
    settled: float
    settled_cpu: float
    memory: list[Weight] = field(default_factory=list)
    picture: Image.Image | None = None


def is_painted(look: bytes) -> bool:
    """Whether a window with something in it is to be seen."""
    return len(look) - look.count(0) > _PAINTED * len(look) and len(set(look)) >= 3


def _alike(one: bytes, other: bytes) -> bool:
    return sum(a == b for a, b in zip(one, other, strict=True)) >= _SAME * len(one)


def watch(
    screen: Screen, command: Sequence[str], environment: Mapping[str, str], folder: Path, stay_s: float, parts: int
) -> Run:
    """Start a program, look at the screen every 10 ms, weigh it `stay_s` after its start, and end it.

    `parts` says how many processes it has at least once it has started; until then it is waited for.
    """
    time.sleep(0.2)  # the X server clears what the last program left
    if is_painted(screen.look()):
        raise RuntimeError("another window is still on the screen")
    looks: list[tuple[float, float, bytes]] = []
    begun = time.monotonic()
    with (folder / "said.txt").open("ab") as said:
        child = subprocess.Popen(
            list(command), env=dict(environment), cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
    try:
        while True:
            now = time.monotonic() - begun
            look = screen.look()
            if not looks or looks[-1][2] != look:
                looks.append((now, sum(map(_cpu, tree(child.pid))), look))
            if child.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with {child.returncode}; see {folder / 'said.txt'}")
            if now > stay_s and is_painted(look) and len(tree(child.pid)) >= parts:
                break
            if now > PATIENCE_S:
                raise RuntimeError(f"{command[0]} shows nothing; see {folder / 'said.txt'}")
            time.sleep(LOOK_S)
        run = _read(looks)
        run.memory = [weigh(pid) for pid in tree(child.pid)]
        run.picture = screen.picture()
        return run
    finally:
        end(tree(child.pid), child)


def _read(looks: list[tuple[float, float, bytes]]) -> Run:
    """When the first window was painted, and from when on the picture was the one that stayed."""
    first = next(look for look in looks if is_painted(look[2]))
    settled = looks[-1]
    for look in reversed(looks):
        if not _alike(look[2], looks[-1][2]):
            break
        settled = look
    return Run(first[0], first[1], settled[0], settled[1])


# Processes ----------------------------------------------------------------------------------------------------------


def tree(root: int) -> list[int]:
    """A process and everything below it."""
    children: dict[int, list[int]] = {}
    for stat in _stats():
        children.setdefault(int(stat[1][1]), []).append(stat[0])
    found, rest = [], [root]
    while rest:
        pid = rest.pop()
        found.append(pid)
        rest += children.get(pid, [])
    return found


def _stats() -> Iterator[tuple[int, list[str]]]:
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with contextlib.suppress(OSError):
                yield int(place.name), (place / "stat").read_text().rpartition(")")[2].split()


def _cpu(pid: int) -> float:
    """Seconds of processor time so far."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / _CLOCK


def _name(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return "hub" if "hub" in words and "serve" in words else "window"


def weigh(pid: int) -> Weight:
    """The memory of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
    return Weight(_name(pid), sizes["Pss"], sizes["Rss"])


def end(pids: Sequence[int], child: subprocess.Popen[bytes]) -> None:
    """End these processes, politely at first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            child.poll()
            if not any(Path(f"/proc/{pid}").exists() and not _is_dead(pid) for pid in pids):
                return
            time.sleep(0.02)


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
