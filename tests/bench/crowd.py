"""A shop with very many people in it, made by a few statements; the same people each time."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

from vetrina import paths
from vetrina.domain.policy import RulePack, read_pack
from vetrina.store import ledger
from vetrina.store.database import Database

NOW: Final = 1_790_000_000_000
DAY: Final = 86_400_000
KEY: Final = bytes(range(32))

_NAMES: Final = "Giulia Paolo Marco Chiara Luca Elena Davide Sofia Francesca Andrea Marta Pietro"

# Of a hundred people: 4 blocked, 3 stopped, 10 followed never and wrote never, 8 have an offer they did not tap,
# 6 tapped it, 1 asked for less, 1 is in a talk; the rest simply follow or have written. About 77 may get an offer.
_PEOPLE: Final = f"""
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)
INSERT INTO contact (id, name, first_name, made_at)
SELECT i, f || ' Numero ' || i, f, {NOW} - 90 * {DAY}
FROM (SELECT i, CASE i % 12 {{names}} END AS f FROM n)
"""
_ADDRESS: Final = f"""
INSERT INTO address (id, contact_id, account_id, remote_id, made_at)
SELECT id, id, 1, printf('p%012d', id), {NOW} - 90 * {DAY} FROM contact
"""
_STANDING: Final = f"""
INSERT INTO standing (contact_id, sort_name, address_id, account_id, follows, followed_at, has_talked, talk_open,
  last_wrote_at, last_act_at, blocked, person_blocked, blocked_at, stopped, stopped_at, outstanding, last_sponsored_at,
  last_click_at, less, less_at, in_talk, seen_at)
SELECT id, lower(name), id, 1, f, CASE f WHEN 1 THEN t END, w, w, CASE w WHEN 1 THEN t + 5 END,
  CASE w WHEN 1 THEN t + 5 END, r < 4, r < 4, CASE WHEN r < 4 THEN t + 9 END, r BETWEEN 4 AND 6,
  CASE WHEN r BETWEEN 4 AND 6 THEN t + 9 END, r BETWEEN 17 AND 24, CASE WHEN r BETWEEN 17 AND 31 THEN t + 7 END,
  CASE WHEN r BETWEEN 25 AND 30 THEN t + 8 END, r = 31, CASE r WHEN 31 THEN t + 9 END, r = 32, t + 9
FROM (SELECT id, name, h % 100 AS r, {NOW} - 40 * {DAY} - h % 1000000 AS t,
        (h % 100) NOT BETWEEN 7 AND 16 AND h % 3 > 0 AS f, (h % 100) NOT BETWEEN 7 AND 16 AND h % 3 < 2 AS w
      FROM (SELECT id, name, (id * 2654435761) % 4294967296 AS h FROM contact))
"""


def pack() -> RulePack:
    """The rules that the counts are about."""
    return read_pack(tomllib.loads(paths.resource("policies/vetrina-2016.toml").read_text(encoding="utf-8")))


def fill(w: Connection, people: int, *, account: bool = True) -> None:
    """One account and `people` people; without `account` the first one is there already."""
    names = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(_NAMES.split()))
    if account:
        ledger.accounts.make_account(w, "hub", "Bottega", "page", {}, NOW)
    w.exec_driver_sql(_PEOPLE.replace("{names}", names).replace(":people", str(people)))
    w.exec_driver_sql(_ADDRESS)
    w.exec_driver_sql(_STANDING)


def crowded(file: Path, people: int) -> Database:
    """A store with one account and `people` people."""
    database = Database.open(file, KEY, lambda: NOW)
    with database.write() as w:
        fill(w, people)
    with database.write() as w:
        w.exec_driver_sql("ANALYZE")
    return database
