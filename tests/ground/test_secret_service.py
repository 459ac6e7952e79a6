"""The safe on a real Secret Service: gnome-keyring on a session bus of its own, in a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import vetrina

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
pytestmark = [
    pytest.mark.secretservice,
    pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="gnome-keyring and dbus are not installed"),
    pytest.mark.xdist_group("secretservice"),
]

SAFE = """
import sys
from vetrina import paths, vault

profile = paths.profile()
profile.create()
safe = vault.Safe(profile)
try:
    keys, code = safe.create_in_keyring() if "create" in sys.argv else (safe.open(), None)
except vault.VaultError as error:
    print(type(error).__name__)
else:
    print(keys.fingerprint, vault.keyring_name())
"""
UNLOCKED = 'printf "a password\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
LOCKED = 'gnome-keyring-daemon --start --components=secrets </dev/null >/dev/null; exec "$@"'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir(mode=0o700)
    return tmp_path


def safe(home: Path, *words: str, session: str | None) -> str:
    """What the safe says in a fresh process; `session` starts the keyring, None means no session bus at all."""
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(vetrina.__file__).parents[1]),
        "VETRINA_HOME": str(home / "vetrina"),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }
    command = [sys.executable, "-c", SAFE, *words]
    if session is not None:
        command = ["dbus-run-session", "--", "sh", "-c", session, "sh", *command]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_key_outlives_the_session(home: Path) -> None:
    made = safe(home, "create", session=UNLOCKED)
    fingerprint, backend = made.split()
    assert backend == "keyring.backends.SecretService.Keyring"
    assert safe(home, session=UNLOCKED).split()[0] == fingerprint
    assert safe(home, session=LOCKED) == "KeyringLocked"
    assert safe(home, session=None) == "NoKeyring"
    assert safe(home, session=UNLOCKED).split()[0] == fingerprint  # none of the refusals changed anything
    assert safe(home, "create", session=UNLOCKED) == "KeyExists"


def test_without_a_session_bus_nothing_is_made(home: Path) -> None:
    assert safe(home, "create", session=None) == "NoKeyring"
    assert not list((home / "vetrina").rglob("key.json"))
