"""The rulebook: from what a person wrote to what the bot says, by which rule, and why. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from vetrina.domain.bot import everyday, phrases
from vetrina.domain.bot.index import Hit, Kept, Wanted, WordIndex
from vetrina.domain.bot.rules import (
    PERSON_PAYLOAD,
    RULE_PAYLOAD,
    STOP_PAYLOAD,
    AskedForPerson,
    Button,
    Fallback,
    FirstMessage,
    FromAd,
    OutsideHours,
    Rule,
    SentPicture,
    StopWords,
    Words,
)
from vetrina.domain.bot.situation import BotDecision, Incoming, ShopFacts, TalkSoFar
from vetrina.domain.bot.speech import Speech
from vetrina.domain.bot.stop import is_stop
from vetrina.domain.bot.why import Beaten, How, Loser, MatchedWord, Reason, Why
from vetrina.domain.bot.words import MAX_TEXT, MatchKind, Pattern, pattern, words_of, written_words
from vetrina.domain.talk import Content, HeldBy

__all__ = ["BotDecision", "Incoming", "Rulebook", "ShopFacts", "TalkSoFar"]

MOST_ANSWERS: Final = 2
STOP_RULE: Final = Rule(id=0, order=0, on=True, name="Stop", trigger=StopWords(), locked=True)


class Rulebook:
    """The rules that are on, compiled. Make a new one when a rule changes; it never changes itself."""

    __slots__ = ("_buttons", "_circumstances", "_fallback", "_index", "_menu", "_person", "_picture", "_rules", "_stop")

    def __init__(self, rules: Iterable[Rule]) -> None:
        every = sorted(rules, key=lambda rule: (rule.order, rule.id))
        self._stop = next((rule for rule in every if isinstance(rule.trigger, StopWords)), STOP_RULE)
        self._rules = tuple(rule for rule in every if rule.on and not isinstance(rule.trigger, StopWords))
        self._index = WordIndex(
            wanted for rank, rule in enumerate(self._rules) if (wanted := _wanted(rank, rule)) is not None
        )
        self._buttons = tuple(rule for rule in self._rules if isinstance(rule.trigger, Button))
        self._circumstances = tuple(
            rule for rule in self._rules if isinstance(rule.trigger, FromAd | FirstMessage | OutsideHours)
        )
        self._person = next((rule for rule in self._rules if isinstance(rule.trigger, AskedForPerson)), None)
        self._picture = next((rule for rule in self._rules if isinstance(rule.trigger, SentPicture)), None)
        self._fallback = next((rule for rule in self._rules if isinstance(rule.trigger, Fallback)), None)
        self._menu = tuple(
            rule for rule in self._rules if rule.topic.it or rule.topic.en or isinstance(rule.trigger, AskedForPerson)
        )

    def find(self, text: str) -> Rule | None:
        """The rule that names a word of `text`, as `decide` would choose it; circumstances and stop words aside."""
        rank = self._index.find(text)
        return None if rank is None else self._rules[rank]

    def decide(self, incoming: Incoming, talk: TalkSoFar, facts: ShopFacts) -> BotDecision:
        """What the bot does about `incoming`. Never raises, whatever was written; the first 4,000 letters are read.

        Stop words come first, always. While a human holds the talk the bot says nothing. Then the rules in order:
        those that look at what was said before those that look at the clock or at how the talk began.
        """
        text = incoming.text[:MAX_TEXT]
        words = words_of(text)
        language = incoming.language or everyday.guess_language(words) or facts.language
        speech = Speech(language, incoming, talk, facts)
        quiet = BotDecision(misses=talk.misses, introduced=talk.introduced, language=language)
        if incoming.payload == STOP_PAYLOAD or is_stop(text):
            return self._end_offers(speech, replace(quiet, why=Why(Reason.STOP, text)))
        if talk.held_by is HeldBy.HUMAN:
            return replace(quiet, why=Why(Reason.HELD_BY_HUMAN, text))
        return (
            self._by_what_was_said(text, words, speech, quiet)
            or self._by_circumstance(text, words, speech, quiet)
            or self._without_rule(text, words, speech, quiet)
        )

    # What was said ---------------------------------------------------------------------------------------------------

    def _end_offers(self, speech: Speech, quiet: BotDecision) -> BotDecision:
        """The offers end even while a human holds the talk; only the confirmation is left to that human then."""
        decided = replace(_by(self._stop, quiet), withdraw=True, misses=0)
        if speech.talk.held_by is HeldBy.HUMAN:
            return decided
        said, _ = speech.said(self._stop.answer)
        confirmed = speech.introduced(said or Content(text=phrases.STOPPED.say(speech.language)))
        return replace(decided, answers=(confirmed,), introduced=True)

    def _by_what_was_said(self, text: str, words: list[str], speech: Speech, quiet: BotDecision) -> BotDecision | None:
        hits, kept = self._index.hits(words)
        named = self._rules[hits[0].rank] if hits else None
        tapped = self._tapped(speech.incoming.payload)
        picture = self._picture if speech.incoming.picture else None
        if tapped is not None:
            rule, why = tapped, Why(Reason.BUTTON, text)
        elif picture is not None and (named is None or self._rules.index(picture) < hits[0].rank):
            rule, why = picture, Why(Reason.PICTURE, text)
        elif named is not None:
            rule, why = named, _why_named(named, hits[0], text)
        else:
            return None
        losers = tuple(loser for loser in self._losers(hits, kept, speech) if loser.rule_id != rule.id)
        return _answered(rule, replace(why, losers=losers), speech, quiet)

    def _tapped(self, payload: str) -> Rule | None:
        if not payload:
            return None
        for rule in self._buttons:
            wanted = rule.trigger
            if isinstance(wanted, Button) and (
                payload == wanted.payload or (wanted.begins and payload.startswith(wanted.payload))
            ):
                return rule
        if payload == PERSON_PAYLOAD:
            return self._person
        number = payload.removeprefix(RULE_PAYLOAD) if payload.startswith(RULE_PAYLOAD) else ""
        return next((rule for rule in self._menu if number == str(rule.id)), None)

    def _losers(self, hits: Sequence[Hit], kept: Sequence[Kept], speech: Speech) -> Iterable[Loser]:
        for hit in hits:
            yield _loser(self._rules[hit.rank], Beaten.LATER)
        for silenced in kept:
            yield _loser(self._rules[silenced.rank], Beaten.BUT_NOT, silenced.pattern.said)
        for rule in self._circumstances:
            reason = _circumstance(rule, speech)
            if reason is not None:
                yield _loser(rule, Beaten.ONLY_CLOCK if reason is Reason.OUTSIDE_HOURS else Beaten.ONLY_START)

    # The clock, the beginning, and knowing nothing -------------------------------------------------------------------

    def _by_circumstance(self, text: str, words: list[str], speech: Speech, quiet: BotDecision) -> BotDecision | None:
        if everyday.is_courtesy(words) and not speech.incoming.is_first:
            return None
        fitting = [(rule, reason) for rule in self._circumstances if (reason := _circumstance(rule, speech))]
        if not fitting:
            return None
        rule, reason = fitting[0]
        losers = tuple(_loser(other, Beaten.LATER) for other, _ in fitting[1:])
        decision = _answered(rule, Why(reason, text, losers=losers), speech, quiet)
        # It answers no question: what was not understood before stays so.
        return replace(decision, misses=speech.talk.misses)

    def _without_rule(self, text: str, words: list[str], speech: Speech, quiet: BotDecision) -> BotDecision:
        incoming, fallback = speech.incoming, self._fallback
        if not words and not incoming.payload and not incoming.picture:
            return replace(quiet, why=Why(Reason.NOTHING_SAID, text))
        if everyday.is_courtesy(words):
            return replace(quiet, why=Why(Reason.COURTESY, text))
        misses = speech.talk.misses + 1
        missed = replace(quiet, why=Why(Reason.NOT_UNDERSTOOD, text), misses=misses)
        if fallback is None:
            return replace(missed, hand_over=True)
        if everyday.is_greeting(words):
            hello = Content(text=phrases.GREETING.say(speech.language), quick_replies=speech.menu(self._menu))
            known = replace(_by(fallback, quiet), label="", why=Why(Reason.GREETING, text))
            return replace(known, answers=(speech.introduced(hello),), introduced=True)
        known = replace(_by(fallback, missed), introduced=True)
        if misses >= speech.facts.patience:
            return replace(known, answers=(speech.introduced(Content(text=speech.promise())),), hand_over=True)
        return replace(known, answers=(speech.introduced(self._asking_back(fallback, speech)),))

    def _asking_back(self, fallback: Rule, speech: Speech) -> Content:
        """That nothing was understood, what could be answered, and when a person is back, where the shop is closed."""
        menu = speech.menu(self._menu)
        said, _ = speech.said(fallback.answer)
        if said is None:
            ask = phrases.NOT_UNDERSTOOD if menu else phrases.NOT_UNDERSTOOD_ALONE
            said = Content(text=ask.say(speech.language))
        closed = speech.closed_note()
        text = f"{closed}\n{said.text}" if closed else said.text
        return replace(said, text=text, quick_replies=said.quick_replies or menu)


def _by(rule: Rule, decision: BotDecision) -> BotDecision:
    return replace(decision, rule_id=rule.id, rule_order=rule.order, rule_name=rule.name, label=rule.label)


def _loser(rule: Rule, because: Beaten, detail: str = "") -> Loser:
    return Loser(rule.id, rule.order, rule.name, because, detail)


def _answered(rule: Rule, why: Why, speech: Speech, quiet: BotDecision) -> BotDecision:
    """The answer of `rule`: its first one, or what it says again; then the promise, where the owner is called."""
    again = rule.again if speech.talk.given.get(rule.id, 0) else None
    answer, call = (again.answer, again.hand_over) if again is not None else (rule.answer, rule.hand_over)
    said, used = speech.said(answer)
    unsaid = said is None and not answer.empty  # every sentence needed a fact the shop has not given
    call = call or unsaid or isinstance(rule.trigger, AskedForPerson)
    contents = [said] if said is not None else []
    if call:
        contents.append(Content(text=speech.promise()))
    if contents:
        contents[0] = speech.introduced(contents[0])
    return replace(
        _by(rule, quiet),
        answers=tuple(contents[:MOST_ANSWERS]),
        why=replace(why, facts=used, again=again is not None),
        hand_over=call,
        misses=0,
        introduced=quiet.introduced or bool(contents),
    )


def _patterns(said: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(ready for one in said if (ready := pattern(one)) is not None)


def _wanted(rank: int, rule: Rule) -> Wanted | None:
    """What the index must look for on behalf of `rule`; None for rules that do not look at words."""
    match rule.trigger:
        case Words(words=words, any=any_of, forgive=forgive):
            found = _patterns(words)
            return Wanted(rank, found, not any_of, _patterns(rule.but_not), forgive) if found else None
        case AskedForPerson():
            but_not = _patterns((*phrases.ASKED_FOR_BUT_NOT, *rule.but_not))
            return Wanted(rank, _patterns(phrases.ASKED_FOR), False, but_not)
        case _:
            return None


def _circumstance(rule: Rule, speech: Speech) -> Reason | None:
    """Why a rule that looks at the clock or the beginning fits, or None; one without a second answer speaks once."""
    incoming, talk = speech.incoming, speech.talk
    if talk.given.get(rule.id, 0) and rule.again is None:
        return None
    match rule.trigger:
        case FromAd(ad_key=wanted):
            fits = incoming.is_first and incoming.from_ad is not None and wanted in (None, incoming.from_ad)
            return Reason.FROM_AD if fits else None
        case FirstMessage():
            return Reason.FIRST_MESSAGE if incoming.is_first else None
        case OutsideHours():
            return Reason.OUTSIDE_HOURS if speech.facts.closed_at(talk.now) else None
        case _:
            return None


def _why_named(rule: Rule, hit: Hit, text: str) -> Why:
    places = written_words(text)
    words = tuple(
        MatchedWord(places[number].word, places[number].start, places[number].end, How(kind.value))
        for number, kind in sorted(dict(hit.words).items())
    )
    how = How.PHRASE if hit.kind is MatchKind.EXACT and len(words) > 1 else How(hit.kind.value)
    reason = Reason.ASKED_FOR_PERSON if isinstance(rule.trigger, AskedForPerson) else Reason.WORDS
    return Why(reason, text, hit.pattern.said, how, words)
