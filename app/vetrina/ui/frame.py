"""What the frame of the window shows of the shop: the rail's badge, the channels' dots, what waits to go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from vetrina.domain.events import Topic
from vetrina.ui.bridge import Topics
from vetrina.ui.waiting import WaitingPopover
from vetrina.ui.widgets.status_bar import Link

if TYPE_CHECKING:
    from vetrina.domain.channels import LinkState
    from vetrina.store.views import ChannelRow, TalkCounts, WaitingRow
    from vetrina.ui.main_window import MainWindow

_TOPICS = {Topic.CONVERSATION, Topic.MESSAGE, Topic.OUTBOX, Topic.CHANNEL, Topic.HUB}
AT_MOST_EVERY_MS = 500


class Frame(QObject):
    """Reads again when a talk, message, channel or the outbox changed, at most twice a second.

    `start()` once the engine can be read; until then the frame says that everything is sent.
    """

    unread_rose = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._started = False
        self._unread: int | None = None
        self._popover: WaitingPopover | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AT_MOST_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        window.bridge.changed.connect(self._changed)
        window.status.waiting_pressed.connect(self._open_waiting)
        window.status.channel_pressed.connect(lambda _channel: self._go("settings"))
        window.status.saved_pressed.connect(lambda: self._go("settings"))

    def start(self) -> None:
        """Begin to read."""
        self._started = True
        self.refresh()

    def refresh(self) -> None:
        """Read now."""
        if self._started:
            self._window.bridge.read(_state_of_shop, self._show, self._failed, owner=self)

    def _changed(self, topics: Topics) -> None:
        if not self._timer.isActive() and any(topic in _TOPICS for topic, _number in topics):
            self._timer.start()

    def _show(self, state: tuple[TalkCounts, tuple[ChannelRow, ...]]) -> None:
        counts, channels = state
        window = self._window
        from vetrina.domain.channels import LinkState  # here and below: after the first paint

        if self._unread is not None and counts.unread > self._unread:
            self.unread_rose.emit(counts.unread)
        self._unread = counts.unread
        if "inbox" in window.rail.items:
            window.rail.items["inbox"].set_badge(counts.unread)
        shown = {str(row.id) for row in channels if row.state is not LinkState.OFF}
        for old in set(window.status.channels) - shown:
            window.status.remove_channel(old)
        for row in channels:
            if row.state is not LinkState.OFF:
                window.status.set_channel(str(row.id), self._name(row), _LINKS[row.state], self._words(row.state))
        offline = any(row.state is LinkState.OFFLINE for row in channels)
        window.set_offline(offline, sum(row.waiting for row in channels))

    def _failed(self, _trouble: Exception) -> None:
        """The page that is open says what is wrong; the frame keeps what it shows."""

    def _name(self, row: ChannelRow) -> str:
        names = {"hub": self.tr("Shop page"), "messenger": "Messenger", "telegram": "Telegram", "matrix": "Matrix"}
        return names.get(row.channel, row.name)

    def _words(self, state: LinkState) -> str:
        from vetrina.domain.channels import LinkState

        return {
            LinkState.OFF: self.tr("switched off"),
            LinkState.CONNECTING: self.tr("connecting"),
            LinkState.CONNECTED: self.tr("connected"),
            LinkState.OFFLINE: self.tr("cannot be reached now"),
            LinkState.NEEDS_SIGN_IN: self.tr("needs a new key"),
        }[state]

    def _go(self, page: str) -> None:
        if page in self._window.specs:
            self._window.go_to(page)

    def _open_waiting(self) -> None:
        if not self._started:
            return
        self._window.bridge.read(_waiting_rows, self._show_waiting, self._failed, owner=self)

    def _show_waiting(self, rows: tuple[WaitingRow, ...]) -> None:
        if self._popover is None:
            self._popover = WaitingPopover(self._window)
        self._popover.show_rows(rows)
        self._popover.open_at(self._window.status.waiting, above=True)


_LINKS = {
    "off": Link.DOWN,
    "connecting": Link.DOWN,
    "connected": Link.UP,
    "offline": Link.DOWN,
    "needs_sign_in": Link.TROUBLE,
}
"""By the values of LinkState."""


def _state_of_shop(reader: Any) -> tuple[TalkCounts, tuple[ChannelRow, ...]]:
    from vetrina.store.queries import channels, inbox  # SQLAlchemy: only after the first paint

    return inbox.counts(reader), channels.all_channels(reader)


def _waiting_rows(reader: Any) -> tuple[WaitingRow, ...]:
    from vetrina.store.queries import inbox

    return inbox.waiting(reader)
