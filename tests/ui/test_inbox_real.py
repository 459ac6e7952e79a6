"""The inbox page on a real shop: real store, real engine thread, real hub, a customer's phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import Phone, ShopFloor, new_profile

from vetrina.domain.talk import Author, HeldBy, MessageState
from vetrina.engine import commands as c
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.inbox.page import InboxPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec

LONG_MS = 20_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopFloor]:
    moment.set_clock(None)
    hub = HubProcess(tmp_path / "hub").start()
    floor = ShopFloor(hub, hub.add_page(), new_profile(tmp_path / "desktop"))
    yield floor.start()
    floor.stop()
    hub.kill()


def states(page: InboxPage) -> list[tuple[Author, str, MessageState]]:
    return [(row.author, row.content.text, row.state) for row in page.messages if row.author is not Author.SYSTEM]


def test_a_talk_is_read_answered_put_off_and_blocked(qtbot: QtBot, shop: ShopFloor) -> None:
    shop.connected()
    shop.do(c.SwitchBot(False))
    giulia: Phone = shop.phone("Giulia Rossi")
    giulia.say("Do you have it in M?")
    giulia.say("<b>And</b> in \u202egreen?")
    shop.talk(giulia)
    assert shop.engine is not None
    bridge = Bridge(shop.engine)
    window = MainWindow(bridge, [PageSpec("inbox", "Inbox", "inbox", InboxPage)])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.go_to("inbox")
    page = window.page()
    assert isinstance(page, InboxPage)
    qtbot.waitUntil(lambda: len(states(page)) == 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: page.list.talks.rows[0].unread == 0, timeout=LONG_MS)
    assert page.view is not None
    assert page.view.row.name == "Giulia Rossi"

    qtbot.keyClicks(page.talk.composer.box, "Yes, both.")
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Yes, both." in giulia.read(), timeout=LONG_MS)
    giulia.see_all()
    qtbot.waitUntil(lambda: (Author.OWNER, "Yes, both.", MessageState.SEEN) in states(page), timeout=LONG_MS)
    assert page.view.row.held_by is HeldBy.HUMAN
    assert page.view.happened

    giulia.say("Perfect")
    qtbot.waitUntil(lambda: states(page)[-1][1] == "Perfect", timeout=LONG_MS)
    assert page.talk.view.verticalScrollBar().value() == page.talk.view.verticalScrollBar().maximum()

    page.acts.done()
    qtbot.waitUntil(lambda: not page.list.talks.rows, timeout=LONG_MS)
    assert page.pane.empty.title.text() == "Nobody is waiting"
    assert window.toast.undo()
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 1, timeout=LONG_MS)

    giulia.block()
    qtbot.waitUntil(lambda: not page.talk.composer.may_reply(), timeout=LONG_MS)
    assert page.talk.composer.because.text().startswith("Giulia blocked the shop")
    window.grab()
    bridge.close()
