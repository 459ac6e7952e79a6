"""Connected accounts and how they stand."""

from __future__ import annotations

from sqlalchemy import func, literal_column, select
from sqlalchemy.engine import Connection

from vetrina.domain.channels import LinkState
from vetrina.store.tables import account, keep, message
from vetrina.store.views import ChannelRow


def all_channels(r: Connection) -> tuple[ChannelRow, ...]:
    """Every account, with how many messages wait to go out there."""
    waiting = (
        select(message.c.account_id, func.count().label("n"))
        .where(message.c.state == literal_column("'waiting'"))
        .group_by(message.c.account_id)
        .subquery()
    )
    rows = r.execute(
        select(account, func.coalesce(waiting.c.n, 0).label("waiting"))
        .outerjoin(waiting, waiting.c.account_id == account.c.id)
        .order_by(account.c.id)
    )
    return tuple(
        ChannelRow(row.id, row.channel, row.name, LinkState(row.state), row.since, row.retry_at, row.waiting)
        for row in rows
    )


all = all_channels  # noqa: A001 - pages read it as channels.all


def kept(r: Connection, name: str, default: str = "") -> str:
    """A small thing that belongs with the data (`ledger.accounts.keep_value`)."""
    found = r.scalar(select(keep.c.value).where(keep.c.name == name))
    return default if found is None else str(found)
