"""dev.py: says what to do when it cannot do it itself, and does nothing twice."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """dev.py, loaded for a project folder of its own that holds nothing but the two files with the pins."""
    spec = importlib.util.spec_from_file_location("dev", CHECKOUT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((CHECKOUT / name).read_bytes())
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


class Calls:
    """Stands in for the commands that dev.py would start."""

    def __init__(self, dev: ModuleType, fails: str = "") -> None:
        self.dev = dev
        self.fails = fails
        self.made: list[str] = []

    def __call__(self, command: Sequence[str | Path], *_: object, **__: object) -> int:
        line = " ".join(map(str, command))
        self.made.append(line)
        if "-m venv" in line:
            self.dev.PYTHON.parent.mkdir(parents=True)
            self.dev.PYTHON.touch()
        return 100 if self.fails and self.fails in line else 0


def test_a_second_start_sets_nothing_up(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(dev)
    monkeypatch.setattr(dev, "call", calls)
    dev.set_up("dev", {})
    assert len(calls.made) == 2  # environment, packages
    dev.set_up("dev", {})
    dev.set_up("run", {})  # what serves the tests serves the program
    assert len(calls.made) == 2
    (dev.HERE / "constraints.txt").write_text("changed==1\n")
    dev.set_up("run", {})
    assert len(calls.made) == 3
    assert "pip install" in calls.made[2]


def test_a_broken_installation_is_tried_again(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "call", Calls(dev, fails="pip install"))
    with pytest.raises(dev.Stop, match="Is this computer online"):
        dev.set_up("run", {})
    calls = Calls(dev)
    monkeypatch.setattr(dev, "call", calls)
    dev.set_up("run", {})
    assert len(calls.made) == 1
    assert "pip install" in calls.made[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has packages to install")
def test_missing_packages_are_named_where_they_cannot_be_installed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    monkeypatch.setattr(dev, "call", Calls(dev))
    monkeypatch.setattr(dev, "opens", lambda shared_object: shared_object != "libGL.so.1")
    with pytest.raises(dev.Stop, match="apt-get install --no-install-recommends libgl1$"):
        dev.set_up("run", dev.FOR_QT)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has packages to install")
def test_exactly_the_missing_packages_are_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(dev, fails="gnome-keyring")
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(dev, "root_prefix", list)
    monkeypatch.setattr(dev, "opens", lambda shared_object: shared_object not in ("libGL.so.1", "libEGL.so.1"))
    monkeypatch.setattr(dev, "call", calls)
    dev.set_up("run", dev.FOR_QT, dev.FOR_THE_BROWSER_TESTS, dev.FOR_THE_KEYRING_TESTS)  # goes on without a keyring
    assert calls.made[0].endswith("update")
    assert calls.made[1].endswith("install --no-install-recommends libgl1 libegl1 chromium")
    assert calls.made[2].endswith("install --no-install-recommends gnome-keyring dbus")


def test_a_step_that_finds_something_ends_the_run(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(dev, fails="mypy")
    monkeypatch.setattr(dev, "call", calls)
    monkeypatch.setattr(dev, "set_up", lambda *_, **__: None)
    with pytest.raises(dev.Stop, match="mypy found something"):
        dev.test([])
    assert not any("-m pytest" in line for line in calls.made)


def test_without_a_screen_run_makes_the_tour(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = Calls(dev)
    monkeypatch.setattr(dev, "call", calls)
    monkeypatch.setattr(dev, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    assert dev.run([]) == 0
    assert "-m vetrina tour --out" in calls.made[0]
    said = capsys.readouterr().out
    assert "no screen here" in said
    assert str(dev.HERE / "tour") in said


def test_a_wrong_word_shows_the_words() -> None:
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "dev.py"), "tset"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "dev.py test" in done.stdout


def test_the_pins_hold_no_address() -> None:
    text = (CHECKOUT / "constraints.txt").read_text()
    assert "//" not in text
    assert "PySide6-Essentials==6.11".lower() in text.lower()


def test_ci_calls_the_tests_and_nothing_else() -> None:
    lines = (CHECKOUT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if "python3" in line] == ["exec python3 dev.py test"]
    assert os.access(CHECKOUT / ".ci" / "run", os.X_OK)
