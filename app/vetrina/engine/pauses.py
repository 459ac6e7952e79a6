"""Waiting for an event or for time to pass, whichever comes first."""

from __future__ import annotations

import asyncio


async def happens(event: asyncio.Event, within_s: float) -> bool:
    """Whether `event` is set within so many seconds.

    Not `asyncio.wait_for`: up to Python 3.11 it swallows a cancellation that comes together with the event.
    """
    try:
        async with asyncio.timeout(within_s):
            await event.wait()
    except TimeoutError:
        return False
    return True
