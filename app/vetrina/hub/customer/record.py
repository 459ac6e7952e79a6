"""Everything the hub knows of one person, for the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t

_INNER: Final = frozenset({"change", "page_id", "seq", "app"})


def everything_about(page: Page, psid: str) -> Callable[[sa.Connection], dict[str, Any]]:
    """A query: the person's own row, messages, openings, choices made for them, and sessions (their times)."""

    def query(connection: sa.Connection) -> dict[str, Any]:
        def rows(table: sa.Table, *order: Any) -> list[dict[str, Any]]:
            owner = table.c.id if table is t.person else table.c.psid
            found = connection.execute(sa.select(table).where(owner == psid).order_by(*order)).mappings()
            return [{name: value for name, value in row.items() if name not in _INNER} for row in found]

        messages = rows(t.message, t.message.c.seq)
        for message in messages:
            message["content"] = msgspec.json.decode(message["content"])
        picks = rows(t.pick)
        for picked in picks:
            picked["vals"] = msgspec.json.decode(picked["vals"])
        sessions = [{"at": row["at"], "last_at": row["last_at"]} for row in rows(t.session, t.session.c.at)]
        return {
            "shop": page.name,
            "times": "milliseconds since 1970-01-01 UTC",
            "person": rows(t.person)[0] if rows(t.person) else {},
            "messages": messages,
            "ads_opened": rows(t.ad_opening, t.ad_opening.c.first_at),
            "chosen_for_you": picks,
            "devices": sessions,
        }

    return query
