"""Opening the store: what is wrong with it is told apart, and nothing that was stored is harmed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver
from tests.store.conftest import KEY, NOW, Shop

from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.sentences import CATALOGUE
from vetrina.store import backup, connecting, errors, ledger, schema
from vetrina.store.database import CHECK_EVERY_MS, Database
from vetrina.store.queries import inbox
from vetrina.store.turns import Turns


def _clock() -> int:
    return NOW


def _filled(file: Path, lines: int = 300) -> None:
    from vetrina.domain.talk import Content

    database = Database.open(file, KEY, _clock)
    with database.write() as w:
        account = ledger.accounts.make_account(w, "hub", "Bottega", "page", {}, NOW)
        ref = ledger.intake.contact_for(w, account, "anna", "Anna", "it", NOW)
        talk = ledger.intake.talk_for(w, ref.address_id, NOW)
        for number in range(lines):
            ledger.intake.add_inbound(w, talk, f"m{number}", Content(f"riga {number} " + "x" * 400), "", NOW + number)
    database.close()


def _said(file: Path) -> int:
    database = Database.open(file, KEY, _clock)
    with database.read() as r:
        count = int(r.exec_driver_sql("SELECT count(*) FROM message").scalar_one())
    database.close()
    return count


def test_every_error_has_its_sentence_in_both_languages() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.StoreError)]
    assert len(kinds) == 8
    for kind in kinds:
        assert kind.key in CATALOGUE, kind
        assert kind().sentence("it") != kind().sentence("en")


def test_settings_that_promises_rest_on(database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": connecting.BUSY_MS,
    }
    with database.write() as w, database.read() as r:
        for connection in (w, r):
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
        assert driver.sqlite_version_info >= connecting.OLDEST_SQLITE
        tables = r.exec_driver_sql(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        )
        loose = {name for name, strict in tables if not strict and not name.startswith("sqlite_")}
        assert loose == {"alembic_version"}


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="readonly"), database.read() as r:
        r.exec_driver_sql("INSERT INTO keep VALUES ('a', 'b')")


def test_a_table_made_in_a_failed_write_is_gone(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as w:
        w.exec_driver_sql("CREATE TABLE half (a INTEGER) STRICT").rowcount // 0
    with database.read() as r:
        assert r.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'half'").first() is None


def test_nothing_readable_is_on_the_disk(store_file: Path) -> None:
    _filled(store_file, 20)
    for file in store_file.parent.iterdir():
        assert b"riga" not in file.read_bytes(), file
        assert KEY.hex().encode() not in file.read_bytes()
        assert KEY not in file.read_bytes()


def test_wrong_key_is_told_from_damage_and_changes_nothing(store_file: Path) -> None:
    _filled(store_file, 20)
    before = store_file.read_bytes()
    with pytest.raises(errors.WrongKey):
        Database.open(store_file, bytes(32), _clock)
    backup._mark(store_file).unlink()  # an old profile without the mark: the page itself must tell
    with pytest.raises(errors.WrongKey):
        Database.open(store_file, bytes(32), _clock)
    assert store_file.read_bytes() == before
    assert _said(store_file) == 20


def test_lost_file_is_never_replaced_by_an_empty_one(store_file: Path) -> None:
    _filled(store_file, 5)
    kept = store_file.read_bytes()
    store_file.unlink()
    with pytest.raises(errors.StoreDamaged):
        Database.open(store_file, KEY, _clock)
    store_file.write_bytes(b"")
    with pytest.raises(errors.StoreDamaged):
        Database.open(store_file, KEY, _clock)
    assert store_file.read_bytes() == b""
    store_file.write_bytes(kept)
    assert _said(store_file) == 5


def test_store_of_a_newer_version_is_left_alone(store_file: Path) -> None:
    _filled(store_file, 5)
    database = Database.open(store_file, KEY, _clock)
    with database.write() as w:
        w.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(errors.StoreNewer):
        Database.open(store_file, KEY, _clock)
    raw = connecting.connect(store_file, KEY)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    raw.close()


def _pages(file: Path) -> int:
    return file.stat().st_size // 4096


@pytest.mark.parametrize("damage", ["flip", "zero", "cut"])
def test_damage_is_found_whichever_page_it_hits(store_file: Path, tmp_path: Path, damage: str) -> None:
    _filled(store_file)
    whole = store_file.read_bytes()
    every = max(_pages(store_file) // 12, 1)
    broken = bytearray(whole)
    for page in range(0, _pages(store_file), every):
        place = page * 4096 + 1234
        broken = bytearray(whole)
        if damage == "flip":
            broken[place] ^= 0x10
        elif damage == "zero":
            broken[page * 4096 : page * 4096 + 4096] = bytes(4096)
        else:
            del broken[max(place, 4096) :]
        store_file.write_bytes(bytes(broken))
        raised = (errors.StoreDamaged, errors.WrongKey) if page == 0 else errors.StoreDamaged
        with pytest.raises(raised) as told:
            Database.open(store_file, KEY, lambda: NOW + CHECK_EVERY_MS).close()
        if page == 0:
            assert told.type is errors.StoreDamaged, "the mark says that the key is right"
        assert store_file.read_bytes() == bytes(broken), "a damaged file is left as it is"
    aside = backup.set_aside(store_file, NOW)
    assert aside.read_bytes() == bytes(broken)
    assert not store_file.exists()
    fresh = Database.open(store_file, KEY, _clock)
    fresh.close()


def test_damage_met_while_reading_is_told(store_file: Path) -> None:
    _filled(store_file)
    database = Database.open(store_file, KEY, _clock)
    with store_file.open("r+b") as file:
        for page in range(_pages(store_file) // 2, _pages(store_file)):
            file.seek(page * 4096 + 99)
            file.write(b"rot")
    with pytest.raises(errors.StoreDamaged), database.read() as r:
        r.exec_driver_sql("SELECT count(*), max(text) FROM message").all()
    database.close()


def test_second_opening_is_refused_until_the_first_is_closed(store_file: Path) -> None:
    first = Database.open(store_file, KEY, _clock)
    with pytest.raises(errors.StoreInUse):
        Database.open(store_file, KEY, _clock)
    first.close()
    Database.open(store_file, KEY, _clock).close()


def test_lock_of_a_killed_process_is_free(store_file: Path) -> None:
    script = f"""
        import os, pathlib
        from vetrina.store.database import Database
        database = Database.open(pathlib.Path({str(store_file)!r}), bytes(range(32)), lambda: {NOW})
        with database.write() as w:
            w.exec_driver_sql("INSERT INTO keep VALUES ('before', 'the kill')")
        with database.write() as w:
            w.exec_driver_sql("INSERT INTO keep VALUES ('inside', 'the kill')")
            os.kill(os.getpid(), 9)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env={**os.environ, "PYTHONPATH": "app"})
    assert done.returncode == -9
    database = Database.open(store_file, KEY, _clock)
    with database.read() as r:
        kept: dict[str, str] = dict(r.exec_driver_sql("SELECT name, value FROM keep").all())
    database.close()
    assert kept["before"] == "the kill"
    assert "inside" not in kept


