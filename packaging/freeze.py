"""Builds the program for people without Python, tries it, and on request packs it for Debian.

    python3 dev.py freeze              the folder dist/vetrina
    python3 dev.py freeze --deb        the same, and a package for Debian 12, Ubuntu 24.04 and later
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"
PROGRAM = DIST / "vetrina" / ("vetrina.exe" if os.name == "nt" else "vetrina")


def build() -> None:
    """Freeze into dist/vetrina. Raises CalledProcessError."""
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
            "--distpath", str(DIST), "--workpath", str(ROOT / "build" / "freeze"), str(HERE / "vetrina.spec"),
        ],
        cwd=ROOT,
        check=True,
    )  # fmt: skip


def try_out() -> None:
    """Let the frozen program check itself where nothing of this checkout is in reach. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as elsewhere:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))
        }
        environment |= {"QT_QPA_PLATFORM": "offscreen", "VETRINA_HOME": str(Path(elsewhere) / "home")}
        for words in (["--version"], ["check"]):
            began = time.monotonic()
            subprocess.run([PROGRAM, *words], cwd=elsewhere, env=environment, check=True, timeout=120)
            print(f"    vetrina {' '.join(words)}: {time.monotonic() - began:.1f} s", flush=True)


def megabytes(folder: Path) -> int:
    """Size of a folder on disk."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000


def main() -> int:
    """Build, try, pack."""
    words = argparse.ArgumentParser(prog="dev.py freeze", description="Build the program for people without Python.")
    words.add_argument("--deb", action="store_true", help="also build a Debian package")
    chosen = words.parse_args()
    try:
        build()
        print(f"dist/vetrina: {megabytes(DIST / 'vetrina')} MB", flush=True)
        try_out()
        if chosen.deb:
            subprocess.run([sys.executable, str(HERE / "linux" / "deb.py")], cwd=ROOT, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"Freezing stopped: {error}. What it said stands above.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
