"""The hub as a shop window: its feed, the public card, blocks and standing, over the operator's routes."""

from __future__ import annotations

from itertools import islice
from typing import Any, Literal, cast
from urllib.parse import quote

import aiohttp
import msgspec

from vetrina.domain.talk import ProductCard
from vetrina.domain.window import FeedAd, Pick, ShopCard, Standing, StandingPage, Tongues
from vetrina.hub import wire
from vetrina.transports.base import WindowNotReached, WindowTransport
from vetrina.transports.hub import HubTransport

_standing = msgspec.json.Decoder(wire.StandingBody)


class HubWindow(HubTransport, WindowTransport):
    """The hub with all its sides: what the courier connects to."""

    async def put_shop(self, card: ShopCard) -> None:
        """Replace the public card."""
        await self._do(
            "PUT",
            "/desktop/shop",
            wire.ShopBody(
                name=card.name[:80] or "Vetrina",
                address=card.address[:300],
                phone=card.phone[:300],
                hours=_tongues(card.hours),
                hours_line=_tongues(card.hours_line),
                automatic_line=_tongues(card.automatic_line),
                language="en" if card.language == "en" else "it",
                zone=card.zone[:64],
            ),
        )

    async def put_picture(self, sha256: str, data: bytes) -> None:
        """Upload a picture under the hash of its bytes."""
        await self._do("PUT", f"/desktop/pictures/{sha256}", data, picture_type(data))

    async def put_ad(self, ad: FeedAd) -> None:
        """Put the ad and then, in parts, what single people see of it."""
        picks = iter(ad.picks.items())
        first = {psid: _pick(pick) for psid, pick in islice(picks, wire.PICKS_AT_ONCE // 10)}
        await self._do("PUT", f"/desktop/ads/{quote(ad.key, safe='')}", ad_body(ad, first))
        while more := {psid: _pick(pick) for psid, pick in islice(picks, wire.PICKS_AT_ONCE // 10)}:
            await self._do("POST", f"/desktop/ads/{quote(ad.key, safe='')}/picks", wire.PicksBody(picks=more))

    async def remove_ad(self, key: str) -> None:
        """Take the ad out of the feed."""
        await self._do("DELETE", f"/desktop/ads/{quote(key, safe='')}", missing_is_fine=True)

    async def block(self, remote_id: str, blocked: bool) -> None:
        """Their messages no longer arrive, or do again."""
        await self._do("POST", "/desktop/block", wire.BlockBody(psid=remote_id, blocked=blocked), missing_is_fine=True)

    async def mark_own(self, remote_id: str, own: bool) -> None:
        """The hub lets tests through to this person, or no longer."""
        await self._do("POST", "/desktop/own", wire.OwnBody(psid=remote_id, own=own), missing_is_fine=True)

    async def hold(self, remote_id: str, by_human: bool) -> None:
        """Human or bot: the page shows it."""
        holder: Literal["human", "bot"] = "human" if by_human else "bot"
        await self._do(
            "POST", "/desktop/control", wire.ControlBody(psid=remote_id, holder=holder), missing_is_fine=True
        )

    async def mark_seen(self, remote_id: str, message_id: str) -> None:
        """Two ticks on the person's phone. Raises WindowNotReached: what was not told is told again."""
        await self._do("POST", "/desktop/seen", wire.SeenBody(psid=remote_id, mid=message_id), missing_is_fine=True)

    async def erase(self, remote_id: str) -> None:
        """Forget a person at the hub."""
        await self._do("POST", "/desktop/erase", wire.EraseBody(psid=remote_id), missing_is_fine=True)

    async def standing(self, after: str) -> StandingPage:
        """One page of everybody's standing."""
        answer = _standing.decode(await self._do("GET", f"/desktop/standing?after={quote(after, safe='')}"))
        return StandingPage(answer.height, tuple(_standing_of(row) for row in answer.people), answer.next)

    async def _do(
        self,
        method: str,
        path: str,
        body: Any = None,
        media_type: str = "application/json",
        *,
        missing_is_fine: bool = False,
    ) -> bytes:
        try:
            status, answer = await self.ask(method, path, body, media_type)
        except (aiohttp.ClientError, OSError, TimeoutError) as fault:
            raise WindowNotReached(type(fault).__name__) from fault
        if status < 300 or (status == 404 and missing_is_fine):
            return cast(bytes, answer)
        permanent = 400 <= status < 500 and status not in (401, 403, 408, 429)
        raise WindowNotReached(f"{method} {path.partition('?')[0]} answered {status}", permanent=permanent)


def ad_body(ad: FeedAd, picks: dict[str, wire.PickBody] | None = None) -> wire.AdBody:
    """The ad for the wire; `picks` are those that go with it, all of them when not given."""
    return wire.AdBody(
        headline=ad.headline[:300],
        text=ad.text,
        picture=ad.picture,
        greeting=ad.greeting,
        cards=[_card(card) for card in ad.cards],
        values=_lines(ad.values),
        picks={psid: _pick(pick) for psid, pick in ad.picks.items()} if picks is None else picks,
        quick_replies=[wire.QuickReplyBody(title=q.title, payload=q.payload) for q in ad.quick_replies],
        action=cast(Literal["chat", "reserve"], ad.action),
        answers_first=cast(Literal["bot", "human"], ad.answers_first),
        audience=cast(Literal["everyone", "followers"], ad.audience),
        since=ad.since,
    )


def picture_type(data: bytes) -> str:
    """The media type by the first bytes (PNG, JPEG or WebP; anything else is left to the hub to refuse)."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"


def _tongues(text: Tongues) -> wire.BothTongues:
    return wire.BothTongues(en=text.en, it=text.it)


def _lines(values: Any) -> dict[str, str]:
    return {name: value[:300] for name, value in values.items()}


def _pick(pick: Pick) -> wire.PickBody:
    return wire.PickBody(card=pick.card, values=_lines(pick.values))


def _card(card: ProductCard) -> wire.CardBody:
    return wire.CardBody(
        title=card.title[:300],
        subtitle=card.subtitle[:300],
        price=card.price[:300],
        picture=card.picture,
        product_key=card.product_key[:300],
    )


def _standing_of(row: wire.StandingRow) -> Standing:
    return Standing(
        remote_id=row.psid,
        name=row.name,
        language=row.language,
        source=row.source,
        own=row.own,
        follows=row.follows,
        followed_at=row.followed_at or None,
        blocked=row.blocked,
        blocked_at=row.blocked_at or None,
        shop_blocked=row.shop_blocked,
        stopped=row.stopped,
        stopped_at=row.stopped_at or None,
        less=row.less,
        less_at=row.less_at or None,
        talk_open=row.talk_open,
        has_talked=row.has_talked,
        outstanding=row.outstanding,
        last_wrote_at=row.last_wrote_at or None,
        last_act_at=row.last_act_at or None,
        last_click_at=row.last_click_at or None,
        last_sponsored_at=row.last_sponsored_at or None,
    )
