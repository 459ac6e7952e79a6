"""Copies of the store that stood their test, the mark that tells a wrong key from damage, and setting a file aside."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vetrina.paths import private_folder, write_private
from vetrina.store import connecting
from vetrina.store.errors import BackupBad, StoreDamaged, StoreError, WrongKey

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

DAILY: Final = 7
WEEKLY: Final = 4
_PAGES: Final = 2_000
_PARTS: Final = ("", "-wal", "-shm", ".mark")


def _fingerprint(key: bytes) -> bytes:
    return hmac.new(key, b"vetrina store", hashlib.sha256).hexdigest().encode()


def _mark(store: Path) -> Path:
    return store.with_name(store.name + ".mark")


def write_mark(store: Path, key: bytes) -> None:
    """Note which key fits the file (a fingerprint, never the key)."""
    if not mark_fits(store, key):
        write_private(_mark(store), _fingerprint(key))


def mark_fits(store: Path, key: bytes) -> bool:
    """Whether the noted fingerprint is that of `key`; False where none is noted."""
    with contextlib.suppress(FileNotFoundError):
        return hmac.compare_digest(_mark(store).read_bytes(), _fingerprint(key))
    return False


def is_new(store: Path, key: bytes) -> bool:
    """Whether there never was a store here. Raises WrongKey, or StoreDamaged where one was and is gone or empty."""
    there = store.exists() and store.stat().st_size > 0
    if not _mark(store).exists():
        return not there
    if not mark_fits(store, key):
        raise WrongKey("the fingerprint is another one")
    if not there:
        raise StoreDamaged("the file is gone or empty")
    return False


def remove_unfinished(store: Path) -> None:
    """Take away what a failed first start left; nothing of the owner is in it."""
    for part in _PARTS:
        store.with_name(store.name + part).unlink(missing_ok=True)


def _stamp(now: int) -> str:
    return datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d-%H%M%S")


def name_before(store: Path, stored: str, now: int) -> Path:
    """Where the copy goes that is made before a migration."""
    return store.parent / "backups" / f"before-{stored}-{_stamp(now)}.db"


def name_of_day(store: Path, now: int) -> Path:
    """Where the copy of a day goes."""
    return store.parent / "backups" / f"daily-{_stamp(now)[:8]}.db"


def prune(store: Path) -> None:
    """Keep the copies of the last seven days that have one, and of the last four weeks their newest; others go.

    Copies with other names are never touched.
    """
    dated: list[tuple[datetime, Path]] = []
    for file in (store.parent / "backups").glob("daily-????????.db"):
        with contextlib.suppress(ValueError):
            dated.append((datetime.strptime(file.stem[-8:], "%Y%m%d").replace(tzinfo=UTC), file))
    dated.sort(reverse=True)
    newest_of_week: dict[tuple[int, int], Path] = {}
    for day, file in dated:
        newest_of_week.setdefault(day.isocalendar()[:2], file)
    stay = {file for _, file in dated[:DAILY]} | set(list(newest_of_week.values())[:WEEKLY])
    for _, file in dated:
        if file not in stay:
            file.unlink(missing_ok=True)


def set_aside(store: Path, now: int) -> Path:
    """Move a damaged store away, whole, on the owner's word; returns where it went. Nothing is deleted."""
    name = f"{store.name}.damaged-{_stamp(now)}"
    while store.with_name(name).exists():
        name = f"{store.name}.damaged-{_stamp(now)}-{secrets.token_hex(2)}"
    for part in _PARTS:
        old = store.with_name(store.name + part)
        if old.exists():
            old.rename(store.with_name(name + part))
    return store.with_name(name)


def _counts(raw: Any) -> dict[str, int]:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%!_words!_%' ESCAPE '!'"
    ).fetchall()
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def _verified(file: Path, key: bytes) -> dict[str, int]:
    """Row counts of a copy that reads through without a fault. Raises BackupBad."""
    try:
        with connecting.plainly(), contextlib.closing(connecting.connect(file, key)) as raw:
            for question in ("PRAGMA cipher_integrity_check", "PRAGMA integrity_check"):
                answers = [str(row[0]) for row in raw.execute(question)]
                if answers not in ([], ["ok"]):
                    raise BackupBad("; ".join(answers[:3]))
            counted = _counts(raw)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode = DELETE")
            return counted
    except BackupBad:
        raise
    except StoreError as fault:
        raise BackupBad(str(fault)) from fault


def write_copy(
    connection: Connection, file: Path, key: bytes, progress: Callable[[int, int], None] | None = None
) -> int:
    """Copy the snapshot of `connection` to `file` under `key`, test it, put it in place; returns its rows."""
    if not file.parent.exists():  # a folder that the owner chose keeps its rights
        private_folder(file.parent)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    raw: Any = connection.connection.dbapi_connection
    raw.execute("SELECT 1 FROM sqlite_master").fetchone()  # the snapshot begins with the first read

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    try:
        with connecting.plainly():
            with contextlib.closing(connecting.connect(draft, key)) as target:
                raw.backup(target, pages=_PAGES, progress=tell)
            counted = _verified(draft, key)
            if counted != _counts(raw):
                raise BackupBad("the copy holds other rows than the store")
        descriptor = os.open(draft, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(file)
    finally:
        for part in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + part).unlink(missing_ok=True)
    return sum(counted.values())


def verify(file: Path, key: bytes) -> int:
    """Test a backup where it lies; returns its rows. Raises BackupBad, WrongKey."""
    if not file.exists():
        raise BackupBad("there is no such file")
    try:
        return sum(_verified(file, key).values())
    except BackupBad as bad:
        if "not a database" in str(bad):
            raise WrongKey(str(bad)) from bad
        raise


def restore(file: Path, key: bytes, store: Path, now: int) -> Path | None:
    """Put a tested backup in the place of `store`, which must be closed; the store there is set aside, never deleted.

    Returns where the old one went. When it was restored is noted in the store (`keep`: restored_at) for who looks into
    it. Nothing waits by that note: the restored cursor of each account stands behind what the network says of itself
    when the link is up, and by that comparison offers wait until everything since is known (`engine.resync`). Raises
    BackupBad, WrongKey.
    """
    verify(file, key)
    private_folder(store.parent)
    draft = store.with_name(f".{store.name}.{secrets.token_hex(4)}")
    try:
        with connecting.plainly():
            with contextlib.closing(connecting.connect(file, key)) as source:
                with contextlib.closing(connecting.connect(draft, key)) as target:
                    source.backup(target)
                    target.execute("INSERT INTO keep VALUES ('restored_at', ?) ON CONFLICT (name) DO UPDATE"
                                   " SET value = excluded.value", (str(now),))  # fmt: skip
                    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                source.execute("PRAGMA journal_mode = DELETE")
        aside = set_aside(store, now) if store.exists() else None
        draft.replace(store)
    finally:
        for part in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + part).unlink(missing_ok=True)
    write_mark(store, key)
    return aside
