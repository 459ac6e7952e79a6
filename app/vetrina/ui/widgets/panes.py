"""Panels side by side whose widths the person drags and the program remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.widgets.layouts import follow_theme

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class _Handle(QSplitterHandle):
    """Qt widens a handle of 1 px to a grab of its own (5 px over the neighbours); only the line is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.width() // 2, 0, 1, self.height(), theme().color("line"))


class Panes(QSplitter):
    """`add(panel, 304, least=264)` for panels of a usual width, `add(panel)` for the one that takes the rest.

    `key` names the place where widths are kept ("inbox").
    """

    def __init__(self, window: MainWindow, key: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._window, self._key = window, key
        self._usual: list[int] = []
        self._settled = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._moved)

    def add(self, panel: QWidget, width: int = 0, least: int = 0) -> None:
        """Append a panel; `width` 0 takes what the others leave. Both in px of the design."""
        self._usual.append(width)
        self.addWidget(panel)
        index = self.count() - 1
        self.setStretchFactor(index, 0 if width else 1)
        self.setCollapsible(index, False)
        if least or width:
            follow_theme(panel, lambda: panel.setMinimumWidth(theme().px(least or width)))

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._settled:
            self._settled = True
            self._recall()

    def _recall(self) -> None:
        px = theme().px
        kept = str(self._window.recalled(f"panes/{self._key}") or "").split(",")
        widths = [int(part) for part in kept if part.isdecimal()]
        if len(widths) != self.count():
            widths = self._usual
        fixed = sum(px(width) for width in widths if width)
        rest = max(self.width() - fixed, 1)
        self.setSizes([px(width) if width else rest for width in widths])

    def _moved(self) -> None:
        scale = theme().scale
        sizes = [round(size / scale) if usual else 0 for size, usual in zip(self.sizes(), self._usual, strict=True)]
        self._window.remember(f"panes/{self._key}", ",".join(str(size) for size in sizes))
