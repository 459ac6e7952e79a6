"""The ready-made groups at the left of the Followers page, with their numbers."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from vetrina.store.views import PersonCounts
from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_text, rounded

GROUPS = ("everyone", "may_write", "follows", "talked", "never", "blocked")
_ICONS = {
    "everyone": "users",
    "may_write": "shield-check",
    "follows": "circle-check",
    "talked": "message-circle",
    "never": "circle-help",
    "blocked": "ban",
}
_ROOT = QModelIndex()


class GroupsModel(QAbstractListModel):
    """Six fixed rows; numbers arrive together."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: PersonCounts | None = None

    def show_counts(self, counts: PersonCounts) -> None:
        """Show new numbers."""
        self.counts = counts
        self.dataChanged.emit(self.index(0), self.index(len(GROUPS) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(GROUPS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = GROUPS[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return group
        number = "" if self.counts is None else str(getattr(self.counts, group))
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(group)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.words(group)}, {number}"
        return None

    def words(self, group: str) -> str:
        """The name of a group on screen."""
        return {
            "everyone": self.tr("Everyone"),
            "may_write": self.tr("May write now"),
            "follows": self.tr("Follow the shop"),
            "talked": self.tr("Have talked"),
            "never": self.tr("Never"),
            "blocked": self.tr("Blocked"),
        }[group]


class GroupRows(RowDelegate):
    """Icon, word, number; the chosen group as a soft rounded row."""

    bar = False
    line = False

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        t, px = theme(), theme().px
        painter.fillRect(rect, t.color("surface"))
        body = rect.adjusted(px(8), 0, -px(8), -px(2))
        if chosen:
            rounded(painter, body, px(6), t.color("accent_soft"))
        model = index.model()
        if not isinstance(model, GroupsModel):
            return
        group = GROUPS[index.row()]
        tone = Tone.ACCENT if chosen else Tone.TEXT2
        paint_icon(painter, _ICONS[group], body.x() + px(10), body.y() + (body.height() - px(16)) / 2, 16, tone)
        number = "" if model.counts is None else str(getattr(model.counts, group))
        right = Qt.AlignmentFlag.AlignRight
        numbers = body.adjusted(body.width() - px(60), 0, -px(10), 0)
        paint_text(painter, numbers, number, Type.NAME if chosen else Type.BODY, tone, right)
        words = body.adjusted(px(34), 0, -px(50), 0)
        paint_text(
            painter, words, model.words(group), Type.NAME if chosen else Type.BODY, tone if chosen else Tone.TEXT
        )


class Groups(OneColumnTable):
    """The list of groups; `picked(row)` as of every list."""

    def __init__(self) -> None:
        self.groups = GroupsModel()
        super().__init__("", 36, GroupRows())
        self.setAccessibleName(self.tr("Groups"))
        self.setModel(self.groups)

    def group(self) -> str:
        """The chosen group."""
        return GROUPS[max(self.row(), 0)]
