"""The practice shop's goods are whole: lists without a complaint, ads that fit, words that the bot can answer."""

import re
from pathlib import Path

import pytest
from PIL import Image

from vetrina.domain.ads import GREETING_LENGTH, HEADLINE_LENGTH, QUICK_REPLIES, QUICK_REPLY_LENGTH, TEXT_LENGTH, AdState
from vetrina.domain.bot.codec import read_rules
from vetrina.domain.bot.rulebook import Rulebook
from vetrina.domain.bot.rules import PERSON_PAYLOAD, RULE_PAYLOAD
from vetrina.exchange.people import read_people
from vetrina.exchange.pictures import picture_beside
from vetrina.exchange.practice import PracticeShop, practice_shop
from vetrina.exchange.products import read_products
from vetrina.exchange.report import Outcome
from vetrina.practice.script import Open, Say, read_script

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SAMPLE = RESOURCES / "sample"


@pytest.fixture(params=["it", "en"])
def shop(request: pytest.FixtureRequest) -> PracticeShop:
    return practice_shop(SAMPLE, request.param)


def test_the_shop_list_comes_in_without_a_word(shop: PracticeShop) -> None:
    report = read_products(shop.products_file, currency_default=shop.shop.currency)
    assert report.count(Outcome.OK) == len(report.rows)
    assert len(report.products) >= 24
    for product in report.products:
        picture = picture_beside(shop.products_file, product.picture)
        assert picture is not None
        with Image.open(picture) as image:
            assert image.format == "PNG"
            assert image.size == (800, 800)
        assert picture.stat().st_size < 40_000


def test_both_languages_sell_the_same() -> None:
    lists = [
        read_products(practice_shop(SAMPLE, language).products_file, currency_default="EUR").products
        for language in ("it", "en")
    ]
    italian, english = (
        [(p.key, p.picture, [(v.sku, v.price, v.sale_price, v.stock) for v in p.variants]) for p in one]
        for one in lists
    )
    assert italian == english


def test_old_cards_come_in_as_people_without_permission(shop: PracticeShop) -> None:
    report = read_people(shop.people_file)
    assert report.count(Outcome.OK) == len(report.people) == 5


def test_ads_fit_their_fields_and_point_at_what_exists(shop: PracticeShop) -> None:
    keys = {p.key for p in read_products(shop.products_file, currency_default="EUR").products}
    rules = {
        f"{RULE_PAYLOAD}{rule.id}"
        for rule in read_rules((RESOURCES / "bot" / "practice_rules.json").read_text("utf-8"))
    }
    assert {ad.state for ad in shop.ads} == {AdState.IN_FEED, AdState.DRAFT}
    for ad in shop.ads:
        assert ad.product_key in keys
        assert len(ad.headline) <= HEADLINE_LENGTH
        assert len(ad.text) <= TEXT_LENGTH
        assert len(ad.greeting) <= GREETING_LENGTH
        assert 0 < len(ad.quick_replies) <= QUICK_REPLIES
        assert all(len(reply.title) <= QUICK_REPLY_LENGTH for reply in ad.quick_replies)
        assert {reply.payload for reply in ad.quick_replies} <= rules | {PERSON_PAYLOAD}


def test_facts_are_the_ones_the_rules_ask_for(shop: PracticeShop) -> None:
    text = (RESOURCES / "bot" / "practice_rules.json").read_text("utf-8")
    asked = set(re.findall(r"\{([a-z ]+)\|", text)) - {"first_name"}
    assert asked <= set(shop.facts)
    assert shop.shop.hours().known
    assert shop.shop.time_zone() is not None


def test_the_customers_open_ads_that_are_there_and_say_little() -> None:
    script = read_script(SAMPLE / "customers.json")
    in_feed = {ad.key for ad in practice_shop(SAMPLE, "it").ads if ad.state is AdState.IN_FEED}
    assert len(script.people) == 40
    acts = [act for person in script.people for act in person.acts]
    assert {act.ad for act in acts if isinstance(act, Open)} <= in_feed
    assert all(len(act.text) < 200 for act in acts if isinstance(act, Say))


def test_the_bot_answers_most_of_what_the_customers_ask() -> None:
    book = Rulebook(read_rules((RESOURCES / "bot" / "practice_rules.json").read_text("utf-8")))
    script = read_script(SAMPLE / "customers.json")
    said = [act.text for person in script.people for act in person.acts if isinstance(act, Say)]
    known = [text for text in said if book.find(text) is not None]
    # Not everything: the owner is to see questions that the bot missed, and to take over.
    assert 0.4 < len(known) / len(said) < 0.95, sorted(set(said) - set(known))
