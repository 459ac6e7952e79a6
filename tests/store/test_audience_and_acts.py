"""The numbers of an audience agree with the check; the latest acts are those of the campaign's people, in order."""

from __future__ import annotations

import pytest
from tests.store.conftest import DAY, NOW, Shop
from tests.store.test_campaigns import _new, _plan, _queue

from vetrina.domain.campaigns import Audience, Who
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.store import ledger
from vetrina.store.queries import acts, audience, campaigns
from vetrina.store.rows import ORDINARY, Circumstances

SHAPES = ((Kind.FOLLOWED,), (Kind.WROTE,), (Kind.FOLLOWED, Kind.BLOCKED), (Kind.SAW,), (Kind.FOLLOWED, Kind.STOPPED))


@pytest.fixture
def crowd(shop: Shop) -> Shop:
    """Twenty people, four of each kind; the first three have a label."""
    people = [shop.meet(f"p{n}", f"Persona{n} Rossi", *SHAPES[n % len(SHAPES)]) for n in range(20)]
    with shop.write() as w:
        for ref in people[:3]:
            ledger.people.set_labels(w, ref.contact_id, ["Lino"])
    return shop


@pytest.mark.parametrize("around", [ORDINARY, Circumstances(quiet_until=NOW + DAY)])
@pytest.mark.parametrize("wanted", [Audience(), Audience(Who.FOLLOWERS), Audience(Who.TALKED, ("Lino",))])
def test_the_numbers_are_those_of_the_check(crowd: Shop, wanted: Audience, around: Circumstances) -> None:
    with crowd.read() as r:
        found = audience.counts(r, wanted, NOW, crowd.pack, around)
        check = campaigns.check(r, wanted, NOW, crowd.pack, around)
        assert audience.size(r, wanted) == check.total
    assert (found.total, found.now) == (check.total, check.now)
    assert dict(found.groups)[wanted.who] == check.total
    assert [who for who, _count in found.groups] == list(Who)


def test_the_latest_acts_are_the_campaigns_own_newest_first(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id)
    _queue(crowd, campaign_id)
    reached = (1, 2, 6)
    for number, (contact_id, kind) in enumerate(
        zip(reached, (Kind.CLICKED, Kind.WROTE, Kind.STOPPED), strict=True), start=1
    ):
        with crowd.write() as w:
            ledger.record_evidence(w, contact_id, crowd.account, kind, NOW + number, "talk")
    with crowd.write() as w:
        ledger.record_evidence(w, 3, crowd.account, Kind.UNBLOCKED, NOW + 8, "page")
        ledger.record_evidence(w, 4, crowd.account, Kind.WROTE, NOW + 9, "talk")
    with crowd.read() as r:
        found = acts.latest(r, campaign_id, NOW)
        later = acts.latest(r, campaign_id, NOW + 3)
        one = acts.latest(r, campaign_id, NOW, limit=1)
        other = acts.latest(r, campaign_id + 1, NOW)
    assert [(act.contact_id, act.kind, act.at) for act in found] == [
        (6, Kind.STOPPED, NOW + 3),
        (2, Kind.WROTE, NOW + 2),
        (1, Kind.CLICKED, NOW + 1),
    ], "people who did not get it do not count"
    assert found[0].name == "Persona5 Rossi"
    assert [act.contact_id for act in later] == [act.contact_id for act in one] == [6]
    assert other == ()


def test_a_tap_that_also_speaks_is_one_act(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id)
    _queue(crowd, campaign_id)
    with crowd.write() as w:
        ledger.record_evidence(w, 1, crowd.account, Kind.CLICKED, NOW + 5, "talk")
        ledger.record_evidence(w, 1, crowd.account, Kind.WROTE, NOW + 6, "talk")
        ledger.record_evidence(w, 1, crowd.account, Kind.WROTE, NOW + 60_000, "talk")
    with crowd.read() as r:
        found = acts.latest(r, campaign_id, NOW)
    assert [(act.kind, act.at) for act in found] == [(Kind.WROTE, NOW + 60_000), (Kind.CLICKED, NOW + 5)]
