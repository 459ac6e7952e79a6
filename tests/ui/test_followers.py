"""The Followers page: groups, search, permission history, and what it asks of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.followers_data import NOW, ROME, PeoplePort, answer_people, everybody, person

from vetrina.domain.policy import Answer
from vetrina.engine.commands import BlockPerson, CustomerLink, ErasePerson, ImportPeople, MarkOwn
from vetrina.exchange.people import read_people
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.followers.groups import GROUPS
from vetrina.ui.followers.import_dialog import ImportDialog
from vetrina.ui.followers.page import FollowersPage
from vetrina.ui.followers.saving import save_people
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
    assert words["Carlo Neri"] == words["Irene Villa"] == "No"
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


def test_a_list_is_shown_row_by_row_before_anybody_is_taken_over(
    qtbot: QtBot, port: PeoplePort, tmp_path: Path
) -> None:
    file = tmp_path / "clienti.csv"
    file.write_text("display_name,phone\nAnna Costa,+39011555\n,\n", "utf-8")
    found = read_people(file)
    port.answers[ImportPeople] = found
    page = opened(qtbot, port)
    page.try_file(file)
    qtbot.waitUntil(lambda: page.findChild(ImportDialog) is not None)
    dialog = page.findChild(ImportDialog)
    assert [order for order in port.asked if isinstance(order, ImportPeople)] == [ImportPeople(file, dry_run=True)]
    assert len(dialog.report.model.rows) == len(found.rows) > 0
    dialog.take.click()
    assert ImportPeople(file, dry_run=False) in port.asked


def test_a_hostile_name_stays_text(qtbot: QtBot, port: PeoplePort) -> None:
    name = "<b>Eve</b><img src=x>\u202e\0" + "x" * 100_000
    offer = everybody()[0].offer
    port.rows = (person(1, name, offer, NOW), *everybody()[1:])
    page = opened(qtbot, port)
    page.grab()
    assert page.model.rows[0].name == name
    assert page.model.rows[1].offer.answer is Answer.CLEARED


def test_the_people_of_a_group_go_into_a_table(qtbot: QtBot, port: PeoplePort, tmp_path: Path) -> None:
    page = opened(qtbot, port)
    page.groups.choose(GROUPS.index("blocked"))
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    page.save_to(tmp_path / "people.csv")
    qtbot.waitUntil(lambda: page.window_.toast.isVisible() and page.save_button.isEnabled())
    assert page.window_.toast.words.text().endswith("in the file now.")
    written = (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
    assert "Carlo Neri" in written
    assert "blocked" in written
    assert "Giulia" not in written


def test_a_place_that_cannot_be_written_is_said_and_the_button_comes_back(
    qtbot: QtBot, port: PeoplePort, tmp_path: Path
) -> None:
    page = opened(qtbot, port)
    page.save_to(tmp_path / "no such folder" / "people.csv")
    qtbot.waitUntil(lambda: page.window_.toast.isVisible() and page.save_button.isEnabled())
    assert "Choose another folder" in page.window_.toast.words.text()


def test_imported_people_come_back_from_the_table_that_was_saved(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "shop" / "store.db", bytes(range(32)), lambda: NOW)
    try:
        told = {"phone": "+390612345", "notes": "=likes linen", "shoe": "42"}
        listed = [
            ledger.people.ImportedPerson("anna@example.com", "Anna Costa", "it", ("Linen", "Gifts"), told),
            ledger.people.ImportedPerson("k2", "Bruno Sala"),
        ]
        with database.write() as w:
            ledger.people.add_imported(w, listed, NOW)
        with database.read() as r:
            assert save_people(r, tmp_path / "people.csv", "everyone", "", NOW, moment.pack()) == 2
    finally:
        database.close()
    anna, bruno = read_people(tmp_path / "people.csv").people
    assert (anna.external_id, anna.display_name, anna.language) == ("anna@example.com", "Anna Costa", "it")
    assert set(anna.labels) == {"Linen", "Gifts"}
    assert (anna.phone, anna.notes, dict(anna.extra)) == ("+390612345", "=likes linen", {"shoe": "42"})
    assert bruno.display_name == "Bruno Sala"
