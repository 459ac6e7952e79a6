"""Pressing Send: the durable plan and the way to queued rows, beside plain INSERT..SELECT into three tables.

The limit is what the same SQLite does in the same kind of file (same key, same settings) with three bare tables and one
transaction. Time is CPU time of the process, as the machine may be busy; wall time stands beside it.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import gc
import hashlib
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Connection
from tests.bench.crowd import DAY, KEY, NOW, crowded, pack

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, Schedule
from vetrina.domain.people import Address
from vetrina.domain.policy import Draft, judge
from vetrina.domain.talk import Author, Content, Purpose
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.ledger import campaigns as plans
from vetrina.store.rows import ORDINARY

VALUES = {"price": "59,00 €"}
_START, _MIDDLE, _END = (
    "Ciao ",
    ", le camicie di lino Alba",
    " sono tornate: {price} fino a sabato. Ti aspettiamo in via Po.",
)
TEXT = f"{_START}{{first_name|cara}}{_MIDDLE}{{size|}}{_END}"
HOUR = 3_600_000

_BARE = (
    "CREATE TABLE bare_message (id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL, body TEXT NOT NULL,"
    " at INTEGER NOT NULL)",
    "CREATE TABLE bare_delivery (campaign_id INTEGER NOT NULL, contact_id INTEGER NOT NULL,"
    " message_id INTEGER NOT NULL, UNIQUE (campaign_id, contact_id))",
    "CREATE TABLE bare_outbox (message_id INTEGER PRIMARY KEY, due_at INTEGER NOT NULL)",
)
_LIMIT = (
    "INSERT INTO bare_message (id, contact_id, body, at) SELECT s.contact_id, s.contact_id,"
    f" '{_START}' || coalesce(nullif(c.first_name, ''), 'cara') || '{_MIDDLE}' || coalesce(nullif(c.size, ''), '')"
    f" || '{_END.replace('{price}', VALUES['price'])}', {NOW}"
    " FROM standing AS s JOIN contact AS c ON c.id = s.contact_id"
    " WHERE s.blocked = 0 AND s.stopped = 0 AND (s.follows = 1 OR s.has_talked = 1) AND s.outstanding = 0"
    f" AND NOT (s.less = 1 AND coalesce(s.last_sponsored_at, 0) > {NOW - 30 * DAY})"
    f" AND NOT (s.in_talk = 1 AND coalesce(s.last_wrote_at, 0) > {NOW - 2 * HOUR})",
    "INSERT INTO bare_delivery SELECT 1, contact_id, id FROM bare_message",
    f"INSERT INTO bare_outbox SELECT id, {NOW} FROM bare_message",
)


@dataclass(frozen=True)
class Took:
    """What one run took, in seconds."""

    cpu: float
    wall: float


def measured(work: Callable[[], object]) -> Took:
    """`work` with the collector quiet."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Took(time.process_time() - cpu, time.perf_counter() - wall)


def limit(database: Database) -> None:
    """The three bare statements, one transaction."""
    with database.write() as w:
        for statement in _LIMIT:
            w.exec_driver_sql(statement)


def new_campaign(database: Database) -> int:
    """A campaign to everyone, its text frozen."""
    with database.write() as w:
        made = plans.save_campaign(w, Campaign(0, "", "Lino", 0, Audience(), Schedule()), NOW)
        plans.freeze_creative(w, made.id, Content(TEXT), VALUES, NOW)
        plans.set_campaign_state(w, made.id, CampaignState.GOING_OUT, NOW)
    return made.id


def in_turns(database: Database, turn: Callable[[Connection], plans.Planned]) -> int:
    """One chunk after the other, each a transaction of its own; returns how many there were."""
    turns = 0
    while True:
        turns += 1
        with database.write() as w:
            if turn(w).finished:
                return turns


def plan(database: Database, campaign_id: int) -> None:
    """Who gets what, durable."""
    rules = pack()
    in_turns(database, lambda w: plans.plan_chunk(w, campaign_id, rules, ORDINARY, NOW))


def queue(database: Database, campaign_id: int) -> None:
    """Everyone's message written down with its text, waiting."""
    rules = pack()
    in_turns(database, lambda w: plans.queue_chunk(w, campaign_id, rules, ORDINARY, NOW))


def _same(database: Database, question: str) -> tuple[int, str]:
    digest = hashlib.sha256()
    count = 0
    with database.read() as r:
        for row in r.exec_driver_sql(question):
            digest.update(repr(tuple(row)).encode())
            count += 1
    return count, digest.hexdigest()


def compare(people: int, rounds: int, folder: Path) -> None:
    """The limit and the product in turn, on a fresh copy each; their outputs compared each time."""
    made = folder / "made.db"
    crowded(made, people).close()
    took: dict[str, list[Took]] = {"limit": [], "plan": [], "whole": []}
    recipients = 0
    for _ in range(rounds):
        database = _copy(made, folder)
        with database.write() as w:
            for statement in _BARE:
                w.exec_driver_sql(statement)
        took["limit"].append(measured(lambda: limit(database)))  # noqa: B023 - run at once
        expected = _same(database, "SELECT contact_id, body FROM bare_message ORDER BY contact_id")
        database.close()

        database = _copy(made, folder)
        campaign_id = new_campaign(database)
        planned = measured(lambda: plan(database, campaign_id))  # noqa: B023
        queued = measured(lambda: queue(database, campaign_id))  # noqa: B023
        took["plan"].append(planned)
        took["whole"].append(Took(planned.cpu + queued.cpu, planned.wall + queued.wall))
        written = _same(
            database, "SELECT contact_id, text FROM message WHERE purpose = 'sponsored' ORDER BY contact_id"
        )
        everyone, _ = _same(database, "SELECT contact_id FROM delivery ORDER BY contact_id")
        database.close()
        if written != expected or everyone != people:
            raise SystemExit(f"not the same people or texts: {written} {expected}, {everyone} rows for {people} people")
        recipients = expected[0]
    _tell(people, recipients, took)


