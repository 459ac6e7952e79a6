"""The feed: ads as the shop put them, rendered for one person, and the opening of an ad's chat box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from vetrina.domain.ads import Ad, Creative, FeedAudience, creative
from vetrina.domain.people import given_name
from vetrina.domain.talk import QuickReply
from vetrina.hub.customer.wire import ButtonShown, FeedAd, FeedAnswer, OpenAnswer
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.store.writer import Unit
from vetrina.hub.talks import NotThere, card_shown
from vetrina.hub.wire import AdBody, AdRow, AdsBody, PickBody, card_of

FEED_AT_ONCE: Final = 20
OPENING_COUNTS_AGAIN_MS: Final = 24 * 3_600_000
BUTTONS: Final = {
    ("chat", "en"): "Write to the shop",
    ("chat", "it"): "Scrivi al negozio",
    ("reserve", "en"): "Keep one for me",
    ("reserve", "it"): "Tienine uno per me",
}
_values = msgspec.json.Decoder(dict[str, str])


@lru_cache(maxsize=64)
def _ad_body(stored: str) -> AdBody:
    """Ads are few and read for everybody: decoded once each."""
    return msgspec.json.decode(stored, type=AdBody)


def put_ad(unit: Unit, page: Page, key: str, body: AdBody) -> None:
    """Put an ad in the feed, or change it."""
    stored = msgspec.structs.replace(body, picks=None, since=body.since or unit.now)
    values = {
        "body": msgspec.json.encode(stored).decode(),
        "audience": body.audience,
        "since": stored.since,
        "removed_at": None,
        "change": unit.number(page.id),
    }
    mine = sa.and_(t.ad.c.page_id == page.id, t.ad.c.key == key)
    if unit.connection.execute(sa.update(t.ad).where(mine).values(**values)).rowcount == 0:
        unit.connection.execute(sa.insert(t.ad).values(page_id=page.id, key=key, **values))
    if body.picks is not None:
        unit.connection.execute(sa.delete(t.pick).where(t.pick.c.page_id == page.id, t.pick.c.ad_key == key))
        _insert_picks(unit, page, key, body.picks)
    unit.everyone.add(page.id)


def add_picks(unit: Unit, page: Page, key: str, picks: dict[str, PickBody]) -> bool:
    """Add or replace what single people see; false when there is no such ad. Unknown people are passed over."""
    found = unit.connection.execute(
        sa.select(t.ad.c.key).where(t.ad.c.page_id == page.id, t.ad.c.key == key, t.ad.c.removed_at.is_(None))
    ).first()
    if found is None:
        return False
    for some in _slices(list(picks)):
        unit.connection.execute(
            sa.delete(t.pick).where(t.pick.c.page_id == page.id, t.pick.c.ad_key == key, t.pick.c.psid.in_(some))
        )
    _insert_picks(unit, page, key, picks)
    return True


def _insert_picks(unit: Unit, page: Page, key: str, picks: dict[str, PickBody]) -> None:
    for some in _slices(list(picks)):
        known = unit.connection.execute(
            sa.select(t.person.c.id).where(t.person.c.page_id == page.id, t.person.c.id.in_(some))
        ).scalars()
        rows = [
            {
                "page_id": page.id,
                "ad_key": key,
                "psid": psid,
                "card": picks[psid].card,
                "vals": msgspec.json.encode(picks[psid].values).decode(),
            }
            for psid in known
        ]
        if rows:
            unit.connection.execute(sa.insert(t.pick), rows)


def _slices(items: Sequence[str]) -> list[Sequence[str]]:
    return [items[start : start + 1000] for start in range(0, len(items), 1000)]


def remove_ad(unit: Unit, page: Page, key: str) -> bool:
    """Take an ad out of the feed; false when it is not in it."""
    changed = unit.connection.execute(
        sa.update(t.ad)
        .where(t.ad.c.page_id == page.id, t.ad.c.key == key, t.ad.c.removed_at.is_(None))
        .values(removed_at=unit.now, change=unit.number(page.id))
    )
    if changed.rowcount:
        unit.connection.execute(sa.delete(t.pick).where(t.pick.c.page_id == page.id, t.pick.c.ad_key == key))
        unit.everyone.add(page.id)
    return changed.rowcount == 1


def list_ads(page: Page) -> Callable[[sa.Connection], AdsBody]:
    """A query: the ads in the feed, newest first, and how many people opened each."""

    def query(connection: sa.Connection) -> AdsBody:
        opened = (
            sa.select(sa.func.count())
            .select_from(t.ad_opening.join(t.person, t.person.c.id == t.ad_opening.c.psid))
            .where(t.person.c.page_id == t.ad.c.page_id, t.ad_opening.c.ad_key == t.ad.c.key)
            .scalar_subquery()
        )
        rows = connection.execute(
            sa.select(t.ad.c.key, t.ad.c.since, opened.label("opened"))
            .where(t.ad.c.page_id == page.id, t.ad.c.removed_at.is_(None))
            .order_by(t.ad.c.since.desc(), t.ad.c.key)
        )
        return AdsBody(ads=[AdRow(key=row.key, since=row.since, opened=row.opened) for row in rows])

    return query


def may_see(audience: str, follows: bool) -> bool:
    """Whether an ad for `audience` is in the feed of a person who follows, or not."""
    return audience == "everyone" or follows


def feed_query(page: Page, psid: str, *which: Any) -> sa.Select[Any]:
    """The page's ads as rows with this person's pick and opening; `which` narrows."""
    return (
        sa.select(t.ad, t.pick.c.card, t.pick.c.vals, t.ad_opening.c.last_at.label("opened_at"))
        .outerjoin(
            t.pick,
            sa.and_(t.pick.c.page_id == t.ad.c.page_id, t.pick.c.ad_key == t.ad.c.key, t.pick.c.psid == psid),
        )
        .outerjoin(t.ad_opening, sa.and_(t.ad_opening.c.ad_key == t.ad.c.key, t.ad_opening.c.psid == psid))
        .where(t.ad.c.page_id == page.id, *which)
    )


def rendered(row: Any, name: str, language: str) -> FeedAd:
    """One row of `feed_query` as the person sees it."""
    body = _ad_body(row.body)
    made = _creative(row, body, name, language)
    return FeedAd(
        key=row.key,
        headline=made.headline,
        text=made.text,
        picture=made.picture,
        card=None if made.product is None else card_shown(made.product),
        action=body.action,
        button=made.button,
        greeting=made.greeting,
        quick_replies=[ButtonShown(title=reply.title, payload=reply.payload) for reply in made.quick_replies],
        since=row.since,
        opened=row.opened_at is not None,
    )


def _creative(row: Any, body: AdBody, name: str, language: str) -> Creative:
    own = _values.decode(row.vals) if row.vals else {}
    index = row.card if row.card is not None and row.card < len(body.cards) else 0
    product = card_of(body.cards[index]) if body.cards else None
    values = {**body.values, **own, "first_name": given_name(name)}
    if product is not None:
        values.setdefault("product", product.title)
        values.setdefault("price", product.price)
    ad = Ad(
        id=0,
        key=row.key,
        name="",
        headline=body.headline,
        text=body.text,
        picture=body.picture,
        greeting=body.greeting,
        quick_replies=tuple(QuickReply(reply.title, reply.payload) for reply in body.quick_replies),
        audience=FeedAudience(body.audience),
    )
    return creative(ad, values, product, BUTTONS[body.action, language if language == "it" else "en"])


def feed(page: Page, psid: str, after: str) -> Callable[[sa.Connection], FeedAnswer]:
    """A query: what this person sees in the feed, newest first, after the ad with key `after`."""

    def query(connection: sa.Connection) -> FeedAnswer:
        person = connection.execute(
            sa.select(t.person.c.name, t.person.c.language, t.person.c.follows).where(t.person.c.id == psid)
        ).one()
        which: list[Any] = [t.ad.c.removed_at.is_(None)]
        if not person.follows:
            which.append(t.ad.c.audience == "everyone")
        if after:
            since = connection.execute(
                sa.select(t.ad.c.since).where(t.ad.c.page_id == page.id, t.ad.c.key == after)
            ).scalar()
            if since is None:
                raise NotThere
            which.append(sa.or_(t.ad.c.since < since, sa.and_(t.ad.c.since == since, t.ad.c.key > after)))
        rows = connection.execute(
            feed_query(page, psid, *which).order_by(t.ad.c.since.desc(), t.ad.c.key).limit(FEED_AT_ONCE + 1)
        ).all()
        ads = [rendered(row, person.name, person.language) for row in rows[:FEED_AT_ONCE]]
        return FeedAnswer(ads=ads, next=ads[-1].key if len(rows) > FEED_AT_ONCE else "")

    return query


def open_ad(unit: Unit, page: Page, psid: str, key: str) -> OpenAnswer:
    """The person opens an ad's chat box: a talk begins, and the shop hears from which ad, once a day.

    Raises NotThere for an ad that is not in this person's feed.
    """
    person = unit.connection.execute(
        sa.select(t.person.c.name, t.person.c.language, t.person.c.follows).where(t.person.c.id == psid)
    ).first()
    row = unit.connection.execute(feed_query(page, psid, t.ad.c.key == key, t.ad.c.removed_at.is_(None))).first()
    if person is None or row is None or not may_see(row.audience, bool(person.follows)):
        raise NotThere
    shown = rendered(row, person.name, person.language)
    first = row.opened_at is None or unit.now - row.opened_at >= OPENING_COUNTS_AGAIN_MS
    if first:
        _note_opening(unit, page, psid, key, shown.headline, known=row.opened_at is not None)
    return OpenAnswer(key=key, greeting=shown.greeting, quick_replies=shown.quick_replies, first=first)


def _note_opening(unit: Unit, page: Page, psid: str, key: str, headline: str, *, known: bool) -> None:
    number = unit.event(page.id, "opened_chat", psid, msgspec.json.encode({"source": "ADS", "ad_key": key}).decode())
    if known:
        unit.connection.execute(
            sa.update(t.ad_opening)
            .where(t.ad_opening.c.psid == psid, t.ad_opening.c.ad_key == key)
            .values(last_at=unit.now, headline=headline)
        )
    else:
        unit.connection.execute(
            sa.insert(t.ad_opening).values(
                psid=psid, ad_key=key, headline=headline, first_at=unit.now, last_at=unit.now
            )
        )
    unit.connection.execute(
        sa.update(t.person)
        .where(t.person.c.id == psid)
        .values(talk_open=1, last_act_at=unit.now, opened_by_ad_at=unit.now, bot_replies=0, asked_back=0, change=number)
    )
    unit.people.add(psid)


def opened_by_link(unit: Unit, page: Page, psid: str, ref: str) -> None:
    """The person came by a link with a `ref`, which starts a talk; the shop hears the `ref`."""
    unit.event(page.id, "opened_chat", psid, msgspec.json.encode({"source": "SHORTLINK", "ref": ref}).decode())
    unit.connection.execute(sa.update(t.person).where(t.person.c.id == psid).values(talk_open=1, last_act_at=unit.now))
