"""The Bot page put together: list, editor, missed questions, simulator."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from vetrina.domain.bot.codec import read_rules
from vetrina.domain.bot.reading import ReadRules
from vetrina.domain.bot.rules import Rule, Words, is_locked
from vetrina.domain.events import Topic
from vetrina.engine.commands import SaveRules, SwitchBot
from vetrina.paths import resource
from vetrina.store.queries import bot
from vetrina.store.views import MissedQuestion
from vetrina.ui import moment
from vetrina.ui.bot.editor import RuleEditor
from vetrina.ui.bot.importing import FileTooLarge, joined, read_file
from vetrina.ui.bot.missed import MissedModel, MissedRows
from vetrina.ui.bot.rule_list import RuleList, RulesModel
from vetrina.ui.bot.simulator import Simulator
from vetrina.ui.page import Page
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from vetrina.ui.widgets.cards import PageHead, Panel, Scroll
from vetrina.ui.widgets.checks import Switch
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.list_table import OneColumnTable
from vetrina.ui.widgets.states import EmptyState
from vetrina.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow

RULES, MISSED = range(2)
_Fetched = tuple[tuple[Rule, ...], dict[int, int], tuple[MissedQuestion, ...]]


class BotPage(Page):
    """Switches, order and deletion count at once; the text of a rule when "Make live" is pressed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.rules: list[Rule] = []
        self.drafts: dict[int, Rule] = {}
        self.model, self.missed_model = RulesModel(), MissedModel()
        self.list = RuleList(self.model)
        self.missed = OneColumnTable(self.tr("Questions it missed"), 62, MissedRows())
        self.missed.setModel(self.missed_model)
        self.editor = RuleEditor()
        self.simulator = Simulator()
        self.tabs = Tabs(self.tr("Rules and questions"))
        self.tabs.add(self.tr("Rules"))
        self.tabs.add(self.tr("Questions it missed"))
        self.answers = Switch(name=self.tr("The bot answers by itself"))
        self.new = Button(self.tr("New rule"), ButtonKind.MAIN, icon="plus").on_click(self.add_rule)
        self.take = Button(self.tr("Import questions…"), icon="upload").on_click(self.import_questions)
        self.undo = Button(self.tr("Undo")).on_click(self._undo)
        self.live = Button(self.tr("Make live"), ButtonKind.MAIN).on_click(self.make_live)
        self.delete = IconButton("trash-2", self.tr("Delete this rule")).on_click(self._delete)
        self.nothing_missed = EmptyState(
            self.tr("No missed questions"), self.tr("What the bot could not answer is kept here.")
        )
        self._build()
        self.tabs.currentChanged.connect(self._show_tab)
        self.list.picked.connect(lambda _row: self._show_rule())
        self.list.toggled.connect(self._toggle)
        self.list.moved.connect(self._move)
        self.missed.opened.connect(self._open_missed)
        self.editor.edited.connect(self._edited)
        self.answers.clicked.connect(lambda on: self.bridge.ask(SwitchBot(on), owner=self))

    def _build(self) -> None:
        left = Panel("r", "surface")
        head = PageHead(self.tr("Bot"))
        head.add(PlainLabel(self.tr("answers by itself"), Type.BODY, Tone.TEXT2), self.answers, self.new)
        self.lists = QStackedWidget()
        from_missed = Panel("", "surface")
        self.make_rule = Button(self.tr("Make a rule from it"), icon="sparkles").on_click(self._rule_from_missed)
        self.open_talk = Button(self.tr("Open the talk"), size=ButtonSize.NORMAL).on_click(
            lambda: self._open_missed(self.missed.row())
        )
        self.missed_stack = QStackedWidget()
        self.missed_stack.addWidget(self.nothing_missed)
        self.missed_stack.addWidget(self.missed)
        from_missed.body.addWidget(self.missed_stack, 1)
        from_missed.body.addLayout(row(self.make_rule, self.open_talk, None, gap=8, margins=(16, 10, 16, 10)))
        rules = Panel("", "surface")
        rules.body.addWidget(self.list, 1)
        rules.body.addLayout(row(self.take, None, margins=(16, 10, 16, 10)))
        self.lists.addWidget(rules)
        self.lists.addWidget(from_missed)
        left.body.addWidget(head)
        left.body.addWidget(self.tabs)
        left.body.addWidget(self.lists, 1)
        fixed(left, width=376)
        self.head = PageHead("")
        self.head.add(self.delete, self.undo, self.live)
        scroll = Scroll(margins=(16, 14, 16, 14))
        scroll.add(self.editor)
        self.folded_tabs = Tabs(self.tr("Rule or try it"))
        self.folded_tabs.add(self.tr("Rule"))
        self.folded_tabs.add(self.tr("Try it"))
        self.folded_tabs.hide()
        self.folded_tabs.currentChanged.connect(self._show_folded)
        self.middle = QStackedWidget()
        self.middle.addWidget(scroll)
        centre = column(gap=0)
        for part in (self.head, self.folded_tabs):
            centre.addWidget(part)
        centre.addWidget(self.middle, 1)
        fixed(self.simulator, min_width=348)
        self.across = row(left, gap=0)
        self.across.addLayout(centre, 1)
        self.across.addWidget(self.simulator)
        self.setLayout(self.across)

    # What the window calls

    def entered(self) -> None:
        """Fetch; focus on the rules."""
        self.refresh()
        self.list.setFocus()

    def changed(self, topics: Topics) -> None:
        """Rules, their use or the switch changed."""
        if any(topic in (Topic.BOT, Topic.SETTINGS) for topic, _ in topics):
            self.refresh()

    def folded(self, narrow: bool) -> None:
        """Below 1200 px the simulator is a tab of the editor."""
        self.folded_tabs.setVisible(narrow)
        if narrow and self.middle.indexOf(self.simulator) < 0:
            self.across.removeWidget(self.simulator)
            self.middle.addWidget(self.simulator)
        elif not narrow and self.middle.indexOf(self.simulator) >= 0:
            self.middle.removeWidget(self.simulator)
            self.across.addWidget(self.simulator)
            self.folded_tabs.setCurrentIndex(0)
            self.middle.setCurrentIndex(0)
            self.simulator.show()

    def focus_stops(self) -> list[QWidget]:
        """List, editor, simulator."""
        return [self.list, self.editor.name, self.simulator.edit]

    # Fetching

    def refresh(self) -> None:
        """Read rules, their use and the missed questions again."""
        today = datetime.fromtimestamp(moment.now() / 1000, moment.zone())
        month = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        since = round(month.timestamp() * 1000)

        def everything(r: Connection) -> _Fetched:
            return bot.rules(r), {int(use.rule_id): use.times for use in bot.uses(r, since)}, bot.missed(r)

        self.bridge.read(everything, self._show, owner=self)
        self.answers.setChecked(self.window_.settings.bot.on)

    def _show(self, answer: _Fetched) -> None:
        kept, times, missed = answer
        self.rules = list(kept) or starter_rules()
        chosen = self._chosen_id()
        self.model.show_rules([self.drafts.get(rule.id, rule) for rule in self.rules], times)
        self.missed_model.show_questions(missed)
        self.missed_stack.setCurrentIndex(1 if missed else 0)
        for button in (self.make_rule, self.open_talk):
            button.setVisible(bool(missed))
        self.tabs.set_count(RULES, len(self.rules))
        self.tabs.set_count(MISSED, len(missed), loud=bool(missed))
        self.simulator.learn(self.rules)
        ids = [rule.id for rule in self.rules]
        self.list.choose(ids.index(chosen) if chosen in ids else min(1, len(ids) - 1))

    def _chosen_id(self) -> int:
        row = self.list.row()
        return self.rules[row].id if 0 <= row < len(self.rules) else 0

    def _show_rule(self) -> None:
        row = self.list.row()
        if not 0 <= row < len(self.rules):
            return
        rule = self.rules[row]
        draft = self.drafts.get(rule.id, rule)
        self.editor.show_rule(draft, self.rules)
        self._show_head(row, draft)

    def _show_head(self, row: int, rule: Rule) -> None:
        changed = rule.id in self.drafts
        if is_locked(rule):
            below = self.tr("Always first, always on")
        else:
            below = self.tr("Changed, not yet live") if changed else self.tr("Live") if rule.on else self.tr("Off")
        self.head.set_title(f"{self.tr('Rule')} {row + 1}, {rule.name}", below)
        self.undo.setVisible(changed)
        self.live.setVisible(changed)
        self.delete.setVisible(not is_locked(rule))

    def _show_tab(self, index: int) -> None:
        self.lists.setCurrentIndex(index)

    def _show_folded(self, index: int) -> None:
        self.middle.setCurrentIndex(min(index, self.middle.count() - 1))

    # Changing

    def _edited(self) -> None:
        rule = self.editor.rule()
        row = self.list.row()
        if rule is None or not 0 <= row < len(self.rules):
            return
        self.drafts[rule.id] = rule
        self.model.rules[row] = rule
        self.model.dataChanged.emit(self.model.index(row), self.model.index(row))
        self._show_head(row, rule)

    def make_live(self) -> None:
        """Keep the rule on screen, and use it from now on."""
        trouble = self.editor.trouble()
        rule = self.editor.rule()
        if rule is None:
            return
        if trouble:
            self.window_.toast.say(trouble, bad=True)
            return
        self.drafts.pop(rule.id, None)
        self._keep([rule if one.id == rule.id else one for one in self.rules])

    def _undo(self) -> None:
        self.drafts.pop(self._chosen_id(), None)
        self.refresh()

    def _toggle(self, row: int) -> None:
        rule = self.rules[row]
        if not is_locked(rule):
            self._keep([replace(one, on=not one.on) if one.id == rule.id else one for one in self.rules])

    def _move(self, row: int, by: int) -> None:
        target = row + by
        if not (0 <= row < len(self.rules) and 0 <= target < len(self.rules)):
            return
        if is_locked(self.rules[row]) or is_locked(self.rules[target]):
            return
        rules = list(self.rules)
        rules.insert(target, rules.pop(row))
        self._keep(rules)

    def _delete(self) -> None:
        gone = self._chosen_id()
        before = list(self.rules)
        self.drafts.pop(gone, None)
        self._keep([rule for rule in before if rule.id != gone])
        self.window_.toast.say(self.tr("Rule deleted"), undo=lambda: self._keep(before))

    def add_rule(self, words: tuple[str, ...] = (), name: str = "") -> None:
        """A new rule above the last ones, off until it is made live."""
        number = max((rule.id for rule in self.rules), default=0) + 1
        new = Rule(number, 0, True, name or self.tr("New rule"), Words(words))
        at = max(len(self.rules) - 1, 0)
        rules = [*self.rules[:at], replace(new, on=False), *self.rules[at:]]
        self.drafts[number] = new
        self.tabs.setCurrentIndex(RULES)
        self._keep(rules, choose=number)

    def import_questions(self) -> None:
        """Choose a file of questions and answers."""
        words = self.tr("Questions and answers (*.csv *.tsv *.txt *.rive *.rs)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import questions"), "", words)
        if name:
            self.take_file(Path(name))

    def take_file(self, place: Path) -> None:
        """Add the rules of a file, switched off; the file is read where the store is read, not here."""
        self.bridge.read(lambda _r: read_file(place), self._take, self._not_taken, owner=self)

    def _take(self, found: ReadRules) -> None:
        if found.rules:
            at = max(len(self.rules) - 1, 0)
            rules = joined(self.rules, found.rules)
            self.tabs.setCurrentIndex(RULES)
            self._keep(rules, choose=rules[at].id)
        said = self.tr("%n rules came in, all switched off.", "", len(found.rules))
        if found.unread:
            lines = ", ".join(str(one.line) for one in found.unread[:5])
            said += " " + self.tr("Left out: lines {lines}").format(lines=lines + ("…" if found.unread[5:] else ""))
        self.window_.toast.say(said, bad=not found.rules)

    def _not_taken(self, trouble: Exception) -> None:
        if isinstance(trouble, FileTooLarge):
            self.window_.toast.say(self.tr("This file is too large for a list of questions. Split it."), bad=True)
        else:
            self.window_.toast.say(self.tr("This file cannot be read. Choose another one."), bad=True)

    def _keep(self, rules: list[Rule], choose: int = 0) -> None:
        self.rules = [replace(rule, order=number) for number, rule in enumerate(rules, 1)]
        self.model.show_rules([self.drafts.get(rule.id, rule) for rule in self.rules], self.model.times)
        chosen = choose or self._chosen_id()
        ids = [rule.id for rule in self.rules]
        self.bridge.ask(SaveRules(tuple(self.rules)), lambda _done: self.refresh(), owner=self)
        if chosen in ids:
            self.list.choose(ids.index(chosen))
        if choose:
            self.editor.words.add.setFocus()

    def _open_missed(self, row: int) -> None:
        if 0 <= row < len(self.missed_model.questions):
            self.window_.go_to("inbox", self.missed_model.questions[row].talk_id)

    def _rule_from_missed(self) -> None:
        row = max(self.missed.row(), 0)
        if row < len(self.missed_model.questions):
            question = self.missed_model.questions[row].text
            words = tuple(word.strip("?!.,;:").lower() for word in question.split() if len(word) > 4)
            self.add_rule(words[:4], question[:40])


def starter_rules() -> list[Rule]:
    """The rules a new shop finds, all off but the ones that must be on."""
    return list(read_rules(resource("bot/starter_rules.json").read_bytes()))
