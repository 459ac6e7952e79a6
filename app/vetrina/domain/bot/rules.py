"""The rules of the bot: when one answers, what it says then, and the rule as one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from vetrina.domain.bot.fields import FIELD_NAMES, fields_in, name_of

STOP_PAYLOAD: Final = "vetrina:stop"
"""What a *Stop offers* button sends back."""
PERSON_PAYLOAD: Final = "vetrina:person"
"""What a *Talk to a person* button sends back."""
RULE_PAYLOAD: Final = "vetrina:rule:"
"""Begins what a button sends back that the bot offered for one of its rules; the rule's id follows."""

Parts = tuple[tuple[str, bool], ...]
"""A sentence for painting: stretches of plain text, each with whether it is emphasised."""


def speaks_italian(language: str) -> bool:
    """Whether a language tag (`it`, `it-IT`) is Italian; the bot speaks English to everybody else."""
    return language.lower().startswith("it")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Italian and in English. Where one is missing the other is said: better than nothing."""

    it: str = ""
    en: str = ""

    def say(self, language: str) -> str:
        """The text in `language`, or the one there is."""
        return (self.it or self.en) if speaks_italian(language) else (self.en or self.it)


@dataclass(frozen=True, slots=True)
class AnswerButton:
    """A button under an answer: what it says, and what comes back when it is tapped."""

    title: Bilingual
    payload: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says: a text with merge fields, buttons, and the product whose card goes with it."""

    text: Bilingual = Bilingual()
    quick_replies: tuple[AnswerButton, ...] = ()
    product_key: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.text.it or self.text.en or self.product_key)


@dataclass(frozen=True, slots=True)
class Words:
    """The person wrote one of these words or phrases (all of them, unless `any`).

    `gift paper` are two words side by side, `open * parcel` two in this order, `apert*` the beginning of a word.
    `forgive` takes other forms of a word and typing errors for the word itself.
    """

    words: tuple[str, ...]
    any: bool = True
    forgive: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """The person tapped a button that sends `payload`, or one that `begins` so. `title` is what it says."""

    payload: str
    begins: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class AskedForPerson:
    """The person asks for a human being, in words the program knows."""


@dataclass(frozen=True, slots=True)
class StopWords:
    """The person wants no more offers (`vetrina.domain.bot.stop`)."""


@dataclass(frozen=True, slots=True)
class SentPicture:
    """The person sent a picture."""


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """The person writes for the first time."""


@dataclass(frozen=True, slots=True)
class FromAd:
    """The talk was opened in the chat box of an ad: of the one with `ad_key`, or of any. `title` is its name."""

    ad_key: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """The shop is closed when the person writes."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """No other rule knew an answer."""


Trigger = Words | Button | AskedForPerson | StopWords | SentPicture | FirstMessage | FromAd | OutsideHours | Fallback

LOOKS_AT_WORDS: Final = (Words, Button, AskedForPerson, StopWords, SentPicture)
"""Triggers that look at what the person said; they go before those that look only at the clock or where it began."""


@dataclass(frozen=True, slots=True)
class Again:
    """What happens from the second time on: another answer, the owner is called, or both."""

    answer: Answer = Answer()
    hand_over: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Rules are asked by `order`; a locked rule cannot be changed, moved or switched off.

    `but_not` are words or phrases that keep the rule silent; `topic` is what a button says when the bot lists what it
    can answer (empty: it is not listed); `hand_over` calls the owner after the answer.
    """

    id: int
    order: int
    on: bool
    name: str
    trigger: Trigger
    but_not: tuple[str, ...] = ()
    answer: Answer = field(default_factory=Answer)
    again: Again | None = None
    label: str = ""
    hand_over: bool = False
    locked: bool = False
    topic: Bilingual = Bilingual()


def is_locked(rule: Rule) -> bool:
    """Whether the owner may not touch `rule`: the stop rule always is."""
    return rule.locked or isinstance(rule.trigger, StopWords)


# The rule as one plain sentence -------------------------------------------------------------------------------------

_SHOWN_WORDS: Final = 3
_SHOWN_LETTERS: Final = 60
_STOP_SHOWN: Final = ("stop, basta, no more", "stop, basta, niente più")
_UNSAID_FIELDS: Final = frozenset({"first_name", "shop"})
_ITALIAN_ARTICLES: Final = {"hours": "gli ", "next_opening": "la ", "address": "l’"}


def sentence(rule: Rule, language: str) -> Parts:
    """`rule` as one plain sentence for the owner, in Italian or English, with the spans that carry it emphasised."""
    it = speaks_italian(language)
    parts = [*_when(rule.trigger, it)]
    if rule.but_not:
        parts += [(", ma non " if it else ", but not ", False), (_some(rule.but_not), True)]
    parts += [(", ", False), *_then(rule, it, language)]
    if rule.again is not None:
        parts += _again(rule.again, it, language)
    return _joined([*parts, (".", False)])


