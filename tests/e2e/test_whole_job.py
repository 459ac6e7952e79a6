"""The whole job with nothing pretended: a real desktop engine, a real hub process, and a customer in real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.hub_process import running_hub
from tests.support.shop_floor import ALWAYS, ShopFloor, new_profile, until

from vetrina.domain.campaigns import Audience, Campaign, Group
from vetrina.domain.talk import Author, MessageState, ProductCard, QuickReply
from vetrina.engine import commands as c
from vetrina.store.queries import bot, inbox, people, working
from vetrina.ui import moment

NAME = "Giulia Rossi"


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    """A shop on a hub of its own, with the ready rules of the bot switched on."""
    with running_hub(tmp_path / "hub", "--rate-limits", "off", "--log-level", "error") as hub:
        shop = ShopFloor(hub, hub.add_page("Bottega Aurora"), new_profile(tmp_path / "desktop")).start()
        try:
            shop.connected()
            rules = shop.read(bot.rules)
            shop.do(c.SaveRules(tuple(replace(rule, on=True) for rule in rules)))
            yield shop
        finally:
            shop.stop()


def test_join_ad_chat_box_bot_owner_delete_block_and_left_out(floor: ShopFloor, pocket: BrowserContext) -> None:
    ad = floor.make_ad(
        name="Linen shirts",
        headline="Linen shirts",
        text="Ciao {first_name|friend}.",
        quick_replies=(QuickReply("Opening hours", "HOURS"),),
    )
    floor.do(c.PutInFeed(ad.id))
    page = pocket.new_page()
    _join(page, f"{floor.hub.customers}/s/{floor.page.slug}")
    contact = until(lambda: floor.read(_by_name), "Giulia on the desktop")

    # The ad, its chat box, the bot
    card = page.locator(f'[data-ad="{ad.key}"]')
    expect(card.get_by_text("Ciao Giulia.")).to_be_visible()
    card.get_by_label("Ask about “Linen shirts").fill("When are you open?")
    card.get_by_role("button", name="Send").click()
    expect(card.locator(".ad-log").get_by_text("automatic assistant")).to_be_visible()
    expect(card.locator(".ad-log").get_by_text("Automatic answer").first).to_be_visible()
    talk = until(lambda: floor.read(lambda r: inbox.talk_of_contact(r, contact)), "the talk")
    view = floor.read(lambda r: inbox.talk(r, talk, floor.clock(), moment.pack()))
    assert view is not None
    assert view.row.from_ad == "Linen shirts"

    # The owner
    floor.do(c.SendReply(talk, "This is Marta. Which size?", card=ProductCard("Shirt Alba", "Linen", "€59.00")))
    card.get_by_role("button", name="Open the whole chat").click()
    talked = page.locator("#talk-list")
    expect(talked.get_by_text("This is Marta. Which size?")).to_be_visible()
    expect(talked.get_by_text("Shirt Alba")).to_be_visible()
    until(lambda: _state(floor, talk, Author.OWNER) is MessageState.SEEN, "the owner's answer seen")

    # Delete
    page.get_by_label("Your message to").fill("Something I regret")
    page.get_by_role("button", name="Send").click()
    until(lambda: "Something I regret" in _said(floor, talk), "the message on the desktop")
    bubble = talked.locator("li.message", has_text="Something I regret")
    bubble.locator(".bubble").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete this message").click()
    expect(bubble).to_have_count(0)
    until(lambda: "Something I regret" not in _said(floor, talk), "the message gone at the shop")

    # Block; a campaign leaves this person out and says why
    page.get_by_role("button", name="Back to the offers").click()
    page.get_by_role("navigation").get_by_role("button", name="My choices").click()
    page.get_by_role("button", name="Block the shop").click()
    page.get_by_role("dialog").get_by_role("button", name="Block the shop").click()
    until(lambda: _standing(floor, contact).blocked, "the block on the desktop")
    other = floor.phone("Marco Ferrari")
    floor.contact(other)
    made: Campaign = floor.do(c.SaveCampaign(Campaign(0, "", "Linen", ad.id, Audience(), ALWAYS)))
    check = floor.do(c.CheckCampaign(made.audience, made.id))
    assert (check.now, check.later, check.not_this_time) == (1, 0, 1)
    left_out = next(one for one in check.examples if one.group is Group.NOT_THIS_TIME)
    assert (left_out.name, left_out.basis.reason) == (NAME, "blocked")
    floor.do(c.SendCampaign(made.id))
    until(other.offers, "the offer on the other phone")
    row = floor.campaign(made)
    assert (row.sent, row.left_out) == (1, 1)
    page.reload()
    page.get_by_role("navigation").get_by_role("button", name="Chat").click()
    expect(page.get_by_text("You blocked Bottega Aurora.")).to_be_visible()
    expect(page.get_by_role("article", name="Offer from the shop")).to_have_count(0)


def test_an_offer_tapped_in_the_browser_opens_the_way_for_the_next_one(
    floor: ShopFloor, pocket: BrowserContext
) -> None:
    ad = floor.make_ad(headline="Linen shirts", text="New in the window.")
    page = pocket.new_page()
    page.goto(f"{floor.hub.customers}/s/{floor.page.slug}")
    _join(page, f"{floor.hub.customers}/s/{floor.page.slug}")
    contact = until(lambda: floor.read(_by_name), "Giulia on the desktop")
    floor.send_campaign(ad, "First")
    page.get_by_role("navigation").get_by_role("button", name="Chat").click()
    offers = page.get_by_role("article", name="Offer from the shop")
    expect(offers).to_have_count(1)
    second = floor.send_campaign(ad, "Second")
    assert floor.campaign(second).left_out == 1
    offers.get_by_role("button", name=re.compile("Write to the shop|Scrivi al negozio")).click()
    until(lambda: not _standing(floor, contact).outstanding, "the tap on the desktop")
    floor.send_campaign(ad, "Third")
    expect(offers).to_have_count(2)


def _join(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_role("button", name="Follow the shop").click()
    expect(page.get_by_role("navigation")).to_be_visible()


def _by_name(r: object) -> int:
    rows = people.page(r, "everyone", NAME, None, 5, moment.now(), moment.pack())  # type: ignore[arg-type]
    return rows[0].id if rows else 0


def _standing(floor: ShopFloor, contact: int) -> working.StandingNow:
    found = floor.read(lambda r: working.standing_of(r, contact))
    assert found is not None
    return found


def _said(floor: ShopFloor, talk: int) -> list[str]:
    return [row.content.text for row in floor.read(lambda r: inbox.messages(r, talk, None, 100))]


def _state(floor: ShopFloor, talk: int, author: Author) -> MessageState | None:
    rows = [row for row in floor.read(lambda r: inbox.messages(r, talk, None, 100)) if row.author is author]
    return rows[-1].state if rows else None
