"""A campaign from Send to its end: undo, trial, speed, quiet hours, pause, stop, stale, and each person's own offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.shop_floor import ALWAYS
from tests.support.street import Street

from vetrina.domain.campaigns import Audience, Campaign, CampaignState
from vetrina.domain.catalog import Money, Product, Variant
from vetrina.domain.events import Event, Notice
from vetrina.domain.talk import Author, MessageState, TalkState
from vetrina.engine import commands as c
from vetrina.engine.campaigns import TRIAL_MS
from vetrina.engine.commands import CannotDo
from vetrina.store import ledger
from vetrina.store.queries import working

MINUTE = 60_000
HOUR = 60 * MINUTE


def notices(street: Street) -> list[str]:
    """Keys of what the owner is told from now on."""
    keys: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, Notice):
            keys.append(event.key)

    street.shop.parts.desk.announcer.listen(hear)
    return keys


def people(street: Street, many: int) -> None:
    for number in range(many):
        street.phone(f"Persona {number}")


def test_send_answers_with_the_plan_and_counts_add_up(street: Street) -> None:
    people(street, 3)
    street.phone("Ignota", follow=False)
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    checked = street.shop.do(c.CheckCampaign(Audience(), made.id))
    planned = street.shop.do(c.SendCampaign(made.id))
    assert (planned.total, planned.now, planned.later, planned.not_this_time) == (4, 3, 0, 1)
    assert (checked.total, checked.now, checked.not_this_time) == (4, 3, 1)
    assert {(one.reason, one.count) for one in planned.reasons} == {(one.reason, one.count) for one in checked.reasons}
    street.shop.settle()
    row = street.counts(made)
    assert (row.sent, row.left_out, row.total) == (3, 1, 4)
    assert row.campaign.state is CampaignState.DONE


def test_nothing_leaves_before_the_time_to_undo_is_over(street: Street) -> None:
    people(street, 2)
    made = street.campaign(undo_ms=2 * MINUTE)
    assert street.hub.offers_received() == []
    street.shop.do(c.StopCampaign(made.id))
    street.pass_ms(5 * MINUTE)
    street.shop.settle()
    assert street.hub.offers_received() == []
    assert street.counts(made).campaign.state is CampaignState.STOPPED


def test_the_first_few_go_first_and_the_rest_after_the_watch(street: Street) -> None:
    people(street, 5)
    said = notices(street)
    made = street.campaign(trial=2, stop_at_blocks=2)
    assert len(street.hub.offers_received()) == 2
    street.pass_ms(TRIAL_MS - 1)
    street.shop.settle()
    assert len(street.hub.offers_received()) == 2
    street.pass_ms(MINUTE)
    street.shop.settle()
    street.shop.settle()
    assert len(street.hub.offers_received()) == 5
    assert "trial_went_well" in said
    assert street.counts(made).sent == 5


def test_it_stops_by_itself_when_the_first_few_block(street: Street) -> None:
    phones = [street.phone(f"Persona {number}") for number in range(6)]
    said = notices(street)
    made = street.campaign(trial=3, stop_at_blocks=2)
    reached = {psid for psid, *_ in street.hub.offers_received()}
    for phone in [phone for phone in phones if phone.psid in reached][:2]:
        phone.block(True)
    street.shop.settle()
    street.pass_ms(2 * TRIAL_MS)
    street.shop.settle()
    assert len(street.hub.offers_received()) == 3
    assert street.counts(made).campaign.state is CampaignState.STOPPED
    assert "campaign_stopped_itself" in said


def test_the_speed_is_kept(street: Street) -> None:
    people(street, 10)
    street.campaign(per_minute=10)
    first = len(street.hub.offers_received())
    assert first <= 2
    for _ in range(20):
        street.pass_ms(6_000)
        street.shop.settle()
    assert len(street.hub.offers_received()) == 10


def test_quiet_hours_make_later_and_the_morning_sends(street: Street) -> None:
    night = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)  # 23:30 in Rome
    street.pass_ms(int(night.timestamp() * 1000) - street.clock.at)
    street.shop.connect()
    people(street, 2)
    made = street.campaign(quiet_from=21 * 60, quiet_to=9 * 60)
    assert street.hub.offers_received() == []
    assert street.counts(made).later == 2
    street.pass_ms(10 * HOUR)
    street.shop.settle()
    assert len(street.hub.offers_received()) == 2
    assert street.counts(made).campaign.state is CampaignState.DONE


def test_who_talks_with_the_owner_gets_it_two_hours_after_the_last_word(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    street.shop.do(c.TakeOver(street.talk(giulia)))
    made = street.campaign()
    assert street.received(giulia) == 0
    assert street.counts(made).later == 1
    street.pass_ms(2 * HOUR + MINUTE)
    street.shop.settle()
    assert street.received(giulia) == 1


def test_pause_holds_what_is_written_down_and_resume_lets_it_go(street: Street) -> None:
    people(street, 3)
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.tick()
    street.shop.do(c.PauseCampaign(made.id))
    street.shop.settle()
    assert street.hub.offers_received() == []
    street.shop.do(c.ResumeCampaign(made.id))
    street.shop.settle()
    assert len(street.hub.offers_received()) == 3


def test_stop_ends_what_is_written_down_too(street: Street) -> None:
    people(street, 3)
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.tick()
    street.shop.do(c.StopCampaign(made.id))
    street.shop.settle()
    assert street.hub.offers_received() == []
    row = street.counts(made)
    assert (row.campaign.state, row.not_sent, row.waiting) == (CampaignState.STOPPED, 3, 0)


def test_a_stale_campaign_ends_and_a_planned_one_waits_for_its_hour(street: Street) -> None:
    people(street, 2)
    start = street.clock.at + HOUR
    planned = street.campaign(start_at=start, stale_at=start + HOUR)
    assert street.counts(planned).campaign.state is CampaignState.PLANNED
    street.pass_ms(30 * MINUTE)
    street.shop.settle()
    assert street.hub.offers_received() == []
    street.pass_ms(2 * HOUR)
    street.shop.settle()
    assert street.hub.offers_received() == []
    assert street.counts(planned).campaign.state is CampaignState.DONE


def test_everybody_gets_the_best_match_in_their_size(street: Street) -> None:
    price = Money(5900, "EUR")
    products = [
        Product(
            key=key,
            title=title,
            kind="Camicie",
            variants=(Variant(f"{key}-{size}", size, (("Taglia", size),), "", price),),
        )
        for key, title, size in (("riva", "Camicia Riva", "S"), ("alba", "Camicia Alba", "L"))
    ]
    with street.shop.db.write() as w:
        ledger.products.save_products(w, products)
    small, large, unknown = street.phone("Sara"), street.phone("Laura"), street.phone("Nora")
    with street.shop.db.write() as w:
        for phone, size in ((small, "S"), (large, "L")):
            contact = working.contact_of(w, 1, phone.psid)
            assert contact is not None
            ledger.people.set_size(w, contact, size)
    street.ad = street.shop.do(
        c.SaveAd(
            replace(
                street.ad, id=0, key="", per_person=True, product_kind="Camicie",
                text="{first_name}, {product} in {size|tante taglie} a {price}.",
            )
        )
    )  # fmt: skip
    street.campaign()
    assert street.heard(small) == ["Sara, Camicia Riva in S a 59,00\u00a0€."]
    assert street.heard(large) == ["Laura, Camicia Alba in L a 59,00\u00a0€."]
    assert street.heard(unknown) == ["Nora, Camicia Riva in tante taglie a 59,00\u00a0€."]
    small_says = street.heard(small)[0]
    kept = street.shop.read(lambda r: r.exec_driver_sql("SELECT text FROM message ORDER BY id").scalars().all())
    assert small_says in kept, "the record holds another text than the one that left"


def test_an_edited_ad_does_not_change_what_was_sent_off(street: Street) -> None:
    giulia = street.phone("Giulia")
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.do(c.SaveAd(replace(street.ad, text="Un altro testo.")))
    street.shop.settle()
    assert street.heard(giulia) == ["Lino fresco."]


def test_a_plan_broken_off_by_a_crash_goes_on(street: Street) -> None:
    people(street, 3)
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    with street.shop.parts.desk.change() as change:
        street.shop.parts.campaigns._freeze(change, made)
        ledger.campaigns.set_campaign_state(change.w, made.id, CampaignState.PLANNED, change.now)
    street.shop.crash()
    street.shop.settle()
    assert len(street.hub.offers_received()) == 3


def test_what_cannot_be_sent_says_why(street: Street) -> None:
    empty = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", 0, Audience(), ALWAYS)))
    sent = street.campaign()
    for command, key in (
        (c.SendCampaign(empty.id), "no_ad"),
        (c.SendCampaign(9999), "gone"),
        (c.SendCampaign(sent.id), "campaign_running"),
        (c.SaveCampaign(replace(sent, name="Altro")), "campaign_running"),
        (c.SendTest(sent.id), "no_own_phone"),
        (c.PauseCampaign(9999), "gone"),
    ):
        with pytest.raises(CannotDo) as refused:
            street.shop.do(command)
        assert refused.value.key == key
        assert refused.value.sentence("it") != refused.value.sentence("en")


def test_a_test_goes_to_the_own_phone_only(street: Street) -> None:
    giulia = street.phone("Giulia")
    own = street.phone("Marta")
    contact = street.shop.read(lambda r: working.contact_of(r, 1, own.psid))
    street.shop.do(c.MarkOwn(contact or 0, True))
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendTest(made.id))
    street.shop.settle()
    assert (len(street.heard(own)), len(street.heard(giulia))) == (1, 0)
    assert street.hub.offers_received() == []


def test_a_talk_that_is_done_no_longer_holds_an_offer_back(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    street.shop.do(c.SetTalkState(street.talk(giulia), TalkState.DONE))
    street.shop.settle()
    street.campaign()
    assert street.received(giulia) == 1


def test_one_broken_campaign_does_not_stop_the_others(street: Street) -> None:
    people(street, 2)
    said = notices(street)
    broken = street.shop.do(c.SaveCampaign(Campaign(0, "", "Rotta", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(broken.id))
    with street.shop.parts.desk.change() as change:
        change.w.exec_driver_sql("UPDATE creative SET pieces = 'no pieces'")
    whole = street.campaign()
    assert len(street.hub.offers_received()) == 2
    assert street.counts(whole).sent == 2
    assert street.counts(broken).campaign.state is CampaignState.PAUSED
    assert said.count("campaign_paused_itself") == 1


def test_one_message_that_cannot_be_looked_at_does_not_stop_the_lane(street: Street) -> None:
    anna, bruno = street.phone("Anna"), street.phone("Bruno")
    for phone in (anna, bruno):
        phone.say("Ciao")
    street.shop.settle()
    poison = street.shop.do(c.SendReply(street.talk(anna), "Eccomi, Anna."))
    street.shop.do(c.SendReply(street.talk(bruno), "Eccomi, Bruno."))
    with street.shop.parts.desk.change() as change:
        change.w.exec_driver_sql(
            f"CREATE TEMP TRIGGER poison BEFORE INSERT ON verdict WHEN NEW.message_id = {poison}"
            " BEGIN SELECT RAISE(ABORT, 'poison'); END"
        )
    street.shop.settle()
    assert street.heard(bruno)[-1] == "Eccomi, Bruno."
    assert "Eccomi, Anna." not in street.heard(anna)
    (row,) = [row for row in street.lines(anna, Author.OWNER) if row.id == poison]
    assert row.state is MessageState.NOT_SENT
