"""The Bot page: switches, order, editing, missed questions, and a simulator that decides as the bot does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.followers_data import HOUR, NOW, ROME, PeoplePort
from tests.ui.stand_in import stand_in

from vetrina.domain.bot.codec import read_rules
from vetrina.domain.bot.rules import Rule, Words
from vetrina.engine.commands import SaveRules, SwitchBot
from vetrina.paths import resource
from vetrina.settings import OpenSpan, Shop
from vetrina.store.queries import bot
from vetrina.store.views import MissedQuestion, RuleUse
from vetrina.ui import moment
from vetrina.ui.bot.page import MISSED, RULES, BotPage, starter_rules
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec


class RulesPort(PeoplePort):
    """Keeps the rules it is given."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self.kept = rules

    def submit(self, command: object):  # type: ignore[no-untyped-def]
        if isinstance(command, SaveRules):
            self.kept = command.rules  # type: ignore[assignment]
        return super().submit(command)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[RulesPort]:
    stand_in(monkeypatch, bot, "rules", lambda port: port.kept)
    stand_in(monkeypatch, bot, "uses", lambda _port, _month: (RuleUse("3", 82, 0),))
    question = MissedQuestion(5, 41, "Giulia Rossi", "Fate pacchetti <b>regalo</b>?", NOW - HOUR)
    stand_in(monkeypatch, bot, "missed", lambda _port: (question,))
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    moment.set_shop(Shop(name="Bottega Aurora", address="Via Po 7", tuesday=(OpenSpan(opens=570, closes=1140),)))
    yield RulesPort(tuple(read_rules(resource("bot/practice_rules.json").read_bytes())))
    moment.set_clock(None)
    moment.set_zone(None)
    moment.set_shop(None)


def opened(qtbot: QtBot, port: RulesPort) -> BotPage:
    window = MainWindow(Bridge(port), [PageSpec("bot", "Bot", "bot", BotPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("bot")
    page = window.page()
    assert isinstance(page, BotPage)
    qtbot.waitUntil(lambda: bool(page.rules) and page.model.rowCount() == len(page.rules))
    return page


def row_of(page: BotPage, kind: type) -> int:
    return next(number for number, rule in enumerate(page.rules) if isinstance(rule.trigger, kind))


def test_space_switches_a_rule_but_never_the_stop_rule(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    row = row_of(page, Words)
    page.list.choose(row)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert port.kept[row].on is False
    page.list.choose(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert port.kept[0].on is True


def test_alt_down_moves_a_rule_and_the_order_follows(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    row = row_of(page, Words)
    moved = page.rules[row].id
    page.list.choose(row)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [rule.id for rule in port.kept].index(moved) == row + 1
    assert [rule.order for rule in port.kept] == list(range(1, len(port.kept) + 1))


def test_an_edit_is_a_draft_until_it_is_made_live(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    row = row_of(page, Words)
    page.list.choose(row)
    page.editor.words.add.setText("scontrino")
    qtbot.keyClick(page.editor.words.add, Qt.Key.Key_Return)
    before = port.kept[row].trigger
    assert isinstance(before, Words)
    assert "scontrino" not in before.words
    page.list.choose(row + 1)
    page.list.choose(row)
    assert "scontrino" in page.editor.words.words(), "the draft was lost on the way"
    page.make_live()
    after = port.kept[row].trigger
    assert isinstance(after, Words)
    assert "scontrino" in after.words


def test_a_rule_without_words_does_not_go_live(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    count = len(port.kept)
    page.add_rule()
    qtbot.waitUntil(lambda: len(page.rules) == count + 1)
    asked = len([order for order in port.asked if isinstance(order, SaveRules)])
    page.make_live()
    assert len([order for order in port.asked if isinstance(order, SaveRules)]) == asked
    assert page.editor.trouble()


def test_a_missed_question_becomes_a_rule_and_leads_to_its_talk(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    page.tabs.setCurrentIndex(MISSED)
    assert "<b>" in str(page.missed_model.data(page.missed_model.index(0)))
    page.make_rule.click()
    qtbot.waitUntil(lambda: page.tabs.currentIndex() == RULES)
    assert "pacchetti" in page.editor.words.words()


def test_the_simulator_decides_as_the_bot_and_says_why(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    page.simulator.speaks.choose("it")
    decision = page.simulator.say("siete aperti domenica?")
    assert decision.answers
    assert "assistente" in decision.answers[0].text.lower() or "automatic" in decision.answers[0].text.lower()
    again = page.simulator.say("vorrei parlare con una persona")
    assert again.hand_over
    assert page.simulator.say("ci siete?").answers == (), "it talked over a human"
    page.simulator.start_again()
    assert page.simulator.say("<img src=x onerror=alert(1)>\0\ud800 " + "x" * 100_000) is not None
    page.grab()


def test_the_switch_in_the_head_silences_the_bot(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    page.answers.click()
    assert SwitchBot(False) in port.asked


def test_a_new_shop_finds_ready_rules_all_off_but_those_that_must_be_on(qtbot: QtBot, port: RulesPort) -> None:
    port.kept = ()
    page = opened(qtbot, port)
    assert [rule.name for rule in page.rules] == [rule.name for rule in starter_rules()]
    assert any(not rule.on for rule in page.rules)
    page.folded(True)
    page.folded(False)
    assert page.simulator.isVisible()


def test_deleting_a_rule_can_be_undone(qtbot: QtBot, port: RulesPort) -> None:
    page = opened(qtbot, port)
    row = row_of(page, Words)
    before = port.kept
    page.list.choose(row)
    page.delete.click()
    assert len(port.kept) == len(before) - 1
    page.window_.toast.undo()
    assert [replace(rule, order=0) for rule in port.kept] == [replace(rule, order=0) for rule in before]


def test_questions_of_a_file_come_in_switched_off(qtbot: QtBot, port: RulesPort, tmp_path: Path) -> None:
    page = opened(qtbot, port)
    before = list(port.kept)
    file = tmp_path / "domande.csv"
    file.write_bytes("Domanda;Risposta\nSiete aperti la domenica?;Sì\nsenza risposta;\n".encode("cp1252"))
    page.take_file(file)
    qtbot.waitUntil(lambda: len(port.kept) == len(before) + 1)
    new = port.kept[-2]
    assert not new.on
    assert new.answer.text.it == "Sì"
    assert new.id not in {rule.id for rule in before}
    assert [rule.id for rule in port.kept if rule is not new] == [rule.id for rule in before]
    assert "Left out: lines 3" in page.window_.toast.words.text()


def test_a_file_that_is_gone_changes_no_rule(qtbot: QtBot, port: RulesPort, tmp_path: Path) -> None:
    page = opened(qtbot, port)
    before = list(port.kept)
    page.take_file(tmp_path / "gone.csv")
    qtbot.waitUntil(page.window_.toast.isVisible)
    assert "Choose another" in page.window_.toast.words.text()
    assert list(port.kept) == before
