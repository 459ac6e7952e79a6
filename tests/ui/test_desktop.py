"""From first start to locked shop: real profile, real store, real hub; the windows as the owner meets them."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.conftest import MemoryKeyring

from vetrina import paths
from vetrina.bootstrap import ShopHost
from vetrina.engine.hub_process import read_endpoint
from vetrina.settings import Settings, Shop
from vetrina.ui.desktop import Desktop
from vetrina.ui.first_run.unlock import Unlock, Way
from vetrina.ui.first_run.welcome import Welcome
from vetrina.ui.main_window import MainWindow
from vetrina.ui.single import SingleInstance

PATIENCE_MS = 60_000
ANSWERS = Settings(shop=Shop(name="Bottega Aurora"))


@pytest.fixture
def shop_profile() -> Iterator[paths.Profile]:
    """A profile whose hub is ended with the test."""
    profile = paths.profile()
    profile.create()
    yield profile
    endpoint = read_endpoint(profile.hub)
    if endpoint is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(endpoint.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(endpoint.pid, 0)


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    came: list[int] = []
    first.listen(lambda: came.append(1))
    second = SingleInstance(tmp_path)
    assert (first.first, second.first) == (True, False)
    assert second.wake_first()
    qtbot.waitUntil(lambda: came == [1])
    first.release()
    third = SingleInstance(tmp_path)
    assert third.first
    third.release()


def opened(host: ShopHost) -> Desktop:
    """The first window of a profile."""
    desktop = Desktop(host)
    desktop.begin()
    assert desktop.window is not None
    return desktop


def at_the_inbox(qtbot: QtBot, desktop: Desktop) -> None:
    """Wait until the main window shows its first page."""

    def there() -> None:
        assert isinstance(desktop.window, MainWindow)
        assert desktop.window.current == "inbox"

    qtbot.waitUntil(there, timeout=PATIENCE_MS)


def test_from_the_welcome_to_the_inbox_and_back_after_a_lost_key(
    qtbot: QtBot, shop_profile: paths.Profile, memory_keyring: MemoryKeyring
) -> None:
    host = ShopHost(shop_profile)
    desktop = opened(host)
    assert isinstance(desktop.window, Welcome)
    code = host.keep_shop(ANSWERS, "").result(30)
    assert code.count("-") == 6
    link = host.open_shop().result(60)
    assert link.startswith("http://127.0.0.1:")
    assert link.endswith("/s/bottega-aurora")
    host.finished()
    at_the_inbox(qtbot, desktop)
    desktop.close()

    again = opened(ShopHost(shop_profile))
    at_the_inbox(qtbot, again)
    again.close()

    memory_keyring.kept.clear()
    host = ShopHost(shop_profile)
    locked = opened(host)

    def asks() -> None:
        assert isinstance(locked.window, Unlock)

    qtbot.waitUntil(asks, timeout=PATIENCE_MS)
    assert isinstance(locked.window, Unlock)
    assert Way.CODE in locked.window.ways
    locked.window.edits[Way.CODE].setText("AAAAA-BBBBB")
    locked.window.ways[Way.CODE].click()
    qtbot.waitUntil(locked.window.ways[Way.CODE].isEnabled, timeout=PATIENCE_MS)
    locked.window.edits[Way.CODE].setText(code)
    locked.window.ways[Way.CODE].click()
    at_the_inbox(qtbot, locked)
    locked.close()
    assert memory_keyring.kept, "the key was not put back into the keyring"


def test_a_damaged_store_is_set_aside_for_the_last_backup(qtbot: QtBot, shop_profile: paths.Profile) -> None:
    from vetrina.engine.commands import AddNote, BackUp, CannotDo

    host = ShopHost(shop_profile)
    host.keep_shop(ANSWERS, "").result(30)
    host.opened().result(60)
    engine = host.engine()
    engine.submit(BackUp(shop_profile.backups / "today.vetrina")).result(30)
    with pytest.raises(CannotDo):
        engine.submit(AddNote(1, "no talk yet")).result(30)
    host.close()

    raw = bytearray(shop_profile.store_file.read_bytes())
    for place in range(5_000, len(raw), 4_096):
        raw[place] ^= 0xFF
    shop_profile.store_file.write_bytes(raw)

    damaged = ShopHost(shop_profile)
    desktop = opened(damaged)

    def asks() -> None:
        assert isinstance(desktop.window, Unlock)

    qtbot.waitUntil(asks, timeout=PATIENCE_MS)
    assert isinstance(desktop.window, Unlock)
    assert Way.SET_ASIDE in desktop.window.ways
    desktop.window.ways[Way.SET_ASIDE].click()
    at_the_inbox(qtbot, desktop)
    desktop.close()
    kept = [file.name for file in shop_profile.data.iterdir()]
    assert any("store" in name and name != "store.db" and not name.endswith((".lock", "-wal", "-shm")) for name in kept)


def test_a_new_code_takes_the_place_of_the_old_and_a_copys_key_file_opens_with_it(
    shop_profile: paths.Profile, memory_keyring: MemoryKeyring, tmp_path: Path
) -> None:
    from vetrina.engine.commands import BackUp
    from vetrina.vault import Safe, WrongRecoveryCode

    host = ShopHost(shop_profile)
    old = host.keep_shop(ANSWERS, "").result(30)
    new = host.new_recovery_code().result(30)
    keys = Safe(shop_profile).open_with_recovery_code(new)
    with pytest.raises(WrongRecoveryCode):
        Safe(shop_profile).open_with_recovery_code(old)
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o755)
    beside = host.key_file_beside(stick / "aurora.backup").result(30)
    host.opened().result(60)
    host.engine().submit(BackUp(stick / "aurora.backup")).result(30)
    if os.name == "posix":
        assert stick.stat().st_mode & 0o777 == 0o755, "a folder that the owner chose was closed to others"
    host.close()
    elsewhere = Safe(paths.profile(home=tmp_path / "another computer"))
    elsewhere.adopt(beside.read_bytes())
    assert elsewhere.open_with_recovery_code(new) == keys
