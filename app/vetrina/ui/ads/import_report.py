"""What an import would bring: one line per row of the file, taken, with a remark, or left out and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from vetrina.exchange.people import PeopleImport
from vetrina.exchange.products import ProductImport
from vetrina.exchange.report import Outcome, RowReport
from vetrina.ui.phrases import language
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.list_table import OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_chip, paint_text
from vetrina.ui.widgets.row_models import RowsModel
from vetrina.ui.widgets.tabs import Tabs

ROW = 46
Index = QModelIndex | QPersistentModelIndex
FILTERS: tuple[Outcome | None, ...] = (None, Outcome.WARNING, Outcome.REFUSED)


class ReportModel(RowsModel[RowReport]):
    """The rows of one outcome, or all."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(one)}, {self.outcome(one)[0]}. {self.said(one)}".rstrip()
        return None

    def head(self, one: RowReport) -> str:
        """Where in the file, and what it is called there."""
        where = self.tr("Row {number}").format(number=one.row)
        return f"{where} · {one.name}" if one.name else where

    def said(self, one: RowReport) -> str:
        """What there is to say of a row; nothing of one that simply comes in."""
        return one.sentence(language()) if one.findings else ""

    def outcome(self, one: RowReport) -> tuple[str, Kind, str]:
        """The chip: word, kind, icon."""
        return {
            Outcome.OK: (self.tr("Comes in"), Kind.OK, "check"),
            Outcome.WARNING: (self.tr("Comes in, look at it"), Kind.WARN, "triangle-alert"),
            Outcome.REFUSED: (self.tr("Left out"), Kind.BAD, "x"),
        }[one.outcome]


class _Rows(RowDelegate):
    """Row and name, the sentence below, the outcome at the right."""

    bar = False

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        model = index.model()
        assert isinstance(model, ReportModel)
        one, px = model.rows[index.row()], theme().px
        words, kind, icon = model.outcome(one)
        chip = px(176)
        x = rect.left() + px(12)
        room = rect.width() - chip - px(36)
        said = model.said(one)
        head = QRectF(x, rect.top() + px(5 if said else 14), room, px(18))
        paint_text(painter, head, model.head(one), Type.NAME)
        below = QRectF(x, rect.top() + px(24), room, px(16))
        paint_text(painter, below, said, Type.SMALL, Tone.TEXT2)
        paint_chip(painter, rect.right() - px(12) - chip, rect.top() + px(12), words, kind, icon, most=chip)


class ImportReport(QWidget):
    """Shows a dry run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: ProductImport | PeopleImport | None = None
        self.notes = PlainLabel("", Type.BODY, Tone.TEXT2, wrap=True)
        self.tabs = Tabs(self.tr("Rows of the file"), inset=0)
        for word in (self.tr("All rows"), self.tr("To look at"), self.tr("Left out")):
            self.tabs.add(word)
        self.model = ReportModel()
        self.table = OneColumnTable(self.tr("Report by row"), ROW, _Rows())
        self.table.setModel(self.model)
        self.detail = PlainLabel("", Type.BODY, Tone.TEXT, wrap=True)
        whole = column(self.notes, self.tabs, gap=8)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.detail)
        self.setLayout(whole)
        self.tabs.chosen.connect(lambda _index: self._filter())
        self.table.picked.connect(self._detail)

    def show_found(self, found: ProductImport | PeopleImport) -> None:
        """Show what a file would bring; the rows to look at first, if there are any."""
        self.found = found
        tongue = language()
        self.notes.setText(" ".join(note.sentence(tongue) for note in found.notes))
        self.notes.setVisible(bool(found.notes))
        for index, outcome in enumerate(FILTERS):
            count = len(found.rows) if outcome is None else found.count(outcome)
            self.tabs.set_count(index, count)
            self.tabs.setTabEnabled(index, bool(count))
        self.tabs.choose(next((index for index in (2, 1) if self.tabs.isTabEnabled(index)), 0))
        self._filter()

    def _filter(self) -> None:
        if self.found is None:
            return
        outcome = FILTERS[max(self.tabs.currentIndex(), 0)]
        self.model.show_rows(tuple(row for row in self.found.rows if outcome in (None, row.outcome)))
        self.table.choose(0 if self.model.rows else -1)
        self._detail(0)

    def _detail(self, row: int) -> None:
        """The whole sentence of the chosen row; the table shows one line of it."""
        rows = self.model.rows
        self.detail.setText(self.model.said(rows[row]) if 0 <= row < len(rows) else "")
