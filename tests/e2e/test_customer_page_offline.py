"""The shop page when the shop's computer is off, comes back, or the line breaks in the middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from tests.e2e.live_shop import LiveShop, live_shop
from tests.e2e.visitor import Visitor
from tests.support.hub_process import HubProcess

OFF = "The shop’s computer is off. It gets this when it is back."


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveShop, HubProcess]]:
    """A shop on a hub of its own, which the tests may switch off."""
    with live_shop(tmp_path_factory.mktemp("fragile")) as (shop, hub):
        yield shop, hub


def test_what_is_written_while_the_hub_is_off_arrives_once_when_it_is_back(
    pocket: BrowserContext, fragile: tuple[LiveShop, HubProcess]
) -> None:
    shop, hub = fragile
    who = Visitor(pocket.new_page(), shop)
    who.allow("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection")
    who.join("Giulia")
    who.write("First")
    shop.wait_for(who.psid, "wrote")
    hub.kill()
    who.write("While you were away")
    expect(who.page.get_by_text(OFF)).to_be_visible()
    expect(
        who.bubble("While you were away").get_by_role("button", name="Not sent yet, tap to try again")
    ).to_be_visible()
    who.write("And one more")
    expect(who.bubble("And one more")).to_be_visible()
    hub.start()
    who.bubble("While you were away").get_by_role("button", name="Not sent yet").click()
    texts = ["First", "While you were away", "And one more"]
    shop.wait_for(who.psid, "wrote", lambda event: event["content"]["text"] == texts[-1])
    assert [event["content"]["text"] for event in shop.of(who.psid, "wrote")] == texts
    expect(who.page.get_by_text(OFF)).to_have_count(0)
    expect(who.page.get_by_role("button", name="Not sent yet")).to_have_count(0)
    shop.send(who.psid, text="Here we are again")
    expect(who.bubble("Here we are again")).to_be_visible()
    who.check_clean()


def test_what_waits_survives_closing_the_page(pocket: BrowserContext, fragile: tuple[LiveShop, HubProcess]) -> None:
    shop, hub = fragile
    who = Visitor(pocket.new_page(), shop)
    who.allow("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "WebSocket connection")
    who.join("Irene")
    hub.kill()
    who.write("Do not lose me")
    expect(who.bubble("Do not lose me").get_by_role("button", name="Not sent yet")).to_be_visible()
    who.page.close()
    hub.start()
    back = Visitor(pocket.new_page(), shop)
    back.open("#chat")
    assert shop.wait_for(who.psid, "wrote")["content"]["text"] == "Do not lose me"
    expect(back.bubble("Do not lose me")).to_have_count(1)
    back.check_clean()


def test_an_answer_lost_on_the_way_back_makes_no_second_message(visitor: Visitor) -> None:
    visitor.allow("ERR_FAILED")
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(str(route.request.post_data))
            route.fetch()
            route.abort()
        else:
            route.continue_()

    visitor.page.route("**/api/*/talk", lose_the_answer)
    visitor.write("Only once, please")
    expect(visitor.bubble("Only once, please").get_by_text("sent", exact=True)).to_be_visible()
    visitor.write("The next one")
    expect(visitor.bubble("The next one").get_by_text("sent", exact=True)).to_be_visible()
    visitor.shop.wait_for(visitor.psid, "wrote", lambda event: event["content"]["text"] == "The next one")
    assert lost
    assert len(visitor.shop.of(visitor.psid, "wrote")) == 2
    expect(visitor.bubble("Only once, please")).to_have_count(1)
    expect(visitor.page.get_by_role("button", name="Not sent yet")).to_have_count(0)


def test_messages_that_came_while_the_line_was_down_are_there_afterwards(visitor: Visitor) -> None:
    visitor.allow("ERR_INTERNET_DISCONNECTED", "WebSocket connection")
    visitor.write("Hello")
    visitor.shop.wait_for(visitor.psid, "wrote")
    visitor.page.context.set_offline(True)
    visitor.write("I am in a tunnel")
    expect(visitor.page.get_by_text("You are offline. Write as usual.")).to_be_visible()
    visitor.shop.send(visitor.psid, text="Come by when you like")
    visitor.page.context.set_offline(False)
    expect(visitor.bubble("Come by when you like")).to_be_visible()
    expect(visitor.bubble("I am in a tunnel").get_by_text("sent", exact=True)).to_be_visible()
    expect(visitor.page.get_by_text("You are offline.")).to_have_count(0)


def test_too_long_stays_in_the_field_with_a_sentence(visitor: Visitor) -> None:
    visitor.write("x" * 4001)
    expect(visitor.page.get_by_text("A message has at most 4000 letters. Please send it in two parts.")).to_be_visible()
    assert len(visitor.page.get_by_label("Your message to").input_value()) == 4001
    assert not visitor.shop.of(visitor.psid, "wrote")


def test_a_session_that_ended_elsewhere_asks_for_the_name_again(visitor: Visitor) -> None:
    visitor.shop.ask("POST", "/desktop/erase", {"psid": visitor.psid})
    expect(visitor.page.get_by_text("This device is no longer known here.")).to_be_visible(timeout=20_000)
    expect(visitor.page.get_by_label("Your name")).to_be_visible()
