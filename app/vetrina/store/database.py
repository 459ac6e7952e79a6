"""The store's front door: opens the encrypted file or says what is wrong with it; one writer, many readers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import Connection, Engine

from vetrina.store import backup, connecting, schema
from vetrina.store.errors import StoreDamaged, StoreError, StoreNewer, StoreTrouble, WrongKey
from vetrina.store.lease import Lease
from vetrina.store.turns import Turns

READERS: Final = 4
_KEPT: Final = "SELECT name, value FROM keep"
CHECK_EVERY_MS: Final = 7 * 24 * 3_600_000
"""A file that was closed properly is read through again after this long; one that was not, at once."""


class Database:
    """The open store. `write` and `read` may be used from any thread."""

    def __init__(self, file: Path, key: bytes, clock: Callable[[], int], lease: Lease) -> None:
        self.file = file
        self._key = key
        self._clock = clock
        self._lease = lease
        self._turns = Turns()
        self._closed = False
        self._writer: Engine = connecting.engine(file, key)
        self._readers: Engine = connecting.engine(file, key, readers=READERS)

    @classmethod
    def open(cls, path: Path, key: bytes, clock: Callable[[], int]) -> Database:
        """Open the store at `path`, or make it where there never was one.

        An old revision is backed up (verified) and migrated first. Raises WrongKey, StoreDamaged, StoreNewer,
        StoreFull, StoreInUse or StoreTrouble; the file is then as it was.
        """
        lease = Lease.take(path)
        try:
            fresh = backup.is_new(path, key)
            database = cls(path, key, clock, lease)
            try:
                database._prepare(fresh)
            except BaseException:
                database._dispose()
                if fresh:
                    backup.remove_unfinished(path)
                raise
        except BaseException:
            lease.release()
            raise
        return database

    def _prepare(self, fresh: bool) -> None:
        try:
            if fresh:
                with self.write() as connection:
                    schema.create(connection)
                    self._keep(connection, "clean", "0")
                    self._keep(connection, "checked_at", str(self._clock()))
                backup.write_mark(self.file, self._key)
                return
            with self.read() as connection:
                stored = schema.revision(connection)
                kept = {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(_KEPT)} if stored else {}
        except StoreDamaged as damage:
            if not backup.mark_fits(self.file, self._key):
                raise WrongKey(str(damage)) from damage
            raise
        if not stored:
            raise StoreDamaged("no revision in the file")
        if stored > schema.REVISION:
            raise StoreNewer(stored)
        if not (kept.get("clean") == "1" and self._clock() - int(kept.get("checked_at", "0")) < CHECK_EVERY_MS):
            self.check()
            kept["checked_at"] = str(self._clock())
        if stored < schema.REVISION:
            self.backup(backup.name_before(self.file, stored, self._clock()), self._key)
            self._migrate()
        with self.write() as connection:
            self._keep(connection, "clean", "0")
            self._keep(connection, "checked_at", kept.get("checked_at", str(self._clock())))
        backup.write_mark(self.file, self._key)

    def _migrate(self) -> None:
        from vetrina.store.migrations.run import migrate  # Alembic costs 0.6 s: only when there is something to do

        with self._migration() as connection:
            migrate(connection, schema.REVISION)

    @contextlib.contextmanager
    def _migration(self) -> Iterator[Connection]:
        """A write without foreign keys (SQLite cannot switch them inside a transaction); checked at the end."""
        raw: Any = None
        with self._writer.connect() as opened:
            raw = opened.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with self.write() as connection:
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise StoreTrouble(f"a migration would leave {broken[0]} without what it belongs to")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")

    @staticmethod
    def _keep(connection: Connection, name: str, value: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO keep VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; committed at the end, rolled back on any error. Waits for its turn.

        Raises StoreFull, StoreDamaged, StoreInUse, StoreTrouble. Asking again inside is a mistake (RuntimeError).
        """
        with self._turns, connecting.plainly(), self._writer.connect() as connection:
            try:
                with connection.begin():
                    yield connection
            except BaseException as error:
                if isinstance(connecting.told(error), StoreTrouble):
                    connection.invalidate()  # after an error of the disk its cache is not to be believed
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot to read from; never waits for writers. Raises StoreDamaged, StoreTrouble."""
        with connecting.plainly(), self._readers.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
            finally:
                with contextlib.suppress(StoreError):
                    transaction.rollback()

    @property
    def writers_wait(self) -> bool:
        """Whether somebody waits for a turn; long work ends its chunk early then."""
        return self._turns.wanted

    def check(self) -> None:
        """Read the whole file through. Raises StoreDamaged naming the first thing that is wrong."""
        with self.read() as connection:
            for question in ("PRAGMA cipher_integrity_check", "PRAGMA quick_check"):
                answers = [str(row[0]) for row in connection.exec_driver_sql(question)]
                if answers not in ([], ["ok"]):
                    raise StoreDamaged("; ".join(answers[:3]))

    def backup(self, path: Path, key: bytes, progress: Callable[[int, int], None] | None = None) -> int:
        """Write a verified copy of this moment to `path`, under `key`; returns the rows it holds.

        Writers go on meanwhile. Raises StoreFull, StoreTrouble, BackupBad; a half-made file is removed.
        """
        with self.read() as connection:
            return backup.write_copy(connection, path, key, progress)

    def copy_of_today(self) -> Path | None:
        """Make the day's verified copy beside the store, under the store's own key; None when there is one.

        Takes a while on a large store; writers go on. Raises as `backup`.
        """
        file = backup.name_of_day(self.file, self._clock())
        if file.exists():
            return None
        self.backup(file, self._key)
        backup.prune(self.file)
        return file

    def close(self) -> None:
        """Close all connections and note that it was done properly; once is enough."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(StoreError), self.write() as connection:
            self._keep(connection, "clean", "1")
            connection.exec_driver_sql("PRAGMA analysis_limit = 400")
            connection.exec_driver_sql("PRAGMA optimize")  # how full the tables are, for the choice of indexes
        self._dispose()
        self._lease.release()

    def _dispose(self) -> None:
        self._readers.dispose()
        self._writer.dispose()
