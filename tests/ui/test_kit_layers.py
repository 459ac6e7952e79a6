"""What lies over a page: banner, dialog, popover, toast, and the ring round what has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.cards import Scroll
from vetrina.ui.widgets.dialog import Dialog, ask_to
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.focus_frame import FocusFrame
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.popover import Popover
from vetrina.ui.widgets.toast import Toast


def show(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until it is the active one."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_a_banner_takes_two_buttons_at_most(qtbot: QtBot) -> None:
    banner = Banner(Kind.WARN, "The text says 62 €.", "Your list says 59 €.")
    qtbot.addWidget(banner)
    pressed: list[int] = []
    banner.add_button("Use 59 €", lambda: pressed.append(1)).click()
    banner.add_button("Leave it", lambda: pressed.append(2)).click()
    assert pressed == [1, 2]
    assert banner.accessibleName() == "The text says 62 €. Your list says 59 €."
    with pytest.raises(ValueError, match="two buttons"):
        banner.add_button("More", lambda: None)


def test_the_safe_button_of_a_dialog_has_the_focus_and_escape_is_safe(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    erased: list[bool] = []
    dialog = ask_to(window, "Erase Carlo?", "For good.", "Erase for good", lambda: erased.append(True), "Keep him",
                    danger=True)  # fmt: skip
    qtbot.waitUntil(dialog.safe.hasFocus)
    assert dialog.safe.isDefault()
    assert dialog.width() == 420
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert erased == []
    again = Dialog(window, "Erase Carlo?", "", "Keep him")
    act = again.add_act("Erase for good", lambda: erased.append(True), ButtonKind.DANGER_FINAL)
    again.open()
    act.click()
    assert erased == [True]


def test_a_popover_gives_the_focus_back(qtbot: QtBot) -> None:
    window = QWidget()
    opener = Button("Waiting")
    window.setLayout(column(opener))
    qtbot.addWidget(window)
    window.show()
    popover = Popover("Waiting to go out", window, 420)
    inside = Button("Try now")
    popover.body.addWidget(inside)
    popover.open_at(opener)
    assert popover.isVisible()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    qtbot.waitUntil(lambda: window.focusWidget() is opener)


def test_a_toast_is_undone_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toast = Toast(window)
    undone: list[int] = []
    toast.say("Moved to Done", lambda: undone.append(1))
    assert toast.isVisible()
    assert toast.undo()
    assert not toast.undo()
    assert undone == [1]
    assert not toast.isVisible()
    toast.say("Saved")
    assert not toast.button.isVisible()


class TestFocusFrame:
    """The ring shows for the keyboard, never for the mouse, and moves with what it surrounds."""

    @pytest.fixture
    def frame(self, dressed: QApplication) -> FocusFrame:
        found = dressed.findChildren(FocusFrame)
        assert len(found) == 1
        return found[0]

    def test_by_tab_yes_by_mouse_no(self, qtbot: QtBot, frame: FocusFrame) -> None:
        window = QWidget()
        first, second = Button("One"), Button("Two")
        window.setLayout(column(first, second))
        qtbot.addWidget(window)
        show(qtbot, window)
        assert first.hasFocus()
        qtbot.keyClick(first, Qt.Key.Key_Tab)
        assert frame.target is second
        qtbot.keyClick(second, Qt.Key.Key_Backtab)
        assert frame.target is first
        second.setFocus(Qt.FocusReason.OtherFocusReason)
        assert frame.target is second
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
        assert frame.target is None
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        assert frame.target is None

    def test_fields_wear_their_own(self, qtbot: QtBot, frame: FocusFrame) -> None:
        edit = LineEdit()
        qtbot.addWidget(edit)
        window = QWidget()
        qtbot.addWidget(window)
        window.setLayout(column(edit))
        show(qtbot, window)
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        assert frame.target is None

    def test_it_is_clipped_and_scrolled_with_its_content(self, qtbot: QtBot, frame: FocusFrame) -> None:
        scroll = Scroll()
        button = Button("Deep down")
        scroll.add(Button("Above"), button, None)
        qtbot.addWidget(scroll)
        scroll.resize(200, 100)
        show(qtbot, scroll)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        assert frame.target is button
        rings = [w for w in scroll.findChildren(QWidget) if type(w).__name__ == "_Ring"]
        assert len(rings) == 1
        assert rings[0].parentWidget() is scroll.inner
        margin = theme().px(2) + 2
        assert rings[0].geometry() == button.geometry().adjusted(-margin, -margin, margin, margin)
        assert isinstance(scroll, QScrollArea)

    def test_a_dialog_shows_which_button_enter_presses(self, qtbot: QtBot, frame: FocusFrame) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        show(qtbot, window)
        dialog = Dialog(window, "Erase Carlo?", "", "Keep him")
        dialog.open()
        qtbot.waitUntil(lambda: frame.target is dialog.safe)
        dialog.close()

    def test_it_goes_with_its_window(self, qtbot: QtBot, frame: FocusFrame) -> None:
        window = QWidget()
        button = Button("One")
        window.setLayout(column(Button("Above"), button))
        show(qtbot, window)
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        assert frame.target is button
        window.deleteLater()
        qtbot.waitUntil(lambda: frame.target is None)
