"""The check that adds up, sending, and what holds for every part of the Campaigns page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.campaigns_data import (
    HOUR,
    MINUTE,
    NOW,
    REASONS,
    ROME,
    CampaignsPort,
    answer_campaigns,
    check,
    members,
)
from tests.ui.campaigns_page import at_check, opened, said

from vetrina.domain.campaigns import Audience, CampaignState, Group
from vetrina.domain.events import Changed, Topic
from vetrina.engine.commands import (
    CancelJob,
    CannotDo,
    CheckCampaign,
    SaveCampaign,
    SendCampaign,
    SendTest,
)
from vetrina.ui import moment
from vetrina.ui.campaigns.editor import CHECK, WHAT, WHEN, WHO
from vetrina.ui.campaigns.everyone import EveryoneDialog
from vetrina.ui.theme import theme


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[CampaignsPort]:
    answer_campaigns(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield CampaignsPort()
    moment.set_clock(None)
    moment.set_zone(None)


# The check


def test_the_three_groups_of_the_check_add_up_to_everybody(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    step = page.editor.check
    numbers = [int(step.columns[group].number.text()) for group in Group]
    assert numbers == [84, 12, 24]
    assert step.head.text() == f"{sum(numbers)} people are in “Everyone”. This is who gets it."
    for group in Group:
        words = said(step.columns[group])
        listed = [one.count for one in REASONS if one.group is group]
        assert all(str(count) in words for count in listed)
        assert sum(listed) == int(step.columns[group].number.text())
        for person in members(group):
            assert person.name in words
    assert "Chiara wrote to you today at 17:58." in said(step.columns[Group.NOW])
    assert "The last offer (on 9 May) is still unanswered." in said(step.columns[Group.NOT_THIS_TIME])


def test_the_check_asks_about_the_kept_draft(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    number = page.editor.campaign().id
    assert port.of(CheckCampaign) == [CheckCampaign(Audience(), number)]
    kept = port.of(SaveCampaign)[-1].campaign
    assert kept.ad_id == 1
    assert port.asked.index(port.of(CheckCampaign)[0]) > port.asked.index(port.of(SaveCampaign)[-1])


def test_nothing_is_shown_before_the_whole_check_is_there(qtbot: QtBot, port: CampaignsPort) -> None:
    page = opened(qtbot, port)
    page.listing.table.choose(2)
    page.open(3)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.editor)
    port.hold = CheckCampaign
    page.editor.go(CHECK)
    step = page.editor.check
    qtbot.waitUntil(lambda: step.checking.text() == "Checking 120 people…")
    assert step.checking.isVisible()
    assert not page.editor.bar.on.isEnabled()
    port.held[0].set_result(port.check)
    qtbot.waitUntil(step.columns[Group.NOW].isVisible)
    assert [step.columns[group].number.text() for group in Group] == ["84", "12", "24"]


def test_a_change_among_people_checks_again_and_moves_all_numbers_together(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    step = page.editor.check
    port.hold = CheckCampaign
    port.publish(Changed(Topic.CONTACT, 5))
    qtbot.waitUntil(lambda: len(port.held) == 1, timeout=4000)
    assert [step.columns[group].number.text() for group in Group] == ["84", "12", "24"]
    assert step.columns[Group.NOW].isVisible(), "the last answer stays until the next is there"
    fewer = tuple(replace(one, count=one.count - 1) if one.reason == "talked" else one for one in REASONS)
    port.held[0].set_result(check(fewer))
    qtbot.waitUntil(lambda: step.columns[Group.NOW].number.text() == "83")
    assert page.editor.bar.on.text() == "Send to 83 people"


def test_a_check_with_the_same_answer_leaves_the_readers_place(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    page.window_.resize(theme().px(1280), theme().px(680))
    bar = page.editor.check.columns[Group.NOW].people.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40)
    bar.setValue(40)
    port.publish(Changed(Topic.CONTACT, 5))
    qtbot.waitUntil(lambda: len(port.of(CheckCampaign)) == 2)
    qtbot.waitUntil(page.editor.bar.on.isEnabled)
    assert bar.value() == 40


def test_a_later_start_is_said_with_its_day(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    page.editor.go(WHEN)
    page.editor.when.at_time.click()
    page.editor.go(CHECK)
    tomorrow = NOW + 15 * HOUR + 2 * MINUTE
    qtbot.waitUntil(lambda: port.of(CheckCampaign)[-1].at == tomorrow)
    qtbot.waitUntil(page.editor.bar.on.isEnabled)
    qtbot.waitUntil(lambda: page.editor.bar.first.text() == "Starts tomorrow 10:00 with 10 people.")
    assert page.editor.bar.second.text() == "You can undo until tomorrow 10:02."
    assert page.editor.check.columns[Group.NOW].below.text() == "may be written to tomorrow 10:00"


def test_show_all_lists_the_whole_group(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    page.editor.check.columns[Group.NOT_THIS_TIME].all.clicked.emit()
    dialog = page.findChild(EveryoneDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == len(members(Group.NOT_THIS_TIME)))
    assert dialog.title.text() == "Not this time: 24 people"
    spoken = dialog.model.data(dialog.model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Carlo Neri. Carlo blocked the shop on Sunday at 18:58."
    dialog.grab()
    dialog.reject()


def test_another_schedule_is_checked_before_it_can_be_sent(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    port.hold = CheckCampaign
    quiet = page.editor.check.goes_out.quiet
    quiet.choose("1320-480")
    quiet.chosen.emit("1320-480")
    qtbot.waitUntil(lambda: len(port.held) == 1)
    assert not page.editor.bar.on.isEnabled()
    port.held[0].set_result(port.check)
    qtbot.waitUntil(page.editor.bar.on.isEnabled)
    assert page.editor.campaign().schedule.quiet_from == 22 * 60


def test_when_nobody_may_be_written_to_the_reasons_and_the_way_out_are_shown(qtbot: QtBot, port: CampaignsPort) -> None:
    port.check = check(tuple(one for one in REASONS if one.group is Group.NOT_THIS_TIME))
    page = at_check(qtbot, port)
    step = page.editor.check
    assert step.empty.title.text() == "Nobody may be written to now"
    assert "13 have not answered the last offer" in said(step)
    assert not page.editor.bar.on.isEnabled()
    step.invite.emit()
    assert page.window_.current == "followers"


def test_a_check_that_did_not_work_can_be_made_again(qtbot: QtBot, port: CampaignsPort) -> None:
    port.answers[CheckCampaign] = CannotDo("still_working")
    page = opened(qtbot, port)
    page.open(3)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.editor)
    page.editor.go(CHECK)
    qtbot.waitUntil(page.editor.check.trouble.isVisible)
    assert not page.editor.bar.on.isEnabled()
    del port.answers[CheckCampaign]
    page.editor.check.trouble.buttons[0].click()
    qtbot.waitUntil(lambda: page.editor.check.checked is not None)
    assert not page.editor.check.trouble.isVisible()


def test_offline_is_said_and_sending_stays_possible(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    page.offline(True)
    assert page.editor.check.offline.isVisible()
    assert page.editor.bar.on.isEnabled()


# Sending


def test_sending_names_the_number_and_shows_the_results(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    bar = page.editor.bar
    assert bar.on.text() == "Send to 84 people"
    assert bar.first.text() == "Starts at once with 10 people."
    assert bar.second.text() == "You can undo until 19:00."
    port.hold = SendCampaign
    QTest.keyClick(bar.on, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(port.held) == 1)
    number = page.editor.campaign().id
    port.progress("campaign", 60, 120)
    qtbot.waitUntil(lambda: page.editor.progress.numbers.text() == "60 of 120")
    page.editor.progress.stop.click()
    assert port.of(CancelJob) == [CancelJob("campaign")]
    port.rows[number] = replace(
        port.rows[number],
        campaign=replace(port.rows[number].campaign, state=CampaignState.GOING_OUT, started_at=NOW),
        total=120,
        waiting=84,
    )
    port.held[0].set_result(port.check)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    assert port.of(SendCampaign) == [SendCampaign(number)]
    assert page.result.undo.isVisible()


def test_a_refused_send_comes_back_to_the_check_with_its_sentence(qtbot: QtBot, port: CampaignsPort) -> None:
    port.answers[SendCampaign] = CannotDo("why.clock_off")
    page = at_check(qtbot, port)
    page.editor.bar.on.click()
    toast = page.window_.toast
    qtbot.waitUntil(toast.isVisible)
    assert page.editor.step == CHECK
    assert page.editor.bar.isVisible()
    qtbot.waitUntil(page.editor.bar.on.isEnabled)


def test_a_test_goes_to_the_own_phone(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    page.editor.bar.test.click()
    assert port.of(SendTest) == [SendTest(page.editor.campaign().id)]
    qtbot.waitUntil(page.window_.toast.isVisible)


def test_the_done_steps_lead_back_by_keyboard(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    QTest.keyClick(page.editor.steps, Qt.Key.Key_Left)
    assert page.editor.step == WHEN
    page.editor.bar.back.click()
    page.editor.bar.back.click()
    assert page.editor.step == WHO


# Everywhere


def _focusable(page: QWidget) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy().value & tab.value and not one.objectName().startswith("qt_")
    ]


def test_every_part_that_takes_focus_has_a_name(qtbot: QtBot, port: CampaignsPort) -> None:
    page = at_check(qtbot, port)
    checked: list[Any] = []
    for step in (WHO, WHAT, WHEN, CHECK):
        page.editor.go(step)
        checked += _focusable(page)
    page.open(1)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    checked += _focusable(page)
    page.show_list()
    checked += _focusable(page)
    nameless = [one for one in checked if not one.accessibleName() and not getattr(one, "text", lambda: "")()]
    assert not nameless
    assert len(checked) > 40


def test_hostile_names_stay_text(qtbot: QtBot, port: CampaignsPort, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<b>Eve</b><img src=x>\u202e\0\ud800" + "x" * 100_000
    port.check = replace(port.check, examples=tuple(replace(one, name=hostile) for one in port.check.examples))
    port.people = tuple(replace(one, name=hostile) for one in port.people)
    port.labels = (hostile, "Linen")
    port.rows = {n: replace(one, campaign=replace(one.campaign, name=hostile)) for n, one in port.rows.items()}
    page = at_check(qtbot, port)
    page.grab()
    page.open(1)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    page.grab()
    assert page.result.head.title.text().startswith("<b>Eve</b>")
    page.show_list()
    page.grab()


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_side_panels_fold_below_1200(qtbot: QtBot, port: CampaignsPort, width: int) -> None:
    page = at_check(qtbot, port)
    page.window_.resize(theme().px(width), theme().px(680))
    qtbot.waitUntil(lambda: page.window_.is_folded is (width < 1200))
    assert page.editor.check.panel.isVisible() is (width >= 1200)
    assert page.editor.check.how_line.isVisible() is (width < 1200)
    if width < 1200:
        assert page.editor.check.how_words.text() == "10 first · 30 a minute · quiet 21:00 – 9:00 · undo 2 minutes"
    page.open(1)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.result)
    assert page.result.right_now.isVisible()
    page.show_list()
    assert page.listing.days.isVisible() is (width >= 1200)
