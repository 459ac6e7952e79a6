"""The bot at work: lets the rulebook answer what came in, says that it is automatic, and never talks over a human."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from vetrina.domain.ads import Ad, wording
from vetrina.domain.bot.rulebook import BotDecision, Incoming, Rulebook, ShopFacts, TalkSoFar
from vetrina.domain.channels import Wrote
from vetrina.domain.events import Notice, Topic
from vetrina.domain.people import Address
from vetrina.domain.talk import Author, Content, HeldBy, ProductCard, Purpose
from vetrina.engine.desk import Change, Desk
from vetrina.engine.outbox import Outbox, Wish
from vetrina.engine.shelf import Shelf
from vetrina.store import ledger
from vetrina.store.queries import working
from vetrina.store.queries.working import TalkNow

_log = logging.getLogger(__name__)

BOT_FACTS: Final = "bot.facts"
"""Where the shop's own facts are kept, as JSON of name and text."""
_MEMORY: Final = ledger.erasing.TALK_MEMORY


class Memory(msgspec.Struct, frozen=True):
    """What the bot must remember of one talk. `farewell`: its last words before the owner takes over, by message id."""

    misses: int = 0
    given: dict[str, int] = {}
    introduced: bool = False
    farewell: tuple[int, ...] = ()


class Autoreply:
    """One rulebook for the shop. `learn` makes changed rules live at once."""

    def __init__(self, desk: Desk, outbox: Outbox, shelf: Shelf) -> None:
        self._desk = desk
        self._outbox = outbox
        self._shelf = shelf
        self.rulebook = Rulebook(())
        self.handed_over: Callable[[Change, TalkNow], None] = lambda _change, _talk: None

    def learn(self, rules: tuple[Any, ...]) -> None:
        """These are the rules from now on."""
        self.rulebook = Rulebook(rules)

    # In -------------------------------------------------------------------------------------------------------------

    def answer(
        self, change: Change, talk_id: int, message_id: int, event: Wrote, *, is_first: bool, tapped: bool = False
    ) -> None:
        """Answer what the person wrote, inside the transaction that stores it. Trouble calls the owner instead.

        `tapped`: the words are those of an offer's own button. They ask nothing, so they are no missed question.
        """
        talk = working.talk_now(change.w, talk_id)
        if talk is None or talk.holder:
            return
        if talk.held_by is HeldBy.BOT and not self._desk.settings.bot.on:
            ledger.talks.hold(change.w, talk_id, HeldBy.HUMAN, change.now, system_line=False)
            return
        if talk.held_by is HeldBy.HUMAN:
            change.events.append(Notice("note.wrote", (("name", talk.name),)))
            return
        try:
            with change.w.begin_nested():
                self._decide(change, talk, message_id, event, is_first=is_first, tapped=tapped)
        except Exception:  # noqa: BLE001 - what was written must be kept whatever the bot does
            _log.exception("the bot could not answer")
            self._call_owner(change, talk)

    def _decide(
        self, change: Change, talk: TalkNow, message_id: int, event: Wrote, *, is_first: bool, tapped: bool
    ) -> None:
        memory = self.memory(change.w, talk.id)
        ad = working.ad_by_key(change.w, talk.ad_key)
        decision = self.rulebook.decide(
            Incoming(
                text="" if tapped else event.content.text,
                payload=event.payload,
                language=talk.language,
                from_ad=talk.ad_key or None,
                is_first=is_first,
                picture=event.content.card is not None and bool(event.content.card.picture),
                first_name=talk.first_name,
                product_key=ad.product_key if ad else "",
            ),
            TalkSoFar(
                now=change.now,
                held_by=talk.held_by,
                misses=memory.misses,
                given={int(rule): times for rule, times in memory.given.items()},
                introduced=memory.introduced,
            ),
            self.shop_facts(change.w),
        )
        for answer in decision.answers:
            self._say(change, talk, answer, decision.rule_name)
        self._note(change, talk, message_id, memory, decision)

    def _say(self, change: Change, talk: TalkNow, answer: Content, rule_name: str) -> None:
        wish = Wish(
            talk.address_id, Address(talk.account_id, talk.remote_id), Purpose.BOT_REPLY, Author.BOT, answer, rule_name
        )
        self._outbox.submit(change, wish)

    def _note(self, change: Change, talk: TalkNow, message_id: int, memory: Memory, decision: BotDecision) -> None:
        given = dict(memory.given)
        if decision.rule_id is not None:
            given[str(decision.rule_id)] = given.get(str(decision.rule_id), 0) + 1
            ledger.bot.count_rule_use(change.w, str(decision.rule_id), first_of_month(change.now))
        if decision.misses > memory.misses:
            ledger.bot.add_missed(change.w, message_id, talk.id, change.now)
            change.tell(Topic.BOT)
        if decision.label:
            ledger.people.add_label(change.w, talk.contact_id, decision.label)
        self._remember(
            change,
            talk.id,
            Memory(
                misses=decision.misses,
                given=given,
                introduced=memory.introduced or decision.introduced,
                farewell=working.waiting_from_bot(change.w, talk.address_id) if decision.hand_over else (),
            ),
        )
        if decision.hand_over:
            self._call_owner(change, talk)

    def _call_owner(self, change: Change, talk: TalkNow) -> None:
        ledger.talks.hold(change.w, talk.id, HeldBy.HUMAN, change.now, system_line=False)
        self.handed_over(change, talk)
        ledger.talks.add_system_line(change.w, talk.id, "bot_calls", {}, change.now)
        change.tell(Topic.CONVERSATION, talk.id)
        change.events.append(Notice("note.bot_calls", (("name", talk.name),)))

    def greet(self, change: Change, talk_id: int, ad: Ad, at: int) -> None:
        """The ad's greeting, which the person already sees in the chat box, as the talk's first line here too."""
        talk = working.talk_now(change.w, talk_id)
        if talk is None or not ad.greeting:
            return
        values = self._shelf.values(change.w, ad, change.now) | {"first_name": talk.first_name}
        content = Content(text=wording(ad.greeting).fill(values), quick_replies=ad.quick_replies)
        ledger.shown.add_shown(change.w, talk_id, content, at)

    # Memory ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def memory(r: Any, talk_id: int) -> Memory:
        """What is remembered of a talk. Works on any connection."""
        kept = ledger.accounts.kept(r, _MEMORY.format(talk_id))
        return msgspec.json.decode(kept, type=Memory) if kept else Memory()

    @staticmethod
    def _remember(change: Change, talk_id: int, memory: Memory) -> None:
        ledger.accounts.keep_value(change.w, _MEMORY.format(talk_id), msgspec.json.encode(memory).decode())

    def owner_speaks(self, change: Change, talk_id: int) -> None:
        """A human took over: the bot's last words, if still waiting, are no longer said."""
        memory = self.memory(change.w, talk_id)
        if memory.farewell:
            self._remember(change, talk_id, msgspec.structs.replace(memory, farewell=()))

    def begins_anew(self, change: Change, talk_id: int) -> None:
        """The talk was handed to the bot: counts start again; that it is a bot has been said."""
        memory = self.memory(change.w, talk_id)
        self._remember(change, talk_id, Memory(introduced=memory.introduced))

    def may_still_say(self, r: Any, talk_id: int | None, message_id: int) -> bool:
        """Whether this is one of the bot's last words, said with its call for the owner."""
        return talk_id is not None and message_id in self.memory(r, talk_id).farewell

    # The shop -------------------------------------------------------------------------------------------------------

    def shop_facts(self, r: Any) -> ShopFacts:
        """What the bot may say of the shop at this moment."""
        settings, language = self._desk.settings, self._desk.language()

        def product(key: str, tongue: str) -> ProductCard | None:
            return self._shelf.card(r, key, self._desk.now(), tongue or language)

        return ShopFacts(
            name=settings.shop.name,
            hours=settings.shop.hours(),
            zone=self._desk.zone(),
            address=settings.shop.address,
            phone=settings.shop.phone,
            language=language,
            facts=msgspec.json.decode(ledger.accounts.kept(r, BOT_FACTS, "{}"), type=dict[str, str]),
            product=product,
            patience=settings.bot.misses_before_handing_over,
        )

    def try_out(self, r: Any, incoming: Incoming, talk: TalkSoFar) -> BotDecision:
        """What the bot would answer; nothing is stored and nothing leaves."""
        return self.rulebook.decide(incoming, replace(talk, held_by=HeldBy.BOT), self.shop_facts(r))


def first_of_month(now: int) -> int:
    """The first of the month of `now` (ms, UTC), for the counters of the rules."""
    moment = datetime.fromtimestamp(now / 1000, UTC)
    return int(datetime(moment.year, moment.month, 1, tzinfo=UTC).timestamp() * 1000)
