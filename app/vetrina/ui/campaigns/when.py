"""Third step: at once or at a time, and how it goes out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from vetrina.domain import times
from vetrina.domain.campaigns import Audience, Campaign, Schedule
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.goes_out import GoesOut, at_hour
from vetrina.ui.phrases import language
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Card, Scroll
from vetrina.ui.widgets.checks import Radio
from vetrina.ui.widgets.fields import Choice, ErrorLine, TimeEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, column, fixed, row

DAYS_AHEAD = 28


class WhenStep(QWidget):
    """`edited(Campaign)` whenever the schedule changed. `trouble()` says what keeps it from going on."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._campaign = Campaign(0, "", "", 0, Audience(), words.USUAL)
        self.at_once = Radio(self.tr("As soon as I press Send"))
        self.at_time = Radio(self.tr("At a time"))
        self.kinds = QButtonGroup(self)
        self.kinds.addButton(self.at_once)
        self.kinds.addButton(self.at_time)
        self.day = Choice(self.tr("Day"))
        self.time = TimeEdit(self.tr("Time"))
        self.error = ErrorLine()
        self.error.hide()
        self.goes_out = GoesOut()
        start = Card(margins=16, gap=12)
        self.moment_row = box(row(self.day, self.time, None, gap=8, margins=(24, 0, 0, 0)))
        start.body.addWidget(PlainLabel(self.tr("When does it go out?"), Type.SECTION))
        for part in (self.at_once, self.at_time, self.moment_row, self.error):
            start.body.addWidget(part)
        rows = Card(margins=(0, 14, 0, 0), gap=8)
        head = column(
            PlainLabel(self.tr("How it goes out"), Type.SECTION),
            PlainLabel(self.tr("Later ones go out by themselves when it is time."), Type.BODY, Tone.TEXT2),
            margins=(16, 0, 16, 0),
            gap=2,
        )
        rows.body.addLayout(head)
        rows.body.addWidget(self.goes_out)
        scroll = Scroll(margins=(20, 16, 20, 16), gap=12)
        inner = box(column(start, rows, gap=12))
        fixed(inner, width=640)
        scroll.body.addLayout(row(inner, None))
        scroll.add(None)
        self.setLayout(column(scroll))
        self.kinds.buttonToggled.connect(lambda _button, on: self._read() if on else None)
        self.day.chosen.connect(lambda _day: self._read())
        self.time.timeChanged.connect(lambda _time: self._read())
        self.goes_out.changed.connect(self._goes_out_changed)

    def show_campaign(self, campaign: Campaign) -> None:
        """Show a campaign's schedule."""
        self._campaign = campaign
        start = campaign.schedule.start_at
        for part in (self.kinds, self.time):
            part.blockSignals(True)
        (self.at_once if start is None else self.at_time).setChecked(True)
        zone, now = moment.zone(), moment.now()
        shown = start if start is not None else at_hour(1, 10)
        local = times.local(shown, zone)
        days = (local.date() - times.local(now, zone).date()).days
        self.day.clear()
        for number in (*range(DAYS_AHEAD), *((days,) if not 0 <= days < DAYS_AHEAD else ())):
            name = times.day_name(at_hour(number, 12), now, zone, language())
            self.day.add(words.first_upper(name), str(number))
        self.day.choose(str(days))
        self.time.setTime(QTime(local.hour, local.minute))
        for part in (self.kinds, self.time):
            part.blockSignals(False)
        self.goes_out.show_schedule(campaign.schedule)
        self._show_state()

    def _show_state(self) -> None:
        self.moment_row.setEnabled(self.at_time.isChecked())
        trouble = self.trouble()
        self.error.words.setText(trouble)
        self.error.setVisible(bool(trouble))

    def trouble(self) -> str:
        """What has to be changed first; empty when nothing."""
        schedule = self._campaign.schedule
        if schedule.start_at is not None and schedule.start_at <= moment.now():
            return self.tr("That time is over. Choose a later one, or send at once.")
        if schedule.stale_at is not None and schedule.stale_at <= max(schedule.start_at or 0, moment.now()):
            return self.tr("It goes stale before it starts. Choose a later last day.")
        return ""

    def _read(self) -> None:
        start = None
        if self.at_time.isChecked():
            chosen = self.time.time()
            start = at_hour(int(self.day.currentData()), chosen.hour(), chosen.minute())
        self._take(replace(self._campaign.schedule, start_at=start))

    def _goes_out_changed(self, schedule: Schedule) -> None:
        self._take(replace(schedule, start_at=self._campaign.schedule.start_at))

    def _take(self, schedule: Schedule) -> None:
        if schedule != self._campaign.schedule:
            self._campaign = replace(self._campaign, schedule=schedule)
            self.edited.emit(self._campaign)
        self._show_state()
