"""Fields with a label above, a hint beside and a sentence below when something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSizePolicy, QTextEdit, QTimeEdit, QVBoxLayout, QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import follow_theme, row, set_margins
from vetrina.ui.widgets.painting import paint_text, rounded, text_width

LINE = 20  # line height of text boxes, px of the design


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class LineEdit(QLineEdit):
    """One line of text, 32 high (`tall`: 38). `name` is the accessible name when no Field labels it."""

    def __init__(
        self,
        text: str = "",
        placeholder: str = "",
        name: str = "",
        *,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        if tall:
            self.setProperty("fieldSize", "tall")


class SearchEdit(LineEdit):
    """A search field with the magnifier, a key hint at the right and Esc to empty it."""

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent=parent)
        self._keys = keys
        follow_theme(self, self._make_room)

    def _make_room(self) -> None:
        px = theme().px
        glass, keys = px(24), text_width(self._keys, Type.CAPTION) + px(16) if self._keys else 0
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(keys if rtl else glass, 0, glass if rtl else keys, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t, px = theme(), theme().px
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - px(26) if rtl else px(10)
        paint_icon(QPainter(self), "search", left, (self.height() - px(16)) / 2, 16, Tone.TEXT)
        if not self._keys or self.text():
            return
        width = text_width(self._keys, Type.CAPTION) + px(12)
        rect = QRectF(self.width() - width - px(10), (self.height() - px(18)) / 2, width, px(18))
        if rtl:
            rect.moveLeft(px(10))
        painter = QPainter(self)
        rounded(painter, rect, px(4), None, t.color("line"))
        paint_text(painter, rect, self._keys, Type.CAPTION, Tone.TEXT3, Qt.AlignmentFlag.AlignHCenter)


class TextArea(QTextEdit):
    """Several lines of plain text that grow from `lines` to `most_lines`, then scroll. Tab leaves it."""

    def __init__(
        self, text: str = "", placeholder: str = "", name: str = "", *, lines: int = 3, most_lines: int = 8
    ) -> None:
        super().__init__()
        self._lines, self._most_lines = lines, most_lines
        self._padding = 2 if lines == 1 else 5  # with one line as high as a LineEdit
        if lines == 1:
            self.setProperty("fieldSize", "line")
        self.setAcceptRichText(False)
        self.document().setDocumentMargin(3)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setPlainText(text)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        follow_theme(self, self._space_lines)

    def setPlainText(self, text: str) -> None:
        """Show another text; undo starts anew."""
        super().setPlainText(text)
        self._space_lines()

    def clear(self) -> None:
        """Empty the box; undo starts anew."""
        super().clear()
        self._space_lines()

    def _space_lines(self) -> None:
        """Lines 20 high; new paragraphs take it over from the one they are split off."""
        spacing = QTextBlockFormat()
        spacing.setLineHeight(theme().px(LINE), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.document().setUndoRedoEnabled(True)
        self._grow()

    def _grow(self) -> None:
        line = max(QFontMetrics(self.font()).lineSpacing(), theme().px(LINE))
        chrome = 2 * theme().px(self._padding) + 2 + 2 * round(self.document().documentMargin())
        wanted = round(self.document().size().height()) + 2 * theme().px(self._padding) + 2
        most = line * self._most_lines + chrome
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if wanted > most else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(min(max(wanted, line * self._lines + chrome), most))


class Choice(QComboBox):
    """A drop-down choice. `add(text, data)`; `chosen` carries the data of the entry the person picked."""

    chosen = Signal(object)

    def __init__(self, name: str = "", *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        if small:
            self.setProperty("fieldSize", "small")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def add(self, text: str, data: object = None) -> None:
        """Append an entry."""
        self.addItem(text, data)

    def choose(self, data: object) -> None:
        """Select the entry that carries `data`, if there is one; emits nothing."""
        at = self.findData(data)
        if at >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a choice by accident."""
        event.ignore()


class TimeEdit(QTimeEdit):
    """A time of day, hours and minutes as the region writes them."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setAccessibleName(name)
        follow_theme(self, lambda: self.lineEdit().setTextMargins(theme().px(7), 0, 0, 0))


class ErrorLine(QFrame):
    """Icon and sentence below a field: what to do, not what was wrong with the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel("", Type.SMALL, Tone.BAD, wrap=True)
        layout = QVBoxLayout(self)
        set_margins(layout, (18, 4, 0, 0))
        layout.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), "circle-alert", 0, theme().px(5), 14, Tone.BAD)


class Field(QWidget):
    """Label, hint, control, error sentence. The label is the control's buddy and accessible name."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = PlainLabel(label, Type.SMALL_STRONG, Tone.TEXT2)
        self.label.setBuddy(control)
        self.hint = PlainLabel(hint, Type.SMALL, Tone.TEXT2, parent=self)
        self.hint.setVisible(bool(hint))
        self.error = ErrorLine()
        self.error.hide()
        control.setAccessibleName(label)
        if isinstance(control, QComboBox):
            control.view().setAccessibleName(label)
        if hint:
            control.setAccessibleDescription(hint)
        layout = QVBoxLayout(self)
        set_margins(layout)
        self.head = row(self.label, self.hint, None, margins=(0, 0, 0, 4), gap=6)
        layout.addLayout(self.head)
        layout.addWidget(control)
        layout.addWidget(self.error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_error(self, sentence: str) -> None:
        """Show what to do instead; "" takes the error back."""
        self.error.words.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.control.setProperty("wrong", bool(sentence))
        self.control.setAccessibleDescription(sentence or self.hint.text())
        restyle(self.control)

    def set_counter(self, used: int, most: int) -> None:
        """Say "36 of 60" at the right end of the label's line."""
        if not hasattr(self, "counter"):
            self.counter = PlainLabel("", Type.SMALL, Tone.TEXT2)
            self.head.addWidget(self.counter)
        self.counter.setText(self.tr("{used} of {most}").format(used=used, most=most))
        self.counter.set_tone(Tone.WARN if used > most else Tone.TEXT2)
