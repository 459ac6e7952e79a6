"""When two messages count as the same, and what cleaning leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.text import MARKS_IN_A_ROW, clean_name, clean_text, same_text_keys

CARD = ("Linen shirt", "", "39 €", "")


def test_another_first_name_over_the_same_card_hid_a_mailing() -> None:
    giulia = same_text_keys("Ciao Giulia", "", "", (), CARD)
    irene = same_text_keys("Ciao Irene", "", "", (), CARD)
    assert len(set(giulia) & set(irene)) == 1
    assert set(same_text_keys("Ciao Irene", "", "", (), ("Other shirt", "", "39 €", ""))) & set(irene)


def test_the_same_buttons_under_different_answers_are_no_mailing() -> None:
    assert not set(same_text_keys("Yes, size 42", "", "", ("Hours",), ())) & set(
        same_text_keys("No, sorry", "", "", ("Hours",), ())
    )
    assert same_text_keys("", "", "", ("Hours",), ()) == same_text_keys(" ", "", "", ("hours ",), ())
    assert same_text_keys("", "", "", (), ()) == ()


@given(st.text(st.characters(codec=None), max_size=60), st.integers(1, 70))
def test_cleaning_twice_changes_nothing_and_keeps_the_limit(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit)
    assert clean_text(cleaned, limit) == cleaned
    assert len(cleaned) <= limit
    cleaned.encode()


def test_a_mark_that_becomes_two_when_composed_built_towers() -> None:
    assert len(clean_text("a" + "\u0344" * 50)) <= MARKS_IN_A_ROW + 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Giulia   Rossi ", "Giulia Rossi"),
        ("\u200b\u200d\ufeff", ""),
        ("Aurora\u202e etteloB", "Aurora etteloB"),
        ("A" + "\u0301" * 1_500 + "nna", "Á\u0301\u0301\u0301nna"),
        ("Nguyễn Thị", "Nguyễn Thị"),
        ("...", ""),
        ("🌷", "🌷"),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept
