"""Rule packs: the sending rules of a network at a date, as data, and their compiler to a Python predicate."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vetrina.domain.policy.facts import FACT_TYPES, Facts
from vetrina.domain.talk import Purpose


class Answer(StrEnum):
    """What a rule says."""

    CLEARED = "cleared"
    LATER = "later"
    DENIED = "denied"


class PackError(ValueError):
    """A rule pack file does not say what a pack must say; the text names the pack, the rule and the fault."""


class Test(StrEnum):
    """The comparisons a condition may make."""

    TRUE = "true"
    FALSE = "false"
    SET = "set"
    UNSET = "unset"
    WITHIN = "within"
    OLDER = "older"
    AHEAD = "ahead"
    AT_LEAST = "at_least"
    BELOW = "below"
    EQUALS = "equals"
    ONE_OF = "one_of"
    AFTER_FACT = "after"
    NOT_AFTER_FACT = "not_after"


@dataclass(frozen=True, slots=True)
class Condition:
    """One question about one fact. `value` is a span in ms, a count, a text, texts, or another fact's name."""

    fact: str
    test: Test
    value: int | str | tuple[str, ...] = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """When a `Later` ends: a time fact plus a span (ms)."""

    fact: str
    plus: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: for these purposes, when all conditions hold, this answer. The first rule that applies decides.

    `evidence` is the time fact that the answer rests on; `until` the moment a `Later` ends or a permission runs out.
    `codes` is the error pair of the Messenger Platform that a hub answers with.
    """

    id: str
    purposes: frozenset[Purpose]
    conditions: tuple[Condition, ...]
    answer: Answer
    reason: str
    evidence: str = ""
    until: Moment | None = None
    codes: tuple[int, int] = (10, 2018278)


@dataclass(frozen=True, slots=True)
class RulePack:
    """The ordered rules of one network, valid from/to a date (ISO), read from ``resources/policies/*.toml``."""

    name: str
    network: str
    title: str
    valid_from: str
    valid_to: str
    rules: tuple[Rule, ...]

    def rules_for(self, purpose: Purpose) -> tuple[Rule, ...]:
        """The rules that speak about `purpose`, in order."""
        return tuple(rule for rule in self.rules if purpose in rule.purposes)


_UNITS = {"s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
_SPAN = re.compile(r"(\d+) ?(s|min|h|d)")


def span_ms(text: str) -> int:
    """``24h`` or ``30 min`` in ms. Raises PackError for anything else."""
    match = _SPAN.fullmatch(text)
    if match is None:
        raise PackError(f"{text!r} is no span of time; write for example 24h, 30min or 7d")
    return int(match[1]) * _UNITS[match[2]]


def read_pack(data: Mapping[str, Any]) -> RulePack:
    """A pack from its parsed TOML. Raises PackError naming what is wrong."""
    name = str(data.get("name", "?"))
    try:
        rules = tuple(_read_rule(raw) for raw in data["rule"])
        pack = RulePack(
            name=name,
            network=data["network"],
            title=data["title"],
            valid_from=data["valid_from"],
            valid_to=data.get("valid_to", ""),
            rules=rules,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise PackError(f"rule pack {name}: {fault}") from fault
    for purpose in Purpose:
        last = pack.rules_for(purpose)[-1:]
        if not last or last[0].conditions:
            raise PackError(f"rule pack {name}: the last rule about {purpose} must have no conditions")
    return pack


def _read_rule(raw: Mapping[str, Any]) -> Rule:
    rule_id = str(raw["id"])
    names = raw.get("purposes", [purpose.value for purpose in Purpose])
    until = raw.get("until")
    if until is not None:
        _want_time(until["fact"], rule_id)
    answer = Answer(raw["answer"])
    if answer is Answer.LATER and until is None:
        raise PackError(f"{rule_id}: a later answer needs an until")
    evidence = str(raw.get("evidence", ""))
    if evidence:
        _want_time(evidence, rule_id)
    codes = raw.get("codes", (10, 2018278))
    return Rule(
        id=rule_id,
        purposes=frozenset(Purpose(item) for item in names),
        conditions=tuple(_read_condition(item, rule_id) for item in raw.get("when", ())),
        answer=answer,
        reason=str(raw["reason"]),
        evidence=evidence,
        until=None if until is None else Moment(until["fact"], span_ms(until["plus"])),
        codes=(int(codes[0]), int(codes[1])),
    )


def _want_time(fact: str, rule_id: str) -> None:
    if FACT_TYPES.get(fact) is not int:
        raise PackError(f"{rule_id}: {fact} is no time among the facts")


_SPANS = {Test.WITHIN, Test.OLDER}


def _read_condition(raw: Mapping[str, Any] | str, rule_id: str) -> Condition:
    if isinstance(raw, str):
        negated = raw.startswith("not ")
        fact = raw.removeprefix("not ")
        if FACT_TYPES.get(fact) is not bool:
            raise PackError(f"{rule_id}: {fact} is no yes/no fact")
        return Condition(fact, Test.FALSE if negated else Test.TRUE)
    fact = str(raw["fact"])
    if fact not in FACT_TYPES:
        raise PackError(f"{rule_id}: there is no fact {fact}")
    (key,) = (name for name in raw if name != "fact")
    test = Test(key)
    value = raw[key]
    if test in _SPANS:
        _want_time(fact, rule_id)
        return Condition(fact, test, span_ms(value))
    if test in (Test.AFTER_FACT, Test.NOT_AFTER_FACT):
        _want_time(fact, rule_id)
        _want_time(str(value), rule_id)
        return Condition(fact, test, str(value))
    if test is Test.ONE_OF:
        return Condition(fact, test, tuple(str(item) for item in value))
    if test is Test.EQUALS:
        return Condition(fact, test, str(value))
    return Condition(fact, test, int(value))


def holds(condition: Condition, facts: Facts, now: int) -> bool:
    """Whether `condition` is true of `facts` at `now` (ms). An unset time is never within, older, ahead or after."""
    actual = getattr(facts, condition.fact)
    value = condition.value
    match condition.test:
        case Test.TRUE:
            return bool(actual)
        case Test.FALSE:
            return not actual
        case Test.SET:
            return actual is not None
        case Test.UNSET:
            return actual is None
        case Test.EQUALS:
            return bool(actual == value)
        case Test.ONE_OF:
            return actual in value  # type: ignore[operator]
        case Test.AFTER_FACT | Test.NOT_AFTER_FACT:
            other = getattr(facts, str(value))
            after = actual is not None and (other is None or actual > other)
            return after if condition.test is Test.AFTER_FACT else not after
        case _:
            return actual is not None and _NUMBERS[condition.test](int(actual), int(value), now)  # type: ignore[arg-type]


_NUMBERS: dict[Test, Callable[[int, int, int], bool]] = {
    Test.WITHIN: lambda at, span, now: now - at < span,
    Test.OLDER: lambda at, span, now: now - at >= span,
    Test.AHEAD: lambda at, _span, now: at > now,
    Test.AT_LEAST: lambda count, least, _now: operator.ge(count, least),
    Test.BELOW: lambda count, limit, _now: operator.lt(count, limit),
}


def deciding_rule(pack: RulePack, purpose: Purpose, facts: Facts, now: int) -> Rule:
    """The first rule of `pack` about `purpose` whose conditions all hold."""
    for rule in pack.rules:
        if purpose in rule.purposes and all(holds(condition, facts, now) for condition in rule.conditions):
            return rule
    raise PackError(f"rule pack {pack.name} says nothing about {purpose}")
