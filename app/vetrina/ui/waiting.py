"""The popover "Waiting to go out": who gets what, in order; a row leads to its talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from vetrina.ui import moment
from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Hairline
from vetrina.ui.widgets.chips import Icon
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import row
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_text, text_width
from vetrina.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from vetrina.store.views import WaitingRow
    from vetrina.ui.main_window import MainWindow

WIDTH = 420
ROW = 52
MOST_ROWS = 6
_ROW = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[WaitingRow, ...] = ()

    def show(self, rows: tuple[WaitingRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.rows[index.row()]
        if role == _ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.name}, {moment.short(one.since)}: {one.line}"
        return None


class _Painter(RowDelegate):
    bar = False

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        one: WaitingRow = index.data(_ROW)
        px = theme().px
        top = rect.top() + px(9)
        paint_icon(painter, "hourglass", rect.left() + px(14), top + px(1), 16, Tone.TEXT2)
        clock = moment.short(one.since)
        right = text_width(clock, Type.SMALL)
        left = rect.left() + px(38)
        room = rect.right() - px(14) - left
        paint_text(painter, QRectF(left, top, room - right - px(8), px(18)), one.name, Type.NAME)
        end = QRectF(left + room - right, top, right, px(18))
        paint_text(painter, end, clock, Type.SMALL, Tone.TEXT2 if chosen else Tone.TEXT3)
        paint_text(painter, QRectF(left, top + px(18), room, px(16)), one.line, Type.SMALL, Tone.TEXT2)


class WaitingPopover(Popover):
    """Opened from the status bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("", window, WIDTH)
        self._window = window
        self._model = _Rows()
        self._model.setParent(self)
        name = self.tr("Waiting to go out")
        self.setAccessibleName(name)
        self.order = PlainLabel("", Type.SMALL, Tone.TEXT2)
        head = row(Icon("hourglass", 18, Tone.TEXT), PlainLabel(name, Type.NAME), None, self.order,
                   margins=(14, 10, 14, 10), gap=8)  # fmt: skip
        self.list = OneColumnTable(name, ROW, _Painter())
        self.list.setProperty("ground", "raised")
        self.list.setModel(self._model)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self.foot = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.list)
        self.body.addLayout(row(self.foot, margins=(14, 10, 14, 10)))

    def show_rows(self, rows: tuple[WaitingRow, ...]) -> None:
        """Show what waits; none shows one quiet sentence."""
        self._model.show(rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(theme().px(ROW) * min(max(len(rows), 1), MOST_ROWS))
        self.order.setText(self.tr("keeps its order") if rows else "")
        going = self.tr("Goes out by itself when the net is back.")
        self.foot.setText(going if rows else self.tr("Everything is sent."))

    def _open(self, at: int) -> None:
        talk = self._model.rows[at].talk_id
        self.close()
        if talk and "inbox" in self._window.specs:
            self._window.go_to("inbox", talk)
