"""The shop page in a real Chromium on a real hub: join, offers, chat box, talk, offers, delete, block, leave."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, expect
from tests.e2e.live_shop import LiveShop
from tests.e2e.visitor import Visitor


def test_joining_says_what_it_means_and_tells_the_shop(pocket: BrowserContext, shop: LiveShop) -> None:
    who = Visitor(pocket.new_page(), shop)
    who.open("?src=poster")
    expect(who.page.get_by_text("You need no account")).to_be_visible()
    who.page.get_by_role("button", name="Follow the shop").click()
    expect(who.page.get_by_role("alert")).to_have_text("Please write a name. Any name is fine.")
    expect(who.page.get_by_label("Your name")).to_be_focused()
    who.join("Giulia Rossi", query="?src=poster")
    assert shop.wait_for(who.psid, "joined")["name"] == "Giulia Rossi"
    assert shop.wait_for(who.psid, "joined")["source"] == "poster"
    assert shop.wait_for(who.psid, "standing")["kind"] == "followed"
    who.page.reload()
    expect(who.ad("linen")).to_be_visible()
    who.check_clean()


def test_just_looking_follows_nothing_and_shows_no_ads_for_followers(pocket: BrowserContext, shop: LiveShop) -> None:
    who = Visitor(pocket.new_page(), shop)
    who.join("Passante", follow=False)
    expect(who.ad("linen").get_by_text("Ad from this shop")).to_be_visible()
    expect(who.ad("bowls")).to_have_count(0)
    assert shop.wait_for(who.psid, "joined")
    assert not shop.of(who.psid, "standing")
    who.check_clean()


def test_an_ad_is_rendered_for_the_reader(visitor: Visitor) -> None:
    card = visitor.ad("linen")
    expect(card.get_by_role("heading")).to_have_text("Linen shirts, cut and sewn in Torino")
    expect(card.get_by_text("Ciao Giulia, it is getting warm.")).to_be_visible()
    expect(card.get_by_text("59,00 €")).to_be_visible()
    expect(card.get_by_text("Buongiorno Giulia!")).to_be_visible()
    expect(card.get_by_text("Ad from a shop you follow")).to_be_visible()
    picture = card.locator("img")
    expect(picture).to_have_class("ad-picture cut-out")
    assert picture.evaluate("image => image.naturalWidth") > 0


def test_a_question_in_the_ads_chat_box_reaches_the_shop_and_the_answer_comes_back_into_it(visitor: Visitor) -> None:
    shop, card = visitor.shop, visitor.ad("linen")
    card.get_by_label("Ask about “Linen shirts").fill("Do you have it in M?")
    card.get_by_role("button", name="Send").click()
    opened = shop.wait_for(visitor.psid, "opened_chat")
    wrote = shop.wait_for(visitor.psid, "wrote")
    assert (opened["source"], opened["ad_key"]) == ("ADS", "linen")
    assert wrote["content"]["text"] == "Do you have it in M?"
    assert opened["n"] < wrote["n"]
    answer = shop.send(visitor.psid, "bot_reply", text="I am the shop’s assistant. Yes, in S, M and L.")
    assert answer["state"] == "delivered"
    log = card.locator(".ad-log")
    expect(log.get_by_text("Do you have it in M?")).to_be_visible()
    expect(log.get_by_text("Yes, in S, M and L.")).to_be_visible()
    expect(log.get_by_text("Automatic answer")).to_be_visible()
    expect(visitor.heard()).to_contain_text("Assistant of the shop: I am the shop’s assistant.")
    expect(visitor.page.get_by_role("button", name="Chat, 1 new message")).to_be_visible()
    card.get_by_role("button", name="Open the whole chat").click()
    expect(visitor.page.locator("#talk-list").get_by_text("From the ad you opened")).to_be_visible()
    shop.wait_for(visitor.psid, "receipt", lambda event: event["state"] == "seen")


def test_a_quick_reply_of_an_ad_opens_the_talk_with_its_payload(visitor: Visitor) -> None:
    visitor.ad("linen").get_by_role("button", name="Opening hours").click()
    wrote = visitor.shop.wait_for(visitor.psid, "wrote")
    assert (wrote["payload"], wrote["content"]["text"]) == ("HOURS", "Opening hours")
    assert visitor.shop.wait_for(visitor.psid, "opened_chat")["ad_key"] == "linen"


def test_keeping_one_from_the_ad(visitor: Visitor) -> None:
    visitor.ad("bowls").get_by_role("button", name="Keep one for me").click()
    assert visitor.shop.wait_for(visitor.psid, "wrote")["content"]["text"] == "Keep one for me"
    assert visitor.shop.wait_for(visitor.psid, "opened_chat")["ad_key"] == "bowls"


def test_a_new_ad_appears_and_an_ended_one_goes_without_a_reload(visitor: Visitor) -> None:
    visitor.shop.put_ad("flash", headline="Only today")
    expect(visitor.ad("flash")).to_be_visible()
    visitor.shop.put_ad("flash", headline="Only until six")
    expect(visitor.ad("flash").get_by_role("heading")).to_have_text("Only until six")
    visitor.shop.remove_ad("flash")
    expect(visitor.ad("flash")).to_have_count(0)


def test_a_talk_with_product_quick_replies_receipts_and_a_person_taking_over(visitor: Visitor) -> None:
    shop = visitor.shop
    visitor.write("Could I ask a person about the sleeves?")
    wrote = shop.wait_for(visitor.psid, "wrote")
    shop.ask("POST", "/desktop/control", {"psid": visitor.psid, "holder": "human", "name": "Marta"})
    expect(visitor.page.locator("#talk-list").get_by_text("Marta from the shop is here")).to_be_visible()
    shop.ask("POST", "/desktop/typing", {"psid": visitor.psid, "on": True})
    expect(visitor.page.get_by_text("Bottega Aurora is writing…")).to_be_visible()
    shop.ask("POST", "/desktop/seen", {"psid": visitor.psid, "mid": wrote["mid"]})
    expect(visitor.bubble("sleeves?").get_by_text("seen")).to_be_visible()
    shop.send(visitor.psid, card={"title": "Linen shirt Alba", "subtitle": "Sleeve 62 cm", "price": "59,00 €"})
    shop.send(
        visitor.psid,
        text="Shall I keep one for you?",
        quick_replies=[{"title": "Until Saturday", "payload": "KEEP"}, {"title": "No, thanks", "payload": "NO"}],
    )
    expect(visitor.bubble("Sleeve 62 cm")).to_be_visible()
    expect(visitor.page.get_by_text("Bottega Aurora is writing…")).to_have_count(0)
    visitor.page.get_by_role("group", name="Quick answers").get_by_role("button", name="Until Saturday").click()
    told = shop.wait_for(visitor.psid, "wrote", lambda event: event.get("payload") == "KEEP")
    assert told["content"]["text"] == "Until Saturday"
    expect(visitor.page.get_by_role("group", name="Quick answers")).to_have_count(0)
    expect(visitor.page.locator("#talk-list > li.day")).to_have_text("Today")


def test_an_offer_says_so_and_a_tap_is_one_click(visitor: Visitor) -> None:
    shop = visitor.shop
    sent = shop.send(
        visitor.psid,
        "sponsored",
        headline="A shirt for the lake",
        text="Riva in blue linen is back in L.",
        button="Keep one for me",
        card={"title": "Linen shirt Riva, blue", "price": "64,00 €"},
        quick_replies=[{"title": "Other colours", "payload": "COLOURS"}],
    )
    assert sent["state"] == "delivered"
    visitor.tab("Chat")
    offer = visitor.page.get_by_role("article", name="Offer from the shop")
    expect(offer.get_by_text("Offer from the shop")).to_be_visible()
    stop, other = offer.get_by_role("button", name="Stop offers"), offer.get_by_role("button", name="Other colours")
    one, two = stop.bounding_box(), other.bounding_box()
    assert one is not None
    assert two is not None
    assert (one["width"], one["height"]) == (two["width"], two["height"])
    assert not shop.of(visitor.psid, "clicked")
    offer.get_by_role("button", name="Keep one for me").click()
    assert shop.wait_for(visitor.psid, "clicked")["key"] == sent["key"]
    expect(offer.get_by_text("You tapped this")).to_be_visible()
    offer.get_by_role("button", name="Keep one for me").click()
    expect(visitor.bubble("Keep one for me").nth(2)).to_be_visible()
    assert len(shop.of(visitor.psid, "clicked")) == 1
    offer.get_by_role("button", name="Why do I see").click()
    expect(visitor.page.get_by_role("dialog").get_by_role("listitem").first).to_contain_text(
        "You have followed Bottega Aurora since"
    )


def test_stop_offers_from_the_offer_itself(visitor: Visitor) -> None:
    visitor.shop.send(visitor.psid, "sponsored", headline="Once more", text="Bowls", button="Yes")
    visitor.tab("Chat")
    visitor.page.get_by_role("button", name="Stop offers").click()
    assert visitor.shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "stopped")
    expect(visitor.page.get_by_text("No more offers in your chat")).to_be_visible()
    assert visitor.shop.send(visitor.psid, "sponsored", text="Again")["state"] == "refused"


def test_deleting_a_message_takes_it_from_both_sides(visitor: Visitor) -> None:
    visitor.write("Something I regret")
    mid = visitor.shop.wait_for(visitor.psid, "wrote")["mid"]
    visitor.bubble("Something I regret").locator(".bubble").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Delete this message").click()
    assert visitor.shop.wait_for(visitor.psid, "deleted")["mid"] == mid
    expect(visitor.bubble("Something I regret")).to_have_count(0)
    visitor.page.reload()
    expect(visitor.page.get_by_text("Nothing said yet.")).to_be_visible()


def test_deleting_the_whole_chat(visitor: Visitor) -> None:
    visitor.write("One")
    visitor.write("Two")
    visitor.shop.wait_for(visitor.psid, "wrote", lambda event: event["content"]["text"] == "Two")
    visitor.page.get_by_role("button", name="More about Bottega Aurora").click()
    visitor.page.get_by_role("button", name="Delete this chat").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Delete this chat").click()
    expect(visitor.page.get_by_text("Nothing said yet.")).to_be_visible()
    visitor.shop.wait_for(visitor.psid, "deleted")


def test_blocking_lets_nothing_through_until_unblocked(visitor: Visitor) -> None:
    shop = visitor.shop
    visitor.write("Hello")
    shop.wait_for(visitor.psid, "wrote")
    visitor.page.get_by_role("button", name="Back to the offers").click()
    visitor.tab("My choices")
    visitor.page.get_by_role("button", name="Block the shop").click()
    expect(visitor.page.get_by_role("button", name="Leave as it is")).to_be_focused()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Block the shop").click()
    assert shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "blocked")
    assert shop.send(visitor.psid, text="Please come back")["state"] == "refused"
    visitor.tab("Chat")
    expect(visitor.page.get_by_text("You blocked Bottega Aurora.")).to_be_visible()
    expect(visitor.page.get_by_label("Your message to")).to_have_count(0)
    visitor.page.get_by_role("button", name="Unblock to write").click()
    assert shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "unblocked")
    assert shop.send(visitor.psid, text="Welcome back")["state"] == "delivered"
    expect(visitor.bubble("Welcome back")).to_be_visible()
    expect(visitor.bubble("Please come back")).to_have_count(0)


def test_why_gives_the_hubs_own_reasons_and_less_works_from_there(visitor: Visitor) -> None:
    visitor.ad("linen").get_by_role("button", name="Why do I see").click()
    sheet = visitor.page.get_by_role("dialog", name="Why am I seeing this?")
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    expect(sheet.get_by_role("listitem").first).to_contain_text("You have followed Bottega Aurora since")
    expect(sheet.get_by_text("The shop sees your choice and cannot undo it.")).to_be_visible()
    sheet.get_by_role("button", name="Less of this").click()
    assert visitor.shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "asked_less")


def test_choices_follow_offers_language_and_name(visitor: Visitor) -> None:
    shop, page = visitor.shop, visitor.page
    visitor.tab("My choices")
    page.get_by_role("button", name="Stop following").click()
    assert shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "unfollowed")
    expect(page.get_by_text("You do not follow Bottega Aurora")).to_be_visible()
    page.get_by_role("button", name="Follow See offers for followers").click()
    expect(page.get_by_role("button", name="Stop following")).to_be_visible()
    page.get_by_label("None").check()
    assert shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "stopped")
    page.get_by_label("As usual").check()
    assert shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "resumed")
    page.get_by_role("button", name="Change my name").click()
    page.get_by_label("Your name").fill("Giulia R.")
    page.get_by_role("button", name="Use this name").click()
    assert shop.wait_for(visitor.psid, "joined", lambda event: event["name"] == "Giulia R.")
    page.get_by_label("Italiano").check()
    expect(page.get_by_role("heading", name="Le mie scelte")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "it"
    expect(page.get_by_label("Italiano")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name="Le mie scelte")).to_be_visible()


def test_my_data_is_a_file_with_everything(visitor: Visitor, tmp_path: Path) -> None:
    visitor.write("Remember this")
    visitor.shop.wait_for(visitor.psid, "wrote")
    visitor.page.get_by_role("button", name="Back to the offers").click()
    visitor.tab("My choices")
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("button", name="See my data").click()
    coming.value.save_as(tmp_path / "mine.json")
    told = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert "Remember this" in json.dumps(told, ensure_ascii=False)
    assert "Giulia" in json.dumps(told)


def test_leaving_erases_after_asking(visitor: Visitor) -> None:
    visitor.tab("My choices")
    visitor.page.get_by_role("button", name="Leave and erase").click()
    visitor.page.get_by_role("button", name="Leave as it is").click()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Leave and erase")).to_be_focused()
    visitor.page.get_by_role("button", name="Leave and erase").click()
    visitor.page.get_by_role("button", name="Erase for good").click()
    assert visitor.shop.wait_for(visitor.psid, "standing", lambda event: event["kind"] == "left")
    expect(visitor.page.get_by_role("heading", name="Erased")).to_be_visible()
    visitor.page.get_by_role("button", name="Start anew").click()
    expect(visitor.page.get_by_label("Your name")).to_be_visible()
    assert visitor.page.evaluate("Object.keys(localStorage).length") == 0


def test_forgetting_this_device_keeps_the_talk_at_the_shop(visitor: Visitor) -> None:
    visitor.tab("My choices")
    visitor.page.get_by_role("button", name="Forget me on this device").click()
    visitor.page.get_by_role("button", name="Forget me here").click()
    expect(visitor.page.get_by_label("Your name")).to_be_visible()
    visitor.page.reload()
    expect(visitor.page.get_by_label("Your name")).to_be_visible()
    assert visitor.shop.ask("GET", "/desktop/standing?after=")["people"]
    assert not [one for one in visitor.shop.of(visitor.psid, "standing") if one["kind"] == "left"]
