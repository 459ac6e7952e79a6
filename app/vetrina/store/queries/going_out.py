"""Campaigns on their way, as the engine's next step needs them; every function runs on any connection."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import CampaignState, Group
from vetrina.domain.policy import Basis
from vetrina.domain.talk import MessageState
from vetrina.store.tables import account, campaign, campaign_count, contact, delivery, message, standing
from vetrina.store.views import Check, CheckedPerson, ReasonCount


@dataclass(frozen=True, slots=True)
class CampaignNow:
    """A campaign that is not over, as far as its next step needs."""

    id: int
    planned: bool
    counts: Mapping[str, int]


def running_campaigns(r: Connection) -> tuple[CampaignNow, ...]:
    """Campaigns that are planned or going out."""
    rows = r.execute(
        select(campaign.c.id, campaign.c.planned)
        .where(campaign.c.state.in_((CampaignState.PLANNED.value, CampaignState.GOING_OUT.value)))
        .order_by(campaign.c.id)
    ).all()
    return tuple(CampaignNow(row.id, bool(row.planned), campaign_counts(r, row.id)) for row in rows)


def campaign_counts(r: Connection, campaign_id: int) -> dict[str, int]:
    """The counters of a campaign by what they count."""
    rows = r.execute(
        select(campaign_count.c.what, campaign_count.c.n).where(campaign_count.c.campaign_id == campaign_id)
    )
    return {row.what: row.n for row in rows}


def waiting_of(r: Connection, campaign_id: int) -> int:
    """How many of a campaign's messages are written down and have not left."""
    found = r.scalar(
        select(func.count())
        .select_from(message)
        .where(message.c.state == MessageState.WAITING.value, message.c.campaign_id == campaign_id)
    )
    return int(found or 0)


_GROUPS = {"planned": Group.NOW, "later": Group.LATER, "left_out": Group.NOT_THIS_TIME}


def planned_check(r: Connection, campaign_id: int, at: int) -> Check:
    """How a plan came out, counted by rule, with the first person of each; right after planning."""
    row = r.execute(select(campaign.c.rules, campaign.c.pack).where(campaign.c.id == campaign_id)).one()
    rules = json.loads(row.rules)
    found = r.execute(
        select(delivery.c.rule, delivery.c.state, func.count(), func.min(delivery.c.contact_id))
        .where(delivery.c.campaign_id == campaign_id, delivery.c.state.in_(list(_GROUPS)))
        .group_by(delivery.c.rule, delivery.c.state)
        .order_by(delivery.c.rule)
    ).all()
    reasons = tuple(ReasonCount(_GROUPS[state], rules[rule][1], people) for rule, state, people, _first in found)
    sums = {group: sum(reason.count for reason in reasons if reason.group is group) for group in Group}
    return Check(
        total=sum(sums.values()),
        now=sums[Group.NOW],
        later=sums[Group.LATER],
        not_this_time=sums[Group.NOT_THIS_TIME],
        reasons=reasons,
        examples=tuple(_planned_person(r, campaign_id, first, row.pack, rules) for *_, first in found),
        pack=row.pack,
        at=at,
    )


def _planned_person(
    r: Connection, campaign_id: int, contact_id: int, pack: str, rules: list[list[str]]
) -> CheckedPerson:
    row = r.execute(
        select(delivery, contact.c.name, account.c.channel)
        .select_from(
            delivery.join(contact, contact.c.id == delivery.c.contact_id)
            .outerjoin(standing, standing.c.contact_id == delivery.c.contact_id)
            .outerjoin(account, account.c.id == standing.c.account_id)
        )
        .where(delivery.c.campaign_id == campaign_id, delivery.c.contact_id == contact_id)
    ).one()
    rule, reason, evidence_name, _answer = rules[row.rule]
    return CheckedPerson(
        contact_id=contact_id,
        name=row.name,
        channel=row.channel or "",
        group=_GROUPS[row.state],
        basis=Basis(pack, rule, reason, evidence_name, row.evidence_at, row.until),
    )
