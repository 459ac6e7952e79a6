"""Connected accounts, how their connections stand, and the small things that belong with the data."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.channels import LinkState
from vetrina.domain.text import clean_line
from vetrina.store.ledger.writing import new_row
from vetrina.store.tables import account, keep


def make_account(
    w: Connection, channel: str, name: str, remote_id: str, credentials: Mapping[str, str], now: int
) -> int:
    """Connect an account, or give a known one (same channel and remote id) new credentials; returns its id."""
    known = w.scalar(select(account.c.id).where(account.c.channel == channel, account.c.remote_id == remote_id))
    values = {"name": clean_line(name), "credentials": json.dumps(dict(credentials))}
    if known is not None:
        w.execute(update(account).where(account.c.id == known).values(values))
        return int(known)
    return new_row(w, account, values | {"channel": channel, "remote_id": remote_id, "made_at": now})


def credentials_of(w: Connection, account_id: int) -> dict[str, str]:
    """The login of an account. Raises LookupError when there is none such."""
    found = w.scalar(select(account.c.credentials).where(account.c.id == account_id))
    if found is None:
        raise LookupError(account_id)
    return {str(name): str(value) for name, value in json.loads(found).items()}


def set_link_state(w: Connection, account_id: int, state: LinkState, retry_at: int | None, now: int) -> None:
    """Note how the connection stands; `since` changes only when the state does."""
    row = w.execute(select(account.c.state, account.c.since).where(account.c.id == account_id)).first()
    since = now if row is None or row.state != state or row.since is None else row.since
    w.execute(update(account).where(account.c.id == account_id).values(state=state, since=since, retry_at=retry_at))


def set_cursor(w: Connection, account_id: int, external_id: str) -> None:
    """Everything the network told up to this event is stored."""
    w.execute(update(account).where(account.c.id == account_id).values(cursor=external_id))


def cursor_of(w: Connection, account_id: int) -> str:
    """The last event that is stored; empty at the beginning. Works on any connection."""
    return str(w.scalar(select(account.c.cursor).where(account.c.id == account_id)) or "")


def keep_value(w: Connection, name: str, value: str) -> None:
    """Note a small thing that belongs with the data: the hub's height and epoch, a cursor, a switch."""
    statement = upsert(keep).values(name=name, value=value)
    w.execute(statement.on_conflict_do_update(index_elements=[keep.c.name], set_={"value": value}))


def kept(w: Connection, name: str, default: str = "") -> str:
    """A small thing noted before. Works on any connection."""
    found = w.scalar(select(keep.c.value).where(keep.c.name == name))
    return default if found is None else str(found)
