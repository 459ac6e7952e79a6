"""From the start of the process to the first painted window and to the filled inbox, and the memory; beside a peer."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import keyring
from tests.bench.crowd import NOW, fill
from tests.bench.watching import Run, Screen, watch
from tests.support.file_keyring import FILE_VARIABLE, FileKeyring

from vetrina import paths
from vetrina.engine import hub_process
from vetrina.settings import Language, Look, Settings, SettingsFile, Shop, Theme
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.queries import inbox
from vetrina.vault import Keys, Safe

CHECKOUT = Path(__file__).resolve().parents[2]
PEER = "telegram-desktop"
GOAL = 0.5
MB = 1 << 20

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
label = QLabel("Vetrina")
font = label.font()
font.setPixelSize(300)
label.setFont(font)
label.resize(1280, 800)
label.show()
sys.exit(app.exec())
"""

_TALKS = f"""
INSERT INTO talk (id, address_id, contact_id, account_id, last_at, last_line, last_author, unread, made_at)
SELECT id, id, id, 1, {NOW} - 100000000 + id * 7, 'Buongiorno, avete ancora la camicia di lino?', 'person',
  id % 9 = 0, {NOW} FROM contact
"""
_LINES = f"""
INSERT INTO message (address_id, contact_id, account_id, purpose, author, state, at, text, remote_id)
SELECT c.id, c.id, 1, '', 'person', 'received', {NOW} - 100000000 + c.id * 7 + n.value,
  'Buongiorno, avete ancora la camicia di lino in taglia media? ' || c.name, 'm' || c.id || '-' || n.value
FROM contact AS c, json_each('[0,1,2]') AS n ORDER BY c.id
"""


