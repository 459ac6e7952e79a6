"""The inbox page: list, thread and details together; reads what is shown and asks the engine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from vetrina.domain.events import Topic
from vetrina.domain.policy import Answer
from vetrina.domain.talk import TalkState
from vetrina.engine.commands import MarkRead
from vetrina.store.queries import inbox, people
from vetrina.store.views import MessageRow, TalkCounts, TalkRow, TalkView
from vetrina.ui import moment
from vetrina.ui.bridge import touches
from vetrina.ui.inbox.acts import Acts
from vetrina.ui.inbox.composer import Unsent
from vetrina.ui.inbox.details import Details
from vetrina.ui.inbox.list_pane import LEAST_WIDTH, LIST_WIDTH, ListPane
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.thread_lines import lines_of
from vetrina.ui.inbox.thread_pane import ThreadPane
from vetrina.ui.jump import Target
from vetrina.ui.page import Page
from vetrina.ui.widgets.layouts import follow_theme, row
from vetrina.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow

TALKS_AT_ONCE = 50
MESSAGES_AT_ONCE = 60
NEWS_AT_ONCE = 20
JUMPS = 8
MINUTE_MS = 60_000


class InboxPage(Page):
    """Reads talks and messages, keeps the chosen one, marks it read while it is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.talk_id = 0
        self.view: TalkView | None = None
        self.messages: tuple[MessageRow, ...] = ()
        self.has_older = False
        self._listed = self._opened = self._done = self._left = 0
        self._syncing = False
        self._fresh, self._narrow, self._wide_list = True, False, 0
        self._shown_tab = ("", "", False)
        self._drafts: dict[int, Unsent] = {}
        self.pictures = Pictures(self.bridge, self)
        self.pane = ListPane()
        self.list = self.pane.list
        self.talk = ThreadPane(self.pictures)
        self.details = Details()
        self.acts = Acts(self)
        self._build()
        self._connect()
        self._add_keys()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.pass_time)
        self._minute.start()

    def _build(self) -> None:
        self.panes = Panes(self.window_, "inbox")
        self.panes.add(self.pane, LIST_WIDTH, least=LEAST_WIDTH)
        self.panes.add(self.talk, least=440)
        follow_theme(self.pane, self.pane.keep_tabs_whole)
        self.across = row(gap=0)
        self.across.addWidget(self.panes, 1)
        self.across.addWidget(self.details)
        self.details.hide()
        self.setLayout(self.across)

    def _connect(self) -> None:
        self.pane.wanted.connect(self.refresh_list)
        self.pane.invite.connect(lambda: self.window_.go_to("followers"))
        self.list.shown.connect(self._picked)
        self.list.talks.more_wanted.connect(self._more_talks)
        self.list.opened.connect(lambda _row: self.talk.composer.box.setFocus())
        self.talk.view.older_wanted.connect(self._older)
        self.talk.retry.connect(self.reopen)
        self.talk.head.details.connect(self.toggle_details)
        self.details.closed.connect(self.toggle_details)
        QGuiApplication.instance().applicationStateChanged.connect(self._mark_seen)  # type: ignore[union-attr]
        self.acts.connect_parts()

    def _add_keys(self) -> None:
        for keys, words, act in (
            ("Ctrl+PgDown", self.tr("Next talk"), lambda: self.list.step(1)),
            ("Ctrl+PgUp", self.tr("Previous talk"), lambda: self.list.step(-1)),
            ("Ctrl+Tab", self.tr("Next talk with something unread"), self.list.next_unread),
            ("Ctrl+E", self.tr("Move the talk to Done"), self.acts.done),
            ("Ctrl+R", self.tr("Mark as read"), self.mark_read),
            ("Ctrl+I", self.tr("Details beside the talk"), self.toggle_details),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self.window_.keys.add(keys, words)

    def pass_time(self) -> None:
        """Times on screen grow older: windows close, today becomes yesterday."""
        if not self.isVisible():
            return
        self.refresh_list()
        self.reopen()
        self.list.set_heights()
        self.talk.view.relayout()

    def set_enter_sends(self, on: bool) -> None:
        """Enter sends, or only Ctrl+Enter does (Settings, Look)."""
        self.talk.composer.box.enter_sends = on

    # What the window calls

    def entered(self) -> None:
        """Fetch and put the focus on the talks."""
        self._take_habits()
        self.set_enter_sends(self.window_.settings.look.enter_sends)
        self.refresh_list()
        self.list.setFocus()

    def shown_id(self, number: int) -> None:
        """Open one talk, wherever it stands."""
        self._fresh = False
        self.open_talk(number)
        self.refresh_list()

    def changed(self, topics: Topics) -> None:
        """Fetch again what is shown and what the list says of it."""
        kinds = {topic for topic, _ in topics}
        if Topic.SETTINGS in kinds:
            self._take_habits()
        if Topic.SETTINGS in kinds:
            self.set_enter_sends(self.window_.settings.look.enter_sends)
        if kinds & {Topic.CONVERSATION, Topic.MESSAGE, Topic.CONTACT, Topic.CAMPAIGN}:
            self.refresh_list()
        mine = touches(topics, Topic.CONVERSATION, self.talk_id) or kinds & {Topic.MESSAGE, Topic.CONTACT, Topic.OUTBOX}
        if self.talk_id and mine:
            self.reopen()

    def _take_habits(self) -> None:
        """Which key sends is the owner's choice in Settings."""
        self.talk.composer.box.enter_sends = self.window_.settings.look.enter_sends

    def offline(self, offline: bool) -> None:
        """The net went or came back."""
        self._say_net()

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the details lie over the thread, opened by Ctrl+I."""
        self.talk.head.details_button.setVisible(narrow)
        self._narrow = narrow
        self._fit_list()
        self.details.set_over(narrow)
        if narrow:
            self.across.removeWidget(self.details)
            self.details.hide()
        elif self.across.indexOf(self.details) < 0:
            self.across.addWidget(self.details)
            self.details.setVisible(self.view is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """In a narrow window the list is as small as it may be; in a wide one as the owner left it."""
        if not self.isVisible() or self._narrow == (self._wide_list > 0):
            return
        before = self.pane.width()
        wanted = self.pane.minimumWidth() if self._narrow else self._wide_list
        self._wide_list = before if self._narrow else 0
        self.panes.setSizes([wanted, self.panes.width() - wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_over()

    def _lay_over(self) -> None:
        if self.details.over:
            wide = self.details.width()
            self.details.setGeometry(self.width() - wide, 0, wide, self.height())
            self.details.raise_()

    def toggle_details(self) -> None:
        """Ctrl+I: open or close the details."""
        if self.view is None:
            return
        opening = not self.details.isVisible()
        self.details.setVisible(opening)
        self._lay_over()
        if self.details.over:
            (self.details.close_button if opening else self.talk.composer.box).setFocus()

    def focus_stops(self) -> list[QWidget]:
        """List, thread, composer, details."""
        return [self.list, self.talk.view, self.talk.composer.box, self.details.more]

    def jump_targets(self, words: str) -> list[Target]:
        """People of the loaded talks for Ctrl+K."""
        low = words.casefold().strip()
        rows = [one for one in self.list.talks.rows if low and low in one.name.casefold()]
        return [
            Target(one.name, one.last_line, "message-circle", partial(self.window_.go_to, "inbox", one.id))
            for one in rows[:JUMPS]
        ]

    # The list

    def refresh_list(self) -> None:
        """Read numbers and the first talks again, keeping the choice."""
        self._listed += 1
        asked, tab, search = self._listed, self.pane.tab(), self.pane.search.text()
        anew = (tab, search, self.pane.only_unread) != self._shown_tab
        limit = TALKS_AT_ONCE if anew else max(TALKS_AT_ONCE, len(self.list.talks.rows))
        now = moment.now()
        if not self.list.talks.rows:
            self.pane.waiting.wait()
        self.bridge.read(lambda r: inbox.counts(r, now), self._show_counts, lambda _trouble: None, owner=self)
        self.bridge.read(
            lambda r: inbox.page(r, tab, search, None, limit, now, moment.pack()),
            lambda rows: self._show_rows(asked, rows, limit, anew=anew),
            lambda _trouble: self.pane.show_trouble(),
            owner=self,
        )

    def _wanted(self, rows: tuple[TalkRow, ...]) -> list[TalkRow]:
        if not self.pane.only_unread:
            return list(rows)
        return [one for one in rows if one.unread or one.id == self.talk_id]

    def _show_counts(self, counts: TalkCounts) -> None:
        self._done = counts.done
        self.pane.show_counts(counts)
        item = self.window_.rail.items.get("inbox")
        if item is not None:
            item.set_badge(counts.unread)

    def _show_rows(self, asked: int, rows: tuple[TalkRow, ...], limit: int, *, anew: bool) -> None:
        if asked != self._listed:
            return
        self._shown_tab = (self.pane.tab(), self.pane.search.text(), self.pane.only_unread)
        self._syncing = True  # Qt moves the choice when its row leaves; whether the talk changes is decided below
        self.list.talks.show_rows(self._wanted(rows), complete=len(rows) < limit, anew=anew)
        self._syncing = False
        self.pane.show_state(self._week())
        if not self.list.choose_id(self.talk_id):
            self._choose_next()
        self._fresh = False

    def advance_from(self, talk_id: int) -> None:
        """The owner is done with a talk: when its row leaves, the next one is opened."""
        self._left = talk_id

    def _choose_next(self) -> None:
        rows, left = self.list.talks.rows, self._left
        first = self._fresh and not self.talk_id
        if rows and (first or (left and self.list.talks.place_of(left) < 0 and self.talk_id in (0, left))):
            self._left = 0
            at = max(self.list.row(), 0)
            self.list.choose(at)
            self._picked(rows[at])
        else:
            self.list.choose(-1)

    def _week(self) -> str:
        if self._done:
            return self.tr("%n talks are done. New ones appear here.", "", self._done)
        return self.tr("Whoever writes to you or taps an ad appears here.")

    def _more_talks(self) -> None:
        asked, tab, search, now = self._listed, self.pane.tab(), self.pane.search.text(), moment.now()
        last = self.list.talks.rows[-1]

        def add(rows: tuple[TalkRow, ...]) -> None:
            if asked == self._listed:
                self.list.talks.append(self._wanted(rows), complete=len(rows) < TALKS_AT_ONCE)

        self.bridge.read(
            lambda r: inbox.page(r, tab, search, (last.last_at, last.id), TALKS_AT_ONCE, now, moment.pack()),
            add,
            lambda _trouble: self.pane.show_trouble(),
            owner=self,
        )

    def _picked(self, talk: TalkRow) -> None:
        if talk.id != self.talk_id and not self._syncing:
            self.open_talk(talk.id)
            if self.view is None:
                self.talk.head.show_talk(talk)

    # The talk

    def open_talk(self, talk_id: int) -> None:
        """Read another talk and show it at its end; what was being written stays with its own talk."""
        if self.talk_id:
            self._drafts[self.talk_id] = self.talk.composer.unsent()
        self.talk_id, self.view, self.messages = talk_id, None, ()
        self.talk.composer.show_unsent(self._drafts.pop(talk_id, Unsent()))
        self.talk.wait()
        self._read_talk(MESSAGES_AT_ONCE)

    def keep_draft(self, talk_id: int, unsent: Unsent) -> None:
        """Words that could not be sent, for when their talk is opened again."""
        self._drafts[talk_id] = unsent

    def reopen(self) -> None:
        """Read the talk that is shown again."""
        if self.talk_id:
            self._read_talk(max(MESSAGES_AT_ONCE, len(self.messages) + NEWS_AT_ONCE))

    def _read_talk(self, limit: int) -> None:
        self._opened += 1
        asked, talk_id, now = self._opened, self.talk_id, moment.now()
        self.bridge.read(
            lambda r: (
                inbox.talk(r, talk_id, now, moment.pack()),
                inbox.messages(r, talk_id, None, limit),
                people.own_phone(r),
            ),
            lambda read: self._show_talk(asked, *read, limit),
            lambda _trouble: self.talk.show_trouble(keep=self.view is not None),
            owner=self,
        )

    def _show_talk(
        self, asked: int, view: TalkView | None, messages: tuple[MessageRow, ...], own: int | None, limit: int
    ) -> None:
        if asked != self._opened:
            return
        if view is None:
            self.close_talk()
            return
        another = self.view is None
        self.view, self.has_older = view, len(messages) >= limit
        if not another and self.messages:  # the top stays where it is, however many came in below
            top = self.messages[0].id
            self.has_older = self.has_older or any(one.id < top for one in messages)
            messages = tuple(one for one in messages if one.id >= top)
        self.messages = messages
        self.talk.wait_no_more()
        lines = lines_of(messages, view)
        if another:
            self.talk.open_talk(view, lines)
            self.list.choose_id(self.talk_id)
        else:
            self.talk.show_head(view)
        self.talk.show_lines(lines)
        self.details.show_talk(view)
        self.details.own_action.setChecked(own == view.row.contact_id)
        if another and not self.details.over:
            self.details.show()
        self._say_net()
        self._mark_seen()

    def close_talk(self) -> None:
        """The talk is gone; what is left is the list."""
        self._drafts.pop(self.talk_id, None)
        self.talk_id, self.view, self.messages = 0, None, ()
        self.details.hide()
        self.talk.wait_no_more()
        self.talk.show_nobody()

    def _older(self) -> None:
        if not self.has_older or not self.messages:
            return
        talk_id, before, limit = self.talk_id, self.messages[0].id, MESSAGES_AT_ONCE

        def add(rows: tuple[MessageRow, ...]) -> None:
            if talk_id != self.talk_id or not self.messages or self.messages[0].id != before:
                return
            self.messages, self.has_older = rows + self.messages, len(rows) >= limit
            self.talk.show_lines(lines_of(self.messages, self.view))

        self.bridge.read(
            lambda r: inbox.messages(r, talk_id, before, limit),
            add,
            lambda _trouble: self.talk.show_trouble(keep=True),
            owner=self,
        )

    def _mark_seen(self) -> None:
        """What is shown counts as read once the owner has the program in front."""
        in_front = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        if self.view is not None and self.view.row.unread and self.isVisible() and in_front:
            self.mark_read()

    def mark_read(self) -> None:
        """Ctrl+R, and by itself when a talk is shown."""
        if self.talk_id:
            self.bridge.ask(MarkRead(self.talk_id), None, lambda _trouble: None, owner=self)

    def _say_net(self) -> None:
        sentence = ""
        if self.window_.is_offline and self.view is not None and self.view.row.state is not TalkState.DONE:
            may = self.view.reply
            if may.answer is Answer.CLEARED and may.basis.until is not None:
                words = self.tr("You are offline. Answers go out when the net is back; the time ends {until}.")
                sentence = words.replace("{until}", moment.full(may.basis.until))
        self.talk.show_net(sentence)
