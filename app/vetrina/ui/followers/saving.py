"""The people of a group as a table in a file, for another program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vetrina.store.queries import people

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from vetrina.domain.policy import RulePack
    from vetrina.exchange.people import ImportedPerson
    from vetrina.store.views import PersonRow

AT_ONCE = 500
_OWN = ("external_id", "language", "phone", "email", "city", "birthday", "notes")


def save_people(r: Connection, place: Path, group: str, search: str, now: int, pack: RulePack) -> int:
    """Write the people of `group` whose name fits `search` to `place`; returns how many. Raises OSError.

    Runs where the store is read. The old file stays whole until the new one is.
    """
    from vetrina.exchange import exports

    found = list(_people(r, group, search, now, pack))
    exports.save(place, exports.people_csv(found))
    return len(found)


def _people(
    r: Connection, group: str, search: str, now: int, pack: RulePack
) -> Iterator[tuple[ImportedPerson, Mapping[str, str]]]:
    after: tuple[str, int] | None = None
    while rows := people.page(r, group, search, after, AT_ONCE, now, pack):
        given = people.given_of(r, (row.id for row in rows))
        for row in rows:
            yield _as_listed(row, given.get(row.id, {})), {"follow_state": _state(row)}
        after = people.place(rows[-1])


def _as_listed(row: PersonRow, given: Mapping[str, str]) -> ImportedPerson:
    from vetrina.exchange.people import ImportedPerson

    return ImportedPerson(
        external_id=given.get("external_id") or f"vetrina-{row.id}",
        display_name=row.name,
        language=given.get("language", ""),
        phone=given.get("phone", ""),
        email=given.get("email", ""),
        city=given.get("city", ""),
        birthday=given.get("birthday", ""),
        notes=given.get("notes", ""),
        labels=row.labels,
        extra={name: value for name, value in given.items() if name not in _OWN},
    )


def _state(row: PersonRow) -> str:
    """What this person wants, in one word for a column that people read."""
    if row.blocked:
        return "blocked"
    if row.stopped:
        return "no offers"
    return "follows" if row.follows else ""
