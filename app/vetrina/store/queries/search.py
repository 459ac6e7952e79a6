"""Finding anything by its words: people, what was said, what campaigns sent. Newest first."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.engine import Connection

from vetrina.store import codec
from vetrina.store.queries.reading import match
from vetrina.store.views import SearchHit

_PEOPLE: Final = text(
    "SELECT c.id, c.name, s.seen_at, c.made_at,"
    " (SELECT id FROM talk WHERE contact_id = c.id ORDER BY last_at DESC LIMIT 1) AS talk_id"
    " FROM contact_words AS f CROSS JOIN contact AS c ON c.id = f.rowid CROSS JOIN standing AS s ON s.contact_id = c.id"
    " WHERE f.contact_words MATCH :asked ORDER BY f.rowid DESC LIMIT :limit"
)
_SAID: Final = text(
    "SELECT m.id, m.text, m.at, c.name, t.id AS talk_id"
    " FROM message_words AS f CROSS JOIN message AS m ON m.id = f.rowid CROSS JOIN contact AS c ON c.id = m.contact_id"
    " LEFT JOIN talk AS t ON t.address_id = m.address_id"
    " WHERE f.message_words MATCH :asked ORDER BY f.rowid DESC LIMIT :limit"
)
_OFFERED: Final = text(
    "SELECT k.id, k.name, v.text, v.made_at FROM creative_words AS f CROSS JOIN creative AS v ON v.id = f.rowid"
    " JOIN campaign AS k ON k.creative_id = v.id"
    " WHERE f.creative_words MATCH :asked ORDER BY f.rowid DESC LIMIT :limit"
)


def find(r: Connection, typed: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """At most `limit` people, then messages, then campaigns with all the words; each word may be a beginning."""
    asked = match(typed)
    if not asked:
        return ()
    values = {"asked": asked, "limit": limit}
    people = [
        SearchHit("person", row.id, row.talk_id, row.name, "", row.seen_at or row.made_at)
        for row in r.execute(_PEOPLE, values)
    ]
    said = [
        SearchHit("message", row.id, row.talk_id, row.name, codec.content(row.text, None).first_line(), row.at)
        for row in r.execute(_SAID, values)
    ]
    offered = [
        SearchHit("offer", row.id, None, row.name, codec.content(row.text, None).first_line(), row.made_at)
        for row in r.execute(_OFFERED, values)
    ]
    return (*people, *said, *offered)
