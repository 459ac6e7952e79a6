"""What the bot decides about, and what it decides: the message, the talk, the shop's facts, the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from vetrina.domain.bot.why import Reason, Why
from vetrina.domain.hours import OpeningHours
from vetrina.domain.talk import Content, HeldBy, ProductCard

ProductLookup = Callable[[str, str], ProductCard | None]
"""From a product's key and a language to its card, price ready to read; None where the shop has it no longer."""


def no_products(_key: str, _language: str) -> ProductCard | None:
    """The lookup of a shop without a shop list."""
    return None


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the person just did. `language` is what is known of theirs (empty: told by the words they use).

    `from_ad` is the key of the ad this talk was opened in, `product_key` the product it is about; `is_first` means
    that the person never wrote in this talk before.
    """

    text: str = ""
    payload: str = ""
    language: str = ""
    from_ad: str | None = None
    is_first: bool = False
    picture: bool = False
    first_name: str = ""
    product_key: str = ""


@dataclass(frozen=True, slots=True)
class TalkSoFar:
    """What the bot must know of the talk. `now` is in ms UTC.

    `given` counts the answers of each rule (by id) since the talk was last opened or handed back; `misses` counts the
    messages in a row that no rule answered; `introduced` means that the bot has said in this talk that it is one.
    """

    now: int
    held_by: HeldBy = HeldBy.BOT
    misses: int = 0
    given: Mapping[int, int] = field(default_factory=dict)
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What the bot may say of the shop. `facts` are the owner's own, by name; `product` looks one up by its key.

    `language` is the one to speak where the person's is not known; `patience` the misses after which the owner is
    called.
    """

    name: str = ""
    hours: OpeningHours = field(default_factory=OpeningHours)
    zone: tzinfo = UTC
    address: str = ""
    phone: str = ""
    language: str = "en"
    facts: Mapping[str, str] = field(default_factory=dict)
    product: ProductLookup = no_products
    patience: int = 2

    def closed_at(self, now_ms: int) -> bool:
        """Whether the shop is known to be closed at `now_ms`."""
        return self.hours.known and not self.hours.is_open(now_ms, self.zone)


@dataclass(frozen=True, slots=True)
class BotDecision:
    """What to do: say `answers` (at most two, in order), put the `label`, call the owner, end the offers.

    `misses` is the new count to keep; `introduced` whether the bot has said now that it is one; `language` the one it
    spoke. `rule_id` is None where no rule decided.
    """

    answers: tuple[Content, ...] = ()
    rule_id: int | None = None
    rule_order: int | None = None
    rule_name: str = ""
    why: Why = field(default_factory=lambda: Why(Reason.NOTHING_SAID))
    label: str = ""
    hand_over: bool = False
    withdraw: bool = False
    misses: int = 0
    introduced: bool = False
    language: str = ""
