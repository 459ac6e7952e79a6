"""Tabs with an accent underline and count pills."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import LONGEST_WORD, clean
from vetrina.ui.widgets.painting import count_width, hairline, paint_count, paint_text, text_width
from vetrina.ui.widgets.zoomed import Zoomed


class Tabs(Zoomed, QTabBar):
    """Tabs 38 high. `add(word, count, loud)`; `chosen` is emitted when the person picks one."""

    chosen = Signal(int)

    def __init__(self, name: str, *, height: int = 38, inset: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._inset, self._line = height, inset, True
        self._counts: list[tuple[int, bool]] = []
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tabBarClicked.connect(self._clicked)

    def without_line(self) -> Tabs:
        """No hairline below (inside a composer)."""
        self._line = False
        return self

    def add(self, word: str, count: int = 0, *, loud: bool = False) -> int:
        """Append a tab; `loud` gives the accent pill. Returns its index."""
        self._counts.append((count, loud))
        index = self.addTab(clean(word, LONGEST_WORD).replace("&", "&&"))
        self._name(index)
        return index

    def set_count(self, index: int, count: int, *, loud: bool = False) -> None:
        """Change the pill of a tab; 0 hides it."""
        if self._counts[index] == (count, loud):
            return
        self._counts[index] = (count, loud)
        self._name(index)
        self.setTabText(index, self.tabText(index))  # makes Qt measure the tab again
        self.updateGeometry()

    def choose(self, index: int) -> None:
        """Select a tab without emitting `chosen`."""
        self.setCurrentIndex(index)

    def _clicked(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(index)

    def _word(self, index: int) -> str:
        return self.tabText(index).replace("&&", "&")

    def _name(self, index: int) -> None:
        count = self._counts[index][0]
        word = self._word(index)
        self.setAccessibleTabName(index, f"{word}, {count}" if count else word)

    def tabSizeHint(self, index: int) -> QSize:
        px = theme().px
        count = self._counts[index][0] if index < len(self._counts) else 0
        width = text_width(self._word(index), Type.NAME) + px(16) + (count_width(count) + px(6) if count else 0)
        return QSize(width + px(4) + (px(self._inset) if index == 0 else 0), px(self._height))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        width = sum(self.tabSizeHint(i).width() for i in range(self.count()))
        return QSize(width, theme().px(self._height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.chosen.emit(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        if self._line:
            hairline(painter, 0, self.height() - 1, self.width())
        for index in range(self.count()):
            on = index == self.currentIndex()
            rect = QRectF(self.tabRect(index))
            if index == 0:
                rect.setLeft(rect.left() + px(self._inset))
            rect.setRight(rect.right() - px(4))
            self._paint_tab(painter, rect, index, on)

    def _paint_tab(self, painter: QPainter, rect: QRectF, index: int, on: bool) -> None:
        px = theme().px
        word, (count, loud) = self._word(index), self._counts[index]
        role = Type.NAME if on else Type.LABEL
        tone = Tone.TEXT if on else Tone.TEXT2
        if not self.isTabEnabled(index):
            tone = Tone.TEXT3
        width = text_width(word, Type.NAME)
        paint_text(painter, QRectF(rect.left() + px(8), 0, width + 2, self.height() - px(1)), word, role, tone)
        if count:
            top = (self.height() - px(18)) / 2
            paint_count(painter, rect.left() + px(14) + width, top, count, quiet=not loud)
        if on:
            line = QRectF(rect.left(), self.height() - px(2), rect.width(), px(2))
            painter.fillRect(line, theme().color("accent"))
