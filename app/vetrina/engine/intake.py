"""What a network tells becomes record here: one transaction per event, drops doubles, permission withdrawn first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vetrina.domain import channels as ch
from vetrina.domain.bot.rules import STOP_PAYLOAD
from vetrina.domain.bot.stop import is_stop
from vetrina.domain.events import Topic
from vetrina.domain.people import EvidenceKind
from vetrina.domain.talk import HeldBy, MessageState
from vetrina.engine.desk import Change, Desk
from vetrina.store import ledger
from vetrina.store.queries import acts, working

if TYPE_CHECKING:
    from vetrina.engine.autoreply import Autoreply

_log = logging.getLogger(__name__)

_LINES = {
    EvidenceKind.FOLLOWED: "followed",
    EvidenceKind.UNFOLLOWED: "unfollowed",
    EvidenceKind.STOPPED: "stopped",
    EvidenceKind.RESUMED: "resumed",
    EvidenceKind.ASKED_LESS: "asked_less",
    EvidenceKind.ASKED_USUAL: "asked_usual",
    EvidenceKind.BLOCKED: "blocked",
    EvidenceKind.UNBLOCKED: "unblocked",
    EvidenceKind.LEFT: "left",
}
"""The line that a change of standing leaves in a talk."""


@dataclass(frozen=True, slots=True)
class Met:
    """Whom an event is about, and the talk with them."""

    contact_id: int
    address_id: int
    talk_id: int


class Intake:
    """Turns events of networks into contacts, messages and evidence; the bot's answer is part of the transaction."""

    def __init__(self, desk: Desk, bot: Autoreply) -> None:
        self._desk = desk
        self._bot = bot
        self._ways: dict[type, Callable[[Change, int, Any], None]] = {
            ch.Joined: self._joined,
            ch.Wrote: self._wrote,
            ch.OpenedChat: self._opened_chat,
            ch.Clicked: self._clicked,
            ch.ChangedStanding: self._changed_standing,
            ch.DeletedMessage: self._deleted,
            ch.Receipt: self._receipt,
            ch.Echo: self._echo,
            ch.ControlMoved: self._control_moved,
        }

    def take(self, account_id: int, event: ch.Happened) -> bool:
        """Store one event for good; False when it was known already. After this it may be acknowledged.

        Raises StoreError when it cannot be stored: then it must not be acknowledged.
        """
        with self._desk.change() as change:
            new = not ledger.intake.seen_before(change.w, account_id, event.external_id)
            if new:
                self._ways[type(event)](change, account_id, event)
            ledger.accounts.set_cursor(change.w, account_id, event.external_id)
        return new

    # Who it is about ------------------------------------------------------------------------------------------------

    def _meet(self, change: Change, account_id: int, event: ch.Happened) -> Met:
        """The person, met now if unknown, and the talk; one that begins while the bot is off belongs to the owner."""
        ref = ledger.intake.contact_for(change.w, account_id, event.remote_id, "", "", change.now)
        holder = HeldBy.BOT if self._desk.settings.bot.on else HeldBy.HUMAN
        talk_id = ledger.intake.talk_for(change.w, ref.address_id, change.now, holder)
        change.tell(Topic.CONTACT, ref.contact_id)
        change.tell(Topic.CONVERSATION, talk_id)
        return Met(ref.contact_id, ref.address_id, talk_id)

    @staticmethod
    def _line(change: Change, account_id: int, remote_id: str, reason: str, at: int) -> None:
        """A line in the talk with a known person, where there is a talk."""
        talk_id = working.talk_with(change.w, account_id, remote_id)
        if talk_id is not None:
            ledger.talks.add_system_line(change.w, talk_id, reason, {}, at)
            change.tell(Topic.CONVERSATION, talk_id)

    # Each kind ------------------------------------------------------------------------------------------------------

    def _joined(self, change: Change, account_id: int, event: ch.Joined) -> None:
        ref = ledger.intake.contact_for(change.w, account_id, event.remote_id, event.name, event.language, change.now)
        change.tell(Topic.CONTACT, ref.contact_id)

    def _wrote(self, change: Change, account_id: int, event: ch.Wrote) -> None:
        met = self._meet(change, account_id, event)
        stops = event.payload == STOP_PAYLOAD or is_stop(event.content.text)
        if stops:
            words = event.content.text[:80]
            self._evidence(change, account_id, met.contact_id, EvidenceKind.STOPPED, event, "word", words)
        first = not working.has_written(change.w, met.address_id)
        message_id = ledger.intake.add_inbound(
            change.w, met.talk_id, event.message_id, event.content, event.payload, event.at
        )
        self._evidence(change, account_id, met.contact_id, EvidenceKind.WROTE, event, "talk")
        if stops:
            ledger.talks.add_system_line(change.w, met.talk_id, "stopped", {}, event.at)
        change.tell(Topic.MESSAGE, message_id)
        tapped = not event.payload and acts.last_tap(change.w, met.contact_id) == event.at
        self._bot.answer(change, met.talk_id, message_id, event, is_first=first, tapped=tapped)

    def _opened_chat(self, change: Change, account_id: int, event: ch.OpenedChat) -> None:
        met = self._meet(change, account_id, event)
        ad = working.ad_by_key(change.w, event.referral.ad_key)
        source, detail = ("feed", ad.headline) if ad is not None else ("link", event.referral.ref)
        self._evidence(change, account_id, met.contact_id, EvidenceKind.OPENED_CHAT, event, source, detail)
        ledger.intake.note_referral(change.w, met.talk_id, event.referral)
        if ad is None:
            return
        ledger.talks.add_system_line(change.w, met.talk_id, "came_from_ad", {"ad": ad.headline}, event.at)
        self._bot.greet(change, met.talk_id, ad, event.at)
        if ad.answers_first is HeldBy.HUMAN:
            ledger.talks.hold(change.w, met.talk_id, HeldBy.HUMAN, change.now, system_line=False)
        change.tell(Topic.AD, ad.id)

    def _clicked(self, change: Change, account_id: int, event: ch.Clicked) -> None:
        contact_id = working.contact_of(change.w, account_id, event.remote_id)
        if contact_id is None:
            return
        headline = working.headline_of(change.w, event.attempt_key)
        self._evidence(
            change, account_id, contact_id, EvidenceKind.CLICKED, event, "offer", headline, event.attempt_key
        )
        change.tell(Topic.CONTACT, contact_id)
        change.tell(Topic.CAMPAIGN)

    def _changed_standing(self, change: Change, account_id: int, event: ch.ChangedStanding) -> None:
        try:
            kind = EvidenceKind(event.kind)
        except ValueError:
            _log.warning("a standing of an unknown kind was left aside")
            return
        if kind is EvidenceKind.LEFT:
            self._left(change, account_id, event)
            return
        ref = ledger.intake.contact_for(change.w, account_id, event.remote_id, "", "", change.now)
        kept = working.standing_of(change.w, ref.contact_id)
        if kind is EvidenceKind.STOPPED and event.source == "word" and kept is not None and kept.stopped:
            return  # the word itself came just before and is on record
        self._evidence(change, account_id, ref.contact_id, kind, event, event.source)
        if kind in _LINES:
            self._line(change, account_id, event.remote_id, _LINES[kind], event.at)
        change.tell(Topic.CONTACT, ref.contact_id)
        if kind in (EvidenceKind.BLOCKED, EvidenceKind.STOPPED):
            change.tell(Topic.OUTBOX)

    def _left(self, change: Change, account_id: int, event: ch.ChangedStanding) -> None:
        """Who leaves is forgotten here too; a block stays as a mark."""
        contact_id = working.contact_of(change.w, account_id, event.remote_id)
        if contact_id is not None:
            self._evidence(change, account_id, contact_id, EvidenceKind.LEFT, event, event.source)
            ledger.erasing.erase_contact(change.w, contact_id, change.now)
            change.tell(Topic.CONTACT)
            change.tell(Topic.CONVERSATION)

    def _deleted(self, change: Change, account_id: int, event: ch.DeletedMessage) -> None:
        contact_id = working.contact_of(change.w, account_id, event.remote_id)
        if contact_id is None or not ledger.intake.remove_message(change.w, account_id, event.message_id):
            return
        self._evidence(change, account_id, contact_id, EvidenceKind.DELETED, event, "talk")
        self._line(change, account_id, event.remote_id, "deleted", event.at)

    def _receipt(self, change: Change, account_id: int, event: ch.Receipt) -> None:
        state = MessageState.SEEN if event.state == "seen" else MessageState.DELIVERED
        self._got_further(change, ledger.intake.apply_receipt(change.w, account_id, event.message_id, state, event.at))

    def _echo(self, change: Change, account_id: int, event: ch.Echo) -> None:
        address_id = working.address_of(change.w, account_id, event.remote_id)
        if address_id is None:
            return
        row = ledger.intake.apply_echo(
            change.w, account_id, address_id, event.message_id, event.attempt_key, event.content, event.sponsored,
            event.app, event.at,
        )  # fmt: skip
        self._got_further(change, row)

    def _control_moved(self, change: Change, account_id: int, event: ch.ControlMoved) -> None:
        """Only other apps are news: who of this shop holds the talk is decided at a desk, not at the network."""
        talk_id = working.talk_with(change.w, account_id, event.remote_id)
        if talk_id is not None:
            holder = "" if event.holder in ("human", "bot", "desktop") else event.holder
            ledger.talks.set_holder(change.w, talk_id, holder)
            change.tell(Topic.CONVERSATION, talk_id)

    @staticmethod
    def _got_further(change: Change, message_id: int) -> None:
        if message_id:
            change.tell(Topic.MESSAGE, message_id)
            change.tell(Topic.CAMPAIGN)

    @staticmethod
    def _evidence(
        change: Change,
        account_id: int,
        contact_id: int,
        kind: EvidenceKind,
        event: ch.Happened,
        source: str,
        detail: str = "",
        attempt_key: str = "",
    ) -> None:
        ledger.record_evidence(
            change.w, contact_id, account_id, kind, event.at, source, detail, event.external_id, attempt_key, change.now
        )
