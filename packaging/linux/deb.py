"""Packs dist/vetrina as a Debian package: the folder under /opt, a starter, a menu entry, the licences."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "dist" / "vetrina"
CONTROL = """\
Package: vetrina
Version: {version}
Section: net
Priority: optional
Architecture: {architecture}
Installed-Size: {kilobytes}
Depends: libc6 (>= 2.34), libgl1, libegl1, libfontconfig1, libdbus-1-3, libxkbcommon0, libxkbcommon-x11-0,
 libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0
Recommends: gnome-keyring | kwalletmanager
Maintainer: Vetrina
Description: shop window of a small shop
 Puts a shop's offers in a feed, keeps the talks behind them, and writes only to people who may be written to.
"""


def main() -> int:
    """Write dist/vetrina_VERSION_ARCH.deb."""
    if not FROZEN.is_dir():
        print("dist/vetrina is not there: run `python3 dev.py freeze` first.", file=sys.stderr)
        return 1
    if shutil.which("dpkg-deb") is None:
        print("dpkg-deb is not there: a Debian package can only be built on Debian or a relative.", file=sys.stderr)
        return 1
    found = re.search(r'__version__ = "(.+)"', (ROOT / "app/vetrina/__init__.py").read_text())
    version = found[1] if found else "0"
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    package = ROOT / "dist" / f"vetrina_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as made:
        tree = Path(made)
        tree.chmod(0o755)
        lay_out(tree)
        size = sum(file.lstat().st_size for file in tree.rglob("*") if file.is_file()) // 1024
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(
            CONTROL.format(version=version, architecture=architecture, kilobytes=size)
        )
        # Level 3: a few per cent larger than the best, and done in a tenth of the time.
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", tree, package], check=True)
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size // 1_000_000} MB")
    return 0


def lay_out(tree: Path) -> None:
    """Put everything where it belongs on a Debian system."""
    shutil.copytree(FROZEN, tree / "opt/vetrina", symlinks=True)
    starter = tree / "usr/bin/vetrina"
    starter.parent.mkdir(parents=True)
    starter.symlink_to("/opt/vetrina/vetrina")
    put(ROOT / "packaging/linux/vetrina.desktop", tree / "usr/share/applications/vetrina.desktop")
    put(ROOT / "resources/icons/app-icon.svg", tree / "usr/share/icons/hicolor/scalable/apps/vetrina.svg")
    for text in (ROOT / "resources/licences").iterdir():
        put(text, tree / "usr/share/doc/vetrina" / text.name)


def put(source: Path, target: Path) -> None:
    """Copy one file, readable by everyone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


if __name__ == "__main__":
    sys.exit(main())
