"""Pictures of ads and products, read once each and kept while the page lives."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from vetrina.store.queries import products
from vetrina.ui.bridge import Bridge
from vetrina.ui.widgets.pictures import read_picture

MOST_KEPT = 200


class Album(QObject):
    """`of(sha256)` gives the picture or None while it is on its way; `arrived` then says to paint again."""

    arrived = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: dict[str, QPixmap | None] = {}

    def of(self, sha256: str) -> QPixmap | None:
        """The picture with this SHA-256 (hex), if it is here already."""
        if not sha256:
            return None
        if sha256 not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[sha256] = None
            self._bridge.read(
                lambda r: products.picture(r, sha256), lambda data: self._arrive(sha256, data), owner=self
            )
        return self._kept[sha256]

    def _arrive(self, sha256: str, data: bytes | None) -> None:
        if data is not None:
            self._kept[sha256] = read_picture(data)
            self.arrived.emit()
