"""The buttons under an ad's greeting: up to three, added and changed one at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vetrina.domain.ads import QUICK_REPLIES, QUICK_REPLY_LENGTH
from vetrina.domain.talk import QuickReply
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.fields import Field, LineEdit
from vetrina.ui.widgets.layouts import clear, row


class QuickReplies(QWidget):
    """`edited` after each change by the person. A click on a button opens its menu: other words, remove."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._replies: tuple[QuickReply, ...] = ()
        self._line = row(gap=6)
        self.add = Button(self.tr("Button"), ButtonKind.QUIET, icon="plus", size=ButtonSize.SMALL)
        self.add.setAccessibleName(self.tr("Add a button to the chat"))
        self.add.on_click(lambda: self.ask(-1))
        self._chips = row(gap=6)
        self._line.addLayout(self._chips)
        self._line.addWidget(self.add)
        self._line.addStretch(1)
        self.setLayout(self._line)
        self.buttons: list[Button] = []

    def replies(self) -> tuple[QuickReply, ...]:
        """The buttons as the ad keeps them."""
        return self._replies

    def show_replies(self, replies: tuple[QuickReply, ...]) -> None:
        """Show other buttons; emits nothing."""
        if replies == self._replies and len(self.buttons) == len(replies):
            return
        self._replies = replies
        clear(self._chips)
        self.buttons = []
        for index, reply in enumerate(replies):
            button = Button(reply.title, ButtonKind.REPLY)
            button.setAccessibleName(self.tr("Button “{words}”: change").format(words=reply.title))
            button.on_click(partial(self.open_menu, index))
            self.buttons.append(button)
            self._chips.addWidget(button)
        self.add.setVisible(len(replies) < QUICK_REPLIES)

    def open_menu(self, index: int) -> QMenu:
        """What can be done with one button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Other words…"), lambda: self.ask(index))
        menu.addAction(self.tr("Remove"), lambda: self._put(index, ""))
        button = self.buttons[index]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def ask(self, index: int) -> Dialog:
        """Ask for the words of a button; -1 adds one."""
        said = self._replies[index].title if index >= 0 else ""
        words = self.tr("The customer taps it instead of typing; your bot answers to it.")
        dialog = Dialog(self.window(), self.tr("Button in the chat"), words, self.tr("Leave it"))
        edit = LineEdit(said)
        edit.setMaxLength(QUICK_REPLY_LENGTH)
        field = Field(self.tr("What it says"), edit)
        field.set_counter(len(said), QUICK_REPLY_LENGTH)
        edit.textChanged.connect(lambda text: field.set_counter(len(text), QUICK_REPLY_LENGTH))
        dialog.body.addWidget(field)
        dialog.add_act(self.tr("Use this button"), lambda: self._put(index, edit.text().strip()), enter=True)
        dialog.open()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return dialog

    def _put(self, index: int, title: str) -> None:
        replies = list(self._replies)
        if index < 0:
            if not title:
                return
            replies.append(QuickReply(title, title))
        elif title:
            # What comes back stays what it was: the bot's rules listen to it.
            kept = replies[index].payload if replies[index].payload != replies[index].title else title
            replies[index] = QuickReply(title, kept)
        else:
            del replies[index]
        self.show_replies(tuple(replies))
        self.edited.emit()
        (self.buttons[-1] if self.buttons else self.add).setFocus(Qt.FocusReason.OtherFocusReason)
