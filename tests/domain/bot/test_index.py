"""The index finds exactly what every rule, asked in turn, would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.bot.index import Wanted, WordIndex
from vetrina.domain.bot.words import MatchKind, Pattern, match, pattern, words_of

_WORDS = (
    "open opens opening aperto aperti apertura orari orario hours ohurs hors price prices prezzo prezzi gift "
    "paper parcel spedizione spedizoine spedizioni consegna consegne consenga dishwasher dishwahser dihswaser the a on "
    "vaso vasi piatto"
).split()
_said = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(["apert*", "spedi*", "pri*", "o*"]),
    st.lists(st.sampled_from([*_WORDS, "*"]), min_size=2, max_size=4).map(" ".join),
)


def _patterns(said: list[str]) -> tuple[Pattern, ...]:
    return tuple(ready for one in said if (ready := pattern(one)) is not None)


def _wanted(number: int, said: list[str], but_not: list[str], all_of: bool, forgive: bool) -> Wanted | None:
    found = _patterns(said)
    return Wanted(number, found, all_of, _patterns(but_not), forgive) if found else None


_rules = st.lists(
    st.tuples(
        st.lists(_said, min_size=1, max_size=3),
        st.one_of(st.just([]), st.lists(_said, max_size=2)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
)


def in_turn(rules: list[Wanted], text: str) -> int | None:
    """The plain reference: every rule by itself; a guess counts only where nothing is met without one."""
    words = words_of(text)
    for typos in (False, True):
        for rule in rules:
            met = [match(one, words, forgive=rule.forgive, typos=typos) is not None for one in rule.patterns]
            silent = any(match(one, words, forgive=rule.forgive, typos=True) is not None for one in rule.but_not)
            if (all(met) if rule.all_of else any(met)) and not silent:
                return rule.rank
    return None


@given(_rules, st.lists(st.sampled_from(_WORDS), max_size=8))
def test_the_index_agrees_with_every_rule_in_turn(
    rules: list[tuple[list[str], list[str], bool, bool]], text: list[str]
) -> None:
    wanted = [one for number, rule in enumerate(rules) if (one := _wanted(number, *rule)) is not None]
    index = WordIndex(wanted)
    said = " ".join(text)
    best = index.find(said)
    hits, kept = index.hits(words_of(said))
    assert best == in_turn(wanted, said)
    assert best == (hits[0].rank if hits else None)
    assert not {hit.rank for hit in hits} & {silenced.rank for silenced in kept}


def _index(*said: str) -> WordIndex:
    return WordIndex(Wanted(rank, _patterns(one.split("|"))) for rank, one in enumerate(said))


def test_a_word_as_written_beats_an_earlier_guess() -> None:
    index = _index("consegna", "consenso")
    assert index.find("avete il consenso?") == 1
    assert index.find("avete la consgna?") == 0


def test_two_errors_are_forgiven_only_where_one_word_fits() -> None:
    assert _index("dishwasher").find("dihswaser") == 0
    assert _index("dishwasher|dishwashes").find("dihswase") is None
    assert _index("lavastoviglie").find("lavastovlgie") == 0


def test_a_hit_says_which_words_and_how() -> None:
    hits, _ = _index("gift paper").hits(words_of("some gift papers please"))
    assert hits[0].words == ((1, MatchKind.EXACT), (2, MatchKind.STEM))
    assert hits[0].kind is MatchKind.STEM


def test_what_but_not_kept_silent_is_told() -> None:
    index = WordIndex([Wanted(0, _patterns(["open"]), but_not=_patterns(["open the parcel"]))])
    hits, kept = index.hits(words_of("May I open the parcel?"))
    assert hits == []
    assert [silenced.pattern.said for silenced in kept] == ["open the parcel"]


def test_no_words_at_all() -> None:
    assert WordIndex([]).find("open?") is None
    assert _index("open").find("") is None
