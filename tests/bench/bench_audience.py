"""The live number "n may receive this", beside counting its partial index and beside looking at everyone."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.engine import Connection
from tests.bench.crowd import DAY, NOW, crowded, pack

from vetrina.domain.campaigns import Audience, Group, Who
from vetrina.domain.policy import Answer, basis_of
from vetrina.domain.talk import Purpose
from vetrina.store.counting import may_write_now
from vetrina.store.facts import facts_of
from vetrina.store.queries import campaigns
from vetrina.store.tables import OFFER_READY

_INDEX = f"SELECT count(*) FROM standing INDEXED BY standing_ready WHERE {OFFER_READY}"
_PLAIN = (
    "SELECT count(*) FROM standing NOT INDEXED WHERE blocked = 0 AND stopped = 0 AND (follows = 1 OR has_talked = 1)"
    f" AND outstanding = 0 AND NOT (less = 1 AND coalesce(last_sponsored_at, 0) > {NOW - 30 * DAY})"
    f" AND NOT (in_talk = 1 AND coalesce(last_wrote_at, 0) > {NOW - 7_200_000})"
)
_NORMALISED = f"""
SELECT count(*) FROM contact AS c JOIN standing AS s ON s.contact_id = c.id WHERE c.erased_at IS NULL
  AND EXISTS (SELECT 1 FROM address WHERE contact_id = c.id) AND s.blocked = 0 AND s.stopped = 0
  AND (s.follows = 1 OR s.has_talked = 1) AND s.outstanding = 0
  AND NOT EXISTS (SELECT 1 FROM message WHERE contact_id = c.id AND purpose = 'sponsored' AND clicked_at IS NULL
    AND state <> 'not_sent')
  AND NOT (s.less = 1 AND coalesce(s.last_sponsored_at, 0) > {NOW - 30 * DAY})
  AND NOT (s.in_talk = 1 AND coalesce(s.last_wrote_at, 0) > {NOW - 7_200_000})
"""


def _took(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median CPU seconds of each, run in turn."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            work()  # the one before may have put other pages in the cache
            begun = time.process_time()
            work()
            times[name].append(time.process_time() - begun)
    return {name: statistics.median(runs) for name, runs in times.items()}


def _look_at_some(r: Connection, people: int) -> tuple[int, int]:
    """How many of the first people the gate itself clears, and how many the list of the check shows."""
    rules = pack()
    some = min(people, 2_000)
    cleared = 0
    for contact_id in range(1, some + 1):
        facts = facts_of(r, contact_id, Purpose.SPONSORED, None, NOW)
        cleared += basis_of(rules, Purpose.SPONSORED, facts, NOW)[0] is Answer.CLEARED
    shown = campaigns.check_people(r, Audience(), Group.NOW, 0, some, NOW, rules)
    return cleared, sum(person.contact_id <= some for person in shown)


def run(people: int, rounds: int, folder: Path) -> None:
    """Print the times at one size."""
    database = crowded(folder / "store.db", people)
    rules = pack()
    with database.read() as r:
        numbers = {
            "live count": may_write_now(r, rules, NOW),
            "plain columns": r.exec_driver_sql(_PLAIN).scalar_one(),
            "normalised": r.exec_driver_sql(_NORMALISED).scalar_one(),
            "check": campaigns.check(r, Audience(), NOW, rules).now,
        }
        if len(set(numbers.values())) != 1:
            raise SystemExit(f"the numbers differ: {numbers}")
        gate, listed = _look_at_some(r, people)
        if gate != listed:
            raise SystemExit(f"the gate clears {gate}, the check shows {listed}")
        took = _took(
            {
                "index": lambda: r.exec_driver_sql(_INDEX).scalar_one(),
                "live": lambda: may_write_now(r, rules, NOW),
                "followers": lambda: may_write_now(r, rules, NOW, Audience(Who.FOLLOWERS)),
                "plain": lambda: r.exec_driver_sql(_PLAIN).scalar_one(),
                "normalised": lambda: r.exec_driver_sql(_NORMALISED).scalar_one(),
                "check": lambda: campaigns.check(r, Audience(), NOW, rules),
            },
            rounds,
        )
        one = _took({"one": lambda: [facts_of(r, 17, Purpose.SPONSORED, None, NOW) for _ in range(200)]}, rounds)["one"]
    database.close()
    print(f"\n{people:,} people, {numbers['live count']:,} may get an offer now; CPU, medians of {rounds}")
    for name, label in (
        ("index", "count of the partial index"),
        ("live", "live count, everyone"),
        ("followers", "live count, followers"),
        ("plain", "count by the columns"),
        ("check", "the check with all reasons"),
        ("normalised", "normalised query"),
    ):
        print(f"  {label:<28} {1000 * took[name]:9.2f} ms")
    print(f"  live / index             {took['live'] / took['index']:.2f}x (goal 1.25x)")
    print(f"  normalised / live        {took['normalised'] / took['live']:.0f}x")
    print(f"  facts of one person      {1e6 * one / 200:.0f} us")


def main(argv: Sequence[str]) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="bench audience", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(argv)
    for people in (given.people // 10, given.people):
        with tempfile.TemporaryDirectory(prefix="vetrina-bench-") as name:
            run(people, given.rounds, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
