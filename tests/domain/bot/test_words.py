"""Folding, splitting, word forms and typing errors."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.words import (
    MAX_TEXT,
    MatchKind,
    match,
    pattern,
    stems,
    typos_between,
    words_of,
    written_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Siete APERTI, domenica?", ["siete", "aperti", "domenica"]),
        ("Perché l’orario non c'è più?", ["perche", "l", "orario", "non", "c", "e", "piu"]),
        ("e\u0301 tutto", ["e", "tutto"]),
        ("gift_paper & cloth-wrap", ["gift", "paper", "cloth", "wrap"]),
        ("ma_però", ["ma", "pero"]),
        ("Straße ŁÓDŹ İstanbul", ["strasse", "lodz", "istanbul"]),
        ("\ud800stop\0now", ["stop", "now"]),
        ("😀👍", []),
        ("", []),
    ],
)
def test_words_of(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_megabyte_is_read_only_to_its_beginning() -> None:
    text = "open " * 250_000
    assert len(words_of(text)) == MAX_TEXT // 5
    assert words_of("a" * MAX_TEXT + " stop") == ["a" * MAX_TEXT]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_places_agree_with_words_for_any_text(text: str) -> None:
    places = written_words(text)
    assert [place.word for place in places] == words_of(text)
    assert all(text[place.start : place.end] for place in places)
    assert all(before.end <= after.start for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aperto", "aperti"),
        ("orario", "orari"),
        ("prezzo", "prezzi"),
        ("spedizione", "spedizioni"),
        ("opening", "opens"),
        ("delivery", "deliveries"),
        ("shipping", "ship"),
        ("vouchers", "voucher"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


@pytest.mark.parametrize(
    ("one", "other"), [("casa", "caso"), ("cosa", "caso"), ("ora", "oro"), ("personalized", "person"), ("38", "39")]
)
def test_unlike_words_share_no_stem(one: str, other: str) -> None:
    assert not set(stems(one)) & set(stems(other))


@pytest.mark.parametrize(
    ("meant", "written", "count"),
    [
        ("orari", "orrari", 1),
        ("orari", "oarri", 1),
        ("hours", "huors", 1),
        ("hours", "ohurs", 1),
        ("shipping", "shiping", 1),
        ("dishwasher", "dishwaser", 1),
        ("dishwasher", "dihswaser", 2),
        ("spedizione", "spedizone", 1),
        ("lavastoviglie", "lavastovilie", 1),
        ("hours", "yours", None),  # an ordinary word
        ("where", "there", None),
        ("price", "prince", None),
        ("costa", "cosa", None),
        ("hours", "xours", None),  # the first letter is rarely missed
        ("pay", "pey", None),  # too short
        ("hours", "hors", 1),
        ("hours", "hrs", None),
        ("hours", "huorz", None),  # two errors in a short word
        ("iphone12", "iphone13", None),
        ("orari", "orari", None),
    ],
)
def test_typing_errors(meant: str, written: str, count: int | None) -> None:
    assert typos_between(meant, written) == count


@given(st.text("abcdeé", max_size=14), st.text("abcdeé", max_size=14))
def test_no_more_than_two_errors_are_ever_forgiven(meant: str, written: str) -> None:
    count = typos_between(meant, written)
    assert count in (None, 1, 2)
    if count is not None:
        assert abs(len(meant) - len(written)) <= count
        assert meant != written


@pytest.mark.parametrize(
    ("said", "text", "kinds"),
    [
        ("open", "Are you open?", ["exact"]),
        ("apert*", "siete aperti", ["wildcard"]),
        ("apert*", "apri", None),
        ("gift paper", "do you have gift paper?", ["exact", "exact"]),
        ("gift paper", "gift of paper", None),
        ("gift paper", "paper gift", None),
        ("open * parcel", "may I open the parcel", ["exact", "exact"]),
        ("open … parcel", "open my big parcel", ["exact", "exact"]),
        ("open * parcel", "the parcel is open", None),
        ("dov'è il negozio", "Dov’è il negozio?", ["exact"] * 4),
        ("prezzo", "i prezzi?", ["stem"]),
        ("prezzo", "il przzo?", ["typo"]),
        ("carta regalo", "la carte regali", ["stem", "stem"]),
    ],
)
def test_patterns(said: str, text: str, kinds: list[str] | None) -> None:
    wanted = pattern(said)
    assert wanted is not None
    found = match(wanted, words_of(text), typos=True)
    assert (None if found is None else [kind.value for _, kind in found]) == kinds


@pytest.mark.parametrize("said", ["", "  ", "*", "* *", "?!", "…", "\ud800"])
def test_a_pattern_without_a_word_is_none(said: str) -> None:
    assert pattern(said) is None


def test_without_forgiving_only_the_word_itself_is_taken() -> None:
    wanted = pattern("prezzo")
    assert wanted is not None
    assert match(wanted, ["prezzi"], forgive=False, typos=True) is None
    assert match(wanted, ["prezzo"], forgive=False) == ((0, MatchKind.EXACT),)
