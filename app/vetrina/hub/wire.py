"""Shapes on the wire between a desktop and the hub; read strictly, shared with `transports.hub`.

Every struct refuses unknown members. Times are milliseconds since the epoch (UTC). `psid` is the hub's id of a person
on one page, `mid` its id of a message, `key` the desktop's own key of an attempt.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from vetrina.domain.talk import Content, ProductCard, Purpose, QuickReply
from vetrina.domain.text import same_text_keys

EVENTS_PATH = "/desktop/events"
MESSAGES_PATH = "/desktop/messages"
MESSAGES_AT_ONCE = 1000
EVENTS_AT_ONCE = 500
PICKS_AT_ONCE = 20_000

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Psid = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
Text = Annotated[str, msgspec.Meta(max_length=4000)]
Line = Annotated[str, msgspec.Meta(max_length=300)]
Payload = Annotated[str, msgspec.Meta(max_length=1000)]
Sha256 = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]
Moment = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ground of all shapes: what is not named here is refused."""


# What a message carries -----------------------------------------------------------------------------------------------


class QuickReplyBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """One button under a message."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    payload: Payload = ""


class CardBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """A product in a message or an ad; `picture` is a SHA-256 of bytes put before by `PUT /desktop/pictures/…`."""

    title: Line
    subtitle: Line = ""
    price: Line = ""
    picture: Sha256 = ""
    product_key: Line = ""


class ContentBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """`domain.talk.Content` on the wire."""

    text: Text = ""
    quick_replies: Annotated[list[QuickReplyBody], msgspec.Meta(max_length=13)] = []
    card: CardBody | None = None
    headline: Line = ""
    button: Line = ""

    def counted(self) -> tuple[str, ...]:
        """What of it counts against the rule of one text to many; see `domain.text.same_text_keys`."""
        card = self.card
        return same_text_keys(
            self.text,
            self.headline,
            self.button,
            [reply.title for reply in self.quick_replies],
            () if card is None else (card.title, card.subtitle, card.price, card.picture),
        )

    def content(self) -> Content:
        """The same as the domain knows it."""
        return Content(
            text=self.text,
            quick_replies=tuple(QuickReply(reply.title, reply.payload) for reply in self.quick_replies),
            card=None if self.card is None else card_of(self.card),
            headline=self.headline,
            button=self.button,
        )


def card_of(body: CardBody) -> ProductCard:
    """The card as the domain knows it."""
    return ProductCard(body.title, body.subtitle, body.price, body.picture, body.product_key)


def content_body(content: Content) -> ContentBody:
    """The domain's content for the wire."""
    card = content.card
    return ContentBody(
        text=content.text,
        quick_replies=[QuickReplyBody(title=reply.title, payload=reply.payload) for reply in content.quick_replies],
        card=None
        if card is None
        else CardBody(
            title=card.title,
            subtitle=card.subtitle,
            price=card.price,
            picture=card.picture,
            product_key=card.product_key,
        ),
        headline=content.headline,
        button=content.button,
    )


# POST /desktop/messages -----------------------------------------------------------------------------------------------


class SendBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """One message handed over; the answer for one (page, key) is always the same and at most one message exists."""

    key: Key
    psid: Psid
    purpose: Purpose
    content: ContentBody
    campaign: Annotated[str, msgspec.Meta(max_length=120)] = ""
    tag: Annotated[str, msgspec.Meta(max_length=60)] = ""


class SendManyBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/messages`: in this order, each judged by the hub's own gate."""

    messages: Annotated[list[SendBody], msgspec.Meta(max_length=MESSAGES_AT_ONCE)]


class OutcomeBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one message: `delivered` has mid and at, `refused` reason and code, `retry` after_ms and reason.

    `delivered` means stored durably at the hub. `after_ms` is a span from now.
    """

    state: Literal["delivered", "refused", "retry"]
    mid: str = ""
    at: int = 0
    reason: str = ""
    code: tuple[int, int] = (0, 0)
    after_ms: int = 0


class OutcomesBody(Body, frozen=True, kw_only=True):
    """Answer of `POST /desktop/messages`: one outcome each, in order."""

    outcomes: list[OutcomeBody]


# GET /desktop/events --------------------------------------------------------------------------------------------------


class Frame(Body, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """Ground of the event frames."""


class HelloFrame(Frame, frozen=True, kw_only=True, tag="hello"):
    """First frame. `height` is the page's newest number, `floor` the newest one already thrown away.

    When `after` was below `floor`, events are missing here: ask `GET /desktop/standing`.
    """

    now: int
    height: int
    floor: int = 0


class Event(Frame, frozen=True, kw_only=True):
    """Numbered per page and kept until acknowledged. `id` is the event's own id, the same at every repetition."""

    n: int
    id: str
    at: int
    psid: str


class JoinedEvent(Event, frozen=True, kw_only=True, tag="joined"):
    """A person gave a name or changed it."""

    name: str
    language: str = ""
    source: str = "link"


class WroteEvent(Event, frozen=True, kw_only=True, tag="wrote"):
    """A person wrote or tapped. A text already deleted by the person comes empty and is followed by `deleted`."""

    mid: str
    content: ContentBody
    payload: str = ""
    reply_to: str = ""


class OpenedChatEvent(Event, frozen=True, kw_only=True, tag="opened_chat"):
    """A person opened an ad's chat box (`source` ADS) or a link that starts a talk (SHORTLINK)."""

    source: str
    ad_key: str = ""
    ref: str = ""


class ClickedEvent(Event, frozen=True, kw_only=True, tag="clicked"):
    """A person tapped the sponsored message sent with `key`."""

    key: str
    mid: str
    payload: str = ""


class StandingEvent(Event, frozen=True, kw_only=True, tag="standing"):
    """`kind` is a value of `domain.people.EvidenceKind`."""

    kind: str
    source: str = "page"


class DeletedEvent(Event, frozen=True, kw_only=True, tag="deleted"):
    """A person deleted one message."""

    mid: str


class ReceiptEvent(Event, frozen=True, kw_only=True, tag="receipt"):
    """One of the shop's messages was `delivered` to the phone or `seen`."""

    mid: str
    key: str
    state: Literal["delivered", "seen"]


class EchoEvent(Event, frozen=True, kw_only=True, tag="echo"):
    """A message of the shop that the hub carries; `app` is empty when a desktop sent it, else the app's id."""

    mid: str
    key: str
    content: ContentBody
    sponsored: bool = False
    app: str = ""


class ControlEvent(Event, frozen=True, kw_only=True, tag="control"):
    """Who holds the talk changed: ``human``, ``bot`` (both at the desktop) or an app's id."""

    holder: str


EventFrame = (
    JoinedEvent
    | WroteEvent
    | OpenedChatEvent
    | ClickedEvent
    | StandingEvent
    | DeletedEvent
    | ReceiptEvent
    | EchoEvent
    | ControlEvent
)
DesktopFrame = HelloFrame | EventFrame


class Ack(Body, frozen=True, kw_only=True):
    """What a desktop sends: everything up to and including this number is durable there."""

    ack: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


# The shop, its ads and its people -------------------------------------------------------------------------------------


class BothTongues(Body, frozen=True, kw_only=True):
    """A text in English and Italian."""

    en: Text = ""
    it: Text = ""


class ShopBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """`PUT /desktop/shop`: the public card. `automatic_line` is what the page says of the assistant, `zone` the
    IANA name of the shop's time zone, where it is known.
    """

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    address: Line = ""
    phone: Line = ""
    hours: BothTongues = BothTongues()
    hours_line: BothTongues = BothTongues()
    automatic_line: BothTongues = BothTongues()
    language: Literal["en", "it"] = "it"
    zone: Annotated[str, msgspec.Meta(max_length=64)] = ""


class PickBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """What one person sees of an ad: the index of the card and the values of merge fields."""

    card: Annotated[int, msgspec.Meta(ge=0, le=9999)] = 0
    values: dict[str, Line] = {}


class AdBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """`PUT /desktop/ads/{ad_key}`: an ad in the feed. Texts may hold merge fields (`domain.ads.wording`).

    `values` are merge values for everybody (product, price, hours, shop), `picks` for single people; the hub adds
    `first_name` itself. `since` in ms. A later put replaces everything but the picks added by
    `POST /desktop/ads/{ad_key}/picks`; `picks` given here replace those too.
    """

    headline: Line
    text: Text = ""
    picture: Sha256 = ""
    greeting: Text = ""
    cards: Annotated[list[CardBody], msgspec.Meta(max_length=10_000)] = []
    values: dict[str, Line] = {}
    picks: dict[str, PickBody] | None = None
    quick_replies: Annotated[list[QuickReplyBody], msgspec.Meta(max_length=13)] = []
    action: Literal["chat", "reserve"] = "chat"
    answers_first: Literal["bot", "human"] = "bot"
    audience: Literal["everyone", "followers"] = "everyone"
    since: Moment = 0


class PicksBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/ads/{ad_key}/picks`: adds or replaces picks, at most 20,000 at once."""

    picks: Annotated[dict[str, PickBody], msgspec.Meta(max_length=PICKS_AT_ONCE)]


class AdRow(Body, frozen=True, kw_only=True, omit_defaults=True):
    """One ad as `GET /desktop/ads` lists it."""

    key: str
    since: int
    opened: int = 0


class AdsBody(Body, frozen=True, kw_only=True):
    """Answer of `GET /desktop/ads`."""

    ads: list[AdRow]


class BlockBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/block`: the shop shuts its ear to a person (their messages no longer arrive), or opens it."""

    psid: Psid
    blocked: bool


class OwnBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/own`: this person is the shop's own phone, or no longer; only a desktop can say so."""

    psid: Psid
    own: bool


class SeenBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/seen`: the shop has read this talk up to `mid`."""

    psid: Psid
    mid: Key


class ControlBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /desktop/control`: who answers now; `name` is shown to the person when a human took over."""

    psid: Psid
    holder: Literal["human", "bot"]
    name: Line = ""


class TypingBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/typing`: three dots on the phone, or not."""

    psid: Psid
    on: bool


class EraseBody(Body, frozen=True, kw_only=True):
    """`POST /desktop/erase`: forget a person at the hub; a block survives as a keyed hash."""

    psid: Psid


class StandingRow(Body, frozen=True, kw_only=True, omit_defaults=True):
    """One person as `GET /desktop/standing` tells it. Times in ms, 0 when it never happened."""

    psid: str
    name: str
    language: str = ""
    source: str = ""
    own: bool = False
    follows: bool = False
    followed_at: int = 0
    blocked: bool = False
    blocked_at: int = 0
    shop_blocked: bool = False
    stopped: bool = False
    stopped_at: int = 0
    less: bool = False
    less_at: int = 0
    talk_open: bool = False
    has_talked: bool = False
    outstanding: str = ""
    last_wrote_at: int = 0
    last_act_at: int = 0
    last_click_at: int = 0
    last_sponsored_at: int = 0
    holder: str = "bot"


class StandingBody(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of `GET /desktop/standing?after=psid`; `next` is empty on the last page. `height` as of this answer.

    `outstanding` in a row is the key of the sponsored message not tapped yet.
    """

    height: int
    people: list[StandingRow]
    next: str = ""


class Fault(Body, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was refused: a stable code and a sentence in both tongues."""

    code: str
    text: BothTongues


class FaultBody(Body, frozen=True, kw_only=True):
    """Every refusal of the operator and customer side."""

    error: Fault
