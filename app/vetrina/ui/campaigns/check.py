"""Fourth step: everybody of the audience as now, later or not this time, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.campaigns import Audience, Campaign, Group, Schedule, quiet_until
from vetrina.engine.packs import rule_pack
from vetrina.store.queries import campaigns
from vetrina.store.rows import Circumstances
from vetrina.store.views import Check, CheckedPerson
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.check_column import CheckColumn
from vetrina.ui.campaigns.goes_out import GoesOut
from vetrina.ui.phrases import phrase
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.cards import Card, Hairline, Panel, Scroll
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, clear, column, fixed, row
from vetrina.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class Checked:
    """The check of a campaign as it stood then, and the first people of each group."""

    campaign: Campaign
    check: Check
    people: dict[Group, tuple[CheckedPerson, ...]]


def around(schedule: Schedule, check: Check) -> Circumstances:
    """What held for everybody when `check` was made, so that its lists say the same as its numbers."""
    reasons = {one.reason for one in check.reasons}
    stale = schedule.stale_at
    return Circumstances(
        quiet_until=quiet_until(schedule, check.at, moment.zone()),
        clock_off="clock_off" in reasons,
        behind_hub="behind_hub" in reasons,
        expired=stale is not None and check.at >= stale,
    )


def read_people(
    r: Connection, campaign: Campaign, check: Check, group: Group, after: int, limit: int
) -> tuple[CheckedPerson, ...]:
    """People of one group of `check`, by id after `after`."""
    pack, circumstances = rule_pack(check.pack), around(campaign.schedule, check)
    return campaigns.check_people(r, campaign.audience, group, after, limit, check.at, pack, circumstances)


def read_examples(r: Connection, campaign: Campaign, check: Check) -> Checked:
    """One person for each reason first, then the next ones of the group."""
    people = {}
    for group in Group:
        first = [one for one in check.examples if one.group is group]
        known = {one.contact_id for one in first}
        more = read_people(r, campaign, check, group, 0, EXAMPLES) if len(first) < EXAMPLES else ()
        people[group] = (*first, *(one for one in more if one.contact_id not in known))[:EXAMPLES]
    return Checked(campaign, check, people)


class CheckStep(QWidget):
    """`show_all(group)`, `invite`, `again` after trouble, `edited(Schedule)` from the panel, `to_when` when folded."""

    show_all = Signal(object)
    invite = Signal()
    again = Signal()
    edited = Signal(object)
    to_when = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.checked: Checked | None = None
        self._campaign = Campaign(0, "", "", 0, Audience(), words.USUAL)
        self.head = PlainLabel("", Type.SECTION, elide=True)
        self.below = PlainLabel("", Type.BODY, Tone.TEXT2, elide=True)
        self.columns = {group: CheckColumn(group) for group in Group}
        self.goes_out = GoesOut()
        self.offline = Banner(
            Kind.NEUTRAL,
            self.tr("You are offline."),
            self.tr("It leaves by itself when the net is back."),
            icon="cloud-off",
        )
        self.trouble = Banner(Kind.BAD, "")
        self.trouble.add_button(self.tr("Check again"), self.again.emit)
        self.checking = PlainLabel("", Type.SECTION, Tone.TEXT2)
        self.empty = EmptyState(self.tr("Nobody may be written to now"))
        self.empty_reasons = column(gap=4)
        self.stack = QStackedWidget()
        self._build()
        for column_ in self.columns.values():
            column_.show_all.connect(self.show_all)
            column_.invite.connect(self.invite)
        self.goes_out.changed.connect(self.edited)

    def _build(self) -> None:
        three = row(gap=12)
        for one in self.columns.values():
            three.addWidget(one, 1)
        nobody = column(margins=(0, 20, 0, 0))
        nobody.addWidget(self.empty)
        self.empty.add_button(self.tr("Invite people"), self.invite.emit, ButtonKind.MAIN)
        nobody.addLayout(row(None, self.empty_reasons, None))
        nobody.addStretch(1)
        for part in (box(three), box(column(None, row(None, self.checking, None), None)), box(nobody)):
            self.stack.addWidget(part)
        self.how_line = Card(margins=(14, 8, 8, 8), gap=0)
        self.how_words = PlainLabel("", Type.BODY, Tone.TEXT2, elide=True)
        change = Button(self.tr("Change"), ButtonKind.LINK).on_click(self.to_when.emit)
        line = row(PlainLabel(self.tr("How it goes out"), Type.NAME), gap=12)
        line.addWidget(self.how_words, 1)
        line.addWidget(change)
        self.how_line.body.addLayout(line)
        self.how_line.hide()
        left = column(column(self.head, self.below), self.offline, self.trouble, margins=(20, 14, 16, 14), gap=12)
        left.addWidget(self.stack, 1)
        left.addWidget(self.how_line)
        self.offline.hide()
        self.trouble.hide()
        self.panel = Panel("l", "surface")
        title = box(row(PlainLabel(self.tr("How it goes out"), Type.SECTION), None, margins=(16, 14, 16, 10)))
        scroll = Scroll(margins=0, gap=0)
        scroll.add(self.goes_out, Hairline(), None)
        self.panel.body.addWidget(title)
        self.panel.body.addWidget(Hairline())
        self.panel.body.addWidget(scroll, 1)
        fixed(self.panel, width=284)
        across = row()
        across.addLayout(left, 1)
        across.addWidget(self.panel)
        self.setLayout(across)

    def begin(self, campaign: Campaign, total: int | None) -> None:
        """A check is under way; the last answer stays on screen while the same audience is checked anew."""
        self.trouble.hide()
        if self.checked is not None and campaign.audience == self._campaign.audience:
            self._campaign = campaign
            return
        self._campaign, self.checked = campaign, None
        self.goes_out.show_schedule(campaign.schedule)
        self.say_checking(total)
        self.stack.setCurrentIndex(1)

    def say_checking(self, total: int | None) -> None:
        """ "Checking 120 people…", as soon as the number is known."""
        self.head.setText(self.tr("This is who gets it."))
        self.below.setText("")
        self.checking.setText(self.tr("Checking…") if total is None else self.tr("Checking %n people…", "", total))

    def fits(self, campaign: Campaign) -> bool:
        """Whether the answer on screen is about this audience and schedule."""
        asked = self.checked.campaign if self.checked is not None else None
        return asked is not None and (asked.audience, asked.schedule) == (campaign.audience, campaign.schedule)

    def show_checked(self, checked: Checked) -> None:
        """All three groups together."""
        check, campaign = checked.check, checked.campaign
        self.checked, self._campaign = checked, campaign
        audience = words.audience(campaign.audience)
        text = self.tr("%n people are in “{audience}”. This is who gets it.", "", check.total)
        self.head.setText(text.replace("{audience}", audience))
        self.below.setText(
            self.tr(
                "Checked with the sending rules of the shop page, {when}. Each reason is kept with the message."
            ).format(when=moment.full(moment.now()))
        )
        starts = campaign.schedule.start_at
        below = {
            Group.NOW: self._now_words(starts),
            Group.LATER: self.tr("go out by themselves when it is time"),
            Group.NOT_THIS_TIME: self.tr("left out to stay welcome"),
        }
        counts = {Group.NOW: check.now, Group.LATER: check.later, Group.NOT_THIS_TIME: check.not_this_time}
        for group, one in self.columns.items():
            reasons = tuple(reason for reason in check.reasons if reason.group is group)
            one.show_group(counts[group], below[group], reasons, checked.people[group])
        self._show_nobody(check)
        self.goes_out.show_schedule(campaign.schedule, check.now + check.later)
        self.how_words.setText(self.goes_out.summary())
        self.stack.setCurrentIndex(2 if check.now + check.later == 0 else 0)

    def _now_words(self, starts: int | None) -> str:
        if starts is None or starts <= moment.now():
            return self.tr("may be written to right now")
        if words.is_today(starts):
            return self.tr("may be written to at {time}").format(time=words.until(starts))
        return self.tr("may be written to {when}").format(when=moment.full(starts))

    def _show_nobody(self, check: Check) -> None:
        clear(self.empty_reasons)
        for one in sorted(check.reasons, key=lambda reason: -reason.count):
            words_ = PlainLabel(f"{one.count} {phrase(f'many.{one.reason}')}", Type.BODY, Tone.TEXT2)
            self.empty_reasons.addWidget(words_)

    def show_trouble(self, sentence: str) -> None:
        """The check could not be made."""
        self.trouble.say(sentence)
        self.trouble.show()
        if self.checked is None:
            self.checking.setText(self.tr("Could not check. Nobody gets it until it could."))

    def fold(self, narrow: bool) -> None:
        """Below 1200 px the panel becomes one line above the action bar."""
        self.panel.setVisible(not narrow)
        self.how_line.setVisible(narrow)
