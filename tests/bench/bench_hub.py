"""How many durable messages a second the hub takes, against the same server doing nothing; in one run, as a ratio.

Checked against a plain reference: every accepted message is in the talks of the people it went to, once.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import contextlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from tests.support.hub_process import HubProcess, PageAccess

from vetrina.hub.pages import numeric_id
from vetrina.hub.store import tables as t
from vetrina.hub.store.database import Place, open_database

TEXT_LENGTH = 100
SLOW_SYNC = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int fd) {
    usleep(2000);
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
"""
SCRIPT = """
local psids = {{ {psids} }}
local n = 0
local salt = tostring(math.floor({salt}))
function setup(thread) thread:set("tid", n); n = n + 1 end
request = function()
  n = n + 1
  local text = salt .. "-" .. tid .. "-" .. n .. string.rep("x", {length})
  local body = '{{"recipient":{{"id":"' .. psids[n % #psids + 1] .. '"}},"message":{{"text":"' .. text .. '"}}}}'
  return wrk.format("POST", "{path}", {{["Content-Type"]="application/json", ["Authorization"]="Bearer {token}"}}, body)
end
done = function(summary, latency)
  io.write(string.format('RESULT {{"requests":%d,"us":%d,"errors":%d,"p50":%d,"p99":%d}}\\n', summary.requests,
    summary.duration, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


@dataclass(frozen=True)
class Measured:
    """One run of the load: rate in requests a second, latencies in ms."""

    rate: float
    p50: float
    p99: float
    requests: int
    errors: int


def load(
    hub: HubProcess, page: PageAccess, path: str, psids: Sequence[str], seconds: float, connections: int
) -> Measured:
    """Send as fast as `connections` connections can. Raises SystemExit without wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(
            SCRIPT.format(
                psids=", ".join(f'"{psid}"' for psid in psids),
                salt=secrets.randbelow(10**9),
                length=TEXT_LENGTH - 25,
                path=path,
                token=page.page_access_token,
            )
        )
        script.flush()
        length = f"-d{max(1, round(seconds))}s"
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", length, "-s", script.name, "--latency", hub.graph],
            capture_output=True,
            text=True,
            check=False,
        )
    line = next((row for row in done.stdout.splitlines() if row.startswith("RESULT ")), "")
    if not line:
        raise SystemExit(f"wrk said: {done.stdout}{done.stderr}")
    found = json.loads(line.removeprefix("RESULT "))
    rate = found["requests"] / found["us"] * 1e6
    return Measured(rate, found["p50"] / 1000, found["p99"] / 1000, found["requests"], found["errors"])


def people_of(hub: HubProcess, page: PageAccess, count: int) -> list[str]:
    """People who have written, put straight into the store while the hub stands still."""
    psids = [numeric_id(16) for _ in range(count)]
    database = open_database(Place(hub.folder, hub.key))
    now = time.time_ns() // 1_000_000
    with database.writing.begin() as connection:
        connection.execute(
            sa.insert(t.person),
            [
                {
                    "id": psid,
                    "page_id": page.page_id,
                    "name": "Giulia Rossi",
                    "joined_at": now,
                    "follows": 1,
                    "talk_open": 1,
                    "has_talked": 1,
                    "last_wrote_at": now,
                    "last_act_at": now,
                }
                for psid in psids
            ],
        )
    database.close()
    return psids


def stored(hub: HubProcess) -> int:
    """How many messages lie in the store."""
    database = open_database(Place(hub.folder, hub.key))
    with database.reading.begin() as connection:
        count = connection.execute(sa.select(sa.func.count()).select_from(t.message)).scalar_one()
    database.close()
    return int(count)


@contextlib.contextmanager
def hub_for(command: Sequence[str], environment: dict[str, str]) -> Iterator[HubProcess]:
    """A hub with the measure's own route, encrypted, durable as always."""
    with tempfile.TemporaryDirectory(prefix="vetrina-bench-", dir=Path.cwd()) as folder:
        hub = HubProcess(Path(folder) / "hub", ("--rate-limits", "off", "--bench-noop", "--log-level", "error"))
        hub.environment = environment
        hub.command = command
        try:
            yield hub
        finally:
            hub.kill()


def measure(people: int, seconds: float, connections: int, title: str, environment: dict[str, str]) -> float:
    """Durable against nothing, three rounds each, in turns; prints and returns the ratio of medians."""
    with hub_for((), environment) as hub:
        hub.start()
        page = hub.add_page()
        hub.stop()
        psids = people_of(hub, page, people)
        hub.start()
        load(hub, page, "/me/messages", psids, 1, connections)
        rounds: dict[str, list[Measured]] = {"/bench/noop": [], "/me/messages": []}
        for _ in range(3):
            for path, found in rounds.items():
                found.append(load(hub, page, path, psids, seconds, connections))
        hub.stop()
        in_store = stored(hub)
    durable = sorted(rounds["/me/messages"], key=lambda run: run.rate)[1]
    nothing = sorted(rounds["/bench/noop"], key=lambda run: run.rate)[1]
    sent = sum(run.requests for run in rounds["/me/messages"])
    errors = sum(run.errors for runs in rounds.values() for run in runs)
    ratio = durable.rate / nothing.rate
    print(f"{title}: durable {durable.rate:,.0f}/s (p50 {durable.p50:.1f}, p99 {durable.p99:.1f} ms), ", end="")
    print(f"nothing {nothing.rate:,.0f}/s (p50 {nothing.p50:.1f}, p99 {nothing.p99:.1f} ms): ratio {ratio:.2f}; ")
    print(f"  {in_store:,} stored for {sent:,} answered after the warm-up, {errors} errors")
    if in_store < sent or errors:
        raise SystemExit("the reference does not agree: an answered message is not in the store")
    return ratio


def slow_disk(folder: Path) -> dict[str, str]:
    """The environment in which every sync takes 2 ms longer; empty without a C compiler."""
    if shutil.which("gcc") is None:
        return {}
    source, made = folder / "slow_sync.c", folder / "slow_sync.so"
    source.write_text(SLOW_SYNC)
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return {"LD_PRELOAD": str(made)}


def main(argv: Sequence[str]) -> int:
    """Run the bench; 0 when the outputs were right."""
    parser = argparse.ArgumentParser(prog="bench hub", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--people", type=int, default=1000)
    chosen = parser.parse_args(list(argv))
    if shutil.which("wrk") is None:
        print("This bench needs wrk: apt-get install wrk")
        return 2
    measure(chosen.people, chosen.seconds, chosen.connections, "hub", {})
    measure(max(1, chosen.people // 10), chosen.seconds / 2, chosen.connections, "hub, a tenth of the people", {})
    with tempfile.TemporaryDirectory(prefix="vetrina-bench-") as folder:
        environment = slow_disk(Path(folder))
        if environment:
            measure(chosen.people, chosen.seconds, chosen.connections, "hub, 2 ms more per sync", environment)
        else:
            print("hub, 2 ms more per sync: not measured, there is no gcc")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
