"""A campaign made on screen, with the real engine, a real hub and customers' phones: the check keeps its word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import ShopFloor, new_profile, until
from tests.ui.campaigns_page import said

from vetrina.domain.campaigns import CampaignState, Group
from vetrina.engine import commands as c
from vetrina.store.queries import working
from vetrina.ui.bridge import Bridge
from vetrina.ui.campaigns.editor import CHECK, WHAT, WHEN
from vetrina.ui.campaigns.everyone import EveryoneDialog
from vetrina.ui.campaigns.page import CampaignsPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec
from vetrina.ui.widgets.fields import Choice

PATIENCE_MS = 20_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopFloor]:
    """A shop with a hub of its own."""
    hub = HubProcess(tmp_path / "hub").start()
    floor = ShopFloor(hub, hub.add_page("Bottega Aurora"), new_profile(tmp_path / "desktop"))
    yield floor.start()
    floor.stop()
    hub.kill()


def pick(choice: Choice, data: str) -> None:
    """Choose as a person does."""
    choice.choose(data)
    choice.chosen.emit(data)


def test_who_the_check_names_is_who_gets_it(qtbot: QtBot, shop: ShopFloor) -> None:
    shop.connected()
    shop.do(c.SwitchBot(False))
    anna, bruno, carla, dario = (
        shop.phone("Anna Follower"),
        shop.phone("Bruno Talks"),
        shop.phone("Carla Stranger", follow=False),
        shop.phone("Dario Blocker"),
    )
    bruno.say("Buongiorno")
    dario.block()
    every = (anna, bruno, carla, dario)
    until(lambda: all(shop.contact(phone) for phone in every))
    until(lambda: (one := shop.read(lambda r: working.standing_of(r, shop.contact(dario)))) and one.blocked)
    shop.talk(bruno)
    shop.make_ad()
    assert shop.engine is not None
    window = MainWindow(Bridge(shop.engine), [PageSpec("campaigns", "Campaigns", "send", CampaignsPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("campaigns")
    page = window.page()
    assert isinstance(page, CampaignsPage)
    qtbot.waitUntil(page.listing.empty.isVisible, timeout=PATIENCE_MS)

    page.begin()
    editor = page.editor
    qtbot.waitUntil(lambda: editor.who.total.text() == "4", timeout=PATIENCE_MS)
    editor.go(WHAT)
    qtbot.waitUntil(lambda: len(editor.what.model.rows) == 1, timeout=PATIENCE_MS)
    editor.what.list.choose(0)
    editor.go(WHEN)
    rows = editor.when.goes_out
    for choice, data in ((rows.quiet, "0-0"), (rows.undo, "0"), (rows.trial, "0"), (rows.speed, "0")):
        pick(choice, data)
    editor.go(CHECK)
    qtbot.waitUntil(lambda: editor.check.checked is not None, timeout=PATIENCE_MS)
    columns = editor.check.columns
    numbers = {group: int(columns[group].number.text()) for group in Group}
    assert sum(numbers.values()) == len(every)
    assert numbers == {Group.NOW: 1, Group.LATER: 1, Group.NOT_THIS_TIME: 2}
    assert "Anna Follower" in said(columns[Group.NOW])
    assert "You are talking with Bruno now." in said(columns[Group.LATER])
    assert "Carla does not follow the shop" in said(columns[Group.NOT_THIS_TIME])
    assert "Dario blocked the shop" in said(columns[Group.NOT_THIS_TIME])
    columns[Group.NOT_THIS_TIME].all.clicked.emit()
    dialog = page.findChild(EveryoneDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2, timeout=PATIENCE_MS)
    dialog.reject()

    assert editor.bar.on.text() == "Send to 1 person"
    editor.bar.on.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.result.did.lines[0].count == 1, timeout=PATIENCE_MS)
    assert [len(phone.offers()) for phone in every] == [1, 0, 0, 0]
    states = {one.name: one.state.value for one in page.result.outcomes.model.rows}
    assert states["Bruno Talks"] == "later"
    assert states["Carla Stranger"] == states["Dario Blocker"] == "left_out"
    anna.tap_offer()
    qtbot.waitUntil(lambda: page.result.did.lines[3].count == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "Anna Follower tapped the offer" in said(page.result.right_now), timeout=PATIENCE_MS)
    assert "Anna Follower wrote back" not in said(page.result.right_now), "one tap is one act"
    assert "Nobody blocked among 1." in said(page.result.right_now)


def test_taken_back_in_time_nothing_leaves(qtbot: QtBot, shop: ShopFloor) -> None:
    shop.connected()
    anna = shop.phone("Anna Follower")
    until(lambda: shop.contact(anna))
    shop.make_ad()
    assert shop.engine is not None
    window = MainWindow(Bridge(shop.engine), [PageSpec("campaigns", "Campaigns", "send", CampaignsPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("campaigns")
    page = window.page()
    assert isinstance(page, CampaignsPage)
    page.begin()
    page.editor.go(WHAT)
    qtbot.waitUntil(lambda: len(page.editor.what.model.rows) == 1, timeout=PATIENCE_MS)
    page.editor.what.list.choose(0)
    page.editor.go(WHEN)
    pick(page.editor.when.goes_out.quiet, "0-0")
    page.editor.go(CHECK)
    qtbot.waitUntil(page.editor.bar.on.isEnabled, timeout=PATIENCE_MS)
    page.editor.bar.on.click()
    qtbot.waitUntil(page.result.undo.isVisible, timeout=PATIENCE_MS)
    page.result.undo_button.click()
    qtbot.waitUntil(lambda: not page.result.undo.isVisible(), timeout=PATIENCE_MS)
    assert page.result.view is not None
    assert page.result.view.row.campaign.state is CampaignState.STOPPED
    assert page.result.did.lines[0].count == 0
    assert anna.offers() == []
