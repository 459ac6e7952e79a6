"""The welcome window: four steps on the right, the shop front on the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.settings import Settings
from vetrina.ui.first_run.answers import wait_for
from vetrina.ui.first_run.code_step import CodeStep
from vetrina.ui.first_run.host import WelcomeHost
from vetrina.ui.first_run.poster_step import PosterStep
from vetrina.ui.first_run.shop_step import ShopStep
from vetrina.ui.first_run.side import Side
from vetrina.ui.first_run.start_step import StartStep
from vetrina.ui.phrases import sentence_of
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.cards import Panel, Scroll
from vetrina.ui.widgets.chips import Icon
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row

SHOP, START, CODE, POSTER = range(4)


class Welcome(QWidget):
    """Shown instead of the main window until the shop exists."""

    def __init__(self, host: WelcomeHost, settings: Settings) -> None:
        super().__init__()
        self._host, self._settings = host, settings
        self._code_shown = False
        self.setWindowTitle("Vetrina")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        fixed(self, min_width=1024, min_height=680)
        self.resize(1280, 800)
        self.shop, self.start, self.code, self.poster = ShopStep(), StartStep(), CodeStep(), PosterStep()
        self.side = Side(
            [self.tr("Your shop"), self.tr("Practice or start"), self.tr("Recovery code"), self.tr("Counter poster")]
        )
        self.pages = QStackedWidget()
        for step in (self.shop, self.start, self.code, self.poster):
            scroll = Scroll(margins=(48, 36, 48, 24))
            scroll.add(step)
            self.pages.addWidget(scroll)
        self.back = Button(self.tr("Back"), ButtonKind.QUIET, size=ButtonSize.BIG).on_click(self._back)
        self.next = Button(self.tr("Next"), ButtonKind.MAIN, size=ButtonSize.BIG).on_click(self._next)
        self.practice = Button(self.tr("Show me a practice shop"), size=ButtonSize.BIG).on_click(host.open_practice)
        foot = Panel("t", "surface", across=True)
        foot.body.addLayout(
            row(
                Icon("lock", 14, Tone.TEXT2),
                PlainLabel(self.tr("All of this stays on this computer."), Type.SMALL, Tone.TEXT2),
                None,
                self.back,
                self.practice,
                self.next,
                margins=(48, 0, 48, 0),
                gap=8,
            )
        )
        fixed(foot, height=72)
        right = column(gap=0)
        right.addWidget(self.pages, 1)
        right.addWidget(foot)
        layout = row(gap=0)
        layout.addWidget(self.side)
        layout.addLayout(right, 1)
        self.setLayout(layout)
        self.poster.wifi_wanted.connect(lambda: wait_for(host.let_wifi_in(), self._opened, self))
        self.shop.named.connect(self.side.set_shop)
        self.code.written_down.connect(lambda _on: self._show_buttons())
        self._show(SHOP)

    def step(self) -> int:
        """Which step is on screen, from 0."""
        return self.pages.currentIndex()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The recovery code is shown once; the window does not close over it by accident."""
        if self.step() == CODE and not self.code.done.isChecked():
            self.code.begin()
            event.ignore()
            return
        super().closeEvent(event)

    def _show(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.side.set_step(step, wide=step != POSTER)
        self._show_buttons()
        (self.shop, self.start, self.code, self.poster)[step].begin()

    def _show_buttons(self) -> None:
        step = self.step()
        self.back.setVisible(step == START)
        self.practice.setVisible(step == SHOP)
        self.next.setText(self.tr("Open my shop") if step == POSTER else self.tr("Next"))
        if step == CODE and not self.code.done.isChecked():
            self.next.turn_off(self.tr("Write the code down first and tick the box."))
        else:
            self.next.turn_on()

    def _back(self) -> None:
        self._show(SHOP)

    def _next(self) -> None:
        step = self.step()
        if step == SHOP and self.shop.complete():
            self._settings = self.shop.answers(self._settings)
            self._show(START)
        elif step == START:
            self._leave_start()
        elif step == CODE:
            self._show(POSTER)
            self.poster.show_shop(self._settings.shop.name, "")
            wait_for(self._host.open_shop(), self._opened, self)
        elif step == POSTER:
            self._host.finished()

    def _leave_start(self) -> None:
        if self.start.practice():
            self._host.open_practice()
            return
        passphrase: str | None = ""
        if self.start.asks_passphrase():
            passphrase = self.start.passphrase()
        if passphrase is None:
            return
        self.next.turn_off(self.tr("The key is being made."))
        wait_for(self._host.keep_shop(self._settings, passphrase), self._kept, self)

    def _kept(self, answer: object) -> None:
        self.next.turn_on()
        if isinstance(answer, Exception):
            if self.start.asks_passphrase():
                self.start.first_field.set_error(sentence_of(answer))
            else:
                self.start.ask_passphrase(sentence_of(answer))
            return
        self.code.show_code(str(answer))
        self._show(CODE)

    def _opened(self, answer: object) -> None:
        if isinstance(answer, Exception):
            self.poster.say_not_running(sentence_of(answer))
        else:
            self.poster.show_shop(self._settings.shop.name, str(answer))
