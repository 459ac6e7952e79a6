"""What the hub throws away by itself: old refusals, sessions nobody used, desktops that never came back."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import sqlalchemy as sa

from vetrina.hub.core import Hub
from vetrina.hub.events import FORGOTTEN_AFTER_MS
from vetrina.hub.faults import Refusal
from vetrina.hub.people import SESSION_IDLE_MS
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit

EVERY_S: Final = 6 * 3600.0
REFUSALS_KEPT_MS: Final = 30 * 24 * 3_600_000
"""A desktop asks again for the outcome of a key within days, never after a month."""


def tidy(unit: Unit) -> None:
    """Throw away what nobody will ask for again. Messages, blocks and unacknowledged events are never touched."""
    run = unit.connection.execute
    run(sa.delete(t.refusal).where(t.refusal.c.at < unit.now - REFUSALS_KEPT_MS))
    run(sa.delete(t.session).where(t.session.c.last_at < unit.now - SESSION_IDLE_MS))
    unit.erased = True
    run(sa.delete(t.cursor).where(t.cursor.c.seen_at < unit.now - FORGOTTEN_AFTER_MS, t.cursor.c.reader != "webhook"))


async def keep_tidy(hub: Hub) -> None:
    """Tidy now and every six hours, until cancelled."""
    while True:
        with contextlib.suppress(Refusal):  # the disk is full or the hub is busy: the next turn is early enough
            await hub.write(tidy)
        await asyncio.sleep(EVERY_S)
