"""A campaign that was sent: its numbers, its people, and taking it back in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.campaigns_data import MINUTE, NOW, ROME, CampaignsPort, answer_campaigns, row

from vetrina.domain.campaigns import CampaignState, Schedule
from vetrina.domain.events import Changed, Topic
from vetrina.engine.commands import PauseCampaign, ResumeCampaign, SaveCampaign, StopCampaign
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.campaigns.page import CampaignsPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.labels import PlainLabel


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[CampaignsPort]:
    answer_campaigns(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield CampaignsPort()
    moment.set_clock(None)
    moment.set_zone(None)


def shown(qtbot: QtBot, port: CampaignsPort, number: int = 1) -> CampaignsPage:
    window = MainWindow(Bridge(port), [PageSpec("campaigns", "Campaigns", "send", CampaignsPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("campaigns", number)
    page = window.page()
    assert isinstance(page, CampaignsPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    return page


def just_sent(port: CampaignsPort, undo_ms: int = 2 * MINUTE) -> None:
    old = port.rows[1].campaign
    made = replace(old, started_at=NOW, schedule=Schedule(undo_ms=undo_ms))
    port.rows[1] = row(made, total=120, waiting=84, later=12, left_out=24)


def test_the_results_count_what_people_did(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    assert page.result.sent.text() == "84 of 84 sent"
    assert page.result.follows.text() == "12 more follow by themselves when it is time · 24 left out to stay welcome"
    assert page.result.parts.accessibleDescription() == "79 delivered, 5 on the way, 12 later"
    lines = {line.word: (line.count, line.remark) for line in page.result.did.lines}
    assert lines == {
        "Sent": (84, ""),
        "Delivered": (79, "5 on the way"),
        "Seen": (61, "of 79"),
        "Tapped": (22, "of 61"),
        "Wrote back": (14, ""),
        "Blocked": (1, "stops at 4"),
    }
    assert not page.result.few.isVisible()
    standing = page.result.right_now.going_well.accessibleName()
    assert standing == "Going well. 1 person blocked among 79. It stops by itself at 4."


def test_each_person_shows_what_became_of_them_and_why(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    model = page.result.outcomes.model
    spoken = [str(model.data(model.index(n, 0), 11)) for n in range(len(model.rows))]
    assert spoken[0] == "Davide Greco, Wrote back, Today 18:57"
    assert spoken[3] == "Carlo Neri, Blocked, Today 18:54"
    assert spoken[4] == "Nadia Petrova, Later, Nadia asked for one offer a month. Goes out tomorrow 18:58."
    assert spoken[6] == "Yasmin El Amrani, Left out, Yasmin does not follow the shop and has never written to it."


def test_the_filter_asks_for_one_kind_of_people(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    choice = page.result.outcomes.filter
    choice.choose("left_out")
    choice.chosen.emit("left_out")
    qtbot.waitUntil(lambda: len(page.result.outcomes.model.rows) == 2)
    assert ("left_out", 0) in port.wanted
    port.publish(Changed(Topic.CAMPAIGN, 1))
    choice.choose("not_sent")
    choice.chosen.emit("not_sent")
    qtbot.waitUntil(page.result.outcomes.none.isVisible)


def test_pause_and_go_on_change_places(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    page.result.pause_button.click()
    qtbot.waitUntil(lambda: page.result.pause_button.text() == "Go on")
    assert page.result.chip.text() == "Paused"
    page.result.pause_button.click()
    qtbot.waitUntil(lambda: page.result.pause_button.text() == "Pause")
    assert [type(one) for one in port.asked] == [PauseCampaign, ResumeCampaign]


def test_stop_asks_first_and_the_safe_button_lets_it_go_on(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    page.result.stop_button.click()
    dialog = page.findChild(Dialog)
    assert dialog is not None
    assert dialog.title.text() == "Stop “Weekend linen, two shirts”?"
    assert dialog.words.text().startswith("12 people who have not got it will not get it.")
    dialog.safe.click()
    assert not port.of(StopCampaign)
    page.result.stop_button.click()
    asking = next(one for one in page.findChildren(Dialog) if one.isVisible())
    act = next(one for one in asking.findChildren(Button) if one.text() == "Stop for good")
    act.click()
    qtbot.waitUntil(lambda: port.rows[1].campaign.state is CampaignState.STOPPED)
    qtbot.waitUntil(lambda: not page.result.stop_button.isVisible())
    assert page.result.copy_button.isVisible()


def test_within_the_time_to_undo_it_is_taken_back_without_asking(qtbot: QtBot, port: CampaignsPort) -> None:
    just_sent(port)
    page = shown(qtbot, port)
    assert page.result.undo.isVisible()
    assert page.result.undo.accessibleName() == "You can take it back until 19:00. Nothing has left yet. 2:00 left."
    page.result.undo_button.click()
    assert port.of(StopCampaign) == [StopCampaign(1)]
    qtbot.waitUntil(lambda: not page.result.undo.isVisible())
    words = " ".join(label.text() for label in page.window_.toast.findChildren(PlainLabel))
    assert "Taken back. Nothing was sent." in words


def test_the_time_to_undo_runs_out_on_screen(qtbot: QtBot, port: CampaignsPort) -> None:
    just_sent(port)
    page = shown(qtbot, port)
    assert page.result.undo.isVisible()
    moment.set_clock(lambda: NOW + 2 * MINUTE + 1)
    qtbot.waitUntil(lambda: not page.result.undo.isVisible(), timeout=4000)


def test_a_campaign_that_stopped_by_itself_says_so_and_what_now(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port, 6)
    words = page.result.right_now.stopped.accessibleName()
    assert words.startswith("Stopped by itself: 2 people blocked among the first 10.")
    assert page.result.few.isVisible()
    page.result.copy_button.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.editor)
    made = port.of(SaveCampaign)[0].campaign
    assert (made.id, made.name, made.ad_id) == (0, "One stem, one vase, again", 1)
    assert made.schedule.stop_at_blocks == 2


def test_numbers_follow_the_engine_without_a_reload(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    port.rows[1] = replace(port.rows[1], delivered=84, seen=70)
    port.publish(Changed(Topic.CAMPAIGN, 1))
    qtbot.waitUntil(lambda: page.result.parts.accessibleDescription() == "84 delivered, 12 later")
    assert page.result.did.lines[2].count == 70


def test_a_campaign_that_is_gone_leads_back_to_the_list(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    page.open(99)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)


def test_enter_on_a_person_opens_them_under_followers(qtbot: QtBot, port: CampaignsPort) -> None:
    page = shown(qtbot, port)
    wanted: list[int] = []
    page.result.outcomes.opened.disconnect()
    page.result.outcomes.opened.connect(wanted.append)
    page.result.outcomes.list.choose(1)
    page.result.outcomes.list.opened.emit(1)
    assert wanted == [2]
