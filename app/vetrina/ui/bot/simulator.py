"""Try it: a talk with the bot that never leaves this computer, and under each answer why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from vetrina.domain.bot.rulebook import Rulebook
from vetrina.domain.bot.rules import Rule
from vetrina.domain.bot.situation import BotDecision, Incoming, ShopFacts, TalkSoFar
from vetrina.domain.bot.why import explain
from vetrina.domain.talk import Content, HeldBy
from vetrina.ui import moment
from vetrina.ui.bot.rule_list import spans_of
from vetrina.ui.phrases import language
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.bubbles import Bubble, BubbleLook
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from vetrina.ui.widgets.cards import Card, Hairline, PageHead, Panel, Scroll
from vetrina.ui.widgets.chips import Icon
from vetrina.ui.widgets.fields import Choice, LineEdit
from vetrina.ui.widgets.flow import Flow
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import clear, column, row

NOW, CLOSED = "now", "closed"


class Simulator(Panel):
    """Give it the rules with `learn`; it decides exactly as the bot does."""

    def __init__(self) -> None:
        super().__init__("l", "canvas")
        self._book = Rulebook(())
        self._so_far = TalkSoFar(now=0)
        self._first = True
        self.speaks = Choice(self.tr("As"))
        self.speaks.add(self.tr("Marco, Italian"), "it")
        self.speaks.add(self.tr("Anna, English"), "en")
        self.speaks.choose(moment.shop_language())
        self.at = Choice(self.tr("at"))
        self.at.add(self.tr("now"), NOW)
        self.at.add(self.tr("when closed"), CLOSED)
        for choice in (self.speaks, self.at):
            choice.chosen.connect(lambda _data: self.start_again())
        again = IconButton("rotate-ccw", self.tr("Start again")).on_click(self.start_again)
        head = PageHead(self.tr("Try it"), self.tr("Nothing leaves this computer"))
        head.add(again)
        who = Panel("b", "surface", across=True)
        who.body.addLayout(
            row(
                PlainLabel(self.tr("As"), tone=Tone.TEXT2),
                self.speaks,
                PlainLabel(self.tr("at"), tone=Tone.TEXT2),
                self.at,
                None,
                gap=8,
                margins=(16, 8, 16, 8),
            )
        )
        self.lines = column(gap=9)
        self.talk = Scroll(margins=(16, 14, 16, 14))
        self.talk.add(self.lines, None)
        self.edit = LineEdit(placeholder=self.tr("Write as this person…"))
        self.edit.setMaxLength(2000)
        self.edit.setAccessibleName(self.tr("Write as this person"))
        self.edit.returnPressed.connect(self._send)
        send = IconButton("send", self.tr("Send")).on_click(self._send)
        foot = Panel("t", "surface", across=True)
        line = row(gap=8, margins=(16, 10, 16, 10))
        line.addWidget(self.edit, 1)
        line.addWidget(send)
        foot.body.addLayout(line)
        self.body.addWidget(head)
        self.body.addWidget(who)
        self.body.addWidget(self.talk, 1)
        self.body.addWidget(foot)

    def learn(self, rules: list[Rule]) -> None:
        """Use these rules from the next message on."""
        self._book = Rulebook(rules)

    def start_again(self) -> None:
        """A new talk."""
        clear(self.lines)
        self._so_far = TalkSoFar(now=0)
        self._first = True

    def say(self, text: str, payload: str = "") -> BotDecision:
        """The person writes, or taps a button; the bot's decision is shown and returned."""
        person = Bubble(text, BubbleLook.PERSON)
        self.lines.addLayout(row(person, None))
        incoming = Incoming(
            text="" if payload else text, payload=payload, language=self.speaks.currentData(), is_first=self._first
        )
        so_far = replace(self._so_far, now=self._time())
        decision = self._book.decide(incoming, so_far, self._facts())
        self._first = False
        self._show(decision)
        given = dict(so_far.given)
        if decision.rule_id is not None:
            given[decision.rule_id] = given.get(decision.rule_id, 0) + 1
        held = HeldBy.HUMAN if decision.hand_over else HeldBy.BOT
        self._so_far = replace(
            so_far,
            misses=decision.misses,
            given=given,
            introduced=so_far.introduced or decision.introduced,
            held_by=held,
        )
        QTimer.singleShot(0, self, self._to_end)
        return decision

    def _show(self, decision: BotDecision) -> None:
        for answer in decision.answers:
            self._show_answer(answer)
        if decision.rule_name:
            order = f"{self.tr('Rule')} {decision.rule_order}, " if decision.rule_order is not None else ""
            who = row(None, Icon("bot", 14, Tone.BOT), gap=5)
            who.addWidget(PlainLabel(f"{order}{decision.rule_name}", Type.SMALL_STRONG, Tone.BOT))
            self.lines.addLayout(who)
        card = Card(margins=(12, 10, 12, 10), gap=6)
        card.body.addLayout(
            row(Icon("eye", 16, Tone.BOT), PlainLabel(self.tr("Why this answer"), Type.NAME, Tone.BOT), None, gap=8)
        )
        card.body.addWidget(Hairline())
        for parts in explain(decision.why, language(), rule_order=decision.rule_order):
            text, spans = spans_of(parts)
            card.body.addWidget(PlainLabel(text, Type.SMALL, wrap=True, spans=spans))
        self.lines.addWidget(card)
        if decision.hand_over:
            line = row(None, Icon("hand", 14, Tone.TEXT2), gap=6)
            line.addWidget(PlainLabel(self.tr("The bot calls you"), Type.SMALL, Tone.TEXT2))
            line.addStretch(1)
            self.lines.addLayout(line)

    def _show_answer(self, answer: Content) -> None:
        if answer.text:
            self.lines.addLayout(row(None, Bubble(answer.text, BubbleLook.BOT)))
        if answer.card is not None:
            self.lines.addLayout(row(None, Bubble(f"{answer.card.title}  {answer.card.price}", BubbleLook.BOT)))
        if answer.quick_replies:
            holder, flow = QWidget(), Flow(8)
            for reply in answer.quick_replies:
                button = Button(reply.title, ButtonKind.REPLY, size=ButtonSize.SMALL)
                button.on_click(partial(self.say, reply.title, reply.payload))
                flow.addWidget(button)
            holder.setLayout(flow)
            self.lines.addWidget(holder)

    def _send(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.edit.clear()
            self.say(text)

    def _to_end(self) -> None:
        bar = self.talk.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _facts(self) -> ShopFacts:
        shop = moment.shop()
        return ShopFacts(
            name=shop.name,
            hours=shop.hours(),
            zone=moment.zone(),
            address=shop.address,
            phone=shop.phone,
            language=moment.shop_language(),
        )

    def _time(self) -> int:
        """Now, or the next minute at which the shop is closed."""
        now = moment.now()
        hours, zone = moment.shop().hours(), moment.zone()
        if self.at.currentData() == NOW or not hours.known:
            return now
        day = datetime.fromtimestamp(now / 1000, zone).date()
        for ahead in range(8):
            for minute in range(0, 24 * 60, 30):
                at = datetime.combine(day + timedelta(days=ahead), time(minute // 60, minute % 60), zone)
                ms = round(at.timestamp() * 1000)
                if ms >= now and not hours.is_open(ms, zone):
                    return ms
        return now
