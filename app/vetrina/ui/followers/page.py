"""The Followers page: groups, search, table, details, invite and import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog, QSizePolicy, QStackedWidget, QWidget

from vetrina.domain.events import Topic
from vetrina.engine.commands import BlockPerson, ErasePerson, ImportPeople, MarkOwn, SetLabels
from vetrina.exchange.people import PeopleImport
from vetrina.store.queries import people
from vetrina.store.views import PersonCounts, PersonRow, PersonView
from vetrina.ui import moment
from vetrina.ui.followers.details import Details
from vetrina.ui.followers.groups import GROUPS, Groups
from vetrina.ui.followers.import_dialog import ImportDialog
from vetrina.ui.followers.invite import InviteDialog
from vetrina.ui.followers.saving import save_people
from vetrina.ui.followers.table import PeopleModel, PeopleTable
from vetrina.ui.page import Page
from vetrina.ui.phrases import cannot_write
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, IconButton
from vetrina.ui.widgets.cards import PageHead, Panel
from vetrina.ui.widgets.dialog import ask_to
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.states import EmptyState, PlaceholderRows

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow

ROWS_AT_ONCE = 100


class FollowersPage(Page):
    """People, filtered by group and search, with the permission history of the chosen one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._wanted, self._shown, self._asked = 0, 0, 0
        self.groups = Groups()
        self.search = SearchEdit(self.tr("Search people"))
        self.model = PeopleModel()
        self.table = PeopleTable(self.model)
        self.details = Details()
        self.number = PlainLabel("", Type.BODY, Tone.TEXT2)
        self.waiting = PlaceholderRows(3, 44)
        self.empty = EmptyState(
            self.tr("Nobody follows you yet"),
            self.tr("Put the poster on your counter: whoever scans it can follow you."),
        )
        self.empty.add_button(self.tr("Invite people"), self.invite, ButtonKind.MAIN)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._build()
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.groups.picked.connect(lambda _row: self.refresh())
        self.model.more_wanted.connect(self._more)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        self.details.write.connect(lambda talk: self.window_.go_to("inbox", talk))
        self.details.block.connect(lambda who, on: self.bridge.ask(BlockPerson(who, on), owner=self))
        self.details.own.connect(lambda who, on: self.bridge.ask(MarkOwn(who, on), owner=self))
        self.details.erase.connect(self._ask_erase)
        self.details.labels.connect(self._ask_labels)
        self.details.closed.connect(self._close_details)
        self.groups.choose(0)

    def _build(self) -> None:
        left = Panel("r", "surface")
        title = PageHead(self.tr("Followers"))
        left.body.addWidget(title)
        left.body.addLayout(column(self.groups, margins=(0, 8, 0, 0)), 1)
        fixed(left, width=196)
        head = Panel("b", "surface", across=True)
        fixed(self.search, min_width=140)
        self.search.setMaximumWidth(theme().px(223))
        import_button = Button(self.tr("Import…"), icon="upload").on_click(self.import_people)
        self.save_button = IconButton("download", self.tr("Save as file…"))
        self.save_button.on_click(self.save_as_file)
        invite = Button(self.tr("Invite people"), ButtonKind.MAIN, icon="qr-code").on_click(self.invite)
        bar = row(gap=12, margins=(20, 0, 20, 0))
        bar.addWidget(self.search, 1)
        for part in (self.number, import_button, self.save_button, invite):
            bar.addWidget(part)
        bar.insertStretch(1)
        head.body.addLayout(bar)
        fixed(head, height=60)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        middle = Panel("", "surface")
        middle.body.addWidget(head)
        middle.body.addWidget(self.waiting)
        middle.body.addWidget(self.stack, 1)
        fixed(self.details, width=284)
        self.details.hide()
        self.across = row(left, gap=0)
        self.across.addWidget(middle, 1)
        self.across.addWidget(self.details)
        self.setLayout(self.across)

    # What the window calls

    def entered(self) -> None:
        """Fetch and put the focus on the people."""
        self.refresh()
        self.table.setFocus()

    def shown_id(self, number: int) -> None:
        """Show one person."""
        self._wanted = number
        self.groups.choose(0)
        self.search.clear()
        self.refresh()

    def changed(self, topics: Topics) -> None:
        """Fetch again when people or talks changed."""
        if any(topic in (Topic.CONTACT, Topic.CONVERSATION, Topic.CAMPAIGN) for topic, _ in topics):
            self.refresh()

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the details lie over the table instead of beside it."""
        if narrow:
            self.across.removeWidget(self.details)
            self._lay_over()
        elif self.across.indexOf(self.details) < 0:
            self.across.addWidget(self.details)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_over()

    def _lay_over(self) -> None:
        if self.across.indexOf(self.details) < 0:
            wide = self.details.width()
            self.details.setGeometry(self.width() - wide, 0, wide, self.height())
            self.details.raise_()

    def focus_stops(self) -> list[QWidget]:
        """Groups, search, table, details."""
        return [self.groups, self.search, self.table, self.details.write_button]

    # Fetching

    def refresh(self) -> None:
        """Read numbers and the first rows again, keeping the choice."""
        self._asked += 1
        asked, group, search = self._asked, self.groups.group(), self.search.text()
        limit = max(ROWS_AT_ONCE, len(self.model.rows)) if not self.model.complete else ROWS_AT_ONCE
        now = moment.now()
        self.waiting.wait()
        self.bridge.read(lambda r: people.counts(r, now, moment.pack()), self._show_counts, owner=self)
        self.bridge.read(
            lambda r: people.page(r, group, search, None, limit, now, moment.pack()),
            lambda rows: self._show_rows(asked, rows, limit),
            owner=self,
        )

    def _more(self) -> None:
        asked, group, search, now = self._asked, self.groups.group(), self.search.text(), moment.now()
        after = people.place(self.model.rows[-1])

        def add(rows: tuple[PersonRow, ...]) -> None:
            if asked == self._asked:
                self.model.append(rows, complete=len(rows) < ROWS_AT_ONCE)

        self.bridge.read(
            lambda r: people.page(r, group, search, after, ROWS_AT_ONCE, now, moment.pack()), add, owner=self
        )

    def _show_counts(self, counts: PersonCounts) -> None:
        self.groups.groups.show_counts(counts)
        self._show_number()

    def _show_rows(self, asked: int, rows: tuple[PersonRow, ...], limit: int) -> None:
        if asked != self._asked:
            return
        self.waiting.done()
        chosen = self._wanted or self._shown
        self.model.show_rows(rows, complete=len(rows) < limit)
        nobody = not rows and not self.search.text() and self.groups.group() == GROUPS[0]
        self.stack.setCurrentWidget(self.empty if nobody else self.table)
        self._show_number()
        if chosen and not self.table.choose_id(chosen) and self._wanted:
            self._fetch_person(self._wanted)
        self._wanted = 0

    def _show_number(self) -> None:
        counts = self.groups.groups.counts
        if counts is None:
            return
        if self.search.text():
            found = len(self.model.rows)
            self.number.setText(self.tr("%n found", "", found) if self.model.complete else f"{found}+")
        else:
            self.number.setText(self.tr("%n people", "", getattr(counts, self.groups.group())))

    def _picked(self, person: PersonRow | None) -> None:
        if person is not None:
            self._fetch_person(person.id)

    def _fetch_person(self, contact_id: int) -> None:
        self._shown = contact_id
        now = moment.now()
        self.bridge.read(lambda r: people.person(r, contact_id, now, moment.pack()), self._show_person, owner=self)

    def _show_person(self, view: PersonView | None) -> None:
        if view is None:
            self._close_details()
        elif view.row.id == self._shown:
            self.details.show_person(view)
            self.details.show()

    def _opened(self, person: PersonRow | None) -> None:
        if person is not None:
            self._fetch_person(person.id)
            self.details.write_button.setFocus()

    def _close_details(self) -> None:
        self._shown = 0
        self.details.hide()
        self.table.clearSelection()
        self.table.setFocus()

    # Acting

    def invite(self) -> None:
        """Open the poster."""
        dialog = InviteDialog(self, self.window_.settings.shop.name, self.bridge)
        dialog.open()

    def import_people(self) -> None:
        """Choose a file and read people from it; permission never comes from a file."""
        words = self.tr("Lists of people (*.csv *.txt *.vcf *.xlsx)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import people"), "", words)
        if name:
            self.try_file(Path(name))

    def try_file(self, path: Path) -> None:
        """Read a list without keeping anything, and show what it would bring."""
        self.bridge.ask(ImportPeople(path, dry_run=True), lambda found: self._show_report(path, found), owner=self)

    def _show_report(self, path: Path, found: PeopleImport) -> None:
        dialog = ImportDialog(self, path.name, found)
        dialog.taken.connect(lambda: self.bridge.ask(ImportPeople(path, dry_run=False), self._imported, owner=self))
        dialog.open()

    def _imported(self, found: PeopleImport) -> None:
        self.window_.toast.say(self.tr("%n people were taken over.", "", len(found.people)))
        self.refresh()

    def save_as_file(self) -> None:
        """Choose a place for the people of the group, as far as the search leaves them."""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the people"), "vetrina-people.csv", "*.csv")
        if name:
            self.save_to(Path(name))

    def save_to(self, place: Path) -> None:
        """Write the people to a table; it happens where the store is read, not here."""
        group, search, now, pack = self.groups.group(), self.search.text(), moment.now(), moment.pack()
        self.save_button.turn_off(self.tr("The file is being written."))
        self.bridge.read(
            lambda r: save_people(r, place, group, search, now, pack), self._saved, self._not_saved, owner=self
        )

    def _saved(self, count: int) -> None:
        self.save_button.turn_on(self.tr("Save as file…"))
        self.window_.toast.say(self.tr("%n people are in the file now.", "", count))

    def _not_saved(self, trouble: Exception) -> None:
        self.save_button.turn_on(self.tr("Save as file…"))
        self.window_.toast.say(cannot_write(trouble), bad=True)

    def _ask_erase(self, contact_id: int) -> None:
        name = self.details.name.text()
        ask_to(
            self,
            self.tr("Erase %s?").replace("%s", name),
            self.tr("Messages, history and name go for good, here and on the shop page. A block stays."),
            self.tr("Erase for good"),
            lambda: self.bridge.ask(ErasePerson(contact_id), lambda _done: self._erased(), owner=self),
            self.tr("Keep"),
            danger=True,
        )

    def _erased(self) -> None:
        self._close_details()
        self.window_.toast.say(self.tr("Erased"))
        self.refresh()

    def _ask_labels(self, contact_id: int) -> None:
        view = self.details.view
        before = ", ".join(view.row.labels) if view is not None else ""
        words, kept = QInputDialog.getText(
            self, self.tr("Labels"), self.tr("Labels, with commas between them:"), text=before
        )
        if kept:
            labels = tuple(dict.fromkeys(label.strip() for label in words.split(",") if label.strip()))
            self.bridge.ask(SetLabels(contact_id, labels), owner=self)
