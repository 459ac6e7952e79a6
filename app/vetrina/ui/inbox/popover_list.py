"""A popover with a search field over a short painted list; arrows move in the list while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.row_sync import Index, SyncedModel
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.labels import PlainLabel, clean
from vetrina.ui.widgets.layouts import column, fixed
from vetrina.ui.widgets.list_table import OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_text
from vetrina.ui.widgets.pictures import paint_picture
from vetrina.ui.widgets.popover import Popover


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to take: two lines, perhaps a picture, and what is given back."""

    title: str
    below: str
    thing: object
    picture: str | None = None


class _Entries(SyncedModel[Entry]):
    def __init__(self) -> None:
        super().__init__(lambda entry: (entry.title, entry.below))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return clean(f"{entry.title}, {entry.below}", 400)
        return None


class _EntryRows(RowDelegate):
    def __init__(self, pictures: Pictures | None) -> None:
        super().__init__()
        self._pictures = pictures

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, Entry):
            return
        px = theme().px
        left = rect.left() + px(12)
        if entry.picture is not None and self._pictures is not None:
            place = QRectF(left, rect.top() + (rect.height() - px(36)) / 2, px(36), px(36))
            paint_picture(painter, place, self._pictures.pixmap(entry.picture))
            left += px(46)
        room = rect.right() - px(10) - left
        top = rect.top() + (rect.height() - px(36)) / 2
        paint_text(painter, QRectF(left, top, room, px(18)), clean(entry.title, 200), Type.NAME)
        below = QRectF(left, top + px(19), room, px(16))
        paint_text(painter, below, clean(entry.below, 300), Type.SMALL, Tone.TEXT2)


class _Search(SearchEdit):
    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ListPopover(Popover):
    """`wanted(words)` asks for entries, answered by `show_entries`; `taken(thing)` when one was taken."""

    wanted = Signal(str)
    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        name: str,
        placeholder: str,
        nothing: str,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__(name, parent, width=360)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = _Search(placeholder)
        self.entries = _Entries()
        self.list = OneColumnTable(name, 52, _EntryRows(pictures))
        self.list.setModel(self.entries)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = PlainLabel(nothing, Type.BODY, Tone.TEXT2, wrap=True)
        self.nothing.hide()
        fixed(self.list, height=268)
        self.body.addLayout(column(self.search, margins=10))
        self.body.addLayout(column(self.nothing, margins=(14, 0, 14, 8)))
        self.body.addLayout(column(self.list, margins=(1, 0, 1, 8)))
        if pictures is not None:
            pictures.arrived.connect(self.list.viewport().update)
        self.search.textChanged.connect(self.wanted)
        self.search.moved.connect(self._move)
        self.search.entered.connect(lambda: self._take(max(self.list.row(), 0)))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.search.setFocus()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """What was found."""
        self.entries.reset(entries)
        self.nothing.setVisible(not entries)
        if entries:
            self.list.choose(0)

    def _move(self, step: int) -> None:
        if self.entries.rows:
            self.list.choose(min(max(self.list.row() + step, 0), len(self.entries.rows) - 1))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self.entries.rows):
            thing = self.entries.rows[row].thing
            self.close()
            self.taken.emit(thing)
