"""What is to go out: order, outcomes, receipts, echoes; nothing twice, nothing lost, nothing back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from tests.store.conftest import DAY, NOW, Shop

from vetrina.domain.channels import Delivered, Refused, Retry, Unknown
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import Denied, Later, judge
from vetrina.domain.talk import Author, Content, MessageState, Purpose, QuickReply, further
from vetrina.store import ledger
from vetrina.store.ledger import outbox
from vetrina.store.queries import inbox
from vetrina.store.rows import ContactRef

S = MessageState
_numbers = itertools.count()


@pytest.fixture
def anna(shop: Shop) -> ContactRef:
    return shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.WROTE)


def _state(shop: Shop, message_id: int) -> MessageState:
    with shop.read() as r:
        row = inbox.message_of(r, message_id)
    assert row is not None
    return row.state


def test_answers_go_before_offers_and_keep_their_order(shop: Shop, anna: ContactRef) -> None:
    bea = shop.meet("bea", "Bea", Kind.FOLLOWED)
    offer, _ = shop.queue(bea, shop.draft("bea", "o", purpose=Purpose.SPONSORED), NOW - 9)
    first, _ = shop.queue(anna, shop.draft("anna", "a", "eins"), NOW)
    second, _ = shop.queue(anna, shop.draft("anna", "b", "zwei"), NOW)
    with shop.read() as r:
        assert [row.message_id for row in outbox.due(r, shop.account, NOW, 10)] == [first, offer]
        assert outbox.due(r, shop.account, NOW - 10, 10) == ()
        assert outbox.next_due(r, shop.account) == NOW - 9
    with shop.write() as w:
        outbox.hand_over(w, [first], NOW)
        assert [row.message_id for row in outbox.due(w, shop.account, NOW, 10)] == [offer], "nothing overtakes"
        outbox.settle(w, first, Retry(5_000), NOW)
        assert [row.message_id for row in outbox.due(w, shop.account, NOW, 10)] == [offer]
        assert outbox.next_due(w, shop.account) == NOW - 9
        assert [row.message_id for row in outbox.due(w, shop.account, NOW + 5_000, 10)] == [first, offer], (
            "second waits"
        )
        outbox.cancel(w, offer, NOW)
        assert outbox.next_due(w, shop.account) == NOW + 5_000
        outbox.hand_over(w, [first], NOW)
        assert outbox.next_due(w, shop.account) is None, "all waits for an outcome"
        outbox.settle(w, first, Delivered("r1", NOW), NOW)
        assert [row.message_id for row in outbox.due(w, shop.account, NOW, 10)] == [second]


def test_row_carries_all_that_a_draft_needs(shop: Shop, anna: ContactRef) -> None:
    draft = shop.draft("anna", "a")
    rich = Content("Ciao", (QuickReply("Sì", "yes"),), headline="Titolo", button="Scrivi")
    made, _ = shop.queue(anna, type(draft)("a", Purpose.REPLY, draft.address, rich))
    with shop.read() as r:
        (row,) = outbox.due(r, shop.account, NOW, 10)
        assert outbox.one(r, made) == row
    assert (row.attempt_key, row.address, row.content, row.tries) == ("a", draft.address, rich, 0)


def test_killed_in_between_is_found_again(shop: Shop, anna: ContactRef) -> None:
    made, _ = shop.queue(anna, shop.draft("anna", "a"))
    with shop.write() as w:
        outbox.hand_over(w, [made], NOW)
        assert [row.message_id for row in outbox.handed_over_rows(w, shop.account)] == [made]
        assert outbox.due(w, shop.account, NOW + DAY, 10) == ()
        assert outbox.settle(w, made, Unknown(), NOW) is S.PERHAPS
        assert outbox.handed_over_rows(w, shop.account) == ()


def test_same_attempt_key_is_never_queued_twice(shop: Shop, anna: ContactRef) -> None:
    shop.queue(anna, shop.draft("anna", "a"))
    with pytest.raises(IntegrityError):
        shop.queue(anna, shop.draft("anna", "a"))


def test_denied_is_kept_with_its_reason_and_shown(shop: Shop) -> None:
    ref = shop.meet("bea", "Bea", Kind.FOLLOWED)
    talk = shop.talk(ref)
    made, verdict = shop.queue(ref, shop.draft("bea", "a", "Ciao"))
    assert isinstance(verdict, Denied)
    with shop.read() as r:
        (row,) = inbox.messages(r, talk)
        assert (row.id, row.state, row.reason) == (made, S.NOT_SENT, "no_talk")
        stored = r.exec_driver_sql("SELECT answer, pack, rule, reason FROM verdict WHERE message_id = ?", (made,)).one()
    assert tuple(stored) == ("denied", "vetrina-2016", "no-talk", "no_talk")


def test_later_waits_until_its_time(shop: Shop, anna: ContactRef) -> None:
    with shop.write() as w:
        draft = shop.draft("anna", "o", purpose=Purpose.SPONSORED)
        facts = ledger.facts_of(w, anna.address_id, Purpose.SPONSORED, draft, NOW, quiet_until=NOW + 3_600_000)
        verdict = judge(shop.pack, draft, facts, NOW)
        assert isinstance(verdict, Later)
        made = outbox.queue(w, draft, Author.OFFER, verdict, NOW)
        assert outbox.next_due(w, shop.account) == NOW + 3_600_000
        outbox.withhold(w, made, verdict, NOW + 1)
        assert outbox.next_due(w, shop.account) == NOW + 3_600_000


def test_refused_can_be_tried_again_and_an_offer_never(shop: Shop, anna: ContactRef) -> None:
    made, _ = shop.queue(anna, shop.draft("anna", "a"))
    offer, _ = shop.queue(anna, shop.draft("anna", "o", purpose=Purpose.SPONSORED))
    with shop.write() as w:
        outbox.hand_over(w, [made, offer], NOW)
        assert outbox.settle(w, made, Refused("gone"), NOW) is S.NOT_SENT
        assert outbox.settle(w, offer, Unknown(), NOW) is S.PERHAPS
        assert not outbox.requeue(w, offer, NOW, NOW)
        assert outbox.requeue(w, made, NOW, NOW)
        assert [row.message_id for row in outbox.due(w, shop.account, NOW, 9)] == [made]
        assert not outbox.cancel(w, offer, NOW)
        assert outbox.cancel(w, made, NOW)
        assert not outbox.cancel(w, made, NOW)


_RECEIPTS = st.lists(st.sampled_from([S.SENT, S.DELIVERED, S.SEEN]), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(receipts=_RECEIPTS)
def test_receipts_never_turn_a_message_back(shop: Shop, receipts: list[MessageState]) -> None:
    number = next(_numbers)
    ref = shop.meet(f"p{number}", "P", Kind.WROTE)
    made, _ = shop.queue(ref, shop.draft(f"p{number}", f"k{number}", f"{number}"))
    expected = S.SENT
    with shop.write() as w:
        outbox.hand_over(w, [made], NOW)
        outbox.settle(w, made, Delivered(f"r{number}", NOW), NOW)
        for state in receipts:
            changed = ledger.intake.apply_receipt(w, shop.account, f"r{number}", state, NOW)
            before, expected = expected, further(expected, state)
            assert changed == (made if before is not expected else 0)
    assert _state(shop, made) is expected


def test_echo_of_our_own_settles_what_was_unclear(shop: Shop, anna: ContactRef) -> None:
    made, _ = shop.queue(anna, shop.draft("anna", "a"))
    with shop.write() as w:
        outbox.hand_over(w, [made], NOW)
        outbox.settle(w, made, Unknown(), NOW)
        for changed in (made, 0):
            told = ledger.intake.apply_echo(
                w, shop.account, anna.address_id, "r1", "a", Content("Ciao"), False, "", NOW + 1
            )
            assert told == changed
    assert _state(shop, made) is S.SENT


def test_offer_of_another_desktop_counts_like_our_own(shop: Shop, anna: ContactRef) -> None:
    waiting, _ = shop.queue(anna, shop.draft("anna", "mine", purpose=Purpose.SPONSORED))
    with shop.write() as w:
        other = ledger.intake.apply_echo(
            w, shop.account, anna.address_id, "r9", "theirs", Content("Offerta"), True, "", NOW
        )
        facts = ledger.facts_of(w, anna.address_id, Purpose.SPONSORED, None, NOW)
        assert facts.outstanding
        assert facts.last_sponsored_at == NOW
        ledger.record_evidence(
            w, anna.contact_id, shop.account, Kind.CLICKED, NOW + 1, "offer", "", "c1", attempt_key="theirs"
        )
        assert not ledger.facts_of(w, anna.address_id, Purpose.SPONSORED, None, NOW).outstanding
    assert _state(shop, waiting) is S.NOT_SENT
    assert _state(shop, other) is S.SENT


def test_facts_count_what_was_said_since_the_person_did_something(shop: Shop, anna: ContactRef) -> None:
    for number in range(3):
        shop.queue(anna, shop.draft("anna", f"b{number}", f"Antwort {number}", Purpose.BOT_REPLY))
    shop.queue(anna, shop.draft("anna", "o1", "Ich"))
    with shop.write() as w:
        facts = ledger.facts_of(w, anna.address_id, Purpose.BOT_REPLY, None, NOW)
        assert (facts.bot_replies, facts.asked_back) == (3, 4)
        own = shop.draft("anna", "b2", "Antwort 2", Purpose.BOT_REPLY)
        assert ledger.facts_of(w, anna.address_id, Purpose.BOT_REPLY, own, NOW).bot_replies == 2
        ledger.record_evidence(w, anna.contact_id, shop.account, Kind.WROTE, NOW + 1, "talk")
        facts = ledger.facts_of(w, anna.address_id, Purpose.BOT_REPLY, None, NOW + 2)
        assert (facts.bot_replies, facts.asked_back) == (0, 0)


def test_same_text_to_many_talks_looks_like_a_campaign(shop: Shop) -> None:
    last: object = None
    for number in range(7):
        ref = shop.meet(f"p{number}", "P", Kind.WROTE)
        words = "Nuovi arrivi!" if number % 2 else "  nuovi   ARRIVI! "
        _, last = shop.queue(ref, shop.draft(f"p{number}", f"k{number}", words))
        assert isinstance(last, Denied) == (number >= 5)
    assert isinstance(last, Denied)
    assert last.basis.reason == "looks_like_campaign"


def test_errors_of_the_database_do_not_repeat_what_people_said(shop: Shop, anna: ContactRef) -> None:
    shop.queue(anna, shop.draft("anna", "a", "parola segreta"))
    with pytest.raises(IntegrityError) as told:
        shop.queue(anna, shop.draft("anna", "a", "parola segreta"))
    assert "segreta" not in str(told.value)
