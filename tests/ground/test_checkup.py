"""`vetrina check`, as a person or the freezing would call it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import vetrina
from vetrina import checkup


def test_everything_is_here(tmp_path: Path) -> None:
    """In a process of its own and away from the checkout: real store, real windows, real hub."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["PYTHONPATH"] = str(Path(vetrina.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "vetrina", "check"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok   store: encrypted, and shut to a wrong key" in done.stdout
    assert "ok   shop page: answered" in done.stdout
    assert done.stdout.endswith("Everything is here.\n")


def test_what_is_missing_is_said_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(_: Path) -> str:
        raise FileNotFoundError("icons/inbox.svg")

    looks = (
        checkup.Look("own files", gone, "Install Vetrina again."),
        checkup.Look("keyring", gone, "A passphrase will do.", needed=False),
        checkup.Look("rest", lambda _: "fine", ""),
    )
    monkeypatch.setattr(checkup, "LOOKS", looks)
    assert checkup.main() == 1
    said = capsys.readouterr().out
    assert "NO   own files: FileNotFoundError: icons/inbox.svg\n     Install Vetrina again." in said
    assert "none keyring" in said
    assert "ok   rest: fine" in said
    assert "1 of 3 things are missing." in said
