"""Words of a rule as chips that are taken away, and a field that adds one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.chips import RemovableChip
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.flow import Flow
from vetrina.ui.widgets.layouts import fixed

LONGEST = 60


class WordChips(QWidget):
    """`edited` after each change by the person."""

    edited = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._words: list[str] = []
        self._flow = Flow()
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
