"""Finds the files the window is drawn with: icons, fonts, marks, translations."""

from __future__ import annotations

from pathlib import Path

from vetrina.paths import resources


def asset(*parts: str) -> Path:
    """Path of a bundled file below `resources/`; the file need not exist."""
    return resources().joinpath(*parts)
