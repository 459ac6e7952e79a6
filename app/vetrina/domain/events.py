"""What the engine tells the screens: which thing changed, by id, after it was committed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """The kinds of things a screen can watch."""

    CONVERSATION = "conversation"
    MESSAGE = "message"
    CONTACT = "contact"
    AD = "ad"
    CAMPAIGN = "campaign"
    PRODUCT = "product"
    BOT = "bot"
    CHANNEL = "channel"
    OUTBOX = "outbox"
    SETTINGS = "settings"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Changed:
    """`id` of `topic` changed; id 0 means many, refetch what you show."""

    topic: Topic
    id: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work `name` (a command's `job`) has done `done` of `total` steps; `total` 0 when unknown."""

    job: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the owner, by text key and parameters; `kind` is ok, warn, bad or neutral."""

    key: str
    params: tuple[tuple[str, str], ...] = ()
    kind: str = "neutral"


Event = Changed | Progress | Notice
