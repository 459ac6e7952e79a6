"""A process of its own that opens pictures from outside: little memory, little time, and nothing in it to steal.

Asked on stdin, answered on stdout, one picture after the other until stdin ends. A question is its length (4 bytes,
big-endian) and the picture's bytes; an answer is a verdict (1 byte), width, height and length (4 bytes each) and the
picture drawn anew. Only the standard library and Pillow are loaded here.
"""

from __future__ import annotations

import contextlib
import io
import struct
import sys
import warnings
from enum import IntEnum
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND: Final = "draw-pictures-anew"
"""The word after ``vetrina`` that starts this program where there is no Python to start it with."""
MAX_PICTURE_BYTES: Final = 25 * 1024 * 1024
MAX_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 1200
QUESTION: Final = struct.Struct(">I")
ANSWER: Final = struct.Struct(">BIII")
_MEMORY: Final = 2 * 1024 * 1024 * 1024
_CPU_S: Final = 20
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_MAX_PNG_BYTES: Final = 1024 * 1024


class Verdict(IntEnum):
    """How a picture came out."""

    DRAWN = 0
    NOT_ONE = 1
    TOO_MANY_PIXELS = 2
    DAMAGED = 3


def main() -> int:
    """Draw until stdin ends."""
    fence = _Fence()
    while head := _exactly(sys.stdin.buffer, QUESTION.size):
        raw = _exactly(sys.stdin.buffer, QUESTION.unpack(head)[0])
        fence.another()
        verdict, body, (width, height) = _drawn_anew(raw)
        sys.stdout.buffer.write(ANSWER.pack(verdict, width, height, len(body)) + body)
        sys.stdout.buffer.flush()
    return 0


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """So many bytes; none when the other side is gone."""
    found = stream.read(size)
    return found if len(found) == size else b""


class _Fence:
    """Limits of this process; Windows knows none of them, there the clock of who asks and the pixels remain."""

    def __init__(self) -> None:
        self._limit("RLIMIT_AS", _MEMORY)
        self._limit("RLIMIT_CORE", 0)

    def another(self) -> None:
        """Processor time for one more picture."""
        try:
            import resource
        except ImportError:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + _CPU_S
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))

    @staticmethod
    def _limit(name: str, value: int) -> None:
        try:
            import resource
        except ImportError:
            return
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(getattr(resource, name), (value, value))


def _drawn_anew(raw: bytes) -> tuple[Verdict, bytes, tuple[int, int]]:
    """Upright, at most 1200 pixels on the longer side, pixels only; of a moving picture the first frame."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as found:
                if found.width * found.height > MAX_PIXELS:
                    return Verdict.TOO_MANY_PIXELS, b"", (0, 0)
                found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                found.seek(0)
                found.load()
                upright = ImageOps.exif_transpose(found)
                clear = "A" in upright.getbands() or "transparency" in upright.info
                image = upright.convert("RGBA" if clear else "RGB")
                drawn = found.format in ("PNG", "GIF")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return Verdict.DRAWN, _encoded(image, clear=clear, drawn=drawn), image.size
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return Verdict.NOT_ONE, b"", (0, 0)
    except Exception:  # noqa: BLE001 - Pillow meets a damaged file with whatever its decoder happens to raise
        return Verdict.DAMAGED, b"", (0, 0)


def _encoded(image: Image, *, clear: bool, drawn: bool) -> bytes:
    """PNG for drawings and pictures with clear parts while that stays small, else JPEG on white."""
    target = io.BytesIO()
    if clear or drawn:
        image.save(target, "PNG", optimize=True)
        if target.tell() <= _MAX_PNG_BYTES:
            return target.getvalue()
    if clear:
        from PIL import Image as Drawing

        ground = Drawing.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    target = io.BytesIO()
    image.save(target, "JPEG", quality=86, optimize=True, progressive=True)
    return target.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
