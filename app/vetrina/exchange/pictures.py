"""Pictures the owner chooses or a shop list names: checked, turned upright, made small, without their place.

They come from anywhere, so none is opened in this process, which holds the shop's keys: see `picture_worker`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vetrina.exchange.report import ImportRefused
from vetrina.picture_worker import ANSWER, COMMAND, LONGEST_SIDE, MAX_PICTURE_BYTES, QUESTION, Verdict

__all__ = ["LONGEST_SIDE", "MAX_PICTURE_BYTES", "Darkroom", "Picture", "picture_beside", "read_picture"]

_PATIENCE_S: Final = 30.0
_SOURCES: Final = str(Path(__file__).resolve().parents[2])
_REFUSED: Final = {
    Verdict.NOT_ONE: "picture.not_one",
    Verdict.TOO_MANY_PIXELS: "picture.too_many_pixels",
    Verdict.DAMAGED: "picture.damaged",
}
_PHONE_FORMATS: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for ads: bytes (PNG or JPEG), media type, size in pixels, SHA-256 (hex) of the bytes."""

    body: bytes
    media_type: str
    width: int
    height: int
    sha256: str


class Darkroom:
    """The process that draws pictures anew, kept for several; one that a picture broke is replaced for the next."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Darkroom:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def draw(self, raw: bytes) -> tuple[bytes, int, int]:
        """The picture anew (PNG or JPEG), its width and height. Raises ImportRefused."""
        worker = self._worker = self._worker or _started()
        assert worker.stdin is not None
        assert worker.stdout is not None
        clock = threading.Timer(_PATIENCE_S, worker.kill)
        clock.start()
        try:
            worker.stdin.write(QUESTION.pack(len(raw)) + raw)
            worker.stdin.flush()
            head = worker.stdout.read(ANSWER.size)
            if len(head) < ANSWER.size:
                raise EOFError
            verdict, width, height, size = ANSWER.unpack(head)
            body = worker.stdout.read(size)
            if len(body) < size:
                raise EOFError
        except (OSError, EOFError) as broken:
            self.close()
            raise ImportRefused("picture.damaged") from broken
        finally:
            clock.cancel()
        if verdict != Verdict.DRAWN:
            raise ImportRefused(_REFUSED.get(verdict, "picture.damaged"))
        return body, width, height

    def close(self) -> None:
        """End the process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _started() -> subprocess.Popen[bytes]:
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, COMMAND] if frozen else [sys.executable, "-m", "vetrina.picture_worker"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": _SOURCES},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def read_picture(source: Path | bytes, darkroom: Darkroom | None = None) -> Picture:
    """The picture as it goes into the store and to the shop page.

    Upright, at most 1200 pixels on its longer side, without EXIF (a phone writes the place into it). Of a moving
    picture the first frame. `darkroom` serves several pictures; without one a process is started for this one alone.
    Raises ImportRefused with the sentence for the owner.
    """
    raw = source if isinstance(source, bytes) else _bytes_of(source)
    if len(raw) > MAX_PICTURE_BYTES:
        raise ImportRefused("picture.too_big", limit=str(MAX_PICTURE_BYTES // (1024 * 1024)))
    if raw[4:12] in _PHONE_FORMATS:
        raise ImportRefused("picture.phone_format")
    with contextlib.ExitStack() as stack:
        body, width, height = (darkroom or stack.enter_context(Darkroom())).draw(raw)
    media_type = "image/png" if body.startswith(b"\x89PNG") else "image/jpeg"
    return Picture(body, media_type, width, height, hashlib.sha256(body).hexdigest())


def picture_beside(list_file: Path, address: str) -> Path | None:
    """The picture file that a shop list names by a path relative to itself; None for web addresses and the rest.

    A list can only name files in its own folder and below: it may come from a stranger.
    """
    if "://" in address or not address or "\\" in address or Path(address).is_absolute():
        return None
    folder = list_file.resolve().parent
    try:
        picture = (folder / address).resolve()
        inside = picture.is_relative_to(folder) and picture.is_file()
    except (OSError, ValueError):
        return None
    return picture if inside else None


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_PICTURE_BYTES + 1)
    except FileNotFoundError as error:
        raise ImportRefused("file.not_found", name=path.name) from error
    except OSError as error:
        raise ImportRefused("file.not_readable", name=path.name) from error
