"""The answer to "May I write?" in one plain sentence, with its because."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from vetrina.domain.policy.judge import Basis
from vetrina.domain.policy.packs import Answer
from vetrina.domain.sentences import sentence
from vetrina.domain.times import until, when

_HEADS = {
    Answer.CLEARED: (("Yes", "Yes, until {until}"), ("Sì", "Sì, fino a {until}")),
    Answer.LATER: (("Later", "From {until}"), ("Più tardi", "Da {until}")),
    Answer.DENIED: (("Not this time", "Not this time"), ("Non questa volta", "Non questa volta")),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`head` is the short answer, `because` the whole reason."""

    head: str
    because: str


def because(person: str, basis: Basis, now: int, zone: tzinfo, language: str) -> str:
    """The reason of `basis` about `person`, as one sentence; times relative to `now` (ms) in `zone`."""
    params = {
        "name": person,
        "when": when(basis.evidence_at, now, zone, language) if basis.evidence_at is not None else "",
        "until": until(basis.until, now, zone, language) if basis.until is not None else "",
    }
    text = sentence(f"why.{basis.reason}", params, language)
    return text.replace("  ", " ").replace(" .", ".").replace(" ()", "")


def answer_sentence(person: str, answer: Answer, basis: Basis, now: int, zone: tzinfo, language: str) -> Sentence:
    """Head and because of one verdict; "Yes, until tomorrow 18:40" where the permission ends."""
    plain, bounded = _HEADS[answer][1 if language == "it" else 0]
    head = plain if basis.until is None else bounded.replace("{until}", until(basis.until, now, zone, language))
    return Sentence(head, because(person, basis, now, zone, language))
