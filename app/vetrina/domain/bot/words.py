"""Words as people write them: folded, split, matched by form and through typing errors, in Italian and English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import snowballstemmer
from rapidfuzz.distance import OSA

from vetrina.domain.bot.everyday import EVERYDAY

MAX_TEXT: Final = 4_000
"""Characters of a message that are looked at; the rest of a longer one is not read by the bot."""
TYPO_FROM: Final = 4
"""Letters a word needs before one typing error is forgiven."""
TWO_TYPOS_FROM: Final = 9
"""Letters a word needs before two are."""
FORM_START: Final = 3
"""Letters that all forms of a word have in common."""
LONGEST_TYPO: Final = 24
"""Letters of the longest word that is looked at for typing errors."""
_LONGEST_STEMMED: Final = 40
_SHORTEST_STEM: Final = {"it": 4, "en": 3}
_MOST_CUT: Final = {"it": 7, "en": 5}

_MARKS: Final = "\u0300-\u036f"
_BREAKS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_ANY_WORD: Final = re.compile(rf"[\w{_MARKS}]+")
_NOT_DECOMPOSED: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """`word` without case and accents: `Perché` and `PERCHE` are the same word. Never raises."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).translate(_NOT_DECOMPOSED)


def words_of(text: str) -> list[str]:
    """The folded words of `text` in order. Apostrophes part words (`l'orario` is two), so does all punctuation."""
    text = text[:MAX_TEXT]
    if text.isascii():
        return text.lower().translate(_BREAKS).split()
    found = _ANY_WORD.findall(text.replace("_", " "))
    return [folded for word in found if (folded := word.lower() if word.isascii() else fold(word))]


@dataclass(frozen=True, slots=True)
class Written:
    """A word where it stands: folded, and its place in the text as it was written."""

    word: str
    start: int
    end: int


def written_words(text: str) -> list[Written]:
    """As `words_of`, word for word, with the place of each in `text`."""
    text = text[:MAX_TEXT]
    pattern = _ASCII_WORD if text.isascii() else _ANY_WORD
    found = ((fold(m[0]), m.start(), m.end()) for m in pattern.finditer(text.replace("_", " ")))
    return [Written(word, start, end) for word, start, end in found if word]


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Italian and English stem of a folded word (Snowball), each marked with its language; none where too short.

    Short stems, and what is left after much was cut off, throw unlike words together and are left out: *casa*, *caso*
    and *cosa* are all *cas*; *personalized* is *person*. All forms of a word share their first three letters.
    """
    if not FORM_START <= len(word) <= _LONGEST_STEMMED or not word.isalpha():
        return ()
    # A stemmer keeps the word it works on in itself: a new one for each word lets threads share the cache.
    found: dict[str, str] = {
        "it": snowballstemmer.stemmer("italian").stemWord(word),
        "en": snowballstemmer.stemmer("english").stemWord(word),
    }
    return tuple(
        f"{tongue}:{stem}"
        for tongue, stem in found.items()
        if len(stem) >= _SHORTEST_STEM[tongue]
        and len(word) - len(stem) <= _MOST_CUT[tongue]
        and stem.startswith(word[:FORM_START])
    )


def typos_between(meant: str, written: str) -> int | None:
    """1 or 2 when `written` may be `meant` with so many typing errors (swapped letters count one); else None.

    Both words need four letters, nine for two errors. The first letter must be right or swapped with the second:
    people rarely miss it, and *there* is not *where*. Words with digits, and ordinary words, are never errors.
    """
    if meant == written or len(meant) < TYPO_FROM or not can_be_typo(written):
        return None
    allowed = 2 if len(meant) >= TWO_TYPOS_FROM and len(written) >= TWO_TYPOS_FROM - 2 else 1
    if abs(len(meant) - len(written)) > allowed:
        return None
    if meant[0] != written[0] and not (meant[0] == written[1] and meant[1] == written[0]):
        return None
    distance = int(OSA.distance(meant, written, score_cutoff=allowed))
    return distance if distance <= allowed and meant.isalpha() else None


def can_be_typo(written: str) -> bool:
    """Whether a folded word could be a slip of the finger at all."""
    return TYPO_FROM <= len(written) <= LONGEST_TYPO and written.isalpha() and written not in EVERYDAY


class PieceKind(StrEnum):
    """What one place of a pattern stands for."""

    WORD = "word"
    BEGINNING = "beginning"


class MatchKind(StrEnum):
    """How a word was recognised, the surest first."""

    EXACT = "exact"
    WILDCARD = "wildcard"
    STEM = "stem"
    TYPO = "typo"


SURENESS: Final = (MatchKind.EXACT, MatchKind.WILDCARD, MatchKind.STEM, MatchKind.TYPO)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a pattern, or the beginning of one (`apert*`)."""

    word: str
    kind: PieceKind = PieceKind.WORD

    def meets(self, written: str, *, forgive: bool, typos: bool) -> MatchKind | None:
        """How this piece recognises the folded word `written`, or None."""
        if self.kind is PieceKind.BEGINNING:
            return MatchKind.WILDCARD if written.startswith(self.word) else None
        if written == self.word:
            return MatchKind.EXACT
        if forgive and _same_form(self.word, written):
            return MatchKind.STEM
        if typos and forgive and typos_between(self.word, written) is not None:
            return MatchKind.TYPO
        return None


