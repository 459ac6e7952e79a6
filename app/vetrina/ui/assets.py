"""Finds the files the window is drawn with: icons, fonts, marks, translations."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(str(frozen)) / "resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def asset(*parts: str) -> Path:
    """Path of a bundled file below `resources/`; the file need not exist."""
    return _root().joinpath(*parts)
