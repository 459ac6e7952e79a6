"""What the ledger and the queries hand to the engine: small frozen values beside those of `views`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vetrina.domain.people import Address
from vetrina.domain.talk import Author, Content, Purpose


@dataclass(frozen=True, slots=True)
class ContactRef:
    """A person and the address they were met at; `made` tells that the shop did not know them before."""

    contact_id: int
    address_id: int
    made: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """One message that is to go out, or was handed over; all that a Draft needs. Times in ms."""

    message_id: int
    address_id: int
    address: Address
    contact_id: int
    attempt_key: str
    purpose: Purpose
    author: Author
    content: Content
    campaign_id: int | None
    campaign_key: str
    at: int
    due_at: int | None
    tries: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a whole plan has in common; times in ms. `quiet_until`: quiet hours now, and when they end."""

    quiet_until: int | None = None
    clock_off: bool = False
    behind_hub: bool = False
    expired: bool = False


ORDINARY: Final = Circumstances()
"""Open hours, a right clock, in step with the hub, in time."""


@dataclass(frozen=True, slots=True)
class FeedPost:
    """How an ad is to stand in the feed of one account, and how it stands there. Empty text: not in the feed."""

    ad_id: int
    account_id: int
    wanted: str
    posted: str
    retry_at: int | None
    problem: str
