"""The facts of this moment about one recipient, for the gate. Only reads; works on any connection."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from vetrina.domain.policy import Draft, Facts
from vetrina.domain.talk import HeldBy, Purpose, TalkState
from vetrina.store.tables import OUTSTANDING, address, message, standing, talk

SAME_TEXT_MS = 600_000
"""How long an identical text to other talks counts as the same mailing."""
_LOOK_BACK = 200


def text_key(words: str) -> str:
    """The same for texts that read the same: without case and spacing."""
    return hashlib.sha256(" ".join(words.casefold().split()).encode(errors="replace")).hexdigest()[:32]


def facts_of(
    r: Connection,
    address_id: int | None,
    purpose: Purpose,
    draft: Draft | None,
    now: int,
    quiet_until: int | None = None,
    clock_off: bool = False,
    behind_hub: bool = False,
    expired: bool = False,
) -> Facts:
    """All that the gate may ask about a recipient at `now` (ms). `draft` itself is not counted among what was sent."""
    base: dict[str, Any] = {
        "quiet_until": quiet_until,
        "clock_off": clock_off,
        "behind_hub": behind_hub,
        "expired": expired,
        "automatic": purpose is Purpose.BOT_REPLY,
        "tag": "" if draft is None else draft.tag,
    }
    row = None
    if address_id is not None:
        row = (
            r.execute(
                select(standing, talk.c.held_by, talk.c.holder, talk.c.state)
                .select_from(
                    address.join(standing, standing.c.contact_id == address.c.contact_id).outerjoin(
                        talk, talk.c.address_id == address.c.id
                    )
                )
                .where(address.c.id == address_id)
            )
            .mappings()
            .first()
        )
    if row is None or address_id is None:
        return Facts(known=False, **base)
    own_key = "" if draft is None else draft.attempt_key
    base |= _since_last_act(r, address_id, row["last_act_at"], own_key)
    if purpose is Purpose.REPLY and draft is not None and draft.content.text:
        base["same_text_talks"] = _same_text(r, address_id, draft.content.text, now)
    human = row["held_by"] == HeldBy.HUMAN
    flags = ("own", "blocked", "follows", "has_talked", "talk_open", "stopped", "less")
    times = ("followed_at", "last_wrote_at", "last_act_at", "opened_by_ad_at", "last_click_at", "last_sponsored_at")
    base |= {name: bool(row[name]) for name in flags}
    base |= {name: row[name] for name in (*times, "blocked_at", "stopped_at", "less_at")}
    return Facts(
        outstanding=_outstanding(r, int(row["contact_id"]), own_key),
        in_talk=human and row["state"] == TalkState.OPEN,
        other_holds=human or bool(row["holder"]),
        started=bool(row["talk_open"]) and not row["gone"],
        joined=not row["gone"],
        **base,
    )


def _outstanding(r: Connection, contact_id: int, own_key: str) -> bool:
    found = r.execute(
        text(f"SELECT attempt_key FROM message WHERE contact_id = :contact AND {OUTSTANDING}"),
        {"contact": contact_id},
    )
    return any(not own_key or key != own_key for (key,) in found)


def _since_last_act(r: Connection, address_id: int, last_act_at: int | None, own_key: str) -> dict[str, int]:
    """What the shop said since the person last did something."""
    latest = (
        select(message.c.author, message.c.state, message.c.at, message.c.attempt_key)
        .where(message.c.address_id == address_id)
        .order_by(message.c.id.desc())
        .limit(_LOOK_BACK)
        .subquery()
    )
    rows = r.execute(
        select(latest.c.author, func.count()).where(
            latest.c.author.in_(("owner", "bot")),
            latest.c.state.notin_(("not_sent", "taken_back")),
            latest.c.at >= (0 if last_act_at is None else last_act_at),
            latest.c.attempt_key.is_(None) | (latest.c.attempt_key != own_key),
        ).group_by(latest.c.author)
    ).all()  # fmt: skip
    said = {str(author): int(times) for author, times in rows}
    return {"bot_replies": said.get("bot", 0), "asked_back": sum(said.values())}


def _same_text(r: Connection, address_id: int, words: str, now: int) -> int:
    found = r.scalar(
        select(func.count(message.c.address_id.distinct())).where(
            message.c.text_key == text_key(words),
            message.c.at > now - SAME_TEXT_MS,
            message.c.address_id != address_id,
            message.c.state != "not_sent",
        )
    )
    return int(found or 0)
