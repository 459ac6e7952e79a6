"""Rules as JSON: how they are stored, exported and shipped. Strict both ways, with a version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Final

import msgspec

from vetrina.domain.bot import rules as bot

VERSION: Final = 1
MOST_RULES: Final = 10_000

_Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Words = Annotated[tuple[_Word, ...], msgspec.Meta(max_length=500)]
_Line = Annotated[str, msgspec.Meta(max_length=200)]
_Text = Annotated[str, msgspec.Meta(max_length=5_000)]
_Payload = Annotated[str, msgspec.Meta(max_length=1_000)]


class RulesUnreadable(ValueError):
    """The text is not a list of rules; the message says in the owner's words what to do."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every stored part has in common: names are checked, defaults are left out."""


class _Bilingual(_Part, frozen=True):
    it: _Text = ""
    en: _Text = ""


class _Reply(_Part, frozen=True):
    title: _Bilingual
    payload: _Payload


class _Answer(_Part, frozen=True):
    text: _Bilingual = _Bilingual()
    buttons: Annotated[tuple[_Reply, ...], msgspec.Meta(max_length=13)] = ()
    product: _Line = ""


class _Again(_Part, frozen=True):
    answer: _Answer = _Answer()
    hand_over: bool = False


class _SaidWords(_Part, frozen=True, tag="words", tag_field="on"):
    words: Annotated[_Words, msgspec.Meta(min_length=1)]
    any: bool = True
    forgive: bool = True


class _Button(_Part, frozen=True, tag="button", tag_field="on"):
    payload: Annotated[_Payload, msgspec.Meta(min_length=1)]
    begins: bool = False
    title: _Line = ""


class _Person(_Part, frozen=True, tag="asked_for_person", tag_field="on"):
    pass


class _Stop(_Part, frozen=True, tag="stop_words", tag_field="on"):
    pass


class _Picture(_Part, frozen=True, tag="picture", tag_field="on"):
    pass


class _First(_Part, frozen=True, tag="first_message", tag_field="on"):
    pass


class _Ad(_Part, frozen=True, tag="from_ad", tag_field="on"):
    ad: _Line | None = None
    title: _Line = ""


class _Closed(_Part, frozen=True, tag="outside_hours", tag_field="on"):
    pass


class _Fallback(_Part, frozen=True, tag="fallback", tag_field="on"):
    pass


class _Rule(_Part, frozen=True):
    id: int
    order: int
    on: bool
    name: _Line
    when: _SaidWords | _Button | _Person | _Stop | _Picture | _First | _Ad | _Closed | _Fallback
    but_not: _Words = ()
    answer: _Answer = _Answer()
    again: _Again | None = None
    label: _Line = ""
    hand_over: bool = False
    locked: bool = False
    topic: _Bilingual = _Bilingual()


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    rules: Annotated[tuple[_Rule, ...], msgspec.Meta(max_length=MOST_RULES)]


class _Version(msgspec.Struct, frozen=True):
    version: int = 0


def write_rules(rules: Iterable[bot.Rule]) -> bytes:
    """`rules` as one JSON document (UTF-8), the same bytes for the same rules."""
    return msgspec.json.format(msgspec.json.encode(_Book(VERSION, tuple(map(_written, rules)))), indent=1)


def read_rules(document: bytes | str) -> tuple[bot.Rule, ...]:
    """The rules of a document made by `write_rules`.

    Raises RulesUnreadable for anything else, also for a document of a later version, whose rules could mean more.
    """
    try:
        version = msgspec.json.decode(document, type=_Version).version
        if version != VERSION:
            raise RulesUnreadable(
                "These rules were written by a newer Vetrina. Update this one, then read them again."
                if version > VERSION
                else "This file holds no rules of the bot. Choose one that was saved from the Bot page."
            )
        return tuple(map(_read, msgspec.json.decode(document, type=_Book).rules))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as trouble:
        raise RulesUnreadable(
            f"These rules cannot be read ({_at(trouble)}). Choose a file that was saved from the Bot page."
        ) from trouble


def _at(trouble: Exception) -> str:
    return str(trouble).replace("`", "")[:200]


def _written(rule: bot.Rule) -> _Rule:
    return _Rule(
        id=rule.id,
        order=rule.order,
        on=rule.on,
        name=rule.name,
        when=_written_trigger(rule.trigger),
        but_not=rule.but_not,
        answer=_written_answer(rule.answer),
        again=_Again(_written_answer(rule.again.answer), rule.again.hand_over) if rule.again is not None else None,
        label=rule.label,
        hand_over=rule.hand_over,
        locked=rule.locked,
        topic=_Bilingual(rule.topic.it, rule.topic.en),
    )


def _written_trigger(
    trigger: bot.Trigger,
) -> _SaidWords | _Button | _Person | _Stop | _Picture | _First | _Ad | _Closed | _Fallback:
    match trigger:
        case bot.Words(words, any_of, forgive):
            return _SaidWords(words, any_of, forgive)
        case bot.Button(payload, begins, title):
            return _Button(payload, begins, title)
        case bot.AskedForPerson():
            return _Person()
        case bot.StopWords():
            return _Stop()
        case bot.SentPicture():
            return _Picture()
        case bot.FirstMessage():
            return _First()
        case bot.FromAd(ad_key, title):
            return _Ad(ad_key, title)
        case bot.OutsideHours():
            return _Closed()
        case bot.Fallback():
            return _Fallback()


def _written_answer(answer: bot.Answer) -> _Answer:
    buttons = tuple(_Reply(_Bilingual(one.title.it, one.title.en), one.payload) for one in answer.quick_replies)
    return _Answer(_Bilingual(answer.text.it, answer.text.en), buttons, answer.product_key)


def _read(rule: _Rule) -> bot.Rule:
    return bot.Rule(
        id=rule.id,
        order=rule.order,
        on=rule.on,
        name=rule.name,
        trigger=_read_trigger(rule),
        but_not=rule.but_not,
        answer=_read_answer(rule.answer),
        again=bot.Again(_read_answer(rule.again.answer), rule.again.hand_over) if rule.again is not None else None,
        label=rule.label,
        hand_over=rule.hand_over,
        locked=rule.locked,
        topic=_read_bilingual(rule.topic),
    )


def _read_trigger(rule: _Rule) -> bot.Trigger:
    match rule.when:
        case _SaidWords() as when:
            return bot.Words(when.words, when.any, when.forgive)
        case _Button() as when:
            return bot.Button(when.payload, when.begins, when.title)
        case _Person():
            return bot.AskedForPerson()
        case _Stop():
            return bot.StopWords()
        case _Picture():
            return bot.SentPicture()
        case _First():
            return bot.FirstMessage()
        case _Ad() as when:
            return bot.FromAd(when.ad, when.title)
        case _Closed():
            return bot.OutsideHours()
        case _Fallback():
            return bot.Fallback()


def _read_answer(answer: _Answer) -> bot.Answer:
    buttons = tuple(bot.AnswerButton(_read_bilingual(one.title), one.payload) for one in answer.buttons)
    return bot.Answer(_read_bilingual(answer.text), buttons, answer.product)


def _read_bilingual(text: _Bilingual) -> bot.Bilingual:
    return bot.Bilingual(text.it, text.en)
