"""Texts from people at the door: what no store, wire or screen can carry is taken out; the rest stays as it was.

Also when two texts count as the same, for the rule against one text to many.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

MESSAGE_LENGTH: Final = 20_000
"""Characters of one message that are kept."""
LINE_LENGTH: Final = 200
"""Characters of a name, a title, a label that are kept."""
MARKS_IN_A_ROW: Final = 10
"""Combining marks on one letter that are kept; more make towers over the lines around them."""
MARKS_IN_A_NAME: Final = 3
"""The same for names: they stand in rows and sentences. Vietnamese needs two."""
NAME_LENGTH: Final = 64
"""Characters of a person's or a shop's name that are kept."""
SAME_TEXT_MS: Final = 600_000
"""How long an identical text to other talks counts as the same mailing."""

_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def clean_text(text: str, limit: int = MESSAGE_LENGTH) -> str:
    """`text` in NFC without control characters, lone surrogates and towers of marks, its lines ended by ``\\n``.

    Cut at `limit`.
    """
    if len(text) > limit:
        text = text[: limit + 1]  # before the costly part; a cut pair of \r\n is whole again below
    if text.isascii() and text.isprintable():
        return text[:limit]
    text = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _without_towers(unicodedata.normalize("NFC", _CONTROLS.sub("", text)))[:limit]


def clean_line(text: str, limit: int = LINE_LENGTH) -> str:
    """As `clean_text`, on one line, without space at the ends."""
    return clean_text(_BREAKS.sub(" ", text[: limit * 4]).strip(), limit).strip()


def clean_name(text: str, limit: int = NAME_LENGTH) -> str:
    """A name: one line without invisible characters and those that turn the writing direction; few marks a letter.

    Empty when nothing is left that can be seen.
    """
    seen = "".join(letter for letter in clean_text(text) if unicodedata.category(letter) != "Cf")
    name = " ".join(_without_towers(seen, MARKS_IN_A_NAME).split())[:limit].strip()
    return name if any(unicodedata.category(letter)[0] in "LNS" for letter in name) else ""


def _without_towers(text: str, most: int = MARKS_IN_A_ROW) -> str:
    if not any(unicodedata.combining(letter) for letter in text):
        return text
    kept: list[str] = []
    row = 0
    for letter in text:
        row = row + 1 if unicodedata.combining(letter) else 0
        if row <= most:
            kept.append(letter)
    return "".join(kept)


def text_digest(*parts: str) -> str:
    """The same for texts that differ only in case and spaces; empty for no text. `parts` count in their order."""
    plain = "\n".join(" ".join(part.casefold().split()) for part in parts)
    if not plain.strip():
        return ""
    return hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=12).hexdigest()


def same_text_keys(
    text: str, headline: str, button: str, titles: Sequence[str], card: Sequence[str]
) -> tuple[str, ...]:
    """What is counted of a message against the rule of one text to many: its text, and what stands beside it.

    Each by itself, so that neither another first name over the same card nor another card under the same text hides
    a mailing. Buttons alone are what a message says only when it says nothing else.
    """
    found = [text_digest(text)]
    if headline or any(card):
        found.append(text_digest("beside the text", headline, *card))
    elif not found[0] and (button or titles):
        found.append(text_digest("buttons", button, *titles))
    return tuple(key for key in found if key)
