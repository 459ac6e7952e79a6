"""Why am I seeing this: the honest reasons, from the hub's own record, as sentences in both tongues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa

from vetrina.hub.customer.wire import Reason, WhyAnswer
from vetrina.hub.feed import may_see
from vetrina.hub.pages import Page
from vetrina.hub.store import tables as t
from vetrina.hub.talks import NotThere
from vetrina.hub.wire import BothTongues, ShopBody

_MONTHS: Final = {
    "en": "January February March April May June July August September October November December".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
}

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "follows": ("You have followed {shop} since {day}.", "Segui {shop} dal {day}."),
    "follows_poster": (
        "You have followed {shop} since {day}. You scanned the poster at the counter.",
        "Segui {shop} dal {day}. Hai inquadrato il cartello al banco.",
    ),
    "for_followers": (
        "The shop shows this ad to its followers.",
        "Il negozio mostra questo annuncio a chi lo segue.",
    ),
    "for_everyone": (
        "The shop shows this ad to everyone who opens this page.",
        "Il negozio mostra questo annuncio a chiunque apra questa pagina.",
    ),
    "picked": (
        "The shop chose the product in it for you.",
        "Il negozio ha scelto per te il prodotto che vedi.",
    ),
    "opened_ad": ("You opened “{headline}” on {day}.", "Hai aperto «{headline}» il {day}."),
    "talked": ("You wrote to {shop}, last on {day}.", "Hai scritto a {shop}, l’ultima volta il {day}."),
    "tapped": (
        "You tapped the last offer on {day}, so the shop may send another.",
        "Hai toccato l’ultima offerta il {day}: il negozio può mandarne un’altra.",
    ),
    "offers_usual": (
        "After one offer, no other comes until you tap it.",
        "Dopo un’offerta non ne arriva un’altra finché non la tocchi.",
    ),
    "offers_less": (
        "You asked for fewer offers: one a month at most.",
        "Hai chiesto meno offerte: al massimo una al mese.",
    ),
    "answer": ("The shop is answering you.", "Il negozio ti sta rispondendo."),
    "test": ("This is a test to the shop’s own phone.", "È una prova sul telefono del negozio."),
    "yours": ("You wrote this.", "L’hai scritto tu."),
}


def day_in(language: str, at: int, zone: str = "") -> str:
    """A day as people say it: 3 April 2026, 3 aprile 2026; in the shop's zone (its IANA name), else UTC."""
    moment = datetime.fromtimestamp(at / 1000, _zone(zone))
    return f"{moment.day} {_MONTHS[language][moment.month - 1]} {moment.year}"


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _answer(shop: ShopBody, reasons: list[Reason]) -> WhyAnswer:
    def told(language: str, which: int) -> str:
        lines = []
        for reason in reasons:
            day = reason.params.get("at")
            params = {
                **reason.params,
                "shop": shop.name,
                "day": day_in(language, day, shop.zone) if isinstance(day, int) else "",
            }
            lines.append(_SENTENCES[reason.key][which].format(**params))
        return "\n".join(lines)

    return WhyAnswer(reasons=reasons, text=BothTongues(en=told("en", 0), it=told("it", 1)))


def _follow_reasons(person: Any) -> list[Reason]:
    if not person.follows:
        return []
    key = "follows_poster" if person.source == "poster" else "follows"
    return [Reason(key=key, params={"at": person.followed_at or person.joined_at})]


def why_ad(page: Page, shop: ShopBody, psid: str, ad_key: str) -> Callable[[sa.Connection], WhyAnswer]:
    """A query: why this ad is in this person's feed. Raises NotThere."""

    def query(connection: sa.Connection) -> WhyAnswer:
        person = connection.execute(sa.select(t.person).where(t.person.c.id == psid)).one()
        ad = connection.execute(
            sa.select(t.ad).where(t.ad.c.page_id == page.id, t.ad.c.key == ad_key, t.ad.c.removed_at.is_(None))
        ).first()
        if ad is None or not may_see(ad.audience, bool(person.follows)):
            raise NotThere
        reasons = _follow_reasons(person)
        reasons.append(Reason(key="for_followers" if ad.audience == "followers" else "for_everyone", params={}))
        picked = connection.execute(
            sa.select(t.pick.c.card).where(
                t.pick.c.page_id == page.id, t.pick.c.ad_key == ad_key, t.pick.c.psid == psid
            )
        ).first()
        if picked is not None:
            reasons.append(Reason(key="picked", params={}))
            reasons += _openings(connection, psid)
        return _answer(shop, reasons)

    return query


def _openings(connection: sa.Connection, psid: str) -> list[Reason]:
    rows = connection.execute(
        sa.select(t.ad_opening.c.headline, t.ad_opening.c.last_at)
        .where(t.ad_opening.c.psid == psid)
        .order_by(t.ad_opening.c.last_at.desc())
        .limit(2)
    )
    return [Reason(key="opened_ad", params={"headline": row.headline, "at": row.last_at}) for row in rows]


def why_message(shop: ShopBody, psid: str, mid: str) -> Callable[[sa.Connection], WhyAnswer]:
    """A query: why this message came, as the gate judged it when it was stored. Raises NotThere."""

    def query(connection: sa.Connection) -> WhyAnswer:
        row = connection.execute(
            sa.select(t.message).where(
                t.message.c.mid == mid, t.message.c.psid == psid, t.message.c.deleted_at.is_(None)
            )
        ).first()
        if row is None:
            raise NotThere
        if row.author == "person":
            return _answer(shop, [Reason(key="yours", params={})])
        if row.purpose == "test":
            return _answer(shop, [Reason(key="test", params={})])
        if row.purpose != "sponsored":
            return _answer(shop, [Reason(key="answer", params={})])
        person = connection.execute(sa.select(t.person).where(t.person.c.id == psid)).one()
        reasons = _follow_reasons(person)
        if row.reason == "tapped":
            reasons.append(Reason(key="tapped", params={"at": row.evidence_at or row.at}))
        if person.last_wrote_at and not person.follows:
            reasons.append(Reason(key="talked", params={"at": person.last_wrote_at}))
        if row.reason == "follows" and not person.follows:
            reasons.append(Reason(key="follows", params={"at": row.evidence_at or row.at}))
        reasons += _openings(connection, psid)
        reasons.append(Reason(key="offers_less" if person.less else "offers_usual", params={}))
        return _answer(shop, reasons)

    return query
