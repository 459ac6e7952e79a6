"""What a stranger found broken in the store, each by its name."""

from __future__ import annotations

import pytest
from tests.store.conftest import NOW, Shop

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Schedule
from vetrina.domain.channels import Refused
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import Draft
from vetrina.domain.talk import Content, ProductCard, Purpose, QuickReply
from vetrina.store import codec, ledger
from vetrina.store.queries import campaigns
from vetrina.store.rows import ORDINARY

MINUTE = 60_000


def _written(shop: Shop, text: str, headline: str, values: dict[str, str]) -> tuple[str, str]:
    """Text and headline of the one message of a campaign to Anna."""
    shop.meet("anna", "Anna Rossi", Kind.FOLLOWED)
    with shop.write() as w:
        made = ledger.campaigns.save_campaign(w, Campaign(0, "", "Lino", 0, Audience(), Schedule()), NOW)
        ledger.campaigns.freeze_creative(w, made.id, Content(text, headline=headline), values, NOW)
        ledger.campaigns.set_campaign_state(w, made.id, CampaignState.GOING_OUT, NOW)
        while not ledger.campaigns.plan_chunk(w, made.id, shop.pack, ORDINARY, NOW).finished:
            pass
        ledger.campaigns.queue_chunk(w, made.id, shop.pack, ORDINARY, NOW)
        (due,) = ledger.outbox.due(w, shop.account, NOW, 10)
    return due.content.text, due.content.headline


@pytest.mark.parametrize("title", ["Camicia {price}", "{first_name}", "{nobody}", "l'{size|L}'"])
def test_a_product_title_with_braces_is_no_merge_field(shop: Shop, title: str) -> None:
    written = _written(shop, "{first_name}: {product}", "{product} per {first_name}", {"product": title})
    assert written == (f"Anna: {title}", f"{title} per Anna")


def test_a_campaign_that_is_done_leaves_no_row_open(shop: Shop) -> None:
    shop.meet("anna", "Anna", Kind.FOLLOWED)
    with shop.write() as w:
        made = ledger.campaigns.save_campaign(w, Campaign(0, "", "Lino", 0, Audience(), Schedule()), NOW)
        while not ledger.campaigns.plan_chunk(w, made.id, shop.pack, ORDINARY, NOW).finished:
            pass
        ledger.campaigns.end_campaign(w, made.id, CampaignState.DONE, NOW)
    with shop.read() as r:
        view = campaigns.view(r, made.id)
        (person,) = campaigns.people(r, made.id, "all", 0, 10)
    assert view is not None
    assert view.row.campaign.state is CampaignState.DONE
    assert person.state is DeliveryState.STOPPED


def test_the_next_person_does_not_inherit_the_number_of_an_erased_talk(shop: Shop) -> None:
    anna = shop.meet("anna", "Anna")
    talk_id = shop.talk(anna, "Ciao")
    with shop.write() as w:
        ledger.accounts.keep_value(w, ledger.erasing.TALK_MEMORY.format(talk_id), '{"misses":2}')
        ledger.erasing.erase_contact(w, anna.contact_id, NOW)
        assert ledger.accounts.kept(w, ledger.erasing.TALK_MEMORY.format(talk_id)) == ""
    assert shop.talk(shop.meet("bruno", "Bruno"), "Ciao") > talk_id


def test_a_card_without_words_to_many_is_the_same_message_to_many(shop: Shop) -> None:
    card = Content(card=ProductCard("Camicia", price="59 €"))
    reasons = []
    for number in range(8):
        ref = shop.meet(f"p{number}", f"P{number}")
        shop.talk(ref, "Ciao", at=NOW - MINUTE)
        draft = shop.draft(f"p{number}", f"k{number}")
        _, verdict = shop.queue(ref, Draft(draft.attempt_key, Purpose.REPLY, draft.address, card))
        reasons.append(verdict.basis.reason)
    assert reasons[:5] != [reasons[-1]] * 5
    assert reasons[-1] == reasons[-2] == "looks_like_campaign"


def test_another_try_of_a_refused_mailing_is_counted_as_a_mailing(shop: Shop) -> None:
    later = NOW + 11 * MINUTE
    messages = []
    for number in range(8):
        ref = shop.meet(f"p{number}", f"P{number}")
        shop.talk(ref, "Ciao", at=NOW - MINUTE)
        message_id, _ = shop.queue(ref, shop.draft(f"p{number}", f"k{number}", "Saldi"), NOW)
        messages.append((ref, message_id))
    with shop.write() as w:
        for _, message_id in messages[:5]:
            ledger.outbox.hand_over(w, [message_id], NOW)
            ledger.outbox.settle(w, message_id, Refused("not_taken"), NOW)
        for _, message_id in messages[:5]:
            ledger.outbox.requeue(w, message_id, later, later, None)
        draft = shop.draft("p7", "again", "Saldi")
        facts = ledger.facts_of(w, messages[7][0].address_id, Purpose.REPLY, draft, later)
    assert facts.same_text_talks == 5


def test_a_message_beyond_what_the_wire_takes_is_cut_where_it_is_written_down(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna")
    shop.talk(ref, "Ciao", at=NOW - MINUTE)
    content = Content(
        "Ec\udccco",
        (QuickReply("x" * 100, "p"), QuickReply("\x00", "q")),
        ProductCard("t" * 400, picture="no-picture"),
    )
    draft = Draft("key", Purpose.REPLY, shop.draft("anna", "key").address, content)
    message_id, _ = shop.queue(ref, draft)
    with shop.read() as r:
        row = ledger.outbox.one(r, message_id)
    assert row is not None
    assert row.content.text == "Ec\ufffdo"
    assert [len(reply.title) for reply in row.content.quick_replies] == [codec.BUTTON_ON_WIRE]
    assert row.content.card is not None
    assert len(row.content.card.title) <= 300
    assert row.content.card.picture == ""


def test_what_was_written_down_by_a_clock_a_year_ahead_is_looked_at_now(shop: Shop) -> None:
    ahead = NOW + 365 * 24 * 60 * MINUTE
    ref = shop.meet("anna", "Anna")
    shop.talk(ref, "Ciao", at=NOW - MINUTE)
    shop.queue(ref, shop.draft("anna", "k"), ahead)
    with shop.write() as w:
        assert ledger.outbox.due(w, shop.account, NOW, 10) == ()
        ledger.outbox.hurry(w, NOW)
        assert len(ledger.outbox.due(w, shop.account, NOW, 10)) == 1


def test_marks_of_long_acknowledged_events_do_not_grow_for_ever(shop: Shop) -> None:
    with shop.write() as w:
        for number in range(1, 21):
            ledger.intake.seen_before(w, shop.account, f"{number}:e")
        ledger.intake.seen_before(w, shop.account, "no-number")
        assert ledger.intake.drop_seen(w, shop.account, 11) == 10
        assert ledger.intake.seen_before(w, shop.account, "11:e")
        assert ledger.intake.seen_before(w, shop.account, "no-number")
        assert not ledger.intake.seen_before(w, shop.account, "10:e")
