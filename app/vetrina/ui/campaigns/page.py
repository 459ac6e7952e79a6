"""The Campaigns page: goes between list, steps and results, and fetches what they show."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.campaigns import Audience, Campaign, CampaignState
from vetrina.domain.events import Topic
from vetrina.engine.commands import PauseCampaign, ResumeCampaign, SaveCampaign, StopCampaign
from vetrina.store.queries import campaigns
from vetrina.store.views import CampaignPerson
from vetrina.ui.bridge import touches
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.editor import CampaignEditor
from vetrina.ui.campaigns.listing import Listing
from vetrina.ui.campaigns.outcomes import AT_ONCE
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.campaigns.result import Found, Result, read_result
from vetrina.ui.jump import Target
from vetrina.ui.page import Page
from vetrina.ui.widgets.layouts import column

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow


REFRESHES_AFTER_MS = 150


class CampaignsPage(Page):
    """One of three: all campaigns, a draft in its steps, a sent one with its results."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._opened = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REFRESHES_AFTER_MS)
        self._soon.timeout.connect(self.refresh)
        self.album = Album(self.bridge, self)
        self._editor: CampaignEditor | None = None
        self._result: Result | None = None
        self._narrow = self._offline = False
        self.listing = Listing(self.album)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.setLayout(column(self.stack))
        self.listing.opened.connect(self.open)
        self.listing.fresh.connect(self.begin)

    @property
    def editor(self) -> CampaignEditor:
        """The steps; made when first needed."""
        if self._editor is None:
            made = self._editor = CampaignEditor(self.bridge, self.album)
            made.left.connect(self.show_list)
            made.sent.connect(self._sent)
            made.say.connect(self.window_.toast.say)
            made.invite.connect(lambda: self.window_.go_to("followers"))
            made.make_ad.connect(lambda: self.window_.go_to("ads"))
            self.stack.addWidget(made)
            made.fold(self._narrow)
            made.offline(self._offline)
        return self._editor

    @property
    def result(self) -> Result:
        """The results; made when first needed."""
        if self._result is None:
            made = self._result = Result()
            made.left.connect(self.show_list)
            made.pause.connect(lambda which: self.bridge.ask(PauseCampaign(which), owner=self))
            made.resume.connect(lambda which: self.bridge.ask(ResumeCampaign(which), owner=self))
            made.stop.connect(lambda which: self._stop(which, self.tr("Stopped")))
            made.taken_back.connect(lambda which: self._stop(which, self.tr("Taken back. Nothing was sent.")))
            made.copy.connect(self.copy)
            made.right_now.to_inbox.connect(lambda: self.window_.go_to("inbox"))
            made.outcomes.filtered.connect(lambda _what: self._fetch_result())
            made.outcomes.more_wanted.connect(self._more_people)
            made.outcomes.opened.connect(lambda who: self.window_.go_to("followers", who))
            self.stack.addWidget(made)
            made.fold(self._narrow)
        return self._result

    # What the window calls

    def entered(self) -> None:
        """Fetch and put the focus where work goes on."""
        self.refresh()
        if self.stack.currentWidget() is self.listing:
            (self.listing.table if self.listing.model.rows else self.listing.new).setFocus()

    def shown_id(self, number: int) -> None:
        """Show one campaign."""
        self.open(number)

    def changed(self, topics: Topics) -> None:
        """Fetch again what is on screen."""
        if self._editor is not None and self.stack.currentWidget() is self._editor:
            if any(touches(topics, one) for one in (Topic.CONTACT, Topic.CONVERSATION, Topic.AD, Topic.PRODUCT)):
                self._editor.look_again()
        elif any(touches(topics, one) for one in (Topic.CAMPAIGN, Topic.AD)) and not self._soon.isActive():
            self._soon.start()

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the side panels fold."""
        self._narrow = narrow
        for part in (self.listing, self._editor, self._result):
            if part is not None:
                part.fold(narrow)

    def offline(self, offline: bool) -> None:
        """A campaign can be prepared and started all the same."""
        self._offline = offline
        if self._editor is not None:
            self._editor.offline(offline)

    def focus_stops(self) -> list[QWidget]:
        """Those of the part on screen."""
        shown = self.stack.currentWidget()
        if isinstance(shown, CampaignEditor | Result):
            return shown.focus_stops()
        return [self.listing.tabs, self.listing.search, self.listing.table, self.listing.days.on]

    def jump_targets(self, typed: str) -> list[Target]:
        """Campaigns for Ctrl+K, by name."""
        low = typed.casefold().strip()
        return [
            Target(words.title(one.campaign), words.state(one)[0], "send", partial(self._jump, one.campaign.id))
            for one in self.listing.rows
            if low and low in words.title(one.campaign).casefold()
        ]

    def _jump(self, campaign_id: int) -> None:
        self.window_.go_to("campaigns", campaign_id)

    # Fetching

    def refresh(self) -> None:
        """Read again what is on screen."""
        shown = self.stack.currentWidget()
        if shown is self._result is not None:
            self._fetch_result()
        elif shown is self.listing:
            self.listing.waiting.wait()
            self.bridge.read(campaigns.page, self.listing.show_rows, owner=self)

    def show_list(self) -> None:
        """Back to all campaigns."""
        self._opened = 0
        self.stack.setCurrentWidget(self.listing)
        self.refresh()
        self.listing.table.setFocus()

    def open(self, campaign_id: int) -> None:
        """Show a campaign: a draft in its steps, any other with its results."""
        self._opened = campaign_id
        self._fetch_result(first=True)

    def _fetch_result(self, *, first: bool = False) -> None:
        number = self._opened
        what = "all" if first else self.result.outcomes.what()
        limit = AT_ONCE if first else max(AT_ONCE, len(self.result.outcomes.model.rows))

        self.bridge.read(
            lambda r: read_result(r, number, what, limit),
            lambda found: self._show_found(number, what, limit, found, first),
            owner=self,
        )

    def _show_found(self, number: int, what: str, limit: int, found: Found | None, first: bool) -> None:
        if number != self._opened:
            return
        if found is None:
            self.show_list()
            return
        campaign = found.view.row.campaign
        if campaign.state is CampaignState.DRAFT:
            if first:
                self._edit(campaign)
            return
        if first:
            self.result.outcomes.filter.choose("all")
        elif what != self.result.outcomes.what():
            return
        self.result.show_found(found, limit)
        if self.stack.currentWidget() is not self.result:
            if self._editor is not None:
                self._editor.drop()
            self.stack.setCurrentWidget(self.result)
            self.result.back.setFocus()

    def _more_people(self) -> None:
        number, what = self._opened, self.result.outcomes.what()
        model = self.result.outcomes.model
        after = model.rows[-1].contact_id if model.rows else 0

        def add(people: tuple[CampaignPerson, ...]) -> None:
            if number == self._opened and what == self.result.outcomes.what():
                model.append(people, complete=len(people) < AT_ONCE)

        self.bridge.read(lambda r: campaigns.people(r, number, what, after, AT_ONCE), add, owner=self)

    # Making and sending

    def begin(self) -> None:
        """A new campaign."""
        self._edit(Campaign(0, "", "", 0, Audience(), words.USUAL))

    def _edit(self, campaign: Campaign) -> None:
        self._opened = campaign.id
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(campaign)

    def copy(self, campaign_id: int) -> None:
        """A new draft with the same ad, people and way to go out; its start is open again."""
        view = self.result.view
        if view is None or view.row.campaign.id != campaign_id:
            return
        old = view.row.campaign
        name = self.tr("{name}, again").replace("{name}", words.title(old))
        schedule = replace(old.schedule, start_at=None, stale_at=None)
        self.bridge.ask(SaveCampaign(Campaign(0, "", name, old.ad_id, old.audience, schedule)), self._edit, owner=self)

    def _sent(self, campaign_id: int) -> None:
        self.open(campaign_id)

    def _stop(self, campaign_id: int, said: str) -> None:
        self.bridge.ask(StopCampaign(campaign_id), lambda _done: self._stopped(said), owner=self)

    def _stopped(self, said: str) -> None:
        self.window_.toast.say(said)
        self.refresh()
