"""A small editor for the buttons below a message."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.bot.speech import TITLE_LENGTH
from vetrina.domain.talk import QuickReply
from vetrina.domain.text import clean_line
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.popover import Popover

MOST = 4


class ButtonEditor(Popover):
    """Four lines; each with words is a button. `changed(replies)` while typing."""

    changed = Signal(tuple)

    def __init__(self, parent: QWidget, replies: Sequence[QuickReply]) -> None:
        super().__init__("", parent, width=268)
        self.setAccessibleName(self.tr("Buttons"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: list[LineEdit] = []
        layout = column(PlainLabel(self.tr("Buttons"), Type.NAME), margins=12, gap=6)
        hint = self.tr("The person taps one to answer.")
        layout.addWidget(PlainLabel(hint, Type.SMALL, Tone.TEXT2, wrap=True))
        titles = [reply.title for reply in replies[:MOST]]
        for number in range(MOST):
            name = self.tr("Button {n}").replace("{n}", str(number + 1))
            field = LineEdit(titles[number] if number < len(titles) else "", name, name)
            field.setMaxLength(TITLE_LENGTH)
            field.textEdited.connect(lambda _text: self.changed.emit(self.replies()))
            field.returnPressed.connect(self.close)
            self.fields.append(field)
            layout.addWidget(field)
        self.body.addLayout(layout)
        self.fields[min(len(titles), MOST - 1)].setFocus()

    def replies(self) -> tuple[QuickReply, ...]:
        """The buttons as they stand; the same words twice count once."""
        titles = dict.fromkeys(clean_line(field.text(), TITLE_LENGTH) for field in self.fields)
        return tuple(QuickReply(title, title) for title in titles if title)
