"""Pictures from outside: opened only in a process of their own with little memory and time, and made anew."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PICTURE_BYTES: Final = 10 * 1024 * 1024
PIXELS: Final = 24_000_000
LONGEST_SIDE: Final = 1600
_MEMORY: Final = 1024 * 1024 * 1024
_CPU_S: Final = 10
_WALL_S: Final = 20.0
_SOURCES: Final = str(Path(__file__).resolve().parents[2])
WORKER_COMMAND: Final = "make-picture-anew"
_KINDS: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/png"}
_MAGIC: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


class BadPicture(Exception):
    """Not a picture we take, too large, or it broke the process that opened it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without anything but its pixels: no place, no camera, no second file inside."""

    kind: str
    data: bytes


async def make_anew(sent: bytes, turns: asyncio.Semaphore) -> Picture:
    """Decode `sent` in a worker and encode it again, at most 1600 px long; `turns` keeps the workers few.

    Raises BadPicture.
    """
    if not (sent.startswith(_MAGIC) or (sent[:4] == b"RIFF" and sent[8:12] == b"WEBP")):
        raise BadPicture
    async with turns:
        worker = await asyncio.create_subprocess_exec(
            *_command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _SOURCES},
        )
        try:
            async with asyncio.timeout(_WALL_S):
                made, _ = await worker.communicate(sent)
        except TimeoutError:
            raise BadPicture from None
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
    kind, _, data = made.partition(b"\n")
    if worker.returncode != 0 or not data:
        raise BadPicture
    return Picture(kind.decode("ascii"), data)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "hub", WORKER_COMMAND]
    return [sys.executable, "-m", "vetrina.hub.pictures"]


def work() -> int:
    """The worker: picture in on stdin, its kind and the new picture out on stdout; 1 when it cannot be used."""
    _fence()
    try:
        kind, data = _anew(sys.stdin.buffer.read(PICTURE_BYTES + 1))
    except Exception:  # noqa: BLE001 -- whatever a hostile picture makes the decoder raise, the answer is no
        return 1
    sys.stdout.buffer.write(kind.encode("ascii") + b"\n" + data)
    sys.stdout.buffer.flush()
    return 0


def _fence() -> None:
    try:
        import resource
    except ImportError:  # Windows: the wall clock and the pixel limit remain
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _anew(sent: bytes) -> tuple[str, bytes]:
    import warnings

    from PIL import Image, ImageOps

    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = PIXELS
    if len(sent) > PICTURE_BYTES:
        raise BadPicture
    with Image.open(io.BytesIO(sent), formats=tuple(_KINDS)) as opened:
        form = opened.format or ""
        if opened.width * opened.height > PIXELS:
            raise BadPicture
        opened.seek(0)
        picture = ImageOps.exif_transpose(opened)
        clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
        picture = picture.convert("RGBA" if clear and form != "JPEG" else "RGB")
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        fresh = Image.new(picture.mode, picture.size)
        fresh.paste(picture)
        if form == "JPEG":
            fresh.save(out, "JPEG", quality=88, optimize=True)
        elif form == "WEBP":
            fresh.save(out, "WEBP", quality=88)
        else:
            fresh.save(out, "PNG", optimize=True)
    return _KINDS[form], out.getvalue()


if __name__ == "__main__":
    raise SystemExit(work())
