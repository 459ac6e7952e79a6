"""What the database itself refuses, whoever asks; and what stays when a person is erased."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from tests.store.conftest import DAY, NOW, Shop

from vetrina.domain.channels import Delivered, Refused, Unknown
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import Cleared, Denied
from vetrina.domain.talk import MessageState, Purpose
from vetrina.store import ledger
from vetrina.store.ledger.chain import first_break
from vetrina.store.queries import inbox, people

COPY = (
    "INSERT INTO message (address_id, contact_id, account_id, purpose, author, state, at)"
    " VALUES (?, ?, ?, 'sponsored', 'offer', ?, ?)"
)


@pytest.mark.parametrize("outcome", [None, Delivered("r1", NOW), Unknown()])
def test_second_offer_without_a_tap_is_refused_by_the_database(shop: Shop, outcome: Delivered | Unknown | None) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    first, verdict = shop.queue(ref, shop.draft("anna", "k1", purpose=Purpose.SPONSORED))
    assert isinstance(verdict, Cleared)
    with shop.write() as w:
        if outcome is not None:
            ledger.outbox.hand_over(w, [first], NOW)
            ledger.outbox.settle(w, first, outcome, NOW)
    assert isinstance(shop.queue(ref, shop.draft("anna", "k2", purpose=Purpose.SPONSORED))[1], Denied)
    for state in ("waiting", "sent", "perhaps", "seen"):
        with pytest.raises(IntegrityError, match="UNIQUE"), shop.write() as w:
            w.exec_driver_sql(COPY, (ref.address_id, ref.contact_id, shop.account, state, NOW))
    with shop.write() as w:  # on another address of the same person, too
        other = ledger.intake.attach(w, ref.contact_id, shop.account, "anna's tablet", NOW)
    with pytest.raises(IntegrityError, match="UNIQUE"), shop.write() as w:
        w.exec_driver_sql(COPY, (other, ref.contact_id, shop.account, "waiting", NOW))


def test_a_tap_or_a_refusal_opens_the_way_again(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    for key, tapped in (("k1", True), ("k2", False), ("k3", True)):
        made, verdict = shop.queue(ref, shop.draft("anna", key, purpose=Purpose.SPONSORED))
        assert isinstance(verdict, Cleared), key
        with shop.write() as w:
            ledger.outbox.hand_over(w, [made], NOW)
            outcome = Delivered(f"r-{key}", NOW) if tapped else Refused("gone")
            ledger.outbox.settle(w, made, outcome, NOW)
        if tapped:
            shop.did(ref, Kind.CLICKED, NOW + 1, f"click-{key}", attempt_key=key)


def test_deleting_an_offer_does_not_open_the_way(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    made, _ = shop.queue(ref, shop.draft("anna", "k1", purpose=Purpose.SPONSORED))
    with shop.write() as w:
        ledger.outbox.hand_over(w, [made], NOW)
        ledger.outbox.settle(w, made, Delivered("r1", NOW), NOW)
        assert ledger.intake.remove_message(w, shop.account, "r1") == made
    assert isinstance(shop.queue(ref, shop.draft("anna", "k2", purpose=Purpose.SPONSORED))[1], Denied)


def test_tap_on_one_offer_does_not_count_for_another(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    made, _ = shop.queue(ref, shop.draft("anna", "k1", purpose=Purpose.SPONSORED))
    with shop.write() as w:
        ledger.outbox.hand_over(w, [made], NOW)
        ledger.outbox.settle(w, made, Delivered("r1", NOW), NOW)
    shop.did(ref, Kind.CLICKED, NOW + 1, "c1", attempt_key="of another day")
    with shop.read() as r:
        assert ledger.facts_of(r, ref.address_id, Purpose.SPONSORED, None, NOW + 2).outstanding


@pytest.mark.parametrize("by_shop", [True, False])
@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.SPONSORED])
def test_nothing_is_handed_over_to_a_blocked_person(shop: Shop, by_shop: bool, purpose: Purpose) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.WROTE)
    made, verdict = shop.queue(ref, shop.draft("anna", "k1", purpose=purpose))
    assert isinstance(verdict, Cleared)
    if by_shop:
        with shop.write() as w:
            ledger.people.block_by_shop(w, ref.contact_id, True, NOW)
    else:
        shop.did(ref, Kind.BLOCKED, NOW)
    with pytest.raises(DBAPIError, match="blocked"), shop.write() as w:
        ledger.outbox.hand_over(w, [made], NOW)
    with pytest.raises(DBAPIError, match="blocked"), shop.write() as w:
        w.exec_driver_sql("UPDATE message SET tries = 1, state = 'handed_over'")
    with pytest.raises(IntegrityError, match="handed_over_by_update"), shop.write() as w:
        w.exec_driver_sql(COPY, (ref.address_id, ref.contact_id, shop.account, "handed_over", NOW))


@pytest.mark.parametrize("table", ["evidence", "verdict", "sending", "chain"])
def test_what_was_written_down_stays(shop: Shop, table: str) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.WROTE)
    made, _ = shop.queue(ref, shop.draft("anna", "k1"))
    with shop.write() as w:
        ledger.outbox.hand_over(w, [made], NOW)
    with shop.read() as r:
        before = r.exec_driver_sql(f"SELECT * FROM {table}").all()
    assert before
    for statement in (f"UPDATE {table} SET at = 0", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="append-only"), shop.write() as w:
            w.exec_driver_sql(statement)
    with shop.read() as r:
        assert r.exec_driver_sql(f"SELECT * FROM {table}").all() == before


def test_chain_shows_what_was_changed_behind_the_programs_back(shop: Shop) -> None:
    shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.STOPPED, Kind.WROTE)
    with shop.write() as w:
        assert first_break(w) is None
        w.exec_driver_sql("DROP TRIGGER evidence_no_update")
        w.exec_driver_sql("UPDATE evidence SET at = at + 1 WHERE kind = 'stopped'")
        assert first_break(w) == 2


def test_erased_person_leaves_no_word_and_the_block_survives(shop: Shop) -> None:
    ref = shop.meet("anna-secret", "Anna Segreta", Kind.FOLLOWED, Kind.WROTE, Kind.BLOCKED)
    talk = shop.talk(ref, "parola segreta")
    other = shop.meet("bea", "Bea", Kind.FOLLOWED)
    with shop.write() as w:
        ledger.people.set_labels(w, ref.contact_id, ["Segreta"])
        ledger.talks.add_note(w, talk, "nota segreta", NOW)
        ledger.record_evidence(
            w, ref.contact_id, shop.account, Kind.OPENED_CHAT, NOW, "page", "annuncio segreto", "e-segreto"
        )
        assert ledger.erasing.erase_contact(w, ref.contact_id, NOW)
        assert not ledger.erasing.erase_contact(w, ref.contact_id, NOW)
        assert first_break(w) is None
    with shop.read() as r:
        names = [name for (name,) in r.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            rows = r.exec_driver_sql(f'SELECT * FROM "{name}"').all()
            assert "segret" not in repr(rows).casefold(), name
        assert inbox.page(r, "all") == ()
        assert people.person(r, ref.contact_id, NOW, shop.pack) is None
        assert people.counts(r, NOW, shop.pack).everyone == 1
    again = shop.meet("anna-secret", "Anna", Kind.FOLLOWED)
    assert again.made
    with shop.read() as r:
        assert ledger.facts_of(r, again.address_id, Purpose.REPLY, None, NOW).blocked
        assert not ledger.facts_of(r, other.address_id, Purpose.REPLY, None, NOW).blocked


def test_shops_own_block_survives_erasing_and_stays_the_shops(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.FOLLOWED)
    with shop.write() as w:
        ledger.people.block_by_shop(w, ref.contact_id, True, NOW)
        ledger.erasing.erase_contact(w, ref.contact_id, NOW)
    again = shop.meet("anna", "Anna")
    with shop.write() as w:
        view = people.person(w, again.contact_id, NOW, shop.pack)
        assert view is not None
        assert view.reply.basis.reason == "blocked_by_shop"
        ledger.people.block_by_shop(w, again.contact_id, False, NOW)
        assert not ledger.facts_of(w, again.address_id, Purpose.REPLY, None, NOW).blocked


def test_event_told_twice_is_taken_once(shop: Shop) -> None:
    ref = shop.meet("anna")
    assert shop.did(ref, Kind.FOLLOWED, NOW - DAY, "e1") > 0
    assert shop.did(ref, Kind.FOLLOWED, NOW - DAY, "e1") == 0
    with shop.write() as w:
        assert not ledger.intake.seen_before(w, shop.account, "e1")
        assert ledger.intake.seen_before(w, shop.account, "e1")
        assert not ledger.intake.seen_before(w, shop.account, "")
        assert not ledger.intake.seen_before(w, shop.account, "")
        assert MessageState.SENT
