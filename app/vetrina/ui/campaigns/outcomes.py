"""Person by person: what became of everybody in a campaign, with a filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from vetrina.domain.campaigns import DeliveryState
from vetrina.store.views import CampaignPerson
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.rows import LONGEST_NAME
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Card, Hairline
from vetrina.ui.widgets.fields import Choice
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, column, fixed, row
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import Face, chip_width, paint_avatar, paint_chip, paint_text
from vetrina.ui.widgets.row_models import RowsModel

AT_ONCE = 60


class OutcomesModel(RowsModel[CampaignPerson]):
    """The loaded people; `more_wanted` near their end."""

    def show_rows(self, rows: Sequence[CampaignPerson], *, complete: bool = True) -> None:
        """Replace all rows; the same people keep their places without a reset."""
        if [one.contact_id for one in rows] == [one.contact_id for one in self.rows] and rows:
            self.rows, self.complete, self._asked = list(rows), complete, False
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        super().show_rows(rows, complete=complete)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name[:LONGEST_NAME]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (person.name[:LONGEST_NAME], words.delivery(person)[0], words.outcome(person))
            return ", ".join(part for part in parts if part)
        return None


class OutcomeRows(RowDelegate):
    """Avatar, name, chip, sentence or time."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px = theme().px
        person: CampaignPerson = index.data(Qt.ItemDataRole.UserRole)
        face = Face(person.name, person.contact_id, person.channel)
        ground = self.row_ground(index, chosen=chosen)
        paint_avatar(painter, rect.x() + px(16), rect.y() + (rect.height() - px(28)) / 2, 28, face, ground)
        name = QRectF(rect.x() + px(56), rect.y(), rect.width() * 0.26, rect.height())
        paint_text(painter, name, person.name, Type.NAME)
        word, kind, icon = words.delivery(person)
        x = name.right() + px(8)
        wide = max(px(128), chip_width(word, icon) + px(10))
        paint_chip(painter, x, rect.y() + (rect.height() - px(22)) / 2, word, kind, icon, on_chosen=chosen)
        rest = QRectF(x + wide, rect.y(), rect.right() - x - wide - px(12), rect.height())
        paint_text(painter, rest, words.outcome(person), Type.BODY, Tone.TEXT2)


class Outcomes(Card):
    """The list and its filter. `filtered(what)`, `more_wanted`, `opened(contact id)`."""

    filtered = Signal(str)
    more_wanted = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(1, 0)
        self.model = OutcomesModel()
        self.filter = Choice(self.tr("Show"), small=True)
        for what, name in (
            ("all", self.tr("Everybody")),
            (DeliveryState.PLANNED, self.tr("Waits")),
            (DeliveryState.LATER, self.tr("Later")),
            (DeliveryState.SENT, self.tr("On the way")),
            (DeliveryState.DELIVERED, self.tr("Delivered, not seen yet")),
            (DeliveryState.SEEN, self.tr("Seen")),
            ("clicked", self.tr("Tapped")),
            ("replied", self.tr("Wrote back")),
            ("blocked", self.tr("Blocked")),
            (DeliveryState.LEFT_OUT, self.tr("Left out")),
            (DeliveryState.PERHAPS, self.tr("Perhaps sent")),
            (DeliveryState.NOT_SENT, self.tr("Not sent")),
            (DeliveryState.STOPPED, self.tr("Stopped before")),
        ):
            self.filter.add(name, str(what))
        self.list = OneColumnTable("", 44, OutcomeRows())
        self.list.setAccessibleName(self.tr("Person by person"))
        self.list.setModel(self.model)
        fixed(self.list, min_height=132)
        self.none = PlainLabel(self.tr("Nobody."), tone=Tone.TEXT2)
        self.none.setContentsMargins(16, 14, 16, 14)
        head = row(PlainLabel(self.tr("Person by person"), Type.SECTION), None, margins=(15, 8, 11, 8), gap=8)
        head.addWidget(self.filter)
        self.body.addWidget(box(head))
        self.body.addWidget(Hairline())
        self.nobody = box(column(self.none, None))
        self.body.addWidget(self.nobody, 1)
        self.body.addWidget(self.list, 1)
        self.filter.chosen.connect(lambda what: self.filtered.emit(str(what)))
        self.model.more_wanted.connect(self.more_wanted)
        self.list.opened.connect(self._open)

    def what(self) -> str:
        """The filter as the query knows it."""
        return str(self.filter.currentData() or "all")

    def show_people(self, people: tuple[CampaignPerson, ...], limit: int) -> None:
        """The first people of the filter."""
        self.model.show_rows(people, complete=len(people) < limit)
        self.nobody.setVisible(not people)
        self.list.setVisible(bool(people))

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            self.opened.emit(self.model.rows[at].contact_id)
