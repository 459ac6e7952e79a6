"""Shown at the start when the shop is locked or its store cannot be opened: says why, and offers what helps."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from vetrina.ui.first_run.answers import wait_for
from vetrina.ui.first_run.side import Side
from vetrina.ui.phrases import sentence_of
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.cards import Scroll
from vetrina.ui.widgets.fields import Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row


class Way(StrEnum):
    """What may help to open the shop."""

    AGAIN = "again"
    PASSPHRASE = "passphrase"
    CODE = "code"
    SET_ASIDE = "set_aside"


class UnlockHost(Protocol):
    """All calls come from the UI thread and return at once; a future without exception opens the main window."""

    def try_again(self) -> Future[object]:
        """Ask the keyring and the store once more."""

    def open_with_passphrase(self, passphrase: str) -> Future[object]:
        """Open with the passphrase."""

    def open_with_code(self, code: str) -> Future[object]:
        """Open with the recovery code."""

    def set_aside(self) -> Future[object]:
        """Keep the damaged store under another name and put the newest good backup in its place."""


class Unlock(QWidget):
    """One sentence, one field or button for each way that may help, and never a silent new store."""

    def __init__(self, host: UnlockHost, shop: str, trouble: BaseException, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self._host = host
        self.setWindowTitle("Vetrina")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fixed(self, min_width=1024, min_height=680)
        self.resize(1280, 800)
        side = Side([self.tr("Open the shop")])
        side.set_shop(shop)
        self.banner = Banner(Kind.WARN, sentence_of(trouble))
        self.ways: dict[Way, Button] = {}
        self.edits: dict[Way, LineEdit] = {}
        parts = [self._part(way) for way in ways]
        body = column(
            PlainLabel(self.tr("The shop is locked"), Type.BRAND),
            PlainLabel(
                self.tr("Nothing is lost. Your data stays on this computer until it can be opened."),
                Type.MESSAGE,
                Tone.TEXT2,
                wrap=True,
            ),
            10,
            self.banner,
            10,
            *parts,
            None,
            gap=14,
        )
        inside = QWidget()
        inside.setLayout(body)
        scroll = Scroll(margins=(48, 36, 48, 24))
        scroll.add(inside)
        layout = row(gap=0)
        layout.addWidget(side)
        layout.addWidget(scroll, 1)
        self.setLayout(layout)
        first = next(iter(self.edits.values()), None) or next(iter(self.ways.values()))
        first.setFocus()

    def _part(self, way: Way) -> QWidget:
        words: dict[Way, tuple[str, str, Callable[[], Future[object]]]] = {
            Way.AGAIN: (self.tr("Try again"), "", self._host.try_again),
            Way.PASSPHRASE: (
                self.tr("Open"),
                self.tr("Passphrase"),
                lambda: self._host.open_with_passphrase(self.edits[Way.PASSPHRASE].text()),
            ),
            Way.CODE: (
                self.tr("Open with the code"),
                self.tr("Recovery code"),
                lambda: self._host.open_with_code(self.edits[Way.CODE].text()),
            ),
            Way.SET_ASIDE: (self.tr("Keep the damaged file aside and use the last backup"), "", self._host.set_aside),
        }
        act_words, label, act = words[way]
        kind = ButtonKind.NORMAL if self.ways else ButtonKind.MAIN
        button = Button(act_words, kind, size=ButtonSize.BIG).on_click(lambda: self._go(act))
        self.ways[way] = button
        part = QWidget()
        if not label:
            part.setLayout(row(button, None))
            return part
        edit = LineEdit()
        if way is Way.PASSPHRASE:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.returnPressed.connect(lambda: self._go(act))
        self.edits[way] = edit
        part.setLayout(column(Field(label, edit), row(button, None), gap=8))
        return part

    def _go(self, act: Callable[[], Future[object]]) -> None:
        for button in self.ways.values():
            button.turn_off(self.tr("One moment, it is being opened."))
        wait_for(act(), self._answered, self)

    def _answered(self, answer: object) -> None:
        for button in self.ways.values():
            button.turn_on()
        if isinstance(answer, BaseException):
            self.banner.say(sentence_of(answer))
            for edit in self.edits.values():
                edit.selectAll()
