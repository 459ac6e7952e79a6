"""Pictures the owner chooses or a shop list names: checked, turned upright, made small, without their place."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vetrina.exchange.report import ImportRefused

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PICTURE_BYTES: Final = 25 * 1024 * 1024
MAX_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 1200
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_MAX_PNG_BYTES: Final = 1024 * 1024
_PHONE_FORMATS: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for ads: bytes (PNG or JPEG), media type, size in pixels, SHA-256 (hex) of the bytes."""

    body: bytes
    media_type: str
    width: int
    height: int
    sha256: str


def read_picture(source: Path | bytes) -> Picture:
    """The picture as it goes into the store and to the shop page.

    Upright, at most 1200 pixels on its longer side, without EXIF (a phone writes the place into it). Of a moving
    picture the first frame. Raises ImportRefused with the sentence for the owner.
    """
    raw = source if isinstance(source, bytes) else _bytes_of(source)
    if len(raw) > MAX_PICTURE_BYTES:
        raise ImportRefused("picture.too_big", limit=str(MAX_PICTURE_BYTES // (1024 * 1024)))
    if raw[4:12] in _PHONE_FORMATS:
        raise ImportRefused("picture.phone_format")
    body, media_type, size = _drawn_anew(raw)
    return Picture(body, media_type, size[0], size[1], hashlib.sha256(body).hexdigest())


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


def _drawn_anew(raw: bytes) -> tuple[bytes, str, tuple[int, int]]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(raw), formats=_FORMATS) as found:
                if found.width * found.height > MAX_PIXELS:
                    raise ImportRefused("picture.too_many_pixels")
                found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                found.seek(0)
                found.load()
                upright = ImageOps.exif_transpose(found)
                clear = "A" in upright.getbands() or "transparency" in upright.info
                image = upright.convert("RGBA" if clear else "RGB")
                drawn = found.format in ("PNG", "GIF")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return *_encoded(image, clear=clear, drawn=drawn), image.size
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ImportRefused("picture.not_one") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, ZeroDivisionError, MemoryError) as error:
        # Pillow meets a damaged file with whichever of these its decoder happens to raise.
        raise ImportRefused("picture.damaged") from error


def _encoded(image: Image, *, clear: bool, drawn: bool) -> tuple[bytes, str]:
    """PNG for drawings and pictures with clear parts while that stays small, else JPEG on white."""
    target = io.BytesIO()
    if clear or drawn:
        image.save(target, "PNG", optimize=True)
        if target.tell() <= _MAX_PNG_BYTES:
            return target.getvalue(), "image/png"
    if clear:
        from PIL import Image as Drawing

        ground = Drawing.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    target = io.BytesIO()
    image.save(target, "JPEG", quality=86, optimize=True, progressive=True)
    return target.getvalue(), "image/jpeg"
