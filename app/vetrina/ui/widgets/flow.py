"""A layout that puts parts in a line and goes on below where there is no more room: chips."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.widgets.layouts import set_margins


class Flow(QLayout):
    """`gap` between the parts and between the lines, in px of the design."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        set_margins(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def empty(self, keep: QWidget | None = None) -> None:
        """Delete all parts but `keep`, which is only taken out."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not keep:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = theme().px(self._gap)
        x, y, line = rect.x(), rect.y(), 0
        rows: list[list[tuple[QLayoutItem, int]]] = [[]]
        heights: list[int] = []
        for item in self._items:
            hint = item.sizeHint()
            wide = min(hint.width(), rect.width())
            if rows[-1] and x + wide > rect.right() + 1:
                heights.append(line)
                rows.append([])
                x, line = rect.x(), 0
            rows[-1].append((item, x))
            line = max(line, hint.height())
            x += wide + gap
        heights.append(line)
        for row, height in zip(rows, heights, strict=True):
            for item, left in row:
                if move:
                    hint = item.sizeHint()
                    top = y + (height - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top), QSize(min(hint.width(), rect.width()), hint.height())))
            y += height + gap
        return y - gap - rect.y() if self._items else 0
