"""The Ads page: list, composer and phone preview; drafts keep themselves, the feed changes only on a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from vetrina.domain.ads import Ad, AdState
from vetrina.domain.catalog import Product
from vetrina.domain.events import Topic
from vetrina.engine.commands import KeepPicture, PutInFeed, SaveAd, TakeFromFeed
from vetrina.store.queries import ads, products
from vetrina.store.queries.ads import Reader
from vetrina.store.views import AdRow, ProductRow
from vetrina.ui import moment
from vetrina.ui.ads.ads_list import AdsList
from vetrina.ui.ads.fetching import Fetched, fetch, packed, unpacked
from vetrina.ui.ads.form import AdForm, first_draft
from vetrina.ui.ads.head import AdHead, Standing
from vetrina.ui.ads.preview import Preview
from vetrina.ui.ads.product_pick import ProductPick
from vetrina.ui.ads.shop_list import ShopList
from vetrina.ui.ads.version import Version, version
from vetrina.ui.jump import Target
from vetrina.ui.page import Page
from vetrina.ui.phrases import sentence_of
from vetrina.ui.widgets.cards import Panel
from vetrina.ui.widgets.layouts import fixed, row
from vetrina.ui.widgets.pictures import read_picture
from vetrina.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow

KEPT_AFTER_MS = 600
SHOWN_AFTER_MS = 120
FOUND_AT_ONCE = 200


class AdsPage(Page):
    """`held` are the ads of the feed with changes that are not in it yet, `_live` the same ads as the feed has them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.held: dict[int, Ad] = {}
        self._live: dict[int, Ad] = {}
        self._showing = False
        self._saving = False
        self._again = False
        self._then: list[Callable[[], None]] = []
        self._asked = 0
        self._list_asked = 0
        self._turned = False
        self.list = AdsList()
        self.pick = ProductPick(self._find_products)
        self.form = AdForm(self.pick)
        self.head = AdHead()
        self.preview = Preview()
        self._keep_timer = self._timer(KEPT_AFTER_MS, self.keep)
        self._show_timer = self._timer(SHOWN_AFTER_MS, self._show_version)
        self._build()
        self._wire()
        self._close_form()

    def _timer(self, after_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

    def _build(self) -> None:
        fixed(self.list, width=252)
        fixed(self.preview, width=372)
        middle = Panel("", "canvas")
        middle.body.addWidget(self.head)
        self.nothing = EmptyState(
            self.tr("Choose an ad, or make a new one"),
            self.tr("What you write is kept as you type. Nobody sees it until you put it in the feed."),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(self.nothing)
        middle.body.addWidget(self.stack, 1)
        across = row(self.list, gap=0)
        across.addWidget(middle, 1)
        across.addWidget(self.preview)
        self.setLayout(across)

    def _wire(self) -> None:
        self.list.picked.connect(self.open_ad)
        self.list.made.connect(self.new_ad)
        self.list.started.connect(self.new_ad)
        self.list.listed.connect(self.open_shop_list)
        self.list.tab_chosen.connect(self.refresh)
        self.list.table.opened.connect(lambda _row: self.form.headline.setFocus())
        self.head.picked.connect(self.open_ad)
        self.head.made.connect(self.new_ad)
        self.head.put.connect(self.put_in_feed)
        self.head.taken.connect(self.take_from_feed)
        self.head.undone.connect(self.drop_changes)
        self.form.edited.connect(self._edited)
        self.pick.own_wanted.connect(self.choose_picture)
        self.preview.wanted.connect(lambda _reader: self._show_version())

    # What the window calls

    def entered(self) -> None:
        """Fetch and put the focus on the list."""
        self.refresh()
        (self.list.table if not self.list.isHidden() else self.head.new_button).setFocus()

    def shown_id(self, number: int) -> None:
        """Open one ad."""
        self.open_ad(number)

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the list is a drop-down in the head."""
        self.list.setVisible(not narrow)
        self.head.fold(narrow)

    def changed(self, topics: Topics) -> None:
        """Ads, products, people or talks changed."""
        kinds = {topic for topic, _ in topics}
        if kinds & {Topic.AD, Topic.PRODUCT, Topic.CONTACT, Topic.CONVERSATION}:
            self.refresh()

    def focus_stops(self) -> list[QWidget]:
        """List, headline, phone."""
        return [self.list.table, self.form.headline, self.preview.screen_]

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page or the end of the program: what was typed last is kept too."""
        super().hideEvent(event)
        if self._keep_timer.isActive():
            self.keep()

    def jump_targets(self, words: str) -> list[Target]:
        """Ads of the tab for Ctrl+K."""
        low = words.casefold().strip()
        named = [(one.ad.id, self.list.model.name(one)) for one in self.list.model.rows]
        return [
            Target(name, self.tr("Ad"), "megaphone", partial(self.window_.go_to, "ads", ad_id))
            for ad_id, name in named
            if low and low in name.casefold()
        ]

    # Fetching

    def refresh(self) -> None:
        """Read list, kinds and people again; the form keeps what is typed."""
        self._list_asked += 1
        asked, tab, known = self._list_asked, self.list.tab(), frozenset(self.list.model.pictures)
        self.list.waiting.wait()
        self.bridge.read(lambda r: fetch(r, tab, known), lambda found: self._show(asked, found), owner=self)
        self._show_version()

    def _show(self, asked: int, found: Fetched) -> None:
        if asked != self._list_asked:
            return
        if not self._turned:
            self._turned = True
            if not found.rows and found.counts.get("draft", 0):
                self.list.show_tab("draft")
                self.refresh()
                return
        for key, body in found.pictures.items():
            self.list.model.pictures[key] = read_picture(body)
        self.list.model.editing = frozenset(self.held) | {one.ad.id for one in found.rows if one.ad.working}
        here = self.form.ad().id if self._showing else 0
        self.list.show_starters(found.starters)
        self.list.show_rows(found.rows, found.counts, here)
        self.head.show_rows([(one.ad.id, self.list.model.name(one)) for one in found.rows], here)
        self.pick.show_kinds(found.kinds)
        self.form.show_followers(found.followers)
        self.preview.show_readers(found.readers or (self._nobody(),))
        for one in found.rows:
            if self._showing and one.ad.id == here and here:
                self._live[here] = one.ad
                self.form.keep(one.ad)
                self._say_standing()
        if not self._showing and found.rows:
            self._show_stored(found.rows[0].ad)
        elif self._showing:
            self._show_version()

    def _nobody(self) -> Reader:
        """Somebody to show the ad as, while nobody is there."""
        return Reader(0, self.tr("Giulia (example)"), "M", moment.shop_language(), True)

    def _find_products(self, words: str, show: Callable[[tuple[ProductRow, ...]], None]) -> None:
        self.bridge.read(lambda r: products.page(r, words, None, FOUND_AT_ONCE), show, owner=self)

    def _show_version(self) -> None:
        reader = self.preview.reader()
        if not self._showing or reader is None:
            return
        self._asked += 1
        asked, ad, shop, language, now = (
            self._asked, self.form.ad(), moment.shop(), moment.shop_language(), moment.now(),
        )  # fmt: skip

        def show(made: Version) -> None:
            if asked == self._asked and self._showing:
                self.preview.show_version(ad, made)
                self.form.show_prices(made.prices, made.price)
                self.preview.card.show_marks(self.form.marks)
                self.pick.show_shown(made.product, read_picture(made.picture) if made.picture else None)

        self.bridge.read(lambda r: version(r, ad, reader, shop, language, now), show, owner=self)

    # Opening

    def open_ad(self, ad_id: int) -> None:
        """Show an ad in the form, after keeping what was typed in the last one."""
        if self._showing and self.form.ad().id == ad_id:
            return
        self._flush(lambda: self._open_kept(ad_id))

    def _open_kept(self, ad_id: int) -> None:
        def show(found: AdRow | None) -> None:
            if found is None:
                self.window_.toast.say(self.tr("This ad is no longer there."))
                self.refresh()
                return
            self._show_stored(found.ad)

        self.bridge.read(lambda r: ads.one(r, ad_id), show, owner=self)

    def _show_stored(self, ad: Ad) -> None:
        """An ad of the store, with the changes that were made to it last."""
        self._live[ad.id] = ad
        if ad.working and ad.id not in self.held and ad.state is AdState.IN_FEED:
            self.held[ad.id] = unpacked(ad)
        self._show_ad(self.held.get(ad.id, ad))

    def _show_ad(self, ad: Ad) -> None:
        self._showing = True
        self._again = False
        self.form.show_ad(ad)
        self.stack.setCurrentWidget(self.form)
        self.preview.setEnabled(True)
        self.list.mark(ad.id)
        self.head.mark(ad.id)
        self._say_standing()
        self._show_version()

    def _close_form(self) -> None:
        self._showing = False
        self.stack.setCurrentWidget(self.nothing)
        self.head.show_standing(Standing.NOTHING, "", 0)

    def new_ad(self, product: Product | None = None) -> None:
        """Start an ad, from a product of the shop list if one is given; it is kept with the first letter."""

        def start() -> None:
            title, key = (product.title, product.key) if isinstance(product, Product) else ("", "")
            self._show_ad(first_draft(title, key, moment.shop_language()))
            self.form.headline.setFocus()
            if title:
                self._edited()

        self._flush(start)

    # Keeping

    def _edited(self) -> None:
        ad = self.form.ad()
        if ad.state is AdState.IN_FEED:
            self.held[ad.id] = ad
            self.list.model.editing = frozenset(self.held)
            self.list.table.viewport().update()
        self._keep_timer.start()
        self._say_standing()
        self._show_timer.start()

    def keep(self) -> None:
        """Keep the draft now. While one is on its way the next goes after it, so that no ad is made twice."""
        self._keep_timer.stop()
        if self._saving:
            self._again = True
            return
        if self.form.too_long():
            return
        self._saving = True
        ad = self.form.ad()
        live = self._live.get(ad.id) if ad.state is AdState.IN_FEED else None
        kept = replace(ad, working="") if live is None else replace(live, working=packed(ad))
        self.bridge.ask(SaveAd(kept), self._kept, self._not_kept, owner=self)

    def _kept(self, stored: Ad) -> None:
        self._saving = False
        self._live[stored.id] = stored
        if self.form.ad().id in (0, stored.id):
            self.form.keep(stored)
        self._say_standing()
        self._go_on()

    def _go_on(self) -> None:
        """What waited for the store's answer: the next letters, then another ad."""
        if self._again:
            self._again = False
            self.keep()
            return
        then, self._then = self._then, []
        for act in then:
            act()

    def _not_kept(self, trouble: Exception) -> None:
        self._saving = self._again = False
        self._then = []
        self.window_.toast.say(sentence_of(trouble), bad=True)

    def _flush(self, then: Callable[[], None]) -> None:
        """Keep what was typed, then go on."""
        if self._showing and (self._keep_timer.isActive() or self._saving) and not self.form.too_long():
            self._then.append(then)
            self.keep()
            return
        self._keep_timer.stop()
        then()

    # The feed

    def put_in_feed(self) -> None:
        """Put the ad in the feed as it stands in the form."""
        ad = self.form.ad()
        if not ad.headline.strip():
            self.form.ask_headline()
            return
        if self.form.too_long():
            return
        self._keep_timer.stop()
        updates = ad.state is AdState.IN_FEED

        def put(stored: Ad) -> None:
            self.held.pop(stored.id, None)
            self._saving = False
            self._live[stored.id] = stored
            self.form.keep(stored)
            if updates:
                self._done(self.tr("The feed shows the new version"))
            else:
                self.bridge.ask(PutInFeed(stored.id), lambda _none: self._put(stored), owner=self)
            self._go_on()

        if self._saving:
            self._then.append(self.put_in_feed)
            return
        self._saving = True
        self.bridge.ask(SaveAd(replace(ad, working="")), put, self._not_kept, owner=self)

    def _put(self, stored: Ad) -> None:
        self.form.keep(replace(stored, state=AdState.IN_FEED))
        self.list.show_tab("in_feed")
        offline = self.window_.is_offline
        self._done(
            self.tr("Planned: it goes in the feed when the net is back") if offline else self.tr("It is in the feed")
        )

    def take_from_feed(self, end: bool) -> None:
        """Take the ad out of the feed, for a while or for good."""
        ad = self.form.ad()
        changed = self.held.pop(ad.id, None) is not None

        def taken(_none: object) -> None:
            self.form.keep(replace(ad, state=AdState.ENDED if end else AdState.PAUSED, working=""))
            if changed:
                self.keep()
            self._done(self.tr("The ad has ended") if end else self.tr("Taken from the feed"))

        self.bridge.ask(TakeFromFeed(ad.id, end), taken, owner=self)

    def drop_changes(self) -> None:
        """Go back to what is in the feed."""
        ad_id = self.form.ad().id
        self._keep_timer.stop()
        if self._saving:
            self._then.append(self.drop_changes)
            return
        self.held.pop(ad_id, None)

        def dropped(stored: Ad) -> None:
            self._show_stored(stored)
            self.refresh()

        self.bridge.ask(SaveAd(replace(self._live[ad_id], working="")), dropped, owner=self)

    def _done(self, words: str) -> None:
        self.window_.toast.say(words)
        self._say_standing()
        self.refresh()

    def _say_standing(self) -> None:
        ad = self.form.ad()
        standing = Standing(ad.state.value)
        if ad.id in self.held:
            standing = Standing.CHANGED
        elif not ad.id:
            standing = Standing.NEW
        self.head.show_standing(standing, ad.name or ad.headline, ad.in_feed_since or 0)

    # Pictures and the shop list

    def choose_picture(self) -> None:
        """Choose a picture file for this ad."""
        words = self.tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Own picture"), "", words)
        if name:
            self.bridge.ask(KeepPicture(Path(name)), self.pick.take_picture, owner=self)

    def open_shop_list(self) -> ShopList:
        """Open the shop list over the page."""
        dialog = ShopList(self, self.bridge)
        dialog.finished.connect(lambda _code: self.refresh())
        dialog.open()
        return dialog
