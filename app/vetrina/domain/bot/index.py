"""The words of all rules in one index: which rule names a word of a text, as fast for 10,000 rules as for ten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vetrina.domain.bot.words import (
    FORM_START,
    LONGEST_TYPO,
    SURENESS,
    TWO_TYPOS_FROM,
    TYPO_FROM,
    MatchKind,
    Pattern,
    PieceKind,
    Recognised,
    can_be_typo,
    match,
    match_at,
    stems,
    typos_between,
    words_of,
)

_WORDS_KEPT: Final = 16_384
_WORDS_READ_FOR_TYPOS: Final = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one rule looks for: any of its patterns (or all), unless one of `but_not` is there too."""

    rank: int
    patterns: tuple[Pattern, ...]
    all_of: bool = False
    but_not: tuple[Pattern, ...] = ()
    forgive: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule (by rank) that names words of the text: the pattern, and which words met it how."""

    rank: int
    pattern: Pattern
    words: Recognised

    @property
    def kind(self) -> MatchKind:
        """The least sure of the ways its words were recognised."""
        return max((kind for _, kind in self.words), key=SURENESS.index)


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule (by rank) whose words are there, but which one of its "but not" phrases kept silent."""

    rank: int
    pattern: Pattern


class _Entry:
    """One pattern under its first word.

    `at_once` needs nothing but that word. `whole` is judged over the whole text, once: where it may be found does not
    depend on the word that led to it, and a text of two thousand such words must not cost two thousand readings.
    """

    __slots__ = ("at_once", "pattern", "rank", "wanted", "whole")

    def __init__(self, wanted: Wanted, found: Pattern) -> None:
        self.rank = wanted.rank
        self.wanted = wanted
        self.pattern = found
        self.whole = len(found.runs) > 1 or wanted.all_of or bool(wanted.but_not)
        self.at_once = found.single and not self.whole


class WordIndex:
    """The compiled patterns. Found by the first word of a pattern, its stems, its beginning, its typing errors.

    A rule that is met by a typing error counts only where no rule is met without one: what was written as it stands
    in a rule is never taken by a guess. Among equals the lowest rank wins. Safe to share between threads: nothing
    changes after making but caches.
    """

    __slots__ = (
        "_beginnings", "_first", "_forms", "_lead", "_lengths", "_long", "_meant", "_phrases", "_plain",
        "_shapes", "_slips", "_starts", "_vocabulary",
    )  # fmt: skip

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._first: dict[str, list[_Entry]] = {}
        self._forms: dict[str, list[_Entry]] = {}
        self._beginnings: dict[str, list[_Entry]] = {}
        self._starts: set[str] = set()
        self._phrases: set[_Entry] = set()
        self._vocabulary: dict[str, list[_Entry]] = {}
        for one in sorted(wanted, key=lambda one: one.rank):
            # Where all patterns are needed, the first is looked up and the others are checked.
            for found in one.patterns[:1] if one.all_of else one.patterns:
                self._add(_Entry(one, found))
        self._lengths = sorted({len(word) for word in self._beginnings})
        self._plain = not self._forms and not self._beginnings
        self._lead: Callable[[str], Sequence[_Entry] | None] = (
            self._first.get if self._plain else lru_cache(maxsize=_WORDS_KEPT)(self._led_to)
        )
        self._slips, self._long, self._shapes = _slips_of(self._vocabulary)
        self._meant: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    def _add(self, entry: _Entry) -> None:
        piece = entry.pattern.runs[0][0]
        if piece.kind is PieceKind.BEGINNING:
            self._beginnings.setdefault(piece.word, []).append(entry)
        else:
            self._first.setdefault(piece.word, []).append(entry)
            if entry.wanted.forgive:
                self._starts.add(piece.word[:FORM_START])
                for stem in stems(piece.word):
                    self._forms.setdefault(stem, []).append(entry)
                if TYPO_FROM <= len(piece.word) <= LONGEST_TYPO and piece.word.isalpha():
                    self._vocabulary.setdefault(piece.word, []).append(entry)
        if entry.wanted.forgive and (entry.wanted.all_of or not entry.pattern.single):
            self._phrases.add(entry)

    def _led_to(self, word: str) -> Sequence[_Entry]:
        """The entries whose first word is `word`, a form of it or its beginning, by rank."""
        lists = [self._first.get(word, ())]
        if word[:FORM_START] in self._starts:  # learning the stem of a new word takes longer than all the rest
            lists += [self._forms.get(stem, ()) for stem in stems(word)]
        lists += [self._beginnings.get(word[:length], ()) for length in self._lengths if length <= len(word)]
        return sorted(dict.fromkeys(entry for entries in lists for entry in entries), key=lambda entry: entry.rank)

    def find(self, text: str) -> int | None:
        """The rank of the rule that answers `text`, or None: the first of `hits`, without gathering the others."""
        words = words_of(text)
        if self._plain and self._first.keys().isdisjoint(words):
            return None
        best: int | None = None
        lead = self._lead
        read: set[_Entry] = set()
        for at, word in enumerate(words):
            entries = lead(word)
            if entries:
                best = _better(entries, words, at, best, read)
        if best is None and self._vocabulary:
            hits, _ = _gathered(self._guesses(words), words, typos=True)
            best = min(hits, default=None)
        return best

    def hits(self, words: list[str]) -> tuple[list[Hit], list[Kept]]:
        """Every rule that names something of `words`, best first; and those their "but not" kept silent."""
        hits, kept = _gathered(self._candidates(words), words, typos=False)
        if not hits:
            hits, more = _gathered(self._guesses(words), words, typos=True)
            kept.update(more)
        return [hits[rank] for rank in sorted(hits)], [kept[rank] for rank in sorted(kept) if rank not in hits]

    def _candidates(self, words: list[str]) -> Iterator[tuple[_Entry, int]]:
        for at, word in enumerate(words):
            for entry in self._lead(word) or ():
                yield entry, at

    def _guesses(self, words: list[str]) -> Iterator[tuple[_Entry, int]]:
        """Entries whose first word may be meant by a mistyped word; then phrases whose later words may."""
        mistyped = False
        for at, word in enumerate(words[:_WORDS_READ_FOR_TYPOS]):
            if word in self._first or not can_be_typo(word):
                continue
            mistyped = True
            for meant in self._meant(word):
                for entry in self._vocabulary[meant]:
                    yield entry, at
        if mistyped and self._phrases:
            for entry, at in self._candidates(words[:_WORDS_READ_FOR_TYPOS]):
                if entry in self._phrases:
                    yield entry, at

    def _look_up(self, written: str) -> tuple[str, ...]:
        if self._shapes.isdisjoint((letter, len(written)) for letter in written[:2]):
            return ()
        near = {meant for short in _shortened(written) for meant in self._slips.get(short, ())}
        one = tuple(sorted(meant for meant in near if typos_between(meant, written) == 1))
        if one or len(written) < TWO_TYPOS_FROM - 2:
            return one
        lengths = range(max(TWO_TYPOS_FROM, len(written) - 2), len(written) + 3)
        alike = [
            word for letter in {*written[:2]} for length in lengths for word in self._long.get((letter, length), ())
        ]
        far = process.extract(written, alike, scorer=OSA.distance, score_cutoff=2, limit=None) if alike else ()
        two = tuple(meant for meant, _, _ in far if typos_between(meant, written) == 2)
        return two if len(two) == 1 else ()