def _copy(made: Path, folder: Path) -> Database:
    for file in folder.glob("work.db*"):
        file.unlink()
    shutil.copyfile(made, folder / "work.db")
    return Database.open(folder / "work.db", KEY, lambda: NOW)


def _tell(people: int, recipients: int, took: dict[str, list[Took]]) -> None:
    cpu = {name: statistics.median(item.cpu for item in runs) for name, runs in took.items()}
    wall = {name: statistics.median(item.wall for item in runs) for name, runs in took.items()}
    print(f"\n{people:,} people, {recipients:,} get the offer; medians of {len(took['limit'])}, same people and texts")
    for name, label in (
        ("limit", "bare INSERT..SELECT x 3"),
        ("plan", "durable plan"),
        ("whole", "plan + queued rows"),
    ):
        rate = recipients / cpu[name]
        print(f"  {label:<24} {cpu[name]:7.2f} s CPU {wall[name]:7.2f} s wall   {rate:>11,.0f} recipients/s CPU")
    print(f"  plan, people decided about {people / cpu['plan']:>11,.0f}/s CPU")
    plan_ratio, whole_ratio = ((cpu["limit"] / cpu[name], wall["limit"] / wall[name]) for name in ("plan", "whole"))
    print(f"  durable plan / limit     {plan_ratio[0]:.2f}x by CPU, {plan_ratio[1]:.2f}x by wall (goal 4x)")
    print(f"  queued rows / limit      {whole_ratio[0]:.0%} by CPU, {whole_ratio[1]:.0%} by wall (goal 85%)")


# While it runs --------------------------------------------------------------------------------------------------------


class Clockwork(threading.Thread):
    """A timer that should go every 10 ms, as a window's does; notes how late it is (ms)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.late: list[float] = []
        self.over = threading.Event()

    def run(self) -> None:
        """Until told."""
        due = time.perf_counter()
        while not self.over.is_set():
            due += 0.010
            time.sleep(max(due - time.perf_counter(), 0))
            now = time.perf_counter()
            self.late.append((now - due) * 1000)
            due = max(due, now - 0.010)


class Typist(threading.Thread):
    """Writes an answer every 20 ms, all the way through the gate to the disk; notes how long each took (ms)."""

    def __init__(self, database: Database, name: str) -> None:
        super().__init__(daemon=True, name=name)
        self.database = database
        self.took: list[float] = []
        self.over = threading.Event()
        self.rules = pack()
        with database.read() as r:
            self.people = r.exec_driver_sql(
                "SELECT address_id FROM standing WHERE talk_open = 1 AND blocked = 0 LIMIT 2000"
            ).all()

    def run(self) -> None:
        """Until told."""
        number = 0
        while not self.over.wait(0.020):
            (address_id,) = self.people[number % len(self.people)]
            remote = Address(1, f"p{address_id:012d}")
            draft = Draft(f"{self.name}-{number}", Purpose.REPLY, remote, Content(f"Risposta numero {number}"))
            begun = time.perf_counter()
            with self.database.write() as w:
                facts = ledger.facts_of(w, address_id, Purpose.REPLY, draft, NOW + number)
                ledger.outbox.queue(w, draft, Author.OWNER, judge(self.rules, draft, facts, NOW + number), NOW + number)
            self.took.append((time.perf_counter() - begun) * 1000)
            number += 1


def responsive(people: int, folder: Path) -> None:
    """How late a timer and how slow a typed answer are while a campaign is planned and written down."""
    made = folder / "made.db"
    database = _copy(made, folder)
    print(f"\nWhile {people:,} people are planned and written down")
    for label, work in (("idle", _nothing), ("campaign", _send)):
        clockwork, typist = Clockwork(), Typist(database, label)
        clockwork.start()
        typist.start()
        begun = time.perf_counter()
        work(database)
        wall = time.perf_counter() - begun
        for thread in (clockwork, typist):
            thread.over.set()
            thread.join()
        late = f"p50 {_at(clockwork.late, 50):6.2f} p99 {_at(clockwork.late, 99):6.2f}"
        typed = f"p50 {_at(typist.took, 50):6.2f} p99 {_at(typist.took, 99):6.2f} max {max(typist.took):6.2f}"
        print(
            f"  {label:<9} {wall:6.2f} s   timer late ms {late}   typed answer durable ms {typed} ({len(typist.took)})"
        )
    database.close()


def _nothing(_database: Database) -> None:
    time.sleep(3)


def _send(database: Database) -> None:
    campaign_id = new_campaign(database)

    def work() -> None:
        plan(database, campaign_id)
        queue(database, campaign_id)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def _at(values: Sequence[float], percent: int) -> float:
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def main(argv: Sequence[str]) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="bench campaign", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(argv)
    for people in (given.people // 10, given.people):
        with tempfile.TemporaryDirectory(prefix="vetrina-bench-") as name:
            compare(people, given.rounds, Path(name))
            responsive(people, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
