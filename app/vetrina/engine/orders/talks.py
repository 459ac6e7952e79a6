"""Conversations: replies, notes, who holds a talk, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vetrina.domain.events import Topic
from vetrina.domain.people import Address
from vetrina.domain.talk import Author, Content, HeldBy, MessageState, Purpose, TalkState
from vetrina.engine import commands as c
from vetrina.engine.autoreply import Autoreply
from vetrina.engine.commands import LONGEST, CannotDo
from vetrina.engine.desk import Change, Desk
from vetrina.engine.engine import Order
from vetrina.engine.outbox import Outbox, Wish, new_attempt_key
from vetrina.engine.window import Errand, Window
from vetrina.store import ledger
from vetrina.store.queries import working
from vetrina.store.queries.working import MessageNow, TalkNow


class TalkOrders:
    """Each order is one transaction."""

    def __init__(self, desk: Desk, outbox: Outbox, bot: Autoreply, window: Window) -> None:
        self._desk = desk
        self._outbox = outbox
        self._bot = bot
        self._window = window

    def table(self) -> Mapping[type, Order]:
        """Command to what carries it out."""
        return {
            c.SendReply: self.send_reply,
            c.AddNote: self.add_note,
            c.TryAgain: self.try_again,
            c.CancelWaiting: self.cancel_waiting,
            c.TakeOver: self.take_over,
            c.GiveToBot: self.give_to_bot,
            c.SetTalkState: self.set_state,
            c.MarkRead: self.mark_read,
        }

    async def send_reply(self, order: c.SendReply) -> int:
        """Write to a person; the talk is the owner's from now on."""
        text = order.text.strip()
        if not text and order.card is None:
            raise CannotDo("empty_message")
        if len(text) > LONGEST:
            raise CannotDo("too_long", length=str(len(text)), limit=str(LONGEST))
        with self._desk.change() as change:
            talk = self._talk(change, order.talk_id)
            self._hold_by_human(change, talk)
            if talk.state is not TalkState.OPEN:
                ledger.talks.set_state(change.w, talk.id, TalkState.OPEN)
            ledger.talks.mark_read(change.w, talk.id)
            wish = Wish(
                talk.address_id,
                Address(talk.account_id, talk.remote_id),
                Purpose.REPLY,
                Author.OWNER,
                Content(text=text, quick_replies=order.quick_replies, card=order.card),
            )
            queued = self._outbox.submit(change, wish)
            change.tell(Topic.CONVERSATION, talk.id)
        return queued.message_id

    async def add_note(self, order: c.AddNote) -> int:
        """A private note."""
        text = order.text.strip()
        if not text:
            raise CannotDo("empty_message")
        with self._desk.change() as change:
            talk = self._talk(change, order.talk_id)
            message_id = ledger.talks.add_note(change.w, talk.id, text, change.now)
            change.tell(Topic.CONVERSATION, talk.id)
            change.tell(Topic.MESSAGE, message_id)
        return message_id

    async def try_again(self, order: c.TryAgain) -> int:
        """Send again what was not sent or perhaps sent."""
        with self._desk.change() as change:
            message = self._message(change, order.message_id)
            if message.purpose is Purpose.SPONSORED:
                raise CannotDo("never_repeat_offer")
            if message.state not in (MessageState.NOT_SENT, MessageState.PERHAPS):
                raise CannotDo("already_left")
            # A network remembers its no by the key; a message that may be there already keeps its key instead.
            key = new_attempt_key() if message.state is MessageState.NOT_SENT else None
            if not ledger.outbox.requeue(change.w, message.id, change.now, change.now, key):
                raise CannotDo("never_repeat_offer")
            self._moved(change, message)
        return order.message_id

    async def cancel_waiting(self, order: c.CancelWaiting) -> None:
        """Take back what has not gone out yet."""
        with self._desk.change() as change:
            message = self._message(change, order.message_id)
            if not ledger.outbox.cancel(change.w, message.id, change.now):
                raise CannotDo("already_left")
            self._moved(change, message)

    async def take_over(self, order: c.TakeOver) -> None:
        """The owner answers now."""
        with self._desk.change() as change:
            self._hold_by_human(change, self._talk(change, order.talk_id))

    async def give_to_bot(self, order: c.GiveToBot) -> None:
        """The bot answers again."""
        if not self._desk.settings.bot.on:
            raise CannotDo("bot_is_off")
        with self._desk.change() as change:
            talk = self._talk(change, order.talk_id)
            if ledger.talks.hold(change.w, talk.id, HeldBy.BOT, change.now):
                self._bot.begins_anew(change, talk.id)
                self._window.note(change, talk.account_id, Errand("bot", talk.remote_id))
                change.tell(Topic.CONVERSATION, talk.id)

    async def set_state(self, order: c.SetTalkState) -> None:
        """Open, later or done; what is done goes back to the bot when the person writes again."""
        with self._desk.change() as change:
            talk = self._talk(change, order.talk_id)
            ledger.talks.set_state(change.w, talk.id, order.state, order.later_until)
            if order.state is TalkState.DONE and talk.held_by is HeldBy.HUMAN:
                self._bot.begins_anew(change, talk.id)
                self._window.note(change, talk.account_id, Errand("bot", talk.remote_id))
            change.tell(Topic.CONVERSATION, talk.id)

    async def mark_read(self, order: c.MarkRead) -> None:
        """Everything has been read; the person's phone shows it."""
        with self._desk.change() as change:
            talk = working.talk_now(change.w, order.talk_id)
            if talk is None or not ledger.talks.mark_read(change.w, talk.id):
                return
            last = working.last_from_person(change.w, talk.address_id)
            if last:
                self._window.note(change, talk.account_id, Errand("seen", talk.remote_id, talk.id, last))
            change.tell(Topic.CONVERSATION, talk.id)

    # ----------------------------------------------------------------------------------------------------------------

    def _hold_by_human(self, change: Change, talk: TalkNow) -> None:
        self._bot.owner_speaks(change, talk.id)
        if ledger.talks.hold(change.w, talk.id, HeldBy.HUMAN, change.now):
            change.tell(Topic.CONVERSATION, talk.id)
        self._window.note(change, talk.account_id, Errand("human", talk.remote_id, talk.id))

    @staticmethod
    def _talk(change: Change, talk_id: int) -> TalkNow:
        talk = working.talk_now(change.w, talk_id)
        if talk is None:
            raise CannotDo("gone")
        return talk

    @staticmethod
    def _message(change: Change, message_id: int) -> MessageNow:
        message = working.message_now(change.w, message_id)
        if message is None:
            raise CannotDo("gone")
        return message

    @staticmethod
    def _moved(change: Change, message: MessageNow) -> None:
        change.tell(Topic.MESSAGE, message.id)
        change.tell(Topic.OUTBOX)
        if message.talk_id is not None:
            change.tell(Topic.CONVERSATION, message.talk_id)
        change.wake.add(message.account_id)


def orders(*parts: Any) -> Mapping[type, Order]:
    """The tables of all parts as one."""
    return {command: order for part in parts for command, order in part.table().items()}
