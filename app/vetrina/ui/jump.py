"""Ctrl+K: type a few letters, go to a page, a person or an ad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Hairline
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.layouts import fixed
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_text
from vetrina.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow

WIDTH = 480
ROWS = 8
_NOWHERE = QModelIndex()
_TARGET = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Target:
    """One place to go: what it is called, a second word, an icon, and how to get there."""

    title: str
    detail: str
    icon: str
    go: Callable[[], object]


class _Targets(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[Target] = []

    def show(self, targets: list[Target]) -> None:
        self.beginResetModel()
        self.targets = targets
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.targets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        target = self.targets[index.row()]
        if role == _TARGET:
            return target
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{target.title}, {target.detail}" if target.detail else target.title
        return None


class _Rows(RowDelegate):
    line = False

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        target: Target = index.data(_TARGET)
        px = theme().px
        paint_icon(
            painter, target.icon, rect.left() + px(14), rect.top() + (rect.height() - px(16)) / 2, 16, Tone.TEXT2
        )
        words = QRectF(rect.left() + px(40), rect.top(), rect.width() * 0.6 - px(40), rect.height())
        paint_text(painter, words, target.title, Type.LABEL)
        right = QRectF(rect.left() + rect.width() * 0.6, rect.top(), rect.width() * 0.4 - px(14), rect.height())
        paint_text(painter, right, target.detail, Type.SMALL, Tone.TEXT2, Qt.AlignmentFlag.AlignRight)


class JumpPalette(Popover):
    """A search field with up to eight places below it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("", window, WIDTH)
        self._window = window
        self.setAccessibleName(self.tr("Jump to"))
        self._model = _Targets()
        self._model.setParent(self)
        self.search = SearchEdit(self.tr("Search or jump to…"))
        self.search.setProperty("bare", True)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._go)
        self.search.installEventFilter(self)
        self.list = OneColumnTable(self.tr("Places"), 36, _Rows())
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("ground", "raised")
        self.list.clicked.connect(lambda _index: self._go())
        fixed(self.search, height=44)
        self.body.addWidget(self.search)
        self.body.addWidget(Hairline())
        self.body.addWidget(self.list)

    def open(self) -> None:
        """Show it in the upper part of the window with an empty field."""
        self.search.clear()
        self._look("")
        self.adjustSize()
        centre = self._window.mapToGlobal(self._window.rect().center())
        top = self._window.mapToGlobal(self._window.rect().topLeft()).y()
        self.move(centre.x() - self.width() // 2, top + theme().px(80))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _look(self, words: str) -> None:
        self._model.show(self._window.jump_targets(words)[:ROWS])
        rows = self._model.rowCount()
        self.list.setFixedHeight(theme().px(36) * max(rows, 1))
        self.list.choose(0 if rows else -1)
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self._model.rowCount():
            self.list.choose((self.list.row() + step) % self._model.rowCount())
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        row = self.list.row()
        if 0 <= row < self._model.rowCount():
            target = self._model.targets[row]
            self.close()
            target.go()
