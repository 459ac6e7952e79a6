"""A campaign that was sent: how far it is, what people did, who got it and who did not, pause, resume, stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.campaigns import CampaignState, Group
from vetrina.store.queries import acts, campaigns
from vetrina.store.queries.acts import Act
from vetrina.store.views import CampaignPerson, CampaignRow, CampaignView, ReasonCount
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.bars import DidBars, Line, Part, PartsBar
from vetrina.ui.campaigns.outcomes import AT_ONCE, Outcomes
from vetrina.ui.campaigns.right_now import RightNow
from vetrina.ui.phrases import phrase
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind, IconButton
from vetrina.ui.widgets.cards import Card, PageHead, Scroll
from vetrina.ui.widgets.chips import Chip
from vetrina.ui.widgets.dialog import ask_to
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, clear, column, fixed, follow_theme, row

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SECOND_MS = 1000
FEW = 20
PANEL = 284
ANY_WIDTH = 16_777_215


@dataclass(frozen=True, slots=True)
class Found:
    """A campaign, the first people of the filter, and what people did last: all of one moment."""

    view: CampaignView
    people: tuple[CampaignPerson, ...]
    acts: tuple[Act, ...]


def read_result(r: Connection, campaign_id: int, what: str, limit: int) -> Found | None:
    """What the screen shows of a campaign; None when it is gone."""
    view = campaigns.view(r, campaign_id)
    if view is None:
        return None
    started = view.row.campaign.started_at
    done = () if started is None else acts.latest(r, campaign_id, started)
    return Found(view, campaigns.people(r, campaign_id, what, 0, limit), done)


class Result(QWidget):
    """`left`, `pause`, `resume`, `stop`, `copy`, `taken_back`: each with the campaign's id."""

    left = Signal()
    pause = Signal(int)
    resume = Signal(int)
    stop = Signal(int)
    copy = Signal(int)
    taken_back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.view: CampaignView | None = None
        self._narrow = False
        self._shown_reasons: tuple[ReasonCount, ...] = ()
        self.head = PageHead()
        self.head.title.set_role(Type.DIALOG)
        self.chip = Chip("")
        self.undo = Banner(Kind.ACCENT, "", icon="timer")
        self.undo_button = self.undo.add_button(self.tr("Take it back"), self._take_back)
        self.sent = PlainLabel("", Type.SECTION)
        self.follows = PlainLabel("", Type.BODY, Tone.TEXT2, elide=True)
        self.parts = PartsBar(self.tr("How far it is"))
        self.did = DidBars(self.tr("What people did"))
        self.few = Chip(self.tr("few"))
        self.reasons = column(gap=2)
        self.outcomes = Outcomes()
        self.right_now = RightNow()
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._show_undo)
        self._build()

    def _build(self) -> None:
        back = IconButton("chevron-left", self.tr("All campaigns"), ButtonKind.QUIET).on_click(self.left.emit)
        self.back = back
        self.head.lead.addWidget(back)
        self.pause_button = Button(self.tr("Pause"), icon="pause").on_click(self._pause)
        self.stop_button = Button(self.tr("Stop"), ButtonKind.DANGER, icon="circle-stop").on_click(self._ask_stop)
        self.copy_button = Button(self.tr("Make a copy"), icon="copy").on_click(self._copy)
        self.head.add(self.chip, self.copy_button, self.pause_button, self.stop_button)
        progress = Card(margins=(16, 12, 16, 12), gap=8)
        line = row(self.sent, gap=8)
        line.addWidget(self.follows, 1)
        progress.body.addLayout(line)
        progress.body.addWidget(self.parts)
        did = Card(margins=(16, 12, 16, 12), gap=6)
        did.body.addLayout(row(PlainLabel(self.tr("What people did"), Type.SECTION), self.few, None, gap=8))
        did.body.addWidget(self.did)
        did.body.addStretch(1)
        why = Card(margins=(16, 12, 16, 12), gap=8)
        why.body.addWidget(PlainLabel(self.tr("Who, and why"), Type.SECTION))
        why.body.addLayout(self.reasons)
        why.body.addStretch(1)
        two = row(gap=12)
        two.addWidget(did, 1)
        two.addWidget(why, 1)
        self.scroll_area = Scroll(margins=(20, 16, 16, 16), gap=12)
        self.scroll_area.add(self.undo, progress, two)
        self.scroll_area.body.addWidget(self.outcomes, 1)
        fixed(self.outcomes, min_height=240)
        self.across = row()
        self.across.addWidget(self.scroll_area, 1)
        self.across.addWidget(self.right_now)
        whole = column(self.head)
        whole.addLayout(self.across, 1)
        self.setLayout(whole)
        follow_theme(self, self._measure)

    def show_found(self, found: Found, limit: int = AT_ONCE) -> None:
        """Everything at once."""
        view = self.view = found.view
        row_ = view.row
        campaign = row_.campaign
        word, kind, icon = words.state(row_)
        self.chip.show_(word, kind, icon)
        self.head.set_title(words.title(campaign), self._below(row_))
        self._show_buttons(campaign.state)
        self._show_progress(row_)
        self._show_did(row_)
        self._show_reasons(view.reasons)
        self.outcomes.show_people(found.people, limit)
        self.right_now.show_view(view, found.acts)
        self._show_undo()

    def _below(self, row_: CampaignRow) -> str:
        campaign = row_.campaign
        at = campaign.ended_at or words.begins(campaign)
        when = moment.full(at) if at is not None else ""
        said = {
            CampaignState.PLANNED: self.tr("Starts {when}"),
            CampaignState.STOPPED: self.tr("Stopped {when}"),
            CampaignState.DONE: self.tr("Done {when}"),
        }.get(campaign.state, self.tr("Started {when}"))
        parts = (said.format(when=when) if when else "", row_.ad_name, f"“{words.audience(campaign.audience)}”")
        return " · ".join(part for part in parts if part)

    def _show_buttons(self, state: CampaignState) -> None:
        running = state in words.RUNNING
        self.stop_button.setVisible(running)
        self.pause_button.setVisible(state in (CampaignState.GOING_OUT, CampaignState.PAUSED))
        self.copy_button.setVisible(not running)
        paused = state is CampaignState.PAUSED
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.pause_button.set_icon("play" if paused else "pause")

    def _show_progress(self, row_: CampaignRow) -> None:
        reached = row_.total - row_.left_out - row_.later
        self.sent.setText(self.tr("{n} of {all} sent").format(n=row_.sent, all=reached))
        parts = []
        if row_.later:
            parts.append(self.tr("%n more follow by themselves when it is time", "", row_.later))
        if row_.left_out:
            parts.append(self.tr("%n left out to stay welcome", "", row_.left_out))
        self.follows.setText(" · ".join(parts))
        way = row_.sent - row_.delivered
        self.parts.show_parts(
            (
                Part(row_.delivered, self.tr("{n} delivered").format(n=row_.delivered), 1.0),
                Part(way, self.tr("{n} on the way").format(n=way), 0.45),
                Part(row_.perhaps, self.tr("{n} perhaps sent").format(n=row_.perhaps), 0.3),
                Part(row_.waiting, self.tr("{n} wait").format(n=row_.waiting), 0.15),
                Part(row_.later, self.tr("{n} later").format(n=row_.later), 0.0),
                Part(row_.not_sent, self.tr("{n} not sent").format(n=row_.not_sent), 0.0),
            )
        )

    def _show_did(self, row_: CampaignRow) -> None:
        way = row_.sent - row_.delivered
        limit = row_.campaign.schedule.stop_at_blocks
        self.few.setVisible(0 < row_.sent < FEW)
        of = self.tr("of {n}")
        self.did.show_lines(
            (
                Line(self.tr("Sent"), row_.sent),
                Line(self.tr("Delivered"), row_.delivered, self.tr("{n} on the way").format(n=way) if way else ""),
                Line(self.tr("Seen"), row_.seen, of.format(n=row_.delivered) if row_.delivered else ""),
                Line(self.tr("Tapped"), row_.clicked, of.format(n=row_.seen) if row_.seen else ""),
                Line(self.tr("Wrote back"), row_.replied),
                Line(
                    self.tr("Blocked"), row_.blocked, self.tr("stops at {n}").format(n=limit) if limit else "", bad=True
                ),
            )
        )

    def _show_reasons(self, reasons: tuple[ReasonCount, ...]) -> None:
        if reasons == self._shown_reasons:
            return
        self._shown_reasons = reasons
        clear(self.reasons)
        names = {
            Group.NOW: (self.tr("Now"), Tone.OK),
            Group.LATER: (self.tr("Later"), Tone.WARN),
            Group.NOT_THIS_TIME: (self.tr("Not this time"), Tone.TEXT2),
        }
        for group, (name, tone) in names.items():
            mine = sorted((one for one in reasons if one.group is group), key=lambda one: -one.count)
            if not mine:
                continue
            count = PlainLabel(str(sum(one.count for one in mine)), Type.NAME, tone)
            above = 8 if self.reasons.count() else 0
            self.reasons.addWidget(box(row(PlainLabel(name, Type.NAME, tone), None, count, margins=(0, above, 0, 0))))
            for one in mine:
                words_ = PlainLabel(phrase(f"many.{one.reason}"), Type.BODY, Tone.TEXT2, elide=True)
                line = row(gap=8, margins=(12, 0, 0, 2))
                line.addWidget(words_, 1)
                line.addWidget(PlainLabel(str(one.count), Type.BODY, Tone.TEXT2))
                self.reasons.addWidget(box(line))

    # The time to undo

    def _show_undo(self) -> None:
        until = words.undo_until(self.view.row.campaign) if self.view is not None else None
        left = 0 if until is None else until - moment.now()
        open_ = until is not None and left > 0 and self.view is not None and self.view.row.sent == 0
        if open_ and until is not None:
            seconds = (left + 999) // 1000
            soon = self.tr("{m}:{s} left.").format(m=seconds // 60, s=f"{seconds % 60:02}") if seconds < 3600 else ""
            said = self.tr("You can take it back until {time}.").format(time=words.until(until))
            self.undo.say(said, f"{self.tr('Nothing has left yet.')} {soon}".strip())
        self.undo.setVisible(open_)
        if open_ and not self._clock.isActive():
            self._clock.start()
        elif not open_:
            self._clock.stop()

    def _take_back(self) -> None:
        if self.view is not None:
            self.taken_back.emit(self.view.row.campaign.id)

    def _pause(self) -> None:
        if self.view is not None:
            campaign = self.view.row.campaign
            (self.resume if campaign.state is CampaignState.PAUSED else self.pause).emit(campaign.id)

    def _copy(self) -> None:
        if self.view is not None:
            self.copy.emit(self.view.row.campaign.id)

    def _ask_stop(self) -> None:
        if self.view is None:
            return
        number, rest = self.view.row.campaign.id, self.view.row.waiting + self.view.row.later
        ask_to(
            self,
            self.tr("Stop “{name}”?").replace("{name}", words.title(self.view.row.campaign)[:60]),
            self.tr("%n people who have not got it will not get it. What has left cannot be taken back.", "", rest),
            self.tr("Stop for good"),
            lambda: self.stop.emit(number),
            self.tr("Let it go on"),
            danger=True,
        )

    # Window

    def fold(self, narrow: bool) -> None:
        """Below 1200 px the panel stands at the end of the page instead of beside it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        body = self.scroll_area.body
        before, after = (self.across, body) if narrow else (body, self.across)
        before.removeWidget(self.right_now)
        after.addWidget(self.right_now)
        self._measure()

    def _measure(self) -> None:
        wide = theme().px(PANEL)
        self.right_now.setMinimumWidth(0 if self._narrow else wide)
        self.right_now.setMaximumWidth(ANY_WIDTH if self._narrow else wide)
        self.right_now.setMinimumHeight(theme().px(300) if self._narrow else 0)

    def focus_stops(self) -> list[QWidget]:
        """Head, filter, list, panel."""
        return [self.back, self.outcomes.filter, self.outcomes.list, self.right_now.inbox]
