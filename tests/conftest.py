"""What every test stands on: no screen, no real keyring, no real profile, shared data where it exists."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("VETRINA_TEST_PLATFORM", "offscreen")  # before any Qt import
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ["LC_ALL"] = "C.UTF-8"  # the same numbers and sorting on every computer; without UTF-8 Qt warns

from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from vetrina import paths

CHECKOUT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker sits at one of them when the others have nothing left to do."""

    def rank(item: pytest.Item) -> int:
        if item.get_closest_marker("timeout"):
            return 0
        return 1 if item.get_closest_marker("slow") else 2

    items.sort(key=rank)


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that works like the desktop's and forgets with the test. `locked` makes it refuse."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def _unlocked(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked by the test")
        return self.kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._unlocked().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._unlocked()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self._unlocked().pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not there")


@pytest.fixture(autouse=True)
def memory_keyring() -> MemoryKeyring:
    """No test reaches the keyring of the person who runs it."""
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    return ring


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test, and no process it starts, reaches the profile of the person who runs it."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def profile() -> paths.Profile:
    """An empty shop profile in a folder of its own."""
    made = paths.profile()
    made.create()
    return made


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public sample data laid beside the checkout; tests that need it are skipped where it is not."""
    for place in (CHECKOUT.parent / "shared" / "data", CHECKOUT / "shared" / "data"):
        if place.is_dir():
            return place
    pytest.skip("no ../shared/data beside this checkout")
