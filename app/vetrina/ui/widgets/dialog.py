"""Dialogs 420 wide: the safe button is the default, the other names the act. Never "OK"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.labels import PlainLabel, clean
from vetrina.ui.widgets.layouts import fixed, set_margins


class Dialog(QDialog):
    """`title` asks or names; `words` explain; put more parts into `body`.

    The safe button closes; `add_act` appends the button that does it. Never runs a loop of its own:
    `open()` returns at once, `accepted` and `rejected` tell.
    """

    def __init__(
        self, parent: QWidget | None, title: str, words: str = "", safe: str = "", *, width: int = 420
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(clean(title))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "raised")
        fixed(self, width=width)
        outer = QVBoxLayout(self)
        set_margins(outer, 20, 0)
        self.title = PlainLabel(title, Type.DIALOG, wrap=True)
        self.words = PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True, parent=self)
        self.words.setContentsMargins(0, 6, 0, 6)
        self.words.setVisible(bool(words))
        self.body = QVBoxLayout()
        set_margins(self.body, (0, 6, 0, 16), 8)
        self._buttons = QHBoxLayout()
        set_margins(self._buttons, 0, 8)
        self._buttons.addStretch(1)
        self.safe = Button(safe or self.tr("Close"))
        self.safe.setAutoDefault(True)
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        self._buttons.addWidget(self.safe)
        outer.addWidget(self.title)
        outer.addWidget(self.words)
        outer.addLayout(self.body)
        outer.addLayout(self._buttons)
        self.safe.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_act(
        self,
        text: str,
        act: Callable[[], object] | None = None,
        kind: ButtonKind = ButtonKind.MAIN,
        *,
        enter: bool = False,
    ) -> Button:
        """Append the button that does it; the dialog closes first, then `act` runs.

        With `enter` the Enter key does it too: for a dialog that asks for words, where Enter must not throw them away.
        """
        button = Button(text, kind)

        def run() -> None:
            self.accept()
            if act is not None:
                act()

        button.clicked.connect(run)
        self._buttons.addWidget(button)
        if enter:  # only a button that is in the dialog already can become its default
            self.safe.setAutoDefault(False)
            self.safe.setDefault(False)
            button.setAutoDefault(True)
            button.setDefault(True)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.safe.hasFocus():
            self.safe.click()  # the button one stands on, also where Enter elsewhere does the other thing
            return
        super().keyPressEvent(event)


def ask_to(
    parent: QWidget,
    title: str,
    words: str,
    act_words: str,
    act: Callable[[], object],
    safe: str,
    *,
    danger: bool = False,
) -> Dialog:
    """Open a question with a safe and an acting button; returns the open dialog."""
    dialog = Dialog(parent, title, words, safe)
    dialog.add_act(act_words, act, ButtonKind.DANGER_FINAL if danger else ButtonKind.MAIN)
    dialog.open()
    return dialog
