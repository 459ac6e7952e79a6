"""Every page of the real window, on a practice shop full of people: both languages, light and dark, wide and narrow."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget
from tests.ui.test_kit_every_page import nameless

from vetrina import paths
from vetrina.bootstrap import ShopHost
from vetrina.domain.campaigns import Audience, Campaign, CampaignState, Schedule, Who
from vetrina.engine import commands as c
from vetrina.engine.hub_process import read_endpoint
from vetrina.store.queries import ads, campaigns, inbox, people
from vetrina.ui import moment
from vetrina.ui.application import set_language
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.pages import page_specs
from vetrina.ui.theme import Look, theme
from vetrina.ui.touring.hands import Hands

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("every_page")]  # one shop for all of them

PICTURES = Path(os.environ["VETRINA_PICTURES"]) if "VETRINA_PICTURES" in os.environ else None
PACE = 40.0
WAYS = [
    ("en", Look.LIGHT, (1280, 800)),
    ("it", Look.DARK, (1280, 800)),
    ("en", Look.DARK, (1024, 680)),
    ("it", Look.LIGHT, (1024, 680)),
]


@dataclass
class FullShop:
    """The practice shop after its people came, and one campaign."""

    host: ShopHost
    draft: int
    sent: int

    def read(self, query: Callable[[Any], Any]) -> Any:
        return self.host.engine().read(query).result(20)


def _wait(look: Callable[[], Any], what: str, patience_s: float = 60) -> Any:
    deadline = time.monotonic() + patience_s
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[FullShop]:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    profile = paths.profile(paths.ProfileName.PRACTICE, tmp_path_factory.mktemp("home"))
    profile.create()
    host = ShopHost(profile, PACE)
    host.make_practice_key()
    host.engine()
    host.opened().result(60)
    try:
        yield _fill(host)
    finally:
        host.close()
        endpoint = read_endpoint(profile.hub)
        if endpoint is not None:
            os.kill(endpoint.pid, signal.SIGTERM)
        keyring.set_keyring(before)


def _talks(r: Any) -> Any:
    return inbox.page(r, "open")


def _everyone(r: Any) -> int:
    return people.counts(r, moment.now(), moment.pack()).everyone


def _fill(host: ShopHost) -> FullShop:
    engine = host.engine()
    read = lambda query: engine.read(query).result(20)  # noqa: E731
    _wait(lambda: read(inbox.counts).open >= 8 and read(_everyone) >= 20, "the practice customers")
    ad = _wait(lambda: read(ads.page), "the ads")[0].ad
    everyone = Audience(Who.EVERYONE)
    at_once = Schedule(quiet_from=0, quiet_to=0, per_minute=0)
    made = [
        engine.submit(c.SaveCampaign(Campaign(0, "", name, ad.id, everyone, at_once))).result(20)
        for name in ("Lino d’estate", "Summer linen")
    ]
    engine.submit(c.SendCampaign(made[0].id)).result(60)
    _wait(lambda: read(lambda r: campaigns.view(r, made[0].id)).row.delivered > 0, "the campaign on its way")
    talk = read(_talks)[0]
    engine.submit(c.SetLabels(talk.contact_id, ("M", "Saturday"))).result(20)
    engine.submit(c.SendReply(talk.id, "Sì, la tengo da parte fino a sabato. A presto!")).result(20)
    return FullShop(host, made[1].id, made[0].id)


class Walk:
    """One window of the shop, driven through all that it can show."""

    def __init__(self, shop: FullShop, window: MainWindow, hands: Hands, name: str) -> None:
        self.shop, self.window, self.hands, self.name = shop, window, hands, name
        self.faults: list[str] = []
        self.seen = 0

    def look(self, what: str) -> None:
        """Check what is on screen, and keep a picture when asked to."""
        self.hands.settle(0.35)
        self.seen += 1
        found = self._faults()
        for _ in range(20):  # the practice shop goes on meanwhile: what is wrong only until the next layout is no fault
            if not found:
                break
            self.hands.settle(0.25)
            found = self._faults()
        self.faults += [f"{what}: {one}" for one in found]
        if PICTURES is not None:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(PICTURES / f"{what}-{self.name}.png"))

    def _faults(self) -> list[str]:
        return [*(f"no name: {one}" for one in nameless(self.window)), *cut_off(self.window)]

    def everything(self) -> None:
        for page in ("inbox", "followers", "ads", "campaigns", "bot", "settings"):
            self.window.go_to(page)
            self.hands.settle(0.3)
            getattr(self, page)(self.window.pages[page])

    def inbox(self, page: Any) -> None:
        self.hands.until(lambda: page.list.talks.rows, "talks")
        self.hands.click_row(page.list, 0)
        self.look("inbox")
        page.talk.composer.tabs.choose(1)
        self.look("inbox-note")
        page.talk.composer.tabs.choose(0)

    def followers(self, page: Any) -> None:
        self.hands.until(lambda: page.model.rows, "people")
        self.look("followers")
        self.hands.click_row(page.table, 0)
        self.hands.until(page.details.isVisible, "the details")
        self.look("followers-details")

    def ads(self, page: Any) -> None:
        self.look("ads")

    def campaigns(self, page: Any) -> None:
        page.show_list()
        self.look("campaigns")
        page.open(self.shop.sent)
        self.hands.until(lambda: page.stack.currentWidget() is page.result, "the result")
        self.look("campaign-result")
        page.open(self.shop.draft)
        self.hands.until(lambda: page.stack.currentWidget() is page.editor, "the steps")
        for number, step in enumerate(("who", "what", "when", "check")):
            page.editor.go(number)
            if step == "check":
                self.hands.until(lambda: page.editor.check.checked is not None, "the check")
            self.look(f"campaign-{step}")
        page.editor.leave()

    def bot(self, page: Any) -> None:
        self.hands.until(lambda: page.rules, "rules")
        self.look("bot")
        page.tabs.choose(1)
        page._show_tab(1)
        self.look("bot-missed")
        page.tabs.choose(0)
        page._show_tab(0)

    def settings(self, page: Any) -> None:
        for number in range(len(page.sections)):
            page.shown_id(number + 1)
            self.look(f"settings-{number + 1}")


def cut_off(window: MainWindow) -> list[str]:
    """Words of buttons that do not fit, panes that must be scrolled sideways, parts that stick out of the window."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        name = f"{type(widget).__name__} {widget.accessibleName()!r}"
        if isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.minimumSizeHint().width():
            found.append(f"words cut: {name} {widget.text()!r} {widget.width()} < {widget.minimumSizeHint().width()}")
        whole = (
            isinstance(widget, QComboBox) and widget.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents
        )
        if whole and widget.width() < widget.sizeHint().width():
            found.append(f"choice cut: {name} {widget.width()} < {widget.sizeHint().width()}")
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            found.append(f"wider than its pane: {name} by {widget.horizontalScrollBar().maximum()}")
        right = widget.mapTo(window, QPoint(widget.width(), 0)).x()
        if right > window.width() and not _in_scrolled(widget):
            found.append(f"sticks out by {right - window.width()}: {name}")
    return found