def plain(parts: Parts) -> str:
    """A painted sentence as plain text, for accessible names and searching."""
    return "".join(text for text, _ in parts)


def _when(trigger: Trigger, it: bool) -> Iterable[tuple[str, bool]]:
    someone = "Se qualcuno " if it else "If someone "
    match trigger:
        case Words(words=words, any=any_of):
            glue = ", " if any_of else " + "
            yield someone + ("scrive " if it else "writes "), False
            yield _some(words, glue), True
        case Button(payload=payload, title=title):
            yield someone + ("tocca " if it else "taps "), False
            yield title or payload, True
        case AskedForPerson():
            yield someone + ("chiede di " if it else "asks for "), False
            yield "una persona" if it else "a person", True
        case StopWords():
            yield someone + ("dice " if it else "says "), False
            yield _STOP_SHOWN[it], True
        case SentPicture():
            yield someone + ("manda " if it else "sends "), False
            yield "un’immagine" if it else "a picture", True
        case FirstMessage():
            yield someone + ("scrive " if it else "writes "), False
            yield "per la prima volta" if it else "for the first time", True
        case FromAd(title=title):
            yield someone + ("arriva " if it else "comes "), False
            yield ("da un annuncio" if it else "from an ad") + (f" “{title}”" if title else ""), True
        case OutsideHours():
            yield someone + ("scrive " if it else "writes "), False
            yield "fuori orario" if it else "outside opening hours", True
        case Fallback():
            yield "Se " if it else "If ", False
            yield "nessuna regola risponde" if it else "no rule knows an answer", True


def _then(rule: Rule, it: bool, language: str) -> Iterable[tuple[str, bool]]:
    if isinstance(rule.trigger, StopWords):
        yield "chiudi tutte le offerte e conferma" if it else "end all offers and confirm", False
        return
    if isinstance(rule.trigger, Fallback):
        yield (
            ("di’ che cosa sai rispondere; dopo " if it else "say what you can answer; after "), False,
        )  # fmt: skip
        yield "due volte" if it else "twice", True
        yield ", chiamami" if it else ", call me", False
        return
    deeds = [list(_answering(rule.answer, it, language))] if not rule.answer.empty else []
    if rule.hand_over:
        deeds.append([("chiamami" if it else "call me", False)])
        if rule.answer.empty:
            deeds.append([("di’ quanto ci vuole" if it else "say how long it takes", False)])
    if rule.label:
        deeds.append([("metti l’etichetta " if it else "put the label ", False), (rule.label, True)])
    if not deeds:
        deeds.append([("non rispondere" if it else "say nothing", False)])
    for number, deed in enumerate(deeds):
        if number:
            yield ((" e " if it else " and ") if number == len(deeds) - 1 else ", "), False
        yield from deed


def _answering(answer: Answer, it: bool, language: str) -> Iterable[tuple[str, bool]]:
    text = answer.text.say(language)
    names = [name for name in dict.fromkeys(fields_in(text)) if name not in _UNSAID_FIELDS]
    if names:
        yield "rispondi con " if it else "answer with ", False
        for number, name in enumerate(names):
            if number:
                yield ((" e " if it else " and ") if number == len(names) - 1 else ", "), False
            if name in FIELD_NAMES:
                yield _ITALIAN_ARTICLES.get(name, "il ") if it else "the ", False
            yield name_of(name, language), True
    elif text:
        yield ("rispondi " if it else "answer ") + f"“{_short(text)}”", False
    if answer.product_key:
        if text:
            yield " e " if it else " and ", False
        yield "mostra " if it else "show ", False
        yield "il prodotto" if it else "the product", True


def _again(again: Again, it: bool, language: str) -> Iterable[tuple[str, bool]]:
    yield "; se lo chiede di nuovo, " if it else "; if they ask again, ", False
    if not again.answer.empty:
        yield from _answering(again.answer, it, language)
        if again.hand_over:
            yield " e chiamami" if it else " and call me", False
    else:
        yield ("chiamami" if it else "call me") if again.hand_over else ("taci" if it else "say nothing"), False


def _some(words: tuple[str, ...], glue: str = ", ") -> str:
    return glue.join(words[:_SHOWN_WORDS]) + ("…" if len(words) > _SHOWN_WORDS else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LETTERS else line[: _SHOWN_LETTERS - 1].rstrip() + "…"


def _joined(parts: Iterable[tuple[str, bool]]) -> Parts:
    """Neighbours of the same weight made one stretch."""
    joined: list[tuple[str, bool]] = []
    for text, bold in parts:
        if joined and joined[-1][1] == bold:
            joined[-1] = (joined[-1][0] + text, bold)
        elif text:
            joined.append((text, bold))
    return tuple(joined)
