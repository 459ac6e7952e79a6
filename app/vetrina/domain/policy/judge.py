"""The gate: the only place where permission to send is made.

`judge` is the one function that mints a `Cleared`. A `Cleared` holds the content it was given for, so text and
permission cannot be parted, and it expires, so permission cannot be kept for later.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from vetrina.domain.people import Address
from vetrina.domain.policy.facts import Facts
from vetrina.domain.policy.packs import Answer, Rule, RulePack, deciding_rule
from vetrina.domain.talk import Content, Purpose

CLEARED_FOR_MS = 60_000
"""How long a Cleared may be handed to a transport after it was judged."""


class GateError(RuntimeError):
    """Somebody tried to make or use a permission outside the gate."""


class _Seal:
    """Known to this module only; without it a Cleared cannot be made."""


_SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class Draft:
    """The wish to send. `attempt_key` is ours, unique per message, and travels with it as the network's own key."""

    attempt_key: str
    purpose: Purpose
    address: Address
    content: Content
    campaign_key: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Why: the deciding rule, the reason's key, the evidence it rests on (fact name and time, ms), the end (ms)."""

    pack: str
    rule: str
    reason: str
    evidence: str = ""
    evidence_at: int | None = None
    until: int | None = None
    codes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Cleared:
    """Permission to send exactly this draft, now. Made by `judge` only; `judged_at` and `expires_at` in ms."""

    draft: Draft
    basis: Basis
    content_hash: str
    judged_at: int
    expires_at: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise GateError("only the gate makes a permission to send")

    def __reduce__(self) -> str | tuple[object, ...]:
        raise GateError("a permission to send does not leave the process that judged it")

    def unsealed_content(self, now: int) -> Content:
        """The content to transmit. Raises GateError when the permission is older than a minute or the text differs."""
        if not self.judged_at <= now <= self.expires_at:
            raise GateError("the permission to send has expired")
        if self.draft.content.digest() != self.content_hash:
            raise GateError("the text is not the one that was judged")
        return self.draft.content


@dataclass(frozen=True, slots=True)
class Denied:
    """Not this time."""

    draft: Draft
    basis: Basis


@dataclass(frozen=True, slots=True)
class Later:
    """Not before `basis.until`."""

    draft: Draft
    basis: Basis


Verdict = Cleared | Denied | Later


def basis_of(pack: RulePack, purpose: Purpose, facts: Facts, now: int) -> tuple[Answer, Basis]:
    """What the gate would say at `now` (ms), without a draft: for the sentence "May I write?" and for planning."""
    rule = deciding_rule(pack, purpose, facts, now)
    return rule.answer, basis_from(pack, rule, facts)


def basis_from(pack: RulePack, rule: Rule, facts: Facts) -> Basis:
    """The basis that `rule` gives on `facts`."""
    until = None
    if rule.until is not None:
        start = getattr(facts, rule.until.fact)
        until = None if start is None else int(start) + rule.until.plus
    return Basis(
        pack=pack.name,
        rule=rule.id,
        reason=rule.reason,
        evidence=rule.evidence,
        evidence_at=getattr(facts, rule.evidence) if rule.evidence else None,
        until=until,
        codes=rule.codes,
    )


def judge(pack: RulePack, draft: Draft, facts: Facts, now: int) -> Verdict:
    """Decide `draft` by the rules of `pack` on the facts of this moment (`now` in ms)."""
    answer, basis = basis_of(pack, draft.purpose, facts, now)
    if answer is Answer.DENIED:
        return Denied(draft, basis)
    if answer is Answer.LATER:
        return Later(draft, basis)
    return Cleared(
        draft=draft,
        basis=basis,
        content_hash=draft.content.digest(),
        judged_at=now,
        expires_at=now + CLEARED_FOR_MS,
        seal=_SEAL,
    )


