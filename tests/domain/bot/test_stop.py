"""Stop words: what withdraws the permission for offers, and what must not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.stop import is_stop


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "STOP!!!",
        " Stop. ",
        "stop please",
        "Please stop",
        "stop stop stop",
        "basta",
        "Basta!",
        "basta grazie",
        "stop, basta, no more",
        "no more",
        "No more offers",
        "stop offerte",
        "STOP pubblicità",
        "basta offerte!",
        "niente più offerte, grazie",
        "non mandatemi più offerte",
        "Per favore non scrivetemi più",
        "don't send me ads",
        "Don’t message me",
        "unsubscribe",
        "can you stop sending me offers?",
        "Nice mug. No more offers, please",
        "Ho comprato il vaso; non mandatemi più offerte. Grazie",
        "\ud800stop\0",
        "ｓｔｏｐ".translate({0xFF53: "s", 0xFF54: "t", 0xFF4F: "o", 0xFF50: "p"}),
    ],
)
def test_these_withdraw(text: str) -> None:
    assert is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where does the bus stop?",
        "Does the tram stop near you",
        "non basta",
        "Basta, ho deciso: prendo il vaso blu",
        "basta così, grazie",  # "that is all, thanks" at a counter
        "quanto basta?",
        "I have no more questions, thanks",
        "do you have offers?",
        "avete offerte?",
        "No more offers?",
        "niente offerte?",
        "non voglio il vaso blu, voglio quello verde",
        "the offer stops on Sunday?",
        "please",
        "thanks please",
        "stopwatch",
        "Do not stop making these bowls",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not is_stop(text)


def test_a_stop_at_the_end_of_a_long_message_does_not_fire_alone() -> None:
    assert not is_stop("I walked for an hour and then the bus would not even " * 20 + "stop")


def test_a_wish_in_full_counts_in_a_long_message() -> None:
    assert is_stop("The vase arrived today and it is beautiful, my mother loves it too. " * 5 + "No more offers.")


@given(st.text(alphabet=st.characters(), max_size=500))
def test_any_text_can_be_asked(text: str) -> None:
    assert is_stop(text) in (True, False)


def test_a_megabyte_of_stops_is_not_a_stop_word_and_takes_no_time() -> None:
    assert not is_stop("stop the bus " * 80_000)


def test_no_question_of_the_hotel_guests_is_taken_for_a_stop(shared_data: Path) -> None:
    texts = [
        question["text"]
        for file in sorted((shared_data / "questions").glob("*.json"))
        for question in json.loads(file.read_text("utf-8"))
    ]
    assert len(texts) > 400
    assert [text for text in texts if is_stop(text)] == []
