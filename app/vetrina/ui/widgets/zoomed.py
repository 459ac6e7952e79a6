"""For parts that measure themselves: after a change of theme or zoom their layout asks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Zoomed(_Base):
    """Stands before the Qt class among the bases: `class Button(Zoomed, QPushButton)`."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
