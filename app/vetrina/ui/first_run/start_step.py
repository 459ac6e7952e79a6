"""Second question of the welcome: practise first, or start; and a passphrase where the computer has no keyring."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.cards import Card
from vetrina.ui.widgets.checks import Radio
from vetrina.ui.widgets.fields import Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column


class _Way(Card):
    """One of the two ways as a card that is chosen whole."""

    picked = Signal()

    def __init__(self, title: str, words: str) -> None:
        super().__init__(margins=(16, 14, 16, 14), gap=4)
        self.radio = Radio(title)
        self.radio.setAccessibleDescription(words)
        self.body.addWidget(self.radio)
        self.body.addWidget(PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True))
        self.radio.toggled.connect(self.set_chosen)

    def mousePressEvent(self, event: object) -> None:
        """The whole card is the target."""
        self.radio.setChecked(True)
        self.picked.emit()


class StartStep(QWidget):
    """`practice()` tells the choice. The passphrase fields appear by `ask_passphrase`."""

    def __init__(self) -> None:
        super().__init__()
        self.real = _Way(
            self.tr("Start with my shop"),
            self.tr("Your own products and people. Everything is kept on this computer, locked with a key."),
        )
        self.pretend = _Way(
            self.tr("Show me a practice shop"),
            self.tr("A shop with pretend followers who write, tap and block. Nothing reaches real people."),
        )
        self.real.radio.setChecked(True)
        self.real.radio.toggled.connect(lambda on: self.pretend.radio.setChecked(not on))
        self.pretend.radio.toggled.connect(lambda on: self.real.radio.setChecked(not on))
        self.notice = Banner(Kind.WARN, "", "")
        self.first, self.again = LineEdit(), LineEdit()
        for edit in (self.first, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.textChanged.connect(self._typing)
        self.first_field = Field(
            self.tr("Passphrase"), self.first, self.tr("four words that do not belong together are easy to keep")
        )
        self.again_field = Field(self.tr("The same once more"), self.again)
        self.passphrase_part = QWidget()
        self.passphrase_part.setLayout(column(self.notice, self.first_field, self.again_field, gap=10))
        self.passphrase_part.hide()
        self.setLayout(
            column(
                PlainLabel(self.tr("Practise first, or start?"), Type.BRAND),
                PlainLabel(
                    self.tr("You can open the practice shop at any time, also later."),
                    Type.MESSAGE,
                    Tone.TEXT2,
                    wrap=True,
                ),
                10,
                self.real,
                self.pretend,
                8,
                self.passphrase_part,
                None,
                gap=10,
            )
        )

    def _typing(self, _text: str) -> None:
        self.first_field.set_error("")

    def begin(self) -> None:
        """Focus on the choice, or on the passphrase when it is asked."""
        (self.first if self.passphrase_part.isVisible() else self.real.radio).setFocus()

    def practice(self) -> bool:
        """Whether the owner wants the practice shop."""
        return self.pretend.radio.isChecked()

    def ask_passphrase(self, why: str) -> None:
        """Show the passphrase fields, with the sentence that says why they are needed."""
        self.notice.say(why)
        self.passphrase_part.show()
        self.first.setFocus()

    def asks_passphrase(self) -> bool:
        """Whether the passphrase fields are on screen."""
        return not self.passphrase_part.isHidden()

    def passphrase(self) -> str | None:
        """The passphrase typed twice alike; None (and a sentence at the field) when it does not fit."""
        if self.first.text() != self.again.text():
            self.first_field.set_error(self.tr("The two are not the same. Type them once more."))
            return None
        if not self.first.text():
            self.first_field.set_error(self.tr("Choose a passphrase; without one the shop cannot be locked."))
            return None
        return self.first.text()
