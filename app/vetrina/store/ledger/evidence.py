"""What people did, append-only, and the standing that follows from it.

The standing of a person is a fold over the evidence that does not depend on the order of arrival: of two opposite acts
on one account the later one (by the network's time) holds, at the same moment the stricter one; over several accounts a
block, a stop or a wish for less on any of them holds for the person.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import func, insert, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.talk import MessageState
from vetrina.domain.text import clean_line
from vetrina.store.ledger import chain
from vetrina.store.ledger.tally import note_act
from vetrina.store.tables import IS_OUTSTANDING, address, erasure, evidence, message, standing

ACTS: Final = frozenset({Kind.WROTE, Kind.OPENED_CHAT, Kind.CLICKED})
"""What opens a talk, and the windows that networks count from it."""

FROM_AD: Final = "feed"
"""The source of evidence that comes from an ad's chat box."""

_FOLLOWING: Final = frozenset({Kind.FOLLOWED, Kind.UNFOLLOWED, Kind.LEFT})
_BLOCKING: Final = frozenset({Kind.BLOCKED, Kind.UNBLOCKED})
_STOPPING: Final = frozenset({Kind.STOPPED, Kind.RESUMED})
_LESSENING: Final = frozenset({Kind.ASKED_LESS, Kind.ASKED_USUAL})


def record_evidence(
    w: Connection,
    contact_id: int,
    account_id: int,
    kind: Kind,
    at: int,
    source: str,
    detail: str = "",
    external_id: str = "",
    attempt_key: str = "",
    now: int | None = None,
) -> int:
    """Write down what a person did at `at` (ms, the network's clock) and bring their standing up to date.

    `attempt_key` names the tapped message of a click; without it a click counts for every offer sent before. Returns
    the evidence's id, 0 when this event of the network is known already.
    """
    row: dict[str, Any] = {
        "contact_id": contact_id,
        "account_id": account_id,
        "kind": kind.value,
        "at": at,
        "source": clean_line(source),
        "detail": clean_line(detail),
        "external_id": clean_line(external_id),
    }
    if row["external_id"] and w.scalar(
        select(evidence.c.id).where(
            evidence.c.account_id == account_id,
            evidence.c.external_id == row["external_id"],
            evidence.c.external_id != literal_column("''"),  # so that SQLite sees that the index fits
            evidence.c.kind == kind,
        )
    ):
        return 0
    made = int(w.scalar(select(func.coalesce(func.max(evidence.c.id), 0))) or 0) + 1
    row["salt"] = chain.link(w, kind.value, made, at, tuple(row.values()))
    w.execute(insert(evidence).values(row | {"id": made, "recorded_at": at if now is None else now}))
    _follow_up(w, contact_id, account_id, kind, at, row["source"], attempt_key)
    return made


def _follow_up(
    w: Connection, contact_id: int, account_id: int, kind: Kind, at: int, source: str, attempt_key: str
) -> None:
    now_standing = w.execute(select(standing).where(standing.c.contact_id == contact_id)).mappings().first()
    if now_standing is None:  # erased meanwhile
        return
    new: dict[str, Any] = {"seen_at": _later(now_standing["seen_at"], at)}
    if now_standing["seen_at"] is None or at >= now_standing["seen_at"]:
        new |= _address(w, contact_id, account_id)
    if kind in ACTS:
        new |= {"talk_open": 1, "last_act_at": _later(now_standing["last_act_at"], at)}
    if kind is Kind.WROTE:
        new |= {"has_talked": 1, "last_wrote_at": _later(now_standing["last_wrote_at"], at)}
    elif kind is Kind.OPENED_CHAT and source == FROM_AD:
        new["opened_by_ad_at"] = _later(now_standing["opened_by_ad_at"], at)
    elif kind is Kind.CLICKED:
        mark_clicked(w, contact_id, account_id, attempt_key, at)
        new["last_click_at"] = _later(now_standing["last_click_at"], at)
        new["outstanding"] = outstanding(w, contact_id)
    elif kind in _FOLLOWING:
        since = _since(w, contact_id, Kind.FOLLOWED, (Kind.UNFOLLOWED, Kind.LEFT), tie=False)
        new |= {"follows": since is not None, "followed_at": since}
    elif kind in _BLOCKING:
        new |= blocking(w, contact_id, now_standing["shop_blocked_at"])
    elif kind in _STOPPING:
        since = _since(w, contact_id, Kind.STOPPED, (Kind.RESUMED,), tie=True)
        new |= {"stopped": since is not None, "stopped_at": since}
    elif kind in _LESSENING:
        since = _since(w, contact_id, Kind.ASKED_LESS, (Kind.ASKED_USUAL,), tie=True)
        new |= {"less": since is not None, "less_at": since}
    if kind in ACTS or kind in _FOLLOWING:
        new["gone"] = _gone(w, contact_id)
    w.execute(update(standing).where(standing.c.contact_id == contact_id).values(new))
    if kind is Kind.WROTE and now_standing["last_click_at"] == at:
        return  # the words of the tapped button itself, which come with the tap: nobody wrote back
    note_act(w, contact_id, kind, at, now_standing["last_campaign_id"], now_standing["last_sponsored_at"])


