"""Adding one row and learning its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.engine import Connection


def new_row(w: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; returns its id."""
    key = w.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])
