"""The live numbers of an audience, before anything is checked person by person."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import Audience, Who
from vetrina.domain.policy import RulePack
from vetrina.store.audience import members
from vetrina.store.counting import may_write_now
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import standing


@dataclass(frozen=True, slots=True)
class AudienceCounts:
    """How many people an audience has, how many of them the gate would clear now, and the ready-made groups' sizes."""

    total: int
    now: int
    groups: tuple[tuple[Who, int], ...]


def size(r: Connection, audience: Audience) -> int:
    """How many people an audience has."""
    return int(r.scalar(select(func.count()).select_from(standing).where(*members(audience))) or 0)


def counts(
    r: Connection, audience: Audience, now: int, pack: RulePack, circumstances: Circumstances = ORDINARY
) -> AudienceCounts:
    """All numbers of the first step at `now` (ms), of one moment."""
    return AudienceCounts(
        total=size(r, audience),
        now=may_write_now(r, pack, now, audience, circumstances),
        groups=tuple((who, size(r, Audience(who, audience.labels))) for who in Who),
    )
