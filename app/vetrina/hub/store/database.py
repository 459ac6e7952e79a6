"""Opening the hub's database: engine version, key, settings of every connection, and the schema's revision."""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from vetrina.paths import private_folder, write_private

REVISION: Final = "0001"
"""The schema this program writes; `migrations/versions` ends with it."""

SQLITE_FLOOR: Final = (3, 51, 3)
"""Older engines can corrupt a WAL database that two connections use (sqlite.org/wal.html, the WAL-reset bug)."""

BUSY_MS: Final = 5000
FILE: Final = "hub.db"
_HEADER: Final = "hub.json"


class StoreError(Exception):
    """The store cannot be used; the text is a sentence for the owner, `code` the exit code of the process."""

    def __init__(self, sentence: str, code: int = 4) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Place:
    """Where the store is: a folder with its key (64 hex digits; None is plain text, for servers), or a server's URL."""

    folder: Path
    key: str | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Database:
    """Two engines over one store: `writing` begins immediate transactions, `reading` cannot write."""

    writing: sa.Engine
    reading: sa.Engine
    folder: Path | None = None
    """Where the file lies; None for a server."""

    def close(self) -> None:
        """Let go of every connection."""
        self.reading.dispose()
        self.writing.dispose()


def open_database(place: Place) -> Database:
    """Open or create the store at `place` and bring its schema up to date. Raises StoreError in the owner's words."""
    database = _server(place.url) if place.url else _file(place)
    try:
        _bring_up_to_date(database.writing)
    except BaseException:
        database.close()
        raise
    return database


def _server(url: str) -> Database:
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except (sa.exc.ArgumentError, ImportError) as fault:
        raise StoreError(f"The address of the database cannot be used: {fault}") from fault
    return Database(engine, engine)


def _file(place: Place) -> Database:
    private_folder(place.folder)
    _check_key(place)
    file = place.folder / FILE
    file.touch(mode=0o600)  # the journal and its index get the same mode
    writing = _engine(file, place.key, read_only=False)
    try:
        with writing.begin() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    except sa.exc.DatabaseError as fault:
        writing.dispose()
        raise StoreError(
            f"The hub's store {file} is damaged. Nothing was changed. Keep the file and restore a backup of the folder."
        ) from fault
    return Database(writing, _engine(file, place.key, read_only=True), place.folder)


def _fingerprint(key: str) -> str:
    return hmac.new(bytes.fromhex(key), b"vetrina hub store", hashlib.sha256).hexdigest()


def _check_key(place: Place) -> None:
    """A wrong key looks like a damaged file; so a fingerprint is kept beside it and asked first."""
    header = place.folder / _HEADER
    print_now = "" if place.key is None else _fingerprint(place.key)
    if (place.folder / FILE).exists() and header.exists():
        try:
            known = str(json.loads(header.read_text("utf-8"))["fingerprint"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        if not hmac.compare_digest(known, print_now):
            raise StoreError(
                "This is not the key of the hub's store. Nothing was changed. "
                "Start the hub with the key it was made with."
            )
        return
    write_private(header, json.dumps({"fingerprint": print_now}).encode())


def _engine(file: Path, key: str | None, *, read_only: bool) -> sa.Engine:
    from sqlcipher3 import dbapi2 as driver

    if driver.sqlite_version_info < SQLITE_FLOOR:
        raise StoreError(
            f"SQLite {driver.sqlite_version} is too old to keep data safely. Install Vetrina's own sqlcipher3."
        )

    def connect() -> Any:
        connection = driver.connect(str(file), isolation_level=None, check_same_thread=False, cached_statements=256)
        for pragma in _pragmas(key, read_only=read_only):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=sa.pool.QueuePool,
        pool_size=3,
        max_overflow=0 if read_only else 2,
        pool_timeout=30,
    )
    sa.event.listen(engine, "begin", _begin(read_only=read_only))
    return engine


def _begin(*, read_only: bool) -> Callable[[sa.Connection], None]:
    sentence = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(sentence)

    return begin


def _pragmas(key: str | None, *, read_only: bool) -> list[str]:
    pragmas = [] if key is None else [f"key = \"x'{key}'\"", "cipher_log_level = NONE"]
    pragmas += [
        f"busy_timeout = {BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -32000",
        "wal_autocheckpoint = 4000",
    ]
    if sys.platform == "darwin":
        pragmas += ["fullfsync = ON", "checkpoint_fullfsync = ON"]
    if read_only:
        pragmas.append("query_only = ON")
    return pragmas


def _bring_up_to_date(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        stored = (
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if sa.inspect(connection).has_table("alembic_version")
            else None
        )
    if stored == REVISION:
        return
    from vetrina.hub.store.upgrade import upgrade  # Alembic takes 0.6 s to import and is needed once per schema

    upgrade(engine, stored, REVISION)