def _later(known: int | None, at: int) -> int:
    return at if known is None else max(known, at)


def _address(w: Connection, contact_id: int, account_id: int) -> dict[str, Any]:
    """Where to write to: the account on which the person was last seen."""
    found = w.scalar(
        select(func.max(address.c.id)).where(address.c.contact_id == contact_id, address.c.account_id == account_id)
    )
    return {} if found is None else {"address_id": found, "account_id": account_id}


def _since(w: Connection, contact_id: int, on: Kind, off: tuple[Kind, ...], *, tie: bool) -> int | None:
    """Since when (ms) `on` holds on any account, None when it holds on none. `tie`: which side wins at one moment."""
    other = evidence.alias("other")
    ended = (
        select(func.max(other.c.at))
        .where(
            other.c.contact_id == contact_id,
            other.c.kind.in_([kind.value for kind in off]),
            other.c.account_id == evidence.c.account_id,
        )
        .scalar_subquery()
    )
    holds = evidence.c.at >= ended if tie else evidence.c.at > ended
    found = w.scalar(
        select(func.min(evidence.c.at)).where(
            evidence.c.contact_id == contact_id, evidence.c.kind == on.value, holds | ended.is_(None)
        )
    )
    return None if found is None else int(found)


def _gone(w: Connection, contact_id: int) -> bool:
    """Whether the person left (every account) and did nothing since."""
    kinds = [kind.value for kind in (*sorted(ACTS), Kind.FOLLOWED, Kind.LEFT)]
    last = (
        select(
            func.max(evidence.c.at).filter(evidence.c.kind == Kind.LEFT.value).label("left"),
            func.max(evidence.c.at).filter(evidence.c.kind != Kind.LEFT.value).label("acted"),
        )
        .where(evidence.c.contact_id == contact_id, evidence.c.kind.in_(kinds))
        .group_by(evidence.c.account_id)
        .subquery()
    )
    ways = w.execute(select(last.c.left, last.c.acted)).all()
    return bool(ways) and all(left is not None and (acted is None or left >= acted) for left, acted in ways)


def blocking(w: Connection, contact_id: int, shop_at: int | None) -> dict[str, Any]:
    """The columns about blocks: the person's own from the evidence, joined with the shop's since `shop_at`."""
    since = _since(w, contact_id, Kind.BLOCKED, (Kind.UNBLOCKED,), tie=True)
    person = since is not None
    return {
        "person_blocked": person,
        "shop_blocked": shop_at is not None,
        "shop_blocked_at": shop_at,
        "blocked": person or shop_at is not None,
        "blocked_at": since if person else shop_at,
    }


def outstanding(w: Connection, contact_id: int) -> bool:
    """Whether an offer to this person left (or may have left) and was not tapped."""
    left = message.c.state != MessageState.WAITING.value
    found = w.scalar(select(message.c.id).where(message.c.contact_id == contact_id, IS_OUTSTANDING, left))
    return found is not None


def mark_clicked(w: Connection, contact_id: int, account_id: int, attempt_key: str, at: int) -> None:
    """The person tapped an offer: it stands no longer between the shop and the next one."""
    tapped = update(message).where(
        message.c.contact_id == contact_id, IS_OUTSTANDING, message.c.state != MessageState.WAITING.value
    )
    if attempt_key:
        tapped = tapped.where(message.c.attempt_key == attempt_key)
    else:
        tapped = tapped.where(message.c.account_id == account_id, message.c.at <= at)
    w.execute(tapped.values(clicked_at=at))


def ensure_standing(w: Connection, contact_id: int, name: str) -> None:
    """A row for a person the shop has just met; the name sorts."""
    w.execute(
        upsert(standing)
        .values(contact_id=contact_id, sort_name=name.casefold())
        .on_conflict_do_nothing(index_elements=[standing.c.contact_id])
    )


def is_erased(w: Connection, contact_id: int) -> bool:
    """Whether the person was erased for good."""
    return w.scalar(select(erasure.c.contact_id).where(erasure.c.contact_id == contact_id)) is not None
