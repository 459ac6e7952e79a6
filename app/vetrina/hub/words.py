"""Text from outside made harmless to store and show: same result on every database, never refused for its letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

MARKS_IN_A_ROW: Final = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def clean_text(text: str) -> str:
    """`text` in NFC without control characters, lone surrogates and towers of combining marks; line ends become \\n."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _without_towers(text))


def clean_name(text: str) -> str:
    """A name: one line, single spaces, no characters that turn the writing direction; at most 64 long."""
    return " ".join(_DIRECTION.sub("", clean_text(text)).split())[:64].strip()


def _without_towers(text: str) -> str:
    if not any(unicodedata.combining(letter) for letter in text):
        return text
    kept: list[str] = []
    row = 0
    for letter in text:
        row = row + 1 if unicodedata.combining(letter) else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)


def text_digest(text: str) -> str:
    """The same for texts that differ only in case and spaces; empty for no text."""
    plain = " ".join(text.casefold().split())
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=12).hexdigest() if plain else ""
