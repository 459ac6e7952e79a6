"""The Campaigns page: the list, the five steps, the check that adds up, and what is asked of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.campaigns_data import (
    HOUR,
    MINUTE,
    NOW,
    ROME,
    CampaignsPort,
    answer_campaigns,
)
from tests.ui.campaigns_page import opened, said

from vetrina.domain.campaigns import Audience, Who
from vetrina.engine.commands import (
    SaveCampaign,
)
from vetrina.ui import moment
from vetrina.ui.campaigns.editor import WHAT, WHEN


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[CampaignsPort]:
    answer_campaigns(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield CampaignsPort()
    moment.set_clock(None)
    moment.set_zone(None)


# The list


def test_each_campaign_shows_its_state_when_and_counts(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    model = page.listing.model
    shown = {row.campaign.name: model.numbers(row) for row in model.rows}
    assert shown["Weekend linen, two shirts"] == ("84 of 96", "79", "61", "22", "14", "1")
    assert shown["Last places: paint your mug"] == ("0 of 38", "", "", "", "", "")
    assert shown["Scarf Brina, three colours"] == ("",) * 6
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Weekend linen, two shirts, Going out, Today 18:14, "
        "Sent 84 of 96, Delivered 79, Seen 61, Tapped 22, Wrote back 14, Blocked 1"
    )
    assert "Stopped by itself" in str(model.data(model.index(4, 0), Qt.ItemDataRole.AccessibleTextRole))


def test_tabs_and_search_narrow_the_list_and_keep_the_choice(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.listing.table.choose(4)
    page.listing.tabs.setCurrentIndex(4)
    page.listing.tabs.chosen.emit(4)
    assert [row.campaign.id for row in page.listing.model.rows] == [5, 6]
    assert page.listing.chosen() == 6
    page.listing.search.setText("ceramics")
    assert [row.campaign.id for row in page.listing.model.rows] == [5]
    page.listing.search.setText("nothing like this")
    assert page.listing.none_here.isVisible()
    assert not page.listing.table.isVisible()


def test_the_next_days_show_what_goes_out_and_open_it(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    names = [
        entry.accessibleName() for entry in page.listing.days.findChildren(QWidget) if type(entry).__name__ == "Entry"
    ]
    assert names == ["18:14 Weekend linen, two shirts", "09:58 Last places: paint your mug"]
    page.listing.days.on.click()
    qtbot.waitUntil(lambda: said(page.listing.days).count("Nothing planned") == 6)


def test_an_empty_list_says_what_to_do(qtbot: QtBot, port: CampaignsPort) -> None:
    port.rows = {}
    page = opened(qtbot, port)
    qtbot.waitUntil(page.listing.empty.isVisible)
    page.listing.new.click()
    assert page.stack.currentWidget() is page.editor


def test_enter_opens_a_draft_in_its_steps_and_a_sent_one_with_its_results(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.listing.table.choose(2)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.editor)
    assert page.editor.campaign().id == 3
    page.editor.back.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)
    page.listing.table.choose(0)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)


def test_ctrl_k_finds_a_campaign_by_its_name(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    found = page.jump_targets("CERAMICS")
    assert [(one.title, one.detail) for one in found] == [("Ceramics week", "Done")]
    found[0].go()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    assert page.jump_targets("") == []


# Who, what, when


def test_who_counts_everybody_and_those_who_may_be_written_to(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.begin()
    who = page.editor.who
    qtbot.waitUntil(lambda: who.total.text() == "120")
    assert who.now.text() == "84"
    who.radios[Who.FOLLOWERS].click()
    qtbot.waitUntil(lambda: who.total.text() == "96")
    who.checks["Linen"].click()
    qtbot.waitUntil(lambda: who.total.text() == "48")
    assert page.editor.campaign().audience == Audience(Who.FOLLOWERS, ("Linen",))
    assert who.radios[Who.FOLLOWERS].accessibleName() == "Followers, 48 people"


def test_a_draft_is_kept_by_itself_and_only_once_new(qtbot: QtBot, port: CampaignsPort) -> None:
    port.hold = SaveCampaign
    page = opened(qtbot, port)
    page.begin()
    page.editor.who.name.setText("Linen")
    page.editor.who.name.textEdited.emit("Linen")
    qtbot.waitUntil(lambda: len(port.held) == 1)
    page.editor.who.radios[Who.TALKED].click()
    page.editor.go(WHAT)
    assert len(port.of(SaveCampaign)) == 1, "a second save before the first is answered would make a second campaign"
    port.hold = None
    first = port.of(SaveCampaign)[0].campaign
    port.held[0].set_result(replace(first, id=7, key="k7", changed_at=NOW))
    qtbot.waitUntil(lambda: len(port.of(SaveCampaign)) == 2)
    second = port.of(SaveCampaign)[1].campaign
    assert (second.id, second.name, second.audience.who) == (7, "Linen", Who.TALKED)
    qtbot.waitUntil(lambda: "draft saved 18:58" in page.editor.head.below.text())


def test_a_new_campaign_that_nobody_touched_is_not_kept(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHAT)
    page.editor.leave()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)
    assert not port.of(SaveCampaign)


def test_the_ad_is_chosen_by_keys_and_shown_as_giulia_gets_it(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHAT)
    what = page.editor.what
    qtbot.waitUntil(lambda: len(what.model.rows) == 2)
    assert not page.editor.bar.on.isEnabled()
    assert "Choose an ad first." in page.editor.bar.on.toolTip()
    QTest.keyClick(what.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.editor.campaign().ad_id > 0)
    what.list.choose(0)
    qtbot.waitUntil(lambda: "Ciao Giulia, the linen is here." in what.offer.accessibleDescription())
    assert page.editor.campaign().name == "Weekend linen"
    assert page.editor.bar.on.isEnabled()


def test_without_an_ad_the_step_leads_to_the_ads(qtbot: QtBot, port: CampaignsPort) -> None:
    port.ads = ()
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHAT)
    qtbot.waitUntil(page.editor.what.empty.isVisible)
    page.editor.what.make_ad.emit()
    assert page.window_.current == "ads"


def test_a_time_that_is_over_is_told_and_stops_the_way_on(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHEN)
    when = page.editor.when
    when.at_time.click()
    when.day.choose("0")
    when.time.setTime(QTime(7, 30))
    assert when.error.words.text() == "That time is over. Choose a later one, or send at once."
    assert not page.editor.bar.on.isEnabled()
    when.time.setTime(QTime(20, 0))
    assert when.error.words.text() == ""
    assert page.editor.bar.on.isEnabled()
    assert page.editor.campaign().schedule.start_at == NOW + HOUR + 2 * MINUTE


def test_how_it_goes_out_is_kept_in_the_schedule(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHEN)
    rows = page.editor.when.goes_out
    for choice, data in (
        (rows.trial, "20"),
        (rows.blocks, "4"),
        (rows.speed, "60"),
        (rows.quiet, "1200-600"),
        (rows.undo, str(5 * MINUTE)),
    ):
        choice.choose(data)
        choice.chosen.emit(data)
    schedule = page.editor.campaign().schedule
    assert (schedule.trial, schedule.stop_at_blocks, schedule.per_minute) == (20, 4, 60)
    assert (schedule.quiet_from, schedule.quiet_to, schedule.undo_ms) == (20 * 60, 10 * 60, 5 * MINUTE)
