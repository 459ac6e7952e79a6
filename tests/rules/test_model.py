"""Customers, the owner's tricks, crashes and clocks, in any order: nobody gets what they should not get.

The tricks are those of a person who owns the program: lists imported as followers, old copies put back, clocks set,
campaigns copied, two computers, bot and talks used to broadcast. The oracle knows only what customers did
themselves and what reached their phones.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.rules.world import HOUR, Customer, Desktop, PowerCut, World, make_templates

from vetrina.domain.campaigns import Audience, Campaign, Schedule
from vetrina.engine import campaigns as engine_campaigns
from vetrina.engine import commands as c
from vetrina.hub import people as hub_people
from vetrina.hub import talks as hub_talks
from vetrina.store.queries import working

STEPS = 50_000
STEPS_A_RUN = 400
ALWAYS = Schedule(quiet_from=0, quiet_to=0, per_minute=0)
MOST_CUSTOMERS = 8
who_st = st.integers(0, MOST_CUSTOMERS - 1)
which_st = st.integers(0, 1)


class Shop(RuleBasedStateMachine):
    """One run. Class attributes are set by the test: where to work, and what was counted."""

    folder: Path
    templates: tuple[Path, Path]
    numbers = itertools.count()
    steps = 0
    counted: dict[str, int] = {}

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.folder / f"run-{next(self.numbers)}", self.templates)
        self.copies: list[Path] = []
        self.tells: list[str] = []

    def teardown(self) -> None:
        type(self).counted["offers"] = self.counted.get("offers", 0) + self.world.counts.get("offers", 0)
        self.world.close()

    @initialize()
    def three_people(self) -> None:
        for follow in (True, True, False):
            self.world.join(follow)

    def person(self, number: int) -> Customer:
        return self.world.customers[number % len(self.world.customers)]

    def desktop(self, number: int) -> Desktop:
        return self.world.desktops[number % len(self.world.desktops)]

    def guarded(self, desktop: Desktop, work: Any) -> None:
        """Run `work`; a power cut on the way restarts the desktop on what it had committed."""
        type(self).steps += 1
        try:
            work()
        except c.CannotDo:
            pass
        except PowerCut:
            type(self).counted["power cuts"] = self.counted.get("power cuts", 0) + 1
            desktop.close()
            desktop.open()
        self.world.look()

    def deed(self, who: Customer, run: Any) -> bool:
        type(self).steps += 1
        if who.gone:
            return False
        self.world.act(who, run)
        return True

    # Customers

    @rule(follow=st.booleans())
    def somebody_joins(self, follow: bool) -> None:
        type(self).steps += 1
        if len(self.world.customers) < MOST_CUSTOMERS:
            self.world.join(follow)

    @rule(who=who_st, text=st.sampled_from(["Siete aperti?", "Ciao", "Quanto costa?", "una persona"]))
    def writes(self, who: int, text: str) -> None:
        type(self).steps += 1
        if not self.person(who).gone:
            self.world.say(self.person(who), text)

    @rule(who=who_st)
    def writes_stop(self, who: int) -> None:
        """The hub hears it even when no desktop does."""
        type(self).steps += 1
        person = self.person(who)
        if not person.gone:
            self.world.say(person, "Basta offerte")
            person.stopped = True
            person.less = False

    @rule(who=who_st)
    def taps_the_last_offer(self, who: int) -> None:
        type(self).steps += 1
        person = self.person(who)
        if person.offers and not person.gone and person.offers[-1] not in person.clicked | person.deleted:
            self.world.tap(person, person.offers[-1])

    @rule(who=who_st, on=st.booleans())
    def blocks(self, who: int, on: bool) -> None:
        person = self.person(who)
        if self.deed(person, lambda unit, page, psid: hub_people.block(unit, page, psid, on)):
            person.blocked = on

    @rule(who=who_st, on=st.booleans())
    def follows(self, who: int, on: bool) -> None:
        person = self.person(who)
        if person.blocked:
            return
        if self.deed(person, lambda unit, page, psid: hub_people.follow(unit, page, psid, on)):
            person.follows = on

    @rule(who=who_st, choice=st.sampled_from(["usual", "less", "stopped"]))
    def chooses(self, who: int, choice: Any) -> None:
        person = self.person(who)
        if self.deed(person, lambda unit, page, psid: hub_people.choose_offers(unit, page, psid, choice)):
            person.stopped, person.less = choice == "stopped", choice == "less"

    @rule(who=who_st)
    def deletes_the_last_offer(self, who: int) -> None:
        person = self.person(who)
        if not person.offers or person.offers[-1] in person.clicked | person.deleted:
            return
        mid = person.offers[-1]
        if self.deed(person, lambda unit, page, psid: hub_talks.delete(unit, page, psid, mid)):
            person.deleted.add(mid)

    @rule(who=who_st)
    def leaves(self, who: int) -> None:
        person = self.person(who)
        if len(self.world.customers) > 3 and self.deed(person, hub_people.leave):
            person.gone = True

    # The owner, and the owner's tricks

    @rule(which=which_st)
    def sends_a_campaign(self, which: int) -> None:
        """Each time a new campaign, or a copy of an old one: the counter must not start anew."""
        desktop = self.desktop(which)

        def send() -> None:
            ad = self.world.ad_of(desktop)
            made = desktop.do(c.SaveCampaign(Campaign(0, "", f"Lino {self.world.number()}", ad.id, Audience(), ALWAYS)))
            desktop.do(c.SendCampaign(made.id))

        self.guarded(desktop, send)

    @rule(which=which_st, tapped=st.booleans())
    def an_ordinary_day(self, which: int, tapped: bool) -> None:
        """The net is there, the clock is right, people tap what they got; then a campaign goes out as it should."""
        desktop = self.desktop(which)
        desktop.skew, desktop.cut.at, desktop.wire.up = 0, 0, True
        desktop.wire.lose = desktop.wire.cut = False
        if tapped:
            for number in range(len(self.world.customers)):
                self.taps_the_last_offer(number)
        self.guarded(desktop, desktop.connect)
        self.guarded(desktop, desktop.push)
        self.guarded(desktop, desktop.pull)
        self.sends_a_campaign(which)
        self.everything_due_leaves(which)

    @rule(which=which_st)
    def everything_due_leaves(self, which: int) -> None:
        desktop = self.desktop(which)

        def push() -> None:
            for _ in range(6):
                if not desktop.push():
                    break

        self.guarded(desktop, push)

    @rule(which=which_st, many=st.integers(1, 20))
    def hears_the_hub(self, which: int, many: int) -> None:
        desktop = self.desktop(which)
        self.guarded(desktop, partial(desktop.pull, many))

    @rule(which=which_st, who=who_st)
    def replies(self, which: int, who: int) -> None:
        desktop = self.desktop(which)
        self._write_to(desktop, self.person(who), f"Risposta {self.world.number()}")

    @rule(which=which_st)
    def tells_everybody_the_same(self, which: int) -> None:
        """A broadcast by ordinary replies."""
        desktop, text = self.desktop(which), f"Sconti per tutti {self.world.number()}"
        for person in self.world.customers:
            self._write_to(desktop, person, text)

    def _write_to(self, desktop: Desktop, person: Customer, text: str) -> None:
        def write() -> None:
            with desktop.db.read() as r:
                talk_id = working.talk_with(r, desktop.account.id, person.psid)
            if talk_id is not None:
                desktop.do(c.SendReply(talk_id, text))

        self.guarded(desktop, write)

    @rule(which=which_st)
    def imports_everybody_as_a_list(self, which: int) -> None:
        desktop = self.desktop(which)
        place = self.folder / "list.csv"
        rows = [f"{number},Anna {number}" for number in range(1, 10)]
        place.write_text("external_id,display_name\n" + "\n".join(rows), "utf-8")
        self.guarded(desktop, lambda: desktop.do(c.ImportPeople(place, dry_run=False)))

    @rule(which=which_st, hours=st.sampled_from([-24 * 40, -25, -1, 0, 0, 0, 1, 25, 24 * 40]))
    def sets_the_clock(self, which: int, hours: int) -> None:
        type(self).steps += 1
        self.desktop(which).skew = hours * HOUR

    @rule(which=which_st)
    def keeps_a_copy(self, which: int) -> None:
        desktop = self.desktop(which)
        place = self.world.folder / f"copy-{len(self.copies)}.db"
        self.guarded(desktop, lambda: desktop.snapshot(place))
        if which % len(self.world.desktops) == 0 and place.exists():
            self.copies.append(place)

    @rule(number=st.integers(0, 50))
    def puts_an_old_copy_back(self, number: int) -> None:
        if self.copies:
            desktop = self.world.desktops[0]
            self.guarded(desktop, lambda: desktop.restore(self.copies[number % len(self.copies)]))

    @rule()
    def buys_a_second_computer(self) -> None:
        type(self).steps += 1
        if len(self.world.desktops) < 2:
            self.world.add_desktop()

    @rule(which=which_st, who=who_st, on=st.booleans())
    def the_shop_blocks(self, which: int, who: int, on: bool) -> None:
        desktop, person = self.desktop(which), self.person(who)

        def block() -> None:
            with desktop.db.read() as r:
                contact_id = working.contact_of(r, desktop.account.id, person.psid)
            if contact_id is not None:
                desktop.do(c.BlockPerson(contact_id, on))

        self.guarded(desktop, block)

    # Trouble

    @rule(which=which_st, boundary=st.integers(1, 12))
    def the_power_will_be_cut(self, which: int, boundary: int) -> None:
        type(self).steps += 1
        self.desktop(which).cut.at = boundary

    @rule(which=which_st, way=st.sampled_from(["lose", "cut"]))
    def the_next_answer_is_lost(self, which: int, way: str) -> None:
        type(self).steps += 1
        setattr(self.desktop(which).wire, way, True)

    @rule(which=which_st)
    def the_net_goes_or_comes(self, which: int) -> None:
        desktop = self.desktop(which)
        desktop.wire.up = not desktop.wire.up
        self.guarded(desktop, desktop.connect)

    @rule()
    def the_hub_restarts(self) -> None:
        type(self).steps += 1
        self.world.hub.restart()
        for desktop in self.world.desktops:
            self.guarded(desktop, desktop.connect)

    @rule(hours=st.sampled_from([0, 1, 2, 3, 24, 24 * 8, 24 * 31]))
    def time_goes_by(self, hours: int) -> None:
        type(self).steps += 1
        self.world.clock.now += hours * HOUR + 60_000

    @invariant()
    def nobody_got_what_they_should_not(self) -> None:
        assert not self.world.violations, self.world.violations


def run_model(steps: int, first_seed: int) -> dict[str, int]:
    """Run the model for at least `steps` steps; what was counted. Raises what Hypothesis raises on a violation."""
    patience, engine_campaigns.CATCH_UP_S = engine_campaigns.CATCH_UP_S, 0.0  # nobody else runs here to wait for
    try:
        return _run(steps, first_seed)
    finally:
        engine_campaigns.CATCH_UP_S = patience


def _run(steps: int, first_seed: int) -> dict[str, int]:
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
    with tempfile.TemporaryDirectory(prefix="vetrina-model-", dir=base) as folder:
        Shop.folder = Path(folder)
        Shop.templates = make_templates(Path(folder) / "template")
        Shop.steps, Shop.counted = 0, {}
        runs = 0
        while Shop.steps < steps:
            runs += 1
            run_state_machine_as_test(
                seed(first_seed + runs)(Shop),
                settings=settings(
                    max_examples=10,
                    stateful_step_count=STEPS_A_RUN,
                    deadline=None,
                    database=None,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                ),
            )
        return {"steps": Shop.steps} | Shop.counted


@pytest.mark.timeout(1200)
@pytest.mark.xdist_group("model")
def test_no_order_of_events_reaches_somebody_who_must_not_be_reached(capsys: pytest.CaptureFixture[str]) -> None:
    counted = run_model(int(os.environ.get("VETRINA_MODEL_STEPS", STEPS)), 2016)
    with capsys.disabled():
        sys.stdout.write("\nmodel: " + ", ".join(f"{value:,} {name}" for name, value in counted.items()) + "\n")
    assert counted["offers"] > counted["steps"] / 500, "the model hardly ever sent an offer: it proves nothing"
    assert counted["power cuts"] > 0
