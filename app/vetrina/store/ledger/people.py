"""What the owner notes about people: blocks, labels, the own phone, people from a file. None of it is permission."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from vetrina.domain.people import given_name
from vetrina.domain.text import clean_line
from vetrina.store.ledger.evidence import blocking, ensure_standing
from vetrina.store.ledger.writing import new_row
from vetrina.store.tables import contact, contact_label, standing


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """One person of a file. `key` finds them again in a second import: e-mail, telephone, or the name."""

    key: str
    name: str
    language: str = ""
    labels: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


def block_by_shop(w: Connection, contact_id: int, on: bool, now: int) -> None:
    """The shop blocks a person, or no longer does. The person's own block is never touched."""
    row = w.execute(select(standing).where(standing.c.contact_id == contact_id)).first()
    if row is None or bool(row.shop_blocked) == on:
        return
    values = blocking(w, contact_id, now if on else None)
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(values))


def set_labels(w: Connection, contact_id: int, labels: Iterable[str]) -> None:
    """The labels of a person, replacing the old ones."""
    w.execute(delete(contact_label).where(contact_label.c.contact_id == contact_id))
    for label in dict.fromkeys(clean_line(label, 40) for label in labels):
        if label:
            w.execute(insert(contact_label).values(contact_id=contact_id, label=label))


def add_label(w: Connection, contact_id: int, label: str) -> None:
    """One more label."""
    have = w.scalars(select(contact_label.c.label).where(contact_label.c.contact_id == contact_id)).all()
    set_labels(w, contact_id, [*have, label])


def mark_own(w: Connection, contact_id: int, own: bool) -> None:
    """This person is the owner, with the own phone, for tests."""
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(own=own))


def set_size(w: Connection, contact_id: int, size: str) -> None:
    """The size a person wears, for offers."""
    w.execute(update(contact).where(contact.c.id == contact_id).values(size=clean_line(size, 20)))


def add_imported(w: Connection, people: Iterable[ImportedPerson], now: int) -> tuple[int, int]:
    """People from a file: contacts, never permission. Returns how many were new and how many were known already."""
    new = known = 0
    for person in people:
        key = clean_line(person.key).casefold()
        name = clean_line(person.name)
        given = {clean_line(name): clean_line(value, 1_000) for name, value in person.given.items()}
        values = {
            "name": name,
            "first_name": given_name(name),
            "language": clean_line(person.language, 10),
            "size": given.get("size", "")[:20],
            "given": json.dumps(given, ensure_ascii=True),
        }
        contact_id = w.scalar(select(contact.c.id).where(contact.c.import_key == key)) if key else None
        if contact_id is None:
            contact_id = new_row(w, contact, values | {"imported": 1, "import_key": key or None, "made_at": now})
            ensure_standing(w, contact_id, name)
            new += 1
        else:
            w.execute(update(contact).where(contact.c.id == contact_id).values(values))
            w.execute(update(standing).where(standing.c.contact_id == contact_id).values(sort_name=name.casefold()))
            known += 1
        for label in person.labels:
            add_label(w, contact_id, label)
    return new, known
