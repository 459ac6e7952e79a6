"""The rules that ship: valid, bilingual, and tried on real questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vetrina.domain.bot.codec import read_rules, write_rules
from vetrina.domain.bot.fields import FIELD_NAMES, fill
from vetrina.domain.bot.rulebook import Incoming, Rulebook, ShopFacts, TalkSoFar
from vetrina.domain.bot.rules import AskedForPerson, Fallback, Rule, StopWords, plain, sentence

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "bot"
STARTER = read_rules((FOLDER / "starter_rules.json").read_bytes())
PRACTICE = read_rules((FOLDER / "practice_rules.json").read_bytes())
BOOK = Rulebook(PRACTICE)


@pytest.fixture(params=["starter_rules", "practice_rules"])
def rules(request: pytest.FixtureRequest) -> tuple[Rule, ...]:
    return {"starter_rules": STARTER, "practice_rules": PRACTICE}[request.param]


def test_the_files_are_as_the_program_would_write_them(rules: tuple[Rule, ...]) -> None:
    name = "starter_rules.json" if rules is STARTER else "practice_rules.json"
    assert (FOLDER / name).read_bytes().strip() == write_rules(rules)
    assert len({rule.id for rule in rules}) == len({rule.order for rule in rules}) == len(rules)


def test_a_new_shop_has_four_ready_rules_and_all_of_them_are_off() -> None:
    ready = [rule for rule in STARTER if not isinstance(rule.trigger, StopWords | AskedForPerson | Fallback)]
    assert len(ready) == 4
    assert not any(rule.on for rule in ready)
    assert [rule.on for rule in STARTER if rule not in ready] == [True, True, True]


def test_the_stop_rule_is_locked_and_first(rules: tuple[Rule, ...]) -> None:
    first = min(rules, key=lambda rule: rule.order)
    assert isinstance(first.trigger, StopWords)
    assert first.locked
    assert first.on


def test_every_answer_is_said_in_both_languages(rules: tuple[Rule, ...]) -> None:
    for rule in rules:
        for text in (rule.answer.text, rule.topic):
            assert bool(text.it) == bool(text.en), rule.name
            assert text.it != text.en or not text.it or len(text.it) < 20, rule.name
        assert plain(sentence(rule, "it")) != plain(sentence(rule, "en"))
        assert all(len(title) <= 20 for title in (rule.topic.it, rule.topic.en))


def test_every_answer_says_something_in_a_shop_that_gave_the_usual_facts(rules: tuple[Rule, ...]) -> None:
    usual = dict.fromkeys(FIELD_NAMES, "x")
    for rule in rules:
        for text in (rule.answer.text.it, rule.answer.text.en):
            assert bool(fill(text, usual).text) == bool(text), rule.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("siete aperti domenica?", "Opening hours"),
        ("What time do you close on Saturday?", "Opening hours"),
        ("a che ora chiudete oggi?", "Opening hours"),
        ("are you oppen tomorrow", "Opening hours"),
        ("dove siete?", "Where we are"),
        ("Where is your shop?", "Where we are"),
        ("where is my order?", None),
        ("Do you wrap gifts?", "Gift wrapping"),
        ("fate la confezione regalo?", "Gift wrapping"),
        ("spedite anche in Sicilia?", "Shipping"),
        ("how much does shipping cost", "Shipping"),
        ("quanto costa la spedizione?", "Shipping"),
        ("va in lavastovilgie?", "Dishwasher, microwave"),
        ("Is the glaze safe in the dishwasher?", "Dishwasher, microwave"),
        ("posso pagare con la carta?", "Paying"),
        ("Can I pay by card?", "Paying"),
        ("quanto costano le ciotole?", "Price"),
        ("can I return it?", "Giving back"),
        ("il piatto è arrivato rotto", "Broken on arrival"),
        ("Puoi fare un buono regalo?", "Gift voucher"),
        ("avete corsi di ceramica?", "Workshops"),
        ("of course, thanks for the bowl", None),
        ("Are dogs allowed?", "Dogs and prams"),
        ("posso parlare con una persona?", "A person"),
        ("come si chiama il gatto?", None),
    ],
)
def test_what_people_ask_a_potter(text: str, name: str | None) -> None:
    found = BOOK.find(text)
    assert (found.name if found else None) == name


def test_real_questions_find_the_rules_they_ask_for(shared_data: Path) -> None:
    """Questions to a hotel's desk (NLU++): what both houses are asked is found, and little else taken for it."""
    asked = [
        (one["text"], set(one.get("intents", [])))
        for file in sorted((shared_data / "questions").glob("*.json"))
        for one in json.loads(file.read_text("utf-8"))
    ]
    talk, facts = TalkSoFar(now=0), ShopFacts(name="Aurora")
    answered = [(BOOK.decide(Incoming(text), talk, facts).rule_name, text, intents) for text, intents in asked]

    def recall(name: str, intent: str) -> float:
        meant = [rule for rule, _, intents in answered if intent in intents and "limits" not in intents]
        return sum(rule == name for rule in meant) / len(meant)

    assert recall("A person", "handoff") >= 0.85
    assert recall("Dogs and prams", "pets") >= 0.9
    assert recall("Price", "how_much") >= 0.9
    opening = [
        rule for rule, text, _ in answered if any(w in text.lower() for w in ("opening hours", "close?", " open b"))
    ]
    assert len(opening) >= 3
    assert set(opening) == {"Opening hours"}
    hours = [text for rule, text, _ in answered if rule == "Opening hours"]
    assert len(hours) <= 6, hours
    person = [intents for rule, _, intents in answered if rule == "A person"]
    assert sum("handoff" in intents for intents in person) / len(person) >= 0.85
