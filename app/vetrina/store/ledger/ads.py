"""Ads as composed, and how each is to stand in the feed of each account."""

from __future__ import annotations

import dataclasses
import secrets

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.ads import Ad, AdState
from vetrina.domain.talk import QuickReply
from vetrina.domain.text import clean_line, clean_text
from vetrina.store import codec
from vetrina.store.ledger.writing import new_row
from vetrina.store.tables import ad, feed_post


def save_ad(w: Connection, made: Ad, now: int) -> Ad:
    """Keep an ad; id 0 makes a new one. `set_ad_state` changes its state. Raises LookupError when it is gone."""
    old = None
    if made.id:
        old = w.execute(select(ad.c.id, ad.c.body).where(ad.c.id == made.id)).one_or_none()
        if old is None:
            raise LookupError(made.id)
    known = None if old is None else codec.load_ad(old.id, old.body)
    made = dataclasses.replace(
        made,
        key=known.key if known else (made.key or secrets.token_hex(8)),
        name=clean_line(made.name),
        headline=clean_line(made.headline),
        text=clean_text(made.text),
        greeting=clean_text(made.greeting),
        quick_replies=tuple(QuickReply(clean_line(q.title), clean_line(q.payload, 1_000)) for q in made.quick_replies),
        state=known.state if known else AdState.DRAFT,
        in_feed_since=known.in_feed_since if known else None,
        changed_at=now,
    )
    return _write(w, made)


def set_ad_state(w: Connection, ad_id: int, state: AdState, now: int) -> Ad:
    """Draft, in the feed, paused or ended. Raises LookupError when it is gone."""
    row = w.execute(select(ad.c.id, ad.c.body).where(ad.c.id == ad_id)).one_or_none()
    if row is None:
        raise LookupError(ad_id)
    known = codec.load_ad(row.id, row.body)
    since = known.in_feed_since if known.state is AdState.IN_FEED else now
    made = dataclasses.replace(
        known, state=state, changed_at=now, in_feed_since=since if state is AdState.IN_FEED else known.in_feed_since
    )
    return _write(w, made)


def _write(w: Connection, made: Ad) -> Ad:
    values = {
        "key": made.key,
        "name": made.name,
        "state": made.state.value,
        "product_key": made.product_key,
        "picture": made.picture,
        "body": codec.dump(made),
        "changed_at": made.changed_at,
        "in_feed_since": made.in_feed_since,
    }
    if made.id:
        w.execute(update(ad).where(ad.c.id == made.id).values(values))
        return made
    return dataclasses.replace(made, id=new_row(w, ad, values))


def want_in_feed(w: Connection, ad_id: int, account_id: int, wanted: str) -> None:
    """How the ad is to stand in an account's feed: its wire form or a hash of it, empty to take it out."""
    statement = upsert(feed_post).values(ad_id=ad_id, account_id=account_id, wanted=wanted)
    w.execute(
        statement.on_conflict_do_update(
            index_elements=[feed_post.c.ad_id, feed_post.c.account_id],
            set_={"wanted": wanted, "retry_at": None, "problem": ""},
        )
    )


def note_posted(w: Connection, ad_id: int, account_id: int, posted: str) -> None:
    """How the ad stands there now."""
    here = (feed_post.c.ad_id == ad_id) & (feed_post.c.account_id == account_id)
    w.execute(update(feed_post).where(here).values(posted=posted, retry_at=None, problem=""))


def note_post_trouble(w: Connection, ad_id: int, account_id: int, problem: str, retry_at: int | None) -> None:
    """It did not work; try again at `retry_at` (ms), or not by itself."""
    here = (feed_post.c.ad_id == ad_id) & (feed_post.c.account_id == account_id)
    w.execute(update(feed_post).where(here).values(problem=problem, retry_at=retry_at))


def count_click(w: Connection, ad_key: str) -> None:
    """Somebody tapped the ad."""
    w.execute(update(ad).where(ad.c.key == ad_key).values(clicks=ad.c.clicks + 1))
