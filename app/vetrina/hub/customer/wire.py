"""Shapes on the wire between a customer's page (or script) and the hub; what `HUB_API.md` calls section B.

Every struct refuses unknown members. Times are milliseconds since the epoch (UTC).
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from vetrina.hub.wire import Body, BothTongues, Frame, Key, Line, Payload

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Said = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Tongue = Literal["en", "it"]
Offers = Literal["usual", "less", "stopped"]

# What a customer sends ------------------------------------------------------------------------------------------------


class JoinBody(Body, frozen=True, kw_only=True):
    """`POST join`: a name is all it takes. `source` is where it came from."""

    name: Name
    language: Tongue = "it"
    ref: Annotated[str, msgspec.Meta(max_length=250)] = ""
    source: Literal["link", "poster", "feed"] = "link"
    follow: bool = True


class ChangeMeBody(Body, frozen=True, kw_only=True):
    """`PATCH me`."""

    name: Name | None = None
    language: Tongue | None = None


class OnBody(Body, frozen=True, kw_only=True):
    """`POST me/follow` and `POST me/block`."""

    on: bool


class OffersBody(Body, frozen=True, kw_only=True):
    """`POST me/offers`: as usual, at most one a month, or none."""

    choice: Offers


class EmptyBody(Body, frozen=True, kw_only=True):
    """A POST that says nothing but that it happened; an empty request body counts as this."""


class SayBody(Body, frozen=True, kw_only=True):
    """`POST talk`: a text, or a tapped quick reply of an ad's chat box (`payload` and its `title`)."""

    client_id: Key
    text: Said | None = None
    payload: Payload | None = None
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] | None = None
    ad_key: Annotated[str, msgspec.Meta(max_length=120)] = ""
    reply_to: Annotated[str, msgspec.Meta(max_length=120)] = ""


class TapBody(Body, frozen=True, kw_only=True):
    """`POST talk/{mid}/tap`: the offer's own button (`button` true), or a quick reply (`payload` and `title`)."""

    client_id: Key
    button: bool = False
    payload: Payload | None = None
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=80)] | None = None


# What the hub answers -------------------------------------------------------------------------------------------------


class CardShown(Body, frozen=True, kw_only=True):
    """A product as the page shows it; `picture` is below ``/pictures/``, or empty."""

    title: str
    subtitle: str
    price: str
    picture: str
    product_key: str


class ButtonShown(Body, frozen=True, kw_only=True):
    """A button under a message."""

    title: str
    payload: str


class ShopCard(Body, frozen=True, kw_only=True):
    """`GET shop`. `secure` is false on plain HTTP beyond this computer: others on the Wi-Fi could read along."""

    name: str
    address: str
    phone: str
    hours: BothTongues
    hours_line: BothTongues
    automatic_line: BothTongues
    language: str
    secure: bool


class Customer(Body, frozen=True, kw_only=True):
    """Who this session belongs to."""

    id: str
    name: str


class JoinAnswer(Body, frozen=True, kw_only=True):
    """`POST join`: `session` is for scripts; a browser keeps the cookie."""

    session: str
    customer: Customer
    blocked: bool


class Me(Body, frozen=True, kw_only=True):
    """`GET me`; also the answer of every change of it."""

    id: str
    name: str
    language: str
    follows: bool
    offers: Offers
    blocked: bool
    unread: int


class FeedAd(Body, frozen=True, kw_only=True):
    """One ad, rendered for this person. `button` is in the person's language."""

    key: str
    headline: str
    text: str
    picture: str
    card: CardShown | None
    action: str
    button: str
    greeting: str
    quick_replies: list[ButtonShown]
    since: int
    opened: bool
    why_available: bool = True


class FeedAnswer(Body, frozen=True, kw_only=True):
    """`GET feed`: newest first; `next` for `?after=` when there is more."""

    ads: list[FeedAd]
    next: str


class TalkMessage(Body, frozen=True, kw_only=True, rename={"author": "from"}):
    """One message. `state` of mine: sent or seen; of the shop's: delivered or seen. `tapped`: an offer was tapped.

    `client_id` of mine is what this page gave with it, so that it knows its own message when it comes back.
    """

    mid: str
    author: Literal["me", "shop", "bot"]
    kind: Literal["text", "offer"]
    text: str
    card: CardShown | None
    quick_replies: list[ButtonShown]
    headline: str
    button: str
    at: int
    state: Literal["sent", "delivered", "seen"]
    automatic: bool
    tapped: bool
    ad_key: str
    reply_to: str
    client_id: str


class TalkAnswer(Body, frozen=True, kw_only=True):
    """`GET talk`: the newest messages, oldest first; `more` says whether `?before=<first mid>` gives older ones."""

    messages: list[TalkMessage]
    holder: str
    holder_name: str
    more: bool


class SaidAnswer(Body, frozen=True, kw_only=True):
    """`POST talk` and `POST talk/{mid}/tap`; the same answer for the same `client_id`."""

    mid: str
    at: int


class OpenAnswer(Body, frozen=True, kw_only=True):
    """`POST ads/{key}/open`: the greeting to show, rendered for this person. `first` on the first opening of a day."""

    key: str
    greeting: str
    quick_replies: list[ButtonShown]
    first: bool


class Reason(Body, frozen=True, kw_only=True):
    """One honest reason: a stable key and what it rests on."""

    key: str
    params: dict[str, str | int]


class WhyAnswer(Body, frozen=True, kw_only=True):
    """`GET …/why`: every reason, and all of them as sentences."""

    reasons: list[Reason]
    text: BothTongues


class DoneAnswer(Body, frozen=True, kw_only=True):
    """It is done."""

    done: bool = True


# GET events -----------------------------------------------------------------------------------------------------------


class SessionFrame(Body, frozen=True, kw_only=True):
    """First frame of a script without a cookie."""

    session: Annotated[str, msgspec.Meta(max_length=100)]


class CustomerHello(Frame, frozen=True, kw_only=True, tag="hello"):
    """First frame of the hub; `n` is the number to resume after when nothing else comes."""

    n: int


class ResetFrame(Frame, frozen=True, kw_only=True, tag="reset"):
    """Too much happened while away: load feed, talk and me again, then go on after `n`."""

    n: int


class MessageFrame(Frame, frozen=True, kw_only=True, tag="message"):
    """A message is new, or its state changed: replace the one with this mid."""

    n: int
    message: TalkMessage


class RemovedFrame(Frame, frozen=True, kw_only=True, tag="removed"):
    """A message is gone."""

    n: int
    mid: str


class AdFrame(Frame, frozen=True, kw_only=True, tag="ad"):
    """An ad is new or changed."""

    n: int
    ad: FeedAd


class AdRemovedFrame(Frame, frozen=True, kw_only=True, tag="ad_removed"):
    """An ad left the feed."""

    n: int
    key: str


class MeFrame(Frame, frozen=True, kw_only=True, tag="me"):
    """Something about me changed, perhaps on another device."""

    n: int
    me: Me


class HolderFrame(Frame, frozen=True, kw_only=True, tag="holder"):
    """Who answers now: human, bot, or an app; `name` of the human when the shop gave it."""

    n: int
    holder: str
    name: Line


class TypingFrame(Frame, frozen=True, kw_only=True, tag="typing"):
    """The shop is typing, or stopped. Not numbered: it is not repeated."""

    on: bool


CustomerFrame = (
    CustomerHello
    | ResetFrame
    | MessageFrame
    | RemovedFrame
    | AdFrame
    | AdRemovedFrame
    | MeFrame
    | HolderFrame
    | TypingFrame
)
