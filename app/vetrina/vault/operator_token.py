"""The operator token: what a desktop shows to its own hub. Lies in a private file of the hub's folder."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from typing import Final

from vetrina import paths

FILE_NAME: Final = "operator.key"
_LEAST: Final = 32


def operator_token(hub_folder: Path) -> str:
    """The token of the hub in `hub_folder`, made on first use: 32 random bytes, 43 letters. Raises OSError."""
    try:
        token = (hub_folder / FILE_NAME).read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        token = ""
    return token if len(token) >= _LEAST else rotate_operator_token(hub_folder)


def rotate_operator_token(hub_folder: Path) -> str:
    """A new token in place of the old one, which stops working as soon as the hub reads the file again."""
    token = secrets.token_urlsafe(32)
    paths.write_private(hub_folder / FILE_NAME, token.encode() + b"\n")
    return token


def same_secret(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing about where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
