"""Connections to the encrypted file: the one place that knows SQLCipher, its settings and its error codes."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from vetrina.store.errors import StoreDamaged, StoreError, StoreFull, StoreInUse, StoreTrouble

OLDEST_SQLITE: Final = (3, 51, 3)
"""Older ones can damage a WAL file with two connections (the "WAL-reset" race, https://sqlite.org/wal.html)."""

KEY_BYTES: Final = 32
BUSY_MS: Final = 5_000

_DAMAGED: Final = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB; https://sqlite.org/rescode.html
_FULL: Final = 13
_BUSY: Final = {5, 6}
_IO: Final = {10, 14}


def connect(file: Path, key: bytes | None, *, busy_ms: int = BUSY_MS) -> Any:
    """A raw connection in autocommit, keyed with 256 raw bits. `key` None opens a plain file (benchmarks only).

    Raises the driver's own errors; `told` translates them.
    """
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise StoreTrouble(f"SQLite {driver.sqlite_version} is too old")
    connection = driver.connect(
        str(file), timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            if len(key) != KEY_BYTES:
                raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


_SETTINGS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_size = -65536",
    "wal_autocheckpoint = 1000",
    "journal_size_limit = 67108864",
    *(("fullfsync = ON", "checkpoint_fullfsync = ON") if sys.platform == "darwin" else ()),
)


def engine(file: Path, key: bytes | None, *, readers: int = 0) -> Engine:
    """An engine for one writer, or for as many `readers`, which the database itself forbids to write."""

    def made() -> Any:
        connection = connect(file, key)
        if readers:
            connection.execute("PRAGMA query_only = ON")
        return connection

    result = create_engine(
        "sqlite://",
        module=driver,
        creator=made,
        poolclass=QueuePool,
        pool_size=readers or 1,
        max_overflow=0,
        pool_use_lifo=True,
        pool_timeout=60,
        query_cache_size=1_000,
        hide_parameters=True,  # what people said has no place in an error or a log
    )

    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if readers else "BEGIN IMMEDIATE")

    event.listen(result, "begin", begin)
    return result


def told(error: BaseException) -> StoreError | None:
    """What an error of the driver means for the owner; None when it is a mistake of the program."""
    orig = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(orig, driver.Error):
        return None
    code = getattr(orig, "sqlite_errorcode", 0) & 0xFF
    detail = str(orig)
    if code in _DAMAGED or "malformed" in detail or "not a database" in detail:
        return StoreDamaged(detail)
    if code == _FULL or "disk is full" in detail:
        return StoreFull(detail)
    if code in _BUSY:
        return StoreInUse(detail)
    return StoreTrouble(detail) if code in _IO else None


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Inside, errors of the disk and the file come out as `StoreError`; all others as they are."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        plain = told(error)
        if plain is None:
            raise
        raise plain from error
