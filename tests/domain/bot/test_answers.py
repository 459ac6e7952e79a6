"""Merge fields and sentences: what an answer says, and how a rule reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.fields import fields_in, fill
from vetrina.domain.bot.rules import (
    Again,
    Answer,
    AskedForPerson,
    Bilingual,
    Button,
    Fallback,
    FirstMessage,
    FromAd,
    OutsideHours,
    Rule,
    SentPicture,
    StopWords,
    Trigger,
    Words,
    plain,
    sentence,
)


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("Hello {first_name|friend}!", {}, "Hello friend!"),
        ("Hello {first_name|friend}!", {"first_name": "Giulia"}, "Hello Giulia!"),
        ("Hello {first_name|}! How can we help?", {}, "Hello! How can we help?"),
        ("We are at {address}. Phone: {phone}.", {"address": "Via Po 1"}, "We are at Via Po 1."),
        ("{next_closed_day} we rest.", {"next_closed_day": "domenica"}, "Domenica we rest."),
        ("We open {hours}.\nPhone: {phone}", {"hours": "9–19"}, "We open 9–19."),
        ("{price: cloth wrap} more.", {"price: cloth wrap": "4 €"}, "4 € more."),
        ("{first_name}", {}, ""),
        ("No field at all , really .", {}, "No field at all , really ."),
        ("{shop}", {"shop": "{phone}", "phone": "1"}, "{phone}"),
        ("{} { } {{x}}", {"x": "1"}, "{} { } {1}"),
    ],
)
def test_fill(text: str, values: dict[str, str], said: str) -> None:
    assert fill(text, values).text == said


def test_facts_used_are_told_with_their_values_once() -> None:
    filled = fill("{shop}: {hours}. {shop|x} {phone|none}", {"shop": "Aurora", "hours": "9–19"})
    assert filled.used == (("shop", "Aurora"), ("hours", "9–19"))


@given(st.text(max_size=200), st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_any_text_can_be_filled(text: str, values: dict[str, str]) -> None:
    filled = fill(text, values)
    if not fields_in(text):
        assert filled.text == text.strip()


def _rule(trigger: Trigger, it: str = "", en: str = "", **more: object) -> Rule:
    return Rule(4, 4, True, "rule", trigger, answer=Answer(Bilingual(it, en)), **more)  # type: ignore[arg-type]


HOURS = _rule(
    Words(("open", "apert*", "orari", "hours")),
    "Siamo aperti {hours}. {next_closed_day} riposiamo.",
    "We are open {hours}. On {next_closed_day} we rest.",
    but_not=("open the parcel",),
    again=Again(hand_over=True),
)


def test_the_opening_hours_rule_as_a_sentence() -> None:
    assert sentence(HOURS, "en") == (
        ("If someone writes ", False),
        ("open, apert*, orari…", True),
        (", but not ", False),
        ("open the parcel", True),
        (", answer with the ", False),
        ("opening hours", True),
        (" and the ", False),
        ("next closed day", True),
        ("; if they ask again, call me.", False),
    )
    assert plain(sentence(HOURS, "it")) == (
        "Se qualcuno scrive open, apert*, orari…, ma non open the parcel, rispondi con gli orari di apertura "
        "e il prossimo giorno di chiusura; se lo chiede di nuovo, chiamami."
    )


@pytest.mark.parametrize(
    ("rule", "english", "italian"),
    [
        (
            _rule(StopWords()),
            "If someone says stop, basta, no more, end all offers and confirm.",
            "Se qualcuno dice stop, basta, niente più, chiudi tutte le offerte e conferma.",
        ),
        (
            _rule(AskedForPerson(), hand_over=True),
            "If someone asks for a person, call me and say how long it takes.",
            "Se qualcuno chiede di una persona, chiamami e di’ quanto ci vuole.",
        ),
        (
            _rule(OutsideHours(), "Rispondiamo {next_opening}.", "We answer {next_opening}."),
            "If someone writes outside opening hours, answer with the next opening.",
            "Se qualcuno scrive fuori orario, rispondi con la prossima apertura.",
        ),
        (
            _rule(SentPicture(), "Grazie!", "Thank you!", hand_over=True, label="Picture"),
            "If someone sends a picture, answer “Thank you!”, call me and put the label Picture.",
            "Se qualcuno manda un’immagine, rispondi “Grazie!”, chiamami e metti l’etichetta Picture.",
        ),
        (
            _rule(FirstMessage(), "Ciao {first_name}", "Hello {first_name}"),
            "If someone writes for the first time, answer “Hello {first_name}”.",
            "Se qualcuno scrive per la prima volta, rispondi “Ciao {first_name}”.",
        ),
        (
            _rule(FromAd("a1", "Blue bowls"), "Sì", "Yes"),
            "If someone comes from an ad “Blue bowls”, answer “Yes”.",
            "Se qualcuno arriva da un annuncio “Blue bowls”, rispondi “Sì”.",
        ),
        (
            _rule(Button("reserve", title="Reserve"), "Fatto", "Done"),
            "If someone taps Reserve, answer “Done”.",
            "Se qualcuno tocca Reserve, rispondi “Fatto”.",
        ),
        (
            _rule(Fallback()),
            "If no rule knows an answer, say what you can answer; after twice, call me.",
            "Se nessuna regola risponde, di’ che cosa sai rispondere; dopo due volte, chiamami.",
        ),
        (
            _rule(Words(("gift", "paper"), any=False)),
            "If someone writes gift + paper, say nothing.",
            "Se qualcuno scrive gift + paper, non rispondere.",
        ),
    ],
)
def test_each_kind_of_rule_as_a_sentence(rule: Rule, english: str, italian: str) -> None:
    assert plain(sentence(rule, "en")) == english
    assert plain(sentence(rule, "it")) == italian


def test_a_text_in_one_language_stands_in_for_the_other() -> None:
    assert Bilingual(it="Sì").say("en") == "Sì"
    assert Bilingual(en="Yes").say("it") == "Yes"
    assert Bilingual("Sì", "Yes").say("de") == "Yes"
    assert Bilingual("Sì", "Yes").say("IT-it") == "Sì"
