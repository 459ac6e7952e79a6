"""The Campaigns page: goes between list, steps and results, and fetches what they show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from vetrina.ui.page import Page
from vetrina.ui.widgets.layouts import column

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow


class CampaignsPage(Page):
    """One of three: all campaigns, a draft in its steps, a sent one with its results."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._opened = 0
        self.album = Album(self.bridge, self)
        self.listing = Listing(self.album)
        self.editor = CampaignEditor(self.bridge, self.album)
        self.result = Result()
        self.stack = QStackedWidget()
        for part in (self.listing, self.editor, self.result):
            self.stack.addWidget(part)
        self.setLayout(column(self.stack))
        self.listing.opened.connect(self.open)
        self.listing.fresh.connect(self.begin)
        self.editor.left.connect(self.show_list)
        self.editor.sent.connect(self._sent)
        self.editor.say.connect(self.window_.toast.say)
        self.editor.invite.connect(lambda: self.window_.go_to("followers"))
        self.editor.make_ad.connect(lambda: self.window_.go_to("ads"))
        self.result.left.connect(self.show_list)
        self.result.pause.connect(lambda which: self.bridge.ask(PauseCampaign(which), owner=self))
        self.result.resume.connect(lambda which: self.bridge.ask(ResumeCampaign(which), owner=self))
        self.result.stop.connect(lambda which: self._stop(which, self.tr("Stopped")))
        self.result.taken_back.connect(lambda which: self._stop(which, self.tr("Taken back. Nothing was sent.")))
        self.result.copy.connect(self.copy)
        self.result.right_now.to_inbox.connect(lambda: self.window_.go_to("inbox"))
        self.result.outcomes.filtered.connect(lambda _what: self._fetch_result())
        self.result.outcomes.more_wanted.connect(self._more_people)
        self.result.outcomes.opened.connect(lambda who: self.window_.go_to("followers", who))

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
        if self.stack.currentWidget() is self.editor:
            if any(touches(topics, one) for one in (Topic.CONTACT, Topic.CONVERSATION, Topic.AD, Topic.PRODUCT)):
                self.editor.look_again()
        elif touches(topics, Topic.CAMPAIGN) or touches(topics, Topic.AD):
            self.refresh()

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the side panels fold."""
        for part in (self.listing, self.editor, self.result):
            part.fold(narrow)

    def offline(self, offline: bool) -> None:
        """A campaign can be prepared and started all the same."""
        self.editor.offline(offline)

    def focus_stops(self) -> list[QWidget]:
        """Those of the part on screen."""
        shown = self.stack.currentWidget()
        if shown is self.editor:
            return self.editor.focus_stops()
        if shown is self.result:
            return self.result.focus_stops()
        return [self.listing.tabs, self.listing.search, self.listing.table, self.listing.days.on]

    # Fetching

    def refresh(self) -> None:
        """Read again what is on screen."""
        if self.stack.currentWidget() is self.result:
            self._fetch_result()
        elif self.stack.currentWidget() is self.listing:
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
            self.editor.drop()
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
