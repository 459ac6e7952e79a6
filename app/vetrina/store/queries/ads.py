"""The list of ads, one ad, and what is to change in the feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, func, literal_column, select
from sqlalchemy.engine import Connection

from vetrina.domain.ads import AdState
from vetrina.store import codec
from vetrina.store.queries.inbox import picture_of
from vetrina.store.rows import FeedPost
from vetrina.store.tables import ad, contact, feed_post, standing
from vetrina.store.views import AdRow

_TABS: Final = {
    "in_feed": (AdState.IN_FEED.value, AdState.PAUSED.value),
    "draft": (AdState.DRAFT.value,),
    "ended": (AdState.ENDED.value,),
    "all": tuple(state.value for state in AdState),
}


def _ad_row(r: Connection, row: Row[Any]) -> AdRow:
    return AdRow(
        ad=codec.load_ad(row.id, row.body),
        picture=picture_of(r, row.picture, row.product_key),
        talks=row.talks,
        clicks=row.clicks,
    )


def page(r: Connection, tab: str = "all") -> tuple[AdRow, ...]:
    """Ads of a tab (in_feed with the paused ones, draft, ended, all), the last changed first."""
    rows = r.execute(select(ad).where(ad.c.state.in_(_TABS[tab])).order_by(ad.c.changed_at.desc(), ad.c.id.desc()))
    return tuple(_ad_row(r, row) for row in rows.all())


def counts(r: Connection) -> dict[str, int]:
    """How many ads each tab has."""
    counted = r.execute(select(ad.c.state, func.count().label("n")).group_by(ad.c.state))
    states: dict[str, int] = {row.state: row.n for row in counted}
    return {tab: sum(states.get(state, 0) for state in listed) for tab, listed in _TABS.items()}


def one(r: Connection, ad_id: int) -> AdRow | None:
    """One ad; None when it is gone."""
    row = r.execute(select(ad).where(ad.c.id == ad_id)).first()
    return None if row is None else _ad_row(r, row)


def by_key(r: Connection, key: str) -> AdRow | None:
    """The ad that a referral names."""
    row = r.execute(select(ad).where(ad.c.key == key)).first()
    return None if row is None else _ad_row(r, row)


def feed_posts(r: Connection, ad_id: int) -> tuple[FeedPost, ...]:
    """How an ad stands, and is to stand, in the feed of each account."""
    rows = r.execute(select(feed_post).where(feed_post.c.ad_id == ad_id))
    return tuple(FeedPost(row.ad_id, row.account_id, row.wanted, row.posted, row.retry_at, row.problem) for row in rows)


def feed_changes(r: Connection, account_id: int, now: int) -> tuple[FeedPost, ...]:
    """What is to change in the feed of an account, and may be tried at `now` (ms)."""
    rows = r.execute(
        select(feed_post).where(
            feed_post.c.account_id == account_id,
            feed_post.c.wanted != feed_post.c.posted,
            feed_post.c.retry_at.is_(None) | (feed_post.c.retry_at <= now),
        )
    )
    return tuple(FeedPost(row.ad_id, row.account_id, row.wanted, row.posted, row.retry_at, row.problem) for row in rows)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as the feed sees them: for showing an ad the way they will see it."""

    id: int
    name: str
    size: str
    language: str
    follows: bool


def reader(r: Connection, contact_id: int) -> Reader | None:
    """What the feed knows of a person; None when they are gone."""
    row = r.execute(
        select(contact.c.id, contact.c.name, contact.c.size, contact.c.language, standing.c.follows)
        .outerjoin(standing, standing.c.contact_id == contact.c.id)
        .where(contact.c.id == contact_id)
    ).first()
    return None if row is None else Reader(row.id, row.name, row.size, row.language, bool(row.follows))


def readers(r: Connection, limit: int = 100) -> tuple[Reader, ...]:
    """People to show an ad as: those who follow first, then by name."""
    rows = r.execute(
        select(contact.c.id, contact.c.name, contact.c.size, contact.c.language, standing.c.follows)
        .join(standing, standing.c.contact_id == contact.c.id)
        .order_by(standing.c.follows.desc(), standing.c.sort_name, contact.c.id)
        .limit(limit)
    )
    return tuple(Reader(row.id, row.name, row.size, row.language, bool(row.follows)) for row in rows)


def followers(r: Connection) -> int:
    """How many people follow the shop."""
    return int(
        r.scalar(select(func.count()).select_from(standing).where(standing.c.follows == literal_column("1"))) or 0
    )
