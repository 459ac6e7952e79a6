"""Backups are tested before they count; a restored store knows that it was restored."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.store.conftest import DAY, KEY, NOW, Shop

from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.talk import Content
from vetrina.store import backup, errors, ledger
from vetrina.store.database import Database

OTHER = bytes(reversed(range(32)))


def _fill(shop: Shop, lines: int) -> int:
    talk = shop.talk(shop.meet("anna", "Anna", Kind.FOLLOWED))
    with shop.write() as w:
        for number in range(lines):
            ledger.intake.add_inbound(w, talk, f"m{number}", Content(f"riga {number} " + "y" * 300), "", NOW)
    return talk


def test_backup_holds_every_row_and_opens_with_its_own_key(shop: Shop, tmp_path: Path) -> None:
    _fill(shop, 200)
    told: list[tuple[int, int]] = []
    rows = shop.database.backup(tmp_path / "copies" / "a.db", OTHER, lambda done, total: told.append((done, total)))
    assert rows > 200
    assert told
    assert told[-1][0] == told[-1][1]
    assert backup.verify(tmp_path / "copies" / "a.db", OTHER) == rows
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["a.db"]
    with pytest.raises(errors.WrongKey):
        backup.verify(tmp_path / "copies" / "a.db", KEY)


def test_backup_is_one_moment_while_writers_go_on(shop: Shop, tmp_path: Path) -> None:
    talk = _fill(shop, 400)
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.is_set():
            with shop.write() as w:  # two rows that belong together
                ledger.intake.add_inbound(w, talk, f"a{number}", Content("eins"), "", NOW)
                ledger.intake.add_inbound(w, talk, f"b{number}", Content("zwei"), "", NOW)
            number += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        shop.database.backup(tmp_path / "a.db", KEY)
    finally:
        stop.set()
        writer.join(10)
    copy = Database.open(tmp_path / "a.db", KEY, lambda: NOW)
    with copy.read() as r:
        first, second = (
            r.exec_driver_sql("SELECT count(*) FROM message WHERE text = ?", (text,)).scalar()
            for text in ("eins", "zwei")
        )
    copy.close()
    assert first == second


def test_damaged_backup_does_not_count(shop: Shop, tmp_path: Path) -> None:
    _fill(shop, 200)
    shop.database.backup(tmp_path / "a.db", KEY)
    broken = bytearray((tmp_path / "a.db").read_bytes())
    broken[len(broken) // 2] ^= 1
    (tmp_path / "a.db").write_bytes(bytes(broken))
    with pytest.raises(errors.BackupBad):
        backup.verify(tmp_path / "a.db", KEY)
    with pytest.raises(errors.BackupBad):
        backup.verify(tmp_path / "none.db", KEY)


def test_restored_store_remembers_and_the_old_one_is_kept(store_file: Path, tmp_path: Path, shop: Shop) -> None:
    _fill(shop, 3)
    with shop.write() as w:
        ledger.accounts.keep_value(w, "hub_height", "17")
        ledger.accounts.keep_value(w, "hub_epoch", "e1")
    shop.database.backup(tmp_path / "a.db", KEY)
    with shop.write() as w:
        ledger.accounts.keep_value(w, "hub_height", "99")
    shop.database.close()
    aside = backup.restore(tmp_path / "a.db", KEY, store_file, NOW + 5)
    assert aside is not None
    opened = Database.open(store_file, KEY, lambda: NOW)
    with opened.read() as r:
        kept = {name: ledger.accounts.kept(r, name) for name in ("hub_height", "hub_epoch", "restored_at")}
        assert r.exec_driver_sql("SELECT count(*) FROM message").scalar() == 3
    opened.close()
    assert kept == {"hub_height": "17", "hub_epoch": "e1", "restored_at": str(NOW + 5)}
    old = Database.open(aside, KEY, lambda: NOW)
    with old.read() as r:
        assert ledger.accounts.kept(r, "hub_height") == "99"
    old.close()


def test_bad_backup_is_not_restored_and_the_store_stays(store_file: Path, tmp_path: Path, shop: Shop) -> None:
    _fill(shop, 3)
    shop.database.close()
    before = store_file.read_bytes()
    (tmp_path / "bad.db").write_bytes(b"no backup at all" * 1_000)
    with pytest.raises((errors.BackupBad, errors.WrongKey)):
        backup.restore(tmp_path / "bad.db", KEY, store_file, NOW)
    assert store_file.read_bytes() == before


def test_copy_of_the_day_is_made_once_and_old_ones_go(store_file: Path) -> None:
    now = [NOW]
    database = Database.open(store_file, KEY, lambda: now[0])
    made = []
    for _ in range(40):
        file = database.copy_of_today()
        assert file is not None
        assert database.copy_of_today() is None
        made.append(file)
        now[0] += DAY
    database.backup(store_file.parent / "backups" / "mine.db", KEY)
    database.close()
    left = sorted(file.name for file in (store_file.parent / "backups").iterdir())
    assert left[-1] == "mine.db"
    daily = left[:-1]
    assert daily[-7:] == sorted(file.name for file in made[-7:])
    assert 9 <= len(daily) <= 11, "seven days and up to four Sundays"
    assert all(backup.verify(store_file.parent / "backups" / name, KEY) for name in left)


def test_copy_of_the_day_replaces_a_damaged_store(store_file: Path, shop: Shop) -> None:
    _fill(shop, 50)
    copy = shop.database.copy_of_today()
    assert copy is not None
    shop.database.close()
    store_file.write_bytes(store_file.read_bytes()[:5000])
    with pytest.raises(errors.StoreDamaged):
        Database.open(store_file, KEY, lambda: NOW)
    aside = backup.restore(copy, KEY, store_file, NOW)
    assert aside is not None
    assert aside.stat().st_size == 5000
    opened = Database.open(store_file, KEY, lambda: NOW)
    with opened.read() as r:
        assert r.exec_driver_sql("SELECT count(*) FROM message").scalar() == 50
    opened.close()
