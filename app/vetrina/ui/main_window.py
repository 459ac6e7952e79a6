"""The window: rail, pages made when first opened, status bar, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from vetrina.domain.events import Notice
from vetrina.settings import Settings
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge, Topics
from vetrina.ui.first_run.host import KeyHost
from vetrina.ui.frame import Frame
from vetrina.ui.icons import program_icon
from vetrina.ui.jump import JumpPalette, Target
from vetrina.ui.keys import KeyList
from vetrina.ui.page import Page, PageSpec
from vetrina.ui.phrases import phrase
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind
from vetrina.ui.tray import Tray
from vetrina.ui.widgets.layouts import follow_theme
from vetrina.ui.widgets.rail import Rail
from vetrina.ui.widgets.status_bar import StatusBar
from vetrina.ui.widgets.toast import Toast

LEAST = (1024, 680)
USUAL = (1280, 800)
FOLDS_BELOW = 1200
OFFLINE_SAID_AFTER_MS = 5000


class MainWindow(QMainWindow):
    """`go_to("inbox", 12)` opens a page at a thing. `folded(bool)` when the width crosses 1200.

    `frame.start()` once the engine can be read: badge, channels and what waits follow from then on. A page may have
    `jump_targets(words) -> list[Target]` for Ctrl+K.
    """

    folded = Signal(bool)
    offline_changed = Signal(bool)
    page_opened = Signal(str)
    zoomed = Signal(float)

    def __init__(self, bridge: Bridge, specs: Sequence[PageSpec], memory: QSettings | None = None) -> None:
        super().__init__()
        self.bridge = bridge
        self.settings = Settings()
        self.key_host: KeyHost | None = None  # none where there is no key to ask about
        self.specs = {spec.id: spec for spec in specs}
        self.pages: dict[str, Page] = {}
        self.missed: dict[str, Topics] = {}
        self.is_folded = False
        self.is_offline = False
        self.current = ""
        self._memory = memory
        self.setWindowTitle(QApplication.applicationDisplayName() or "Vetrina")
        self.setWindowIcon(program_icon())
        self._build()
        self.jump = JumpPalette(self)
        self.keys = KeyList(self)
        self.frame = Frame(self)
        self.tray = Tray(self)
        self._add_shortcuts()
        self._offline_timer = QTimer(self)
        self._offline_timer.setSingleShot(True)
        self._offline_timer.setInterval(OFFLINE_SAID_AFTER_MS)
        self._offline_timer.timeout.connect(self._say_offline)
        bridge.changed.connect(self._spread)
        bridge.trouble.connect(lambda sentence: self.toast.say(sentence, bad=True))
        bridge.notice.connect(self._show_notice)
        follow_theme(self, self._measure)
        self.resize(theme().px(USUAL[0]), theme().px(USUAL[1]))
        self._recall()

    def _build(self) -> None:
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.status = StatusBar()
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self.stack, 1)
        ground = QWidget()
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(ground)
        self.toast = Toast(self)
        for number, spec in enumerate(self.specs.values(), 1):
            self.rail.add(spec.id, spec.title, spec.icon, f"Ctrl+{number}", last=spec.at_end)
        self.rail.chosen.connect(self.go_to)

    def _add_shortcuts(self) -> None:
        for number, page in enumerate(self.specs, 1):
            self._key(f"Ctrl+{number}", partial(self.go_to, page))
        self._key("F6", lambda: self.jump_stop(1))
        self._key("Shift+F6", lambda: self.jump_stop(-1))
        self._key("Ctrl+K", self.jump.open)
        self._key("F1", self.keys.open)
        self._key("Ctrl+?", self.keys.open)
        self._key("Ctrl++", lambda: self.zoom(1))
        self._key("Ctrl+=", lambda: self.zoom(1))
        self._key("Ctrl+-", lambda: self.zoom(-1))
        self._key("Ctrl+0", lambda: self.zoom(0))
        self._key("Ctrl+Z", self.toast.undo)
        self._key("Ctrl+Q", self.close)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)

    # Pages

    def go_to(self, page: str, number: int = 0) -> None:
        """Open a page (made on first use); with `number` at the thing of this id."""
        if page not in self.pages:
            self.pages[page] = self.specs[page].factory(self)
            self.stack.addWidget(self.pages[page])
            self.pages[page].folded(self.is_folded)
            self.pages[page].offline(self.is_offline)
        shown = self.pages[page]
        self.rail.show_chosen(page)
        fresh = page != self.current
        self.current = page
        self.stack.setCurrentWidget(shown)
        missed = self.missed.pop(page, None)
        if missed:
            shown.changed(missed)
        if number:
            shown.shown_id(number)
        if fresh:
            shown.entered()
            self.page_opened.emit(page)

    def page(self) -> Page | None:
        """The page that is open."""
        return self.pages.get(self.current)

    def _spread(self, topics: Topics) -> None:
        for name, page in self.pages.items():
            if name == self.current:
                page.changed(topics)
            else:
                self.missed[name] = self.missed.get(name, frozenset()) | topics

    def jump_targets(self, words: str) -> list[Target]:
        """What Ctrl+K offers for these words: pages, then what the pages made so far have."""
        low = words.casefold().strip()
        pages = [
            Target(spec.title, "", spec.icon, partial(self.go_to, spec.id))
            for spec in self.specs.values()
            if low in spec.title.casefold()
        ]
        return pages + self.more_targets(words)

    def more_targets(self, words: str) -> list[Target]:
        """People, ads and talks for Ctrl+K; nothing until pages offer some."""
        return [t for page in self.pages.values() for t in getattr(page, "jump_targets", lambda _w: [])(words)]

    # Focus

    def jump_stop(self, direction: int) -> None:
        """F6: the next of rail, the page's own stops, toast, status bar."""
        stops: list[QWidget] = [self.rail.items[self.current]] if self.current else []
        page = self.page()
        if page is not None:
            stops += [one for one in page.focus_stops() if one.isVisible() and one.isEnabled()]
        if self.toast.isVisible() and self.toast.button.isVisible():
            stops.append(self.toast.button)
        stops.append(next(iter(self.status.channels.values()), self.status.waiting))
        now = QApplication.focusWidget()
        at = -1
        for index, stop in enumerate(stops):
            if now is not None and (stop is now or stop.isAncestorOf(now)):
                at = index
        target = stops[(at + direction) % len(stops)] if at >= 0 else stops[0]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # State

    def set_offline(self, offline: bool, waiting: int = 0) -> None:
        """The net went or came back; said once, after five seconds. `waiting` messages are to go out."""
        self.status.set_waiting(waiting, offline=offline)
        if offline == self.is_offline:
            return
        self.is_offline = offline
        for page in self.pages.values():
            page.offline(offline)
        self.offline_changed.emit(offline)
        if offline:
            self._offline_timer.start()
        else:
            self._offline_timer.stop()
            self.toast.take_back(self.tr("You are offline. Write as usual."))

    def _say_offline(self) -> None:
        self.toast.say(self.tr("You are offline. Write as usual."))

    def _show_notice(self, notice: Notice) -> None:
        if notice.key == "note.wrote" and self.current == "inbox":
            return  # the list shows it already, and the note would lie over the answer being written
        kind = Kind(notice.kind) if notice.kind in tuple(Kind) else Kind.NEUTRAL
        words = phrase(notice.key, **dict(notice.params))
        self.toast.say(words, bad=kind in (Kind.BAD, Kind.WARN))

    def use_settings(self, settings: Settings) -> None:
        """What the owner chose, for all pages; the screens' clock shows the shop's time."""
        self.settings = settings
        moment.set_shop(settings.shop)
        moment.set_zone(settings.shop.time_zone())

    def zoom(self, direction: int) -> None:
        """Ctrl++, Ctrl+-, Ctrl+0."""
        theme().step_zoom(direction)
        self.zoomed.emit(theme().zoom)

    # Size

    def _measure(self) -> None:
        px, screen = theme().px, self.screen().availableGeometry()
        self.setMinimumSize(min(px(LEAST[0]), screen.width()), min(px(LEAST[1]), screen.height()))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < theme().px(FOLDS_BELOW)
        if narrow == self.is_folded:
            return
        self.is_folded = narrow
        for page in self.pages.values():
            page.folded(narrow)
        self.folded.emit(narrow)

    def _recall(self) -> None:
        if self._memory is not None:
            kept = self._memory.value("window/geometry")
            if isinstance(kept, QByteArray):
                self.restoreGeometry(kept)

    def remember(self, key: str, value: object) -> None:
        """Keep a small matter of looks (widths of panels) for the next start."""
        if self._memory is not None:
            self._memory.setValue(key, value)

    def recalled(self, key: str) -> object:
        """What `remember` kept, None if nothing."""
        return None if self._memory is None else self._memory.value(key)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember("window/geometry", self.saveGeometry())
        super().closeEvent(event)
