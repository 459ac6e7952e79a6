"""The shop page for everyone: by keyboard, by screen reader, small, large, light, dark, in Italian."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.e2e.live_shop import LiveShop
from tests.e2e.visitor import Visitor
from tests.support.chromium import WIFI_NAME, phone

LOOKS = (Path(__file__).parent / "page_looks.js").read_text("utf-8")


def _complaints(who: Visitor) -> list[str]:
    found: list[str] = who.page.evaluate(LOOKS)
    return found


def _fill_the_talk(who: Visitor) -> None:
    shop = who.shop
    who.write("Do you have it in M?")
    shop.wait_for(who.psid, "wrote")
    shop.send(who.psid, "bot_reply", text="I am the shop’s assistant. Yes, in S, M and L.")
    shop.send(who.psid, card={"title": "Linen shirt Alba, sage, M", "subtitle": "Sleeve 62 cm", "price": "59,00 €"})
    shop.send(
        who.psid, text="Shall I keep one?", quick_replies=[{"title": "Keep it until Saturday"}, {"title": "No, thanks"}]
    )
    expect(who.page.get_by_role("group", name="Quick answers")).to_be_visible()


def _offer(who: Visitor) -> None:
    who.shop.send(
        who.psid,
        "sponsored",
        headline="A shirt for the lake",
        text="Riva in blue linen is back in L. We keep one for you until Sunday, if you like.",
        button="Keep one for me",
        card={"title": "Linen shirt Riva, blue", "price": "64,00 €"},
        quick_replies=[{"title": "Other colours", "payload": "C"}],
    )
    expect(who.page.get_by_role("article", name="Offer from the shop")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "dark", "letters"),
    [
        (390, 844, False, 100),
        (390, 844, True, 100),
        (320, 568, False, 100),
        (390, 844, False, 200),
        (320, 568, True, 200),
    ],
)
def test_every_view_has_names_room_for_thumbs_contrast_and_fits(
    browser: Browser, shop: LiveShop, width: int, height: int, dark: bool, letters: int
) -> None:
    context = phone(browser, width=width, height=height, dark=dark)
    who = Visitor(context.new_page(), shop)
    larger = (
        f"addEventListener('DOMContentLoaded', () => {{ document.documentElement.style.fontSize = '{letters}%'; }})"
    )
    context.add_init_script(larger)
    who.open()
    expect(who.page.get_by_label("Your name")).to_be_visible()
    assert _complaints(who) == []
    who.join("Giulia Margherita Bianchi-Castelli")
    assert _complaints(who) == []
    who.ad("linen").get_by_role("button", name="Why do I see").click()
    expect(who.page.get_by_role("dialog").get_by_role("listitem").first).to_contain_text("You have followed")
    assert _complaints(who) == []
    who.page.keyboard.press("Escape")
    _fill_the_talk(who)
    _offer(who)
    assert _complaints(who) == []
    who.page.get_by_role("button", name="Back to the offers").click()
    who.tab("My choices")
    assert _complaints(who) == []
    who.page.get_by_role("button", name="Leave and erase").click()
    assert _complaints(who) == []
    who.check_clean()
    context.close()


def test_a_phone_set_to_italian_is_spoken_to_in_italian(browser: Browser, shop: LiveShop) -> None:
    context = phone(browser, language="it-IT")
    who = Visitor(context.new_page(), shop)
    who.open()
    expect(who.page.get_by_role("heading", name="Benvenuti da Bottega Aurora")).to_be_visible()
    assert who.page.evaluate("document.documentElement.lang") == "it"
    who.page.get_by_label("Il tuo nome").fill("Giulia")
    who.page.get_by_role("button", name="Segui il negozio").click()
    expect(who.ad("linen").get_by_text("Annuncio di un negozio che segui")).to_be_visible()
    assert shop.wait_for(who.psid, "joined")["language"] == "it"
    who.ad("linen").get_by_role("button", name="Perché vedo").click()
    expect(who.page.get_by_role("dialog").get_by_role("listitem").first).to_contain_text("Segui Bottega Aurora dal")
    assert _complaints(who) == []
    who.check_clean()
    context.close()


def _tab_to(who: Visitor, name: str, limit: int = 60) -> None:
    for _ in range(limit):
        who.page.keyboard.press("Tab")
        if who.focused()["name"].startswith(name):
            return
    raise AssertionError(f"Tab never came to {name}")


def test_the_whole_way_by_keyboard(browser: Browser, shop: LiveShop) -> None:
    context = phone(browser)
    who = Visitor(context.new_page(), shop)
    keyboard = who.page.keyboard
    who.open()
    expect(who.page.get_by_label("Your name")).to_be_visible()
    keyboard.press("Tab")
    assert who.page.evaluate("document.activeElement.id") == "name"
    keyboard.type("Irene")
    with who.page.expect_response(lambda answer: answer.url.endswith("/join")):
        keyboard.press("Enter")
    expect(who.ad("linen")).to_be_visible()
    _tab_to(who, "Ask about “Linen")
    keyboard.type("Is it soft?")
    keyboard.press("Enter")
    assert shop.wait_for(who.psid, "wrote")["content"]["text"] == "Is it soft?"
    _tab_to(who, "Why do I see “Linen")
    keyboard.press("Enter")
    expect(who.page.get_by_role("dialog", name="Why am I seeing this?")).to_be_visible()
    for _ in range(12):
        keyboard.press("Tab")
        inside = who.page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert inside, "the keyboard left the sheet"
    keyboard.press("Escape")
    expect(who.page.get_by_role("dialog")).to_have_count(0)
    assert who.focused()["name"].startswith("Why do I see “Linen")
    _tab_to(who, "Chat")
    keyboard.press("Enter")
    _tab_to(who, "Your message to")
    keyboard.type("And by hand?")
    keyboard.press("Shift+Enter")
    keyboard.type("Second line")
    keyboard.press("Enter")
    told = shop.wait_for(who.psid, "wrote", lambda event: "by hand" in event["content"]["text"])
    assert told["content"]["text"] == "And by hand?\nSecond line"
    assert who.focused()["name"].startswith("Your message to")
    for _ in range(40):
        keyboard.press("Shift+Tab")
        if who.focused()["name"].startswith("More about this message: And by hand?"):
            break
    keyboard.press("Enter")
    _tab_to(who, "Delete this message", 8)
    keyboard.press("Enter")
    expect(who.bubble("And by hand?")).to_have_count(0)
    assert shop.wait_for(who.psid, "deleted")
    assert who.focused()["tag"] == "BUTTON", "focus was lost with the message"
    who.check_clean()
    context.close()


def test_new_messages_are_read_out_politely_and_old_ones_are_not(visitor: Visitor) -> None:
    shop = visitor.shop
    visitor.write("Hello")
    shop.wait_for(visitor.psid, "wrote")
    shop.send(visitor.psid, text="Good evening")
    expect(visitor.heard()).to_have_text("Bottega Aurora: Good evening")
    assert visitor.heard().get_attribute("aria-live") == "polite"
    visitor.page.reload()
    expect(visitor.bubble("Good evening")).to_be_visible()
    expect(visitor.heard()).to_have_text("")


def test_reading_older_messages_is_not_interrupted(visitor: Visitor) -> None:
    shop = visitor.shop
    visitor.write("Hello")
    shop.wait_for(visitor.psid, "wrote")
    shop.ask("POST", "/desktop/control", {"psid": visitor.psid, "holder": "human"})
    lines = [
        {
            "key": f"{visitor.psid}.{number}",
            "psid": visitor.psid,
            "purpose": "reply",
            "content": {"text": f"Line {number}."},
        }
        for number in range(1, 61)
    ]
    outcomes = shop.ask("POST", "/desktop/messages", {"messages": lines})["outcomes"]
    assert {outcome["state"] for outcome in outcomes} == {"delivered"}
    expect(visitor.bubble("Line 60.")).to_be_in_viewport()
    visitor.page.reload()
    expect(visitor.bubble("Line 60.")).to_be_in_viewport()
    expect(visitor.bubble("Line 1.")).to_have_count(0)
    visitor.page.get_by_role("button", name="Show earlier messages").click()
    expect(visitor.bubble("Line 1.")).to_have_count(1)
    expect(visitor.page.get_by_role("button", name="Show earlier messages")).to_be_hidden()
    visitor.page.locator(".talk-scroll").evaluate("area => { area.scrollTop = 0; }")
    shop.send(visitor.psid, text="The newest")
    pill = visitor.page.get_by_role("button", name="1 new message")
    expect(pill).to_be_visible()
    expect(visitor.bubble("Line 1.")).to_be_in_viewport()
    pill.click()
    expect(visitor.bubble("The newest")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_on_this_computer_there_is_no_wifi_warning(visitor: Visitor) -> None:
    expect(visitor.page.get_by_text("Others on this Wi-Fi")).to_have_count(0)


def test_on_the_shops_wifi_without_encryption_the_page_works_and_warns(browser: Browser, shop: LiveShop) -> None:
    """An insecure context lacks crypto.randomUUID, navigator.clipboard and navigator.locks; nothing may need them."""
    far = replace(shop, customers=shop.customers.replace("127.0.0.1", WIFI_NAME))
    context = phone(browser)
    who = Visitor(context.new_page(), far)
    who.allow("Cross-Origin-Opener-Policy")
    who.join("Giulia")
    assert who.page.evaluate("isSecureContext") is False
    expect(who.page.get_by_text("Others on this Wi-Fi could read along. Write nothing secret.")).to_be_visible()
    who.write("Can you hear me?")
    assert shop.wait_for(who.psid, "wrote")["content"]["text"] == "Can you hear me?"
    shop.send(who.psid, text="Loud and clear")
    expect(who.bubble("Loud and clear")).to_be_visible()
    who.check_clean()
    context.close()
