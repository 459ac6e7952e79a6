"""Opens the inbox page over the port of Bottega Aurora."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.ui.inbox_data import InboxPort

from vetrina.ui.bridge import Bridge
from vetrina.ui.inbox.page import InboxPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec


def open_inbox(qtbot: QtBot, port: InboxPort, width: int = 1280) -> InboxPage:
    """The page, with its first talk open if there is one."""
    window = MainWindow(Bridge(port), [PageSpec("inbox", "Inbox", "inbox", InboxPage)])
    qtbot.addWidget(window)
    window.resize(width, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("inbox")
    page = window.page()
    assert isinstance(page, InboxPage)
    if port.rows and not port.broken:
        qtbot.waitUntil(lambda: page.view is not None)
    else:
        qtbot.waitUntil(lambda: page.pane.stack.currentWidget() is page.pane.empty or page.pane.trouble.isVisible())
    return page


def show(qtbot: QtBot, page: InboxPage, talk_id: int) -> None:
    """Choose a talk in the list and wait for it."""
    assert page.list.choose_id(talk_id)
    qtbot.waitUntil(lambda: page.view is not None and page.view.row.id == talk_id)
