"""A person's standing is a fold over the evidence, whatever the order and however often it is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.store.conftest import DAY, NOW, Shop

from vetrina.domain.campaigns import Audience, Group, Who
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import Answer, basis_of
from vetrina.domain.talk import Content, HeldBy, Purpose
from vetrina.store import ledger
from vetrina.store.counting import may_write_now
from vetrina.store.policy_sql import facts_columns, rule_case
from vetrina.store.queries import campaigns
from vetrina.store.tables import standing

START = NOW - 10 * DAY
_names = itertools.count()


@dataclass(frozen=True)
class Act:
    account: int
    kind: Kind
    at: int
    source: str


ACTS = st.builds(
    Act,
    st.integers(0, 1),
    st.sampled_from(list(Kind)),
    st.integers(START, START + 6),
    st.sampled_from(["page", "feed"]),
)


def _holds(acts: Iterable[Act], on: Kind, off: set[Kind], tie: bool) -> int | None:
    """Plainly: since when, on any account, `on` came after every `off`."""
    since = []
    for account in (0, 1):
        here = [act for act in acts if act.account == account]
        ended = max((act.at for act in here if act.kind in off), default=None)
        since += [
            act.at for act in here if act.kind is on and (ended is None or act.at > ended or (tie and act.at == ended))
        ]
    return min(since, default=None)


def _latest(acts: Iterable[Act], *kinds: Kind, source: str = "") -> int | None:
    return max((act.at for act in acts if act.kind in kinds and (not source or act.source == source)), default=None)


def _fold(acts: list[Act]) -> dict[str, Any]:
    follows = _holds(acts, Kind.FOLLOWED, {Kind.UNFOLLOWED, Kind.LEFT}, tie=False)
    blocked = _holds(acts, Kind.BLOCKED, {Kind.UNBLOCKED}, tie=True)
    stopped = _holds(acts, Kind.STOPPED, {Kind.RESUMED}, tie=True)
    less = _holds(acts, Kind.ASKED_LESS, {Kind.ASKED_USUAL}, tie=True)
    did = _latest(acts, Kind.WROTE, Kind.OPENED_CHAT, Kind.CLICKED)
    wrote = _latest(acts, Kind.WROTE)
    return {
        "follows": follows is not None,
        "followed_at": follows,
        "blocked": blocked is not None,
        "person_blocked": blocked is not None,
        "blocked_at": blocked,
        "stopped": stopped is not None,
        "stopped_at": stopped,
        "less": less is not None,
        "less_at": less,
        "has_talked": wrote is not None,
        "last_wrote_at": wrote,
        "talk_open": did is not None,
        "last_act_at": did,
        "opened_by_ad_at": _latest(acts, Kind.OPENED_CHAT, source="feed"),
        "last_click_at": _latest(acts, Kind.CLICKED),
        "seen_at": max((act.at for act in acts), default=None),
    }


@pytest.fixture
def accounts(shop: Shop) -> tuple[int, int]:
    with shop.write() as w:
        other = ledger.accounts.make_account(w, "telegram", "Bot", "bot", {}, NOW)
    return shop.account, other


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, max_size=12), data=st.data())
def test_standing_is_the_fold_in_any_order_with_doubles(
    shop: Shop, accounts: tuple[int, int], acts: list[Act], data: st.DataObject
) -> None:
    name = f"p{next(_names)}"
    told = [(f"{name}-{number}", act) for number, act in enumerate(acts)]
    doubles = data.draw(st.lists(st.sampled_from(told), max_size=4)) if told else []
    order = data.draw(st.permutations(told + doubles))
    with shop.write() as w:
        ref = ledger.intake.contact_for(w, accounts[0], name, name, "", START)
        ledger.intake.attach(w, ref.contact_id, accounts[1], name, START)
        for external_id, act in order:
            ledger.record_evidence(
                w, ref.contact_id, accounts[act.account], act.kind, act.at, act.source, external_id=external_id
            )
        row = w.execute(select(standing).where(standing.c.contact_id == ref.contact_id)).mappings().one()
    expected = _fold(acts)
    assert {
        key: type(value)(row[key]) if value is not None else row[key] for key, value in expected.items()
    } == expected


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(crowd=st.lists(st.lists(ACTS, max_size=6), min_size=1, max_size=6), offers=st.lists(st.booleans(), min_size=6))
def test_check_plan_and_live_count_agree_with_the_gate_on_every_person(
    shop: Shop, accounts: tuple[int, int], crowd: list[list[Act]], offers: list[bool]
) -> None:
    with shop.write() as w:
        for acts, offered in zip(crowd, offers, strict=False):
            name = f"q{next(_names)}"
            ref = ledger.intake.contact_for(w, accounts[0], name, name, "", START)
            if offered:
                ledger.intake.apply_echo(
                    w, accounts[0], ref.address_id, f"m-{name}", "", Content("Offerta"), True, "", START + 3
                )
            for number, act in enumerate(acts):
                ledger.record_evidence(
                    w, ref.contact_id, accounts[0], act.kind, act.at, act.source, external_id=f"{name}-{number}"
                )
            if name.endswith(("3", "7")):
                talk_id = ledger.intake.talk_for(w, ref.address_id, START)
                ledger.talks.hold(w, talk_id, HeldBy.HUMAN, START)
    now = START + 4
    with shop.read() as r:
        rule = rule_case(shop.pack, Purpose.SPONSORED, facts_columns(), now)
        decided = {
            row[0]: (row[1], row[2]) for row in r.execute(select(standing.c.contact_id, rule, standing.c.address_id))
        }
        cleared = 0
        for contact_id, (index, address_id) in decided.items():
            facts = ledger.facts_of(r, address_id, Purpose.SPONSORED, None, now)
            answer, basis = basis_of(shop.pack, Purpose.SPONSORED, facts, now)
            assert shop.pack.rules[index].id == basis.rule, contact_id
            cleared += answer is Answer.CLEARED
        assert may_write_now(r, shop.pack, now) == cleared
        everyone = campaigns.check(r, Audience(), now, shop.pack)
        assert everyone.now == cleared
        assert everyone.total == len(decided) == everyone.now + everyone.later + everyone.not_this_time
        for who in Who:
            checked = campaigns.check(r, Audience(who), now, shop.pack)
            assert checked.now == may_write_now(r, shop.pack, now, Audience(who))
        shown = campaigns.check_people(r, Audience(), Group.NOW, 0, 10_000, now, shop.pack)
        assert len(shown) == cleared


def test_late_block_still_blocks(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.WROTE)
    shop.did(ref, Kind.BLOCKED, NOW - 5 * DAY)
    with shop.read() as r:
        assert ledger.facts_of(r, ref.address_id, Purpose.SPONSORED, None, NOW).blocked


def test_late_follow_older_than_an_unfollow_does_not_revive(shop: Shop) -> None:
    ref = shop.meet("anna")
    shop.did(ref, Kind.UNFOLLOWED, NOW - DAY)
    shop.did(ref, Kind.FOLLOWED, NOW - 2 * DAY)
    with shop.read() as r:
        assert not ledger.facts_of(r, ref.address_id, Purpose.SPONSORED, None, NOW).follows


def test_block_on_one_address_holds_for_the_person(shop: Shop, accounts: tuple[int, int]) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    with shop.write() as w:
        other = ledger.intake.attach(w, ref.contact_id, accounts[1], "tg-anna", NOW)
        ledger.record_evidence(w, ref.contact_id, accounts[1], Kind.BLOCKED, NOW - 5, "page")
        ledger.record_evidence(w, ref.contact_id, accounts[0], Kind.UNBLOCKED, NOW, "page")
        for address_id in (ref.address_id, other):
            assert ledger.facts_of(w, address_id, Purpose.REPLY, None, NOW).blocked


def test_shops_own_block_leaves_the_persons_alone(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.BLOCKED)
    with shop.write() as w:
        ledger.people.block_by_shop(w, ref.contact_id, True, NOW)
        ledger.people.block_by_shop(w, ref.contact_id, False, NOW + 1)
        assert ledger.facts_of(w, ref.address_id, Purpose.REPLY, None, NOW).blocked
    shop.did(ref, Kind.UNBLOCKED, NOW)
    with shop.write() as w:
        assert not ledger.facts_of(w, ref.address_id, Purpose.REPLY, None, NOW).blocked
        ledger.people.block_by_shop(w, ref.contact_id, True, NOW)
        assert ledger.facts_of(w, ref.address_id, Purpose.REPLY, None, NOW).blocked


def test_import_makes_no_permission(shop: Shop) -> None:
    people = [ledger.people.ImportedPerson(f"p{number}@example.org", f"Person {number}") for number in range(5)]
    with shop.write() as w:
        assert ledger.people.add_imported(w, people, NOW) == (5, 0)
        assert ledger.people.add_imported(w, people, NOW) == (0, 5)
    with shop.read() as r:
        assert may_write_now(r, shop.pack, NOW) == 0
        checked = campaigns.check(r, Audience(), NOW, shop.pack)
        assert (checked.total, checked.not_this_time) == (5, 5)
