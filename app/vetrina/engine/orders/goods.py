"""Goods and ads: shop lists from files, pictures, ads as composed and as they stand in the feed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from vetrina.domain import ads as ad_words
from vetrina.domain.ads import Ad, AdState
from vetrina.domain.catalog import Product
from vetrina.domain.events import Progress, Topic
from vetrina.engine import commands as c
from vetrina.engine.commands import CannotDo
from vetrina.engine.desk import Desk
from vetrina.engine.engine import Order
from vetrina.engine.fetching import NotFetched
from vetrina.engine.jobs import Job, Jobs
from vetrina.engine.shelf import Shelf
from vetrina.engine.window import Window
from vetrina.exchange.pictures import MAX_PICTURE_BYTES, Darkroom, Picture, picture_beside, read_picture
from vetrina.exchange.products import ProductImport, read_products
from vetrina.exchange.report import ImportRefused
from vetrina.store import ledger
from vetrina.store.queries import working

_log = logging.getLogger(__name__)

JOB = "products"
CHUNK = 500

Fetch = Callable[[str, int], Awaitable[bytes]]
"""Gets an address, at most so many bytes; raises NotFetched."""


class GoodsOrders:
    """Orders about what the shop sells and shows."""

    def __init__(self, desk: Desk, shelf: Shelf, window: Window, jobs: Jobs) -> None:
        self._desk = desk
        self._shelf = shelf
        self._window = window
        self._jobs = jobs
        self._fetching: set[asyncio.Task[None]] = set()
        self.fetch: Fetch | None = None

    def table(self) -> Mapping[type, Order]:
        """Command to what carries it out."""
        return {
            c.ImportProducts: self.take_list,
            c.KeepPicture: self.keep_picture,
            c.SaveAd: self.save_ad,
            c.PutInFeed: self.put_in_feed,
            c.TakeFromFeed: self.take_from_feed,
        }

    # Products -------------------------------------------------------------------------------------------------------

    async def take_list(self, order: c.ImportProducts) -> ProductImport:
        """Read a shop list; keep the products unless it is a dry run. Those of earlier lists stay."""
        return await asyncio.to_thread(self._take_list, order)

    def _take_list(self, order: c.ImportProducts) -> ProductImport:
        with self._jobs.working(JOB) as job:
            found = read_products(
                order.path,
                currency_default=self._desk.settings.shop.currency,
                progress=lambda rows, _bytes: self._desk.announcer.say((Progress(JOB, rows, 0),)),
                cancelled=lambda: job.cancelled,
            )
            if not order.dry_run:
                with Darkroom() as darkroom:
                    self._keep(found.products, order.path, job, darkroom)
        return found

    def _keep(self, products: tuple[Product, ...], source: Path, job: Job, darkroom: Darkroom) -> None:
        for start in range(0, len(products), CHUNK):
            if job.cancelled:
                return
            part = products[start : start + CHUNK]
            pictures = {product.key: picture for product in part if (picture := _picture_of(product, source, darkroom))}
            with self._desk.change() as change:
                ledger.products.save_products(change.w, part)
                for key, picture in pictures.items():
                    ledger.products.keep_picture(change.w, picture.sha256, picture.body, picture.media_type)
                    ledger.products.set_picture(change.w, key, picture.sha256)
                change.tell(Topic.PRODUCT)
                change.dress = True
            self._desk.announcer.say((Progress(JOB, start + len(part), len(products)),))

    async def keep_picture(self, order: c.KeepPicture) -> str:
        """A picture of the owner's, made safe and small."""
        picture = await asyncio.to_thread(read_picture, order.path)
        with self._desk.change() as change:
            ledger.products.keep_picture(change.w, picture.sha256, picture.body, picture.media_type)
        return picture.sha256

    # Ads ------------------------------------------------------------------------------------------------------------

    async def save_ad(self, order: c.SaveAd) -> Ad:
        """Keep an ad; one that is in the feed changes there."""
        _must_fit(order.ad)
        with self._desk.change() as change:
            try:
                kept = ledger.ads.save_ad(change.w, order.ad, change.now)
            except LookupError as gone:
                raise CannotDo("gone") from gone
            change.tell(Topic.AD, kept.id)
            change.dress = kept.state is AdState.IN_FEED
        self._fetch_picture(kept)
        return kept

    async def put_in_feed(self, order: c.PutInFeed) -> None:
        """Put it in the feed; without a connection it goes up by itself later."""
        with self._desk.change() as change:
            ad = next(iter(working.ads_by_id(change.w, [order.ad_id])), None)
            if ad is None:
                raise CannotDo("gone")
            if not ad.headline.strip():
                raise CannotDo("ad_without_headline")
            if self._shelf.holes(change.w, ad, change.now):
                raise CannotDo("ad_has_holes")
            kept = ledger.ads.set_ad_state(change.w, ad.id, AdState.IN_FEED, change.now)
            self._window.want_ad(change, ad.id, in_feed=True)
            change.tell(Topic.AD, ad.id)
        self._fetch_picture(kept)

    async def take_from_feed(self, order: c.TakeFromFeed) -> None:
        """Take it out, for a while or for good."""
        with self._desk.change() as change:
            try:
                state = AdState.ENDED if order.end else AdState.PAUSED
                ledger.ads.set_ad_state(change.w, order.ad_id, state, change.now)
            except LookupError as gone:
                raise CannotDo("gone") from gone
            self._window.want_ad(change, order.ad_id, in_feed=False)
            change.tell(Topic.AD, order.ad_id)

    # Pictures of products that are named by a web address -------------------------------------------------------------

    def _fetch_picture(self, ad: Ad) -> None:
        """Get the picture of the ad's product once, when it is about to be shown."""
        with self._desk.db.read() as r:
            found = working.product_of(r, ad.product_key)
        if found is None or found[1] or not found[0].picture.startswith(("http://", "https://")) or self.fetch is None:
            return
        task = asyncio.create_task(self._fetch(found[0], self.fetch))
        self._fetching.add(task)
        task.add_done_callback(self._fetching.discard)

    async def _fetch(self, product: Product, fetch: Fetch) -> None:
        try:
            raw = await fetch(product.picture, MAX_PICTURE_BYTES)
            picture = await asyncio.to_thread(read_picture, raw)
        except (NotFetched, ImportRefused) as fault:
            _log.info("a product's picture could not be fetched: %s", type(fault).__name__)
            return
        with self._desk.change() as change:
            ledger.products.keep_picture(change.w, picture.sha256, picture.body, picture.media_type)
            ledger.products.set_picture(change.w, product.key, picture.sha256)
            change.tell(Topic.PRODUCT)
            change.tell(Topic.AD)
            change.dress = True

    async def close(self) -> None:
        """Stop fetching."""
        for task in list(self._fetching):
            task.cancel()
        await asyncio.gather(*self._fetching, return_exceptions=True)


def _picture_of(product: Product, source: Path, darkroom: Darkroom) -> Picture | None:
    """The picture that lies beside the list, where the list names one; a bad one is as good as none."""
    place = picture_beside(source, product.picture)
    if place is None:
        return None
    try:
        return read_picture(place, darkroom)
    except ImportRefused:
        return None


def _must_fit(ad: Ad) -> None:
    for text, limit in (
        (ad.headline, ad_words.HEADLINE_LENGTH),
        (ad.text, ad_words.TEXT_LENGTH),
        (ad.greeting, ad_words.GREETING_LENGTH),
        *((reply.title, ad_words.QUICK_REPLY_LENGTH) for reply in ad.quick_replies),
    ):
        if len(text) > limit:
            raise CannotDo("too_long", length=str(len(text)), limit=str(limit))
    if len(ad.quick_replies) > ad_words.QUICK_REPLIES:
        raise CannotDo("too_many_buttons", limit=str(ad_words.QUICK_REPLIES))
