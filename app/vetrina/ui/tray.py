"""The note at the edge of the screen when somebody writes while the window is not in front.

How much it shows to passers-by is the owner's choice (settings.TrayNote); the words only if the owner wants them.
"""

from __future__ import annotations

import sys
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from vetrina.settings import TrayNote
from vetrina.ui.icons import program_icon
from vetrina.ui.widgets.labels import clean

if TYPE_CHECKING:
    from vetrina.store.views import TalkRow
    from vetrina.ui.main_window import MainWindow

LONGEST_NOTE = 200
STAYS_MS = 6000


class Tray(QObject):
    """Shows an icon where the desktop has a place for it; a click brings the window to the front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._talk = 0
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(program_icon(), self)
            self._icon.setToolTip("Vetrina")
            self._icon.activated.connect(lambda _reason: self._come())
            self._icon.messageClicked.connect(self._open_talk)
            self._icon.show()
        window.frame.unread_rose.connect(self._look)

    def say(self, title: str, words: str) -> None:
        """Show a note."""
        if self._icon is not None:
            self._icon.showMessage(title, plain(words), program_icon(), STAYS_MS)

    def _look(self, unread: int) -> None:
        choice = self._window.settings.notes.tray
        if choice is TrayNote.NONE or self._window.isActiveWindow():
            return
        if choice is TrayNote.COUNT:
            self._talk = 0
            self.say("Vetrina", self.tr("%n talks with something new", "", unread))
            return
        self._window.bridge.read(_newest_unread, self._tell, lambda _trouble: None, owner=self)

    def _tell(self, row: TalkRow | None) -> None:
        if row is None:
            return
        self._talk = row.id
        full = self._window.settings.notes.tray is TrayNote.FULL
        self.say(clean(row.name, LONGEST_NOTE), row.last_line if full else self.tr("wrote to you"))

    def _come(self) -> None:
        window = self._window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    def _open_talk(self) -> None:
        self._come()
        if "inbox" in self._window.specs:
            self._window.go_to("inbox", self._talk)


def plain(words: str) -> str:
    """A note's text: short, one line, and on Linux escaped, since desktops there may take markup for real."""
    line = " ".join(clean(words, LONGEST_NOTE).split())
    return escape(line, quote=False) if sys.platform.startswith("linux") else line


def _newest_unread(reader: Any) -> TalkRow | None:
    from vetrina.store.queries import inbox

    return next((row for row in inbox.page(reader, "all", limit=20) if row.unread), None)
