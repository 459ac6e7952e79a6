"""The composition root: from a profile to an open shop with its windows. The only room that knows all others."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from vetrina import paths
from vetrina.settings import Settings, SettingsDamaged, SettingsFile

if TYPE_CHECKING:
    from vetrina.engine.announcer import Announcer
    from vetrina.engine.engine import Engine, Works
    from vetrina.store.database import Database
    from vetrina.ui.bridge import EnginePort
    from vetrina.vault import Keys

_log = logging.getLogger(__name__)

LOG_BYTES: Final = 2_000_000
LOG_FILES: Final = 3
LINK_S: Final = 60.0
FIRST_PAGE_S: Final = 1.0
PRACTICE_WORDS: Final = "pretend customers only"
"""Locks the practice shop where there is no keyring: it holds nobody's data."""


def desktop(words: Sequence[str]) -> int:
    """Open the program; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="vetrina", description="The shop window of a small shop.")
    parser.add_argument("--practice", action="store_true", help="open the practice shop with pretend customers")
    parser.add_argument("--home", type=Path, default=None, metavar="DIR", help="keep everything below this folder")
    chosen = parser.parse_args(list(words))
    name = paths.ProfileName.PRACTICE if chosen.practice else paths.ProfileName.SHOP
    home = None if chosen.home is None else chosen.home.expanduser().absolute()
    if home is not None:
        os.environ[paths.HOME_VARIABLE] = str(home)  # for the programs this one starts
    profile = paths.profile(name)
    try:
        profile.create()
    except OSError as fault:
        sys.stderr.write(f"The folder {profile.data} cannot be made: {fault.strerror}. Make room or allow writing.\n")
        return 1
    write_log(profile)
    host = ShopHost(profile)
    if chosen.practice:
        host.make_practice_key()
    from vetrina.ui.desktop import run

    return run(host, profile.runtime, profile.config)


def write_log(profile: paths.Profile) -> None:
    """The program's own log, a few small files; texts of people and keys are never written there."""
    profile.logs.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        profile.logs / "vetrina.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


