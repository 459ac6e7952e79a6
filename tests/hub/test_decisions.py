"""The remembered answers are the gate's own answers, for every pack, on random facts."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetrina import paths
from vetrina.domain.policy import Facts, basis_of
from vetrina.domain.policy.facts import FACT_TYPES
from vetrina.domain.talk import Purpose
from vetrina.hub.decisions import decisions

PACKS = sorted(file.stem for file in paths.resource("policies").glob("*.toml"))


def _values(name: str) -> st.SearchStrategy[Any]:
    kind = FACT_TYPES[name]
    if kind is bool:
        return st.booleans()
    if kind is str:
        return st.sampled_from(["", "HUMAN_AGENT"])
    if name in ("bot_replies", "asked_back", "same_text_talks"):
        return st.integers(0, 8)
    return st.none() | st.integers(0, 40 * 86_400_000)


FACTS = st.fixed_dictionaries({field.name: _values(field.name) for field in fields(Facts)})


@pytest.mark.parametrize("pack", PACKS)
def test_a_remembered_answer_is_the_gates_answer(pack: str) -> None:
    made = decisions(pack)

    @settings(max_examples=80, deadline=None)
    @given(FACTS, st.sampled_from(list(Purpose)), st.integers(0, 40 * 86_400_000))
    def same(values: dict[str, Any], purpose: Purpose, now: int) -> None:
        facts = replace(Facts(), **values)
        for _ in range(2):  # the second time from memory
            assert made.basis(purpose, facts, now) == basis_of(made.pack, purpose, facts, now)

    same()
