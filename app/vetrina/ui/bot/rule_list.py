"""The rules in order, each as a sentence with a switch."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from vetrina.domain.bot.rules import Parts, Rule, is_locked, plain, sentence
from vetrina.ui.icons import paint_icon
from vetrina.ui.phrases import language
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import Span, clean, lay_out
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_switch, paint_text

_ROOT = QModelIndex()
ROW = 82


def spans_of(parts: Parts) -> tuple[str, list[Span]]:
    """A rule's sentence as text and the spans that stand out."""
    text, spans = "", []
    for words, strong in parts:
        shown = clean(words, 200)
        if strong:
            spans.append(Span(len(text), len(shown)))
        text += shown
    return text, spans


class RulesModel(QAbstractListModel):
    """The rules as kept, with how often each answered this month."""

    def __init__(self) -> None:
        super().__init__()
        self.rules: list[Rule] = []
        self.times: dict[int, int] = {}

    def show_rules(self, rules: list[Rule], times: dict[int, int]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.rules, self.times = rules, times
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rules)

    def used(self, rule: Rule) -> str:
        """How often the rule answered, or that it always stands first."""
        if is_locked(rule):
            return self.tr("Always first, always on")
        return self.tr("%n times this month", "", self.times.get(rule.id, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rule = self.rules[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return rule
        words = plain(sentence(rule, language()))
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("on") if rule.on or is_locked(rule) else self.tr("off")
            return f"{self.tr('Rule')} {index.row() + 1}, {rule.name}, {state}, {self.used(rule)}. {words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return None


class RuleRows(RowDelegate):
    """Number, sentence over at most two lines, use, switch."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px = theme().px
        model = index.model()
        if not isinstance(model, RulesModel):
            return
        rule = model.rules[index.row()]
        locked = is_locked(rule)
        tone = Tone.TEXT2 if chosen else Tone.TEXT3
        paint_icon(painter, "grip-vertical", rect.x() + px(12), rect.y() + px(13), 16, tone)
        number = QRectF(rect.x() + px(30), rect.y() + px(12), px(24), px(18))
        paint_text(painter, number, str(index.row() + 1), Type.BODY, tone, Qt.AlignmentFlag.AlignRight)
        left = rect.x() + px(64)
        width = rect.right() - px(58) - left
        text, spans = spans_of(sentence(rule, language()))
        layout, _, height = lay_out(text, theme().font(Type.BODY), int(width), px(19), spans=spans, most_lines=2)
        painter.setPen(theme().color(Tone.TEXT if rule.on or locked else Tone.TEXT3))
        layout.draw(painter, QPointF(left, rect.y() + px(11)))
        below = QRectF(left, rect.y() + px(13) + height, width, px(18))
        paint_text(painter, below, model.used(rule), Type.SMALL, Tone.TEXT2)
        switch = self.switch_rect(rect)
        if locked:
            paint_icon(painter, "lock", switch.x() + px(10), switch.y() + px(2), 16, Tone.TEXT2)
        else:
            paint_switch(painter, switch, rule.on)

    @staticmethod
    def switch_rect(rect: QRectF) -> QRectF:
        """Where the switch lies in a row."""
        px = theme().px
        return QRectF(rect.right() - px(50), rect.y() + px(14), px(36), px(20))


class RuleList(OneColumnTable):
    """`toggled(row)` by the switch or Space; `moved(row, by)` by Alt+Up and Alt+Down or by dragging."""

    toggled = Signal(int)
    moved = Signal(int, int)

    def __init__(self, model: RulesModel) -> None:
        super().__init__("", ROW, RuleRows())
        self.setAccessibleName(self.tr("Rules"))
        self.setModel(model)
        self._dragged = -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.row(), by)
        elif event.key() == Qt.Key.Key_Space and self.row() >= 0:
            self.toggled.emit(self.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        rect = QRectF(self.visualRect(index))
        grip = QRectF(rect.x(), rect.y(), theme().px(32), rect.height())
        self._dragged = index.row() if index.isValid() and grip.contains(event.position()) else -1
        if index.isValid() and RuleRows.switch_rect(rect).contains(event.position()):
            self.toggled.emit(index.row())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        target = self.rowAt(int(event.position().y()))
        if self._dragged >= 0 and target >= 0 and target != self._dragged:
            self.moved.emit(self._dragged, target - self._dragged)
        self._dragged = -1
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._dragged = -1
        super().leaveEvent(event)
