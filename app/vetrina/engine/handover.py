"""The second look: fresh facts, judged again in the transaction that marks a message as handed over."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Protocol

from vetrina.domain.campaigns import DeliveryState
from vetrina.domain.channels import Outcome, Refused
from vetrina.domain.events import Topic
from vetrina.domain.policy import Answer, Cleared, Draft, Facts, Later, judge
from vetrina.domain.talk import Content, Purpose
from vetrina.engine.autoreply import Autoreply
from vetrina.engine.conditions import Conditions
from vetrina.engine.desk import Change, Desk
from vetrina.engine.packs import rule_pack
from vetrina.store import ledger
from vetrina.store.errors import StoreError
from vetrina.store.queries import working
from vetrina.store.rows import Circumstances, DueRow

_log = logging.getLogger(__name__)


class Offers(Protocol):
    """What the hand-over asks about campaigns."""

    def content(self, change: Change, row: DueRow) -> Content:
        """The finished text for this person."""

    def circumstances(self, change: Change, campaign_id: int | None) -> Circumstances:
        """What holds for everybody in a campaign now."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message that is handed over now, with its permission."""

    row: DueRow
    cleared: Cleared


class Handover:
    """Judges what is due on one account and marks what may leave."""

    def __init__(self, desk: Desk, conditions: Conditions, bot: Autoreply, offers: Offers) -> None:
        self._desk = desk
        self._conditions = conditions
        self._bot = bot
        self._offers = offers
        self._around: dict[int | None, Circumstances] = {}

    def take(self, account_id: int, limit: int) -> tuple[list[Leaving], int]:
        """At most `limit` messages marked as handed over, durably; and how many were looked at.

        One message of a talk at a time: the next goes when this one's outcome is known, so none overtakes. Offers wait
        while the clock is off or the network knows more than this computer.
        """
        now = self._conditions.of(account_id)
        hold_offers = now.clock_off or now.behind
        with self._desk.change() as change:
            rows = ledger.outbox.due(change.w, account_id, change.now, limit)
            self._around = {}
            leaving: list[Leaving] = []
            busy: set[int] = set()
            looked = 0
            for row in rows:
                if row.address_id in busy or (hold_offers and row.purpose is Purpose.SPONSORED):
                    continue
                looked += 1
                made = self._look_safely(change, row)
                if made is not None:
                    leaving.append(made)
                    busy.add(row.address_id)
            if looked:
                change.tell(Topic.OUTBOX)
        return leaving, looked

    def settled(self, change: Change, message_id: int, outcome: Outcome) -> None:
        """A network's no to an offer counts as left out, with its reason."""
        if isinstance(outcome, Refused):
            self._left_out(change, ledger.outbox.one(change.w, message_id), outcome.reason)

    def _left_out(self, change: Change, row: DueRow | None, reason: str) -> None:
        if row is None or row.campaign_id is None:
            return
        pack = rule_pack(self._conditions.of(row.address.account_id).pack)
        number = next(
            (
                index
                for index, rule in enumerate(pack.rules)
                if rule.reason == reason and Purpose.SPONSORED in rule.purposes and rule.answer is Answer.DENIED
            ),
            None,
        )
        if number is not None:
            ledger.campaigns.set_delivery(
                change.w, row.campaign_id, row.contact_id, DeliveryState.LEFT_OUT, change.now, rule=number
            )

    def _look_safely(self, change: Change, row: DueRow) -> Leaving | None:
        """A message that cannot be looked at is not sent, with a reason; those behind it go on."""
        try:
            with change.w.begin_nested():
                made = self._look(change, row)
                if made is not None:
                    ledger.outbox.hand_over(change.w, [row.message_id], change.now)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - whatever is wrong with one message, the lane must not stand still
            _log.exception("a message could not be looked at")
            ledger.outbox.cancel(change.w, row.message_id, change.now, "not_taken")
            change.tell(Topic.MESSAGE, row.message_id)
            return None
        return made

    def _look(self, change: Change, row: DueRow) -> Leaving | None:
        content = self._offers.content(change, row) if row.purpose is Purpose.SPONSORED else row.content
        draft = Draft(row.attempt_key, row.purpose, row.address, content, row.campaign_key)
        verdict = judge(
            rule_pack(self._conditions.of(row.address.account_id).pack),
            draft,
            self._facts(change, row, draft),
            change.now,
        )
        change.tell(Topic.MESSAGE, row.message_id)
        if isinstance(verdict, Cleared):
            ledger.outbox.store_verdict(change.w, row.message_id, row.campaign_id, row.contact_id, verdict, change.now)
            return Leaving(row, verdict)
        ledger.outbox.withhold(change.w, row.message_id, verdict, change.now)
        if row.campaign_id is not None:
            change.tell(Topic.CAMPAIGN, row.campaign_id)
            if isinstance(verdict, Later):
                ledger.campaigns.set_delivery(
                    change.w,
                    row.campaign_id,
                    row.contact_id,
                    DeliveryState.LATER,
                    change.now,
                    until=verdict.basis.until,
                )
            else:
                self._left_out(change, row, verdict.basis.reason)
        return None

    def _facts(self, change: Change, row: DueRow, draft: Draft) -> Facts:
        standing = self._conditions.of(row.address.account_id)
        around = self._around.get(row.campaign_id)
        if around is None:
            around = self._around[row.campaign_id] = self._offers.circumstances(change, row.campaign_id)
        facts = ledger.facts_of(
            change.w,
            row.address_id,
            row.purpose,
            draft,
            change.now,
            quiet_until=around.quiet_until,
            clock_off=standing.clock_off,
            behind_hub=standing.behind,
            expired=around.expired,
        )
        if row.purpose is Purpose.BOT_REPLY and facts.other_holds:
            talk_id = working.talk_of(change.w, row.address_id)
            talk = None if talk_id is None else working.talk_now(change.w, talk_id)
            if talk is not None and self._bot.may_still_say(change.w, talk_id, row.message_id):
                return replace(facts, other_holds=bool(talk.holder))  # the owner lets it finish, another app does not
        return facts
