"""Texts from people at the door: what no store, wire or screen can carry is taken out; the rest stays as it was."""

from __future__ import annotations

import re
from typing import Final

MESSAGE_LENGTH: Final = 20_000
"""Characters of one message that are kept."""
LINE_LENGTH: Final = 200
"""Characters of a name, a title, a label that are kept."""

_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def clean_text(text: str, limit: int = MESSAGE_LENGTH) -> str:
    """`text` without control characters and lone surrogates, lines ended by ``\\n``, cut at `limit`."""
    if len(text) > limit:
        text = text[: limit + 1]  # before the costly part; a cut pair of \\r\\n is whole again below
    text = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROLS.sub("", text)[:limit]


def clean_line(text: str, limit: int = LINE_LENGTH) -> str:
    """As `clean_text`, on one line, without space at the ends."""
    return clean_text(_BREAKS.sub(" ", text[: limit * 4]).strip(), limit).strip()
