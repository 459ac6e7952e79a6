"""What several queries share: the answer to "May I write?", labels, words to search for."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from vetrina.domain.policy import RulePack, basis_of
from vetrina.domain.talk import Purpose
from vetrina.domain.text import clean_line
from vetrina.store.facts import facts_of
from vetrina.store.tables import contact_label, standing
from vetrina.store.views import MayWrite

_WORD: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 8


def may_write(
    r: Connection,
    pack: RulePack,
    purpose: Purpose,
    contact_id: int,
    address_id: int | None,
    name: str,
    now: int,
    quiet_until: int | None = None,
) -> MayWrite:
    """What the gate would say at `now` (ms) about one person, with its because."""
    facts = facts_of(r, address_id, purpose, None, now, quiet_until=quiet_until)
    answer, basis = basis_of(pack, purpose, facts, now)
    if basis.reason == "blocked" and only_by_shop(r, contact_id):
        basis = dataclasses.replace(basis, reason="blocked_by_shop")
    return MayWrite(name, answer, basis)


def only_by_shop(r: Connection, contact_id: int) -> bool:
    """Whether a block is the shop's own and not the person's."""
    row = r.execute(
        select(standing.c.person_blocked, standing.c.shop_blocked).where(standing.c.contact_id == contact_id)
    ).first()
    return row is not None and bool(row.shop_blocked) and not row.person_blocked


def labels_of(r: Connection, contact_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The labels of several people, in the order of the alphabet."""
    found: dict[int, tuple[str, ...]] = {}
    wanted = select(contact_label).where(contact_label.c.contact_id.in_(tuple(contact_ids)))
    for contact_id, label in r.execute(wanted.order_by(contact_label.c.contact_id, contact_label.c.label)):
        found[contact_id] = (*found.get(contact_id, ()), label)
    return found


def match(typed: str) -> str:
    """What a person typed as an FTS5 question: all words, each as a beginning; empty when there is no word in it."""
    words = _WORD.findall(clean_line(typed).replace("_", " "))[:_MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words)
