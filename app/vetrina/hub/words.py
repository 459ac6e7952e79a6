"""Names from outside made harmless to store and show: same result on every database."""

from __future__ import annotations

import re

from vetrina.domain.text import clean_text

_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def clean_name(text: str) -> str:
    """A name: one line, single spaces, no characters that turn the writing direction; at most 64 long."""
    return " ".join(_DIRECTION.sub("", clean_text(text)).split())[:64].strip()
