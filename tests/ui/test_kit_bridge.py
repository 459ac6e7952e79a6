"""The door between window and engine: right thread, nobody called who is gone, no traceback for people."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from vetrina.domain.events import Changed, Notice, Progress, Topic
from vetrina.engine.commands import CannotDo
from vetrina.ui import phrases
from vetrina.ui.bridge import Bridge, touches


@dataclass(frozen=True)
class Ask:
    number: int


class Receiver(QObject):
    """Writes down what it is given, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.thread_id = 0

    def take(self, value: object) -> None:
        self.got.append(value)
        self.thread_id = threading.get_ident()

    def take_both(self, name: str, value: object) -> None:
        self.got += [name, value]


def test_answers_come_on_the_ui_thread(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    engine.answers[Ask] = lambda command: command.number * 2
    receiver = Receiver()
    bridge.ask(Ask(21), receiver.take)
    qtbot.waitUntil(lambda: receiver.got == [42])
    assert receiver.thread_id == threading.get_ident()
    assert threading.get_ident() not in engine.threads


def test_queries_get_the_reader_and_answer_on_the_ui_thread(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    engine.reader = {"people": 312}
    receiver = Receiver()
    bridge.read(lambda reader: reader["people"], receiver.take)
    qtbot.waitUntil(lambda: receiver.got == [312])
    assert receiver.thread_id == threading.get_ident()


def test_answers_for_a_deleted_owner_are_dropped(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    gate = threading.Event()
    engine.answers[Ask] = lambda _command: gate.wait(5)
    gone, alive = Receiver(), Receiver()
    called: list[object] = []
    bridge.ask(Ask(1), called.append, owner=gone)
    bridge.ask(Ask(2), alive.take)
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: len(alive.got) == 1)
    assert called == []


def test_a_failure_goes_to_its_handler(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    def refuse(_command: object) -> object:
        raise CannotDo("empty_message")

    engine.answers[Ask] = refuse
    seen: list[Exception] = []
    bridge.ask(Ask(1), failed=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert isinstance(seen[0], CannotDo)


def test_a_failure_nobody_handles_becomes_the_sentence_of_the_exception(
    qtbot: QtBot, bridge: Bridge, engine: Any
) -> None:
    def refuse(_command: object) -> object:
        raise CannotDo("empty_message")

    engine.answers[Ask] = refuse
    with qtbot.waitSignal(bridge.trouble) as blocker:
        bridge.ask(Ask(1))
    assert blocker.args == ["Write something first."]


def test_an_unforeseen_failure_shows_no_traceback(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    nothing: dict[str, object] = {}
    engine.answers[Ask] = lambda _command: nothing["secret-internal-name"]
    with qtbot.waitSignal(bridge.trouble) as blocker:
        bridge.ask(Ask(1))
    assert "secret-internal-name" not in blocker.args[0]
    assert "Try again" in blocker.args[0]


def test_sentences_follow_the_language_of_the_window() -> None:
    phrases.set_language("it")
    try:
        assert phrases.sentence_of(CannotDo("empty_message")) == "Prima scrivi qualcosa."
    finally:
        phrases.set_language("en")


def test_changes_are_gathered_into_one_signal(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    heard: list[frozenset[tuple[Topic, int]]] = []
    bridge.changed.connect(heard.append)
    for number in range(100):
        engine.publish(Changed(Topic.MESSAGE, number % 3 + 1))
    engine.publish(Changed(Topic.CONVERSATION, 12))
    everything = {(Topic.MESSAGE, 1), (Topic.MESSAGE, 2), (Topic.MESSAGE, 3), (Topic.CONVERSATION, 12)}
    qtbot.waitUntil(lambda: frozenset().union(*heard) == everything)
    assert len(heard) < 10


def test_progress_and_notices_pass_through(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    with qtbot.waitSignal(bridge.progress) as progress:
        engine.publish(Progress("import", 3, 9))
    assert progress.args == ["import", 3, 9]
    with qtbot.waitSignal(bridge.notice) as notice:
        engine.publish(Notice("nobody"))
    assert notice.args == [Notice("nobody")]


def test_touches_reads_id_zero_as_many() -> None:
    topics = frozenset({(Topic.AD, 0), (Topic.CONTACT, 4)})
    assert touches(topics, Topic.AD, 17)
    assert touches(topics, Topic.CONTACT)
    assert touches(topics, Topic.CONTACT, 4)
    assert not touches(topics, Topic.CONTACT, 5)
    assert not touches(topics, Topic.BOT)


def test_a_closed_bridge_hears_nothing(bridge: Bridge, engine: Any, qtbot: QtBot) -> None:
    other = Bridge(engine)
    heard: list[object] = []
    other.changed.connect(heard.append)
    other.close()
    with qtbot.waitSignal(bridge.changed):
        engine.publish(Changed(Topic.AD, 1))
    assert heard == []


def test_an_engine_that_refuses_at_once_is_an_answer_too(qtbot: QtBot, engine: Any, bridge: Bridge) -> None:
    def closing(_command: object) -> object:
        raise RuntimeError("closing")

    engine.submit = closing
    seen: list[Exception] = []
    bridge.ask(Ask(1), failed=seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)


def test_a_partial_of_a_deleted_owner_is_dropped_too(qtbot: QtBot, bridge: Bridge, engine: Any) -> None:
    gate = threading.Event()
    engine.answers[Ask] = lambda _command: gate.wait(5)
    gone, alive = Receiver(), Receiver()
    bridge.ask(Ask(1), partial(gone.take_both, "first"))
    bridge.ask(Ask(2), partial(alive.take_both, "second"))
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: alive.got == ["second", True])
    assert gone.got == []
