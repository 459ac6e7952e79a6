"""The only way out to the browser: an allow list of schemes, and never a file."""

from __future__ import annotations

import logging

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

log = logging.getLogger(__name__)

SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def allowed(address: str) -> bool:
    """True if `open_link` would open this address."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in SCHEMES:
        return False
    if url.scheme() in ("http", "https"):
        return bool(url.host()) and not url.userInfo()
    return True


def open_link(address: str) -> bool:
    """Open a web or mail address in the program the owner uses for it. False if it was not allowed."""
    if not allowed(address):
        log.warning("a link with scheme %r was not opened", QUrl(address).scheme()[:20])
        return False
    return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
