"""The labels of a person: taken away by their cross, added by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from vetrina.domain.text import clean_line
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.chips import RemovableChip
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import clear, column
from vetrina.ui.widgets.popover import Popover

LONGEST = 40


class LabelEditor(Popover):
    """`changed(labels)` after each step."""

    changed = Signal(tuple)

    def __init__(self, parent: QWidget, labels: Sequence[str], known: Sequence[str]) -> None:
        super().__init__("", parent, width=248)
        self.setAccessibleName(self.tr("Labels"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.labels = list(labels)
        self.field = LineEdit("", self.tr("New label"), self.tr("New label"))
        self.field.setMaxLength(LONGEST)
        completer = QCompleter(list(known), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._add)
        self.chips = column(gap=6)
        title = PlainLabel(self.tr("Labels"), Type.NAME)
        hint = PlainLabel(self.tr("Enter adds it."), Type.SMALL, Tone.TEXT3)
        self.body.addLayout(column(title, self.chips, self.field, hint, margins=12, gap=8))
        self._show()
        self.field.setFocus()

    def _show(self) -> None:
        clear(self.chips)
        for label in self.labels:
            chip = RemovableChip(label, Kind.PLAIN)
            chip.removed.connect(lambda label=label: self._remove(label))
            self.chips.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.adjustSize()

    def _add(self) -> None:
        label = clean_line(self.field.text(), LONGEST)
        self.field.clear()
        if label and label.casefold() not in {one.casefold() for one in self.labels}:
            self.labels.append(label)
            self._show()
            self.changed.emit(tuple(self.labels))

    def _remove(self, label: str) -> None:
        self.labels.remove(label)
        self.field.setFocus()
        self._show()
        self.changed.emit(tuple(self.labels))
