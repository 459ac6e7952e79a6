"""A talk between the shop and one address: what is said, by whom, and how far it got."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


class Author(StrEnum):
    """Who said a line. `SYSTEM` lines tell what happened (taken over …); `NOTE` never leaves the shop."""

    PERSON = "person"
    OWNER = "owner"
    BOT = "bot"
    OFFER = "offer"
    NOTE = "note"
    SYSTEM = "system"


class HeldBy(StrEnum):
    """Who answers a conversation now."""

    HUMAN = "human"
    BOT = "bot"


class TalkState(StrEnum):
    """Where a conversation stands on the inbox tabs."""

    OPEN = "open"
    LATER = "later"
    DONE = "done"


class MessageState(StrEnum):
    """How far a message got. Order is the order of progress; it never goes backwards."""

    RECEIVED = "received"
    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    SENT = "sent"
    DELIVERED = "delivered"
    SEEN = "seen"
    NOT_SENT = "not_sent"
    PERHAPS = "perhaps"
    TAKEN_BACK = "taken_back"


class Purpose(StrEnum):
    """Why a draft is written. All purposes pass the same gate."""

    REPLY = "reply"
    BOT_REPLY = "bot_reply"
    SPONSORED = "sponsored"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A button under a message: what it says, and what comes back when it is tapped."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product inside a message. `picture` is the SHA-256 of its bytes, or empty; `price` is ready to read."""

    title: str
    subtitle: str = ""
    price: str = ""
    picture: str = ""
    product_key: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a message carries. Plain text only; nothing in it is ever markup."""

    text: str = ""
    quick_replies: tuple[QuickReply, ...] = ()
    card: ProductCard | None = None
    headline: str = ""
    button: str = ""

    def digest(self) -> str:
        """SHA-256 (hex) of the canonical form: what was judged is what may leave."""
        body = [
            self.text,
            self.headline,
            self.button,
            [[q.title, q.payload] for q in self.quick_replies],
            None
            if self.card is None
            else [self.card.title, self.card.subtitle, self.card.price, self.card.picture, self.card.product_key],
        ]
        return hashlib.sha256(_canonical(body).encode()).hexdigest()

    def first_line(self) -> str:
        """What a list row shows of this message."""
        for candidate in (self.text, self.headline, self.card.title if self.card else ""):
            line = candidate.strip().split("\n", 1)[0]
            if line:
                return line[:200]
        return ""


@dataclass(frozen=True, slots=True)
class Referral:
    """How a talk started: the ad or link that brought the person."""

    source: str
    ad_key: str = ""
    ref: str = ""
    at: int = 0


PROGRESS: tuple[MessageState, ...] = (
    MessageState.WAITING,
    MessageState.HANDED_OVER,
    MessageState.PERHAPS,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.SEEN,
)


def further(old: MessageState, new: MessageState) -> MessageState:
    """The later of two states of one outgoing message; a receipt that comes late never turns a message back."""
    if old in PROGRESS and new in PROGRESS:
        return max(old, new, key=PROGRESS.index)
    return old if old is MessageState.TAKEN_BACK else new
