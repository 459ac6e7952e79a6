"""The schema as statements: tables, the triggers that keep promises, the word indexes; and its revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from vetrina.store import tables

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

REVISION: Final = "0001"
"""The revision that this program reads and writes; revisions sort by name."""

APPLICATION_ID: Final = 0x56545241
"""`VTRA` in the file's header: what kind of database it is."""

_VERSION_TABLE: Final = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"

_WORDS: Final = "tokenize='unicode61 remove_diacritics 2', prefix='2 3'"
_SAID: Final = "IN ('person', 'owner', 'bot', 'note')"
_BLOCKED: Final = (
    "BEGIN SELECT RAISE(ABORT, 'vetrina: blocked') FROM standing WHERE contact_id = NEW.contact_id AND blocked = 1; END"
)


def _append_only(table: str, unless: str = "") -> list[str]:
    refused = f"SELECT RAISE(ABORT, 'vetrina: {table} is append-only')"
    when = f" WHEN NOT EXISTS ({unless})" if unless else ""
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{when} BEGIN {refused}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refused}; END",
    ]


def _words(
    name: str, table: str, column: str, when: tuple[str, str] = ("", ""), *, on_insert: bool = True
) -> list[str]:
    """A word index over one column, kept by triggers; `when` limits it by conditions on NEW and OLD."""
    new, old = (f" WHEN {condition}" if condition else "" for condition in when)
    add = f"INSERT INTO {name}(rowid, {column}) VALUES (NEW.id, NEW.{column})"
    take = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column})"
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='id', {_WORDS})",
        f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)",
        *([f"CREATE TRIGGER {name}_add AFTER INSERT ON {table}{new} BEGIN {add}; END"] if on_insert else []),
        f"CREATE TRIGGER {name}_take BEFORE UPDATE OF {column} ON {table}{old} BEGIN {take}; END",
        f"CREATE TRIGGER {name}_put AFTER UPDATE OF {column} ON {table}{new} BEGIN {add}; END",
    ]


def statements() -> list[str]:
    """Everything that makes an empty file a store, in order. The text of an offer is not indexed per person."""
    dialect = sqlite.dialect()
    made = [_VERSION_TABLE]
    for table in tables.ALL:
        made.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        ordered = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in ordered]
    made += _append_only("evidence", "SELECT 1 FROM erasure WHERE contact_id = OLD.contact_id")
    for name in ("chain", "verdict", "sending", "erasure"):
        made += _append_only(name)
    made.append(
        "CREATE TRIGGER message_to_blocked BEFORE UPDATE OF state ON message"
        f" WHEN NEW.state = 'handed_over' AND OLD.state <> 'handed_over' {_BLOCKED}"
    )
    said = (f"NEW.author {_SAID} AND NEW.text <> ''", f"OLD.author {_SAID} AND OLD.text <> ''")
    # no trigger sees a message come in (`ledger.writing.new_message` puts its words here): a campaign writes a million
    made += _words("message_words", "message", "text", said, on_insert=False)
    made += _words("contact_words", "contact", "name")
    made += _words("creative_words", "creative", "text")
    return made


def create(connection: Connection) -> None:
    """Make the newest schema inside the caller's transaction."""
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def revision(connection: Connection) -> str:
    """The stored revision; empty when the file is no store of ours yet."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if found is None:
        return ""
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return "" if row is None else str(row[0])
