"""The second start: a shop behind a passphrase asks for it, the recovery code opens it too, and nothing was lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtWidgets import QApplication

from vetrina import paths
from vetrina.bootstrap import ShopHost
from vetrina.domain.ads import Ad
from vetrina.engine.commands import SaveAd
from vetrina.engine.hub_process import read_endpoint
from vetrina.settings import Settings, Shop
from vetrina.store.queries import ads
from vetrina.ui.desktop import Desktop
from vetrina.ui.first_run.unlock import Unlock, Way
from vetrina.ui.touring.hands import Hands

PASSPHRASE = "copper lantern umbrella seventeen"
WRONG = "something else entirely here"


@pytest.fixture
def hands(qapp: QApplication) -> Iterator[Hands]:
    made = Hands("en")
    yield made
    made.let_go()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[paths.Profile, str]]:
    """A shop made on a computer without a keyring, with one ad, closed again; and its recovery code."""
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    profile = paths.profile(home=tmp_path / "home")
    profile.create()
    host = ShopHost(profile)
    code = host.keep_shop(Settings(shop=Shop(name="Bottega Aurora")), PASSPHRASE).result(30)
    host.engine()
    host.opened().result(60)
    host.engine().submit(SaveAd(Ad(0, "", "Linen", "Linen shirts", "New."))).result(20)
    host.close()
    yield profile, code
    endpoint = read_endpoint(profile.hub)
    if endpoint is not None:
        os.kill(endpoint.pid, signal.SIGTERM)


def _opens(hands: Hands, profile: paths.Profile, way: Way, wrong: str, right: str) -> None:
    host = ShopHost(profile)
    desktop = Desktop(host)
    desktop.begin()
    try:
        hands.until(lambda: isinstance(desktop.window, Unlock), "the question for the passphrase", 60)
        unlock = desktop.window
        assert isinstance(unlock, Unlock)
        edit, button = unlock.edits[way], unlock.ways[way]
        said = unlock.banner.accessibleName() or unlock.banner.title.text()
        hands.write(edit, wrong)
        hands.click(button)
        hands.until(button.isEnabled, "the answer", 30)
        assert desktop.window is unlock, "a wrong word opened the shop"
        assert (unlock.banner.accessibleName() or unlock.banner.title.text()) != said
        hands.write(edit, right)
        hands.click(button)
        hands.until(lambda: desktop.main is not None and desktop.main.current == "inbox", "the main window", 60)
        kept = host.engine().read(ads.page).result(20)
        assert [row.ad.headline for row in kept] == ["Linen shirts"]
        assert desktop.main is not None
        assert desktop.main.settings.shop.name == "Bottega Aurora"
    finally:
        if desktop.window is not None:
            desktop.window.close()
        desktop.close()


def test_the_passphrase_opens_the_shop(hands: Hands, shop: tuple[paths.Profile, str]) -> None:
    _opens(hands, shop[0], Way.PASSPHRASE, WRONG, PASSPHRASE)


def test_the_recovery_code_opens_the_shop(hands: Hands, shop: tuple[paths.Profile, str]) -> None:
    profile, code = shop
    _opens(hands, profile, Way.CODE, code[:-1] + ("A" if code[-1] != "A" else "B"), code)


def test_a_damaged_store_is_said_and_never_replaced_by_an_empty_one(
    hands: Hands, shop: tuple[paths.Profile, str]
) -> None:
    profile, _ = shop
    content = bytearray(profile.store_file.read_bytes())
    content[:4096] = os.urandom(4096)
    profile.store_file.write_bytes(content)
    host = ShopHost(profile)
    desktop = Desktop(host)
    desktop.begin()
    try:
        hands.until(lambda: isinstance(desktop.window, Unlock), "the question for the passphrase", 60)
        unlock = desktop.window
        assert isinstance(unlock, Unlock)
        hands.write(unlock.edits[Way.PASSPHRASE], PASSPHRASE)
        hands.click(unlock.ways[Way.PASSPHRASE])
        hands.until(unlock.ways[Way.PASSPHRASE].isEnabled, "the answer", 60)
        assert desktop.main is None
        assert profile.store_file.read_bytes() == bytes(content), "the damaged file was touched"
    finally:
        if desktop.window is not None:
            desktop.window.close()
        desktop.close()
