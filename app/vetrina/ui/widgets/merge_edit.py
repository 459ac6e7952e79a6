"""A text box whose merge fields are single units: one step for the caret, one for Delete, Enter opens the menu.

In and out goes the text as ads keep it: ``{first_name}`` or, with a fallback, ``{first_name|friend}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from vetrina.domain.ads import wording
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Type
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.fields import Field, LineEdit, TextArea
from vetrina.ui.widgets.labels import clean
from vetrina.ui.widgets.painting import rounded

_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
_NAME = QTextFormat.Property.UserProperty.value + 1
_FALLBACK = QTextFormat.Property.UserProperty.value + 2
_LABEL = QTextFormat.Property.UserProperty.value + 3
_MARK = "￼"  # the character Qt puts where an inline object stands


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of text that looks like a slip: wavy line below it, `words` in the tooltip of the page."""

    start: int
    length: int


class _Pill(QPyTextObject):
    """Draws a merge field as a small pill in the line."""

    def _font(self) -> QFont:
        return theme().font(Type.SMALL_STRONG)

    def intrinsicSize(self, doc: QTextDocument, pos: int, format: QTextFormat) -> QSizeF:  # noqa: A002
        px = theme().px
        width = QFontMetricsF(self._font()).horizontalAdvance(str(format.property(_LABEL)))
        return QSizeF(width + px(12) + px(4), px(15))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        t, px = theme(), theme().px
        # Qt stands the object on the baseline; the pill reaches below it to sit in the middle of the line.
        pill = QRectF(rect.left() + px(2), rect.bottom() - px(14), rect.width() - px(4), px(18))
        rounded(painter, pill, px(5), t.color("accent_soft"))
        painter.save()
        painter.setFont(self._font())
        painter.setPen(t.color("accent"))
        painter.drawText(QPointF(pill.left() + px(6), rect.bottom()), str(format.property(_LABEL)))
        painter.restore()


class MergeEdit(TextArea):
    """`labels` maps field names to words ("first_name" → "First name"). `edited` after each change."""

    edited = Signal()

    def __init__(
        self, labels: Mapping[str, str], name: str = "", *, lines: int = 3, most_lines: int = 8, most: int = 0
    ) -> None:
        super().__init__("", "", name, lines=lines, most_lines=most_lines)
        self._labels, self._most = dict(labels), most
        self._pill = _Pill(self)
        self.document().documentLayout().registerHandler(_OBJECT, self._pill)
        self._told = ""
        self.textChanged.connect(self._tell)

    def set_source(self, text: str) -> None:
        """Show an ad's text; merge fields in it become pills. The caret goes to the end; undo starts anew."""
        self.blockSignals(True)
        self.clear()
        self._insert(text)
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)
        self._told = self.source()

    def _tell(self) -> None:
        """Qt says "changed" for a new theme or size too; only another text is an edit."""
        source = self.source()
        if source != self._told:
            self._told = source
            self.edited.emit()

    def source(self) -> str:
        """The text as ads keep it."""
        return self._source_between(0, self.document().characterCount() - 1)

    def insert_field(self, field: str, fallback: str = "") -> None:
        """Put a merge field at the caret, in place of what is selected."""
        self.textCursor().insertText(_MARK, self._format(field, fallback))
        self.setCurrentCharFormat(QTextCharFormat())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_slips(self, slips: Sequence[Slip]) -> None:
        """Underline these stretches (positions in `toPlainText`) with a wavy line in warn."""
        marks: list[QTextEdit.ExtraSelection] = []
        for slip in slips:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(slip.start)
            cursor.setPosition(slip.start + slip.length, QTextCursor.MoveMode.KeepAnchor)
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(theme().color("warn"))
            one.cursor, one.format = cursor, wave
            marks.append(one)
        self.setExtraSelections(marks)

    def _format(self, field: str, fallback: str) -> QTextCharFormat:
        label = self._labels.get(field, field)
        if fallback:
            label = self.tr("{field}, or “{fallback}”").format(field=label, fallback=fallback)
        form = QTextCharFormat()
        form.setObjectType(_OBJECT)
        form.setProperty(_NAME, field)
        form.setProperty(_FALLBACK, fallback)
        form.setProperty(_LABEL, clean(label))
        return form

    def _insert(self, text: str) -> None:
        cursor = self.textCursor()
        for piece in wording(clean(text), self._labels).pieces:
            if isinstance(piece, str):
                cursor.insertText(piece, QTextCharFormat())
            elif piece[0] in self._labels:
                cursor.insertText(_MARK, self._format(*piece))
            else:
                written = f"{{{piece[0]}|{piece[1]}}}" if piece[1] else f"{{{piece[0]}}}"
                cursor.insertText(written, QTextCharFormat())
        self.setTextCursor(cursor)

    def _source_between(self, start: int, end: int) -> str:
        parts: list[str] = []
        cursor = QTextCursor(self.document())
        for position in range(start, end):
            letter = self.document().characterAt(position)
            if letter == _MARK:
                cursor.setPosition(position + 1)
                form = cursor.charFormat()
                field, fallback = str(form.property(_NAME)), str(form.property(_FALLBACK) or "")
                parts.append(f"{{{field}|{fallback}}}" if fallback else f"{{{field}}}")
            else:
                parts.append("\n" if letter in ("\u2029", "\u2028") else letter)
        # Qt counts in UTF-16 units: two of them make one emoji.
        return "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._source_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().removeSelectedText()
            self._insert(source.text())

    def _field_at(self, position: int) -> QTextCharFormat | None:
        if position < 0 or self.document().characterAt(position) != _MARK:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(position + 1)
        return cursor.charFormat()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            position = self.textCursor().position()
            selected = self.textCursor().selectionEnd() - self.textCursor().selectionStart()
            at = self.textCursor().selectionStart() if selected == 1 else position - 1
            if selected <= 1 and self._field_at(at) is not None:
                self.open_field_menu(at)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.cursorForPosition(event.pos()).position()
        for position in (at, at - 1):
            if self._field_at(position) is not None:
                self.open_field_menu(position)
                return
        super().contextMenuEvent(event)

    def open_field_menu(self, position: int) -> QMenu:
        """The menu of the field at this position: other words if unknown, remove."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Words if it is not known…"), lambda: self._ask_fallback(position))
        menu.addAction(self.tr("Remove"), lambda: self._replace(position, None))
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        corner = self.cursorRect(cursor).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(QPoint(corner.x(), corner.y() + theme().px(4))))
        return menu

    def _ask_fallback(self, position: int) -> None:
        form = self._field_at(position)
        if form is None:
            return
        field = str(form.property(_NAME))
        words = self.tr("Some people have not told it. They read these words instead.")
        dialog = Dialog(self.window(), self._labels.get(field, field), words, self.tr("Leave it"))
        edit = LineEdit(str(form.property(_FALLBACK) or ""))
        edit.setMaxLength(80)
        dialog.body.addWidget(Field(self.tr("Words if it is not known"), edit))
        dialog.add_act(self.tr("Use these words"), lambda: self._replace(position, (field, edit.text())), enter=True)
        dialog.open()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replace(self, position: int, field: tuple[str, str] | None) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        if field is None:
            cursor.removeSelectedText()
        else:
            name, fallback = field
            kept = "".join(c for c in fallback if c not in "{}|\n")
            cursor.insertText(_MARK, self._format(name, kept))
