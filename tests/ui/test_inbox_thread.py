"""The thread: lines, bubbles in every state, links and menus in them, scrolling, hostile text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot
from tests.ui.inbox_data import NOW, ROME, InboxPort, answer_inbox, at, every_state, giulias, said, talks, view_of
from tests.ui.inbox_desk import open_inbox, show

from vetrina.domain.events import Topic
from vetrina.domain.talk import Author, Content, MessageState, ProductCard, QuickReply
from vetrina.engine.commands import CancelWaiting, TryAgain
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge
from vetrina.ui.inbox import words
from vetrina.ui.inbox.page import InboxPage
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.thread_lines import LineKind, lines_of
from vetrina.ui.inbox.thread_shapes import ASK_OR_AGAIN, TAKE_BACK, TRY_AGAIN, meta_of
from vetrina.ui.inbox.thread_view import ThreadView
from vetrina.ui.theme import theme


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[InboxPort]:
    answer_inbox(monkeypatch)
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    yield InboxPort(talks())
    moment.set_clock(None)
    moment.set_zone(None)


def click(qtbot: QtBot, page: InboxPage, message_id: int, act: str) -> None:
    """Click the link `act` of a message."""
    view = page.talk.view
    row = next(at for at, line in enumerate(view.lines.rows) if line.message and line.message.id == message_id)
    index = view.lines.index(row)
    view.scrollTo(index)
    rect = view.visualRect(index)
    hit = next(hit for hit in view.delegate.shape(index, rect.width()).hits if hit.act == act)
    place = hit.rect.center().toPoint() + rect.topLeft()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_days_are_parted_and_the_ad_comes_first(port: InboxPort) -> None:
    lines = lines_of(giulias(), view_of(talks()[0]))
    kinds = [line.kind for line in lines]
    assert kinds[:3] == [LineKind.DAY, LineKind.AD, LineKind.SAID]
    assert [words.day_line(line.at) for line in lines if line.kind is LineKind.DAY] == ["Yesterday", "Today"]
    assert lines[1].ad is not None
    assert lines[1].ad.headline == "Linen shirts, cut and sewn in Torino"
    assert kinds.count(LineKind.SYSTEM) == 1


def test_an_older_day_has_its_date(port: InboxPort) -> None:
    assert words.day_line(at(10, 0, 18)) == "Monday 18 May"
    assert words.day_line(at(10, 0) - 400 * 86_400_000).endswith("2025")


def test_the_button_of_the_ad_that_was_tapped_is_named(port: InboxPort) -> None:
    rows = (giulias()[0], said(2, at(17, 58, 21), Author.PERSON, "Is my size there?"))
    lines = lines_of(rows, view_of(talks()[0]))
    assert lines[1].ad is not None
    assert lines[1].ad.tapped == "Is my size there?"


def _below(state: MessageState, author: Author = Author.OWNER, **more: object) -> str:
    message = said(1, at(12, 0), author, "Hello", state=state, **more)
    return (
        " ".join(word.text for word in meta_of(message, "Giulia Rossi") if word.text)
        .replace("\u2068", "")
        .replace("\u2069", "")
    )


def test_every_state_says_its_word_and_its_remedy(port: InboxPort) -> None:
    assert _below(MessageState.WAITING) == "Waiting to go out · 12:00 Take back"
    assert _below(MessageState.WAITING, due_at=at(9, 0, 23)) == "Goes out tomorrow 09:00 · 12:00 Take back"
    assert _below(MessageState.HANDED_OVER) == "On its way · 12:00"
    assert _below(MessageState.SENT) == "You · 12:00"
    assert _below(MessageState.NOT_SENT, reason="blocked") == "Not sent: Giulia blocked the shop. Try again"
    assert _below(MessageState.NOT_SENT, reason="code 551") == "Not sent: the network did not take it. Try again"
    assert _below(MessageState.PERHAPS) == "Perhaps sent. Ask, or send again"
    assert _below(MessageState.TAKEN_BACK) == "Giulia deleted this · 12:00"
    assert _below(MessageState.SEEN, Author.BOT, rule_name="Sizes") == "Bot, rule “Sizes” · 12:00"
    assert _below(MessageState.RECEIVED, Author.NOTE) == "Private note · 12:00"
    assert _below(MessageState.TAKEN_BACK, Author.PERSON) == "Giulia deleted this · 12:00"


def test_offers_are_never_sent_again_by_a_click(port: InboxPort) -> None:
    for state in (MessageState.NOT_SENT, MessageState.PERHAPS, MessageState.WAITING):
        message = said(1, at(12, 0), Author.OFFER, "Hello", state=state, reason="blocked")
        assert not any(word.act for word in meta_of(message, "Giulia"))


def test_ticks_differ_by_icon_before_colour(port: InboxPort) -> None:
    icons = {}
    for state in (MessageState.SENT, MessageState.DELIVERED, MessageState.SEEN):
        last = meta_of(said(1, at(12, 0), Author.OWNER, "x", state=state), "G")[-1]
        icons[state] = (last.icon, last.tone)
    assert icons[MessageState.SENT][0] == "check"
    assert icons[MessageState.DELIVERED][0] == icons[MessageState.SEEN][0] == "check-check"
    assert len(set(icons.values())) == 3


def test_a_thread_with_every_state_is_painted_and_read_out(qtbot: QtBot, port: InboxPort) -> None:
    port.said[1] = every_state()
    page = open_inbox(qtbot, port)
    page.grab()
    view = page.talk.view
    spoken = [
        view.lines.data(view.lines.index(row), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(len(view.lines.rows))
    ]
    assert "You, A message that is seen, Seen, today 12:04" in spoken
    assert any("Offer, Linen week" in str(text) and "Tell me, Not now, Delivered" in str(text) for text in spoken)
    assert any("Not sent: " in str(text) for text in spoken)


def test_try_again_and_take_back_ask_the_engine(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    click(qtbot, page, 8, TRY_AGAIN)
    assert port.asked[-1] == TryAgain(8)
    click(qtbot, page, 9, TAKE_BACK)
    assert port.asked[-1] == CancelWaiting(9)
    box = page.talk.composer.box
    qtbot.waitUntil(lambda: box.toPlainText() == "Of course, it is put aside under your name.")


def test_perhaps_sent_can_be_asked_about_or_sent_again(qtbot: QtBot, port: InboxPort) -> None:
    port.said[1] = (said(5, at(12, 0), Author.OWNER, "Hello", state=MessageState.PERHAPS),)
    page = open_inbox(qtbot, port)
    click(qtbot, page, 5, ASK_OR_AGAIN)
    menu = page.talk.menu
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == ["Copy text", "Ask whether it arrived", "Send again"]
    actions["Send again"].trigger()
    assert port.asked[-1] == TryAgain(5)
    actions["Ask whether it arrived"].trigger()
    assert page.talk.composer.box.toPlainText() == "Did my last message arrive?"
    menu.close()


def test_the_words_of_a_message_are_copied_as_they_are(qtbot: QtBot, port: InboxPort) -> None:
    port.said[1] = (said(5, at(12, 0), Author.PERSON, "<b>Hello</b>\nthere"),)
    page = open_inbox(qtbot, port)
    page.talk.copy(port.said[1][0])
    assert QGuiApplication.clipboard().text() == "<b>Hello</b>\nthere"


def test_a_message_is_reached_and_its_menu_opened_by_keyboard(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    view = page.talk.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.currentIndex().row() == len(view.lines.rows) - 1
    wanted: list[object] = []
    view.menu_wanted.connect(lambda message, _place: wanted.append(message.id))
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted == [8]
    page.talk.menu.close()


def test_older_messages_load_at_the_top_without_a_jump(qtbot: QtBot, port: InboxPort) -> None:
    port.said[1] = tuple(said(n, at(8, 0) + n * 1000, Author.PERSON, f"Message {n}") for n in range(1, 201))
    page = open_inbox(qtbot, port)
    view, bar = page.talk.view, page.talk.view.verticalScrollBar()
    assert len(page.messages) == 60
    assert bar.value() == bar.maximum()
    bar.setValue(50)
    qtbot.waitUntil(lambda: len(page.messages) == 120)
    assert port.older == [141]
    top = view.indexAt(QPoint(200, 10))
    assert view.message_at(top) is not None
    assert view.message_at(top).id in (141, 142)  # type: ignore[union-attr]
    bar.setValue(0)
    qtbot.waitUntil(lambda: len(page.messages) == 180)
    bar.setValue(0)
    qtbot.waitUntil(lambda: len(page.messages) == 200)
    assert not page.has_older


def test_new_messages_below_are_counted_in_a_pill(qtbot: QtBot, port: InboxPort) -> None:
    rows = tuple(said(n, at(8, 0) + n * 1000, Author.PERSON, f"Message {n}") for n in range(1, 51))
    port.said[1] = rows
    page = open_inbox(qtbot, port)
    view, bar = page.talk.view, page.talk.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    port.said[1] = (*rows, *(said(n, at(9, 0) + n * 1000, Author.PERSON, "New") for n in (51, 52)))
    page.changed(frozenset({(Topic.MESSAGE, 51)}))
    qtbot.waitUntil(view.pill.isVisible)
    assert view.pill.text() == "2 new messages"
    assert bar.value() == place
    view.pill.click()
    assert not view.pill.isVisible()
    assert bar.value() == bar.maximum()


def test_the_place_in_a_long_talk_stays_when_several_messages_come_at_once(qtbot: QtBot, port: InboxPort) -> None:
    rows = tuple(said(n, at(8, 0) + n * 1000, Author.PERSON, f"Message {n}") for n in range(1, 101))
    port.said[1] = rows
    page = open_inbox(qtbot, port)
    view, bar = page.talk.view, page.talk.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, top = bar.value(), view.message_at(view.indexAt(QPoint(200, 10)))
    port.said[1] = (*rows, *(said(n, at(9, 0) + n * 1000, Author.PERSON, "New") for n in range(101, 106)))
    page.changed(frozenset({(Topic.MESSAGE, 0)}))
    qtbot.waitUntil(view.pill.isVisible)
    assert view.pill.text() == "5 new messages"
    assert page.messages[0].id == 41
    assert page.has_older
    assert bar.value() == place
    assert view.message_at(view.indexAt(QPoint(200, 10))) == top


def test_at_the_end_the_thread_follows_new_messages(qtbot: QtBot, port: InboxPort) -> None:
    rows = tuple(said(n, at(8, 0) + n * 1000, Author.PERSON, f"Message {n}") for n in range(1, 51))
    port.said[1] = rows
    page = open_inbox(qtbot, port)
    port.said[1] = (*rows, said(51, at(9, 0), Author.PERSON, "New"))
    page.changed(frozenset({(Topic.CONVERSATION, 1)}))
    bar = page.talk.view.verticalScrollBar()
    qtbot.waitUntil(lambda: len(page.messages) == 51)
    assert bar.value() == bar.maximum()
    assert not page.talk.view.pill.isVisible()


def test_shapes_are_laid_out_once_until_the_look_changes(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    view = page.talk.view
    index = view.lines.index(2)
    first = view.delegate.shape(index, 600)
    assert view.delegate.shape(index, 600) is first
    assert view.delegate.shape(index, 500) is not first
    theme().set_zoom(1.5)
    larger = view.delegate.shape(index, 600)
    theme().set_zoom(1.0)
    assert larger.height > first.height


HOSTILE = [
    "<b>bold</b><img src='file:///etc/passwd'><a href='x'>y</a>",
    "\u202eright to left\u202c \u2066isolated",
    "nul\0and \ud800 lone \udfff",
    "\u0301\u0353" * 800,
    "W" * 3_000,
    "word " * 200_000,
    "\n" * 400,
    "\ufffc\u2028\u2029\x07\x1b[31m",
]
MARGIN = 60


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("author", [Author.PERSON, Author.OWNER])
def test_hostile_text_paints_nothing_outside_its_line(qtbot: QtBot, port: InboxPort, text: str, author: Author) -> None:
    bridge = Bridge(port)
    view = ThreadView(Pictures(bridge, bridge))
    qtbot.addWidget(view)
    card = ProductCard(text, text, text)
    content = Content(text, (QuickReply(text, text),), card, text, text)
    for message in (said(1, at(12, 0), author, text), said(2, at(12, 0), author, content=content)):
        line = lines_of((message,), None)[-1]
        shape = view.shaper.shape(line, 500)
        assert shape.height < 200_000
        image = QImage(500 + 2 * MARGIN, min(int(shape.height), 4_000) + 2 * MARGIN, QImage.Format.Format_RGB32)
        image.fill(0xFF00FF)
        painter = QPainter(image)
        painter.translate(MARGIN, MARGIN)
        for draw in shape.draws:
            draw(painter)
        painter.end()
        inside = QRect(MARGIN, MARGIN, 500, int(shape.height))
        outside = [
            (x, y)
            for y in range(0, image.height(), 2)
            for x in (*range(0, MARGIN, 3), *range(500 + MARGIN, 500 + 2 * MARGIN, 3))
            if not inside.contains(x, y)
        ]
        outside += [(x, y) for y in range(MARGIN) for x in range(0, image.width(), 3)]
        assert all(image.pixel(x, y) == 0xFFFF00FF for x, y in outside)


def test_hostile_text_leaves_the_other_bubbles_as_they_were(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    show(qtbot, page, 2)
    view = page.talk.view
    calm = (
        said(1, at(12, 0), Author.PERSON, "First"),
        said(2, at(12, 1), Author.PERSON, "Second"),
        said(3, at(12, 2), Author.PERSON, "Third"),
    )
    view.show_talk("Giulia", lines_of(calm, None))
    before = view.viewport().grab().toImage()
    boxes = [view.box_of(row).toRect() for row in range(4)]
    wild = (calm[0], said(2, at(12, 1), Author.PERSON, "\u202e<b>\u0301\u0301\u0301</b>"), calm[2])
    view.show_talk("Giulia", lines_of(wild, None))
    after = view.viewport().grab().toImage()
    assert [view.box_of(row).toRect() for row in (0, 1, 3)] == [boxes[0], boxes[1], boxes[3]]
    for row in (0, 1, 3):
        assert before.copy(boxes[row]) == after.copy(boxes[row])


def test_a_talk_that_cannot_be_read_says_so_and_the_list_stays(qtbot: QtBot, port: InboxPort) -> None:
    page = open_inbox(qtbot, port)
    port.broken = True
    page.list.choose_id(5)
    qtbot.waitUntil(page.talk.trouble.isVisible)
    assert len(page.list.talks.rows) == 9
    assert page.talk.head.name.text() == "Luca Moretti"
    assert not page.talk.view.lines.rows
    port.broken = False
    page.talk.trouble.buttons[0].click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.row.id == 5)
    assert not page.talk.trouble.isVisible()
