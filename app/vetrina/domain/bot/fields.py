"""Merge fields of the bot's answers: their names for people, and an answer's text filled with the shop's facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

FIELD_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "first_name": ("First name", "Nome"),
    "shop": ("Shop name", "Nome del negozio"),
    "hours": ("Opening hours", "Orari di apertura"),
    "next_closed_day": ("Next closed day", "Prossimo giorno di chiusura"),
    "next_opening": ("Next opening", "Prossima apertura"),
    "address": ("Address", "Indirizzo"),
    "phone": ("Phone", "Telefono"),
    "product": ("Product", "Prodotto"),
    "price": ("Price", "Prezzo"),
}
"""Field as written in an answer -> its name on screen in English and Italian. Other names are the shop's own facts."""

# The way ads write them (`vetrina.domain.ads`), with any name: the owner gives the shop's own facts their names.
_FIELD: Final = re.compile(r"\{([\w][\w :'-]{0,47})(?:\|([^{}|]{0,200}))?\}")
_SPACE_BEFORE_MARK: Final = re.compile(r"(?<=\S) +(?=[,.!?;:])")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])(\s+)|(\n+)")


def fields_in(text: str) -> tuple[str, ...]:
    """The fields of `text` in order of appearance."""
    return tuple(match[1] for match in _FIELD.finditer(text))


def name_of(name: str, language: str) -> str:
    """What the owner reads for a field, inside a sentence."""
    known = FIELD_NAMES.get(name)
    if known is None:
        return name.replace("_", " ")
    return (known[1] if language.lower().startswith("it") else known[0]).lower()


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished text and the facts that stand in it, as (field, value)."""

    text: str
    used: tuple[tuple[str, str], ...]


_Piece = str | tuple[str, str | None]


@lru_cache(maxsize=1_024)
def _cut(text: str) -> tuple[tuple[_Piece, ...], ...]:
    """`text` as sentences, each as plain pieces and (field, fallback) pairs. Cut before filling: facts hold stops."""
    sentences: list[tuple[_Piece, ...]] = []
    begin = 0
    for end in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
        pieces: list[_Piece] = []
        at = begin
        for match in _FIELD.finditer(text, begin, end):
            pieces += [text[at : match.start()], (match[1], match[2])]
            at = match.end()
        pieces.append(text[at:end])
        sentences.append(tuple(piece for piece in pieces if piece))
        begin = end
    return tuple(sentences)


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """`text` with its fields filled once from `values`; a value is never read for fields again.

    A field without value takes its fallback (`{first_name|friend}`, also an empty one: `{first_name|}`); a sentence
    whose field has neither is left out,
    so that nobody is told to ring an empty number. A sentence that begins with a field begins with a capital.
    """
    kept: list[str] = []
    used: dict[str, str] = {}
    for sentence in _cut(text):
        filled = [piece if isinstance(piece, str) else values.get(piece[0]) or piece[1] for piece in sentence]
        if None in filled:
            continue
        said = "".join(piece for piece in filled if piece)
        names = [piece[0] for piece in sentence if not isinstance(piece, str)]
        if names:
            said = _SPACE_BEFORE_MARK.sub("", said)
        kept.append(said[:1].upper() + said[1:] if names and not isinstance(sentence[0], str) else said)
        used |= {name: values[name] for name in names if values.get(name)}
    return Filled("".join(kept).strip(), tuple(used.items()))
