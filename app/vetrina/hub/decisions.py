"""The rule pack's answers, remembered where time does not change them.

Rules that ask only yes or no and counts give the same answer for the same facts; those are most messages there are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, Final

from vetrina import paths
from vetrina.domain.policy import Answer, Basis, Facts, RulePack, basis_from, deciding_rule, read_pack
from vetrina.domain.policy.packs import Rule, Test
from vetrina.domain.talk import Purpose

REMEMBERED: Final = 4096
_TIMED: Final = frozenset({Test.WITHIN, Test.OLDER, Test.AHEAD, Test.AFTER_FACT, Test.NOT_AFTER_FACT})


class Decisions:
    """One pack. `basis` says what `domain.policy.basis_of` says, quicker."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self._asked: dict[Purpose, Callable[[Facts], Any] | None] = {
            purpose: _timeless_facts(pack, purpose) for purpose in Purpose
        }
        self._rules: dict[tuple[Purpose, Any], Rule] = {}

    def basis(self, purpose: Purpose, facts: Facts, now: int) -> tuple[Answer, Basis]:
        """The answer for `purpose` on `facts` at `now` (ms), and why."""
        asked = self._asked[purpose]
        if asked is None:
            rule = deciding_rule(self.pack, purpose, facts, now)
            return rule.answer, basis_from(self.pack, rule, facts)
        known = (purpose, asked(facts))
        found = self._rules.get(known)
        if found is None:
            if len(self._rules) >= REMEMBERED:
                self._rules.clear()
            found = self._rules[known] = deciding_rule(self.pack, purpose, facts, now)
        return found.answer, basis_from(self.pack, found, facts)


def _timeless_facts(pack: RulePack, purpose: Purpose) -> Callable[[Facts], Any] | None:
    """Reads the facts that decide about `purpose`; None when a rule about it looks at the clock."""
    conditions = [condition for rule in pack.rules_for(purpose) for condition in rule.conditions]
    if any(condition.test in _TIMED for condition in conditions):
        return None
    return attrgetter(*sorted({condition.fact for condition in conditions}), "known", "blocked")


@cache
def decisions(name: str) -> Decisions:
    """The pack of this name in ``resources/policies``."""
    return Decisions(read_pack(tomllib.loads(paths.resource(f"policies/{name}.toml").read_text("utf-8"))))
