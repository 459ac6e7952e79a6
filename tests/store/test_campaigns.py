"""A campaign's plan: everyone gets a row with its reason, in turns, resumable; counts add up; each gets an own text."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.store.conftest import DAY, NOW, Shop

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Group, Schedule, Who
from vetrina.domain.channels import Delivered, Refused
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.talk import Content, HeldBy, MessageState, QuickReply
from vetrina.store import ledger
from vetrina.store.ledger import campaigns as plans
from vetrina.store.ledger import outbox
from vetrina.store.queries import campaigns, search
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import DELIVERY_CODE
from vetrina.store.views import CampaignRow

TEXT = 'Ciao {first_name|amica}, {product}: "l\'Alba" a {price} {size|}'
VALUES = {"product": "Camicia d'Alba", "price": "59,00 €"}


@pytest.fixture
def crowd(shop: Shop) -> Shop:
    """Thirty people of every kind."""
    shapes = [
        (Kind.FOLLOWED,),
        (Kind.WROTE,),
        (Kind.FOLLOWED, Kind.BLOCKED),
        (Kind.FOLLOWED, Kind.STOPPED),
        (Kind.SAW,),
        (Kind.FOLLOWED, Kind.WROTE),
    ]
    for number in range(30):
        shop.meet(f"p{number}", f"Persona{number} Rossi", *shapes[number % 6])
    return shop


def _new(shop: Shop, audience: Audience | None = None, text: str = TEXT, headline: str = "") -> int:
    with shop.write() as w:
        made = ledger.campaigns.save_campaign(w, Campaign(0, "", "Lino", 0, audience or Audience(), Schedule()), NOW)
        content = Content(text, (QuickReply("Sì", "yes"),), headline=headline, button="Scrivici")
        plans.freeze_creative(w, made.id, content, VALUES, NOW)
        ledger.campaigns.set_campaign_state(w, made.id, CampaignState.GOING_OUT, NOW)
    return made.id


def _plan(shop: Shop, campaign_id: int, size: int = 7, around: Circumstances = ORDINARY, now: int = NOW) -> int:
    people = 0
    for _ in range(100):
        with shop.write() as w:
            turn = plans.plan_chunk(w, campaign_id, shop.pack, around, now, size)
        people += turn.people
        if turn.finished:
            return people
    raise AssertionError("the plan does not end")


def _queue(shop: Shop, campaign_id: int, size: int = 4, now: int = NOW) -> int:
    people = 0
    for _ in range(100):
        with shop.write() as w:
            turn = plans.queue_chunk(w, campaign_id, shop.pack, ORDINARY, now, size=size)
        people += turn.people
        if turn.finished:
            return people
    raise AssertionError("the queueing does not end")


def _row(shop: Shop, campaign_id: int) -> CampaignRow:
    """The campaign's counts, after a look that they are those of its rows."""
    with shop.read() as r:
        view = campaigns.view(r, campaign_id)
        everyone = campaigns.people(r, campaign_id, "all", 0, 1_000)
        stored: dict[str, int] = dict(
            r.exec_driver_sql(
                "SELECT what, n FROM campaign_count WHERE campaign_id = ? AND n <> 0", (campaign_id,)
            ).all()
        )
    assert view is not None
    counted = Counter(person.state.value for person in everyone)
    assert {state: n for state, n in stored.items() if state in set(DeliveryState)} == counted
    row = view.row
    assert row.total == len(everyone)
    assert row.total == row.waiting + row.later + row.sent + row.left_out + row.not_sent + row.perhaps
    return row


@pytest.mark.parametrize(
    "audience", [Audience(), Audience(Who.FOLLOWERS), Audience(Who.TALKED), Audience(labels=("Tè",))]
)
def test_plan_is_what_the_check_said(crowd: Shop, audience: Audience) -> None:
    with crowd.write() as w:
        for contact_id in (1, 2, 3, 9):
            ledger.people.set_labels(w, contact_id, ["Tè", "Regular"])
    with crowd.read() as r:
        checked = campaigns.check(r, audience, NOW, crowd.pack)
        listed = {
            group: [person.contact_id for person in campaigns.check_people(r, audience, group, 0, 99, NOW, crowd.pack)]
            for group in Group
        }
    campaign_id = _new(crowd, audience)
    assert _plan(crowd, campaign_id) == checked.total > 0
    row = _row(crowd, campaign_id)
    assert (row.waiting, row.later, row.left_out) == (checked.now, checked.later, checked.not_this_time)
    with crowd.read() as r:
        view = campaigns.view(r, campaign_id)
        assert view is not None
        assert view.reasons == checked.reasons
        for group, state in zip(Group, ("planned", "later", "left_out"), strict=True):
            people = campaigns.people(r, campaign_id, state, 0, 99)
            assert [person.contact_id for person in people] == listed[group]
            for person, seen in zip(
                people, campaigns.check_people(r, audience, group, 0, 99, NOW, crowd.pack), strict=True
            ):
                assert person.basis.reason == seen.basis.reason
                assert person.basis.evidence_at == seen.basis.evidence_at
                assert person.name == seen.name


