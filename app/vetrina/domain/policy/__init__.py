"""The gate: facts, rule packs, and the one function that gives permission to send."""

from vetrina.domain.policy.facts import Facts
from vetrina.domain.policy.judge import (
    Basis,
    Cleared,
    Denied,
    Draft,
    GateError,
    Later,
    Verdict,
    basis_from,
    basis_of,
    judge,
)
from vetrina.domain.policy.packs import Answer, PackError, RulePack, deciding_rule, read_pack

__all__ = [
    "Answer",
    "Basis",
    "Cleared",
    "Denied",
    "Draft",
    "Facts",
    "GateError",
    "Later",
    "PackError",
    "RulePack",
    "Verdict",
    "basis_from",
    "basis_of",
    "deciding_rule",
    "judge",
    "read_pack",
]
