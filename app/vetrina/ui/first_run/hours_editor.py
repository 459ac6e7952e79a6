"""Opening hours, one row a day: open or closed, from, to, and a pause. Used by the welcome and by Settings."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.hours import ClosedDays, OpeningHours, Span
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.cards import Card, Hairline
from vetrina.ui.widgets.checks import Switch
from vetrina.ui.widgets.fields import TimeEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row

USUAL = Span(9 * 60 + 30, 19 * 60)
_PAUSE = Span(13 * 60, 15 * 60)


def usual_week() -> OpeningHours:
    """A week to begin with: Tuesday to Saturday, as many small shops keep it."""
    return OpeningHours(week=((), (USUAL,), (USUAL,), (USUAL,), (USUAL,), (USUAL,), ()))


class DayRow(QWidget):
    """One weekday. `edited` after every change by the person."""

    edited = Signal()

    def __init__(self, day: int) -> None:
        super().__init__()
        self.day = QLocale().dayName(day + 1).capitalize()
        self.open = Switch(name=self.tr("%s, open").replace("%s", self.day))
        self.name = PlainLabel(self.day, Type.NAME)
        fixed(self.name, width=84)
        self.closed = PlainLabel(self.tr("Closed"), Type.BODY, Tone.TEXT2)
        self.opens = self._time(self.tr("%s, opens at"))
        self.closes = self._time(self.tr("%s, closes at"))
        self.pause_from = self._time(self.tr("%s, pause from"))
        self.pause_to = self._time(self.tr("%s, pause until"))
        self.to = PlainLabel(self.tr("to"), Type.BODY, Tone.TEXT2)
        self.pause_word = PlainLabel(self.tr("pause"), Type.BODY, Tone.TEXT2)
        self.pause_to_word = PlainLabel("–", Type.BODY, Tone.TEXT2)
        self.pause = Button("", ButtonKind.QUIET, icon="plus", size=ButtonSize.SMALL)
        self.pause.on_click(self._turn_pause)
        self._has_pause = False
        layout = row(
            self.open, self.name, 14, self.closed, self.opens, self.to, self.closes, self.pause_word, self.pause_from,
            self.pause_to_word, self.pause_to, None, self.pause, gap=12,
        )  # fmt: skip
        self.setLayout(layout)
        fixed(self, min_height=46)
        self.open.toggled.connect(self._turned)
        self.set_spans(())

    def _time(self, name: str) -> TimeEdit:
        edit = TimeEdit(name.replace("%s", self.day))
        fixed(edit, width=70)
        edit.timeChanged.connect(lambda _time: self.edited.emit())
        return edit

    def set_spans(self, spans: tuple[Span, ...]) -> None:
        """Show these hours; none means closed."""
        for widget in self.findChildren(QWidget):
            widget.blockSignals(True)
        self.open.setChecked(bool(spans))
        first, last = (spans[0], spans[-1]) if spans else (USUAL, USUAL)
        self._has_pause = len(spans) > 1
        self.opens.setTime(_clock(first.opens))
        self.closes.setTime(_clock(last.closes))
        self.pause_from.setTime(_clock(first.closes if self._has_pause else _PAUSE.opens))
        self.pause_to.setTime(_clock(last.opens if self._has_pause else _PAUSE.closes))
        for widget in self.findChildren(QWidget):
            widget.blockSignals(False)
        self._arrange()

    def spans(self) -> tuple[Span, ...]:
        """The hours as they stand; none when closed."""
        if not self.open.isChecked():
            return ()
        opens, closes = _minute(self.opens.time()), _minute(self.closes.time())
        if not self._has_pause:
            return (Span(opens, closes),)
        return Span(opens, _minute(self.pause_from.time())), Span(_minute(self.pause_to.time()), closes)

    def trouble(self) -> str:
        """What to change when the times do not fit together; empty when they do."""
        spans = self.spans()
        if len(spans) == 2 and not spans[0].opens < spans[0].closes <= spans[1].opens:
            return self.tr("%s: the pause lies between opening and closing.").replace("%s", self.day)
        if spans and spans[0].opens == spans[-1].closes:
            return self.tr("%s: opening and closing are the same time. Try 9:30 to 19:00.").replace("%s", self.day)
        return ""

    def _turned(self, _on: bool) -> None:
        self._arrange()
        self.edited.emit()

    def _turn_pause(self) -> None:
        self._has_pause = not self._has_pause
        self._arrange()
        self.edited.emit()

    def _arrange(self) -> None:
        is_open = self.open.isChecked()
        self.closed.setVisible(not is_open)
        self.name.set_tone(Tone.TEXT if is_open else Tone.TEXT2)
        for widget in (self.opens, self.to, self.closes, self.pause):
            widget.setVisible(is_open)
        for widget in (self.pause_word, self.pause_from, self.pause_to_word, self.pause_to):
            widget.setVisible(is_open and self._has_pause)
        self.pause.setText(self.tr("No pause") if self._has_pause else self.tr("Pause"))
        self.pause.set_icon("x" if self._has_pause else "plus")
        self.pause.setAccessibleName(f"{self.day}, {self.pause.text()}")


class HoursEditor(QWidget):
    """A card of seven days with "Same for all open days". `edited` after every change."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = [DayRow(day) for day in range(7)]
        self._closed: tuple[ClosedDays, ...] = ()
        self.same = Button(
            self.tr("Same for all open days"), ButtonKind.QUIET, icon="copy", size=ButtonSize.SMALL
        ).on_click(self._same)
        card = Card(margins=(16, 0, 16, 0), gap=0)
        for number, day in enumerate(self.days):
            if number:
                card.body.addWidget(Hairline())
            card.body.addWidget(day)
            day.edited.connect(self.edited)
        head = row(PlainLabel(self.tr("Opening hours"), Type.SMALL_STRONG, Tone.TEXT2), None, self.same)
        layout = column(head, card, gap=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def set_hours(self, hours: OpeningHours) -> None:
        """Show these hours."""
        self._closed = hours.closed
        for day, spans in zip(self.days, hours.week, strict=True):
            day.set_spans(spans)

    def hours(self) -> OpeningHours:
        """The hours as they stand."""
        return OpeningHours(week=tuple(day.spans() for day in self.days), closed=self._closed)

    def trouble(self) -> str:
        """The first sentence about times that do not fit, or empty."""
        return next((day.trouble() for day in self.days if day.trouble()), "")

    def _same(self) -> None:
        model = next((day.spans() for day in self.days if day.spans()), ())
        for day in self.days:
            if day.spans():
                day.set_spans(model)
        self.edited.emit()


def _clock(minute: int) -> QTime:
    return QTime(minute % 1440 // 60, minute % 60)


def _minute(time: QTime) -> int:
    return time.hour() * 60 + time.minute()