def _same_form(word: str, other: str) -> bool:
    return word[:FORM_START] == other[:FORM_START] and not set(stems(word)).isdisjoint(stems(other))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word or phrase of a rule as the owner wrote it, cut into runs of pieces that stand side by side.

    `gift paper` is one run; `open * parcel` is two, with any words between them; `apert*` is the beginning of a word.
    """

    said: str
    runs: tuple[tuple[Piece, ...], ...]

    @property
    def single(self) -> bool:
        """Whether one recognised word is all it takes."""
        return len(self.runs) == 1 and len(self.runs[0]) == 1


@lru_cache(maxsize=32_768)
def pattern(said: str) -> Pattern | None:
    """`said` made ready for matching; None where it holds no word at all (such as a lone `*`)."""
    runs: list[list[Piece]] = [[]]
    for part in said.replace("…", " * ").replace("...", " * ").split():
        if not part.strip("*"):
            runs.append([])
            continue
        words = words_of(part)
        if not words:
            continue
        runs[-1] += [Piece(word) for word in words[:-1]]
        runs[-1].append(Piece(words[-1], PieceKind.BEGINNING if part.endswith("*") else PieceKind.WORD))
    kept = tuple(tuple(run) for run in runs if run)
    return Pattern(said.strip(), kept) if kept else None


Recognised = tuple[tuple[int, MatchKind], ...]
"""Which words of the text (by number) met the pieces of a pattern, and how."""


def match_at(
    wanted: Pattern, words: list[str], at: int, *, forgive: bool = True, typos: bool = False
) -> Recognised | None:
    """How the first run of `wanted` is found with its first word at number `at`, or None."""
    return _run_at(wanted.runs[0], words, at, forgive, typos)


def match(wanted: Pattern, words: list[str], *, forgive: bool = True, typos: bool = False) -> Recognised | None:
    """How `wanted` is found leftmost in `words`, or None. Each run is looked for once: a gap may be of any width."""
    found: Recognised = ()
    after = 0
    for run in wanted.runs:
        for start in range(after, len(words) - len(run) + 1):
            more = _run_at(run, words, start, forgive, typos)
            if more is not None:
                found += more
                after = start + len(run)
                break
        else:
            return None
    return found


def _run_at(run: tuple[Piece, ...], words: list[str], at: int, forgive: bool, typos: bool) -> Recognised | None:
    if at + len(run) > len(words):
        return None
    found = []
    for number, piece in enumerate(run, at):
        kind = piece.meets(words[number], forgive=forgive, typos=typos)
        if kind is None:
            return None
        found.append((number, kind))
    return tuple(found)
