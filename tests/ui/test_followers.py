"""The Followers page: groups, search, permission history, and what it asks of the engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.followers_data import NOW, ROME, PeoplePort, answer_people, everybody, person

from vetrina.domain.policy import Answer
from vetrina.engine.commands import BlockPerson, CustomerLink, ErasePerson, MarkOwn
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.followers.groups import GROUPS
from vetrina.ui.followers.page import FollowersPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec
from vetrina.ui.widgets.dialog import Dialog


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[PeoplePort]:
    answer_people(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield PeoplePort(everybody())
    moment.set_clock(None)
    moment.set_zone(None)


def opened(qtbot: QtBot, port: PeoplePort) -> FollowersPage:
    window = MainWindow(Bridge(port), [PageSpec("followers", "Followers", "users", FollowersPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("followers")
    page = window.page()
    assert isinstance(page, FollowersPage)
    qtbot.waitUntil(lambda: len(page.model.rows) == len(port.rows) and page.groups.groups.counts is not None)
    return page


def test_each_person_shows_whether_an_offer_may_reach_them(qtbot: QtBot, port: PeoplePort) -> None:
    page = opened(qtbot, port)
    words = {row.name: page.model.write_words(row) for row in page.model.rows}
    assert words["Giulia Rossi"] == "Now"
    assert words["Luca Moretti"] == "today 19:58"
    assert words["Tommaso Fontana"] == "After a tap"
    assert words["Carlo Neri"] == words["Irene Villa"] == "Never"
    assert words["Yasmin El Amrani"] == "Not yet"


def test_choosing_a_person_shows_the_sentence_and_every_piece_of_evidence(qtbot: QtBot, port: PeoplePort) -> None:
    page = opened(qtbot, port)
    page.table.choose_id(1)
    qtbot.waitUntil(page.details.isVisible)
    assert page.details.offer_head.text() == "Yes"
    assert page.details.offer_because.text() == "Giulia wrote to you today at 18:38."
    assert page.details.history.count() == 4


def test_groups_and_search_narrow_the_table(qtbot: QtBot, port: PeoplePort) -> None:
    page = opened(qtbot, port)
    page.groups.choose(GROUPS.index("blocked"))
    qtbot.waitUntil(lambda: [row.name for row in page.model.rows] == ["Carlo Neri"])
    page.groups.choose(0)
    page.search.setText("chia")
    qtbot.waitUntil(lambda: [row.name for row in page.model.rows] == ["Chiara Bianchi"])


def test_block_and_own_phone_are_asked_for_the_person_shown(qtbot: QtBot, port: PeoplePort) -> None:
    page = opened(qtbot, port)
    page.table.choose_id(1)
    qtbot.waitUntil(page.details.isVisible)
    page.details.block_button.click()
    page.details.own_action.trigger()
    assert BlockPerson(1, True) in port.asked
    assert MarkOwn(1, True) in port.asked


def test_erasing_asks_first_and_the_safe_button_keeps(qtbot: QtBot, port: PeoplePort) -> None:
    page = opened(qtbot, port)
    page.table.choose_id(1)
    qtbot.waitUntil(page.details.isVisible)
    page.details.erase_button.click()
    dialog = page.findChild(Dialog)
    assert dialog is not None
    dialog.reject()
    assert not [command for command in port.asked if isinstance(command, ErasePerson)]


def test_nobody_yet_shows_how_to_invite(qtbot: QtBot, port: PeoplePort) -> None:
    port.rows = ()
    port.answers[CustomerLink] = "http://127.0.0.1:1/s/aurora?src=poster"
    page = opened(qtbot, port)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    page.invite()
    assert any(isinstance(command, CustomerLink) for command in port.asked)


def test_a_hostile_name_stays_text(qtbot: QtBot, port: PeoplePort) -> None:
    name = "<b>Eve</b><img src=x>\u202e\0" + "x" * 100_000
    offer = everybody()[0].offer
    port.rows = (person(1, name, offer, NOW), *everybody()[1:])
    page = opened(qtbot, port)
    page.grab()
    assert page.model.rows[0].name == name
    assert page.model.rows[1].offer.answer is Answer.CLEARED
