"""The shop list: the table, search, and an import that is shown row by row before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.ads_data import AURORA, NOW, ROME, AdsPort, fill

from vetrina.domain.events import Progress
from vetrina.engine.commands import CancelJob, ImportProducts
from vetrina.exchange.products import read_products
from vetrina.exchange.report import ImportCancelled, Outcome
from vetrina.store.database import Database
from vetrina.store.queries import products
from vetrina.ui import moment
from vetrina.ui.ads.shop_list import ShopList
from vetrina.ui.bridge import Bridge
from vetrina.ui.widgets.banner import Banner

KEY = bytes(range(32))
APPAREL = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
    'shirt,"Ocean <b>Blue</b> Shirt",,partners-demo,Linen,Size,S,S1,50.00,https://example.com/a.jpeg\n'
    "shirt,,,,,,M,S2,55.00,\n"
    "mug,Mug,,partners-demo,Ceramics,,,M1,twelve,\n"
    "bowl,Bowl,,partners-demo,Ceramics,,,B1,18.50,\n"
)


@pytest.fixture
def port(tmp_path: Path) -> Iterator[AdsPort]:
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    moment.set_shop(AURORA)
    database = Database.open(tmp_path / "shop" / "store.db", KEY, lambda: NOW)
    yield AdsPort(database)
    database.close()
    moment.set_clock(None)
    moment.set_zone(None)
    moment.set_shop(None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "apparel.csv"
    made.write_text(APPAREL, encoding="utf-8")
    return made


def opened(qtbot: QtBot, port: AdsPort) -> ShopList:
    bridge = Bridge(port)
    shown = ShopList(None, bridge)
    bridge.setParent(shown)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(shown)
    shown.open()
    qtbot.waitUntil(lambda: shown.number.text() != "")
    return shown


def stored(port: AdsPort) -> int:
    with port.database.read() as r:
        return products.count(r)


def banners(shown: ShopList) -> list[str]:
    return [banner.accessibleName() for banner in shown.findChildren(Banner) if banner.isVisible()]


def test_an_empty_list_says_what_can_be_brought(qtbot: QtBot, port: AdsPort) -> None:
    shown = opened(qtbot, port)
    assert shown.stack.currentWidget() is shown.empty


def test_products_with_variants_price_and_whether_they_can_be_had(qtbot: QtBot, port: AdsPort) -> None:
    fill(port.database, ads=False, people=False)
    shown = opened(qtbot, port)
    assert shown.stack.currentWidget() is shown.table
    shown.search.setText("alba")
    qtbot.waitUntil(lambda: len(shown.model.rows) == 2)
    one = shown.model.rows[0].product
    assert (one.title, shown.model.price(one), shown.model.state(one)[0]) == ("Linen shirt Alba", "€59.00", "In stock")
    assert shown.model.variants(one).startswith("7 variants")
    assert shown.model.pictures[shown.model.rows[0].picture] is not None
    shown.grab()


def test_a_dry_run_keeps_nothing_and_tells_every_row(qtbot: QtBot, port: AdsPort, file: Path) -> None:
    shown = opened(qtbot, port)
    shown.try_file(file)
    qtbot.waitUntil(shown.take_button.isVisible)
    assert port.asked == [ImportProducts(file, True)]
    assert stored(port) == 0
    assert shown.take_button.text() == "Take over 2 products"
    report = shown.report
    assert [one.row for one in report.model.rows] == [4]
    assert report.model.outcome(report.model.rows[0])[0] == "Left out"
    assert "twelve" in report.detail.text()
    report.tabs.choose(0)
    report.tabs.chosen.emit(0)
    assert [one.outcome for one in report.model.rows] == [Outcome.OK, Outcome.OK, Outcome.REFUSED, Outcome.WARNING]
    shown.grab()


def test_taking_over_brings_the_good_rows(qtbot: QtBot, port: AdsPort, file: Path) -> None:
    shown = opened(qtbot, port)
    shown.try_file(file)
    qtbot.waitUntil(shown.take_button.isVisible)
    shown.take_button.click()
    qtbot.waitUntil(lambda: [row.product.title for row in shown.model.rows] == ["Bowl", "Ocean <b>Blue</b> Shirt"])
    assert stored(port) == 2
    assert banners(shown) == ["2 products were taken over."]
    assert shown.bar.isVisible()


def test_leaving_the_report_keeps_nothing(qtbot: QtBot, port: AdsPort, file: Path) -> None:
    shown = opened(qtbot, port)
    shown.try_file(file)
    qtbot.waitUntil(shown.back_button.isVisible)
    shown.back_button.click()
    qtbot.waitUntil(lambda: shown.stack.currentWidget() is shown.empty)
    assert stored(port) == 0


def test_reading_shows_a_number_and_can_be_stopped(qtbot: QtBot, port: AdsPort, file: Path) -> None:
    shown = opened(qtbot, port)
    port.hold = True
    port.refusals[ImportProducts] = ImportCancelled()
    shown.try_file(file)
    port.tell(Progress("products", 1500, 0))
    qtbot.waitUntil(lambda: shown.progress.numbers.text() == "1,500")
    assert shown.progress.isVisible()
    shown.progress.stop.click()
    assert port.asked[-1] == CancelJob("products")
    port.release()
    qtbot.waitUntil(lambda: not shown.progress.isVisible())
    assert len(banners(shown)) == 1
    assert shown.import_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("empty.csv", b""),
        ("letter.csv", b"Dear shop,\nplease send me a shirt.\n"),
        ("page.xml", b"<html><body>404</body></html>"),
    ],
)
def test_a_file_that_is_no_shop_list_is_a_sentence(
    qtbot: QtBot, port: AdsPort, tmp_path: Path, name: str, body: bytes
) -> None:
    shown = opened(qtbot, port)
    bad = tmp_path / name
    bad.write_bytes(body)
    shown.try_file(bad)
    qtbot.waitUntil(lambda: len(banners(shown)) == 1)
    said = banners(shown)[0]
    assert said.endswith(".")
    assert "rror" not in said
    assert stored(port) == 0


def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, port: AdsPort, file: Path) -> None:
    shown = opened(qtbot, port)
    shown.try_file(file)
    qtbot.waitUntil(shown.take_button.isVisible)
    nameless = [
        widget
        for widget in shown.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []


def test_the_whole_list_goes_into_a_table_and_comes_back(qtbot: QtBot, port: AdsPort, tmp_path: Path) -> None:
    fill(port.database, ads=False, people=False)
    shown = opened(qtbot, port)
    shown.search.setText("no such thing")
    shown.save_to(tmp_path / "list.csv")
    qtbot.waitUntil(lambda: banners(shown) != [])
    assert "in the file now" in banners(shown)[0]
    found = read_products((tmp_path / "list.csv").read_bytes(), currency_default="EUR").products
    with port.database.read() as r:
        assert {one.key for one in found} == {row.product.key for row in products.page(r)}


def test_a_list_that_cannot_be_written_says_what_to_do(qtbot: QtBot, port: AdsPort, tmp_path: Path) -> None:
    shown = opened(qtbot, port)
    shown.save_to(tmp_path / "no such folder" / "list.csv")
    qtbot.waitUntil(lambda: banners(shown) != [])
    assert "Choose another folder" in banners(shown)[0]
    assert shown.save_button.isEnabled()
