"""The chain of commitments over what people did: shows whether the record was changed behind the program's back.

Each link commits to its payload by a salted hash; erasing a person takes payload and salt, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from vetrina.store.tables import chain, erasure, evidence


def _committed(salt: bytes, payload: tuple[str | int, ...]) -> bytes:
    body = json.dumps(payload, ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.sha256(salt + body).digest()


def _linked(before: bytes, at: int, what: str, subject: int, commitment: bytes) -> bytes:
    return hashlib.sha256(before + f"{at},{what},{subject},".encode() + commitment).digest()


def link(w: Connection, what: str, subject: int, at: int, payload: tuple[str | int, ...]) -> bytes:
    """Add one link about `subject` (a row id) at `at` (ms); returns the salt to keep with the payload."""
    salt = secrets.token_bytes(16)
    before = w.scalar(select(chain.c.hash).order_by(chain.c.id.desc()).limit(1)) or b""
    commitment = _committed(salt, payload)
    made = {"at": at, "what": what, "subject": subject, "commitment": commitment}
    w.execute(insert(chain).values(made | {"hash": _linked(before, at, what, subject, commitment)}))
    return salt


def first_break(r: Connection) -> int | None:
    """The first link (its number) that does not follow from the ones before or from its evidence; None when all hold.

    Evidence of erased persons has no payload left and is not compared.
    """
    before = b""
    joined = (
        select(chain, evidence, erasure.c.at.label("erased_at"))
        .select_from(
            chain.outerjoin(evidence, (evidence.c.id == chain.c.subject) & (chain.c.what == evidence.c.kind)).outerjoin(
                erasure, erasure.c.contact_id == evidence.c.contact_id
            )
        )
        .order_by(chain.c.id)
    )
    for row in r.execute(joined).mappings():
        if row[chain.c.hash] != _linked(
            before, row[chain.c.at], row[chain.c.what], row[chain.c.subject], row[chain.c.commitment]
        ):
            return int(row[chain.c.id])
        before = row[chain.c.hash]
        salt = row[evidence.c.salt]
        payload = (
            row[evidence.c.contact_id],
            row[evidence.c.account_id],
            row[evidence.c.kind],
            row[evidence.c.at],
            row[evidence.c.source],
            row[evidence.c.detail],
            row[evidence.c.external_id],
        )
        if salt is None:
            if row[evidence.c.id] is not None and row["erased_at"] is None:
                return int(row[chain.c.id])
        elif _committed(salt, payload) != row[chain.c.commitment]:
            return int(row[chain.c.id])
    return None
