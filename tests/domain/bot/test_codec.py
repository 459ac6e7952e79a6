"""Rules as JSON and rules read from other people's texts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.codec import RulesUnreadable, read_rules, write_rules
from vetrina.domain.bot.reading import read_questions, read_rivescript
from vetrina.domain.bot.rulebook import Rulebook
from vetrina.domain.bot.rules import (
    Again,
    Answer,
    AnswerButton,
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
    Words,
)

_line = st.text(st.characters(codec="utf-8"), max_size=20)
_word = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
_bilingual = st.builds(Bilingual, _line, _line)
_answers = st.builds(
    Answer, _bilingual, st.lists(st.builds(AnswerButton, _bilingual, _line), max_size=3).map(tuple), _line
)
_triggers = st.one_of(
    st.builds(Words, st.lists(_word, min_size=1, max_size=4).map(tuple), st.booleans(), st.booleans()),
    st.builds(Button, _word, st.booleans(), _line),
    st.builds(FromAd, st.none() | _line, _line),
    st.sampled_from([AskedForPerson(), StopWords(), SentPicture(), FirstMessage(), OutsideHours(), Fallback()]),
)
_rules = st.builds(
    Rule,
    st.integers(0, 2**62),
    st.integers(-1000, 1000),
    st.booleans(),
    _line,
    _triggers,
    st.lists(_word, max_size=3).map(tuple),
    _answers,
    st.none() | st.builds(Again, _answers, st.booleans()),
    _line,
    st.booleans(),
    st.booleans(),
    _bilingual,
)


@given(st.lists(_rules, max_size=4))
def test_rules_come_back_as_they_were_written(rules: list[Rule]) -> None:
    document = write_rules(rules)
    assert read_rules(document) == tuple(rules)
    assert write_rules(read_rules(document)) == document
    Rulebook(rules)


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_anything_else_is_refused_in_words(document: bytes | str) -> None:
    with pytest.raises(RulesUnreadable, match=r"\w+ .*\.$"):
        read_rules(document)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "newer Vetrina"),
        ({"version": 0}, "no rules"),
        ({"more": 1}, "unknown field"),
        ({"rules": [{"id": 1}]}, "missing required field"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, object], says: str) -> None:
    document = json.loads(write_rules([])) | change
    with pytest.raises(RulesUnreadable, match=says):
        read_rules(json.dumps(document))


@pytest.mark.parametrize(
    "when",
    [
        {"on": "words", "words": []},
        {"on": "words", "words": [""]},
        {"on": "words", "words": "open"},
        {"on": "telepathy"},
        {"on": "button", "payload": ""},
        {"on": "words", "words": ["a"], "forgiv": True},
    ],
)
def test_a_trigger_that_says_nothing_is_refused(when: dict[str, object]) -> None:
    rule = {"id": 1, "order": 1, "on": True, "name": "x", "when": when}
    with pytest.raises(RulesUnreadable):
        read_rules(json.dumps({"version": 1, "rules": [rule]}))


def test_questions_and_answers_become_rules_that_are_off() -> None:
    text = (
        '\ufeffQuestion,Answer\nDo you wrap gifts?,"Yes, for free."\n'
        "prezzo|quanto costa,Dipende dal pezzo.\n\n,no question\n"
    )
    read = read_questions(text, first_order=5)
    assert [(rule.order, rule.on, rule.trigger) for rule in read.rules] == [
        (5, False, Words(("wrap", "gifts"), any=False)),
        (6, False, Words(("prezzo", "quanto costa"), any=True)),
    ]
    assert read.rules[0].answer.text == Bilingual(en="Yes, for free.")
    assert read.rules[1].answer.text == Bilingual(it="Dipende dal pezzo.")
    assert [(row.line, row.reason) for row in read.unread] == [(5, "A row needs a question and an answer.")]


def test_questions_parted_by_semicolons_or_tabs() -> None:
    assert len(read_questions("Domanda;Risposta\nSiete aperti, oggi?;Sì, fino alle 19").rules) == 1
    assert read_questions("Are you open?\tYes, till 7\n").rules[0].answer.text.en == "Yes, till 7"


def test_an_open_quotation_mark_is_reported() -> None:
    read = read_questions('a,b\n"' + "x" * 140_000)
    assert len(read.rules) == 1
    assert "quotation mark" in read.unread[0].reason


def test_rivescript_of_the_simple_kind() -> None:
    read = read_rivescript(
        "! version = 2.0\n"
        "// hours\n"
        "+ [*] (open|hours) [*]\n"
        "- We are open\n^ till seven.\n- Another reply\n\n"
        "+ what is your address\n- Via Po 1\n"
        "+ my name is <formal>\n- Hi <formal>\n"
        "+ no reply\n"
        "+ hello bot\n@ hi\n- x\n"
    )
    assert [rule.trigger for rule in read.rules] == [Words(("* open *", "* hours *")), Words(("what is your address",))]
    assert read.rules[0].answer.text.en == "We are open till seven."
    assert [row.line for row in read.unread] == [10, 12, 13]
    book = Rulebook([Rule(1, 1, True, "a", read.rules[0].trigger)])
    assert book.find("what are your hours today") is not None


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for read in (read_questions(text), read_rivescript(text)):
        assert all(rule.on is False for rule in read.rules)
        Rulebook(read.rules)


def test_choices_that_multiply_are_reported_not_followed() -> None:
    read = read_rivescript("+ " + "(a|b|c) " * 12 + "\n- x\n")
    assert read.rules == ()
    assert len(read.unread) == 1
