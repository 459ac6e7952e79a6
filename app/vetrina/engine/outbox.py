"""The wish to send becomes a row with its verdict: judged on the facts of the same transaction, for every purpose."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from vetrina.domain.events import Topic
from vetrina.domain.people import Address
from vetrina.domain.policy import Cleared, Draft, Later, Verdict, judge
from vetrina.domain.talk import Author, Content, Purpose
from vetrina.engine.conditions import Conditions
from vetrina.engine.desk import Change
from vetrina.engine.packs import rule_pack
from vetrina.store import codec, ledger


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody of the shop wants to say to one address."""

    address_id: int
    address: Address
    purpose: Purpose
    author: Author
    content: Content
    rule_name: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """The stored message and what the gate said."""

    message_id: int
    verdict: Verdict

    @property
    def going_out(self) -> bool:
        """Whether it waits to go out, now or later."""
        return isinstance(self.verdict, Cleared | Later)


def new_attempt_key() -> str:
    """A key for one message, ours alone; the network gets it as its own transaction id."""
    return secrets.token_hex(16)


class Outbox:
    """The first look of the gate. The second is the courier's, when the message is handed over."""

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions

    def submit(self, change: Change, wish: Wish) -> Queued:
        """Judge and store in one go; what may not be sent is stored as not sent, with its reason."""
        account_id = wish.address.account_id
        draft = Draft(new_attempt_key(), wish.purpose, wish.address, codec.sendable(wish.content))
        standing = self._conditions.of(account_id)
        facts = ledger.facts_of(
            change.w, wish.address_id, wish.purpose, draft, change.now,
            clock_off=standing.clock_off, behind_hub=standing.behind,
        )  # fmt: skip
        verdict = judge(rule_pack(standing.pack), draft, facts, change.now)
        message_id = ledger.outbox.queue(change.w, draft, wish.author, verdict, change.now, rule_name=wish.rule_name)
        change.tell(Topic.MESSAGE, message_id)
        change.tell(Topic.OUTBOX)
        change.wake.add(account_id)
        return Queued(message_id, verdict)
