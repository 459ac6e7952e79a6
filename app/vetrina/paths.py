"""Where things lie: folders of a profile, files that ship with the program, and writing private files."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import platformdirs

HOME_VARIABLE: Final = "VETRINA_HOME"
"""Environment variable that moves the folders of all profiles below one folder (tests, scripts)."""

_APP: Final = "vetrina"
_PACKAGE: Final = Path(__file__).resolve().parent


class ProfileName(StrEnum):
    """The worlds kept strictly apart: the owner's own shop, and the practice shop with pretend customers."""

    SHOP = "shop"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Profile:
    """The folders of one profile. Nothing is created by asking for a path; call `create` once."""

    name: ProfileName
    data: Path
    config: Path
    cache: Path
    logs: Path
    runtime: Path

    @property
    def store_file(self) -> Path:
        """The desktop's encrypted store."""
        return self.data / "store.db"

    @property
    def key_file(self) -> Path:
        """What is known about the key (never the key itself): fingerprint, keyring's name, wrapped copies."""
        return self.data / "key.json"

    @property
    def backups(self) -> Path:
        """Verified copies of the store."""
        return self.data / "backups"

    @property
    def hub(self) -> Path:
        """The bundled hub's own folder (`vetrina hub serve --data`)."""
        return self.data / "hub"

    @property
    def plugins(self) -> Path:
        """Transports added by the owner; not looked at until the owner allows it."""
        return self.data / "plugins"

    @property
    def settings_file(self) -> Path:
        """The owner's settings."""
        return self.config / "settings.json"

    def create(self) -> None:
        """Make the profile's folders, readable by this user only. Raises OSError if one cannot be made."""
        for folder in (self.data, self.config, self.cache, self.logs, self.runtime):
            private_folder(folder)


def profile(name: ProfileName = ProfileName.SHOP, home: Path | None = None) -> Profile:
    """The folders of a profile: below `home`, else below $VETRINA_HOME, else where the system keeps them."""
    if home is None and (moved := os.environ.get(HOME_VARIABLE)):
        home = Path(moved).expanduser().absolute()
    if home is not None:
        root = home / name.value
        return Profile(name, root / "data", root / "config", root / "cache", root / "logs", root / "run")
    data = platformdirs.user_data_path(_APP, appauthor=False) / name.value
    return Profile(
        name,
        data=data,
        config=platformdirs.user_config_path(_APP, appauthor=False) / name.value,
        cache=platformdirs.user_cache_path(_APP, appauthor=False) / name.value,
        logs=platformdirs.user_log_path(_APP, appauthor=False) / name.value,
        runtime=data / "run",  # not the system's runtime folder: without a session that falls back to /tmp
    )


def resources() -> Path:
    """The folder of files that ship with the program: beside `app/` in a checkout, else inside the package.

    A wheel and a PyInstaller bundle both carry it as `vetrina/resources`.
    """
    shipped = _PACKAGE / "resources"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / "resources"


def resource(name: str) -> Path:
    """A file or folder that ships with the program, such as `resource("icons/inbox.svg")`.

    Raises FileNotFoundError when the installation is incomplete, ValueError when `name` points outside.
    """
    root = resources()
    found = root.joinpath(*name.split("/"))
    if not found.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{name!r} is not one of the program's own files")
    if not found.exists():
        raise FileNotFoundError(f"The program's own file {name} is missing. Install Vetrina again.")
    return found


def private_folder(folder: Path) -> Path:
    """Make `folder` (and its parents) for this user only, mode 0700; an existing one is tightened."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(PermissionError):  # another user's folder: writing into it will say so
        folder.chmod(0o700)
    return folder


def write_private(file: Path, content: bytes, *, own_folder: bool = True) -> None:
    """Replace `file` by `content` at once and for good: written beside it, synced, renamed; mode 0600.

    The folder is made, and tightened to this user unless it is not our `own_folder` but one that the owner chose.
    After a crash or a full disk the old content or the new one is there, never a part. Raises OSError.
    """
    if own_folder:
        private_folder(file.parent)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
