"""Folders, own files and private writing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vetrina import paths


def test_profiles_share_no_folder(tmp_path: Path) -> None:
    shop = paths.profile(paths.ProfileName.SHOP, tmp_path)
    practice = paths.profile(paths.ProfileName.PRACTICE, tmp_path)
    for folder in ("data", "config", "cache", "logs", "runtime"):
        one, other = getattr(shop, folder), getattr(practice, folder)
        assert not one.is_relative_to(other)
        assert not other.is_relative_to(one)


def test_without_override_the_systems_folders_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    profile = paths.profile()
    assert profile.store_file.is_relative_to(tmp_path)
    assert profile.settings_file.is_relative_to(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps access lists instead of modes")
def test_everything_is_for_this_user_only(profile: paths.Profile) -> None:
    paths.write_private(profile.settings_file, b"{}")
    for folder in (profile.data, profile.config, profile.cache, profile.logs, profile.runtime):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert profile.settings_file.stat().st_mode & 0o777 == 0o600


def test_a_failed_write_keeps_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept"
    paths.write_private(file, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        paths.write_private(file, b"new")
    assert file.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]


def test_own_files_are_found_and_nothing_outside() -> None:
    assert paths.resource("icons/inbox.svg").is_file()
    with pytest.raises(FileNotFoundError, match="Install Vetrina again"):
        paths.resource("icons/no-such-icon.svg")
    with pytest.raises(ValueError, match="own files"):
        paths.resource("../pyproject.toml")