_Slips = dict[str, tuple[str, ...]]
_Shape = tuple[str, int]


def _slips_of(vocabulary: Iterable[str]) -> tuple[_Slips, dict[_Shape, list[str]], frozenset[_Shape]]:
    """Every word under all it becomes when one letter is left out (as SymSpell, W. Garbe 2012); long ones by shape.

    A shape is first letter and length. Last come those that a mistyping of any word can have: most words have none.
    """
    slips: _Slips = {}
    long: dict[_Shape, list[str]] = {}
    shapes: set[_Shape] = set()
    for word in vocabulary:
        allowed = 2 if len(word) >= TWO_TYPOS_FROM else 1
        shapes.update((word[0], len(word) + more) for more in range(-allowed, allowed + 1))
        for short in _shortened(word):
            slips[short] = (*slips.get(short, ()), word)
        if allowed == 2:
            long.setdefault((word[0], len(word)), []).append(word)
    return slips, long, frozenset(shapes)


def _shortened(word: str) -> set[str]:
    """`word`, and what is left of it without one letter."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _better(entries: Sequence[_Entry], words: list[str], at: int, best: int | None, read: set[_Entry]) -> int | None:
    """The lower of `best` and the lowest rank among `entries` that is met with its first word at `at`."""
    for entry in entries:
        if best is not None and entry.rank >= best:
            return best
        if entry.at_once:
            return entry.rank
        if entry.whole:
            if entry in read:
                continue
            read.add(entry)
            if _silencer(entry.wanted, words) is not None:
                continue
        if _named(entry, words, at, typos=False) is not None:
            return entry.rank
    return best


def _named(entry: _Entry, words: list[str], at: int, *, typos: bool) -> Recognised | None:
    """Which words meet the entry: with its first word at `at`, or anywhere for one that is read as a whole."""
    wanted = entry.wanted
    if not entry.whole:
        return match_at(entry.pattern, words, at, forgive=wanted.forgive, typos=typos)
    found: Recognised = ()
    for each in wanted.patterns if wanted.all_of else (entry.pattern,):
        more = match(each, words, forgive=wanted.forgive, typos=typos)
        if more is None:
            return None
        found += more
    return found


def _silencer(wanted: Wanted, words: list[str]) -> Pattern | None:
    for phrase in wanted.but_not:
        if match(phrase, words, forgive=wanted.forgive, typos=True) is not None:
            return phrase
    return None


def _gathered(
    entries: Iterable[tuple[_Entry, int]], words: list[str], *, typos: bool
) -> tuple[dict[int, Hit], dict[int, Kept]]:
    """The first hit of each rule in the text, and the rules that were kept silent."""
    hits: dict[int, Hit] = {}
    kept: dict[int, Kept] = {}
    read: set[_Entry] = set()
    for entry, at in entries:
        if entry in read:
            continue
        if entry.whole:
            read.add(entry)
        found = _named(entry, words, at, typos=typos)
        if found is None:
            continue
        silencer = _silencer(entry.wanted, words) if entry.wanted.but_not else None
        if silencer is not None:
            kept[entry.rank] = Kept(entry.rank, silencer)
            continue
        hits.setdefault(entry.rank, Hit(entry.rank, entry.pattern, found))
    return hits, kept
