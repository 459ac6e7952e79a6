"""The bar below the steps: back, what will happen, a test to the own phone, and the one big button."""

from __future__ import annotations

from PySide6.QtCore import Qt

from vetrina.domain.campaigns import Campaign
from vetrina.store.views import Check
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.cards import Panel
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row

CHECK = 3


class ActionBar(Panel):
    """`back`, `test` and `on` are its buttons; `on` is Send on the check."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("t", "surface", across=True)
        self._names = names
        right = Qt.AlignmentFlag.AlignRight
        self.back = Button("", ButtonKind.QUIET)
        self.first = PlainLabel("", Type.SMALL, Tone.TEXT2, align=right)
        self.second = PlainLabel("", Type.SMALL, Tone.TEXT2, align=right)
        self.test = Button(self.tr("Send a test to me"))
        self.on = Button("", ButtonKind.MAIN, size=ButtonSize.BIG)
        line = row(self.back, None, margins=(20, 0, 20, 0), gap=12)
        line.addLayout(column(None, self.first, self.second, None))
        line.addWidget(self.test)
        line.addWidget(self.on)
        self.body.addLayout(line)
        fixed(self, height=68)

    def show_step(self, step: int, campaign: Campaign, check: Check | None, trouble: str) -> None:
        """Show what can be done on a step; `trouble` says what is missing before going on."""
        self.back.setVisible(step > 0)
        if step > 0:
            self.back.setText(self.tr("Back to {step}").format(step=self._names[step - 1]))
        self.test.setVisible(step == CHECK)
        self.first.setVisible(step == CHECK and check is not None)
        self.second.setVisible(step == CHECK and check is not None and campaign.schedule.undo_ms > 0)
        if step == CHECK:
            self._show_send(campaign, check)
        else:
            self.on.set_icon("")
            self.on.setText(self.tr("Next: {step}").format(step=self._names[step + 1]))
            self._allow(trouble)

    def _allow(self, trouble: str) -> None:
        if trouble:
            self.on.turn_off(trouble)
        else:
            self.on.turn_on()

    def _show_send(self, campaign: Campaign, check: Check | None) -> None:
        self.on.set_icon("send")
        if campaign.ad_id:
            self.test.turn_on()
        else:
            self.test.turn_off(self.tr("Choose an ad first."))
        if check is None:
            self.on.setText(self.tr("Send"))
            self.on.turn_off(self.tr("It is being checked who may get it."))
            return
        if check.now:
            self.on.setText(self.tr("Send to %n people", "", check.now))
        else:
            self.on.setText(self.tr("Send later to %n people", "", check.later))
        self._explain(campaign, check)
        if not campaign.ad_id:
            self._allow(self.tr("Choose an ad first."))
        elif check.now + check.later == 0:
            self.on.setText(self.tr("Send"))
            self._allow(self.tr("Nobody may be written to now."))
        else:
            self._allow("")

    def _explain(self, campaign: Campaign, check: Check) -> None:
        schedule = campaign.schedule
        starts = schedule.start_at if (schedule.start_at or 0) > moment.now() else None
        first = min(schedule.trial, check.now) if schedule.trial else 0
        when = self.tr("at once") if starts is None else moment.full(starts)
        if first:
            self.first.setText(self.tr("Starts {when} with %n people.", "", first).replace("{when}", when))
        else:
            self.first.setText(self.tr("Starts {when}.").format(when=when))
        over = (starts if starts is not None else moment.now()) + schedule.undo_ms
        self.second.setText(self.tr("You can undo until {time}.").format(time=words.until(over)))
        self.on.setAccessibleDescription(
            f"{self.first.text()} {self.second.text() if schedule.undo_ms else ''}".strip()
        )
