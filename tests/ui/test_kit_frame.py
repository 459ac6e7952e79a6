"""The frame of the window follows the shop: badge, dots, what waits."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.stand_in import stand_in

from vetrina.domain.channels import LinkState
from vetrina.domain.events import Changed, Topic
from vetrina.domain.talk import Author, HeldBy, TalkState
from vetrina.settings import Notes, TrayNote
from vetrina.store.queries import channels, inbox
from vetrina.store.views import ChannelRow, TalkCounts, TalkRow, WaitingRow
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import Page, PageSpec
from vetrina.ui.tray import plain

HUB, TELEGRAM = 1, 2


class Shop:
    """Stands for the store's reader; the two queries are answered from it."""

    def __init__(self) -> None:
        self.counts = TalkCounts(6, 3, 2, 9, 4)
        self.states = {HUB: LinkState.CONNECTED, TELEGRAM: LinkState.OFFLINE}
        self.waiting: tuple[WaitingRow, ...] = (
            WaitingRow(1, 12, "Giulia Rossi", "Of course, it is put aside under your name.", 1_779_468_660_000, None),
            WaitingRow(2, 13, "Anna Costa", "The blue bowls are back, 46,00 €", 1_779_468_720_000, None),
        )

    def channels(self) -> tuple[ChannelRow, ...]:
        return tuple(
            ChannelRow(number, "hub" if number == HUB else "telegram", "x", state, 0, None, number - 1)
            for number, state in self.states.items()
        )


class Opened(Page):
    last = 0

    def shown_id(self, number: int) -> None:
        self.last = number


@pytest.fixture
def shop(engine: Any, monkeypatch: pytest.MonkeyPatch) -> Shop:
    made = Shop()
    engine.reader = made
    stand_in(monkeypatch, inbox, "counts", lambda r, now=0: r.counts)
    stand_in(monkeypatch, inbox, "waiting", lambda r: r.waiting)
    stand_in(monkeypatch, channels, "all_channels", lambda r: r.channels())
    return made


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge, shop: Shop) -> MainWindow:
    made = MainWindow(bridge, [PageSpec("inbox", "Inbox", "inbox", Opened)])
    qtbot.addWidget(made)
    made.go_to("inbox")
    made.show()
    made.frame.start()
    qtbot.waitUntil(lambda: len(made.status.channels) == 2)
    return made


def test_badge_dots_and_waiting_are_shown(window: MainWindow) -> None:
    assert window.rail.items["inbox"].accessibleName() == "Inbox, 4 waiting"
    names = [item.accessibleName() for item in window.status.channels.values()]
    assert names == ["Shop page: connected", "Telegram: cannot be reached now"]
    assert window.is_offline
    assert window.status.waiting.text() == "Offline · 1 waiting to go out"


def test_it_follows_changes(qtbot: QtBot, window: MainWindow, shop: Shop, engine: Any) -> None:
    shop.states = {HUB: LinkState.CONNECTED, TELEGRAM: LinkState.OFF}
    shop.counts = TalkCounts(5, 3, 2, 10, 0)
    engine.publish(Changed(Topic.CHANNEL, TELEGRAM))
    qtbot.waitUntil(lambda: list(window.status.channels) == [str(HUB)])
    assert not window.is_offline
    assert window.rail.items["inbox"].accessibleName() == "Inbox"


def test_what_waits_opens_and_leads_to_its_talk(qtbot: QtBot, window: MainWindow) -> None:
    window.status.waiting.click()
    qtbot.waitUntil(lambda: window.frame._popover is not None and window.frame._popover.isVisible())
    popover = window.frame._popover
    assert popover is not None
    assert popover.list.model().rowCount() == 2
    assert popover.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Anna Costa, ")
    popover.grab()
    popover.list.choose(1)
    qtbot.keyClick(popover.list, Qt.Key.Key_Return)
    page = window.pages["inbox"]
    assert isinstance(page, Opened)
    assert page.last == 13
    assert not popover.isVisible()
    popover.show_rows(())
    assert popover.foot.text() == "Everything is sent."


@pytest.mark.parametrize(
    ("choice", "note"),
    [
        (TrayNote.COUNT, [("Vetrina", "5 talks with something new")]),
        (TrayNote.NAME, [("Giulia Rossi", "wrote to you")]),
        (TrayNote.FULL, [("Giulia Rossi", "Is it &lt;b&gt;there&lt;/b&gt;?")]),
        (TrayNote.NONE, []),
    ],
)
def test_a_note_shows_as_much_as_the_owner_allows(
    qtbot: QtBot,
    window: MainWindow,
    shop: Shop,
    engine: Any,
    monkeypatch: pytest.MonkeyPatch,
    choice: TrayNote,
    note: list[tuple[str, str]],
) -> None:
    who = (12, 3, "Giulia Rossi", "hub", "Is it <b>there</b>?", Author.PERSON)
    row = TalkRow(*who, 0, 1, TalkState.OPEN, HeldBy.HUMAN, (), "", False, None)
    stand_in(monkeypatch, inbox, "page", lambda r, tab, limit: (row,))
    monkeypatch.setattr("sys.platform", "linux")
    window.settings = msgspec.structs.replace(window.settings, notes=Notes(tray=choice))
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(window.tray, "say", lambda title, words: said.append((title, plain(words))))
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    shop.counts = TalkCounts(6, 3, 2, 9, 5)
    with qtbot.waitSignal(window.frame.unread_rose):
        engine.publish(Changed(Topic.MESSAGE, 1))
    if note:
        qtbot.waitUntil(lambda: said == note)
    engine.settle()
    qtbot.wait(1)
    assert said == note
    shop.counts = TalkCounts(6, 3, 2, 9, 2)
    with qtbot.assertNotEmitted(window.frame.unread_rose):
        window.frame.refresh()
        qtbot.waitUntil(lambda: window.rail.items["inbox"].accessibleName() == "Inbox, 2 waiting")
