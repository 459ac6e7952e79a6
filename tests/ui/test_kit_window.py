"""The window: pages are made when opened, keys work everywhere, nothing is missed, looks are remembered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vetrina.domain.events import Changed, Notice, Topic
from vetrina.ui.bridge import Bridge, Topics
from vetrina.ui.jump import Target
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import Page, PageSpec
from vetrina.ui.theme import theme
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.status_bar import Link
from vetrina.ui.widgets.toast import Toast

APP = Path(__file__).resolve().parents[2] / "app"


class Recorder(Page):
    """A page that writes down what it is told."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.told: list[object] = []
        self.first, self.second = Button("First"), Button("Second")
        self.setLayout(column(self.first, self.second))

    def entered(self) -> None:
        self.told.append("entered")

    def shown_id(self, number: int) -> None:
        self.told.append(number)

    def folded(self, narrow: bool) -> None:
        self.told.append(("folded", narrow))

    def offline(self, offline: bool) -> None:
        self.told.append(("offline", offline))

    def changed(self, topics: Topics) -> None:
        self.told.append(topics)

    def focus_stops(self) -> list[QWidget]:
        return [self.first, self.second]

    def jump_targets(self, words: str) -> list[Target]:
        return [Target("Giulia Rossi", "person", "user", lambda: self.told.append("jumped"))] if "giu" in words else []


SPECS = [
    PageSpec("inbox", "Inbox", "inbox", Recorder),
    PageSpec("ads", "Ads", "megaphone", Recorder),
    PageSpec("settings", "Settings", "settings", Recorder, at_end=True),
]


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge) -> MainWindow:
    made = MainWindow(bridge, SPECS)
    qtbot.addWidget(made)
    made.go_to("inbox")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def inbox(window: MainWindow) -> Recorder:
    page = window.pages["inbox"]
    assert isinstance(page, Recorder)
    return page


def test_pages_are_made_when_first_opened(qtbot: QtBot, window: MainWindow) -> None:
    assert list(window.pages) == ["inbox"]
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "ads"
    assert list(window.pages) == ["inbox", "ads"]
    assert window.rail.items["ads"].isChecked()
    window.rail.items["inbox"].click()
    assert window.current == "inbox"
    assert inbox(window).told.count("entered") == 2


def test_going_to_a_thing_tells_its_id(window: MainWindow) -> None:
    window.go_to("inbox", 12)
    assert inbox(window).told[-1] == 12


def test_a_hidden_page_hears_later_what_it_missed(qtbot: QtBot, window: MainWindow, engine: Any) -> None:
    window.go_to("ads")
    told = inbox(window).told
    told.clear()
    engine.publish(Changed(Topic.CONVERSATION, 3))
    ads = window.pages["ads"]
    assert isinstance(ads, Recorder)
    qtbot.waitUntil(lambda: frozenset({(Topic.CONVERSATION, 3)}) in ads.told)
    engine.publish(Changed(Topic.MESSAGE, 9))
    qtbot.waitUntil(lambda: frozenset({(Topic.MESSAGE, 9)}) in ads.told)
    assert told == []
    window.go_to("inbox")
    assert told == [frozenset({(Topic.CONVERSATION, 3), (Topic.MESSAGE, 9)}), "entered"]
    window.go_to("ads")
    window.go_to("inbox")
    assert told[2:] == ["entered"]


def test_f6_walks_round_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = inbox(window)
    stops = [window.rail.items["inbox"], page.first, page.second, window.status.waiting]
    window.rail.items["inbox"].setFocus()
    for stop in [*stops[1:], stops[0]]:
        qtbot.keyClick(window, Qt.Key.Key_F6)
        assert stop.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert stops[-1].hasFocus()


def test_f6_reaches_the_toast(qtbot: QtBot, window: MainWindow) -> None:
    window.toast.say("Moved to Done", undo=lambda: None)
    inbox(window).second.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.toast.button.hasFocus()


def test_the_window_folds_below_1200_at_any_zoom(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 800)
    assert not window.is_folded
    with qtbot.waitSignal(window.folded) as blocker:
        window.resize(1199, 800)
    assert blocker.args == [True]
    assert inbox(window).told[-1] == ("folded", True)
    window.resize(1200, 800)
    assert not window.is_folded
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme().zoom == 1.1
    assert window.is_folded
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert not window.is_folded


def test_the_least_size_is_that_of_the_design(window: MainWindow) -> None:
    screen = window.screen().availableGeometry()
    least = window.minimumSize()
    assert least.width() == min(1024, screen.width())
    assert least.height() == min(680, screen.height())


