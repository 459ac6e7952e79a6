"""The whole job with real parts: the engine on a real store, the hub process, and one customer in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import ShopFloor, new_profile, until

from vetrina.domain.bot.rules import Answer, Bilingual, Rule, Words
from vetrina.domain.policy.answers import because
from vetrina.engine import commands as c
from vetrina.store.queries import campaigns, inbox, working

HOURS = Rule(
    id=1,
    order=1,
    on=True,
    name="Hours",
    trigger=Words(("open", "hours")),
    answer=Answer(Bilingual(it="Siamo in {address}.", en="You find us at {address}.")),
)


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    """A shop on a hub of its own."""
    hub = HubProcess(tmp_path / "hub").start()
    made = ShopFloor(hub, hub.add_page("Bottega Aurora"), new_profile(tmp_path / "desktop"))
    yield made.start()
    made.stop()
    hub.kill()


def test_join_ad_chat_box_bot_owner_delete_block_and_left_out_with_the_reason(
    floor: ShopFloor, pocket: BrowserContext
) -> None:
    floor.do(c.SaveRules((HOURS,)))
    floor.connected()
    ad = floor.make_ad(headline="Linen shirts", text="Ciao {first_name|you}, linen is here.", greeting="Hello there!")
    floor.do(c.PutInFeed(ad.id))
    other = floor.phone("Marco Ferrari")

    page = pocket.new_page()
    page.goto(f"{floor.hub.customers}/s/{floor.page.slug}?src=poster")
    page.get_by_label("Your name").fill("Giulia Rossi")
    with page.expect_response(lambda answer: answer.url.endswith("/join")) as joined:
        page.get_by_role("button", name="Follow the shop").click()
    psid = joined.value.json()["customer"]["id"]

    card = page.locator(f'[data-ad="{ad.key}"]')
    expect(card.get_by_text("Ciao Giulia, linen is here.")).to_be_visible()
    card.get_by_label("Ask about “Linen shirts").fill("When are you open?")
    card.get_by_role("button", name="Send").click()
    log = card.locator(".ad-log")
    expect(log.get_by_text("You find us at Via Po 7")).to_be_visible(timeout=15_000)
    expect(log.get_by_text("Automatic answer").first).to_be_visible()

    talk_id = until(lambda: floor.read(lambda r: working.talk_with(r, 1, psid)), "the talk")
    floor.do(c.TakeOver(talk_id))
    floor.do(c.SendReply(talk_id, "This is Aurora herself."))
    expect(log.get_by_text("This is Aurora herself.")).to_be_visible()

    page.get_by_role("navigation").get_by_role("button", name="Chat").click()
    bubble = page.locator("#talk-list > li.message", has_text="This is Aurora herself.")
    bubble.locator(".bubble").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete this message").click()
    expect(bubble).to_have_count(0)
    until(
        lambda: not any("Aurora herself" in text for text in _texts(floor, talk_id)), "the deleted text to go here too"
    )

    page.get_by_role("button", name="Back to the offers").click()
    page.get_by_role("navigation").get_by_role("button", name="My choices").click()
    page.get_by_role("button", name="Block the shop").click()
    page.get_by_role("dialog").get_by_role("button", name="Block the shop").click()
    contact = until(lambda: floor.read(lambda r: working.contact_of(r, 1, psid)), "the person")
    until(lambda: (now := floor.read(lambda r: working.standing_of(r, contact))) and now.blocked, "the block")

    sent = floor.send_campaign(ad)
    until(lambda: floor.campaign(sent).sent == 1, "the offer to the other person")
    assert len(other.offers()) == 1
    check = floor.read(lambda r: campaigns.people(r, sent.id, "left_out"))
    (left_out,) = (one for one in check if one.contact_id == contact)
    assert left_out.basis.reason == "blocked"
    said = because("Giulia", left_out.basis, floor.clock(), ZoneInfo("Europe/Rome"), "en")
    assert said.startswith("Giulia blocked the shop today at")
    page.get_by_role("navigation").get_by_role("button", name="Chat").click()
    expect(page.locator("#talk-list").get_by_text("linen is here")).to_have_count(0)


def _texts(floor: ShopFloor, talk_id: int) -> list[str]:
    return [row.content.text for row in floor.read(lambda r: inbox.messages(r, talk_id, None, 50))]
