"""Reading and writing many rows by one call each, for the path that every message takes.

The driver lets go of the interpreter at every row it steps to, and must then queue for it behind the loop; so rows are
read as one JSON value and written by statements of many rows. One text for SQLite, one for PostgreSQL. Faults are the
driver's own: see `driver_faults`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Final

import msgspec
import sqlalchemy as sa

CHUNKS: Final = (128, 32, 8, 1)
"""Rows per statement; few sizes, so that the driver keeps every statement prepared."""


@dataclass(frozen=True, slots=True)
class _Speech:
    """How a database says the three things that differ."""

    mark: str
    array: str
    row: str
    among: str
    lock: str


_SPEECHES: Final = {
    "sqlite": _Speech("?", "json_group_array", "json_array", "IN (SELECT value FROM json_each(?))", ""),
    "postgresql": _Speech(
        "%s", "json_agg", "json_build_array", "= ANY (SELECT json_array_elements_text(%s))", " FOR UPDATE"
    ),
}


@cache
def _select(dialect: str, columns: tuple[str, ...], table: str, among: str, extra: str, lock: bool) -> str:
    speech = _SPEECHES[dialect]
    names = ", ".join(columns)
    tail = speech.lock if lock else ""
    return (
        f"SELECT {speech.array}({speech.row}({names})) FROM (SELECT {names} FROM {table} "  # noqa: S608 -- our own names
        f"WHERE page_id = {speech.mark} AND {among} {speech.among}{extra}{tail}) AS found"
    )


def select_among(
    connection: sa.Connection,
    columns: tuple[str, ...],
    table: str,
    page_id: str,
    among: str,
    values: Sequence[str],
    *,
    extra: str = "",
    lock: bool = False,
) -> bytes | str:
    """Rows of a page whose column `among` is one of `values`, as one JSON array of arrays."""
    sql = _select(connection.dialect.name, columns, table, among, extra, lock)
    row = raw(connection).execute(sql, (page_id, msgspec.json.encode(values).decode())).fetchone()
    found = row[0] if row else None
    if found is None:
        return b"[]"
    return found if isinstance(found, str) else msgspec.json.encode(found)


def raw(connection: sa.Connection) -> Any:
    """The driver's own connection: sqlite3's and psycopg's `execute` are alike, and five times as quick to call."""
    return connection.connection.driver_connection


@dataclass(frozen=True, slots=True)
class DriverFaults:
    """What a driver raises by itself: `broken` when a constraint speaks, `stuck` when the store cannot be used."""

    broken: type[Exception]
    stuck: type[Exception]


def driver_faults(connection: sa.Connection) -> DriverFaults:
    """The faults of this connection's driver."""
    driver = connection.dialect.loaded_dbapi
    return DriverFaults(driver.IntegrityError, driver.OperationalError)


@cache
def _insert(dialect: str, table: str, columns: tuple[str, ...], rows: int) -> str:
    one = "(" + ", ".join([_SPEECHES[dialect].mark] * len(columns)) + ")"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * rows)}"  # noqa: S608 -- our own names


@cache
def _update(dialect: str, table: str, columns: tuple[str, ...], rows: int) -> str:
    mark = _SPEECHES[dialect].mark
    one = "(" + ", ".join([mark, *[f"CAST({mark} AS BIGINT)"] * (len(columns) - 1)]) + ")"
    sets = ", ".join(f"{name} = fresh.{name}" for name in columns[1:])
    return (
        f"WITH fresh ({', '.join(columns)}) AS (VALUES {', '.join([one] * rows)}) "  # noqa: S608 -- our own names
        f"UPDATE {table} SET {sets} FROM fresh WHERE {table}.{columns[0]} = fresh.{columns[0]}"
    )


def insert_rows(connection: sa.Connection, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> None:
    """Insert `rows`, values in the order of `columns`."""
    dialect, execute = connection.dialect.name, raw(connection).execute
    for some in _chunks(rows):
        execute(_insert(dialect, table, columns, len(some)), tuple(chain.from_iterable(some)))


def update_rows(connection: sa.Connection, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> None:
    """Set integer `columns` after the first in the rows whose first column has the given value."""
    dialect, execute = connection.dialect.name, raw(connection).execute
    for some in _chunks(rows):
        execute(_update(dialect, table, columns, len(some)), tuple(chain.from_iterable(some)))


def _chunks(rows: Sequence[Sequence[Any]]) -> list[Sequence[Sequence[Any]]]:
    found = []
    start = 0
    for size in CHUNKS:
        while len(rows) - start >= size:
            found.append(rows[start : start + size])
            start += size
    return found
