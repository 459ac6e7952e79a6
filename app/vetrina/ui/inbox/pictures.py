"""Kept pictures by their SHA-256, fetched away from the window once; painters ask, the view repaints."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from vetrina.store.queries import products
from vetrina.ui.bridge import Bridge
from vetrina.ui.widgets.pictures import read_picture

MOST = 200
EDGE = 320


class Pictures(QObject):
    """`pixmap(sha)` gives what is here and fetches the rest; `arrived` says that there is something to repaint."""

    arrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: dict[str, QPixmap | None] = {}

    def pixmap(self, sha: str) -> QPixmap | None:
        """The picture, None while it is on its way or when there is none."""
        if not sha:
            return None
        if sha not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[sha] = None
            self._bridge.read(lambda r: products.picture(r, sha), partial(self._keep, sha), self._missing, owner=self)
        return self._kept[sha]

    def _keep(self, sha: str, body: bytes | None) -> None:
        made = read_picture(body) if body else None
        if made is not None:
            by_expanding = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            self._kept[sha] = made.scaled(EDGE, EDGE, by_expanding, Qt.TransformationMode.SmoothTransformation)
            self.arrived.emit()

    def _missing(self, trouble: Exception) -> None:
        """A talk is readable without its pictures."""
