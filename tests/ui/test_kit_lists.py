"""Long lists and merge fields: what they paint, what they say, what keys do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QRectF, QStringListModel, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vetrina.ui.tokens import LIGHT
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.merge_edit import MergeEdit, Slip
from vetrina.ui.widgets.painting import paint_text

ROWS = 200_000
_NOWHERE = QModelIndex()


class Many(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else ROWS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self.asked.add(index.row())
            return f"Person {index.row()}"
        return None


class Plain(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        paint_text(painter, rect.adjusted(20, 0, 0, 0), str(index.data()))


@pytest.fixture
def table(qtbot: QtBot) -> OneColumnTable:
    made = OneColumnTable("Conversations", 66, Plain())
    model = Many()
    model.setParent(made)
    made.setModel(model)
    made.resize(304, 660)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_only_rows_in_view_are_asked_for(table: OneColumnTable) -> None:
    table.grab()
    model = table.model()
    assert isinstance(model, Many)
    assert model.asked
    assert max(model.asked) < 30
    table.choose(ROWS - 1)
    table.grab()
    assert len(model.asked) < 60
    assert ROWS - 1 in model.asked


def test_rows_have_the_height_of_the_design(table: OneColumnTable) -> None:
    assert table.rowHeight(0) == table.rowHeight(ROWS - 1) == 66
    assert table.columnWidth(0) == table.viewport().width()


def test_a_chosen_row_has_ground_and_bar(table: OneColumnTable) -> None:
    table.choose(1)
    image = table.grab().toImage()
    assert image.pixelColor(200, 66 + 10) == QColor(LIGHT.accent_soft)
    assert image.pixelColor(1, 66 + 10) == QColor(LIGHT.accent)
    assert image.pixelColor(200, 10) == QColor(LIGHT.surface)
    assert image.pixelColor(200, 65) == QColor(LIGHT.line)


def test_the_ring_is_for_the_keyboard_only(qtbot: QtBot, table: OneColumnTable) -> None:
    table.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(2, 0)).center()
    )
    assert table.row() == 2
    corner = (300, 3 * 66 - 1)
    assert table.grab().toImage().pixelColor(*corner) != QColor(LIGHT.focus)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.grab().toImage().pixelColor(150, 2 * 66 + 1) == QColor(LIGHT.focus)


def test_keys_pick_and_open(qtbot: QtBot, table: OneColumnTable) -> None:
    table.choose(0)
    with qtbot.waitSignal(table.picked) as picked:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked.args == [1]
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]
    table.choose(-1)
    assert table.row() == -1


def test_tab_leaves_the_list(qtbot: QtBot) -> None:
    window = QWidget()
    one, two = OneColumnTable("One", 44, Plain()), OneColumnTable("Two", 44, Plain())
    for table in (one, two):
        table.setModel(QStringListModel(["a", "b"], table))
    window.setLayout(column(one, two))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is two


def test_rows_speak(table: OneColumnTable) -> None:
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface.text(QAccessible.Text.Name) == "Conversations"
    cell = interface.child((7 + 1) * 2 + 1)  # Qt counts a header row and a header column, hidden or not
    assert cell.text(QAccessible.Text.Name) == "Person 7"


LABELS = {"first_name": "First name", "size": "Their size", "price": "Price"}


@pytest.fixture
def edit(qtbot: QtBot) -> MergeEdit:
    made = MergeEdit(LABELS, "Text")
    qtbot.addWidget(made)
    made.resize(500, 120)
    made.show()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "Ciao {first_name}, it is warm.",
        "{first_name|friend}{size|all sizes}",
        "two\nlines {price}\n\nend",
        "unknown {nobody} and {hours|soon} stay as written, so do { and }",
        "",
        "🙂 {first_name} 🙂",
    ],
)
def test_text_goes_in_and_comes_out_unchanged(edit: MergeEdit, text: str) -> None:
    edit.set_source(text)
    assert edit.source() == text
    edit.grab()


def test_a_field_is_one_step_and_one_delete(qtbot: QtBot, edit: MergeEdit) -> None:
    edit.set_source("a{first_name|friend}b")
    assert len(edit.toPlainText()) == 3
    qtbot.keyClick(edit, Qt.Key.Key_Left)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.source() == "ab"
    edit.undo()
    assert edit.source() == "a{first_name|friend}b"


def test_typing_after_a_field_is_plain(qtbot: QtBot, edit: MergeEdit) -> None:
    edit.set_source("")
    edit.insert_field("first_name")
    qtbot.keyClicks(edit, ", ciao")
    assert edit.source() == "{first_name}, ciao"


def test_copy_and_paste_keep_the_field(edit: MergeEdit) -> None:
    edit.set_source("Ciao {first_name|friend}!")
    edit.selectAll()
    data = edit.createMimeDataFromSelection()
    assert data.text() == "Ciao {first_name|friend}!"
    edit.set_source("")
    edit.insertFromMimeData(data)
    assert edit.source() == "Ciao {first_name|friend}!"
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    edit.insertFromMimeData(rich)
    assert edit.source() == "Ciao {first_name|friend}!"


def test_enter_beside_a_field_opens_its_menu(qtbot: QtBot, edit: MergeEdit) -> None:
    edit.set_source("Ciao {first_name}")
    menu = edit.open_field_menu(5)
    actions = {action.text(): action for action in menu.actions()}
    actions["Remove"].trigger()
    menu.close()
    assert edit.source() == "Ciao "


def test_the_fallback_keeps_no_braces(qtbot: QtBot, edit: MergeEdit) -> None:
    edit.set_source("{first_name}")
    edit._replace(0, ("first_name", "dear {x|y}\nfriend"))
    assert edit.source() == "{first_name|dear xyfriend}"


def test_slips_are_marked_and_the_text_is_not_touched(edit: MergeEdit) -> None:
    edit.set_source("from 62 € on")
    edit.mark_slips([Slip(5, 4)])
    marks = edit.extraSelections()
    assert len(marks) == 1
    cursor: QTextCursor = marks[0].cursor
    assert cursor.selectedText() == "62 €"
    assert edit.source() == "from 62 € on"
