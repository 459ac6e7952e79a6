"""A desktop that is killed at a chosen boundary: a process of its own, forked from one that has imported everything."""

from __future__ import annotations

import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.hub_process import HubProcess, PageAccess
from tests.support.shop_floor import ALWAYS, SHOP, ShopFloor, until

from vetrina import paths
from vetrina.domain.bot.rules import Answer, Bilingual, Fallback, Rule
from vetrina.domain.campaigns import Audience, Campaign
from vetrina.engine import commands as c
from vetrina.engine.faults import COUNT_VARIABLE, KILL_VARIABLE
from vetrina.store.queries import going_out, working

RULES = (
    Rule(id=1, order=1, on=True, name="Eco", trigger=Fallback(), answer=Answer(Bilingual(it="Eccomi.", en="Here."))),
)


@dataclass(frozen=True)
class Errand:
    """What one run does. `said` is the file that hears of every command the engine answered."""

    home: Path
    folder: Path
    graph_port: int
    customers_port: int
    page: PageAccess
    kill_at: int
    count_file: str
    said: Path
    talk_id: int
    token: str
    ad_id: int
    act: bool
    known: tuple[str, ...] = ()


def run(errand: Errand) -> int | None:
    """Run one desktop until its work is done or it is killed; the exit code (-9 when killed)."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.cut_power"])
    process = context.Process(target=_live, args=(errand,))
    process.start()
    process.join(60)
    if process.is_alive():
        process.kill()
        process.join()
        raise AssertionError("the desktop did not end")
    return process.exitcode


def _live(errand: Errand) -> None:
    os.environ[KILL_VARIABLE] = str(errand.kill_at)
    os.environ[COUNT_VARIABLE] = errand.count_file
    hub = HubProcess(errand.folder, graph_port=errand.graph_port, customers_port=errand.customers_port)
    hub._known = {"graph": {"port": errand.graph_port}, "customers": {"port": errand.customers_port}}
    floor = ShopFloor(hub, errand.page, paths.profile(home=errand.home), SHOP).start()
    if errand.act:
        until(lambda: floor.read(lambda r: all(working.contact_of(r, 1, psid) for psid in errand.known)))
        for number in (1, 2):
            floor.do(c.SendReply(errand.talk_id, f"risposta {number} {errand.token}"))
            _say(errand.said, f"reply {number}")
        made = floor.do(c.SaveCampaign(Campaign(0, "", errand.token, errand.ad_id, Audience(), ALWAYS)))
        floor.do(c.SendCampaign(made.id))
        _say(errand.said, "campaign")
    try:
        until(lambda: floor.caught_up() and floor.read(quiet), "nothing left to do", 40)
    except AssertionError as late:
        raise AssertionError(f"{late}: {floor.read(_state)}") from late
    floor.stop()


def _say(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(line + "\n")


def quiet(r: Any) -> bool:
    """Nothing waits, nothing is handed over, campaigns only wait for later, the link stands, everything was read."""
    busy = r.exec_driver_sql("SELECT count(*) FROM message WHERE state IN ('waiting', 'handed_over')").scalar()
    link = r.exec_driver_sql("SELECT state FROM account").scalar()
    campaigns = going_out.running_campaigns(r)
    if busy or link != "connected" or any(not one.planned or one.counts.get("planned") for one in campaigns):
        return False
    before = r.exec_driver_sql("SELECT cursor FROM account").scalar()
    time.sleep(0.05)
    return bool(before == r.exec_driver_sql("SELECT cursor FROM account").scalar())


def _state(r: Any) -> list[Any]:
    """What is not quiet, for the failure's text."""
    busy = "SELECT id, state, purpose, due_at, attempt_key FROM message WHERE state IN ('waiting', 'handed_over')"
    return [
        *map(tuple, r.exec_driver_sql(busy)),
        *map(tuple, r.exec_driver_sql("SELECT state, cursor FROM account")),
        *map(tuple, r.exec_driver_sql("SELECT id, state, planned, planned_to, queued_to FROM campaign")),
        *map(tuple, r.exec_driver_sql("SELECT * FROM campaign_count")),
    ]
