"""The five steps of a campaign: who, what, when, check, send; kept as a draft all the while."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.campaigns import Campaign, Group, Schedule, quiet_until
from vetrina.engine.commands import CancelJob, CheckCampaign, SendCampaign, SendTest
from vetrina.store.queries import audience, people
from vetrina.store.queries.audience import AudienceCounts
from vetrina.store.rows import Circumstances
from vetrina.store.views import Check
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.action_bar import ActionBar
from vetrina.ui.campaigns.check import Checked, CheckStep, read_examples
from vetrina.ui.campaigns.draft import Draft
from vetrina.ui.campaigns.everyone import EveryoneDialog
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.campaigns.what import Shown, WhatStep, read_ads
from vetrina.ui.campaigns.when import WhenStep
from vetrina.ui.campaigns.who import WhoStep
from vetrina.ui.phrases import sentence_of
from vetrina.ui.tokens import Type
from vetrina.ui.widgets.buttons import ButtonKind, IconButton
from vetrina.ui.widgets.cards import PageHead
from vetrina.ui.widgets.layouts import box, column, fixed, row
from vetrina.ui.widgets.progress import ProgressCard
from vetrina.ui.widgets.step_bar import StepBar

WHO, WHAT, WHEN, CHECK, SEND = range(5)
LOOKS_AGAIN_MS = 500
JOB = "campaign"


class CampaignEditor(QWidget):
    """`left` back to the list, `sent(campaign id)`, `say(sentence)` for a toast, `invite`, `make_ad`."""

    left = Signal()
    sent = Signal(int)
    say = Signal(str)
    invite = Signal()
    make_ad = Signal()

    def __init__(self, bridge: Bridge, album: Album) -> None:
        super().__init__()
        self._bridge = bridge
        self.draft: Draft | None = None
        self._asked = 0
        self.step = WHO
        self.names = (self.tr("Who"), self.tr("What"), self.tr("When"), self.tr("Check"), self.tr("Send"))
        self.who, self.what, self.when, self.check = WhoStep(), WhatStep(album), WhenStep(), CheckStep()
        self.progress = ProgressCard(self.tr("Writing down who gets it"), "send")
        self.head = PageHead()
        self.steps = StepBar(self.names)
        self.bar = ActionBar(self.names)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(LOOKS_AGAIN_MS)
        self._again.timeout.connect(self._refresh_numbers)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.back = IconButton("chevron-left", self.tr("All campaigns"), ButtonKind.QUIET).on_click(self.leave)
        self.head.title.set_role(Type.DIALOG)
        self.head.lead.addWidget(self.back)
        self.head.add(self.steps)
        sending = row(None)
        fixed(self.progress, width=460)
        sending.addWidget(self.progress)
        sending.addStretch(1)
        self.stack = QStackedWidget()
        for part in (self.who, self.what, self.when, self.check, box(column(None, sending, None))):
            self.stack.addWidget(part)
        whole = column(self.head)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.bar)
        self.setLayout(whole)

    def _wire(self) -> None:
        for part in (self.who, self.what, self.when):
            part.edited.connect(self._edited)
        self.steps.back_to.connect(self.go)
        self.bar.back.on_click(lambda: self.go(self.step - 1))
        self.bar.on.on_click(self.go_on)
        self.bar.test.on_click(self._send_test)
        self.check.edited.connect(self._schedule_edited)
        self.check.again.connect(self._check)
        self.check.invite.connect(self.invite)
        self.check.to_when.connect(lambda: self.go(WHEN))
        self.check.show_all.connect(self._show_all)
        self.what.make_ad.connect(self.make_ad)
        self.progress.stopped.connect(lambda: self._bridge.ask(CancelJob(JOB), owner=self))
        self._bridge.progress.connect(self._progressed)

    # Opening and leaving

    def open(self, campaign: Campaign) -> None:
        """Show a draft (id 0: a new one) at its first step."""
        self.drop()
        draft = Draft(self._bridge, campaign, self)
        draft.kept.connect(self._kept)
        draft.trouble.connect(self._not_kept)
        self.draft = draft
        self.check.checked = None
        for part in (self.who, self.what, self.when):
            part.show_campaign(campaign)
        self._bridge.read(people.labels, self.who.show_labels, owner=self.who)
        self.go(WHO)
        self.who.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Keep what changed and let go of the draft."""
        self._asked += 1
        if self.draft is not None:
            self.draft.leave()
            self.draft = None

    def leave(self) -> None:
        """Back to the list; the draft is kept."""
        self.drop()
        self.left.emit()

    def campaign(self) -> Campaign:
        """The campaign on screen."""
        assert self.draft is not None
        return self.draft.campaign

    # Steps

    def go(self, step: int) -> None:
        """Open a step; going on past an unfinished one stops there."""
        if self.draft is None or self.step == SEND == step:
            return
        self.step = min(max(step, WHO), CHECK)
        self.draft.keep()
        self.stack.setCurrentIndex(self.step)
        self.steps.set_step(self.step)
        self._show_head()
        self._refresh_numbers()
        if self.step == WHEN:
            self.when.show_campaign(self.campaign())
        elif self.step == CHECK:
            self.steps.setFocus(Qt.FocusReason.OtherFocusReason)  # never on Send by pressing Next once more
        self._show_bar()

    def go_on(self) -> None:
        """The next step, or Send."""
        if self.step == CHECK:
            self._send()
        elif self.bar.on.isEnabled():
            self.go(self.step + 1)

    def _show_head(self) -> None:
        if self.draft is None:
            return
        kept = self.draft.kept_at
        below = self.tr("Sponsored message")
        if kept is not None:
            below += " · " + self.tr("draft saved {time}").format(time=moment.short(kept))
        self.head.set_title(words.title(self.draft.campaign), below)

    def _show_bar(self) -> None:
        if self.draft is None:
            return
        trouble = ""
        if self.step == WHAT and not self.campaign().ad_id:
            trouble = self.tr("Choose an ad first.")
        elif self.step == WHEN:
            trouble = self.when.trouble()
        checked = self.check.checked if self.step == CHECK and self.check.fits(self.campaign()) else None
        self.bar.show_step(self.step, self.campaign(), None if checked is None else checked.check, trouble)

    def _edited(self, campaign: Campaign) -> None:
        if self.draft is None:
            return
        before = self.draft.campaign
        now = replace(before, name=campaign.name, audience=campaign.audience, ad_id=campaign.ad_id)
        self.draft.edit(replace(now, schedule=campaign.schedule))
        for part in (self.who, self.what, self.when):
            if part is not self.sender():
                part.show_campaign(self.draft.campaign)
        if campaign.audience != before.audience or campaign.ad_id != before.ad_id:
            self._refresh_numbers()
        self._show_head()
        self._show_bar()

    def _schedule_edited(self, schedule: Schedule) -> None:
        if self.draft is not None:
            start = self.draft.campaign.schedule.start_at
            self.draft.edit(replace(self.draft.campaign, schedule=replace(schedule, start_at=start)))
            self._check()

    # Numbers

    def look_again(self) -> None:
        """People or ads changed; fetch again what this step shows, at most twice a second."""
        if self.draft is not None and not self._again.isActive():
            self._again.start()

    def _refresh_numbers(self) -> None:
        if self.draft is None:
            return
        campaign, now = self.campaign(), moment.now()
        if self.step == WHO:
            around = Circumstances(quiet_until=quiet_until(campaign.schedule, now, moment.zone()))
            self._bridge.read(
                lambda r: audience.counts(r, campaign.audience, now, moment.pack(), around),
                partial(self._show_counts, campaign),
                owner=self,
            )
        elif self.step == WHAT:
            shop, tongue = moment.shop(), moment.shop_language()
            self._bridge.read(
                lambda r: read_ads(r, campaign.ad_id, now, tongue, shop), partial(self._show_ads, campaign), owner=self
            )
        elif self.step == CHECK:
            self._check()

    def _show_counts(self, asked: Campaign, counts: AudienceCounts) -> None:
        if self.draft is not None and asked.audience == self.draft.campaign.audience:
            self.who.show_counts(counts)

    def _show_ads(self, asked: Campaign, shown: Shown) -> None:
        if self.draft is not None and asked.ad_id == self.draft.campaign.ad_id:
            self.what.show_ads(shown)

    # The check

    def _check(self) -> None:
        if self.draft is None or self.step != CHECK:
            return
        self._asked += 1
        asked, wanted = self._asked, self.campaign().audience
        self.check.begin(self.campaign(), None)
        self._show_bar()
        if self.check.checked is None:
            self._bridge.read(
                lambda r: audience.size(r, wanted), lambda total: self._say_total(asked, total), owner=self
            )
        self.draft.then(lambda: self._ask_check(asked))

    def _say_total(self, asked: int, total: int) -> None:
        if asked == self._asked and self.check.checked is None:
            self.check.say_checking(total)

    def _ask_check(self, asked: int) -> None:
        if asked != self._asked or self.draft is None:
            return
        campaign = self.campaign()
        start = campaign.schedule.start_at
        at = start if start is not None and start > moment.now() else None
        self._bridge.ask(
            CheckCampaign(campaign.audience, campaign.id, at=at),
            lambda check: self._read_examples(asked, campaign, check),
            lambda trouble: self._check_failed(asked, trouble),
            owner=self,
        )

    def _read_examples(self, asked: int, campaign: Campaign, check: Check) -> None:
        if asked == self._asked:
            self._bridge.read(
                lambda r: read_examples(r, campaign, check),
                lambda checked: self._show_checked(asked, checked),
                lambda trouble: self._check_failed(asked, trouble),
                owner=self,
            )

    def _show_checked(self, asked: int, checked: Checked) -> None:
        if asked == self._asked and self.step == CHECK:
            self.check.show_checked(checked)
            self._show_bar()

    def _check_failed(self, asked: int, trouble: Exception) -> None:
        if asked == self._asked:
            self.check.show_trouble(sentence_of(trouble))
            self._show_bar()

    def _show_all(self, group: Group) -> None:
        if self.check.checked is not None:
            EveryoneDialog(self, self._bridge, self.campaign(), self.check.checked.check, group).open()

    # Sending

    def _send_test(self) -> None:
        if self.draft is not None:
            self.draft.then(self._ask_test)

    def _ask_test(self) -> None:
        if self.draft is not None:
            sent = self.tr("On its way to your phone.")
            self._bridge.ask(SendTest(self.campaign().id), lambda _id: self.say.emit(sent), self._complain, owner=self)

    def _send(self) -> None:
        if self.draft is None or self.check.checked is None or not self.bar.on.isEnabled():
            return
        self.step = SEND
        self._asked += 1
        self.steps.set_step(SEND)
        self.progress.set_progress(0, self.check.checked.check.total)
        self.stack.setCurrentIndex(SEND)
        self.bar.hide()
        self.back.setEnabled(False)
        self.draft.then(self._ask_send)

    def _ask_send(self) -> None:
        if self.draft is not None:
            number = self.campaign().id
            self._bridge.ask(SendCampaign(number), lambda _check: self._sent(number), self._not_sent, owner=self)

    def _sent(self, number: int) -> None:
        self._sending_over()
        self.step = WHO
        if self.draft is not None:
            self.draft.deleteLater()
            self.draft = None
        self.sent.emit(number)

    def _not_sent(self, trouble: Exception) -> None:
        self._sending_over()
        self.step = CHECK
        self.go(CHECK)
        self._complain(trouble)

    def _sending_over(self) -> None:
        self.bar.show()
        self.back.setEnabled(True)

    def _progressed(self, job: str, done: int, total: int) -> None:
        if job == JOB and self.step == SEND:
            self.progress.set_progress(done, total)

    def _complain(self, trouble: Exception) -> None:
        self.say.emit(sentence_of(trouble))

    def _kept(self) -> None:
        self._show_head()

    def _not_kept(self, trouble: Exception) -> None:
        if self.step == SEND:
            self._not_sent(trouble)
            return
        self._complain(trouble)
        if self.step == CHECK:
            self.check.show_trouble(sentence_of(trouble))

    # Window

    def fold(self, narrow: bool) -> None:
        """Below 1200 px."""
        self.check.fold(narrow)

    def offline(self, offline: bool) -> None:
        """Said in the check: it can be sent all the same."""
        self.check.offline.setVisible(offline)

    def focus_stops(self) -> list[QWidget]:
        """Steps, the step's first part, the bar."""
        first: dict[int, QWidget] = {
            WHO: self.who.name,
            WHAT: self.what.list,
            WHEN: self.when.at_once,
            CHECK: self.check.columns[Group.NOW].all,
        }
        return [self.steps, first.get(self.step, self.progress.stop), self.bar.on]
