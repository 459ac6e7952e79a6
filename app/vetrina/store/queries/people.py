"""The list of people, its groups and their counts, and one person in full."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal_column, select, text, tuple_
from sqlalchemy.engine import Connection

from vetrina.domain.policy import Answer, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store.counting import may_write_now
from vetrina.store.policy_sql import facts_columns, rule_case
from vetrina.store.queries.inbox import happened, talk_of_contact
from vetrina.store.queries.reading import labels_of, match, may_write
from vetrina.store.tables import account, contact, contact_label, standing
from vetrina.store.views import PersonCounts, PersonRow, PersonView

_ONE: Final[ColumnElement[int]] = literal_column("1")
_NOUGHT: Final[ColumnElement[int]] = literal_column("0")

_GROUPS: Final[dict[str, ColumnElement[bool]]] = {
    "follows": standing.c.follows == _ONE,
    "talked": standing.c.has_talked == _ONE,
    "blocked": standing.c.blocked == _ONE,
    "never": and_(standing.c.follows == _NOUGHT, standing.c.has_talked == _NOUGHT),
}
"""Each has an index of its own; written with plain numbers, so that SQLite sees that it fits."""


def _rows() -> Select[Any]:
    return select(standing, contact.c.name, contact.c.imported, contact.c.given, account.c.channel).select_from(
        standing.join(contact, contact.c.id == standing.c.contact_id).outerjoin(
            account, account.c.id == standing.c.account_id
        )
    )


def page(
    r: Connection,
    group: str,
    search: str,
    after: tuple[str, int] | None,
    limit: int,
    now: int,
    pack: RulePack,
    label: str = "",
    quiet_until: int | None = None,
) -> tuple[PersonRow, ...]:
    """People of a group (everyone, follows, talked, may_write, blocked, never) by name.

    `after` is what `place` says of the last row shown. `search` looks at the names, `label` narrows to one label.
    """
    wanted = _rows()
    if group == "may_write":
        wanted = wanted.where(cleared(pack, now))
    elif group != "everyone":
        wanted = wanted.where(_GROUPS[group])
    if asked := match(search):
        named = text("SELECT rowid FROM contact_words WHERE contact_words MATCH :asked").bindparams(asked=asked)
        wanted = wanted.where(standing.c.contact_id.in_(named))
    elif search.strip():
        return ()
    if label:
        labelled = select(contact_label.c.contact_id).where(contact_label.c.label == label)
        wanted = wanted.where(standing.c.contact_id.in_(labelled))
    if after is not None:
        wanted = wanted.where(tuple_(standing.c.sort_name, standing.c.contact_id) > after)
    rows = r.execute(wanted.order_by(standing.c.sort_name, standing.c.contact_id).limit(limit)).all()
    labels = labels_of(r, (row.contact_id for row in rows))
    return tuple(_person_row(r, row, labels.get(row.contact_id, ()), now, pack, quiet_until) for row in rows)


def place(row: PersonRow) -> tuple[str, int]:
    """Where a row stands in the list, for the next `page`."""
    return row.name.casefold(), row.id


def cleared(pack: RulePack, now: int) -> ColumnElement[bool]:
    """Whether an offer may be sent to a person of `standing` at `now` (ms), quiet hours aside."""
    rule = rule_case(pack, Purpose.SPONSORED, facts_columns(), now)
    return rule.in_([index for index, item in enumerate(pack.rules) if item.answer is Answer.CLEARED])


def _person_row(
    r: Connection, row: Row[Any], labels: tuple[str, ...], now: int, pack: RulePack, quiet_until: int | None
) -> PersonRow:
    return PersonRow(
        id=row.contact_id,
        name=row.name,
        channel=row.channel or "",
        labels=labels,
        follows=bool(row.follows),
        talked=bool(row.has_talked),
        blocked=bool(row.blocked),
        stopped=bool(row.stopped),
        imported=bool(row.imported) and row.address_id is None,
        offer=may_write(r, pack, Purpose.SPONSORED, row.contact_id, row.address_id, row.name, now, quiet_until),
        last_seen_at=row.seen_at,
    )


def counts(r: Connection, now: int, pack: RulePack) -> PersonCounts:
    """The numbers beside the groups."""

    def number(group: str) -> int:
        return int(r.scalar(select(func.count()).select_from(standing).where(_GROUPS[group])) or 0)

    return PersonCounts(
        everyone=int(r.scalar(select(func.count()).select_from(standing)) or 0),
        follows=number("follows"),
        talked=number("talked"),
        may_write=may_write_now(r, pack, now),
        blocked=number("blocked"),
        never=number("never"),
    )


def person(
    r: Connection, contact_id: int, now: int, pack: RulePack, quiet_until: int | None = None
) -> PersonView | None:
    """One person with everything they did, newest first; None when they are gone."""
    row = r.execute(_rows().where(standing.c.contact_id == contact_id)).first()
    if row is None:
        return None
    given = json.loads(row.given)
    return PersonView(
        row=_person_row(r, row, labels_of(r, [contact_id]).get(contact_id, ()), now, pack, quiet_until),
        reply=may_write(r, pack, Purpose.REPLY, contact_id, row.address_id, row.name, now),
        evidence=happened(r, contact_id),
        talk_id=talk_of_contact(r, contact_id),
        given=tuple((str(name), str(value)) for name, value in given.items()),
    )


def given_of(r: Connection, contact_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """What an imported list said of these people, by person; `external_id` and `language` among it."""
    columns = (contact.c.id, contact.c.import_key, contact.c.language, contact.c.given)
    found = r.execute(select(*columns).where(contact.c.id.in_(list(contact_ids))))
    return {
        row.id: {"external_id": row.import_key or "", "language": row.language, **json.loads(row.given)}
        for row in found
    }


def labels(r: Connection) -> tuple[str, ...]:
    """Every label in use, in the order of the alphabet."""
    return tuple(r.scalars(select(contact_label.c.label).distinct().order_by(contact_label.c.label)))


def own_phone(r: Connection) -> int | None:
    """The contact that is the owner's own phone, for tests."""
    found = r.scalar(select(standing.c.contact_id).where(standing.c.own == _ONE).limit(1))
    return None if found is None else int(found)
