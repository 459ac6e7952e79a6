"""The left pane: search, tabs with counts, the list of talks, and what stands there when there are none."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedWidget

from vetrina.store.views import TalkCounts
from vetrina.ui.inbox.talk_list import TalkList
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import IconButton
from vetrina.ui.widgets.cards import Panel
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.layouts import fixed, row
from vetrina.ui.widgets.states import EmptyState, PlaceholderRows
from vetrina.ui.widgets.tabs import Tabs

TABS = ("open", "bot", "later", "done")
TYPING_MS = 150
LEAST_WIDTH, LIST_WIDTH = 264, 304


class ListPane(Panel):
    """`wanted()` when other talks are to be read: another tab, other search words; `invite()` from the empty state."""

    wanted = Signal()
    invite = Signal()

    def __init__(self) -> None:
        super().__init__("", "surface")
        self.search = SearchEdit(self.tr("Search or jump to…"), "Ctrl K")
        self.search.setAccessibleName(self.tr("Search talks"))
        self.only_unread = False
        self.filter = IconButton("sliders-horizontal", self.tr("Show"))
        self._menu = self._filter_menu()
        self.filter.on_click(lambda: self._menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft())))
        head = row(gap=8, margins=(12, 0, 12, 0))
        head.addWidget(self.search, 1)
        head.addWidget(self.filter)
        top = Panel("", "surface", across=True)
        top.body.addLayout(head)
        fixed(top, height=56)
        self.tabs = Tabs(self.tr("Which talks"), inset=8)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for word in (self.tr("Open"), self.tr("Bot"), self.tr("Later"), self.tr("Done")):
            self.tabs.add(word)
        self.list = TalkList()
        self.waiting = PlaceholderRows(3, 66)
        self.empty = EmptyState(self.tr("Nobody is waiting"))
        self.empty.add_button(self.tr("Invite people"), self.invite.emit)
        self.trouble = Banner(Kind.BAD, self.tr("The list could not be read."), self.tr("Nothing is lost."))
        self.trouble.add_button(self.tr("Try again"), self.wanted.emit)
        self.trouble.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.body.addWidget(top)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.stack, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.wanted)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.tabs.chosen.connect(lambda _index: self.wanted.emit())

    def _filter_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for words, unread in ((self.tr("All talks"), False), (self.tr("Only with something unread"), True)):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(not unread)
            action.triggered.connect(lambda _on=False, unread=unread: self._show_only(unread))
            group.addAction(action)
        return menu

    def _show_only(self, unread: bool) -> None:
        self.only_unread = unread
        self.wanted.emit()

    def tab(self) -> str:
        """The chosen tab: open, bot, later or done."""
        return TABS[max(self.tabs.currentIndex(), 0)]

    def show_counts(self, counts: TalkCounts) -> None:
        """The numbers on the tabs; Done has none."""
        for index, number in enumerate((counts.open, counts.bot, counts.later)):
            self.tabs.set_count(index, number, loud=index == 0)
        self.keep_tabs_whole()

    def keep_tabs_whole(self) -> None:
        """Never narrower than the four tabs with their numbers, which are longer in Italian."""
        self.setMinimumWidth(max(theme().px(LEAST_WIDTH), self.tabs.sizeHint().width()))

    def show_state(self, week: str) -> None:
        """Rows, or the sentence for an empty tab; `week` is the line below it."""
        self.waiting.done()
        self.trouble.hide()
        if self.list.talks.rows:
            self.stack.setCurrentWidget(self.list)
            return
        if self.search.text().strip():
            self.empty.say(self.tr("Nothing found"), self.tr("Try another word, or a name."))
        elif self.tab() == "open":
            self.empty.say(self.tr("Nobody is waiting"), week)
        else:
            titles = {
                "bot": self.tr("The bot has no talks now"),
                "later": self.tr("Nothing is put off"),
                "done": self.tr("Nothing is done yet"),
            }
            self.empty.say(titles[self.tab()])
        self.stack.setCurrentWidget(self.empty)

    def show_trouble(self) -> None:
        """The list could not be read; what was shown stays."""
        self.waiting.done()
        self.trouble.show()
