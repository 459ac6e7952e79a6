"""Words of a rule as chips that are taken away, and a field that adds one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.chips import RemovableChip
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.layouts import fixed

LONGEST = 60


class FlowLayout(QLayout):
    """Parts one after the other, in as many lines as they need."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

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
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + gap
            line = max(line, hint.height())
        return y + line - rect.y()


class WordChips(QWidget):
    """`edited` after each change by the person."""

    edited = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._flow = FlowLayout()
        self.add = LineEdit(placeholder=placeholder)
        self.add.setAccessibleName(name)
        self.add.setMaxLength(LONGEST)
        fixed(self.add, width=130)
        self.add.returnPressed.connect(self._take)
        self.add.editingFinished.connect(self._take)
        self._flow.addWidget(self.add)
        self.setLayout(self._flow)

    def words(self) -> tuple[str, ...]:
        """The words, in order."""
        return tuple(self._words)

    def set_words(self, words: tuple[str, ...]) -> None:
        """Show these words; emits nothing."""
        self._words = []
        for chip in self.findChildren(RemovableChip):
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self.add)
        for word in words:
            self._append(word)
        self._flow.addWidget(self.add)

    def _append(self, word: str) -> None:
        chip = RemovableChip(word, Kind.ACCENT)
        chip.removed.connect(lambda: self._remove(word))
        self._words.append(word)
        self._flow.addWidget(chip)

    def _take(self) -> None:
        new = [word.strip() for word in self.add.text().split(",") if word.strip()]
        self.add.clear()
        wanted = tuple(dict.fromkeys((*self._words, *new)))
        if wanted != self.words():
            self.set_words(wanted)
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _remove(self, word: str) -> None:
        self.set_words(tuple(kept for kept in self._words if kept != word))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
