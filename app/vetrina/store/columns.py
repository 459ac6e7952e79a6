"""Short words for the columns of the store's tables."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Table, Text, TypeDecorator, text
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData()


def id_column() -> Column[int]:
    """The row's number."""
    return Column("id", Integer, primary_key=True)


def int_column(name: str, *more: SchemaItem, empty: bool = False, default: int | None = None) -> Column[Any]:
    """A whole number; times are ms since the epoch. `empty` allows none."""
    given = None if default is None else text(str(default))
    return Column(name, Integer, *more, nullable=empty, server_default=given)


def text_column(name: str, *more: SchemaItem, empty: bool = False, default: str | None = None) -> Column[Any]:
    """A text. `empty` allows none."""
    given = None if default is None else text(f"'{default}'")
    return Column(name, Text, *more, nullable=empty, server_default=given)


def flag_column(name: str) -> Column[Any]:
    """Yes or no, as 1 and 0; no at first."""
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False, server_default=text("0"))


def one_of(name: str, values: Iterable[StrEnum], also: str | None = None) -> CheckConstraint:
    """Only these values."""
    # written with OR: SQLite builds the list of an IN anew for each row, which costs four times the insert
    asked = [f"{name} = '{value}'" for value in [*values, *([] if also is None else [also])]]
    return CheckConstraint(" OR ".join(asked))


class Coded(TypeDecorator[str]):
    """One of several words, kept as its place among them: small where there are millions of rows."""

    impl = Integer
    cache_ok = True

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words

    def code(self, word: str) -> int:
        """The number that is stored for a word."""
        return self.words.index(word)

    def process_bind_param(self, value: str | None, dialect: object) -> int | None:
        """To the database."""
        return None if value is None else self.code(value)

    def process_result_value(self, value: int | None, dialect: object) -> str | None:
        """And back."""
        return None if value is None else self.words[value]


def strict_table(name: str, *items: SchemaItem, rowid: bool = True, once: bool = False) -> Table:
    """A STRICT table; without `rowid` it is one tree, ordered by its key; with `once` no number is given twice."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=rowid, sqlite_autoincrement=once)
