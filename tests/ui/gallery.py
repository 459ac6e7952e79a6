"""All parts on one sheet, to be held against the design's 11a and 11b.

PYTHONPATH=app python -m tests.ui.gallery --out DIR [--dark] [--zoom 1.5]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QStringListModel, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from vetrina.ui.application import make_application, without_screen
from vetrina.ui.theme import Look, theme
from vetrina.ui.tokens import LIGHT, SIZES, Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.bubbles import TICKS, Bubble, BubbleLook
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton, SplitButton
from vetrina.ui.widgets.cards import Card, Hairline
from vetrina.ui.widgets.charts import BarChart, LineChart, Series
from vetrina.ui.widgets.checks import Check, Radio, Segmented, Switch
from vetrina.ui.widgets.chips import Avatar, Chip, Count, Icon, Painted, PatienceBoxes, RemovableChip
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.fields import Choice, Field, LineEdit, SearchEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row, set_margins
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.merge_edit import MergeEdit
from vetrina.ui.widgets.painting import Face, paint_avatar, paint_text, rounded
from vetrina.ui.widgets.progress import ProgressCard
from vetrina.ui.widgets.states import Awning, EmptyState, Mark, PlaceholderRows
from vetrina.ui.widgets.step_bar import StepBar
from vetrina.ui.widgets.tabs import Tabs
from vetrina.ui.widgets.toast import Toast

_NOT_SHOWN = ("dark", "stripe", "badge", "on_badge", "rail", "rail_text", "rail_sel", "rail_on", "focus")
_COLOURS = [name for name in LIGHT.__slots__ if name not in _NOT_SHOWN]
_PEOPLE = (("Chiara Bianchi", 4, "telegram"), ("Davide Greco", 1, "messenger"), ("Giulia Rossi", 3, "hub"))


class _Swatch(Painted):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        fixed(self, width=102, height=54)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        box = QRectF(0, 0, self.width(), t.px(34))
        rounded(painter, box, t.px(6), t.color(self._name), t.color("line"))
        below = QRectF(0, t.px(37), self.width(), t.px(14))
        paint_text(painter, below, self._name, Type.CAPTION, Tone.TEXT3)


class _PersonRows(RowDelegate):
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px = theme().px
        name, person, channel = _PEOPLE[index.row()]
        ground: QColor = self.row_ground(index, chosen=chosen)
        top = rect.top() + (rect.height() - px(32)) / 2
        paint_avatar(painter, rect.left() + px(12), top, 32, Face(name, person, channel), ground)
        paint_text(painter, rect.adjusted(px(56), 0, -px(80), 0), name, Type.NAME)
        paint_text(
            painter,
            rect.adjusted(px(56), 0, -px(12), 0),
            ("rest", "hover", "chosen")[index.row()],
            Type.SMALL,
            Tone.TEXT2,
            Qt.AlignmentFlag.AlignRight,
        )


def _captioned(part: QWidget, words: str) -> QVBoxLayout:
    layout = column(gap=5)
    layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    layout.addWidget(PlainLabel(words, Type.CAPTION, Tone.TEXT3))
    return layout


def _section(title: str, *parts: QWidget | QLayout) -> QVBoxLayout:
    layout = column(column(PlainLabel(title, Type.SECTION), Hairline(), gap=6), gap=12)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    layout.addStretch(1)
    return layout


def _line(*parts: QWidget | QLayout, gap: int = 10) -> QLayout:
    return row(*parts, None, gap=gap)


def _type() -> QLayout:
    rows: list[QLayout] = []
    for role, words in (
        (Type.BRAND, "Bottega Aurora"),
        (Type.TITLE, "Followers"),
        (Type.SECTION, "What people did"),
        (Type.MESSAGE, "Do you have the Alba shirt in M?"),
        (Type.BODY, "Checked with the sending rules of 3 channels"),
        (Type.SMALL, "Follower since 3 April"),
        (Type.CAPTION, "Sent, 21 May 18:00"),
    ):
        label = PlainLabel(words, role)
        fixed(label, width=330)
        size = SIZES[role]
        hint = PlainLabel(f"{role.value} {size.px}/{size.line}, {size.weight}", Type.CAPTION, Tone.TEXT3)
        rows.append(_line(label, hint, gap=12))
    return _section("Type", column(*rows, gap=6))


def _buttons() -> QLayout:
    main, normal = ButtonKind.MAIN, ButtonKind.NORMAL
    hovered, off = Button("Send", main), Button("Send", main)
    hovered.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    off.turn_off("Write something first.")
    return _section(
        "Buttons",
        _line(
            _captioned(Button("Send", main), "main"),
            _captioned(hovered, "hover"),
            _captioned(off, "off"),
            _captioned(SplitButton("Send", "More ways to send"), "split"),
            _captioned(Button("Send to 84 people", main, icon="send", size=ButtonSize.BIG), "big, 44"),
        ),
        _line(
            _captioned(Button("Import…", normal, icon="upload"), "normal"),
            _captioned(Button("Later", ButtonKind.QUIET), "quiet"),
            _captioned(Button("Show the proof", ButtonKind.LINK), "link"),
            _captioned(Button("Erase…", ButtonKind.DANGER, icon="trash-2"), "danger"),
            _captioned(Button("Erase for good", ButtonKind.DANGER_FINAL), "danger, final"),
        ),
        _line(
            _captioned(Button("Use 59 €", size=ButtonSize.SMALL), "small, 28"),
            _captioned(IconButton("rotate-ccw", "Start again"), "icon, 32"),
        ),
    )


def _fields() -> QLayout:
    rest, focus, off = (
        LineEdit("Linen shirts", name="rest"),
        LineEdit("Linen shirts", name="focus"),
        LineEdit(name="off"),
    )
    focus.setObjectName("focused")
    off.setPlaceholderText("Only after a talk")
    off.setEnabled(False)
    choice = Choice("Person")
    choice.add("Giulia R.")
    merge = MergeEdit({"first_name": "First name"}, "Greeting", lines=1)
    merge.set_source("Ciao {first_name}, look")
    grid = QGridLayout()
    set_margins(grid, 0, 12)
    parts = (
        (rest, "rest"),
        (focus, "focus"),
        (off, "off"),
        (SearchEdit("Search 312 people", "Ctrl K"), "search"),
        (choice, "choice"),
        (merge, "merge field"),
    )
    for number, (part, words) in enumerate(parts):
        cell = column(part, PlainLabel(words, Type.CAPTION, Tone.TEXT3), gap=5)
        grid.addLayout(cell, number // 3, number % 3)
        grid.setColumnStretch(number % 3, 1)
    wrong = Field("Opens at", LineEdit("25:90"))
    wrong.set_error("A day has 24 hours. Try 19:00.")
    on, yes, now = Switch("On"), Check("Yes"), Radio("Now")
    for part in (on, yes, now):
        part.setChecked(True)
    tabs = Tabs("Talks", inset=0).without_line()
    tabs.add("Open", 6, loud=True)
    tabs.add("Bot", 3)
    tabs.add("Done")
    segmented = Segmented("Who answers first", ["Bot, then me", "Me"], ["bot"])
    checks = column(
        _line(on, Switch("Off"), yes, Check("No"), gap=14), _line(now, Radio("Later"), gap=14), None, gap=10
    )
    both = row(wrong, checks, gap=16)
    both.setStretch(0, 1)
    both.setStretch(1, 1)
    return _section("Fields and switches", grid, both, _line(segmented, tabs))


def _chips() -> QLayout:
    faces = (
        ("Giulia Rossi", 3, "hub", "Shop page"),
        ("Marco Ferrero", 10, "messenger", "Messenger"),
        ("Chiara Bianchi", 4, "telegram", "Telegram"),
        ("Nadia Petrova", 5, "matrix", "Matrix"),
    )
    people = [_captioned(Avatar(Face(a, b, c), 40, "canvas"), d) for a, b, c, d in faces]
    return _section(
        "Chips, badges, channels, patience",
        _line(
            Chip("Linen"),
            Chip("First name", Kind.ACCENT),
            RemovableChip("apert*"),
            Chip("Yes", Kind.OK, "circle-check"),
            Chip("Until Sat 15:10", Kind.WARN, "clock"),
            Chip("Less: 1 a month", Kind.WARN, "timer"),
        ),
        _line(
            Chip("Blocked", Kind.BAD, "ban"),
            Chip("Bot holds it", Kind.BOT, "bot"),
            Chip("Never asked", icon="circle-help"),
        ),
        _line(*people, Count(2), Count(12, quiet=True), PatienceBoxes(1, 3), PatienceBoxes(3, 3), gap=16),
        _line(Button("Opening hours", ButtonKind.REPLY)),
    )


def _bubbles() -> QLayout:
    grid = QGridLayout()
    set_margins(grid, 0, 8)
    left = Qt.AlignmentFlag.AlignLeft
    right = Qt.AlignmentFlag.AlignRight
    mine = (("From you", "you"), ("From the bot", "bot"), ("Written offline", "waiting"), ("Not sent", "notSent"))
    for number, (words, look) in enumerate(mine):
        grid.addWidget(Bubble(words, BubbleLook(look)), number, 1, right)
    grid.addWidget(Bubble("From the person", BubbleLook.PERSON), 0, 0, left)
    grid.addWidget(Bubble("Prefers cloth wrapping", BubbleLook.NOTE), 1, 0, left)
    ticks = _line(
        *(
            _line(Icon(icon, 16, tone), PlainLabel(state, Type.SMALL, Tone.TEXT2), gap=6)
            for state, (icon, tone) in TICKS.items()
        ),
        gap=16,
    )
    return _section("Bubbles and ticks", grid, ticks)


def _banners() -> QLayout:
    offline = Banner(Kind.NEUTRAL, "You are offline.", "Write as usual. 3 messages go out when the net is back.",
                     icon="cloud-off")  # fmt: skip
    offline.add_button("See them", lambda: None)
    slip = Banner(Kind.WARN, "The text says 62 €, your shop list says 59 €.")
    slip.add_button("Use 59 €", lambda: None)
    key = Banner(Kind.BAD, "Telegram does not accept the key any more.", "Messages wait here until you renew it.")
    key.add_button("Renew key", lambda: None)
    yes = Banner(Kind.OK, "You may write until tomorrow 18:40", "because Giulia wrote to you today.")
    return _section("Messages to the owner", offline, slip, key, yes)


def _empty() -> QLayout:
    card = Card(0)
    empty = EmptyState("Nobody is waiting", "You answered 31 people this week, in 4 minutes on average.")
    empty.add_button("Look at tomorrow’s ads", lambda: None)
    card.body.addWidget(empty)
    return _section("Empty", card)


def _rows() -> QLayout:
    table = OneColumnTable("People", 49, _PersonRows())
    table.setModel(QStringListModel([name for name, _, _ in _PEOPLE], table))
    table.choose(2)
    table.hovered_row = 1
    fixed(table, height=49 * 3)
    card = Card(1, 0)
    card.body.addWidget(table)
    waiting = PlaceholderRows(1, 56)
    below = Card(0, 0)
    below.body.addWidget(waiting)
    waiting.show()
    return _section("Rows and loading", card, below)


def _dialog(window: QWidget) -> QLayout:
    words = (
        "His messages, pictures and labels become unreadable here and in every backup. That he blocked the "
        "shop stays known, so that nobody writes to him by mistake."
    )
    dialog = Dialog(window, "Erase Carlo Neri?", words, "Keep him")
    dialog.setWindowFlags(Qt.WindowType.Widget)
    check = Check("Save a certificate as PDF")
    check.setChecked(True)
    dialog.body.addWidget(check)
    dialog.add_act("Erase for good", kind=ButtonKind.DANGER_FINAL)
    return _section("Dialog", _line(dialog))


def _progress() -> QLayout:
    card = ProgressCard("Reading “clienti-2026.csv”")
    card.set_progress(214, 340)
    steps = StepBar(["Who", "What", "When", "Check", "Send"])
    steps.set_step(3)
    bars = BarChart("Answers by day")
    bars.set_series(["Mon", "Tue", "Wed", "Thu"], Series("Answers", (4, 9, 7, 12)))
    lines = LineChart("Followers")
    lines.set_series(
        ["1 May", "8 May", "15 May", "22 May"],
        Series("Followed", (240, 260, 290, 312)),
        Series("Left", (3, 5, 6, 9), Tone.WARN, dashed=True),
    )
    for chart in (bars, lines):
        fixed(chart, height=130)
    return _section("Progress, steps, charts", card, _line(steps), row(bars, lines, gap=16))


class Sheet(QWidget):
    """The whole gallery."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = QVBoxLayout(self)
        set_margins(page, (32, 28, 32, 90), 22)
        awning = Awning(20, 22)
        fixed(awning, width=320)
        head = row(Mark(40), PlainLabel("Vetrina", Type.BRAND), PlainLabel("Parts", tone=Tone.TEXT2), None, awning,
                   gap=12)  # fmt: skip
        page.addLayout(head)
        swatches = QGridLayout()
        set_margins(swatches, 0, 8)
        for number, name in enumerate(_COLOURS):
            swatches.addWidget(_Swatch(name), number // 11, number % 11)
        page.addLayout(_section("Colours", swatches))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(32))
        grid.setVerticalSpacing(theme().px(22))
        sections = (_type(), _buttons(), _fields(), _chips(), _bubbles(), _banners(), _empty(), _rows(),
                    _dialog(self), _progress())  # fmt: skip
        for number, section in enumerate(sections):
            grid.addLayout(section, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        page.addLayout(grid)
        page.addStretch(1)


def render(out: Path, look: Look, zoom: float = 1.0) -> Path:
    """Paint the sheet into `out`; returns the picture's path."""
    app = make_application(["gallery"], "en", look, zoom)
    sheet = Sheet()
    sheet.resize(theme().px(1280), 10)
    sheet.adjustSize()
    sheet.resize(theme().px(1280), sheet.sizeHint().height())
    sheet.show()
    focused = sheet.findChild(LineEdit, "focused")
    if focused is not None:
        focused.setFocus(Qt.FocusReason.TabFocusReason)
    toast = Toast(sheet)
    toast.say("Moved to Done", undo=lambda: None)
    for _ in range(5):
        app.processEvents()
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"gallery-{look.value}{'' if zoom == 1.0 else f'-{round(zoom * 100)}'}.png"
    sheet.grab().save(str(path))
    sheet.close()
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the gallery."""
    parser = argparse.ArgumentParser(prog="tests.ui.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--zoom", type=float, default=1.0)
    chosen = parser.parse_args(arguments)
    without_screen()
    path = render(chosen.out, Look.DARK if chosen.dark else Look.LIGHT, chosen.zoom)
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
