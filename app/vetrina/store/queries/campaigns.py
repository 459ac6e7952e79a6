"""Campaigns: the list, one in full, the people in it, and the check of an audience before anything is sent."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, literal, literal_column, select
from sqlalchemy.engine import Connection

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Group, Schedule
from vetrina.domain.policy import Answer, Basis, RulePack
from vetrina.domain.talk import Purpose
from vetrina.store import codec
from vetrina.store.audience import members
from vetrina.store.policy_sql import evidence_case, facts_columns, reachable, rule_case, until_case
from vetrina.store.queries.inbox import picture_of
from vetrina.store.rows import ORDINARY, Circumstances
from vetrina.store.tables import account, ad, campaign, campaign_count, contact, delivery, message, standing
from vetrina.store.views import CampaignPerson, CampaignRow, CampaignView, Check, CheckedPerson, ReasonCount

_ACTED: Final = {"clicked": 1, "replied": 2, "blocked": 4}
_LATEST: Final = 12
_GROUP: Final = {Answer.CLEARED: Group.NOW, Answer.LATER: Group.LATER, Answer.DENIED: Group.NOT_THIS_TIME}


def _campaign(row: Row[Any]) -> Campaign:
    return Campaign(
        id=row.id,
        key=row.key,
        name=row.name,
        ad_id=row.ad_id or 0,
        audience=codec.load(Audience, row.audience),
        schedule=codec.load(Schedule, row.schedule),
        state=CampaignState(row.state),
        changed_at=row.changed_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def _rows() -> Select[Any]:
    return select(campaign, ad.c.name.label("ad_name"), ad.c.picture.label("ad_picture"), ad.c.product_key).select_from(
        campaign.outerjoin(ad, ad.c.id == campaign.c.ad_id)
    )


def _campaign_row(r: Connection, row: Row[Any]) -> CampaignRow:
    """Counts as people read them: who has seen it was reached, too; those being handed over still wait."""
    counted = select(campaign_count.c.what, campaign_count.c.n).where(campaign_count.c.campaign_id == row.id)
    n: dict[str, int] = {row.what: row.n for row in r.execute(counted)}
    states = {state: n.get(state.value, 0) for state in DeliveryState}
    seen = states[DeliveryState.SEEN]
    delivered = seen + states[DeliveryState.DELIVERED]
    return CampaignRow(
        campaign=_campaign(row),
        ad_name=row.ad_name or "",
        picture=picture_of(r, row.ad_picture or "", row.product_key or ""),
        total=sum(states.values()),
        waiting=states[DeliveryState.PLANNED] + states[DeliveryState.HANDED_OVER],
        later=states[DeliveryState.LATER],
        sent=delivered + states[DeliveryState.SENT],
        delivered=delivered,
        seen=seen,
        clicked=n.get("clicked", 0),
        replied=n.get("replied", 0),
        blocked=n.get("blocked", 0),
        left_out=states[DeliveryState.LEFT_OUT],
        not_sent=states[DeliveryState.NOT_SENT] + states[DeliveryState.STOPPED],
        perhaps=states[DeliveryState.PERHAPS],
    )


def page(r: Connection, limit: int = 200) -> tuple[CampaignRow, ...]:
    """Campaigns, the last changed first."""
    rows = r.execute(_rows().order_by(campaign.c.changed_at.desc(), campaign.c.id.desc()).limit(limit)).all()
    return tuple(_campaign_row(r, row) for row in rows)


def view(r: Connection, campaign_id: int) -> CampaignView | None:
    """One campaign in full; None when it is gone."""
    row = r.execute(_rows().where(campaign.c.id == campaign_id)).first()
    if row is None:
        return None
    return CampaignView(
        row=_campaign_row(r, row), reasons=_reasons(r, row), latest=people(r, campaign_id, "latest", 0, _LATEST)
    )


def _reasons(r: Connection, row: Row[Any]) -> tuple[ReasonCount, ...]:
    """Why people are in or out, as planned."""
    rules = json.loads(row.rules)
    found = r.execute(
        select(delivery.c.rule, func.count()).where(delivery.c.campaign_id == row.id).group_by(delivery.c.rule)
    )
    return tuple(
        ReasonCount(_GROUP[Answer(rules[rule][3])], rules[rule][1], times)
        for rule, times in sorted(found, key=lambda pair: pair[0])
    )


def people(
    r: Connection, campaign_id: int, what: str = "all", after: int = 0, limit: int = 50
) -> tuple[CampaignPerson, ...]:
    """What became of people, by contact id after `after`.

    `what` is a delivery state, clicked, replied or blocked, all, or latest (those written to last, newest first).
    """
    row = r.execute(
        select(campaign.c.pack, campaign.c.rules, campaign.c.queued_to).where(campaign.c.id == campaign_id)
    ).one()
    wanted = (
        select(
            delivery,
            contact.c.name,
            account.c.channel,
            message.c.more,
            standing.c.person_blocked,
        )
        .select_from(
            delivery.join(contact, contact.c.id == delivery.c.contact_id)
            .outerjoin(standing, standing.c.contact_id == delivery.c.contact_id)
            .outerjoin(account, account.c.id == standing.c.account_id)
            .outerjoin(message, message.c.id == delivery.c.message_id)
        )
        .where(delivery.c.campaign_id == campaign_id)
        .limit(limit)
    )
    if what == "latest":
        wanted = wanted.where(
            delivery.c.contact_id <= row.queued_to,
            delivery.c.message_id.is_not(None),
            delivery.c.state != DeliveryState.PLANNED.value,
        ).order_by(delivery.c.contact_id.desc())
    else:
        wanted = wanted.where(delivery.c.contact_id > after).order_by(delivery.c.contact_id)
        if what in _ACTED:
            wanted = wanted.where(delivery.c.acted.op("&")(_ACTED[what]) != 0)
        elif what != "all":
            wanted = wanted.where(delivery.c.state == DeliveryState(what).value)
    rules = json.loads(row.rules)
    return tuple(_person(found, row.pack, rules) for found in r.execute(wanted))


def _person(row: Row[Any], pack: str, rules: list[list[str]]) -> CampaignPerson:
    rule, reason, evidence, _answer = rules[row.rule]
    state = DeliveryState(row.state)
    own = codec.load_more(row.more).reason
    if own and state in (DeliveryState.NOT_SENT, DeliveryState.STOPPED, DeliveryState.PLANNED):
        reason = own
    if reason == "blocked" and row.person_blocked == 0:
        reason = "blocked_by_shop"
    return CampaignPerson(
        contact_id=row.contact_id,
        name=row.name,
        channel=row.channel or "",
        state=state,
        basis=Basis(pack, rule, reason, evidence, row.evidence_at, row.until),
        at=row.at,
        clicked=bool(row.acted & _ACTED["clicked"]),
        replied=bool(row.acted & _ACTED["replied"]),
        blocked=bool(row.acted & _ACTED["blocked"]),
    )


# The check before sending ---------------------------------------------------------------------------------------------


def _judged(audience: Audience, pack: RulePack, now: int, circumstances: Circumstances) -> Select[Any]:
    """Everyone of an audience with the deciding rule."""
    columns = facts_columns(circumstances)
    rule = rule_case(pack, Purpose.SPONSORED, columns, now).label("rule")
    return (
        select(standing, rule)
        .where(*members(audience))
        .order_by(standing.c.contact_id)
        .limit(literal_column("-1"))  # keeps SQLite from working out the rule once per column
    )


def check(
    r: Connection, audience: Audience, now: int, pack: RulePack, circumstances: Circumstances = ORDINARY
) -> Check:
    """What the gate says at `now` (ms) about everyone of an audience; nothing is sent or noted."""
    judged = _judged(audience, pack, now, circumstances).subquery("judged")
    found = r.execute(select(judged.c.rule, func.count(), func.min(judged.c.contact_id)).group_by(judged.c.rule)).all()
    reasons = []
    firsts: dict[Group, list[int]] = {group: [] for group in Group}
    sums = dict.fromkeys(Group, 0)
    for rule, times, first in sorted(found, key=lambda row: row[0]):
        item = pack.rules[rule]
        group = _GROUP[item.answer]
        sums[group] += times
        reasons.append(ReasonCount(group, item.reason, times))
        firsts[group].append(first)
    shown = [contact_id for listed in firsts.values() for contact_id in listed]
    return Check(
        total=sum(sums.values()),
        now=sums[Group.NOW],
        later=sums[Group.LATER],
        not_this_time=sums[Group.NOT_THIS_TIME],
        reasons=tuple(reasons),
        examples=_checked(r, audience, now, pack, circumstances, standing.c.contact_id.in_(shown), len(shown)),
        pack=pack.name,
        at=now,
    )


def check_people(
    r: Connection,
    audience: Audience,
    group: Group | None,
    after: int,
    limit: int,
    now: int,
    pack: RulePack,
    circumstances: Circumstances = ORDINARY,
) -> tuple[CheckedPerson, ...]:
    """People of one group of the check (all groups for None), by contact id after `after`, each with its because."""
    wanted: ColumnElement[bool] = standing.c.contact_id > after
    if group is not None:
        rule = rule_case(pack, Purpose.SPONSORED, facts_columns(circumstances), now)
        wanted &= rule.in_([index for index, item in enumerate(pack.rules) if _GROUP[item.answer] is group])
    return _checked(r, audience, now, pack, circumstances, wanted, limit)


def _checked(
    r: Connection,
    audience: Audience,
    now: int,
    pack: RulePack,
    circumstances: Circumstances,
    wanted: ColumnElement[bool],
    limit: int,
) -> tuple[CheckedPerson, ...]:
    columns = facts_columns(circumstances)
    rule = rule_case(pack, Purpose.SPONSORED, columns, now)
    can = reachable(pack, Purpose.SPONSORED, columns, now)
    rows = r.execute(
        select(
            standing.c.contact_id,
            standing.c.person_blocked,
            contact.c.name,
            account.c.channel,
            rule.label("rule"),
            evidence_case(pack, can, columns, rule).label("evidence_at"),
            until_case(pack, can, columns, rule).label("until"),
        )
        .select_from(
            standing.join(contact, contact.c.id == standing.c.contact_id).outerjoin(
                account, account.c.id == standing.c.account_id
            )
        )
        .where(wanted, *members(audience))
        .order_by(standing.c.contact_id)
        .limit(literal(limit))
    )
    return tuple(_checked_person(row, pack) for row in rows)


def _checked_person(row: Row[Any], pack: RulePack) -> CheckedPerson:
    item = pack.rules[row.rule]
    reason = "blocked_by_shop" if item.reason == "blocked" and not row.person_blocked else item.reason
    return CheckedPerson(
        contact_id=row.contact_id,
        name=row.name,
        channel=row.channel or "",
        group=_GROUP[item.answer],
        basis=Basis(pack.name, item.id, reason, item.evidence, row.evidence_at, row.until, item.codes),
    )
