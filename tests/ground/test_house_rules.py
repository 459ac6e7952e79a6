"""Rules of the house that no tool holds: readable files, a word on each room, nothing of one machine, no lock files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
OURS = ("app", "tests", "packaging", "resources", ".ci")
TEXT = set(".py .toml .txt .md .svg .json .js .css .html .nsi .spec .desktop .ts .sh".split())
LONGEST = 450


def rooms() -> list[Path]:
    return sorted(file for file in (CHECKOUT / "app").rglob("*.py"))


def texts() -> list[Path]:
    inside = [file for folder in OURS for file in (CHECKOUT / folder).rglob("*")]
    return sorted(file for file in [*CHECKOUT.glob("*"), *inside] if file.is_file() and file.suffix in TEXT)


def name(file: Path) -> str:
    return file.relative_to(CHECKOUT).as_posix()


def test_a_room_says_what_it_is_for_and_can_be_read_in_one_go() -> None:
    silent, long = [], []
    for file in rooms():
        source = file.read_text("utf-8")
        if not ast.get_docstring(ast.parse(source)):
            silent.append(name(file))
        if source.count("\n") > LONGEST:
            long.append(name(file))
    assert not silent, "no docstring at the top"
    assert not long, f"more than {LONGEST} lines"


def test_nothing_of_one_machine_and_no_registry() -> None:
    """Built from parts, so that this file does not find itself."""
    parts = ("/wo" + "rk/", "pypi" + r"\.org", "files.python" + "hosted", "registry.npm" + "js")
    forbidden = re.compile("|".join(parts))
    found = [
        f"{name(file)}: {line.strip()[:120]}"
        for file in texts()
        for line in file.read_text("utf-8", "replace").splitlines()
        if forbidden.search(line)
    ]
    assert not found


def test_no_lock_files() -> None:
    locks = {"uv.lock", "pylock.toml", "poetry.lock", "package-lock.json", "pnpm-lock.yaml", "yarn.lock"}
    assert not [file for file in CHECKOUT.iterdir() if file.name in locks]


def test_packaging_does_not_hide_the_library_of_that_name() -> None:
    assert not (CHECKOUT / "packaging" / "__init__.py").exists()
    assert not (CHECKOUT / "app" / "__init__.py").exists()
