"""A person of the check as a row: avatar, name, the reason as a sentence, and what it stands on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.store.views import CheckedPerson
from vetrina.ui.campaigns import words
from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.chips import Avatar
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row
from vetrina.ui.widgets.list_table import Index, RowDelegate
from vetrina.ui.widgets.painting import Face, hairline, paint_avatar, paint_text
from vetrina.ui.widgets.row_models import RowsModel

LONGEST_NAME = 120


class EvidenceLine(QWidget):
    """A small sheet of paper and "Message, today 17:55"."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(17))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        paint_icon(painter, "file-text", 0, px(3), 12, Tone.TEXT3)
        rect = QRectF(px(16), px(2), self.width() - px(16), self.height() - px(2))
        paint_text(painter, rect, self._text, Type.CAPTION, Tone.TEXT3)


class ExampleRow(QWidget):
    """One person in a column of the check."""

    def __init__(self, person: CheckedPerson) -> None:
        super().__init__()
        name = PlainLabel(person.name[:LONGEST_NAME], Type.NAME, elide=True)
        because = words.because(person)
        lines = column(name, PlainLabel(because, Type.BODY, wrap=True))
        evidence = words.evidence(person.basis)
        if evidence:
            lines.addWidget(EvidenceLine(evidence))
        avatar = column(Avatar(Face(person.name, person.contact_id, person.channel), 32), None)
        whole = row(gap=10, margins=(14, 10, 14, 10))
        whole.addLayout(avatar)
        whole.addLayout(lines, 1)
        self.setLayout(whole)
        self.setAccessibleName(f"{person.name[:LONGEST_NAME]}. {because}")

    def paintEvent(self, event: QPaintEvent) -> None:
        hairline(QPainter(self), 0, 0, self.width())


class CheckedModel(RowsModel[CheckedPerson]):
    """People of one group; `more_wanted` near the end of what is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.complete = False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name[:LONGEST_NAME]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name[:LONGEST_NAME]}. {words.because(person)}"
        return None


class CheckedRows(RowDelegate):
    """One person in the full list of a group."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px = theme().px
        person: CheckedPerson = index.data(Qt.ItemDataRole.UserRole)
        face = Face(person.name, person.contact_id, person.channel)
        ground = self.row_ground(index, chosen=chosen)
        paint_avatar(painter, rect.x() + px(16), rect.y() + (rect.height() - px(32)) / 2, 32, face, ground)
        evidence = words.evidence(person.basis)
        text = QRectF(rect.x() + px(62), rect.y() + px(9), rect.width() - px(78), px(18))
        paint_text(painter, text, person.name, Type.NAME)
        if evidence:
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, text, evidence, Type.CAPTION, Tone.TEXT3, right)
        text.translate(0, px(20))
        paint_text(painter, text, words.because(person), Type.BODY, Tone.TEXT2)
