"""The left side: ads in the feed, drafts, ended ones; and what to start with while there are none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from vetrina.domain.ads import AdState
from vetrina.domain.catalog import Product
from vetrina.store.views import AdRow
from vetrina.ui import moment
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, IconButton
from vetrina.ui.widgets.cards import PageHead, Panel
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import fixed
from vetrina.ui.widgets.list_table import OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_chip, paint_text
from vetrina.ui.widgets.pictures import paint_picture
from vetrina.ui.widgets.row_models import RowsModel
from vetrina.ui.widgets.states import EmptyState, PlaceholderRows
from vetrina.ui.widgets.tabs import Tabs

TABS = ("in_feed", "draft", "ended")
ROW = 78
PICTURE = 56
STARTER_LENGTH = 28
Index = QModelIndex | QPersistentModelIndex


class AdsModel(RowsModel[AdRow]):
    """Rows of one tab. `editing` is the id of an ad whose changes are not in the feed yet."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, QPixmap | None] = {}
        self.editing: frozenset[int] = frozenset()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((self.name(one), self.state(one)[0], self.numbers(one)))
        return None

    def name(self, one: AdRow) -> str:
        """What the list calls an ad."""
        return one.ad.name or one.ad.headline or self.tr("Without a headline")

    def state(self, one: AdRow) -> tuple[str, Kind]:
        """The chip: word and kind."""
        if one.ad.id in self.editing:
            return self.tr("Editing"), Kind.PLAIN
        return {
            AdState.IN_FEED: (self.tr("In the feed"), Kind.OK),
            AdState.PAUSED: (self.tr("Paused"), Kind.PLAIN),
            AdState.ENDED: (self.tr("Ended"), Kind.PLAIN),
            AdState.DRAFT: (self.tr("Draft"), Kind.PLAIN),
        }[one.ad.state]

    def numbers(self, one: AdRow) -> str:
        """The last line: chats and since when."""
        chats = self.tr("%n chats", "", one.talks)
        if one.ad.in_feed_since is None:
            return self.tr("changed {when}").format(when=moment.short(one.ad.changed_at))
        return self.tr("{chats} · since {when}").format(chats=chats, when=moment.short(one.ad.in_feed_since))


class _Rows(RowDelegate):
    """Picture, name, state, numbers."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        model = index.model()
        assert isinstance(model, AdsModel)
        one, px = model.rows[index.row()], theme().px
        left = rect.left() + px(12)
        top = rect.top() + (rect.height() - px(PICTURE)) / 2
        paint_picture(painter, QRectF(left, top, px(PICTURE), px(PICTURE)), model.pictures.get(one.picture))
        x = left + px(PICTURE) + px(10)
        width = rect.right() - px(12) - x
        paint_text(painter, QRectF(x, rect.top() + px(10), width, px(18)), model.name(one), Type.NAME)
        words, kind = model.state(one)
        paint_chip(painter, x, rect.top() + px(29), words, kind, on_chosen=chosen and kind is Kind.PLAIN, most=width)
        below = QRectF(x, rect.top() + px(52), width, px(16))
        paint_text(painter, below, model.numbers(one), Type.SMALL, Tone.TEXT2)


class AdsList(Panel):
    """`picked(ad id)`, `made()` for a new ad, `started(product)`, `listed()` for the shop list, `tab_chosen`."""

    picked = Signal(int)
    made = Signal()
    started = Signal(object)
    listed = Signal()
    tab_chosen = Signal()

    def __init__(self) -> None:
        super().__init__("r", "surface")
        self.model = AdsModel()
        self.tabs = Tabs(self.tr("Ads"), inset=4)
        for word in (self.tr("In the feed"), self.tr("Drafts"), self.tr("Ended")):
            self.tabs.add(word)
        self.table = OneColumnTable(self.tr("Ads"), ROW, _Rows())
        self.table.setModel(self.model)
        self.waiting = PlaceholderRows(3, ROW)
        self.empty = EmptyState(self.tr("Your window is empty"))
        fixed(self.empty.words, width=208)
        self.nothing = PlainLabel("", Type.BODY, Tone.TEXT2, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.nothing.setContentsMargins(20, 30, 20, 20)
        self.new_button = Button(self.tr("New ad"), ButtonKind.MAIN, icon="plus").on_click(self.made.emit)
        self.list_button = IconButton("shopping-bag", self.tr("Shop list")).on_click(self.listed.emit)
        self._starters: list[Button] = []
        head = PageHead(self.tr("Ads"))
        head.body.setContentsMargins(theme().px(12), 0, theme().px(12), 1)
        head.tools.setSpacing(theme().px(6))
        head.add(self.list_button, self.new_button)
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        for part in (self.table, self.empty, self.nothing):
            self.stack.addWidget(part)
        self.foot = PlainLabel(
            self.tr("Ads appear on your shop page. Every ad carries its own chat."), Type.SMALL, Tone.TEXT2, wrap=True
        )
        foot = Panel("t", "surface")
        foot.body.addWidget(self.foot)
        foot.body.setContentsMargins(12, 13, 12, 12)
        self.body.addWidget(head)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(foot)
        self.tabs.chosen.connect(lambda _index: self.tab_chosen.emit())
        self.table.picked.connect(self._picked)

    def tab(self) -> str:
        """Which ads are shown: in_feed, draft or ended."""
        return TABS[max(self.tabs.currentIndex(), 0)]

    def show_tab(self, tab: str) -> None:
        """Turn to a tab."""
        self.tabs.choose(TABS.index(tab))

    def show_rows(self, rows: tuple[AdRow, ...], counts: dict[str, int], chosen: int) -> None:
        """Show the rows of the tab, keeping the choice."""
        self.waiting.done()
        for index, tab in enumerate(TABS):
            self.tabs.set_count(index, counts.get(tab, 0) if tab == "in_feed" else 0)
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        self.mark(chosen)
        self.table.blockSignals(False)
        if rows:
            self.stack.setCurrentWidget(self.table)
            return
        words = {
            "in_feed": self.tr("Nothing is in the feed now."),
            "draft": self.tr("No drafts."),
            "ended": self.tr("No ad has ended yet."),
        }
        self.nothing.setText(words[self.tab()])
        self.stack.setCurrentWidget(self.nothing if counts.get("all", 0) else self.empty)

    def mark(self, ad_id: int) -> None:
        """Show which ad is open, without telling anybody."""
        at = next((index for index, one in enumerate(self.model.rows) if one.ad.id == ad_id), -1)
        self.table.blockSignals(True)
        self.table.choose(at)
        self.table.blockSignals(False)

    def show_starters(self, found: tuple[Product, ...]) -> None:
        """Offer an ad for each of up to three products; without a shop list the way to one."""
        for button in self._starters:
            button.hide()
            button.deleteLater()
        if found:
            self.empty.say(self.tr("Your window is empty"), self.tr("Start with something from your shop list:"))
            self._starters = [
                self.empty.add_button(_short(product.title), partial(self.started.emit, product)) for product in found
            ]
        else:
            self.empty.say(self.tr("Your window is empty"), self.tr("Bring your shop list, then ads fill themselves."))
            self._starters = [self.empty.add_button(self.tr("Shop list"), self.listed.emit)]

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.picked.emit(self.model.rows[row].ad.id)


def _short(title: str) -> str:
    """A product's name that fits on a button of the list."""
    return title if len(title) <= STARTER_LENGTH else title[: STARTER_LENGTH - 1].rstrip(" ,") + "…"
