"""The composer and the acts of the page: what is asked of the engine, and that no written word is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.inbox_data import NO, NOW, ROME, InboxPort, answer_inbox, at, talks, view_of
from tests.ui.inbox_desk import open_inbox, show

from vetrina.domain.events import Topic
from vetrina.domain.policy import Answer, Basis
from vetrina.domain.talk import HeldBy, ProductCard, QuickReply, TalkState
from vetrina.engine.commands import (
    AddNote,
    BlockPerson,
    CannotDo,
    ErasePerson,
    GiveToBot,
    MarkOwn,
    MarkRead,
    SendReply,
    SetLabels,
    SetTalkState,
    TakeOver,
)
from vetrina.store.views import MayWrite
from vetrina.ui import moment
from vetrina.ui.inbox.composer import NOTE, REPLY
from vetrina.ui.inbox.label_editor import LabelEditor
from vetrina.ui.inbox.page import InboxPage
from vetrina.ui.inbox.timeline import Timeline
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.labels import PlainLabel


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[InboxPort]:
    answer_inbox(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield InboxPort(talks())
    moment.set_clock(None)
    moment.set_zone(None)


def commands(port: InboxPort) -> list[object]:
    """What was asked, without the marks of reading."""
    return [one for one in port.asked if not isinstance(one, MarkRead)]


def dialog_of(page: InboxPage) -> Dialog:
    return next(one for one in page.findChildren(Dialog) if one.isVisible())


def press(dialog: Dialog, words: str) -> None:
    next(one for one in dialog.findChildren(Button) if one.text() == words).click()


def test_enter_sends_and_the_box_keeps_the_focus(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    box = page.talk.composer.box
    box.setFocus()
    qtbot.keyClicks(box, "Ciao Giulia")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "a domani")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert commands(port) == [SendReply(1, "Ciao Giulia\na domani")]
    assert box.toPlainText() == ""
    assert box.hasFocus()


def test_with_the_other_setting_enter_breaks_the_line_and_control_enter_sends(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.set_enter_sends(False)
    box = page.talk.composer.box
    qtbot.keyClicks(box, "Ciao")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert commands(port) == []
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commands(port) == [SendReply(1, "Ciao")]


def test_nothing_is_sent_while_there_is_nothing_to_say(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    composer = page.talk.composer
    qtbot.keyClicks(composer.box, "   ")
    qtbot.keyClick(composer.box, Qt.Key.Key_Return)
    assert commands(port) == []
    assert not composer.send.main.isEnabled()
    assert "Write something first." in composer.send.main.toolTip()


def test_a_product_alone_can_be_sent(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    popover = page.acts.choose_product(page.talk.composer.product_button)
    qtbot.waitUntil(lambda: len(popover.entries.rows) == 2)
    qtbot.keyClicks(popover.search, "mug")
    qtbot.waitUntil(lambda: len(popover.entries.rows) == 1)
    qtbot.keyClick(popover.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.talk.composer.unsent().card is not None)
    page.talk.composer.send.main.click()
    sent = commands(port)[-1]
    assert isinstance(sent, SendReply)
    assert sent.card == ProductCard("Mug Nebbia", "Aurora", "€18.00", "mug", "nebbia")
    assert page.talk.composer.unsent().empty


def test_buttons_below_a_message_are_sent_with_it(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    editor = page.acts.edit_buttons(page.talk.composer.buttons_button)
    for number, title in enumerate(("Yes", "No", " Yes ")):
        qtbot.keyClicks(editor.fields[number], title)
    editor.close()
    qtbot.keyClicks(page.talk.composer.box, "Shall I keep it?")
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
    replies = (QuickReply("Yes", "Yes"), QuickReply("No", "No"))
    assert commands(port) == [SendReply(1, "Shall I keep it?", replies)]


def test_a_slash_in_the_empty_box_offers_ready_answers_with_facts_filled(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    popover = page.acts.choose_ready(page.talk.composer.ready_button)
    qtbot.waitUntil(lambda: bool(popover.entries.rows))
    assert [entry.title for entry in popover.entries.rows] == ["Opening hours"]  # the address is not known
    qtbot.keyClick(popover.search, Qt.Key.Key_Return)
    assert page.talk.composer.box.toPlainText() == "Ciao Giulia, we open at 9:30."
    wanted: list[object] = []
    page.talk.composer.ready.disconnect()
    page.talk.composer.ready.connect(wanted.append)
    qtbot.keyClicks(page.talk.composer.box, "1/2")
    assert wanted == []
    page.talk.composer.box.clear()
    qtbot.keyClicks(page.talk.composer.box, "/")
    assert len(wanted) == 1


def test_a_private_note_is_kept_and_never_sent(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    composer = page.talk.composer
    composer.tabs.setCurrentIndex(NOTE)
    qtbot.keyClicks(composer.box, "Likes sage green")
    qtbot.keyClick(composer.box, Qt.Key.Key_Return)
    assert commands(port) == [AddNote(1, "Likes sage green")]
    assert composer.tabs.currentIndex() == NOTE
    assert composer.box.accessibleName() == "Private note"


def test_send_and_mark_done(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    qtbot.keyClicks(page.talk.composer.box, "Grazie")
    page.talk.composer.send_done.trigger()
    qtbot.waitUntil(lambda: len(commands(port)) == 2)
    assert commands(port) == [SendReply(1, "Grazie"), SetTalkState(1, TalkState.DONE)]


def test_near_the_limit_it_counts_and_beyond_it_does_not_send(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    composer = page.talk.composer
    composer.box.setPlainText("a" * 1_850)
    assert composer.counter.text() == "1850 of 2000"
    assert composer.counter.isVisible()
    composer.box.setPlainText("a" * 2_001)
    assert not composer.send.main.isEnabled()
    assert "Shorten it" in composer.send.main.toolTip()


def test_words_that_the_engine_could_not_take_come_back(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    port.answers[SendReply] = CannotDo("store.full")
    qtbot.keyClicks(page.talk.composer.box, "Precious words")
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.talk.composer.box.toPlainText() == "Precious words")
    assert page.window_.toast.words.text().startswith("The disk is full")


def test_what_is_being_written_waits_with_its_talk(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    qtbot.keyClicks(page.talk.composer.box, "Half a sente")
    page.talk.composer.attach(ProductCard("Mug"))
    show(qtbot, page, 3)
    assert page.talk.composer.unsent().empty
    show(qtbot, page, 1)
    assert page.talk.composer.box.toPlainText() == "Half a sente"
    assert page.talk.composer.unsent().card == ProductCard("Mug")


def test_words_for_one_person_never_reach_the_next_one(
    qtbot: QtBot, port: InboxPort, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_inbox(qtbot, port)
    qtbot.keyClicks(page.talk.composer.box, "For Giulia only")
    slow: list[Future[object]] = []

    def still_reading(_query: object) -> Future[object]:
        slow.append(Future())
        return slow[-1]

    with monkeypatch.context() as reading:
        reading.setattr(port, "read", still_reading)
        page.list.choose_id(3)
        assert page.talk_id == 3
        assert page.talk.head.name.text() == "Marco Ferrero"
        assert page.talk.composer.unsent().empty
        qtbot.keyClicks(page.talk.composer.box, "Ciao Marco")
        qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
        assert commands(port) == []
        qtbot.waitUntil(lambda: page.talk.waiting.isVisible() and not page.talk.view.lines.rows)
    page.reopen()
    qtbot.waitUntil(lambda: page.view is not None)
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
    assert commands(port) == [SendReply(3, "Ciao Marco")]
    show(qtbot, page, 1)
    assert page.talk.composer.box.toPlainText() == "For Giulia only"


def test_when_the_gate_says_no_the_reason_stands_where_one_would_write(qtbot: QtBot, port: InboxPort) -> None:
    blocked = MayWrite("Giulia", Answer.DENIED, Basis("vetrina-2016", "r", "blocked", "blocked_at", at(10, 0, 9)))
    port.views[1] = view_of(talks()[0], blocked)
    page = open_inbox(qtbot, port)
    composer = page.talk.composer
    assert not composer.box.isVisible()
    assert composer.because.text() == "Giulia blocked the shop on 9 May."
    assert "blocked the shop" in composer.send.main.toolTip()
    composer.tabs.setCurrentIndex(NOTE)
    assert composer.box.isVisible()
    composer.tabs.setCurrentIndex(REPLY)
    assert not composer.box.isVisible()


def test_the_window_is_said_beside_the_tabs(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    assert page.talk.composer.may_words.text() == "You may write until tomorrow 18:40"
    assert page.details.reply.head.text() == "Yes, until tomorrow 18:40"
    assert page.details.reply.because.text() == "Giulia wrote to you today at 18:40."


def test_a_talk_is_marked_read_when_it_is_shown_and_only_then(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    assert [one for one in port.asked if isinstance(one, MarkRead)] == [MarkRead(1)]
    show(qtbot, page, 4)
    assert len([one for one in port.asked if isinstance(one, MarkRead)]) == 1
    qtbot.keyClick(page.list, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert port.asked[-1] == MarkRead(4)


def test_done_by_key_can_be_undone(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.window_.toast.isVisible)
    assert commands(port) == [SetTalkState(1, TalkState.DONE)]
    assert page.window_.toast.words.text() == "Moved to Done"
    assert page.window_.toast.undo()
    assert commands(port)[-1] == SetTalkState(1, TalkState.OPEN)


def test_later_offers_moments_and_asks_for_one(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    head = page.talk.head
    choices = dict(head.later_choices())
    assert choices == {
        "In one hour": NOW + 3_600_000,
        "Tomorrow, 9:00": at(9, 0, 23),
        "Monday, 9:00": at(9, 0, 25),
    }
    head.later.emit(choices["Monday, 9:00"])
    qtbot.waitUntil(page.window_.toast.isVisible)
    assert commands(port) == [SetTalkState(1, TalkState.LATER, at(9, 0, 25))]
    assert page.window_.toast.words.text() == "Comes back Monday 09:00"


def test_the_talk_goes_to_the_bot_and_back(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    button = page.talk.head.holder_button
    assert button.text() == "Give to bot"
    button.click()
    assert commands(port) == [GiveToBot(1)]
    port.change(1, held_by=HeldBy.BOT)
    page.changed(frozenset({(Topic.CONVERSATION, 1)}))
    qtbot.waitUntil(lambda: button.text() == "Take over")
    button.click()
    assert commands(port)[-1] == TakeOver(1)


def test_a_talk_that_is_done_can_be_opened_again(qtbot: QtBot, port: InboxPort) -> None:
    port.change(1, state=TalkState.DONE)
    page = open_inbox(qtbot, port)
    page.shown_id(1)
    qtbot.waitUntil(lambda: page.view is not None and page.view.row.id == 1)
    assert page.talk.head.done_button.text() == "Open again"
    page.talk.head.done_button.click()
    assert commands(port) == [SetTalkState(1, TalkState.OPEN)]


def test_labels_are_added_and_taken_away(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.details.add_label.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(LabelEditor)))
    editor = page.findChildren(LabelEditor)[0]
    qtbot.keyClicks(editor.field, "Size M")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert commands(port) == [SetLabels(1, ("Linen", "Size M"))]
    editor._remove("Linen")
    assert commands(port)[-1] == SetLabels(1, ("Size M",))
    qtbot.keyClicks(editor.field, "size m")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert len(commands(port)) == 2
    editor.close()


def test_the_proof_shows_every_piece_of_evidence_with_time_and_source(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.details.reply.proof.click()
    dialog = dialog_of(page)
    assert dialog.title.text() == "May I write?"
    assert "Yes, until tomorrow 18:40" in dialog.words.text()
    steps = dialog.findChildren(Timeline)[0]
    qtbot.waitUntil(lambda: steps.steps.count() == 4)
    texts = [label.text() for label in steps.findChildren(PlainLabel)]
    assert "Wrote to you" in texts
    assert "3 April 12:00 · counter poster" in texts
    dialog.close()


def test_blocking_asks_first_and_unblocking_does_not(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.details.block_button.click()
    assert commands(port) == []
    press(dialog_of(page), "Block")
    assert commands(port) == [BlockPerson(1, True)]
    mine = MayWrite("Giulia", Answer.DENIED, Basis("vetrina-2016", "r", "blocked_by_shop"))
    port.views[1] = view_of(talks()[0], mine)
    page.changed(frozenset({(Topic.CONTACT, 1)}))
    qtbot.waitUntil(lambda: page.details.block_button.text() == "Unblock")
    page.details.block_button.click()
    assert commands(port)[-1] == BlockPerson(1, False)


def test_erasing_needs_a_second_word_and_leaves_no_talk_behind(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.details.erase_button.click()
    dialog = dialog_of(page)
    assert dialog.safe.isDefault()
    press(dialog, "Erase for good")
    qtbot.waitUntil(lambda: page.talk_id == 0)
    assert commands(port) == [ErasePerson(1)]
    assert not page.details.isVisible()
    assert page.window_.toast.words.text() == "Erased"


def test_a_person_can_be_marked_as_the_own_phone(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.details.own_action.trigger()
    assert commands(port) == [MarkOwn(1, True)]


def test_offline_the_thread_speaks_only_where_the_time_may_end(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    page.window_.set_offline(True, 2)
    assert page.talk.net.isVisible()
    assert "tomorrow 18:40" in page.talk.net.accessibleName()
    qtbot.keyClicks(page.talk.composer.box, "Ciao")
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_Return)
    assert commands(port) == [SendReply(1, "Ciao")]
    page.window_.set_offline(False)
    assert not page.talk.net.isVisible()
    always = MayWrite("Giulia", Answer.CLEARED, Basis("vetrina-2016", "r", "talk_open", "", NOW))
    port.views[1] = view_of(talks()[0], always)
    page.changed(frozenset({(Topic.CONVERSATION, 1)}))
    qtbot.waitUntil(lambda: page.view is not None and page.view.reply == always)
    page.window_.set_offline(True)
    assert not page.talk.net.isVisible()


def test_patience_is_used_up_by_an_unanswered_offer(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    assert page.details.offer_head.text() == (
        "No offer this time. The last offer (on 9 May) is still unanswered. Giulia has to tap it first."
    )
    assert NO.basis.reason == "unanswered"


def test_in_a_narrow_window_the_details_open_over_the_thread(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port, width=1024)
    assert not page.details.isVisible()
    qtbot.keyClick(page.talk.composer.box, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.details.isVisible()
    assert page.details.geometry().right() == page.rect().right()
    assert page.details.width() == 280
    qtbot.keyClick(page.details.close_button, Qt.Key.Key_Escape)
    assert not page.details.isVisible()
    page.window_.resize(1280, 800)
    qtbot.waitUntil(page.details.isVisible)
    assert page.talk.geometry().width() >= 440


def test_a_talk_asked_for_by_another_page_is_opened_wherever_it_stands(qtbot: QtBot, port: InboxPort) -> None:
    port.change(9, state=TalkState.DONE)
    page = open_inbox(qtbot, port)
    page.window_.go_to("inbox", 9)
    qtbot.waitUntil(lambda: page.view is not None and page.view.row.id == 9)
    assert page.talk.head.name.text() == "Francesca Riva"


def test_f6_walks_through_list_thread_composer_and_details(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    stops = page.focus_stops()
    assert stops == [page.list, page.talk.view, page.talk.composer.box, page.details.more]
    page.list.setFocus()
    page.window_.jump_stop(1)
    assert page.talk.view.hasFocus()
    page.window_.jump_stop(1)
    assert page.talk.composer.box.hasFocus()


def test_tab_leaves_the_writing_box(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    box = page.talk.composer.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert box.toPlainText() == ""
