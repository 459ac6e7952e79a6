"""The editor of one rule: when, but not, then, again; with the rule as a sentence while it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vetrina.domain.bot.fields import FIELD_NAMES
from vetrina.domain.bot.rules import (
    PERSON_PAYLOAD,
    RULE_PAYLOAD,
    Again,
    AnswerButton,
    AskedForPerson,
    Bilingual,
    Button,
    Fallback,
    FirstMessage,
    FromAd,
    OutsideHours,
    Rule,
    SentPicture,
    Trigger,
    Words,
    is_locked,
    sentence,
)
from vetrina.ui.bot.rule_list import spans_of
from vetrina.ui.bot.word_chips import WordChips
from vetrina.ui.phrases import language
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Card, Hairline
from vetrina.ui.widgets.checks import Check
from vetrina.ui.widgets.chips import AddChip, Icon
from vetrina.ui.widgets.fields import Choice, Field, LineEdit
from vetrina.ui.widgets.flow import Flow
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.merge_edit import MergeEdit

MOST_BUTTONS = 3
_FIELDS_OFFERED = ("first_name", "hours", "next_opening", "address", "phone", "product", "price")


class RuleEditor(QWidget):
    """`edited` after each change by the person; `rule()` is the rule as it stands."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rule: Rule | None = None
        self._showing = False
        it = language() == "it"
        names = {name: words[1 if it else 0] for name, words in FIELD_NAMES.items()}
        self.name = LineEdit()
        self.name.setMaxLength(60)
        self.kind = Choice(self.tr("When"))
        self.kind.add(self.tr("somebody writes words"), Words)
        self.kind.add(self.tr("somebody taps a button"), Button)
        self.kind.add(self.tr("somebody asks for a person"), AskedForPerson)
        self.kind.add(self.tr("somebody writes for the first time"), FirstMessage)
        self.kind.add(self.tr("somebody comes from an ad"), FromAd)
        self.kind.add(self.tr("somebody writes outside opening hours"), OutsideHours)
        self.kind.add(self.tr("somebody sends a picture"), SentPicture)
        self.kind.add(self.tr("no other rule knows an answer"), Fallback)
        self.words = WordChips(self.tr("Add a word"), self.tr("+ word"))
        self.but_not = WordChips(self.tr("Add a word that keeps the rule silent"), self.tr("+ word"))
        self.italian = MergeEdit(names, self.tr("Answer in Italian"), lines=2, most=1000)
        self.english = MergeEdit(names, self.tr("Answer in English"), lines=2, most=1000)
        self.buttons = [Choice(f"{self.tr('Button')} {number + 1}", small=True) for number in range(MOST_BUTTONS)]
        self.label = LineEdit()
        self.label.setMaxLength(40)
        self.label.setAccessibleName(self.tr("Label for the person"))
        self.hand_over = Check(self.tr("and call me"))
        self.again = Check(self.tr("If asked again, call me"))
        self.sentence = PlainLabel("", Type.BODY, Tone.OK, wrap=True)
        self._build(names)
        self._listen()

    def _build(self, names: dict[str, str]) -> None:
        card = Card(margins=(14, 12, 14, 12), gap=10)
        card.body.addLayout(self._line(self.tr("When"), self.kind, self.words))
        self.but_not_line = QWidget()
        self.but_not_line.setLayout(self._line(self.tr("But not"), self.but_not))
        card.body.addWidget(self.but_not_line)
        card.body.addWidget(Hairline())
        offered, chips = QWidget(), Flow(6)
        for field in _FIELDS_OFFERED:
            chip = AddChip(names[field])
            chip.clicked.connect(lambda _checked=False, name=field: self._insert(name))
            chips.addWidget(chip)
        offered.setLayout(chips)
        card.body.addLayout(self._line(self.tr("Then, in Italian"), self.italian))
        card.body.addLayout(self._line(self.tr("in English"), self.english))
        card.body.addLayout(self._line(self.tr("Add"), offered))
        buttons, flow = QWidget(), Flow(8)
        for choice in self.buttons:
            flow.addWidget(choice)
        buttons.setLayout(flow)
        card.body.addLayout(self._line(self.tr("Buttons"), buttons))
        card.body.addLayout(self._line(self.tr("Label"), self.label, self.hand_over))
        card.body.addLayout(self._line(self.tr("Again"), self.again))
        said = row(Icon("circle-check", 16, Tone.OK), gap=6)
        said.addWidget(self.sentence, 1)
        self.setLayout(
            column(
                Field(self.tr("Name of the rule"), self.name),
                said,
                card,
                PlainLabel(
                    self.tr("Opening hours, address and phone come from Settings, so you change them once."),
                    Type.SMALL,
                    Tone.TEXT2,
                    wrap=True,
                ),
                None,
                gap=12,
            )
        )

    def _line(self, word: str, *parts: QWidget) -> QHBoxLayout:
        label = PlainLabel(word, Type.SMALL_STRONG, Tone.TEXT2, wrap=True)
        fixed(label, width=84)
        line = row(gap=12)
        line.addLayout(column(4, label, None))
        inner = column(gap=8)
        for part in parts:
            small = part.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
            inner.addLayout(row(part, None) if small else column(part))
        line.addLayout(inner, 1)
        return line

    def _listen(self) -> None:
        for edit in (self.name, self.label):
            edit.textEdited.connect(lambda _text: self._changed())
        for choice in (self.kind, *self.buttons):
            choice.chosen.connect(lambda _data: self._changed())
        for check in (self.hand_over, self.again):
            check.clicked.connect(lambda _on: self._changed())
        for words in (self.words, self.but_not):
            words.edited.connect(self._changed)
        for text in (self.italian, self.english):
            text.edited.connect(self._changed)

    def show_rule(self, rule: Rule, others: list[Rule]) -> None:
        """Show another rule; `others` are those its buttons may lead to."""
        self._showing = True
        self._rule = rule
        self.name.setText(rule.name)
        self.kind.choose(type(rule.trigger))
        self.words.set_words(rule.trigger.words if isinstance(rule.trigger, Words) else ())
        self.but_not.set_words(rule.but_not)
        self.italian.set_source(rule.answer.text.it)
        self.english.set_source(rule.answer.text.en)
        self._fill_buttons(rule, others)
        self.label.setText(rule.label)
        self.hand_over.setChecked(rule.hand_over)
        self.again.setChecked(rule.again is not None and rule.again.hand_over)
        self.setEnabled(not is_locked(rule))
        self._showing = False
        self._refresh()

    def _fill_buttons(self, rule: Rule, others: list[Rule]) -> None:
        for number, choice in enumerate(self.buttons):
            choice.clear()
            choice.add(self.tr("no button"), None)
            choice.add(self.tr("A person, please"), PERSON_PAYLOAD)
            for other in others:
                if other.id != rule.id and other.topic.say(language()):
                    choice.add(other.topic.say(language()), f"{RULE_PAYLOAD}{other.id}")
            if number < len(rule.answer.quick_replies):
                button = rule.answer.quick_replies[number]
                if choice.findData(button.payload) < 0:
                    choice.add(button.title.say(language()), button.payload)
                choice.choose(button.payload)

    def rule(self) -> Rule | None:
        """The rule as it stands on screen; None before one was shown."""
        if self._rule is None:
            return None
        old = self._rule
        answer = replace(
            old.answer,
            text=Bilingual(it=self.italian.source().strip(), en=self.english.source().strip()),
            quick_replies=self._buttons(old),
        )
        again = Again(hand_over=True) if self.again.isChecked() else None
        if again is not None and old.again is not None:
            again = replace(old.again, hand_over=True)
        return replace(
            old,
            name=self.name.text().strip() or self.tr("Rule"),
            trigger=self._trigger(old.trigger),
            but_not=self.but_not.words(),
            answer=answer,
            again=again,
            label=self.label.text().strip(),
            hand_over=self.hand_over.isChecked(),
        )

    def trouble(self) -> str:
        """What the rule still needs before it can be live; empty when nothing."""
        rule = self.rule()
        if rule is None:
            return ""
        if isinstance(rule.trigger, Words) and not rule.trigger.words:
            return self.tr("Add at least one word that people use when they ask this.")
        silent = rule.answer.empty and not rule.hand_over and not rule.label
        if silent and not isinstance(rule.trigger, Fallback):
            return self.tr("Write what the bot answers, or tick “and call me”.")
        return ""

    def _trigger(self, old: Trigger) -> Trigger:
        kind = self.kind.currentData()
        if kind is Words:
            words = self.words.words()
            return replace(old, words=words) if isinstance(old, Words) else Words(words)
        if type(old) is kind:
            return old
        if kind is Button:
            rule_id = self._rule.id if self._rule is not None else 0
            return Button(f"{RULE_PAYLOAD}{rule_id}", title=self.name.text().strip())
        made: Trigger = kind()
        return made

    def _buttons(self, old: Rule) -> tuple[AnswerButton, ...]:
        kept = {button.payload: button for button in old.answer.quick_replies}
        chosen: list[AnswerButton] = []
        for choice in self.buttons:
            payload = choice.currentData()
            if payload:
                words = choice.currentText()
                chosen.append(kept.get(payload) or AnswerButton(Bilingual(it=words, en=words), payload))
        return tuple(chosen)

    def _insert(self, field: str) -> None:
        target = self.english if self.english.hasFocus() else self.italian
        target.insert_field(field)

    def _changed(self) -> None:
        if not self._showing:
            self._refresh()
            self.edited.emit()

    def _refresh(self) -> None:
        rule = self.rule()
        if rule is None:
            return
        self.words.setVisible(self.kind.currentData() is Words)
        self.but_not_line.setVisible(self.kind.currentData() is Words)
        trouble = self.trouble()
        if trouble:
            self.sentence.set_tone(Tone.WARN)
            self.sentence.setText(trouble)
            return
        self.sentence.set_tone(Tone.OK)
        text, spans = spans_of(sentence(rule, language()))
        parts: list[str | tuple[str, Tone | None]] = []
        at = 0
        for span in spans:
            parts += [text[at : span.start], (text[span.start : span.start + span.length], None)]
            at = span.start + span.length
        self.sentence.set_sentence(*parts, text[at:])