def _in_scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize(("language", "look", "size"), WAYS, ids=str)
def test_every_page_is_whole_and_named(shop: FullShop, language: str, look: Look, size: tuple[int, int]) -> None:
    hands = Hands(language, look)
    bridge = Bridge(shop.host.engine())
    window = MainWindow(bridge, page_specs())
    window.use_settings(shop.host.settings)
    window.resize(*size)
    window.show()
    window.frame.start()
    walk = Walk(shop, window, hands, f"{language}-{look.value}-{size[0]}")
    try:
        walk.everything()
        assert walk.faults == []
        assert walk.seen == 17
        assert (window.width(), window.height()) == size, "the window grew beyond the size it was given"
        assert hands.troubles.taken() == []
    finally:
        bridge.close()
        window.close()
        window.deleteLater()
        hands.let_go()
        theme().look = Look.LIGHT
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        set_language(app, "en")


def test_the_practice_shop_is_alive(shop: FullShop) -> None:
    """Customers came through the public page, ads stand in the feed, the bot answered and said what it is."""
    rows = shop.read(_talks)
    assert len(rows) >= 8
    assert any(row.from_ad for row in rows)
    assert len([one for one in shop.read(ads.page) if one.ad.in_feed_since is not None]) >= 2
    said = [line for row in rows for line in shop.read(lambda r, row=row: inbox.messages(r, row.id, None, 100))]
    bots = [line.content.text for line in said if str(line.author) == "bot"]
    assert bots
    assert any("automatic" in text for text in bots)
    view = shop.read(lambda r: campaigns.view(r, shop.sent))
    assert view.row.campaign.state in (CampaignState.GOING_OUT, CampaignState.DONE)
    assert view.row.left_out > 0
