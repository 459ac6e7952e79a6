"""What encryption at rest costs: the same library, tables and statements, with the key and without."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy.engine import Connection
from tests.bench.crowd import KEY, NOW, fill, pack

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, Schedule
from vetrina.domain.talk import Content
from vetrina.store import connecting, schema
from vetrina.store.counting import may_write_now
from vetrina.store.ledger import campaigns as plans
from vetrina.store.queries import inbox, people, search
from vetrina.store.rows import ORDINARY

LINES = 4
"""Lines of each talk."""

_TALKS = f"""
INSERT INTO talk (id, address_id, contact_id, account_id, last_at, last_line, last_author, unread, made_at)
SELECT id, id, id, 1, {NOW} - 100000000 + id * 7, 'riga tre di ' || name, 'person', id % 9 = 0, {NOW}
FROM contact WHERE id <= ?
"""
_LINES = f"""
INSERT INTO message (address_id, contact_id, account_id, purpose, author, state, at, text, remote_id)
SELECT c.id, c.id, 1, '', 'person', 'received', {NOW} - 100000000 + c.id * 7 + n.value,
  w.t || ' ' || c.first_name || ' ' || c.id, 'm' || c.id || '-' || n.value
FROM contact AS c, json_each('[0,1,2,3]') AS n,
  (SELECT 'Buongiorno, avete ancora la camicia di lino in taglia media? La cercavo per sabato' AS t) AS w
WHERE c.id <= ? ORDER BY c.id
"""


class Shop:
    """A store file without the front door: it may be opened without a key."""

    def __init__(self, file: Path, key: bytes | None, number: int) -> None:
        self.number = number
        self.writer = connecting.engine(file, key)
        self.readers = connecting.engine(file, key, readers=1)
        with self.write() as w:
            schema.create(w)
            fill(w, number)
            w.exec_driver_sql(_TALKS, (number // 4,))
            w.exec_driver_sql(_LINES, (number // 4,))
            w.exec_driver_sql("INSERT INTO message_words (rowid, text) SELECT id, text FROM message")
        with self.write() as w:
            w.exec_driver_sql("ANALYZE")

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction."""
        with self.writer.begin() as w:
            yield w

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot."""
        with self.readers.connect() as r:
            yield r

    def campaign(self) -> int:
        """Plan and write down a campaign to everyone; returns the messages."""
        rules = pack()
        with self.write() as w:
            made = plans.save_campaign(w, Campaign(0, "", "Lino", 0, Audience(), Schedule()), NOW)
            plans.freeze_creative(w, made.id, Content("Ciao {first_name|cara}, tornano le camicie di lino."), {}, NOW)
            plans.set_campaign_state(w, made.id, CampaignState.GOING_OUT, NOW)
        written = 0
        for turn in (plans.plan_chunk, plans.queue_chunk):
            finished = False
            while not finished:
                with self.write() as w:
                    done = turn(w, made.id, rules, ORDINARY, NOW)
                finished = done.finished
                written += done.people if turn is plans.queue_chunk else 0
        return written


def _reads(number: int) -> dict[str, Callable[[Connection], object]]:
    """What screens ask again and again."""
    rules = pack()
    return {
        "inbox, first page": lambda r: inbox.page(r, "open", limit=50),
        "inbox, a page further": lambda r: inbox.page(r, "open", before=(NOW - 100_000_000 + number, 1), limit=50),
        "inbox, numbers": inbox.counts,
        "one talk": lambda r: inbox.talk(r, number // 8, NOW, rules),
        "its messages": lambda r: inbox.messages(r, number // 8),
        "search, common word": lambda r: search.find(r, "camicia"),
        "search, rare word": lambda r: search.find(r, str(number // 5)),
        "people, first page": lambda r: people.page(r, "follows", "", None, 50, NOW, rules),
        "live count": lambda r: may_write_now(r, rules, NOW),
    }


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def run(number: int, rounds: int, folder: Path) -> None:
    """Print both ways at one size."""
    shops = {"plain": Shop(folder / "plain.db", None, number), "keyed": Shop(folder / "keyed.db", KEY, number)}
    print(f"\n{number:,} people, {number // 4 * LINES:,} messages; CPU, medians of {rounds * 20} reads; results equal")
    ratios = []
    for name, work in _reads(number).items():
        with shops["plain"].read() as plain, shops["keyed"].read() as keyed:
            if work(plain) != work(keyed):
                raise SystemExit(f"{name}: the two stores answer differently")
            took: dict[str, list[float]] = {"plain": [], "keyed": []}
            for _ in range(rounds):
                for way, r in (("plain", plain), ("keyed", keyed)):
                    took[way].append(_median(lambda: work(r), 20))  # noqa: B023 - run at once
        plain_ms, keyed_ms = (1000 * statistics.median(took[way]) for way in ("plain", "keyed"))
        ratios.append(keyed_ms / plain_ms)
        print(f"  {name:<24} plain {plain_ms:8.2f} ms  encrypted {keyed_ms:8.2f} ms  {ratios[-1]:.2f}x")
    print(f"  hot reads, median        {statistics.median(ratios):.2f}x, worst {max(ratios):.2f}x (goal 1.1x)")
    cold = {way: _cold(shop, number) for way, shop in shops.items()}
    print(f"  talks never read before  {cold['keyed'] / cold['plain']:.2f}x (no goal: each page is decrypted once)")
    took_write = {}
    written = set()
    for way, shop in shops.items():
        begun = time.process_time()
        written.add(shop.campaign())
        took_write[way] = time.process_time() - begun
    if len(written) != 1:
        raise SystemExit(f"the two stores wrote differently: {written}")
    ratio = took_write["keyed"] / took_write["plain"]
    seconds = f"plain {took_write['plain']:.2f} s  encrypted {took_write['keyed']:.2f} s"
    print(f"  campaign, {written.pop():,} messages: {seconds}  {ratio:.2f}x (goal 1.8x)")


def _cold(shop: Shop, number: int) -> float:
    """Histories at random on a connection that has read nothing."""
    shop.readers.dispose()
    chance = random.Random(7)
    with shop.read() as r:
        inbox.messages(r, 1)
        begun = time.process_time()
        for _ in range(500):
            inbox.messages(r, chance.randrange(1, number // 4))
        return time.process_time() - begun


def main(argv: Sequence[str]) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="bench encryption", description=__doc__)
    parser.add_argument("--people", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(argv)
    for number in (given.people // 10, given.people):
        with tempfile.TemporaryDirectory(prefix="vetrina-bench-") as name:
            run(number, given.rounds, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
