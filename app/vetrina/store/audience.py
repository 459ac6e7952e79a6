"""Who a campaign is meant for, as conditions on `standing`; the same for the check, the plan and the live count."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, select

from vetrina.domain.campaigns import Audience, Who
from vetrina.store.tables import contact_label, standing

EVERYONE: Final = Audience()


def members(audience: Audience) -> tuple[ColumnElement[bool], ...]:
    """The conditions that all hold for a person of the audience."""
    asked: list[ColumnElement[bool]] = []
    if audience.who is Who.FOLLOWERS:
        asked.append(standing.c.follows == 1)
    elif audience.who is Who.TALKED:
        asked.append(standing.c.has_talked == 1)
    if audience.labels:
        labelled = select(contact_label.c.contact_id).where(
            contact_label.c.contact_id == standing.c.contact_id, contact_label.c.label.in_(audience.labels)
        )
        asked.append(labelled.correlate(standing).exists())
    return tuple(asked)
