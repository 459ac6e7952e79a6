"""Every part can be reached, named and worked by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QAccessible, QColor, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.gallery import Sheet

from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import Page, PageSpec
from vetrina.ui.tokens import LIGHT
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton, SplitButton
from vetrina.ui.widgets.cards import PageHead
from vetrina.ui.widgets.charts import BarChart, LineChart, Series
from vetrina.ui.widgets.checks import Check, Radio, Segmented, Switch
from vetrina.ui.widgets.chips import Count, PatienceBoxes, RemovableChip
from vetrina.ui.widgets.fields import Choice, Field, LineEdit, SearchEdit, TextArea
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.painting import Face, tint_of
from vetrina.ui.widgets.panes import Panes
from vetrina.ui.widgets.phone_frame import PhoneFrame
from vetrina.ui.widgets.pictures import Picture, read_picture
from vetrina.ui.widgets.progress import ProgressCard
from vetrina.ui.widgets.states import PlaceholderRows
from vetrina.ui.widgets.step_bar import StepBar
from vetrina.ui.widgets.tabs import Tabs


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""


def test_every_part_of_the_gallery_that_takes_focus_has_a_name(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.show()
    reachable = [
        widget
        for widget in sheet.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]
    assert len(reachable) > 30
    assert [w for w in reachable if not accessible_name(w)] == []


def show(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until it is the active one."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize(
    "make",
    [lambda: Switch("On"), lambda: Check("Yes"), lambda: Radio("Now")],
    ids=["switch", "check", "radio"],
)
def test_checks_are_worked_by_mouse_and_space(qtbot: QtBot, make: Callable[[], Switch | Check | Radio]) -> None:
    part = make()
    qtbot.addWidget(part)
    part.resize(part.sizeHint())
    part.show()
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=QPoint(5, part.height() // 2))
    assert part.isChecked()
    if not isinstance(part, Radio):
        qtbot.keyClick(part, Qt.Key.Key_Space)
        assert not part.isChecked()


def test_on_and_off_differ_in_more_than_colour(qtbot: QtBot) -> None:
    switch = Switch(name="Rule 4")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    left, right = (9, 10), (27, 10)
    off = switch.grab().toImage()
    switch.setChecked(True)
    on = switch.grab().toImage()
    assert off.pixelColor(*left) == QColor(LIGHT.edge)
    assert off.pixelColor(*right) == QColor(LIGHT.surface)
    assert on.pixelColor(*right) == QColor(LIGHT.on_accent)


def test_a_segmented_choice_moves_with_the_arrows_and_says_what_is_chosen(qtbot: QtBot) -> None:
    segmented = Segmented("Who answers first", ["Bot, then me", "Me"])
    qtbot.addWidget(segmented)
    with qtbot.waitSignal(segmented.chosen) as blocker:
        qtbot.keyClick(segmented, Qt.Key.Key_Right)
    assert blocker.args == [1]
    assert segmented.accessibleName() == "Who answers first: Me"
    qtbot.mouseClick(segmented, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert segmented.index() == 0


def test_a_disabled_button_says_why(qtbot: QtBot) -> None:
    button = Button("Send", ButtonKind.MAIN)
    qtbot.addWidget(button)
    button.turn_off("Write something first.")
    assert not button.isEnabled()
    assert "Write something first." in button.toolTip()


def test_buttons_have_the_heights_of_the_design(qtbot: QtBot) -> None:
    heights = [Button("x", size=size).sizeHint().height() for size in ButtonSize]
    assert heights == [28, 32, 40, 44]
    icon = IconButton("x", "Close")
    assert (icon.sizeHint().width(), icon.sizeHint().height()) == (32, 32)
    assert icon.accessibleName() == "Close"


def test_both_halves_of_a_split_button_are_tab_stops(qtbot: QtBot) -> None:
    split = SplitButton("Send", "More ways to send")
    qtbot.addWidget(split)
    assert split.main.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert split.more.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert split.more.accessibleName() == "More ways to send"
    with qtbot.waitSignal(split.clicked):
        split.main.click()


def test_a_field_names_its_control_and_says_what_to_do(qtbot: QtBot) -> None:
    edit = LineEdit("25:90")
    field = Field("Opens at", edit, "24 hours")
    qtbot.addWidget(field)
    field.show()
    height = edit.sizeHint().height()
    field.set_error("A day has 24 hours. Try 19:00.")
    assert field.label.buddy() is edit
    assert edit.accessibleName() == "Opens at"
    assert edit.accessibleDescription() == "A day has 24 hours. Try 19:00."
    assert edit.sizeHint().height() == height == 32
    field.set_error("")
    assert edit.accessibleDescription() == "24 hours"
    assert not field.error.isVisible()
    field.set_counter(36, 60)
    assert field.counter.text() == "36 of 60"


def test_a_text_area_grows_then_scrolls_and_tab_leaves_it(qtbot: QtBot) -> None:
    window = QWidget()
    area, after = TextArea(lines=2, most_lines=4), LineEdit()
    window.setLayout(column(area, after))
    qtbot.addWidget(window)
    window.resize(300, 300)
    show(qtbot, window)
    small = area.height()
    area.setPlainText("\n".join("line" for _ in range(3)))
    middle = area.height()
    area.setPlainText("\n".join("line" for _ in range(50)))
    assert small < middle < area.height() < 200
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_one_line_of_text_is_as_high_as_a_field(qtbot: QtBot) -> None:
    area = TextArea(lines=1)
    qtbot.addWidget(area)
    area.show()
    assert area.height() == 32


def test_a_choice_gives_its_data_and_ignores_the_wheel(qtbot: QtBot) -> None:
    choice = Choice("Speed")
    qtbot.addWidget(choice)
    choice.add("30 a minute", 30)
    choice.add("60 a minute", 60)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose(60)
    assert choice.currentData() == 60
    with qtbot.waitSignal(choice.chosen) as blocker:
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert blocker.args == [30]


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    search = SearchEdit("Search 312 people", "Ctrl K")
    qtbot.addWidget(search)
    search.setText("giu")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_tabs_name_their_counts_and_move_with_the_arrows(qtbot: QtBot) -> None:
    tabs = Tabs("Talks")
    qtbot.addWidget(tabs)
    for word in ("Open", "Bot", "Q&A"):
        tabs.add(word)
    narrow = tabs.sizeHint().width()
    tabs.set_count(0, 6, loud=True)
    assert tabs.accessibleTabName(0) == "Open, 6"
    assert tabs.accessibleTabName(2) == "Q&A"
    assert tabs.sizeHint().width() > narrow
    assert tabs.tabRect(1).left() >= tabs.tabSizeHint(0).width()
    with qtbot.waitSignal(tabs.chosen) as blocker:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert blocker.args == [1]
    with qtbot.waitSignal(tabs.chosen) as blocker:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert blocker.args == [0]
    assert tabs.currentIndex() == 0


def test_a_removable_chip_goes_by_click_and_by_delete(qtbot: QtBot) -> None:
    chip = RemovableChip("apert*")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Remove apert*"
    with qtbot.waitSignal(chip.removed):
        chip.click()
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_counts_and_patience(qtbot: QtBot) -> None:
    count = Count(0)
    qtbot.addWidget(count)
    assert count.isHidden()
    boxes = PatienceBoxes(1, 3)
    qtbot.addWidget(boxes)
    assert boxes.accessibleName() == "1 of 3 offers"
    boxes.set_used(7, 12)
    assert boxes.accessibleName() == "7 of 12 offers"


def test_progress_says_its_number(qtbot: QtBot) -> None:
    card = ProgressCard("Reading “clienti.csv”")
    qtbot.addWidget(card)
    card.set_progress(214, 340)
    assert card.numbers.text() == "214 of 340"
    assert card.bar.share == pytest.approx(214 / 340)
    card.set_progress(12, 0)
    assert card.numbers.text() == "12"
    with qtbot.waitSignal(card.stopped):
        card.stop.click()


def test_placeholders_do_not_flash(qtbot: QtBot) -> None:
    rows = PlaceholderRows()
    qtbot.addWidget(rows)
    rows.wait()
    assert rows.isHidden()
    rows.done()
    rows.wait()
    qtbot.waitUntil(rows.isVisible)
    rows.done()
    assert rows.isHidden()


def test_steps_go_back_but_not_ahead(qtbot: QtBot) -> None:
    steps = StepBar(["Who", "What", "When"])
    qtbot.addWidget(steps)
    steps.resize(steps.sizeHint())
    steps.set_step(1)
    assert steps.accessibleName() == "Step 2 of 3: What"
    with qtbot.waitSignal(steps.back_to) as blocker:
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=QPoint(5, 16))
    assert blocker.args == [0]
    with qtbot.assertNotEmitted(steps.back_to):
        qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=QPoint(steps.width() - 5, 16))


def test_charts_say_their_numbers_and_give_them_as_a_table(qtbot: QtBot) -> None:
    for chart in (BarChart("Answers"), LineChart("Answers")):
        qtbot.addWidget(chart)
        chart.set_series(["Mon", "Tue"], Series("By you", (4, 9)), Series("By the bot", (10, 2), dashed=True))
        assert chart.accessibleDescription() == "By you: Mon 4, Tue 9; By the bot: Mon 10, Tue 2"
        assert chart.rows() == [("Mon", "4", "10"), ("Tue", "9", "2")]
        chart.resize(300, 160)
        chart.grab()
        chart.set_series([])
        chart.grab()


def test_an_avatar_keeps_its_tint() -> None:
    assert tint_of(12) == tint_of("12")
    assert len({tint_of(number) for number in range(100)}) == 7
    assert Face("Giulia").channel == ""


def test_the_phone_has_the_size_of_the_design(qtbot: QtBot) -> None:
    phone = PhoneFrame()
    qtbot.addWidget(phone)
    phone.resize(phone.sizeHint())
    content = QWidget()
    phone.set_content(content)
    phone.show()
    assert (phone.width(), phone.height()) == (292, 598)
    assert (content.width(), content.height()) == (274, 580)
    other = QWidget()
    phone.set_content(other)
    qtbot.waitUntil(lambda: other.width() == 274)


@pytest.mark.qt_log_ignore("libpng error|Unsupported marker", extend=True)  # the libraries say so of bad pictures
def test_pictures_are_read_by_their_first_bytes_and_nothing_else(qtbot: QtBot) -> None:
    source = QPixmap(40, 20)
    source.fill(QColor("#d9694b"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    source.save(buffer, "PNG")
    png = bytes(buffer.data().data())
    read = read_picture(png)
    assert read is not None
    assert (read.width(), read.height()) == (40, 20)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    assert read_picture(svg) is None
    assert read_picture(b"\xff\xd8\xff" + png) is None
    assert read_picture(png[:40]) is None
    assert read_picture(b"") is None
    picture = Picture(56, 56)
    qtbot.addWidget(picture)
    picture.resize(picture.sizeHint())
    picture.show_picture(read)
    assert picture.grab().toImage().pixelColor(28, 28) == QColor("#d9694b")
    picture.show_picture(None)
    assert picture.grab().toImage().pixelColor(28, 28) != QColor("#d9694b")


def test_pane_widths_are_remembered_in_px_of_the_design(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "looks.ini"), QSettings.Format.IniFormat)
    window = MainWindow(bridge, [PageSpec("a", "A", "inbox", Page)], memory)
    qtbot.addWidget(window)

    def make() -> Panes:
        panes = Panes(window, "inbox")
        qtbot.addWidget(panes)
        panes.add(QWidget(), 304, least=264)
        panes.add(QWidget())
        panes.resize(1000, 300)
        panes.show()
        return panes

    first = make()
    assert first.sizes()[0] == 304
    first.moveSplitter(350, 1)
    assert first.sizes()[0] == 350
    first.moveSplitter(100, 1)
    assert first.sizes()[0] == 264
    assert make().sizes()[0] == 264


def test_no_part_flashes_as_a_window_before_it_has_a_place(qtbot: QtBot, dressed: QApplication) -> None:
    """A flash of a window takes the focus away from what the person is typing in."""
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(type(watched).__name__)
            return False

    watch = Watch()
    dressed.installEventFilter(watch)
    qtbot.addWidget(Sheet())
    for part in (
        Field("Name", LineEdit(), "optional"),
        PageHead("Ads", "5 in the feed"),
        ProgressCard("Reading"),
        Count(4),
    ):
        qtbot.addWidget(part)
    dressed.removeEventFilter(watch)
    assert seen == []
