"""One rule pack, two compilers: the predicate that judges and the SQL that plans say the same of any facts."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, literal, select
from sqlalchemy.engine import Connection

from vetrina import paths
from vetrina.domain.policy import Answer, Facts, RulePack, basis_of, read_pack
from vetrina.domain.policy.facts import FACT_TYPES
from vetrina.domain.policy.packs import Condition, Moment, Rule
from vetrina.domain.policy.packs import Test as Comparison
from vetrina.domain.talk import Purpose
from vetrina.store.policy_sql import Fact, evidence_case, reachable, rule_case, until_case

NOW = 1_790_000_000_000
H = 3_600_000
_TABLE = Table(
    "facts",
    MetaData(),
    Column("row", Integer, primary_key=True),
    *[Column(name, Text if kind is str else Integer) for name, kind in FACT_TYPES.items()],
)
_EDGES = (0, 1, 2 * H, 23 * H, 24 * H, 25 * H, 7 * 24 * H, 30 * 24 * H)


def _times() -> st.SearchStrategy[int | None]:
    near = st.sampled_from([NOW - edge + off for edge in _EDGES for off in (-1, 0, 1)])
    return st.none() | near | st.integers(NOW - 40 * 24 * H, NOW + 2 * 24 * H)


def _fact(name: str) -> st.SearchStrategy[Any]:
    kind = FACT_TYPES[name]
    if kind is bool:
        return st.booleans()
    if kind is str:
        return st.sampled_from(
            ["", "HUMAN_AGENT", "ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "x"]
        )
    counts = name in {"bot_replies", "asked_back", "same_text_talks"}
    return st.integers(0, 6) if counts else _times()


FACTS = st.builds(Facts, **{field.name: _fact(field.name) for field in fields(Facts)})


def _packs() -> list[RulePack]:
    found = sorted(paths.resource("policies").glob("*.toml"))
    return [read_pack(tomllib.loads(file.read_text(encoding="utf-8"))) for file in found]


@pytest.fixture(scope="module")
def connection() -> Any:
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        _TABLE.create(opened)
        yield opened
    engine.dispose()


def _by_sql(
    connection: Connection, pack: RulePack, purpose: Purpose, all_facts: list[Facts], shared: set[str], now_as_sql: bool
) -> list[tuple[int, int | None, int | None]]:
    """Rule, evidence and until of each of `all_facts`; those in `shared` are the same for all, given as values."""
    columns: dict[str, Fact] = {
        name: getattr(all_facts[0], name) if name in shared else _TABLE.c[name] for name in FACT_TYPES
    }
    connection.execute(_TABLE.delete())
    rows = [
        {"row": number} | {name: getattr(facts, name) for name in FACT_TYPES} for number, facts in enumerate(all_facts)
    ]
    connection.execute(insert(_TABLE), rows)
    now: Any = select(literal(NOW)).scalar_subquery() if now_as_sql else NOW
    rule = rule_case(pack, purpose, columns, now)
    can = reachable(pack, purpose, columns, now)
    wanted = select(rule, evidence_case(pack, can, columns, rule), until_case(pack, can, columns, rule))
    found = connection.execute(wanted.select_from(_TABLE).order_by(_TABLE.c.row))
    return [(int(row[0]), row[1], row[2]) for row in found]


def _agree(
    connection: Connection, pack: RulePack, purpose: Purpose, drawn: list[Facts], shared: set[str], now_as_sql: bool
) -> None:
    same = {name: getattr(drawn[0], name) for name in shared}
    all_facts = [replace(facts, **same) for facts in drawn]
    decided = _by_sql(connection, pack, purpose, all_facts, shared, now_as_sql)
    assert len(decided) == len(all_facts)
    for facts, (rule, evidence_at, until) in zip(all_facts, decided, strict=True):
        answer, basis = basis_of(pack, purpose, facts, NOW)
        assert pack.rules[rule].id == basis.rule
        assert pack.rules[rule].answer is answer
        assert (evidence_at, until) == (basis.evidence_at, basis.until)


_DRAWN = st.lists(FACTS, min_size=1, max_size=30)
_SHARED = st.sets(st.sampled_from(sorted(FACT_TYPES)), max_size=12)


@pytest.mark.parametrize("pack", _packs(), ids=lambda pack: pack.name)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=_DRAWN, shared=_SHARED, now_as_sql=st.booleans())
def test_every_pack_decides_alike(
    connection: Connection, pack: RulePack, drawn: list[Facts], shared: set[str], now_as_sql: bool
) -> None:
    for purpose in Purpose:
        _agree(connection, pack, purpose, drawn, shared, now_as_sql)


_BOOLS = sorted(name for name, kind in FACT_TYPES.items() if kind is bool)
_NUMBERS = sorted(name for name, kind in FACT_TYPES.items() if kind is int)
_MOMENTS = [name for name in _NUMBERS if name.endswith(("_at", "_until"))]
_SPANS = st.sampled_from([edge for edge in _EDGES if edge])
CONDITIONS = st.one_of(
    st.builds(Condition, st.sampled_from(_BOOLS), st.sampled_from([Comparison.TRUE, Comparison.FALSE])),
    st.builds(
        Condition, st.sampled_from(_MOMENTS), st.sampled_from([Comparison.SET, Comparison.UNSET, Comparison.AHEAD])
    ),
    st.builds(Condition, st.sampled_from(_MOMENTS), st.sampled_from([Comparison.WITHIN, Comparison.OLDER]), _SPANS),
    st.builds(
        Condition,
        st.sampled_from(_NUMBERS),
        st.sampled_from([Comparison.AT_LEAST, Comparison.BELOW]),
        st.integers(0, 5),
    ),
    st.builds(
        Condition,
        st.sampled_from(_MOMENTS),
        st.sampled_from([Comparison.AFTER_FACT, Comparison.NOT_AFTER_FACT]),
        st.sampled_from(_MOMENTS),
    ),
    st.builds(Condition, st.just("tag"), st.just(Comparison.EQUALS), st.sampled_from(["", "x", "HUMAN_AGENT"])),
    st.builds(
        Condition,
        st.just("tag"),
        st.just(Comparison.ONE_OF),
        st.sampled_from([(), ("x",), ("HUMAN_AGENT", "ACCOUNT_UPDATE")]),
    ),
)


@st.composite
def _made_up(draw: st.DrawFn) -> RulePack:
    rules = [
        Rule(
            id=f"r{number}",
            purposes=frozenset(Purpose),
            conditions=tuple(draw(st.lists(CONDITIONS, min_size=1, max_size=4))),
            answer=draw(st.sampled_from(list(Answer))),
            reason="r",
            evidence=draw(st.sampled_from(["", *_MOMENTS])),
            until=draw(st.none() | st.builds(Moment, st.sampled_from(_MOMENTS), _SPANS)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    last = Rule("last", frozenset(Purpose), (), Answer.DENIED, "last")
    return RulePack("made-up", "hub", "", "", "", (*rules, last))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(pack=_made_up(), drawn=_DRAWN, shared=_SHARED, now_as_sql=st.booleans())
def test_every_comparison_decides_alike(
    connection: Connection, pack: RulePack, drawn: list[Facts], shared: set[str], now_as_sql: bool
) -> None:
    _agree(connection, pack, Purpose.REPLY, drawn, shared, now_as_sql)
