"""Text from other people is never markup: neither in labels nor in tooltips, and no page can forget it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import vetrina.ui
from vetrina.ui.links import allowed
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.chips import Chip
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.labels import PlainLabel, clean, safe_tooltip
from vetrina.ui.widgets.painting import initials
from vetrina.ui.widgets.progress import ProgressCard
from vetrina.ui.widgets.states import EmptyState
from vetrina.ui.widgets.tabs import Tabs
from vetrina.ui.widgets.toast import Toast

UI = Path(vetrina.ui.__file__).parent
BANNED = {
    "QLabel": "PlainLabel",
    "QMessageBox": "Dialog",
    "QErrorMessage": "Banner",
    "QInputDialog": "Dialog",
    "QProgressDialog": "ProgressCard",
    "QListView": "OneColumnTable",
    "QTextBrowser": "a delegate that paints",
}
# The thread of a talk is short and pages upward: design.md allows a list view there.
MAY = {"labels.py": {"QLabel"}, "thread_view.py": {"QListView"}}
HOSTILE = [
    "<b>bold</b>",
    '<img src="file:///etc/passwd">',
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; <qt>",
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "nul\0inside",
    "lone \ud800 surrogate \udfff",
    "\ufffc\u2028\u2029\x07\x1b[31m",
    "a" * 100_000,
    "\u0301" * 500,
]


def _names(tree: ast.AST) -> set[str]:
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    based = {base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    plain = {part.id for part in called | based if isinstance(part, ast.Name)}
    return plain | {part.attr for part in called | based if isinstance(part, ast.Attribute)}


def test_no_room_of_the_window_makes_widgets_that_guess_markup() -> None:
    wrong = []
    for path in sorted(UI.rglob("*.py")):
        found = _names(ast.parse(path.read_text(encoding="utf-8"))) & set(BANNED) - MAY.get(path.name, set())
        wrong += [f"{path.relative_to(UI)}: {name}; take {BANNED[name]}" for name in sorted(found)]
    assert wrong == []


def test_nothing_sets_a_tooltip_or_rich_text_but_the_safe_ways() -> None:
    wrong = []
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            name = node.func.attr
            if name in ("setHtml", "insertHtml", "setMarkdown", "openUrl") and path.name != "links.py":
                wrong.append(f"{path.relative_to(UI)}:{node.lineno} {name}")
            written_out = bool(node.args) and isinstance(node.args[0], ast.Constant)
            if name == "setToolTip" and path.name != "labels.py" and not written_out:
                wrong.append(f"{path.relative_to(UI)}:{node.lineno} setToolTip; take safe_tooltip")
    assert wrong == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_letter_by_letter(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    banner = Banner(Kind.WARN, text, text)
    label = PlainLabel(text, wrap=True, parent=window)
    parts = [
        label,
        PlainLabel(text, elide=True, parent=window),
        Chip(text, parent=window),
        EmptyState(text, text),
        ProgressCard(text),
        banner,
    ]
    tabs = Tabs("Talks")
    tabs.add(text[:200], 3)
    for part in [*parts, tabs]:
        part.setParent(window)
        part.show()
    Toast(window).say(text)
    dialog = Dialog(window, text, text, "Keep")
    dialog.open()
    window.show()
    window.grab()
    dialog.grab()
    for one in window.findChildren(QLabel):
        assert one.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == clean(text)
    dialog.close()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_tooltips_hold_the_letters_and_no_markup(qtbot: QtBot, text: str) -> None:
    button = Button("x")
    qtbot.addWidget(button)
    safe_tooltip(button, text)
    document = QTextDocument()
    document.setHtml(button.toolTip())
    shown = document.toPlainText()
    if "<" in text and len(text) < 100:
        assert shown == text
    assert "img" not in document.toHtml().replace("&lt;img", "")
    assert len(shown) <= 400


def test_elided_labels_give_the_whole_text_in_the_tooltip(qtbot: QtBot) -> None:
    label = PlainLabel("Somebody with a very long name <i>indeed</i>", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert "&lt;i&gt;indeed" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://shop.example/a?b=c", True),
        ("mailto:info@shop.example", True),
        ("tel:+39011555", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://user:pass@shop.example", False),
        ("https://", False),
        ("smb://server/share", False),
        ("//shop.example", False),
        ("", False),
    ],
)
def test_only_web_and_mail_addresses_may_be_opened(address: str, may: bool) -> None:
    assert allowed(address) is may


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Giulia Rossi", "GR"), ("anna", "A"), ("", "?"), ("  ", "?"), ("!!! ***", "?"), ("Ana María de López", "AL")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
