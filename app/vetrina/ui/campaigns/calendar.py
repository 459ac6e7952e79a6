"""What goes out on the next days, beside the list of campaigns."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from vetrina.domain import times
from vetrina.domain.campaigns import CampaignState
from vetrina.store.views import CampaignRow
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.phrases import language
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import ButtonKind, ButtonSize, IconButton
from vetrina.ui.widgets.cards import Hairline, Panel, Scroll
from vetrina.ui.widgets.chips import Clickable
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, clear, column, fixed, row
from vetrina.ui.widgets.painting import paint_chip

DAYS_SHOWN = 6


class Entry(Clickable):
    """One campaign of a day: its time and name as a chip of the day's width."""

    def __init__(self, campaign: CampaignRow, at: int) -> None:
        self._words = f"{times.clock(at, moment.zone())} {words.title(campaign.campaign)}"
        super().__init__(self._words)
        going = campaign.campaign.state is CampaignState.GOING_OUT
        self._kind = Kind.ACCENT if going else Kind.PLAIN
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(QRectF(self.rect()))
        paint_chip(painter, 0, 0, self._words, self._kind, most=self.width())


class NextDays(Panel):
    """Six days from today; the arrows go on and back. `opened(campaign id)`."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__("l", "surface")
        self._rows: tuple[CampaignRow, ...] = ()
        self._first = 0
        quiet, small = ButtonKind.QUIET, ButtonSize.SMALL
        back = IconButton("chevron-left", self.tr("Days before"), quiet, size=small).on_click(lambda: self._go(-1))
        on = IconButton("chevron-right", self.tr("Days after"), quiet, size=small).on_click(lambda: self._go(1))
        self.back, self.on = back, on
        head = PlainLabel(self.tr("Next days"), Type.SECTION)
        self.days = column(gap=0)
        scroll = Scroll(margins=0, gap=0)
        scroll.add(self.days, None)
        self.body.addLayout(row(head, None, back, on, gap=4, margins=(16, 14, 16, 10)))
        self.body.addWidget(scroll, 1)
        fixed(self, width=284)

    def show_rows(self, rows: tuple[CampaignRow, ...]) -> None:
        """Other campaigns, or the same ones anew."""
        self._rows = rows
        self._fill()

    def _go(self, direction: int) -> None:
        self._first += direction * DAYS_SHOWN
        self._fill()

    def _fill(self) -> None:
        clear(self.days)
        zone = moment.zone()
        today = times.local(moment.now(), zone).date()
        dated = [
            (at, one)
            for one in self._rows
            if one.campaign.state is not CampaignState.DRAFT and (at := words.begins(one.campaign)) is not None
        ]
        for number in range(DAYS_SHOWN):
            day = today + timedelta(days=self._first + number)
            entries = sorted(
                ((at, one) for at, one in dated if times.local(at, zone).date() == day), key=lambda pair: pair[0]
            )
            is_today = day == today
            tone = Tone.ACCENT if is_today else Tone.TEXT2
            names = times.DAYS.get(language(), times.DAYS["en"])
            short = PlainLabel(names[day.weekday()][:3].capitalize(), Type.SMALL, tone)
            date = column(short, PlainLabel(str(day.day), Type.SECTION), None)
            parts = column(gap=4)
            parts.addStretch(1)
            for at, one in entries:
                entry = Entry(one, at)
                entry.clicked.connect(lambda which=one.campaign.id: self.opened.emit(which))
                parts.addWidget(entry)
            if not entries:
                parts.addWidget(PlainLabel(self.tr("Nothing planned"), Type.SMALL, Tone.TEXT3))
            parts.addStretch(1)
            line = row(gap=12, margins=(16, 8, 16, 8))
            left = box(date)
            fixed(left, width=34)
            line.addWidget(left)
            line.addLayout(parts, 1)
            holder = _Day(is_today)
            holder.body.addLayout(line)
            self.days.addWidget(holder)
        self.days.addWidget(Hairline())


class _Day(Panel):
    def __init__(self, today: bool) -> None:
        super().__init__("t", "accent_soft" if today else "surface")