def test_other_program_holding_the_file_is_told(store_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting.connect, "__kwdefaults__", {"busy_ms": 50})
    database = Database.open(store_file, KEY, _clock)
    other = connecting.connect(store_file, KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.StoreInUse), database.write() as w:
        w.exec_driver_sql("SELECT 1")
    other.execute("ROLLBACK")
    other.close()
    with database.write() as w:
        w.exec_driver_sql("INSERT INTO keep VALUES ('again', 'works')")
    database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a disk of its own can be mounted by root on Linux only")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("this machine does not let root mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_full_disk_loses_nothing_that_was_stored(small_disk: Path) -> None:
    from vetrina.domain.talk import Content

    file = small_disk / "store.db"
    database = Database.open(file, KEY, _clock)
    shop = Shop(database, None)  # type: ignore[arg-type]
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    talk = shop.talk(ref)
    stored = 0

    def write_until_full() -> None:
        nonlocal stored
        for number in range(5_000):
            with database.write() as w:
                ledger.intake.add_inbound(w, talk, f"m{number}", Content("x" * 3_000), "", NOW + number)
            stored += 1

    with pytest.raises(errors.StoreFull):
        write_until_full()
    assert stored > 20
    with database.read() as r:
        assert r.exec_driver_sql("SELECT count(*) FROM message").scalar() == stored
        assert len(inbox.messages(r, talk, None, 10)) == 10
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    with database.write() as w:  # works on without a restart
        ledger.intake.add_inbound(w, talk, "after", Content("posto"), "", NOW)
    database.check()
    database.close()
    assert _said(file) == stored + 1


def test_full_disk_at_the_first_start_leaves_nothing_half_made(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(4_100_000))
    with pytest.raises((errors.StoreFull, OSError)):
        Database.open(small_disk / "store.db", KEY, _clock)
    (small_disk / "ballast").unlink()
    Database.open(small_disk / "store.db", KEY, _clock).close()


def test_writers_take_turns_in_the_order_of_asking() -> None:
    turns = Turns()
    order: list[int] = []
    asked = [threading.Event() for _ in range(5)]

    def writer(number: int) -> None:
        asked[number].set()
        with turns:
            order.append(number)

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(5)]
    with turns:
        for number, thread in enumerate(threads):
            thread.start()
            assert asked[number].wait(5)
            while len(turns._waiting) <= number:
                pass
        assert turns.wanted
        with pytest.raises(RuntimeError), turns:
            pass
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_alembic_is_not_imported_by_opening(store_file: Path) -> None:
    script = f"""
        import pathlib, sys
        from vetrina.store.database import Database
        from vetrina.store import ledger, queries
        for _ in range(2):
            Database.open(pathlib.Path({str(store_file)!r}), bytes(range(32)), lambda: 0).close()
        assert "alembic" not in sys.modules
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env={**os.environ, "PYTHONPATH": "app"})
    assert done.returncode == 0
    assert schema.REVISION
