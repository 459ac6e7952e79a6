"""The list of talks: rows, tabs, search, pages by scrolling, and a choice that follows its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.inbox_data import HOUR, NOW, ROME, InboxPort, answer_inbox, talk, talks
from tests.ui.inbox_desk import open_inbox, show

from vetrina.domain.events import Topic
from vetrina.domain.talk import HeldBy, TalkState
from vetrina.engine.commands import MarkRead
from vetrina.ui import moment
from vetrina.ui.application import set_language
from vetrina.ui.inbox import words
from vetrina.ui.inbox.row_sync import SyncedModel
from vetrina.ui.inbox.talk_list import TalkList


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[InboxPort]:
    answer_inbox(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield InboxPort(talks())
    moment.set_clock(None)
    moment.set_zone(None)


def test_a_row_says_who_spoke_last(port: InboxPort) -> None:
    lines = {row.name: words.last_line(row) for row in talks()}
    assert lines["Chiara Bianchi"] == "You: The blue bowls are back on Monday"
    assert lines["Luca Moretti"] == "Bot: We open tomorrow at 9:30."
    assert lines["Paolo Barbero"] == "Do you also ship to Asti?"


@pytest.mark.parametrize(
    ("left", "chip"),
    [
        (2 * HOUR, "Window closes in 2 h"),
        (25 * 60_000, "Window closes in 25 min"),
        (9 * HOUR, ""),
        (-HOUR, ""),
        (None, ""),
    ],
)
def test_a_window_that_closes_soon_is_said_in_the_row(port: InboxPort, left: int | None, chip: str) -> None:
    row = talk(1, "Paolo", "Hello", NOW, write_until=None if left is None else NOW + left)
    assert words.closing(row) == chip


def test_a_talk_that_is_done_has_no_closing_window(port: InboxPort) -> None:
    assert words.closing(talk(1, "P", "x", NOW, write_until=NOW + HOUR, state=TalkState.DONE)) == ""


def test_screen_readers_hear_name_channel_unread_line_time_and_deadline(port: InboxPort) -> None:
    paolo = talks()[1]
    spoken = words.spoken_row(paolo)
    assert spoken.startswith("Paolo Barbero, Messenger, ")
    assert "Do you also ship to Asti?" in spoken
    assert spoken.endswith("Window closes in 2 h")
    assert "the bot answers" in words.spoken_row(talks()[4])


def test_rows_with_labels_are_higher(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    rows = page.list.talks.rows
    heights = {row.name: page.list.rowHeight(at) for at, row in enumerate(rows)}
    assert heights["Giulia Rossi"] == heights["Paolo Barbero"] == 79
    assert heights["Marco Ferrero"] == 66


def test_tabs_carry_the_numbers_and_the_rail_the_unread(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    tabs = page.pane.tabs
    assert tabs.accessibleTabName(0) == "Open, 9"
    assert tabs.accessibleTabName(1) == "Bot, 2"
    assert tabs.accessibleTabName(2) == "Later"
    assert "4" in page.window_.rail.items["inbox"].accessibleName()


def test_a_tab_shows_its_talks_and_keeps_the_open_one_in_the_thread(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.pane.tabs.choose(1)
    page.pane.tabs.chosen.emit(1)
    qtbot.waitUntil(lambda: [row.name for row in page.list.talks.rows] == ["Luca Moretti", "Sofia Gallo"])
    assert page.view is not None
    assert page.view.row.name == "Giulia Rossi"


def test_search_narrows_the_list_and_says_when_nothing_is_found(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    qtbot.keyClicks(page.pane.search, "chiara")
    qtbot.waitUntil(lambda: [row.name for row in page.list.talks.rows] == ["Chiara Bianchi"])
    page.pane.search.setText("nobody at all")
    qtbot.waitUntil(lambda: page.pane.stack.currentWidget() is page.pane.empty)
    assert page.pane.empty.title.text() == "Nothing found"


def test_an_empty_inbox_says_that_nobody_is_waiting(qtbot: QtBot, port: InboxPort) -> None:
    port.rows = ()
    page = open_inbox(qtbot, port)
    assert page.pane.empty.title.text() == "Nobody is waiting"
    assert not page.details.isVisible()
    assert page.talk.stack.currentWidget() is page.talk.nobody


def test_a_new_message_moves_the_row_and_the_choice_goes_with_it(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    show(qtbot, page, 7)
    asked = len([one for one in port.asked if isinstance(one, MarkRead)])
    port.change(9, last_at=NOW, last_line="Are you there?", unread=1)
    page.changed(frozenset({(Topic.CONVERSATION, 9)}))
    qtbot.waitUntil(lambda: page.list.talks.rows[0].id == 9)
    assert page.list.talk_id() == 7
    assert page.talk_id == 7
    assert len([one for one in port.asked if isinstance(one, MarkRead)]) == asked


def test_when_a_talk_is_done_the_next_one_takes_its_place(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    show(qtbot, page, 3)
    page.acts.done()
    port.change(3, state=TalkState.DONE)
    page.changed(frozenset({(Topic.CONVERSATION, 3)}))
    qtbot.waitUntil(lambda: page.list.talks.place_of(3) < 0)
    qtbot.waitUntil(lambda: page.talk_id == 4)
    assert page.list.talk_id() == 4


def test_a_talk_that_leaves_its_tab_stays_open_while_it_is_answered(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.pane.tabs.choose(1)
    page.pane.tabs.chosen.emit(1)
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 2)
    show(qtbot, page, 5)
    page.talk.head.holder_button.click()
    qtbot.keyClicks(page.talk.composer.box, "Hello, this is")
    port.change(5, held_by=HeldBy.HUMAN)
    page.changed(frozenset({(Topic.CONVERSATION, 5)}))
    qtbot.waitUntil(lambda: page.list.talks.place_of(5) < 0)
    assert page.talk_id == 5
    assert page.list.row() == -1
    assert page.talk.composer.box.toPlainText() == "Hello, this is"


def test_a_message_into_an_empty_inbox_is_not_read_by_itself(qtbot: QtBot, port: InboxPort) -> None:
    rows, port.rows = port.rows, ()
    page = open_inbox(qtbot, port)
    port.rows = rows
    page.changed(frozenset({(Topic.CONVERSATION, 1)}))
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 9)
    assert page.talk_id == 0
    assert port.asked == []


def test_older_talks_are_read_by_key_when_the_end_comes_near(qtbot: QtBot, port: InboxPort) -> None:
    port.rows = tuple(talk(n, f"Person {n:03}", "Hello", NOW - n * 60_000) for n in range(1, 121))
    page = open_inbox(qtbot, port)
    qtbot.waitUntil(lambda: len(page.list.talks.rows) >= 50)
    page.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.list.talks.rows) >= 100)
    page.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 120)
    keys = [before for _tab, _search, before in port.read_pages if before is not None]
    assert keys[:2] == [(NOW - 50 * 60_000, 50), (NOW - 100 * 60_000, 100)]
    assert not page.list.talks.canFetchMore(QModelIndex())


def test_only_what_is_unread_may_be_shown(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.pane._show_only(True)
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 4)
    assert all(row.unread for row in page.list.talks.rows)


def test_the_keys_walk_through_the_talks(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    show(qtbot, page, 4)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.list, Qt.Key.Key_PageDown, control)
    qtbot.waitUntil(lambda: page.talk_id == 5)
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_PageUp, control)
    qtbot.waitUntil(lambda: page.talk_id == 4)
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Tab, control)
    qtbot.waitUntil(lambda: page.talk_id == 6)
    qtbot.keyClick(page.list, Qt.Key.Key_Tab, control)
    qtbot.waitUntil(lambda: page.talk_id == 2)


def test_a_list_that_cannot_be_read_says_so_and_tries_again(qtbot: QtBot, port: InboxPort) -> None:
    port.broken = True
    page = open_inbox(qtbot, port)
    assert page.pane.trouble.isVisible()
    port.broken = False
    page.pane.trouble.buttons[0].click()
    qtbot.waitUntil(lambda: len(page.list.talks.rows) == 9)
    assert not page.pane.trouble.isVisible()


HOSTILE = [
    "<b>bold</b><img src='file:///etc/passwd'>",
    "\u202eright to left",
    "nul\0and \ud800 lone \udfff",
    "\u0301" * 500,
    "a" * 100_000,
    "line\nline\u2028line",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_and_lines_change_nothing_but_their_row(qtbot: QtBot, port: InboxPort, text: str) -> None:
    plain = TalkList()
    qtbot.addWidget(plain)
    plain.resize(304, 400)
    plain.show()
    three = [talk(1, "Anna", "one", NOW), talk(2, "Bruno", "two", NOW), talk(3, "Carla", "three", NOW)]
    plain.talks.show_rows(three, complete=True, anew=True)
    before = plain.viewport().grab().toImage()
    three[1] = replace(three[1], name=text, last_line=text, held_by=HeldBy.BOT)
    plain.talks.show_rows(three, complete=True, anew=False)
    after = plain.viewport().grab().toImage()
    row = plain.rowHeight(1)
    top, bottom = plain.rowViewportPosition(1), plain.rowViewportPosition(2)
    assert bottom - top == row == 66
    for y in (*range(top), *range(bottom, 400)):
        assert all(before.pixel(x, y) == after.pixel(x, y) for x in range(0, 300, 3)), y
    assert plain.talks.data(plain.talks.index(1), Qt.ItemDataRole.AccessibleTextRole)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True), st.integers(0, 12))
def test_any_list_becomes_any_other_and_persistent_places_follow(old: list[int], new: list[int], watched: int) -> None:
    model: SyncedModel[int] = SyncedModel(lambda number: number)
    model.reset(old)
    place = None
    if watched in old:
        place = QPersistentModelIndex(model.index(old.index(watched)))
    model.sync(new)
    assert model.rows == new
    if place is not None:
        assert place.isValid() == (watched in new)
        assert not place.isValid() or model.rows[place.row()] == watched


def test_time_that_passes_is_seen_without_a_new_message(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    paolo = page.list.talks.place_of(2)
    assert page.list.rowHeight(paolo) == 79
    moment.set_clock(lambda: NOW + 26 * HOUR)
    page.pass_time()
    assert page.list.rowHeight(paolo) == 66
    lines = page.talk.view.lines
    said = [lines.data(lines.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(lines.rows))]
    assert "Today" not in said
    assert "Yesterday" in said


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_four_tabs_fit_the_smallest_window_with_their_numbers(
    qtbot: QtBot, port: InboxPort, dressed: QApplication, language: str
) -> None:
    set_language(dressed, language)
    port.change(9, state=TalkState.LATER)
    page = open_inbox(qtbot, port, width=1024)
    set_language(dressed, "en")
    qtbot.waitUntil(lambda: page.pane.tabs.accessibleTabName(2).endswith(", 1"))
    assert page.pane.tabs.tabRect(3).right() <= page.pane.tabs.width()
    assert page.talk.width() >= 440
    assert page.panes.width() == page.width()
