"""The shop window at a network that shows a feed: the shop's card, the ads in it, and what it knows of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vetrina.domain.talk import ProductCard, QuickReply


@dataclass(frozen=True, slots=True)
class Tongues:
    """One text in English and Italian."""

    en: str = ""
    it: str = ""


@dataclass(frozen=True, slots=True)
class ShopCard:
    """What the public page says of the shop. `automatic_line` is how the bot is introduced."""

    name: str
    address: str = ""
    phone: str = ""
    hours: Tongues = Tongues()
    hours_line: Tongues = Tongues()
    automatic_line: Tongues = Tongues()
    language: str = "it"
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """What one person sees of an ad: the index of the card and the values of merge fields."""

    card: int = 0
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FeedAd:
    """An ad as the feed needs it. Texts keep their merge fields; `values` are the same for everybody, `picks` are not.

    `since` in ms. `picks` are by remote id; whoever is not in it sees card 0.
    """

    key: str
    headline: str
    text: str
    picture: str = ""
    greeting: str = ""
    cards: tuple[ProductCard, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    picks: Mapping[str, Pick] = field(default_factory=dict, hash=False)
    quick_replies: tuple[QuickReply, ...] = ()
    action: str = "chat"
    answers_first: str = "bot"
    audience: str = "everyone"
    since: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the network knows of one person, its own word. Times in ms, None when it never happened.

    `outstanding` is the attempt key of the sponsored message not tapped yet, or empty.
    """

    remote_id: str
    name: str
    language: str = ""
    source: str = ""
    own: bool = False
    follows: bool = False
    followed_at: int | None = None
    blocked: bool = False
    blocked_at: int | None = None
    shop_blocked: bool = False
    stopped: bool = False
    stopped_at: int | None = None
    less: bool = False
    less_at: int | None = None
    talk_open: bool = False
    has_talked: bool = False
    outstanding: str = ""
    last_wrote_at: int | None = None
    last_act_at: int | None = None
    last_click_at: int | None = None
    last_sponsored_at: int | None = None


@dataclass(frozen=True, slots=True)
class StandingPage:
    """Some people; `next` continues, empty on the last page. `height` is the newest event counted in."""

    height: int
    people: tuple[Standing, ...]
    next: str = ""