def test_ctrl_k_jumps_to_pages_and_to_what_pages_offer(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.jump.isVisible()
    qtbot.keyClicks(window.jump.search, "sett")
    qtbot.keyClick(window.jump.search, Qt.Key.Key_Return)
    assert window.current == "settings"
    assert not window.jump.isVisible()
    window.go_to("inbox")
    window.jump.open()
    qtbot.keyClicks(window.jump.search, "giu")
    qtbot.keyClick(window.jump.search, Qt.Key.Key_Return)
    assert inbox(window).told[-1] == "jumped"


def test_f1_lists_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.keys.add("Ctrl+Return", "Send")
    window.keys.add("Ctrl+Return", "Send")
    assert window.keys.rows().count(("Ctrl+Return", "Send")) == 1
    dialog = window.keys.open()
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_offline_is_told_to_pages_and_shown_with_its_count(window: MainWindow) -> None:
    window.set_offline(True, 3)
    assert inbox(window).told[-1] == ("offline", True)
    assert window.status.waiting.text() == "Offline · 3 waiting to go out"
    told = list(inbox(window).told)
    window.set_offline(True, 4)
    assert inbox(window).told == told
    window.set_offline(False)
    assert window.status.waiting.text() == "Everything is sent"
    assert window.status.waiting.accessibleName() == "Everything is sent"


def test_channels_in_the_status_bar_are_buttons(qtbot: QtBot, window: MainWindow) -> None:
    window.status.set_channel("hub", "Shop page", Link.UP, "connected")
    window.status.set_channel("hub", "Shop page", Link.DOWN, "no net")
    assert list(window.status.channels) == ["hub"]
    item = window.status.channels["hub"]
    assert item.accessibleName() == "Shop page: no net"
    with qtbot.waitSignal(window.status.channel_pressed) as blocker:
        item.click()
    assert blocker.args == ["hub"]
    window.status.remove_channel("hub")
    assert window.status.channels == {}


def test_the_badge_is_part_of_the_name(window: MainWindow) -> None:
    window.rail.items["inbox"].set_badge(4)
    assert window.rail.items["inbox"].accessibleName() == "Inbox, 4 waiting"
    window.rail.items["inbox"].set_badge(0)
    assert window.rail.items["inbox"].accessibleName() == "Inbox"


def test_arrows_move_in_the_rail(qtbot: QtBot, window: MainWindow) -> None:
    window.rail.items["inbox"].setFocus()
    qtbot.keyClick(window.rail.items["inbox"], Qt.Key.Key_Down)
    assert window.current == "ads"
    assert window.rail.items["ads"].hasFocus()


def test_trouble_and_notices_become_a_sentence(qtbot: QtBot, window: MainWindow, engine: Any) -> None:
    window.bridge.trouble.emit("The disk is full.")
    assert window.toast.words.text() == "The disk is full."
    engine.publish(Notice("gone", (), "warn"))
    qtbot.waitUntil(lambda: window.toast.words.text().startswith("This is no longer here"))


def test_the_toast_stays_inside_the_window(window: MainWindow) -> None:
    toast: Toast = window.toast
    toast.say("Moved to Done")
    for size in ((1280, 800), (1024, 680)):
        window.resize(*size)
        assert window.rect().contains(toast.geometry())


def test_size_and_panels_are_remembered(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    file = str(tmp_path / "looks.ini")
    first = MainWindow(bridge, SPECS, QSettings(file, QSettings.Format.IniFormat))
    qtbot.addWidget(first)
    first.show()
    first.resize(first.width(), 700)
    first.remember("inbox/list", 320)
    first.close()
    second = MainWindow(bridge, SPECS, QSettings(file, QSettings.Format.IniFormat))
    qtbot.addWidget(second)
    second.show()
    assert second.height() == 700
    assert int(str(second.recalled("inbox/list"))) == 320
    assert second.recalled("nothing") is None


def test_the_window_is_painted_before_the_store_and_the_network_are_loaded() -> None:
    """Importing them costs more than Qt: sqlalchemy 0.5 s, aiohttp 0.4 s (reference/desktop-stack.md)."""
    script = (
        "import sys\n"
        "from vetrina.ui.application import make_application\n"
        "from vetrina.ui.main_window import MainWindow\n"
        "from vetrina.ui.bridge import Bridge\n"
        "from vetrina.ui.page import Page, PageSpec\n"
        "from concurrent.futures import Future\n"
        "class Nothing:\n"
        "    def submit(self, command): return Future()\n"
        "    def read(self, query): return Future()\n"
        "    def subscribe(self, callback): return lambda: None\n"
        "app = make_application(['x'], 'en')\n"
        "window = MainWindow(Bridge(Nothing()), [PageSpec('a', 'A', 'inbox', Page)])\n"
        "window.go_to('a'); window.show(); app.processEvents(); window.grab()\n"
        "heavy = {'sqlalchemy', 'alembic', 'aiohttp', 'keyring', 'asyncio', 'PIL', 'sqlcipher3'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    alone = {"PYTHONPATH": str(APP), "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=alone)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"


def test_ctrl_z_undoes_what_the_toast_offers(qtbot: QtBot, window: MainWindow) -> None:
    undone: list[bool] = []
    window.toast.say("Moved to Done", undo=lambda: undone.append(True))
    inbox(window).first.setFocus()
    qtbot.keyClick(inbox(window).first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
