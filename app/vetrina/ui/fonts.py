"""Loads the bundled typefaces and names the families the window uses."""

from __future__ import annotations

import logging
from functools import cache

from PySide6.QtGui import QFontDatabase

from vetrina.ui.assets import asset

log = logging.getLogger(__name__)

INTERFACE = "Commissioner"
BRAND = "Bodoni Moda"


@cache
def load() -> frozenset[str]:
    """Register every bundled font once; returns the families found. Needs a QGuiApplication."""
    families: set[str] = set()
    for path in sorted(asset("fonts").rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            log.warning("font %s could not be read", path.name)
            continue
        families.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(families)


def interface_families() -> list[str]:
    """Families for controls and text, best first."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return [INTERFACE, system] if INTERFACE in load() else [system]


def brand_families() -> list[str]:
    """Families for the word mark and the shop's name, best first."""
    return [BRAND, "serif"] if BRAND in load() else ["serif"]
