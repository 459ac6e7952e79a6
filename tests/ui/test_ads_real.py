"""The Ads page on the real engine and a real hub: what the preview says is what the customer's feed brings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import SHOP, Phone, ShopFloor, new_profile, until

from vetrina.domain.ads import Creative
from vetrina.engine.commands import ImportProducts
from vetrina.store.queries import ads, working
from vetrina.ui import moment
from vetrina.ui.ads.page import AdsPage
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec

LIST = (
    "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
    "alba,Camicia in lino Alba,Bottega Aurora,Lino,Taglia,S,A-S,59.00,shirt.png\n"
    "alba,,,,,M,A-M,62.00,\n"
    "vaso,Vaso Olmo,Bottega Aurora,Ceramica,,,V,24.50,\n"
    "tazza,Tazza Nebbia,Bottega Aurora,Ceramica,,,T,12.00,\n"
)
SHIRT = Path(__file__).parents[2] / "resources" / "sample" / "pictures" / "shirt.png"


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[ShopFloor]:
    hub = HubProcess(tmp_path / "hub").start()
    made = ShopFloor(hub, hub.add_page("Bottega Aurora"), new_profile(tmp_path / "desktop")).start()
    moment.set_shop(SHOP.shop)
    yield made
    moment.set_shop(None)
    made.stop()
    hub.kill()


@pytest.fixture
def page(qtbot: QtBot, floor: ShopFloor, tmp_path: Path) -> Iterator[AdsPage]:
    assert floor.engine is not None
    floor.connected()
    (tmp_path / "shirt.png").write_bytes(SHIRT.read_bytes())
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    floor.do(ImportProducts(tmp_path / "list.csv", dry_run=False))
    bridge = Bridge(floor.engine)
    window = MainWindow(bridge, [PageSpec("ads", "Ads", "megaphone", AdsPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("ads")
    shown = window.page()
    assert isinstance(shown, AdsPage)
    qtbot.waitUntil(lambda: len(shown.list._starters) == 3)
    yield shown
    bridge.close()


def previewed(qtbot: QtBot, page: AdsPage, contact_id: int) -> Creative:
    """What the preview shows for a person."""
    qtbot.waitUntil(lambda: contact_id in [one.id for one in page.preview.readers])
    index = [one.id for one in page.preview.readers].index(contact_id)
    page.preview.people.setCurrentIndex(index)
    page.preview.wanted.emit(page.preview.reader())
    name = page.preview.readers[index].name.split()[0]
    content = page.preview.card
    qtbot.waitUntil(lambda: content._content is not None and name in content._content.creative.text)
    assert content._content is not None
    return content._content.creative


def test_the_feed_brings_each_customer_what_the_preview_showed(qtbot: QtBot, floor: ShopFloor, page: AdsPage) -> None:
    phones: list[Phone] = [floor.phone("Giulia Rossi"), floor.phone("Luca Moretti")]
    people = [floor.contact(phone) for phone in phones]
    page.list._starters[0].click()
    qtbot.waitUntil(lambda: floor.read(lambda r: ads.counts(r)["draft"]) == 1)
    assert phones[0].ask("GET", "/feed")["ads"] == [], "a draft is nobody's business"
    page.head.put_button.click()
    qtbot.waitUntil(lambda: floor.read(lambda r: ads.counts(r)["in_feed"]) == 1)
    for phone, contact_id in zip(phones, people, strict=True):
        shown = previewed(qtbot, page, contact_id)
        served = until(lambda phone=phone: phone.ask("GET", "/feed")["ads"], "the ad in the feed")[0]  # type: ignore[misc]
        assert (served["headline"], served["text"], served["greeting"]) == (shown.headline, shown.text, shown.greeting)
        assert shown.product is not None
        assert served["card"]["title"] == shown.product.title
        assert served["card"]["price"] == shown.product.price
        assert served["picture"] or served["card"]["picture"] == shown.picture
        assert floor.read(lambda r, c=contact_id: working.values_of(r, c))["first_name"] in served["text"]  # type: ignore[misc]


def test_typing_in_an_ad_of_the_feed_reaches_nobody_until_the_click(
    qtbot: QtBot, floor: ShopFloor, page: AdsPage
) -> None:
    giulia = floor.phone("Giulia Rossi")
    page.list._starters[0].click()
    page.head.put_button.click()
    qtbot.waitUntil(lambda: floor.read(lambda r: ads.counts(r)["in_feed"]) == 1)
    before = until(lambda: giulia.ask("GET", "/feed")["ads"], "the ad in the feed")[0]["headline"]
    qtbot.waitUntil(page.head.take_button.isVisible)
    page.form.headline.setText("Something unfinished")
    page.form._changed()
    page.keep()
    qtbot.waitUntil(lambda: floor.read(lambda r: ads.page(r, "in_feed"))[0].ad.working != "")
    assert giulia.ask("GET", "/feed")["ads"][0]["headline"] == before
    page.head.put_button.click()
    qtbot.waitUntil(lambda: floor.read(lambda r: ads.page(r, "in_feed"))[0].ad.working == "")
    until(lambda: giulia.ask("GET", "/feed")["ads"][0]["headline"] == "Something unfinished", "the new version")
    page.head.take_button.click()
    until(lambda: giulia.ask("GET", "/feed")["ads"] == [], "the ad out of the feed")
