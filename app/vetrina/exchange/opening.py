"""Opening a file somebody chose: is it a list at all, of what kind, and in which letters was it written."""

import codecs
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from vetrina.exchange.report import MAX_BYTES, ImportRefused

_HEAD: Final = 4096
_CHUNK: Final = 1 << 20
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")
_ARCHIVES: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OLD_TABLE: Final = b"\xd0\xcf\x11\xe0"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Kind(StrEnum):
    """What the bytes are; everything else is refused at the door."""

    TABLE = "table"
    XML = "xml"
    SPREADSHEET = "spreadsheet"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Opened:
    """A readable file: its bytes (at the start), size in bytes, kind, and the encoding of text."""

    stream: BinaryIO
    size: int
    kind: Kind
    encoding: str

    def text(self) -> io.TextIOWrapper:
        """The file as text; a letter that does not fit its encoding raises UnicodeDecodeError."""
        self.stream.seek(0)
        return io.TextIOWrapper(self.stream, encoding=self.encoding, errors="strict", newline="")


@contextmanager
def opened(source: Path | str | bytes) -> Iterator[Opened]:
    """Open a path or bytes for reading. Raises ImportRefused with one sentence for whatever is no list."""
    if isinstance(source, bytes):
        yield _looked_at(io.BytesIO(source), len(source))
        return
    path = Path(source)
    try:
        if path.is_dir():
            raise ImportRefused("file.folder", name=path.name)
        size = path.stat().st_size
        stream = path.open("rb")
    except FileNotFoundError as error:
        raise ImportRefused("file.not_found", name=path.name) from error
    except (OSError, ValueError) as error:
        raise ImportRefused("file.not_readable", name=path.name) from error
    with stream:
        try:
            yield _looked_at(stream, size)
        except OSError as error:
            raise ImportRefused("file.not_readable", name=path.name) from error


def _looked_at(stream: BinaryIO, size: int) -> Opened:
    if size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise ImportRefused("file.too_big", size=str(-(-size // (1024 * 1024))), limit=str(limit))
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ImportRefused("file.empty" if size <= _HEAD else "file.not_text")
    if head.startswith(b"PK\x03\x04") and _is_spreadsheet(stream):
        return Opened(stream, size, Kind.SPREADSHEET, "")
    _refuse_foreign(head)
    encoding = _encoding(stream, head)
    start = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        raise ImportRefused("file.html")
    if start.startswith("begin:vcard"):
        return Opened(stream, size, Kind.CARDS, encoding)
    if start.startswith("<"):
        if not start.startswith("<?xml") and "<html" in start:
            raise ImportRefused("file.html")
        return Opened(stream, size, Kind.XML, encoding)
    return Opened(stream, size, Kind.TABLE, encoding)


def _refuse_foreign(head: bytes) -> None:
    """Refuse, by their first bytes, the things people pick by mistake."""
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    if webp or head.startswith(_PICTURES[:3]) or head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise ImportRefused("file.picture")
    if head.startswith(_PICTURES) and b"\x00" in head[:64]:
        raise ImportRefused("file.picture")
    if head.startswith(b"%PDF"):
        raise ImportRefused("file.pdf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", *_ARCHIVES)):
        raise ImportRefused("file.archive")
    if head.startswith(_OLD_TABLE):
        raise ImportRefused("file.old_table")


def _is_spreadsheet(stream: BinaryIO) -> bool:
    """True for XLSX; other packed spreadsheets are refused by name, any other ZIP is none."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()[:10_000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    finally:
        stream.seek(0)
    if "content.xml" in names and "mimetype" in names:
        raise ImportRefused("file.old_table")
    return "xl/workbook.xml" in names


def _encoding(stream: BinaryIO, head: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252, decided over the whole file. Raises ImportRefused where letters are damaged."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return _checked(stream, name)
    even, odd = head[0:512:2].count(0), head[1:512:2].count(0)
    half = max(1, len(head[:512]) // 2)
    if odd > half * 0.4 and even < half * 0.1:
        return _checked(stream, "utf-16-le")
    if even > half * 0.4 and odd < half * 0.1:
        return _checked(stream, "utf-16-be")
    if _fits(stream, "utf-8"):
        return "utf-8"
    if b"\x00" in head:
        raise ImportRefused("file.not_text")
    if _mostly_utf8(stream):
        raise ImportRefused("file.encoding")
    return _checked(stream, "cp1252")


def _checked(stream: BinaryIO, encoding: str) -> str:
    if not _fits(stream, encoding):
        raise ImportRefused("file.encoding" if encoding != "cp1252" else "file.not_text")
    return encoding


def _fits(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _mostly_utf8(stream: BinaryIO) -> bool:
    """True for UTF-8 with a few broken letters: reading that as Windows-1252 would spoil all the good ones."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = broken = 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        lost = text.count("\ufffd")
        broken += lost
        good += len(text) - lost - len(text.encode("ascii", "ignore"))
    stream.seek(0)
    return good >= max(1, broken)
