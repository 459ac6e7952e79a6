"""Text that wants to be more than text: it stays in its bubble, and no request leaves for another host."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect
from tests.e2e.live_shop import LiveShop
from tests.e2e.visitor import Visitor

MARKUP = "<img src=x onerror=alert(1)><script>fetch('//evil.example')</script><b>bold</b>&amp;"
TURNED = "\u202eevil \u2066gpj.exe\u2069 \u0634\u0627\u0644"
TOWER = "a" + "\u0301" * 500
LINK = "javascript:alert(1) //evil.example/x https://evil.example/y"
LONG_WORD = "W" * 900
HOSTILE = [
    MARKUP,
    TURNED,
    TOWER,
    LINK,
    LONG_WORD,
    "{{7*7}} ${7*7} %s {first_name}",
    "<!--",
    "]]>",
    "\u0000\u0007nul\u0000",
]


def test_what_a_person_writes_is_text_everywhere(visitor: Visitor) -> None:
    bubbles = visitor.page.locator("#talk-list .bubble")
    for number, text in enumerate(HOSTILE, 1):
        visitor.write(text)
        expect(bubbles).to_have_count(number)
    visitor.write("the last")
    visitor.shop.wait_for(visitor.psid, "wrote", lambda event: event["content"]["text"] == "the last")
    arrived = [event["content"]["text"] for event in visitor.shop.of(visitor.psid, "wrote")]
    assert len(arrived) == len(HOSTILE) + 1
    visitor.page.reload()
    expect(bubbles).to_have_text(arrived)
    assert bubbles.evaluate_all("all => all.map((one) => one.childElementCount)") == [0] * len(arrived)
    assert visitor.page.evaluate("document.querySelectorAll('script').length") == 1
    assert not visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_what_the_shop_writes_is_text_everywhere(visitor: Visitor) -> None:
    shop = visitor.shop
    shop.put_ad(
        "hostile",
        headline=MARKUP[:300],
        text=TURNED + LONG_WORD,
        greeting=MARKUP,
        cards=[{"title": MARKUP, "subtitle": LINK, "price": TURNED}],
        quick_replies=[{"title": "<i>x</i>", "payload": MARKUP}],
    )
    card = visitor.ad("hostile")
    expect(card.get_by_role("heading")).to_have_text(MARKUP)
    assert card.evaluate("one => one.querySelectorAll('script, b, i, img').length") == 0
    shop.send(
        visitor.psid,
        "sponsored",
        headline=MARKUP,
        text=MARKUP,
        button="<b>x</b>",
        card={"title": MARKUP, "price": LINK},
    )
    visitor.tab("Chat")
    offer = visitor.page.get_by_role("article", name="Offer from the shop")
    expect(offer.get_by_role("heading")).to_have_text(MARKUP)
    assert offer.evaluate("one => one.querySelectorAll('script, b, i, img').length") == 0
    expect(visitor.heard()).to_contain_text("<b>bold</b>")
    shop.remove_ad("hostile")
    assert not visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_hostile_name_is_a_name(pocket: BrowserContext, shop: LiveShop) -> None:
    who = Visitor(pocket.new_page(), shop)
    who.join("<img src=x onerror=alert(1)>")
    who.tab("My choices")
    expect(who.page.get_by_text("You are here as <img src=x onerror=alert(1)>.")).to_be_visible()
    expect(who.ad("linen")).to_have_count(0)
    who.check_clean()


def test_a_megabyte_is_refused_and_nothing_else_changes(visitor: Visitor) -> None:
    visitor.allow("413", "ERR_CONNECTION")
    told = visitor.page.evaluate(
        """async (slug) => {
          const body = JSON.stringify({ client_id: "large", text: "x".repeat(1_000_000) });
          const headers = { "Content-Type": "application/json" };
          const answer = await fetch(`/api/${slug}/talk`, { method: "POST", headers, body });
          return [answer.status, (await answer.json()).error.text.en];
        }""",
        visitor.shop.slug,
    )
    assert told == [413, "That is too much at once. Make it shorter."]
    visitor.write("Still here")
    assert visitor.shop.wait_for(visitor.psid, "wrote")["content"]["text"] == "Still here"


def test_a_lone_surrogate_does_not_stop_the_talk(visitor: Visitor) -> None:
    visitor.tab("Chat")
    visitor.page.get_by_label("Your message to").evaluate("field => { field.value = 'half \\ud83d a smile'; }")
    visitor.page.get_by_role("button", name="Send").click()
    assert visitor.shop.wait_for(visitor.psid, "wrote")["content"]["text"].startswith("half")
    expect(visitor.bubble("half")).to_have_count(1)
    visitor.write("Next")
    assert visitor.shop.wait_for(visitor.psid, "wrote", lambda event: event["content"]["text"] == "Next")


def test_the_page_itself_may_not_make_markup_or_load_strangers(visitor: Visitor) -> None:
    visitor.allow("Content Security Policy", "TrustedHTML", "Trusted Type", "Refused to", "violates", "evil.example")
    answer = visitor.page.request.get(visitor.shop.link)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    made = visitor.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return 'made'; } catch { return 'refused'; } }"
    )
    assert made == "refused"
    left = visitor.page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'left', () => 'stayed')")
    assert left == "stayed"
    visitor.asked.clear()


def test_another_persons_message_is_out_of_reach(pocket: BrowserContext, visitor: Visitor, shop: LiveShop) -> None:
    visitor.write("Mine alone")
    mid = shop.wait_for(visitor.psid, "wrote")["mid"]
    visitor.allow("404")
    stranger = Visitor(visitor.page.context.browser.new_context().new_page(), shop)  # type: ignore[union-attr]
    stranger.allow("404")
    stranger.join("Stranger")
    status = stranger.page.evaluate(
        "async ([slug, mid]) => (await fetch(`/api/${slug}/talk/${mid}`, { method: 'DELETE' })).status",
        [shop.slug, mid],
    )
    assert status == 404
    assert not shop.of(visitor.psid, "deleted")
    stranger.page.context.close()
