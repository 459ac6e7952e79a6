"""The settings file: typed, whole, never lost."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from vetrina import paths
from vetrina.domain.hours import ClosedDays, OpeningHours, Span
from vetrina.settings import (
    ComputerZone,
    Language,
    Listening,
    Look,
    Page,
    Settings,
    SettingsDamaged,
    SettingsFile,
    SettingsNotSaved,
    Shop,
    Theme,
    load,
)


@pytest.fixture
def file(profile: paths.Profile) -> SettingsFile:
    return SettingsFile(profile.settings_file)


def test_a_new_shop_has_answered_nothing(profile: paths.Profile, file: SettingsFile) -> None:
    assert not file.exists
    settings = load(profile)
    assert settings == Settings()
    assert not settings.first_run_done
    assert settings.page.listening is Listening.THIS_COMPUTER  # off by default beyond this computer


def test_what_is_saved_comes_back(profile: paths.Profile, file: SettingsFile) -> None:
    hours = OpeningHours(
        week=((), (Span(570, 780), Span(900, 1140)), (), (), (), (), ()),
        closed=(ClosedDays(date(2026, 8, 10), date(2026, 8, 16), "Ferragosto"),),
    )
    settings = Settings(
        first_run_done=True,
        shop=Shop(name="Bottega Aurora", zone="Europe/Rome").with_hours(hours),
        look=Look(language=Language.ITALIAN, theme=Theme.DARK, zoom=125),
        page=Page(listening=Listening.SHOP_WIFI, port=8423),
    )
    file.save(settings)
    again = load(profile)
    assert again == settings
    assert again.shop.hours() == hours


def test_keys_of_another_version_survive(profile: paths.Profile, file: SettingsFile) -> None:
    profile.settings_file.write_text(
        json.dumps({"from_tomorrow": [1, 2], "look": {"zoom": 110, "sparkle": True}, "keys": {"jump": "Ctrl+J"}})
    )
    settings = file.load()
    assert settings.look.zoom == 110
    file.save(msgspec.structs.replace(settings, keys={}, look=Look(zoom=90)))
    written = json.loads(profile.settings_file.read_text())
    assert written["from_tomorrow"] == [1, 2]
    assert written["look"]["sparkle"] is True
    assert written["look"]["zoom"] == 90
    assert written["keys"] == {}  # the owner took the key away


def test_a_file_with_settings_that_are_gone_still_opens_and_loses_nothing(
    profile: paths.Profile, file: SettingsFile
) -> None:
    old: dict[str, dict[str, object]] = {
        "look": {"zoom": 110, "single_letter_keys": True},
        "bot": {"says_it_is_automatic": False},
        "notes": {"sound": True, "offers_from": 600, "offers_until": 1200},
        "privacy": {"lock_after_minutes": 5},
        "panels": {"inbox": [304, 600, 280]},
    }
    profile.settings_file.write_text(json.dumps(old))
    file.save(msgspec.structs.replace(file.load(), look=Look(zoom=90)))
    written = json.loads(profile.settings_file.read_text())
    assert load(profile).look.zoom == 90
    for part in ("bot", "notes", "privacy", "panels"):
        assert old[part].items() <= written[part].items()
    assert written["look"]["single_letter_keys"] is True


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"look": {"zoom": 9000}}',
        b'{"look": {"theme": "pink"}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"\0" * 512,
    ],
    ids=["empty", "torn", "list", "zoom", "theme", "bytes", "deep", "zeroes"],
)
def test_a_damaged_file_is_set_aside_whole(profile: paths.Profile, file: SettingsFile, content: bytes) -> None:
    profile.settings_file.write_bytes(content)
    with pytest.raises(SettingsDamaged, match="is kept as") as caught:
        file.load()
    assert caught.value.kept_as.read_bytes() == content
    assert file.load() == Settings()
    profile.settings_file.write_bytes(content)
    with pytest.raises(SettingsDamaged) as again:
        file.load()
    assert again.value.kept_as != caught.value.kept_as  # the second damage does not overwrite the first


def test_a_full_disk_keeps_the_earlier_settings(
    profile: paths.Profile, file: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(Settings(shop=Shop(name="Old")))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsNotSaved, match="No space left on device.*Make room"):
        file.save(Settings(shop=Shop(name="New")))
    assert load(profile).shop.name == "Old"


def test_a_value_out_of_bounds_is_never_written(profile: paths.Profile, file: SettingsFile) -> None:
    with pytest.raises(msgspec.ValidationError):
        file.save(Settings(look=Look(zoom=9000)))
    assert not file.exists


def test_an_unknown_time_zone_falls_back_to_the_computers() -> None:
    assert Shop(zone="Europe/Rome").time_zone() is not None
    assert Shop(zone="Moon/Tranquility").time_zone() is None
    assert Shop(zone="../../etc/passwd").time_zone() is None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from the system only")
def test_summer_times_are_right_in_winter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Rome")
    time.tzset()
    try:
        rome, computer = ZoneInfo("Europe/Rome"), ComputerZone()
        for month in range(1, 13):
            at = datetime(2026, month, 15, 12, tzinfo=UTC)
            assert at.astimezone(computer).hour == at.astimezone(rome).hour
            there = datetime(2026, month, 15, 9)
            assert there.replace(tzinfo=computer).timestamp() == there.replace(tzinfo=rome).timestamp()
        doubled = [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]
        assert [moment.astimezone(computer).timestamp() for moment in doubled] == [at.timestamp() for at in doubled]
    finally:
        monkeypatch.undo()
        time.tzset()
