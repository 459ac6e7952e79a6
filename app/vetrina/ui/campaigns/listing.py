"""All campaigns: tabs, search, table, the next days; or what to do while there is none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.campaigns import CampaignState
from vetrina.store.views import CampaignRow
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.calendar import NextDays
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.campaigns.table import CampaignsModel, CampaignsTable, Heads
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.cards import PageHead, Panel
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, column, fixed, row
from vetrina.ui.widgets.states import EmptyState, PlaceholderRows
from vetrina.ui.widgets.tabs import Tabs

TABS: tuple[frozenset[CampaignState], ...] = (
    frozenset(CampaignState),
    frozenset({CampaignState.DRAFT}),
    frozenset({CampaignState.PLANNED}),
    frozenset({CampaignState.GOING_OUT, CampaignState.PAUSED}),
    frozenset({CampaignState.DONE, CampaignState.STOPPED}),
)


class Listing(QWidget):
    """`opened(campaign id)`, `fresh` for a new campaign."""

    opened = Signal(int)
    fresh = Signal()

    def __init__(self, album: Album) -> None:
        super().__init__()
        self.rows: tuple[CampaignRow, ...] = ()
        self.model = CampaignsModel()
        self.table = CampaignsTable(self.model, album)
        self.heads = Heads(self.model)
        self.days = NextDays()
        self.search = SearchEdit(self.tr("Search campaigns"))
        self.new = Button(self.tr("New campaign"), ButtonKind.MAIN, icon="plus").on_click(self.fresh.emit)
        self.tabs = Tabs(self.tr("Campaigns by state"))
        for word in (
            self.tr("All"),
            self.tr("Drafts"),
            self.tr("Planned"),
            self.tr("Going out"),
            self.tr("Done"),
        ):
            self.tabs.add(word)
        self.waiting = PlaceholderRows(3, 58)
        self.empty = EmptyState(
            self.tr("Nothing sent yet"),
            self.tr("Choose who and what; before anything leaves you see who gets it, and why."),
        )
        self.empty.add_button(self.tr("New campaign"), self.fresh.emit, ButtonKind.MAIN)
        self.none_here = PlainLabel(self.tr("None here."), Type.BODY, Tone.TEXT2)
        self._build()
        self.tabs.chosen.connect(lambda _tab: self._filter())
        self.search.textChanged.connect(lambda _text: self._filter())
        self.table.opened.connect(self._open)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.days.opened.connect(self.opened)

    def _build(self) -> None:
        head = PageHead(self.tr("Campaigns"))
        fixed(self.search, min_width=160)
        fixed(self.search, width=220)
        head.add(self.search, self.new)
        filled = box(column(self.tabs, self.heads, self.none_here), "surface")
        inner = filled.layout()
        assert inner is not None
        inner.addWidget(self.table)
        self.none_here.setContentsMargins(20, 16, 20, 16)
        self.none_here.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(filled)
        self.stack.addWidget(self.empty)
        middle = Panel("", "surface")
        middle.body.addWidget(self.waiting)
        middle.body.addWidget(self.stack, 1)
        across = row()
        across.addWidget(middle, 1)
        across.addWidget(self.days)
        whole = column(head)
        whole.addLayout(across, 1)
        self.setLayout(whole)

    def show_rows(self, rows: tuple[CampaignRow, ...]) -> None:
        """All campaigns; tab, search and choice stay."""
        self.waiting.done()
        self.rows = rows
        self.stack.setCurrentIndex(0 if rows else 1)
        self.tabs.set_count(0, len(rows))
        for number, states in enumerate(TABS[1:], 1):
            self.tabs.set_count(number, sum(one.campaign.state in states for one in rows))
        self.days.show_rows(rows)
        self._filter()

    def _filter(self) -> None:
        states, low = TABS[max(self.tabs.currentIndex(), 0)], self.search.text().casefold().strip()
        chosen = self.chosen()
        rows = [
            one
            for one in self.rows
            if one.campaign.state in states
            and (low in words.title(one.campaign).casefold() or low in one.ad_name.casefold())
        ]
        self.model.show_rows(rows)
        self.none_here.setVisible(bool(self.rows) and not rows)
        self.table.setVisible(bool(rows))
        again = next((at for at, one in enumerate(rows) if one.campaign.id == chosen), 0 if rows else -1)
        self.table.choose(again)

    def chosen(self) -> int:
        """The id of the chosen campaign, 0 if none."""
        at = self.table.row()
        return self.model.rows[at].campaign.id if 0 <= at < len(self.model.rows) else 0

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            self.opened.emit(self.model.rows[at].campaign.id)

    def fold(self, narrow: bool) -> None:
        """Below 1200 px the next days give their room to the table."""
        self.days.setVisible(not narrow)
