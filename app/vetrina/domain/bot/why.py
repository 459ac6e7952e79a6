"""Why the bot answered as it did: kept with the answer, and told in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vetrina.domain.bot.fields import name_of
from vetrina.domain.bot.rules import Parts, speaks_italian

_QUOTED_LETTERS: Final = 120


class Reason(StrEnum):
    """What decided."""

    WORDS = "words"
    BUTTON = "button"
    ASKED_FOR_PERSON = "asked_for_person"
    STOP = "stop"
    PICTURE = "picture"
    FIRST_MESSAGE = "first_message"
    FROM_AD = "from_ad"
    OUTSIDE_HOURS = "outside_hours"
    GREETING = "greeting"
    COURTESY = "courtesy"
    NOT_UNDERSTOOD = "not_understood"
    NOTHING_SAID = "nothing_said"
    HELD_BY_HUMAN = "held_by_human"


class How(StrEnum):
    """How a rule's words were recognised in the text."""

    EXACT = "exact"
    WILDCARD = "wildcard"
    STEM = "stem"
    TYPO = "typo"
    PHRASE = "phrase"


class Beaten(StrEnum):
    """Why a rule that fitted too did not answer."""

    LATER = "later"
    ONLY_CLOCK = "only_clock"
    ONLY_START = "only_start"
    BUT_NOT = "but_not"


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """One word of the text that a rule recognised: its place as written, and how."""

    written: str
    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True)
class Loser:
    """A rule that fitted too. `detail` is the "but not" phrase that kept it silent."""

    rule_id: int
    order: int
    name: str
    because: Beaten
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The whole explanation. `pattern` is the rule's word or phrase as the owner wrote it; `facts` are the fields
    of the answer with their values."""

    reason: Reason
    text: str = ""
    pattern: str = ""
    how: How | None = None
    words: tuple[MatchedWord, ...] = ()
    losers: tuple[Loser, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    again: bool = False


_HOW: Final = {
    How.STEM: ("another form of the word", "un’altra forma della parola"),
    How.TYPO: ("a typing error was forgiven", "perdonato un errore di battitura"),
}
_REASONS: Final = {
    Reason.BUTTON: ("A button was tapped.", "È stato toccato un pulsante."),
    Reason.ASKED_FOR_PERSON: ("The person asked for a human being.", "È stata chiesta una persona."),
    Reason.STOP: ("The person wants no more offers.", "La persona non vuole più offerte."),
    Reason.PICTURE: ("The person sent a picture.", "La persona ha mandato un’immagine."),
    Reason.FIRST_MESSAGE: ("It was the first message.", "Era il primo messaggio."),
    Reason.FROM_AD: ("The person came from an ad.", "La persona è arrivata da un annuncio."),
    Reason.OUTSIDE_HOURS: ("The shop was closed.", "Il negozio era chiuso."),
    Reason.GREETING: ("The person only greeted.", "La persona ha solo salutato."),
    Reason.COURTESY: ("Thanks and goodbyes need no answer.", "Ringraziamenti e saluti non chiedono risposta."),
    Reason.NOT_UNDERSTOOD: ("No rule knew an answer.", "Nessuna regola sapeva rispondere."),
    Reason.NOTHING_SAID: ("There was no word to answer.", "Non c’era nessuna parola a cui rispondere."),
    Reason.HELD_BY_HUMAN: ("A person holds this talk, so the bot keeps silent.", "Risponde una persona: il bot tace."),
}


def explain(why: Why, language: str, *, rule_order: int | None = None) -> tuple[Parts, ...]:
    """The explanation as sentences for painting: what matched, which rules were beaten and why, which facts were used.

    `rule_order` is the number of the rule that answered, as the list shows it.
    """
    it = speaks_italian(language)
    lines: list[Parts] = [_matched(why, it)]
    if rule_order is not None:
        lines += [_beaten(loser, rule_order, it) for loser in why.losers if loser.because is not Beaten.BUT_NOT]
    lines += [_silenced(loser, it) for loser in why.losers if loser.because is Beaten.BUT_NOT]
    if why.again:
        lines.append((("È stato chiesto di nuovo." if it else "It was asked again.", False),))
    for name, value in why.facts:
        shown = value if len(value) <= _QUOTED_LETTERS else value[: _QUOTED_LETTERS - 1] + "…"
        lines.append((("Dato: " if it else "Fact: ", False), (name_of(name, language), True), (f", “{shown}”", False)))
    return tuple(lines)


def _matched(why: Why, it: bool) -> Parts:
    if why.reason not in (Reason.WORDS, Reason.ASKED_FOR_PERSON) or not why.words:
        return ((_REASONS[why.reason][it], False),)
    parts = [("Trovato: " if it else "Matched: ", False), (why.pattern, True), (" in “", False)]
    first, last = why.words[0].start, max(word.end for word in why.words)
    begin = max(0, first - _QUOTED_LETTERS // 2)
    end = min(len(why.text), last + _QUOTED_LETTERS // 2)
    at = begin
    for word in why.words:
        parts += [(why.text[at : word.start], False), (why.text[word.start : word.end], True)]
        at = word.end
    parts.append((why.text[at:end] + "”", False))
    note = _HOW.get(why.how) if why.how else None
    if note is not None:
        parts.append((f" ({note[it]})", False))
    return tuple((text, bold) for text, bold in parts if text)


def _beaten(loser: Loser, order: int, it: bool) -> Parts:
    head = f"La regola {order} ha vinto sulla {loser.order}" if it else f"Rule {order} beat rule {loser.order}"
    if loser.because is Beaten.LATER:
        rest = " perché viene prima." if it else " because it comes first."
        return ((head, True), (rest, False))
    if loser.because is Beaten.ONLY_CLOCK:
        rest = (
            f" perché guarda che cosa è stato scritto. La regola {loser.order} guarda solo l’orologio."
            if it
            else f" because it looks at what was written. Rule {loser.order} only looks at the clock."
        )
    else:
        rest = (
            f" perché guarda che cosa è stato scritto. La regola {loser.order} guarda solo come è iniziata."
            if it
            else f" because it looks at what was written. Rule {loser.order} only looks at how the talk began."
        )
    return ((head, True), (rest, False))


def _silenced(loser: Loser, it: bool) -> Parts:
    head = f"La regola {loser.order} tace" if it else f"Rule {loser.order} kept silent"
    return ((head, True), (" per via di " if it else " because of ", False), (loser.detail, True), (".", False))
