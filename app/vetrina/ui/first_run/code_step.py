"""The recovery code, shown once: the only way back when the computer's keyring is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QWidget

from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.cards import Card
from vetrina.ui.widgets.checks import Check
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, follow_theme, row


class CodeStep(QWidget):
    """`written_down` emits whether the owner ticked the box."""

    written_down = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.code = PlainLabel("", Type.TITLE, wrap=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        follow_theme(self.code, self._fixed_pitch)
        card = Card(margins=(24, 22, 24, 22))
        card.body.addWidget(self.code)
        self.done = Check(self.tr("I have written it down and put it where I keep important papers"))
        self.done.toggled.connect(self.written_down)
        self.save = Button(self.tr("Save as a file…"), icon="download").on_click(self._save)
        self.saved = Banner(Kind.OK, "")
        self.saved.hide()
        self.setLayout(
            column(
                PlainLabel(self.tr("Write this code down"), Type.BRAND),
                PlainLabel(
                    self.tr(
                        "Your shop's data is locked on this computer. If the computer forgets its key, only this code "
                        "opens it again. It is shown once; nobody else has it."
                    ),
                    Type.MESSAGE,
                    Tone.TEXT2,
                    wrap=True,
                ),
                10,
                card,
                row(self.save, None),
                self.saved,
                8,
                self.done,
                None,
                gap=10,
            )
        )

    def show_code(self, code: str) -> None:
        """Show the code, in groups."""
        self.code.setText(code)
        self.code.setAccessibleName(self.tr("Recovery code") + ": " + " ".join(code))

    def begin(self) -> None:
        """Focus on the box to tick."""
        self.done.setFocus()

    def _fixed_pitch(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.code.font().pixelSize())
        self.code.setFont(font)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the code"), "vetrina-code.txt", "*.txt")
        if not name:
            return
        try:
            Path(name).write_text(self.code.text() + "\n", encoding="utf-8")
        except OSError:
            self.saved.kind = Kind.WARN
            self.saved.say(self.tr("That place cannot be written. Choose another folder, or write the code on paper."))
        else:
            self.saved.kind = Kind.OK
            self.saved.say(self.tr("Saved. Keep the file away from this computer, for example on a stick."))
        self.saved.show()
