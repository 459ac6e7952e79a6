"""The program from first paint to last: welcome, locked shop or main window, and what ties windows to the engine."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import QEvent, QObject, QSettings, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from vetrina.domain.events import Topic
from vetrina.settings import Language, Settings
from vetrina.ui.application import catch_everything, make_application, set_language
from vetrina.ui.bridge import Bridge, EnginePort, Topics, touches
from vetrina.ui.first_run.answers import wait_for
from vetrina.ui.first_run.host import KeyHost, WelcomeHost
from vetrina.ui.first_run.unlock import Unlock, UnlockHost, Way
from vetrina.ui.main_window import MainWindow
from vetrina.ui.pages import page_specs
from vetrina.ui.phrases import language
from vetrina.ui.single import SingleInstance
from vetrina.ui.theme import Look, theme

log = logging.getLogger(__name__)


class DesktopHost(WelcomeHost, UnlockHost, KeyHost, Protocol):
    """What the program below the windows offers; bootstrap makes one. Calls return at once."""

    settings: Settings

    def is_new(self) -> bool:
        """Whether this profile was never set up."""

    def engine(self) -> EnginePort:
        """The engine; before it is open, questions wait."""

    def opened(self) -> Future[Any]:
        """Open the engine. Done when it can be asked, or carries why it cannot."""

    def readable(self) -> Future[Any]:
        """Open the engine for a window that is to show its first page. Done when it can be read, before `opened`."""

    def first_page_is_shown(self) -> None:
        """The engine may go on."""

    def ways(self, trouble: BaseException) -> tuple[str, ...]:
        """What may help against `trouble` (values of `unlock.Way`)."""

    def close(self) -> None:
        """End the engine; the hub goes on by its own rules."""

    def when_finished(self, act: Any) -> None:
        """Call `act()` when the welcome is over."""

    def read_settings(self) -> Settings:
        """The settings as they are kept now."""


class Desktop(QObject):
    """The windows of one profile."""

    def __init__(self, host: DesktopHost, memory: QSettings | None = None) -> None:
        super().__init__()
        self.host = host
        self.window: QWidget | None = None
        self.main: MainWindow | None = None
        self.bridge: Bridge | None = None
        self._memory = memory
        host.when_finished(self.show_main)

    def begin(self) -> None:
        """Show the first window."""
        if self.host.is_new():
            from vetrina.ui.first_run.welcome import Welcome

            self._show(Welcome(self.host, self.host.settings))
        else:
            self.show_main()

    def show_main(self) -> None:
        """The main window, at once; what it shows comes when the store is open."""
        self._dress()
        self.bridge = Bridge(self.host.engine(), self)
        self.main = MainWindow(self.bridge, page_specs(), self._memory)
        self.main.use_settings(self.host.settings)
        self.main.key_host = self.host
        self.main.zoomed.connect(self._keep_zoom)
        self.bridge.changed.connect(self._follow_settings)
        self._show(self.main)
        # The first page comes when the store is open: its libraries take their time, and the engine loads them.
        FirstPaint(self.main, self._open)

    def _open(self) -> None:
        wait_for(self.host.readable(), self._readable, self)
        wait_for(self.host.opened(), self._opened, self)

    def come_to_front(self) -> None:
        """Somebody started the program again."""
        if self.window is not None:
            self.window.showNormal() if self.window.isMinimized() else self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """The end: windows first, then the engine."""
        if self.bridge is not None:
            self.bridge.close()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = self.main = None
        self.host.close()

    # ----------------------------------------------------------------------------------------------------------------

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _dress(self) -> None:
        """The language and motion that the owner chose; the welcome may just have asked for them."""
        look = self.host.settings.look
        app = QApplication.instance()
        if isinstance(app, QApplication) and look.language is not Language.SYSTEM and look.language != language():
            set_language(app, str(look.language))
        theme().still = look.less_motion

    def _follow_settings(self, topics: Topics) -> None:
        if self.main is not None and touches(topics, Topic.SETTINGS):
            self.main.use_settings(self.host.read_settings())

    def _keep_zoom(self, zoom: float) -> None:
        if self.bridge is not None and self.main is not None:
            from vetrina.engine.commands import SaveSettings  # after the first paint

            settings = self.main.settings
            look = msgspec.structs.replace(settings.look, zoom=round(zoom * 100))
            self.bridge.ask(SaveSettings(msgspec.structs.replace(settings, look=look)), owner=self)

    def _opened(self, answer: object) -> None:
        if isinstance(answer, BaseException):
            log.warning("the shop could not be opened: %s", type(answer).__name__)
            if self.bridge is not None:
                self.bridge.close()
            self.main = None
            ways = tuple(Way(way) for way in self.host.ways(answer))
            self._show(Unlock(_Reopening(self.host, self), self.host.settings.shop.name, answer, ways))

    def _readable(self, answer: object) -> None:
        if isinstance(answer, BaseException) or self.main is None or self.bridge is None:
            return  # `_opened` says what is wrong
        self.main.use_settings(self.host.settings)
        if not self.main.current:
            self.main.go_to("inbox")
        # asked after the page's own questions, so answered after them
        self.bridge.read(lambda _reader: None, lambda _none: self._first_page_is_read(), owner=self)

    def _first_page_is_read(self) -> None:
        self.host.first_page_is_shown()
        if self.main is not None:
            self.main.frame.start()


class FirstPaint(QObject):
    """Calls `then()` once `window` has been painted, or soon when it is not to be seen at all."""

    SOON_MS = 300

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._call)
        self._over.start(self.SOON_MS)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window's turn to paint; what is asked for now comes after it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._over.start(0)
        return False

    def _call(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
        self.deleteLater()


class _Reopening(QObject):
    """The unlock window's host: what opens the shop also shows the main window."""

    def __init__(self, host: DesktopHost, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._host = host
        self._desktop = desktop

    def _then_show(self, future: Future[object]) -> Future[object]:
        wait_for(future, self._done, self)
        return future

    def _done(self, answer: object) -> None:
        if not isinstance(answer, BaseException):
            self._desktop.show_main()

    def try_again(self) -> Future[object]:
        """Ask keyring and store once more."""
        return self._then_show(self._host.try_again())

    def open_with_passphrase(self, passphrase: str) -> Future[object]:
        """Open with the passphrase."""
        return self._then_show(self._host.open_with_passphrase(passphrase))

    def open_with_code(self, code: str) -> Future[object]:
        """Open with the recovery code."""
        return self._then_show(self._host.open_with_code(code))

    def set_aside(self) -> Future[object]:
        """The last good backup in the place of the damaged store."""
        return self._then_show(self._host.set_aside())


def run(host: DesktopHost, runtime: Path, config: Path) -> int:
    """Show the program until its last window is closed; the answer is the exit code."""
    look = host.settings.look
    tongue = "" if look.language is Language.SYSTEM else str(look.language)
    app = make_application((), tongue, Look(str(look.theme)), look.zoom / 100)
    catch_everything()
    single = SingleInstance(runtime)
    if not single.first and single.wake_first():
        return 0
    desktop = Desktop(host, QSettings(str(config / "windows.ini"), QSettings.Format.IniFormat))
    single.listen(desktop.come_to_front)
    desktop.begin()
    end_in_order(app)
    code = app.exec()
    desktop.close()
    single.release()
    return code


def end_in_order(app: QApplication) -> None:
    """Leave when the session ends (SIGTERM): a store that was closed need not be checked at the next start."""
    if os.name == "nt":
        return
    signal.signal(signal.SIGTERM, lambda _number, _frame: app.quit())
    # Python runs its handlers between its own instructions only; the byte that it writes here wakes Qt up for one.
    woken, wakes = socket.socketpair()
    woken.setblocking(False)
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.detach(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, app)
    notifier.activated.connect(lambda *_: woken.recv(64))


def leave() -> None:
    """End the program from below the windows."""
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.quit()
