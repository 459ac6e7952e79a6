"""The people table: rows loaded as they are scrolled to, painted by one delegate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from vetrina.domain.policy import Answer
from vetrina.store.views import PersonRow
from vetrina.ui import moment
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.layouts import follow_theme
from vetrina.ui.widgets.list_table import RowTable
from vetrina.ui.widgets.painting import Face, hairline, paint_avatar, paint_chip, paint_text, ring
from vetrina.ui.widgets.row_models import RowsModel

Index = QModelIndex | QPersistentModelIndex
PERSON, LABELS, OFFERS, MAY_WRITE, LAST_SEEN = range(5)


class PeopleModel(RowsModel[PersonRow]):
    """`more_wanted` asks the page for the next rows when the view nears the end."""

    columns = 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Person"),
                self.tr("Labels"),
                self.tr("Offers?"),
                self.tr("May I write?"),
                self.tr("Last seen"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.name, self.offer_words(row)[0], self.write_words(row))))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else None
        return None

    def _words(self, row: PersonRow, column: int) -> str:
        seen = moment.ago(row.last_seen_at) if row.last_seen_at is not None else self.tr("Never")
        return (row.name, ", ".join(row.labels), self.offer_words(row)[0], self.write_words(row), seen)[column]

    def offer_words(self, row: PersonRow) -> tuple[str, Kind, str]:
        """What this person wants of offers, as the words, kind and icon of a chip."""
        if row.blocked:
            return self.tr("Blocked"), Kind.BAD, "ban"
        if row.stopped:
            return self.tr("No offers"), Kind.NEUTRAL, "hand"
        if row.follows:
            return self.tr("Follows"), Kind.OK, "circle-check"
        if row.talked:
            return self.tr("Has talked"), Kind.ACCENT, "message-circle"
        return self.tr("Never asked"), Kind.NEUTRAL, "circle-help"

    def write_words(self, row: PersonRow) -> str:
        """When an offer may reach this person, in two words."""
        answer, basis = row.offer.answer, row.offer.basis
        if answer is Answer.CLEARED:
            return self.tr("Now")
        if answer is Answer.LATER and basis.until is not None:
            return moment.full(basis.until)
        if row.blocked or row.stopped:
            return self.tr("No")
        return self.tr("After a tap") if basis.reason == "unanswered" else self.tr("Not yet")


class PeopleDelegate(QStyledItemDelegate):
    """Paints a cell; the chosen row is filled over its whole width."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, px = theme(), theme().px
        rect = QRectF(option.rect)
        view = option.widget
        chosen = bool(option.state & option.state.State_Selected)
        hovered = isinstance(view, PeopleTable) and view.hovered_row == index.row()
        if chosen:
            painter.fillRect(rect, t.color("accent_soft" if view.isActiveWindow() else "sunken"))
        elif hovered:
            painter.fillRect(rect, t.color("sunken"))
        row: PersonRow = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        painter.save()
        if index.column() == PERSON:
            if chosen:
                painter.fillRect(QRectF(rect.x(), rect.y(), px(3), rect.height()), t.color("accent"))
            ground = t.color("accent_soft" if chosen else "surface")
            face = Face(row.name, row.id, row.channel)
            paint_avatar(painter, rect.x() + px(16), rect.y() + (rect.height() - px(28)) / 2, 28, face, ground)
            paint_text(painter, rect.adjusted(px(54), 0, -px(8), 0), row.name, Type.NAME)
        elif index.column() == OFFERS and isinstance(model, PeopleModel):
            words, kind, icon = model.offer_words(row)
            y = rect.y() + (rect.height() - px(22)) / 2
            paint_chip(painter, rect.x() + px(4), y, words, kind, icon, on_chosen=chosen, most=rect.width() - px(8))
        else:
            now = index.column() == MAY_WRITE and row.offer.answer is Answer.CLEARED
            tone = Tone.OK if now else Tone.TEXT if index.column() == MAY_WRITE else Tone.TEXT2
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            paint_text(painter, rect.adjusted(px(4), 0, -px(8), 0), words, Type.NAME if now else Type.BODY, tone)
        hairline(painter, rect.left(), rect.bottom() - 1, rect.right() + 1)
        painter.restore()
        ringed = chosen and index.column() == PERSON and view.hasFocus()
        if ringed and isinstance(view, PeopleTable) and view.shows_focus:
            ring(painter, QRectF(0, rect.y(), view.viewport().width(), rect.height()), 0)


class PeopleTable(RowTable):
    """`picked(PersonRow | None)` when another row is chosen; `opened(PersonRow)` on Enter or double click."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, model: PeopleModel) -> None:
        super().__init__("", PeopleDelegate())
        self.setAccessibleName(self.tr("People"))
        self.setModel(model)
        self.people = model
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(PERSON, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda now, _old: self.picked.emit(self._row(now.row())))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._row(index.row())))
        follow_theme(self, self._measure)

    def _row(self, row: int) -> PersonRow | None:
        return self.people.rows[row] if 0 <= row < len(self.people.rows) else None

    def _measure(self) -> None:
        px = theme().px
        self.verticalHeader().setDefaultSectionSize(px(44))
        self.horizontalHeader().setFixedHeight(px(34))
        for column, width in ((LABELS, 120), (OFFERS, 130), (MAY_WRITE, 120), (LAST_SEEN, 100)):
            self.setColumnWidth(column, px(width))

    def choose_id(self, contact_id: int) -> bool:
        """Choose a person by id; False when not among the loaded rows."""
        for number, row in enumerate(self.people.rows):
            if row.id == contact_id:
                self.selectRow(number)
                self.scrollTo(self.people.index(number, 0))
                return True
        return False

    def enter_pressed(self) -> None:
        """The chosen person is opened."""
        self.opened.emit(self._row(self.row()))