def test_broken_off_plan_goes_on_where_it_was(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    with crowd.write() as w:
        assert plans.plan_chunk(w, campaign_id, crowd.pack, ORDINARY, NOW, 8) == plans.Planned(8, False)
    with pytest.raises(ZeroDivisionError), crowd.write() as w:
        plans.plan_chunk(w, campaign_id, crowd.pack, ORDINARY, NOW, 8).people // 0
    assert _plan(crowd, campaign_id, now=NOW + 5) == 22
    assert _row(crowd, campaign_id).total == 30
    assert _plan(crowd, campaign_id) == 0, "planning again changes nothing"


def test_each_gets_an_own_text_once(crowd: Shop) -> None:
    with crowd.write() as w:
        ledger.people.set_size(w, 1, "M")
        ledger.intake.rename(w, 6, "", "it")
    campaign_id = _new(crowd, headline="Per {first_name|te}: 50% 'off'")
    _plan(crowd, campaign_id)
    assert _queue(crowd, campaign_id) == _row(crowd, campaign_id).waiting == 15
    assert _queue(crowd, campaign_id) == 0
    with crowd.read() as r:
        due = {row.contact_id: row for row in outbox.due(r, crowd.account, NOW, 99)}
        assert len(due) == 15
        assert len({row.attempt_key for row in due.values()}) == 15
        one, six = due[1].content, due[6].content
        assert one.text == "Ciao Persona0, Camicia d'Alba: \"l'Alba\" a 59,00 € M"
        assert one.headline == "Per Persona0: 50% 'off'"
        assert six.text == "Ciao amica, Camicia d'Alba: \"l'Alba\" a 59,00 € "
        assert six.headline == "Per te: 50% 'off'"
        assert six.quick_replies == (QuickReply("Sì", "yes"),)
        assert six.button == "Scrivici"
        hits = search.find(r, "camicia alba")
        assert [(hit.kind, hit.id) for hit in hits] == [("offer", campaign_id)], "indexed once, not per person"


def test_hostile_words_of_an_offer_stay_words(crowd: Shop) -> None:
    words = "'); DROP TABLE message; -- :x ?1 %s \\: {first_name|o'Brien'} {unknown} €"
    campaign_id = _new(crowd, text=words)
    _plan(crowd, campaign_id)
    _queue(crowd, campaign_id)
    with crowd.read() as r:
        (row, *_) = outbox.due(r, crowd.account, NOW, 1)
    assert row.content.text == words.replace("{first_name|o'Brien'}", "Persona0")


def test_who_changed_since_the_plan_is_judged_again(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id)
    crowd.did(crowd.meet("p0"), Kind.BLOCKED, NOW)
    crowd.did(crowd.meet("p1"), Kind.STOPPED, NOW)
    gone, busy = crowd.meet("p5"), crowd.meet("p6")
    with crowd.write() as w:
        ledger.erasing.erase_contact(w, gone.contact_id, NOW)
        ledger.talks.hold(w, ledger.intake.talk_for(w, busy.address_id, NOW), HeldBy.HUMAN, NOW)
        ledger.record_evidence(w, busy.contact_id, crowd.account, Kind.WROTE, NOW - 60_000, "talk")
    assert _queue(crowd, campaign_id) == 11
    row = _row(crowd, campaign_id)
    assert (row.waiting, row.later, row.not_sent, row.left_out) == (11, 1, 1, 17)
    with crowd.write() as w:
        assert plans.reconsider_later(w, campaign_id, crowd.pack, ORDINARY, NOW + 1) == 0
        later = NOW + 2 * 3_600_000 - 60_000
        assert plans.reconsider_later(w, campaign_id, crowd.pack, ORDINARY, later) == 1
        assert plans.reconsider_later(w, campaign_id, crowd.pack, ORDINARY, later) == 0
    assert _queue(crowd, campaign_id, now=later) == 1
    assert _row(crowd, campaign_id).waiting == 12


def test_quiet_hours_put_everyone_off_and_all_come_back(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id, around=Circumstances(quiet_until=NOW + DAY))
    assert (_row(crowd, campaign_id).waiting, _row(crowd, campaign_id).later) == (0, 15)
    came = 0
    for _ in range(20):
        with crowd.write() as w:
            turn = plans.reconsider_later(w, campaign_id, crowd.pack, ORDINARY, NOW + DAY, 4)
        came += turn
        if not turn:
            break
    assert came == 15
    assert _queue(crowd, campaign_id, now=NOW + DAY) == 15
    _row(crowd, campaign_id)


def test_second_campaign_finds_the_first_ones_offer(crowd: Shop) -> None:
    first, second = _new(crowd), _new(crowd)
    _plan(crowd, first)
    _plan(crowd, second)
    assert _queue(crowd, first) == 15
    assert _queue(crowd, second) == 0
    assert _row(crowd, second).left_out == 30
    third = _new(crowd)
    _plan(crowd, third)
    assert _queue(crowd, third) == 0


def test_results_follow_what_people_do(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id)
    _queue(crowd, campaign_id)
    with crowd.write() as w:
        rows = outbox.due(w, crowd.account, NOW, 99)
        outbox.hand_over(w, [row.message_id for row in rows], NOW)
        for row in rows[:-1]:
            outbox.settle(w, row.message_id, Delivered(f"r{row.message_id}", NOW), NOW)
        outbox.settle(w, rows[-1].message_id, Refused("gone"), NOW)
        first, second, third = rows[:3]
        ledger.intake.apply_receipt(w, crowd.account, f"r{first.message_id}", MessageState.SEEN, NOW)
        ledger.intake.apply_receipt(w, crowd.account, f"r{second.message_id}", MessageState.DELIVERED, NOW)
        for row, kind in ((first, Kind.CLICKED), (first, Kind.WROTE), (second, Kind.WROTE), (third, Kind.BLOCKED)):
            for at in (NOW + 1, NOW + 2):  # twice is once
                ledger.record_evidence(w, row.contact_id, crowd.account, kind, at, "offer", attempt_key=row.attempt_key)
    result = _row(crowd, campaign_id)
    assert (result.sent, result.delivered, result.seen, result.not_sent) == (14, 2, 1, 1)
    assert (result.clicked, result.replied, result.blocked) == (1, 2, 1)
    with crowd.read() as r:
        assert [person.contact_id for person in campaigns.people(r, campaign_id, "clicked")] == [first.contact_id]
        latest = campaigns.people(r, campaign_id, "latest", 0, 3)
        assert [person.contact_id for person in latest] == sorted((row.contact_id for row in rows), reverse=True)[:3]
        assert latest[0].basis.reason == "gone"


def test_paused_campaign_waits_and_a_stopped_one_ends(crowd: Shop) -> None:
    campaign_id = _new(crowd)
    _plan(crowd, campaign_id)
    _queue(crowd, campaign_id)
    with crowd.write() as w:
        ledger.campaigns.set_campaign_state(w, campaign_id, CampaignState.PAUSED, NOW)
        assert outbox.due(w, crowd.account, NOW, 99) == ()
        assert outbox.next_due(w, crowd.account) is None
        ledger.campaigns.set_campaign_state(w, campaign_id, CampaignState.GOING_OUT, NOW)
        first = outbox.due(w, crowd.account, NOW, 1)[0]
        outbox.hand_over(w, [first.message_id], NOW)
        ledger.campaigns.set_campaign_state(w, campaign_id, CampaignState.STOPPED, NOW)
        outbox.settle(w, first.message_id, Delivered("r", NOW), NOW)
        assert outbox.due(w, crowd.account, NOW, 99) == ()
    row = _row(crowd, campaign_id)
    assert (row.sent, row.waiting, row.not_sent, row.left_out) == (1, 0, 14, 15)
    with crowd.read() as r:
        assert len(campaigns.people(r, campaign_id, "stopped", 0, 99)) == 14
    again = _new(crowd)
    _plan(crowd, again)
    assert _queue(crowd, again) == 14, "whoever was not written to may be written to"


def test_sent_campaign_cannot_be_changed(shop: Shop) -> None:
    campaign_id = _new(shop)
    with shop.write() as w:
        made = ledger.campaigns.campaign_of(w, campaign_id)
        with pytest.raises(LookupError):
            ledger.campaigns.save_campaign(w, made, NOW)


def test_plan_of_an_empty_shop_ends(shop: Shop) -> None:
    campaign_id = _new(shop)
    assert _plan(shop, campaign_id) == 0
    assert _queue(shop, campaign_id) == 0
    assert _row(shop, campaign_id).total == 0


def test_numbers_of_stored_states_never_change() -> None:
    pinned = (
        "planned",
        "later",
        "left_out",
        "handed_over",
        "sent",
        "delivered",
        "seen",
        "perhaps",
        "not_sent",
        "stopped",
    )
    assert DELIVERY_CODE.words[: len(pinned)] == pinned
    assert set(DELIVERY_CODE.words) == {state.value for state in DeliveryState}
