"""Ways around the sending rules that an owner may try (reference/reliability-security.md, 5.2), each closed.

The oracle is what customers received, as the hub's own tables have it.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.near_hub import NearPhone, NearShop
from tests.support.shop_floor import ALWAYS, SHOP, new_profile
from tests.support.street import Street

from vetrina.domain.campaigns import Audience, Campaign, CampaignState
from vetrina.domain.talk import Author, ProductCard, TalkState
from vetrina.engine import commands as c
from vetrina.engine.commands import CannotDo
from vetrina.store import ledger
from vetrina.store.queries import campaigns, working

DAY = 24 * 3_600_000


def test_a_second_campaign_and_a_copy_reach_nobody_before_the_click(street: Street) -> None:
    giulia = street.phone("Giulia")
    first = street.campaign()
    assert street.received(giulia) == 1
    street.campaign()
    again = street.shop.read(lambda r: campaigns.view(r, first.id))
    assert again is not None
    copy = street.shop.do(c.SaveCampaign(replace(again.row.campaign, id=0, key="", state=CampaignState.DRAFT)))
    street.shop.do(c.SendCampaign(copy.id))
    street.shop.settle()
    assert street.received(giulia) == 1


def test_a_click_opens_one_more(street: Street) -> None:
    giulia = street.phone("Giulia")
    street.campaign()
    offer = next(message for message in giulia.messages() if message["kind"] == "offer")
    giulia.tap(offer["mid"])
    street.shop.pull()
    street.shop.do(c.SetTalkState(street.talk(giulia), TalkState.DONE))
    street.pass_ms(3 * 3_600_000)
    street.shop.settle()
    street.campaign()
    street.campaign()
    assert street.received(giulia) == 2


def test_setting_the_clock_forward_or_back_opens_nothing(street: Street) -> None:
    giulia = street.phone("Giulia")
    street.campaign()
    for jump in (400 * DAY, -800 * DAY):
        street.clock.at += jump
        with pytest.raises(CannotDo) as refused:
            street.campaign()
        assert refused.value.key == "why.clock_off"
        street.shop.settle()
    assert street.received(giulia) == 1


def test_offers_wait_while_the_clock_is_off_and_go_on_after(street: Street) -> None:
    giulia = street.phone("Giulia")
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.clock.set_back(3_600_000)
    street.shop.settle()
    assert street.received(giulia) == 0
    street.clock.at += 3_600_000
    street.shop.settle()
    assert street.received(giulia) == 1


def test_a_reply_arrives_though_the_clock_was_set_back_under_the_running_program(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    street.clock.set_back(3_600_000)
    street.shop.do(c.SendReply(street.talk(giulia), "Eccomi."))
    street.shop.settle()
    assert street.heard(giulia)[-1] == "Eccomi."


def test_a_clock_put_right_is_believed_after_asking_again(street: Street) -> None:
    giulia = street.phone("Giulia")
    street.clock.set_back(3_600_000)
    street.hub_clock.set_back(3_600_000)  # both are this computer's clock, and now it is right
    street.pass_ms(2 * 60_000)
    street.shop.settle()
    street.campaign()
    assert street.received(giulia) == 1


def test_a_restored_backup_forgets_no_block_and_no_offer(street: Street, tmp_path: Path) -> None:
    giulia, marco = street.phone("Giulia"), street.phone("Marco")
    street.shop.do(c.BackUp(tmp_path / "old.backup"))
    street.campaign()
    marco.block(True)
    street.shop.settle()
    street.shop.close()

    from vetrina.store import backup

    backup.restore(tmp_path / "old.backup", b"k" * 32, street.shop.profile.store_file, street.clock())
    street.shop = NearShop(street.hub, street.shop.profile, street.clock, SHOP)
    with pytest.raises(CannotDo) as refused:
        street.campaign()
    assert refused.value.key == "why.behind_hub"
    street.shop.settle()
    street.campaign()
    assert (street.received(giulia), street.received(marco)) == (1, 1)
    blocked = street.shop.read(lambda r: working.standing_of(r, working.contact_of(r, 1, marco.psid) or 0))
    assert blocked is not None
    assert blocked.blocked


def test_a_deleted_profile_starts_with_what_the_hub_knows(street: Street) -> None:
    giulia = street.phone("Giulia")
    street.campaign()
    street.shop.close()
    shutil.rmtree(street.folder / "one")
    street.shop = NearShop(street.hub, new_profile(street.folder / "one"), street.clock, SHOP)
    street.ad = street.shop.do(c.SaveAd(replace(street.ad, id=0, key="")))
    street.shop.settle()
    street.campaign()
    assert street.received(giulia) == 1


def test_two_desktops_are_one_shop(street: Street) -> None:
    giulia = street.phone("Giulia")
    other = NearShop(street.hub, new_profile(street.folder / "two"), street.clock, SHOP, "two")
    other.settle()
    one = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    ad = other.do(c.SaveAd(replace(street.ad, id=0, key="")))
    two = other.do(c.SaveCampaign(Campaign(0, "", "Lino", ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(one.id))
    other.do(c.SendCampaign(two.id))
    for _ in range(2):
        street.shop.settle()
        other.settle()
    assert street.received(giulia) == 1
    left_out = other.read(lambda r: campaigns.view(r, two.id))
    assert left_out is not None
    assert left_out.row.left_out == 1
    other.close()


def test_an_imported_list_is_no_permission(street: Street, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,email,consent\nGiulia Rossi,giulia@example.org,yes\n", encoding="utf-8")
    street.shop.do(c.ImportPeople(people, dry_run=False))
    made = street.campaign()
    view = street.shop.read(lambda r: campaigns.view(r, made.id))
    assert view is not None
    assert (view.row.total, view.row.left_out) == (1, 1)
    assert street.hub.offers_received() == []


def test_a_block_in_flight_wins(street: Street) -> None:
    giulia = street.phone("Giulia")
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.tick()
    giulia.block(True)
    street.shop.push()
    street.shop.settle()
    assert street.received(giulia) == 0
    view = street.shop.read(lambda r: campaigns.view(r, made.id))
    assert view is not None
    assert view.row.left_out == 1


def test_stop_in_any_word_is_heard_before_the_next_offer(street: Street) -> None:
    giulia = street.phone("Giulia")
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.tick()
    giulia.say("Basta offerte, grazie")
    street.shop.pull()
    street.shop.push()
    assert street.received(giulia) == 0


def test_the_same_text_to_many_talks_is_a_campaign(street: Street) -> None:
    phones = [street.phone(f"Persona {number}") for number in range(8)]
    for phone in phones:
        phone.say("Ciao")
    street.shop.settle()
    for phone in phones:
        street.shop.do(c.SendReply(street.talk(phone), "Saldi! Tutto a metà prezzo."))
    street.shop.settle()
    reached = sum(any("Saldi" in message["text"] for message in phone.messages()) for phone in phones)
    assert reached == 5


def test_doubled_and_late_events_change_nothing(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    events = street.shop.transport.waiting(0)
    street.shop.pull()
    before = street.shop.read(lambda r: r.exec_driver_sql("SELECT count(*) FROM message").scalar())
    for event in reversed(events):
        street.shop.take_again(event)
    assert street.shop.read(lambda r: r.exec_driver_sql("SELECT count(*) FROM message").scalar()) == before


def test_a_crash_between_hand_over_and_outcome_sends_nothing_twice(street: Street) -> None:
    giulia = street.phone("Giulia")
    made = street.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", street.ad.id, Audience(), ALWAYS)))
    street.shop.do(c.SendCampaign(made.id))
    street.shop.tick()
    leaving, _ = street.shop.parts.handover.take(1, 10)
    assert len(leaving) == 1
    street.shop.crash()
    street.shop.settle()
    assert street.received(giulia) == 1
    view = street.shop.read(lambda r: campaigns.view(r, made.id))
    assert view is not None
    assert view.row.sent == 1


def test_a_reply_written_a_year_ahead_leaves_after_a_crash_and_a_corrected_clock(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    street.clock.at += 365 * DAY
    street.shop.do(c.SendReply(street.talk(giulia), "Eccomi."))
    street.clock.at -= 365 * DAY
    street.shop.crash()
    street.shop.settle()
    assert street.heard(giulia)[-1] == "Eccomi."


def test_cards_without_words_to_many_talks_are_a_campaign(street: Street) -> None:
    phones = [street.phone(f"Persona {number}") for number in range(8)]
    for phone in phones:
        phone.say("Ciao")
    street.shop.settle()
    for phone in phones:
        street.shop.do(c.SendReply(street.talk(phone), "", card=ProductCard("Saldi", price="9 €")))
    street.shop.settle()
    cards = [[message for message in phone.messages() if message.get("card")] for phone in phones]
    assert sum(bool(found) for found in cards) == 5


def test_the_bots_last_words_do_not_talk_over_another_app(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Vorrei parlare con una persona")
    street.shop.pull()
    words = [row.id for row in street.lines(giulia, Author.BOT)]
    assert words
    talk_id = street.talk(giulia)
    with street.shop.parts.desk.change() as change:
        assert all(street.shop.parts.bot.may_still_say(change.w, talk_id, word) for word in words)
        ledger.talks.set_holder(change.w, talk_id, "another app")
    street.shop.settle()
    assert street.heard(giulia) == []


def _restored(street: Street, old: Path) -> None:
    from vetrina.store import backup

    street.shop.settle()
    street.shop.close()
    backup.restore(old, b"k" * 32, street.shop.profile.store_file, street.clock())
    street.shop = NearShop(street.hub, street.shop.profile, street.clock, SHOP)
    street.shop.settle()


def test_who_left_does_not_come_back_with_a_restored_backup(street: Street, tmp_path: Path) -> None:
    giulia, marco = street.phone("Giulia"), street.phone("Marco")
    giulia.say("Ciao")
    street.shop.settle()
    street.shop.do(c.BackUp(tmp_path / "old.backup"))
    giulia.leave()
    _restored(street, tmp_path / "old.backup")
    assert street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid)) is None
    assert street.shop.read(lambda r: working.contact_of(r, 1, marco.psid)) is not None
    assert street.shop.read(lambda r: r.exec_driver_sql("SELECT count(*) FROM talk").scalar()) == 0


def test_a_block_taken_back_does_not_hold_for_ever_after_a_restored_backup(street: Street, tmp_path: Path) -> None:
    giulia, marco = street.phone("Giulia"), street.phone("Marco")
    for phone in (giulia, marco):
        phone.block(True)
        phone.offers("stopped")
    street.shop.settle()
    street.shop.do(c.BackUp(tmp_path / "old.backup"))
    street.pass_ms(60_000)
    giulia.block(False)
    giulia.offers("usual")
    _restored(street, tmp_path / "old.backup")

    def holds(phone: NearPhone) -> tuple[bool, bool]:
        found = street.shop.read(lambda r: working.standing_of(r, working.contact_of(r, 1, phone.psid) or 0))
        assert found is not None
        return found.blocked, found.stopped

    assert holds(giulia) == (False, False)
    assert holds(marco) == (True, True)
    street.campaign()
    assert (street.received(giulia), street.received(marco)) == (1, 0)
