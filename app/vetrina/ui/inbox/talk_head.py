"""The head over the thread: whose talk it is, and the three ways to be done with it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from vetrina.domain import times
from vetrina.domain.talk import HeldBy, TalkState
from vetrina.store.views import TalkRow
from vetrina.ui import moment
from vetrina.ui.inbox import words
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from vetrina.ui.widgets.cards import Panel
from vetrina.ui.widgets.chips import Avatar
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.painting import Face

OPENING_HOUR, EVENING_HOUR = 9, 18


class TalkHead(Panel):
    """`later(until ms)`, `bot()`, `take_over()`, `done()`, `reopen()`, `details()`."""

    later = Signal(object)  # a moment in ms does not fit Qt's int
    bot = Signal()
    take_over = Signal()
    done = Signal()
    reopen = Signal()
    details = Signal()

    def __init__(self) -> None:
        super().__init__("b", "surface", across=True)
        fixed(self, height=56)
        self.talk: TalkRow | None = None
        self.avatar = Avatar(Face("?"), 36)
        self.name = PlainLabel("", Type.SECTION, elide=True)
        self.below = PlainLabel("", Type.SMALL, Tone.TEXT2, elide=True)
        small = ButtonSize.SMALL
        self.later_button = Button(self.tr("Later"), ButtonKind.QUIET, icon="clock", size=small)
        self.later_menu = QMenu(self)
        self.later_button.on_click(self._open_later)
        self.holder_button = Button(self.tr("Give to bot"), icon="bot", size=small).on_click(self._change_holder)
        self.done_button = Button(
            self.tr("Done"), icon="check", size=small, tip=self.tr("Move to Done") + " (Ctrl+E)"
        ).on_click(self._done_or_open)
        self.details_button = IconButton("panel-right", self.tr("Details") + " (Ctrl+I)", size=small)
        self.details_button.on_click(self.details.emit)
        self.details_button.hide()
        line = row(self.avatar, gap=12, margins=(16, 0, 16, 0))
        line.addLayout(column(None, self.name, self.below, None), 1)
        for button in (self.later_button, self.holder_button, self.done_button, self.details_button):
            line.addWidget(button)
        self.body.addLayout(line)

    def show_talk(self, talk: TalkRow) -> None:
        """Show whose talk it is and who holds it."""
        self.talk = talk
        self.avatar.set_face(Face(talk.name, talk.contact_id, talk.channel))
        self.name.setText(talk.name)
        place = self.tr("On the shop page")
        if talk.channel != "hub":
            place = self.tr("On {channel}").replace("{channel}", words.channel_name(talk.channel))
        if talk.from_ad:
            place += self.tr(" · from the ad “{ad}”").replace("{ad}", talk.from_ad)
        self.below.setText(place)
        by_bot = talk.held_by is HeldBy.BOT
        self.holder_button.setText(self.tr("Take over") if by_bot else self.tr("Give to bot"))
        self.holder_button.set_icon("hand" if by_bot else "bot")
        open_now = talk.state is TalkState.OPEN
        self.done_button.setText(self.tr("Done") if open_now else self.tr("Open again"))
        self.done_button.set_icon("check" if open_now else "rotate-ccw")
        self.later_button.setVisible(talk.state is not TalkState.DONE)

    def later_choices(self) -> list[tuple[str, int]]:
        """The words and moments (ms) of the Later menu."""
        here = times.local(moment.now(), moment.zone())

        def at(days: int, hour: int) -> int:
            day = (here + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
            return int(day.timestamp() * 1000)

        choices = [(self.tr("In one hour"), moment.now() + words.HOUR)]
        if here.hour < EVENING_HOUR - 1:
            choices.append((self.tr("This evening, 18:00"), at(0, EVENING_HOUR)))
        choices.append((self.tr("Tomorrow, 9:00"), at(1, OPENING_HOUR)))
        to_monday = 7 - here.weekday()
        if to_monday > 1:
            choices.append((self.tr("Monday, 9:00"), at(to_monday, OPENING_HOUR)))
        return choices

    def _open_later(self) -> None:
        self.later_menu.clear()
        for text, until in self.later_choices():
            self.later_menu.addAction(text).triggered.connect(lambda _on=False, until=until: self.later.emit(until))
        self.later_menu.popup(self.later_button.mapToGlobal(QPoint(0, self.later_button.height() + theme().px(4))))

    def _change_holder(self) -> None:
        if self.talk is not None:
            (self.take_over if self.talk.held_by is HeldBy.BOT else self.bot).emit()

    def _done_or_open(self) -> None:
        if self.talk is not None:
            (self.done if self.talk.state is TalkState.OPEN else self.reopen).emit()