class ShopHost:
    """Opens and closes one profile for the windows. Slow things (keyring, scrypt, disk) happen away from them.

    It answers `ui.first_run.host.WelcomeHost`, `ui.first_run.unlock.UnlockHost` and `ui.desktop.DesktopHost`.
    `pace` is how much faster than people the practice shop's customers are.
    """

    def __init__(self, profile: paths.Profile, pace: float = 1.0) -> None:
        self.profile = profile
        self._pace = pace
        self.settings_file = SettingsFile(profile.settings_file)
        self.settings = self._read_settings()
        self._keys: Keys | None = None
        self._engine: Engine | None = None
        self._finished: Callable[[], object] = lambda: None
        self._slow = ThreadPoolExecutor(1, "vetrina-opening")
        self._page_shown = threading.Event()
        self._page_shown.set()

    def _read_settings(self) -> Settings:
        try:
            return self.settings_file.load()
        except SettingsDamaged as fault:
            _log.warning("%s", fault)
            return self.settings_file.load()

    def read_settings(self) -> Settings:
        """The settings as they are kept now; the engine writes them."""
        self.settings = self._read_settings()
        return self.settings

    # The profile ----------------------------------------------------------------------------------------------------

    def is_new(self) -> bool:
        """Whether this profile was never set up. A lost key is no new profile."""
        from vetrina.vault import KeyLost, Protection, Safe

        try:
            return Safe(self.profile).protection() is Protection.NOT_YET
        except KeyLost:
            return False

    def make_practice_key(self) -> None:
        """The practice shop asks nobody anything: its key is made at the first start."""
        from vetrina.exchange.practice import practice_shop
        from vetrina.vault import Safe, VaultError

        if not self.is_new():
            return
        safe = Safe(self.profile)
        try:
            self._keys, _ = safe.create_in_keyring()
        except VaultError:
            self._keys, _ = safe.create_with_passphrase(PRACTICE_WORDS)
        sample = practice_shop(paths.resource("sample"), self._language())
        self.settings = msgspec.structs.replace(self.settings, first_run_done=True, shop=sample.shop)
        self.settings_file.save(self.settings)

    def _language(self) -> str:
        from vetrina.engine.desk import computer_language

        chosen = str(self.settings.look.language)
        return chosen if chosen in ("it", "en") else computer_language()

    # The engine -----------------------------------------------------------------------------------------------------

    def engine(self) -> EnginePort:
        """The engine; `opened` starts it, and what is asked before the store is open waits."""
        if self._engine is None:
            from vetrina.engine.engine import Engine

            self._engine = Engine(self._make_works)
        return self._engine

    def opened(self) -> Future[Any]:
        """Start the engine. Done when it can be asked, or carries why it cannot."""
        self.engine()
        assert self._engine is not None
        self._engine.start()
        return self._engine.opened

    def readable(self) -> Future[Any]:
        """Start the engine for a window that waits to show its first page. Done when it can be read, before `opened`:
        the rest of the engine is loaded once the window says `first_page_is_shown`, or `FIRST_PAGE_S` later."""
        self._page_shown.clear()
        self.opened()
        assert self._engine is not None
        return self._engine.readable

    def first_page_is_shown(self) -> None:
        """The window shows what it has read."""
        self._page_shown.set()

    def _make_works(self, announcer: Announcer) -> Works:
        """On the engine's thread: the keys, the store, and everything that acts."""
        from vetrina.engine.desk import wall_clock
        from vetrina.store.database import Database

        keys = self._keys = self._keys or self._open_safe()
        db = Database.open(self.profile.store_file, keys.desktop, wall_clock)
        try:
            return self._works_on(db, keys, announcer)
        except BaseException:
            db.close()
            raise

    def _works_on(self, db: Database, keys: Keys, announcer: Announcer) -> Works:
        def read(query: Callable[[Any], Any]) -> Any:
            with db.read() as r:
                return query(r)

        assert self._engine is not None
        self._engine.let_read(read)
        self._page_shown.wait(FIRST_PAGE_S)  # two threads that load libraries only take the processor from each other
        from vetrina.engine.practice import PracticeWorks
        from vetrina.engine.shop import Means, ShopWorks
        from vetrina.transports.registry import found

        plugins = self.profile.plugins if self.settings.privacy.plugins_allowed else None
        means = Means(
            profile=self.profile,
            settings_file=self.settings_file,
            settings=self.settings,
            db=db,
            networks=found(plugins),
            hub_key=lambda: keys.hub,
            backup_key=lambda: keys.desktop,  # the key of the store, so that a copy can take its place as it is
        )
        if self.profile.name is paths.ProfileName.PRACTICE:
            return PracticeWorks(means, announcer, self._language(), self._pace)
        return ShopWorks(means, announcer)

    def _open_safe(self) -> Keys:
        from vetrina.vault import NeedsPassphrase, Safe

        safe = Safe(self.profile)
        try:
            return safe.open()
        except NeedsPassphrase:
            if self.profile.name is not paths.ProfileName.PRACTICE:
                raise
            return safe.open_with_passphrase(PRACTICE_WORDS)

    def _end_engine(self) -> None:
        engine, self._engine = self._engine, None
        self._page_shown.set()
        if engine is not None:
            engine.stop()

    def close(self) -> None:
        """End the engine; the hub goes on by its own rules."""
        self._end_engine()
        self._slow.shutdown(wait=True, cancel_futures=True)

    # The welcome ----------------------------------------------------------------------------------------------------

    def when_finished(self, act: Any) -> None:
        """Call `act()` when the welcome is over."""
        self._finished = act

    def keep_shop(self, settings: Settings, passphrase: str) -> Future[str]:
        """Make the key and keep the answers; the recovery code in groups, or a VaultError."""
        return self._slow.submit(self._keep_shop, settings, passphrase)

    def _keep_shop(self, settings: Settings, passphrase: str) -> str:
        from vetrina.vault import Safe

        safe = Safe(self.profile)
        keys, code = safe.create_with_passphrase(passphrase) if passphrase else safe.create_in_keyring()
        self._keys = keys
        self.settings = msgspec.structs.replace(settings, first_run_done=True)
        self.settings_file.save(self.settings)
        return code.text

    def open_shop(self) -> Future[str]:
        """Open the store, start engine and hub; the customer link, or why there is none yet."""
        return self._slow.submit(self._open_shop)

    def _open_shop(self) -> str:
        import time

        from vetrina.engine.commands import CannotDo, CustomerLink

        engine = self.engine()
        self.opened().result(LINK_S)
        until = time.monotonic() + LINK_S
        while True:
            try:
                return str(engine.submit(CustomerLink()).result(LINK_S))
            except CannotDo:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def let_wifi_in(self) -> Future[str]:
        """Open the shop page to phones on the shop's Wi-Fi; the new link, or why not."""
        from vetrina.engine.commands import OpenToWifi

        return self.engine().submit(OpenToWifi(True))

    def open_practice(self) -> None:
        """Close the welcome and open the practice shop, as a program of its own with its own profile."""
        from vetrina.engine.hub_process import program, program_environment

        subprocess.Popen(  # noqa: S603 - our own program
            [*program(), "--practice"], env=program_environment(), start_new_session=True
        )
        from vetrina.ui.desktop import leave

        leave()

    def finished(self) -> None:
        """Close the welcome and open the window on the new shop."""
        self._finished()

    # The key --------------------------------------------------------------------------------------------------------

    def new_recovery_code(self) -> Future[str]:
        """Make a new recovery code, in groups; the one before opens this shop no more. OSError when it is not kept."""
        return self._slow.submit(self._new_recovery_code)

    def _new_recovery_code(self) -> str:
        from vetrina.vault import Safe

        return Safe(self.profile).new_recovery_code(self._keys or self._open_safe()).text

    def key_file_beside(self, copy: Path) -> Future[Path]:
        """Put the key file beside a copy of the store: without it the recovery code opens nothing elsewhere."""
        return self._slow.submit(self._key_file_beside, copy)

    def _key_file_beside(self, copy: Path) -> Path:
        from vetrina.vault import Safe

        beside = copy.with_name(f"{copy.name}.key")
        paths.write_private(beside, Safe(self.profile).description(), own_folder=False)
        return beside

    # The locked shop ------------------------------------------------------------------------------------------------

    def ways(self, trouble: BaseException) -> tuple[str, ...]:
        """What may help against `trouble`."""
        from vetrina.store.errors import StoreDamaged, WrongKey
        from vetrina.vault import KeyLost, NeedsPassphrase

        if isinstance(trouble, NeedsPassphrase):
            return ("passphrase", "code")
        if isinstance(trouble, StoreDamaged):
            return ("again", "set_aside")
        if isinstance(trouble, KeyLost):
            return ("again", "code") if trouble.recovery_code_helps else ("again",)
        if isinstance(trouble, WrongKey):
            return ("again", "code")
        from vetrina.vault import VaultError

        return ("again", "code") if isinstance(trouble, VaultError) else ("again",)

    def try_again(self) -> Future[object]:
        """Ask keyring and store once more."""
        return self._slow.submit(self._reopen, None)

    def open_with_passphrase(self, passphrase: str) -> Future[object]:
        """Open with the passphrase."""
        from vetrina.vault import Safe

        return self._slow.submit(self._reopen, lambda: Safe(self.profile).open_with_passphrase(passphrase))

    def open_with_code(self, code: str) -> Future[object]:
        """Open with the recovery code, and make the next start easy again where there is a keyring."""
        return self._slow.submit(self._reopen, lambda: self._by_code(code))

    def _by_code(self, code: str) -> Keys:
        from vetrina.vault import Safe, VaultError

        safe = Safe(self.profile)
        keys = safe.open_with_recovery_code(code)
        try:
            safe.keep_in_keyring(keys)
        except VaultError as fault:
            _log.info("the key was not put into a keyring: %s", type(fault).__name__)
        return keys

    def _reopen(self, get_keys: Callable[[], Keys] | None) -> object:
        self._keys = get_keys() if get_keys is not None else None
        self._end_engine()
        self.opened().result(LINK_S)
        return True

    def set_aside(self) -> Future[object]:
        """Keep the damaged store under another name and put the newest good backup in its place."""
        return self._slow.submit(self._set_aside)

    def _set_aside(self) -> object:
        from vetrina.engine.desk import wall_clock
        from vetrina.store import backup
        from vetrina.store.errors import BackupBad, StoreError

        keys = self._keys or self._open_safe()
        self._end_engine()
        newest = sorted(self.profile.backups.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in newest:
            try:
                backup.restore(file, keys.desktop, self.profile.store_file, wall_clock())
            except StoreError as fault:
                _log.warning("a backup does not stand its test: %s", type(fault).__name__)
                continue
            return self._reopen(lambda: keys)
        raise BackupBad("there is no good backup")
