"""Adding one row and learning its number; a message's words go into the index with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.engine import Connection

from vetrina.domain.talk import Author
from vetrina.store.tables import message


def new_row(w: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; returns its id."""
    key = w.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


_SAID = (Author.PERSON, Author.OWNER, Author.BOT, Author.NOTE)


def new_message(w: Connection, values: Mapping[str, Any]) -> int:
    """Insert one message, findable by its words unless it is an offer (whose text is indexed once per campaign)."""
    made = new_row(w, message, values)
    if values["author"] in _SAID and values["text"]:
        w.exec_driver_sql("INSERT INTO message_words (rowid, text) VALUES (?, ?)", (made, values["text"]))
    return made