@dataclass(frozen=True)
class Program:
    """Something to be started; `parts` is how many processes it is made of."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    parts: int = 1


def make_profile(home: Path, talks: int) -> tuple[paths.Profile, Keys]:
    """A shop that has been set up, with its page on the bundled hub and `talks` talks in the inbox."""
    os.environ[FILE_VARIABLE] = str(home / "keyring.json")
    keyring.set_keyring(FileKeyring())  # type: ignore[no-untyped-call]
    profile = paths.profile(home=home)
    profile.create()
    keys, _ = Safe(profile).create_in_keyring()
    shop = Shop(name="Bottega Aurora", writes_in=Language.ITALIAN, zone="Europe/Rome")
    look = Look(language=Language.ENGLISH, theme=Theme.LIGHT)
    SettingsFile(profile.settings_file).save(Settings(first_run_done=True, shop=shop, look=look))
    page = hub_process.make_page(profile.hub, keys.hub, shop.name)
    database = Database.open(profile.store_file, keys.desktop, lambda: NOW)
    with database.write() as w:
        made = ledger.accounts.make_account(w, "hub", shop.name, page.page_id, page.credentials(), NOW)
        if made != 1:
            raise RuntimeError("the first account is not the first")
        fill(w, talks, account=False)
        w.exec_driver_sql(_TALKS)
        w.exec_driver_sql(_LINES)
        w.exec_driver_sql("INSERT INTO message_words (rowid, text) SELECT id, text FROM message")
    with database.write() as w:
        w.exec_driver_sql("ANALYZE")
    database.close()
    return profile, keys


def check_rows(profile: paths.Profile, keys: Keys, talks: int) -> None:
    """The inbox that was on the screen holds what was put in. Raises SystemExit."""
    database = Database.open(profile.store_file, keys.desktop, lambda: NOW)
    with database.read() as r:
        rows, counts = inbox.page(r, "open"), inbox.counts(r)
    database.close()
    if len(rows) != min(50, talks) or counts.open != talks:
        raise SystemExit(f"the inbox gives {len(rows)} rows of {counts.open}, not of {talks}")
    print(f"the inbox gives {len(rows)} rows of {counts.open:,} talks; the first is {rows[0].name}")


def check_picture(name: str, run: Run, out: Path | None) -> None:
    """What was on the screen is no blank sheet. Raises SystemExit."""
    assert run.picture is not None
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        run.picture.save(out / f"{name.split()[0]}.png")
    shades = len(run.picture.convert("L").getcolors() or [])
    if shades < 3:
        raise SystemExit(f"{name}: the picture has only {shades} shades")


def programs(home: Path, display: str) -> list[Program]:
    """What is measured: the floor, Vetrina, and the peer where it is installed."""
    # no session bus, no desktop's themes, the same for all; Python may keep its compiled files as it does for people
    plain = {
        "PATH": os.environ["PATH"],
        "DISPLAY": display,
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "xcb",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    ours = plain | {
        "PYTHONPATH": f"{CHECKOUT / 'app'}{os.pathsep}{CHECKOUT}",
        "PYTHONUTF8": "1",
        paths.HOME_VARIABLE: str(home),
        FILE_VARIABLE: str(home / "keyring.json"),
        "PYTHON_KEYRING_BACKEND": "tests.support.file_keyring.FileKeyring",
    }
    found = [
        Program("bare PySide6", (sys.executable, "-c", _BARE), plain),
        Program("vetrina", (sys.executable, "-m", "vetrina"), ours, parts=2),
    ]
    peer = shutil.which(PEER)
    if peer is None:
        print(f"{PEER} is not here and is left out; apt-get install --no-install-recommends {PEER} brings it.")
    else:
        (home / "peer").mkdir()
        found.append(Program(PEER, (peer, "-workdir", f"{home / 'peer'}/"), plain))
    return found


def _row(name: str, values: Sequence[str]) -> None:
    print(f"  {name:<24}" + "".join(f"{value:>12}" for value in values))


def report(runs: Mapping[str, list[Run]]) -> None:
    """The medians, and Vetrina beside the peer."""

    def middle(name: str, value: Callable[[Run], float]) -> float:
        return statistics.median(value(run) for run in runs[name])

    def weight(*parts: str) -> Callable[[Run], float]:
        return lambda run: sum(one.pss for one in run.memory if one.part in parts)

    columns: list[tuple[str, Callable[[Run], float], float]] = [
        ("window s", lambda run: run.painted, 1),
        ("its CPU s", lambda run: run.painted_cpu, 1),
        ("settled s", lambda run: run.settled, 1),
        ("its CPU s", lambda run: run.settled_cpu, 1),
        ("PSS MB", weight("window"), MB),
        ("hub's MB", weight("hub"), MB),
        ("both MB", weight("window", "hub"), MB),
        ("alone MB", lambda run: sum(one.rss for one in run.memory if one.part == "window"), MB),
    ]
    _row("", [title for title, _, _ in columns])
    for name in runs:
        _row(name, [f"{middle(name, value) / unit:.2f}" for _, value, unit in columns])
        _row("  least, most", [f"{min(map(value, runs[name])) / unit:.1f}-{max(map(value, runs[name])) / unit:.1f}"
                               for _, value, unit in columns])  # fmt: skip
    if PEER not in runs:
        return
    print(f"\nvetrina / {PEER}, medians (goal {GOAL}x)")
    for label, number in (
        ("time to the first painted window", 0),
        ("time to the filled inbox / to the peer's first window", -1),
        ("memory of the program itself", 4),
        ("memory of its hub", 5),
        ("memory of both", 6),
        ("memory of the program if nobody shared its libraries", 7),
    ):
        _, value, _ = columns[2 if number < 0 else number]
        other = middle(PEER, columns[4 if number == 5 else max(number, 0)][1])
        ratio = middle("vetrina", value) / other
        print(f"  {label:<58}{ratio:6.2f}x  {'holds' if ratio <= GOAL else 'does not hold'}")


def main(argv: Sequence[str]) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="bench startup", description=__doc__)
    parser.add_argument("--talks", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5, help="after one to warm up")
    parser.add_argument("--stay", type=float, default=6.0, metavar="S", help="seconds until the memory is read")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="keep what was on the screen")
    given = parser.parse_args(argv)
    if shutil.which("Xvfb") is None:
        print("Xvfb is not here, and nothing can be shown; apt-get install --no-install-recommends xvfb brings it.")
        return 2
    with tempfile.TemporaryDirectory(prefix="vetrina-bench-") as name:
        home = Path(name)
        profile, keys = make_profile(home, given.talks)
        screen = Screen(home)
        try:
            measured = programs(home, screen.display)
            runs: dict[str, list[Run]] = {program.name: [] for program in measured}
            for number in range(given.rounds + 1):
                for program in measured:
                    run = watch(screen, program.command, program.environment, home, given.stay, program.parts)
                    check_picture(program.name, run, given.pictures)
                    if number:
                        runs[program.name].append(run)
        except RuntimeError as trouble:
            said = (home / "said.txt").read_text(errors="replace") if (home / "said.txt").exists() else ""
            print(f"{trouble}\n{said[-2000:]}", file=sys.stderr)
            return 1
        finally:
            screen.close()
        check_rows(profile, keys, given.talks)
    print(f"medians of {given.rounds} after one to warm up, in turn; processors: {os.cpu_count()}, "
          f"load {os.getloadavg()[0]:.1f}; {_version()}\n")  # fmt: skip
    report(runs)
    return 0


def _version() -> str:
    if shutil.which("dpkg-query") is None or shutil.which(PEER) is None:
        return "no peer"
    asked = ["dpkg-query", "-W", "-f", "${Package} ${Version}", PEER]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout or PEER


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
