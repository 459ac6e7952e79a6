"""The facts of this moment about one recipient, for the gate. Only reads; works on any connection."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.engine import Connection

from vetrina.domain.policy import Draft, Facts
from vetrina.domain.talk import Content, HeldBy, Purpose, TalkState
from vetrina.domain.text import SAME_TEXT_MS, same_text_keys
from vetrina.store.tables import OUTSTANDING

_LOOK_BACK: Final = 200

# Kept as text: the gate asks them for every message, and building them would take ten times as long as answering.
_PERSON: Final = (
    "SELECT s.*, t.held_by, t.holder, t.state FROM address AS a JOIN standing AS s ON s.contact_id = a.contact_id"
    " LEFT JOIN talk AS t ON t.address_id = a.id WHERE a.id = ?"
)
_OFFERS: Final = f"SELECT attempt_key FROM message WHERE contact_id = ? AND {OUTSTANDING}"
_SAID: Final = (
    "SELECT count(*) FILTER (WHERE author = 'bot'), count(*) FROM"
    " (SELECT author, state, at, attempt_key FROM message WHERE address_id = ? ORDER BY id DESC LIMIT ?)"
    " WHERE author IN ('owner', 'bot') AND state NOT IN ('not_sent', 'taken_back') AND at >= ?"
    " AND attempt_key IS NOT ?"
)
_SAME: Final = (
    "SELECT count(DISTINCT address_id) FROM message WHERE text_key = ? AND at > ? AND address_id <> ?"
    " AND state <> 'not_sent'"
)


def content_key(content: Content) -> str | None:
    """The same for messages that read the same, see `domain.text.same_text_keys`; None for one that says nothing."""
    card = content.card
    keys = same_text_keys(
        content.text,
        content.headline,
        content.button,
        [reply.title for reply in content.quick_replies],
        () if card is None else (card.title, card.subtitle, card.price, card.picture),
    )
    return keys[0] if keys else None


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
    row = None if address_id is None else r.exec_driver_sql(_PERSON, (address_id,)).mappings().first()
    if row is None or address_id is None:
        return Facts(known=False, **base)
    own_key = "" if draft is None else draft.attempt_key
    base |= _since_last_act(r, address_id, row["last_act_at"], own_key)
    same = content_key(draft.content) if purpose is Purpose.REPLY and draft is not None else None
    if same is not None:
        base["same_text_talks"] = _same_text(r, address_id, same, now)
    human = row["held_by"] == HeldBy.HUMAN
    flags = ("own", "blocked", "follows", "has_talked", "talk_open", "stopped", "less")
    times = ("followed_at", "last_wrote_at", "last_act_at", "opened_by_ad_at", "last_click_at", "last_sponsored_at")
    base |= {name: bool(row[name]) for name in flags}
    base |= {name: row[name] for name in (*times, "blocked_at", "stopped_at", "less_at")}
    return Facts(
        outstanding=bool(row["outstanding"]) or _outstanding(r, int(row["contact_id"]), own_key),
        in_talk=human and row["state"] == TalkState.OPEN,
        other_holds=human or bool(row["holder"]),
        started=bool(row["talk_open"]) and not row["gone"],
        joined=not row["gone"],
        **base,
    )


def _outstanding(r: Connection, contact_id: int, own_key: str) -> bool:
    found = r.exec_driver_sql(_OFFERS, (contact_id,))
    return any(not own_key or key != own_key for (key,) in found)


def _since_last_act(r: Connection, address_id: int, last_act_at: int | None, own_key: str) -> dict[str, int]:
    """What the shop said since the person last did something."""
    since = 0 if last_act_at is None else last_act_at
    by_bot, by_all = r.exec_driver_sql(_SAID, (address_id, _LOOK_BACK, since, own_key)).one()
    return {"bot_replies": by_bot, "asked_back": by_all}


def _same_text(r: Connection, address_id: int, key: str, now: int) -> int:
    return int(r.exec_driver_sql(_SAME, (key, now - SAME_TEXT_MS, address_id)).scalar_one())
