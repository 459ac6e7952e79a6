"""The second compiler of a rule pack: to SQL, for deciding about an audience of a million in one statement.

The first is `domain.policy.packs.holds`; a property test holds both equal on random facts, for every pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, literal, null

from vetrina.domain.policy.facts import FACT_TYPES, Facts
from vetrina.domain.policy.packs import Condition, PackError, Rule, RulePack, Test, holds
from vetrina.domain.talk import Purpose
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import standing

Fact = ColumnElement[Any] | bool | int | str | None
"""A fact of each row (SQL, yes/no as 0 and 1), or one that is the same for all."""

Now = int | ColumnElement[int]
"""The moment of the decision (ms): a number, or SQL for it in a statement that is kept and used again."""

_UNKNOWN = Facts()
_TIMED = (Test.WITHIN, Test.OLDER, Test.AHEAD)


def facts_columns(circumstances: Circumstances = ORDINARY, outstanding: Fact | None = None) -> dict[str, Fact]:
    """Fact name to its SQL over `standing`, for a sponsored message; what all rows share is a plain value.

    `outstanding` takes the place of the standing's own note, where the messages themselves are to be asked.
    """
    known: dict[str, Fact] = {name: getattr(_UNKNOWN, name) for name in FACT_TYPES}
    own = ("own", "blocked", "follows", "has_talked", "talk_open", "stopped", "less", "outstanding", "in_talk")
    times = (
        "followed_at",
        "last_wrote_at",
        "last_act_at",
        "opened_by_ad_at",
        "last_click_at",
        "last_sponsored_at",
        "blocked_at",
        "stopped_at",
        "less_at",
    )
    known |= {name: standing.c[name] for name in (*own, *times)}
    known |= {
        "known": standing.c.address_id.is_not(None),
        "started": and_(standing.c.talk_open == 1, standing.c.gone == 0),
        "joined": standing.c.gone == 0,
        "quiet_until": circumstances.quiet_until,
        "clock_off": circumstances.clock_off,
        "behind_hub": circumstances.behind_hub,
        "expired": circumstances.expired,
    }
    return known if outstanding is None else known | {"outstanding": outstanding}


def _condition(condition: Condition, columns: Mapping[str, Fact], now: Now) -> ColumnElement[bool] | bool:
    """`condition` as SQL that is never NULL, or decided here where it asks about shared facts only."""
    actual = columns[condition.fact]
    test, value = condition.test, condition.value
    other = columns[str(value)] if test in (Test.AFTER_FACT, Test.NOT_AFTER_FACT) else None
    shared_only = not isinstance(actual, ColumnElement) and not isinstance(other, ColumnElement)
    if shared_only and (actual is None or isinstance(now, int) or test not in _TIMED):
        shared = {condition.fact: actual} | ({str(value): other} if str(value) in columns else {})
        return holds(condition, Facts(**shared), now if isinstance(now, int) else 0)  # type: ignore[arg-type]
    column = _sql(actual)
    match test:
        case Test.TRUE:
            return column == 1 if not _is_comparison(column) else column
        case Test.FALSE:
            return column == 0 if not _is_comparison(column) else ~column
        case Test.SET:
            return column.is_not(None)
        case Test.UNSET:
            return column.is_(None)
        case Test.EQUALS | Test.ONE_OF:
            texts = value if isinstance(value, tuple) else (str(value),)
            return column.in_(texts) if texts and FACT_TYPES[condition.fact] is str else False
        case Test.AFTER_FACT | Test.NOT_AFTER_FACT:
            return _after(actual, other) if test is Test.AFTER_FACT else _not_after(actual, other)
    span = int(value)  # type: ignore[arg-type]
    asked = {
        Test.WITHIN: column > now - span,
        Test.OLDER: column <= now - span,
        Test.AHEAD: column > now,
        Test.AT_LEAST: column >= span,
        Test.BELOW: column < span,
    }
    if test not in asked:
        raise PackError(f"no SQL for the test {test}")
    return and_(column.is_not(None), asked[test])


def _after(actual: Fact, other: Fact) -> ColumnElement[bool] | bool:
    """Whether something happened, and later than the other if that happened at all."""
    if actual is None:
        return False
    column, limit = _sql(actual), _sql(other)
    return column.is_not(None) if other is None else and_(column.is_not(None), limit.is_(None) | (column > limit))


def _not_after(actual: Fact, other: Fact) -> ColumnElement[bool] | bool:
    if actual is None:
        return True
    column, limit = _sql(actual), _sql(other)
    return column.is_(None) if other is None else column.is_(None) | (limit.is_not(None) & (column <= limit))


def _sql(fact: Fact) -> ColumnElement[Any]:
    if isinstance(fact, ColumnElement):
        return fact
    return null() if fact is None else literal(int(fact) if isinstance(fact, bool) else fact)


def _is_comparison(column: ColumnElement[Any]) -> bool:
    return column.type.python_type is bool


def applies(rule: Rule, columns: Mapping[str, Fact], now: Now) -> ColumnElement[bool] | bool:
    """Whether all conditions of `rule` hold, as SQL, or decided here."""
    parts = [_condition(condition, columns, now) for condition in rule.conditions]
    if any(part is False for part in parts):
        return False
    left = [part for part in parts if isinstance(part, ColumnElement)]
    return and_(*left) if left else True


def _deciding(
    pack: RulePack, purpose: Purpose, columns: Mapping[str, Fact], now: Now
) -> tuple[list[tuple[ColumnElement[bool], int]], int]:
    """The rules that may decide, each with its SQL, and the one that decides when none of them does."""
    whens: list[tuple[ColumnElement[bool], int]] = []
    for index, rule in enumerate(pack.rules):
        if purpose not in rule.purposes:
            continue
        asked = applies(rule, columns, now)
        if asked is True:
            return whens, index
        if isinstance(asked, ColumnElement):
            whens.append((asked, index))
    raise PackError(f"rule pack {pack.name} says nothing about {purpose}")


def rule_case(pack: RulePack, purpose: Purpose, columns: Mapping[str, Fact], now: Now) -> ColumnElement[int]:
    """SQL that gives the index, in `pack.rules`, of the rule that decides about a row at `now`."""
    whens, last = _deciding(pack, purpose, columns, now)
    otherwise = literal(last, Integer)
    return case(*whens, else_=otherwise) if whens else otherwise


def reachable(pack: RulePack, purpose: Purpose, columns: Mapping[str, Fact], now: Now) -> tuple[int, ...]:
    """The indexes, in `pack.rules`, that `rule_case` can give."""
    whens, last = _deciding(pack, purpose, columns, now)
    return (*(index for _, index in whens), last)


def evidence_case(
    pack: RulePack, rules: Iterable[int], columns: Mapping[str, Fact], rule: ColumnElement[int]
) -> ColumnElement[int | None]:
    """SQL for when (ms) that happened on which the deciding `rule`, one of `rules`, rests; None where on nothing."""
    values = {index: _sql(columns[pack.rules[index].evidence]) for index in rules if pack.rules[index].evidence}
    return _by_rule(rule, values)


def until_case(
    pack: RulePack, rules: Iterable[int], columns: Mapping[str, Fact], rule: ColumnElement[int]
) -> ColumnElement[int | None]:
    """SQL for the moment (ms) until which the deciding `rule`, one of `rules`, says what it says; None for good."""
    values: dict[int, ColumnElement[Any]] = {}
    for index in rules:
        until = pack.rules[index].until
        if until is not None:
            start = columns[until.fact]
            values[index] = null() if start is None else _sql(start) + until.plus
    return _by_rule(rule, values)


def _by_rule(rule: ColumnElement[int], values: Mapping[int, ColumnElement[Any]]) -> ColumnElement[Any]:
    whens = [
        (rule == index, value) for index, value in reversed(list(values.items()))
    ]  # the last rules are the usual ones
    return case(*whens, else_=null()) if whens else null()
