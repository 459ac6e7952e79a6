"""Questions the bot had no answer to."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from vetrina.store.views import MissedQuestion
from vetrina.ui import moment
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.list_table import Index, RowDelegate
from vetrina.ui.widgets.painting import paint_text

_ROOT = QModelIndex()


class MissedModel(QAbstractListModel):
    """Newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: tuple[MissedQuestion, ...] = ()

    def show_questions(self, questions: tuple[MissedQuestion, ...]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.questions = questions
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.questions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        question = self.questions[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"“{question.text[:200]}”, {question.name}, {moment.full(question.at)}"
        return None


class MissedRows(RowDelegate):
    """The question, who asked and when."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px = theme().px
        model = index.model()
        if not isinstance(model, MissedModel):
            return
        question = model.questions[index.row()]
        upper = QRectF(rect.x() + px(16), rect.y() + px(11), rect.width() - px(32), px(19))
        paint_text(painter, upper, f"“{question.text[:200]}”", Type.NAME)
        below = upper.translated(0, px(20))
        paint_text(painter, below, f"{question.name} · {moment.full(question.at)}", Type.SMALL, Tone.TEXT2)
