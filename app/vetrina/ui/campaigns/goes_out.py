"""How it goes out: first a few, speed, quiet hours, time to undo, last day; shown in two steps of one schedule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.domain import times
from vetrina.domain.campaigns import Schedule
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.phrases import language
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Hairline
from vetrina.ui.widgets.fields import Choice
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row

MINUTE_MS = 60_000
TRIALS = (0, 10, 20, 50)
BLOCKS = (0, 1, 2, 4, 10)
SPEEDS = (10, 30, 60, 600, 0)
QUIET = ((0, 0), (20 * 60, 10 * 60), (21 * 60, 9 * 60), (22 * 60, 8 * 60))
UNDO_MINUTES = (0, 1, 2, 5, 15, 60)
STALE_HOUR = 19
STALE_DAYS = 8


def at_hour(day_from_today: int, hour: int, minute: int = 0) -> int:
    """A time of day (ms) some days from today, on the shop's clock."""
    zone = moment.zone()
    day = times.local(moment.now(), zone).date() + timedelta(days=day_from_today)
    return round(datetime.combine(day, time(hour, minute), zone).timestamp() * 1000)


def minutes(minute: int) -> str:
    """Minutes after midnight as 21:00."""
    return f"{minute // 60 % 24}:{minute % 60:02}"


class GoesOut(QWidget):
    """Rows of one schedule. `changed(Schedule)` when the owner chose something else."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._schedule = Schedule()
        self._people: int | None = None
        self.trial = Choice(self.tr("Try with some first"), small=True)
        self.blocks = Choice(self.tr("Stops by itself"), small=True)
        self.speed = Choice(self.tr("Speed"), small=True)
        self.quiet = Choice(self.tr("Quiet hours"), small=True)
        self.undo = Choice(self.tr("Time to undo"), small=True)
        self.stale = Choice(self.tr("Goes stale"), small=True)
        self.trial_words = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        self.speed_words = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        self.stale_words = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        lines = column(gap=0)
        for title, below, choice in (
            (self.tr("Try with some first"), self.trial_words, self.trial),
            (self.tr("Stops by itself"), self._small(self.tr("When this many people block")), self.blocks),
            (self.tr("Speed"), self.speed_words, self.speed),
            (self.tr("Quiet hours"), self._small(self.tr("On the shop's clock")), self.quiet),
            (self.tr("Time to undo"), self._small(self.tr("Nothing leaves before")), self.undo),
            (self.tr("Goes stale"), self.stale_words, self.stale),
        ):
            line = row(gap=10, margins=(16, 11, 16, 11))
            line.addLayout(column(PlainLabel(title, Type.NAME, wrap=True), below, gap=1), 1)
            choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # its words come first
            line.addWidget(choice, 0, Qt.AlignmentFlag.AlignVCenter)
            if lines.count():
                lines.addWidget(Hairline())
            lines.addLayout(line)
            choice.chosen.connect(lambda _data: self._read())
        self.setLayout(lines)

    @staticmethod
    def _small(text: str) -> PlainLabel:
        return PlainLabel(text, Type.SMALL, Tone.TEXT2, wrap=True)

    def show_schedule(self, schedule: Schedule, people: int | None = None) -> None:
        """Show a schedule; `people` are those who may be written to, None while not known."""
        self._schedule, self._people = schedule, people
        self._fill(self.trial, TRIALS, schedule.trial, self._trial_name)
        self._fill(self.blocks, BLOCKS, schedule.stop_at_blocks, self._blocks_name)
        self._fill(self.speed, SPEEDS, schedule.per_minute, self._speed_name)
        self._fill_quiet()
        undo = tuple(one * MINUTE_MS for one in UNDO_MINUTES)
        self._fill(self.undo, undo, schedule.undo_ms, self._undo_name)
        stale = tuple(at_hour(day, STALE_HOUR) for day in range(STALE_DAYS))
        start = max(schedule.start_at or 0, moment.now())
        self._fill(self.stale, (0, *(at for at in stale if at > start)), schedule.stale_at or 0, self._stale_name)
        self._explain()

    def _fill(self, choice: Choice, usual: tuple[int, ...], value: int, name: Callable[[int], str]) -> None:
        wanted = usual if value in usual else (*usual, value)
        choice.clear()
        for one in wanted:
            choice.add(name(one), str(one))
        choice.choose(str(value))

    def _fill_quiet(self) -> None:
        value = (self._schedule.quiet_from, self._schedule.quiet_to)
        value = (0, 0) if value[0] == value[1] else value
        self.quiet.clear()
        for begins, ends in QUIET if value in QUIET else (*QUIET, value):
            name = self.tr("None") if begins == ends else f"{minutes(begins)} – {minutes(ends)}"
            self.quiet.add(name, f"{begins}-{ends}")
        self.quiet.choose(f"{value[0]}-{value[1]}")

    def _trial_name(self, count: int) -> str:
        return self.tr("{n} first").format(n=count) if count else self.tr("All at once")

    def _blocks_name(self, count: int) -> str:
        return self.tr("At %n blocks", "", count) if count else self.tr("Never")

    def _speed_name(self, per_minute: int) -> str:
        return self.tr("{n} a minute").format(n=per_minute) if per_minute else self.tr("As fast as it goes")

    def _undo_name(self, undo_ms: int) -> str:
        return self.tr("%n minutes", "", undo_ms // MINUTE_MS) if undo_ms else self.tr("None")

    def _stale_name(self, at: int) -> str:
        if not at:
            return self.tr("Never")
        zone = moment.zone()
        day, near = times.day_name(at, moment.now(), zone, language()), at < at_hour(2, 0)
        short = day if near or day[:1].isdigit() else day[:3]
        return f"{words.first_upper(short)} {times.clock(at, zone)}"

    def _explain(self) -> None:
        schedule = self._schedule
        self.trial_words.setText(
            self.tr("Wait 30 minutes, then the rest.") if schedule.trial else self.tr("Everybody gets it at once.")
        )
        self.speed_words.setText(self._how_long())
        if schedule.stale_at is None:
            self.stale_words.setText(self.tr("Later ones go out however late"))
        else:
            self.stale_words.setText(self.tr("Not sent after that"))

    def _how_long(self) -> str:
        if self._people is None or not self._schedule.per_minute:
            return self.tr("How many leave at once")
        return self.tr("About %n minutes for all", "", max(1, round(self._people / self._schedule.per_minute)))

    def _read(self) -> None:
        begins, ends = (int(part) for part in str(self.quiet.currentData()).split("-"))
        schedule = replace(
            self._schedule,
            trial=int(self.trial.currentData()),
            stop_at_blocks=int(self.blocks.currentData()),
            per_minute=int(self.speed.currentData()),
            quiet_from=begins,
            quiet_to=ends,
            undo_ms=int(self.undo.currentData()),
            stale_at=int(self.stale.currentData()) or None,
        )
        if schedule != self._schedule:
            self._schedule = schedule
            self._explain()
            self.changed.emit(schedule)

    def summary(self) -> str:
        """The whole in one line, for a window without room for the rows."""
        quiet = self.quiet.currentText()
        parts = [
            self.trial.currentText(),
            self.speed.currentText(),
            self.tr("quiet {hours}").format(hours=quiet) if quiet != self.tr("None") else "",
            self.tr("undo {time}").format(time=self.undo.currentText()) if self._schedule.undo_ms else "",
        ]
        return " · ".join(part for part in parts if part)
