"""Merge fields, message states, moments and sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.ads import wording
from vetrina.domain.policy import Answer, Basis
from vetrina.domain.policy.answers import answer_sentence
from vetrina.domain.sentences import CATALOGUE, sentence
from vetrina.domain.talk import Content, MessageState, QuickReply, further
from vetrina.domain.times import until, when

ROME = ZoneInfo("Europe/Rome")


def ms(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=ROME).timestamp() * 1000)  # type: ignore[arg-type,misc]


def test_merge_fields_fall_back_when_a_person_has_no_value() -> None:
    text = wording("Ciao {first_name|friend}, in {size|all sizes}.")
    assert text.fields() == ("first_name", "size")
    assert text.fill({"first_name": "Giulia", "size": "M"}) == "Ciao Giulia, in M."
    assert text.fill({"first_name": ""}) == "Ciao friend, in all sizes."


def test_a_value_is_never_read_as_a_merge_field() -> None:
    assert wording("Ciao {first_name}").fill({"first_name": "{size}", "size": "M"}) == "Ciao {size}"


@given(st.text())
def test_what_is_no_merge_field_stays_as_it_was_typed(text: str) -> None:
    if "{" not in text:
        assert wording(text).fill({}) == text
    assert wording("{unknown}" + text.replace("{", "")).fill({}).startswith("{unknown}")


@given(st.lists(st.sampled_from([MessageState.SENT, MessageState.DELIVERED, MessageState.SEEN]), min_size=1))
def test_receipts_in_any_order_end_at_the_furthest(states: list[MessageState]) -> None:
    state = MessageState.WAITING
    for new in states:
        state = further(state, new)
    order = [MessageState.SENT, MessageState.DELIVERED, MessageState.SEEN]
    assert state is max(states, key=order.index)


def test_a_message_taken_back_stays_taken_back() -> None:
    assert further(MessageState.TAKEN_BACK, MessageState.SEEN) is MessageState.TAKEN_BACK


def test_the_digest_changes_with_every_part_of_the_content() -> None:
    whole = Content("a", (QuickReply("t", "p"),), None, "h", "b")
    others = [
        Content("b", whole.quick_replies, None, "h", "b"),
        Content("a", (), None, "h", "b"),
        Content("a", whole.quick_replies, None, "", "b"),
        Content("a", whole.quick_replies, None, "h", ""),
        Content("a", (QuickReply("t", "q"),), None, "h", "b"),
    ]
    assert len({whole.digest(), *(other.digest() for other in others)}) == 6


@pytest.mark.parametrize(
    ("at", "english", "italian"),
    [
        (ms(2026, 5, 22, 18, 40), "today at 18:40", "oggi alle 18:40"),
        (ms(2026, 5, 21, 9, 5), "yesterday at 09:05", "ieri alle 09:05"),
        (ms(2026, 5, 19, 10, 0), "on Tuesday at 10:00", "martedì alle 10:00"),
        (ms(2026, 5, 9, 10, 0), "on 9 May", "il 9 maggio"),
        (ms(2025, 4, 8, 10, 0), "on 8 April 2025", "l'8 aprile 2025"),
    ],
)
def test_moments_read_as_people_say_them(at: int, english: str, italian: str) -> None:
    now = ms(2026, 5, 22, 19, 0)
    assert when(at, now, ROME, "en") == english
    assert when(at, now, ROME, "it") == italian


def test_days_are_counted_on_the_shops_clock_not_in_utc() -> None:
    now = ms(2026, 5, 22, 0, 30)
    assert datetime.fromtimestamp(now / 1000, UTC).day == 21
    assert until(ms(2026, 5, 22, 18, 40), now, ROME, "en") == "today 18:40"


def test_may_i_write_is_one_sentence_with_because() -> None:
    now = ms(2026, 5, 22, 19, 0)
    basis = Basis("p", "r", "talked", "last_wrote_at", ms(2026, 5, 22, 18, 40))
    said = answer_sentence("Giulia", Answer.CLEARED, basis, now, ROME, "en")
    assert (said.head, said.because) == ("Yes", "Giulia wrote to you today at 18:40.")


def test_every_sentence_is_there_in_both_languages_with_the_same_parts() -> None:
    for key, (english, italian) in CATALOGUE.items():
        assert english.strip(), key
        assert italian.strip(), key
        parts = [{word.split("}")[0] for word in text.split("{")[1:]} for text in (english, italian)]
        assert parts[0] == parts[1], key


def test_an_unknown_key_never_reaches_the_screen() -> None:
    assert "no_such_key" not in sentence("no_such_key", {}, "it")
