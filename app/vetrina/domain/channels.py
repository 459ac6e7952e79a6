"""What a network can do, what it tells us, and what becomes of a message that is handed to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vetrina.domain.talk import Content, Referral


@dataclass(frozen=True, slots=True)
class Capabilities:
    """A network's sheet; the composer and the gate obey it. Times in milliseconds, rate in messages per second."""

    text_length: int
    quick_replies: int
    quick_reply_title: int
    pictures: bool
    cards: bool
    receipts: bool
    typing: bool
    delete: bool
    history: bool
    shop_may_start: bool
    window_ms: int | None
    rate: float
    batch: int
    repeats_safely: bool
    needs_public_address: bool


@dataclass(frozen=True, slots=True)
class LoginField:
    """One thing the owner types to connect a channel."""

    key: str
    label: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class ChannelSheet:
    """What a transport says of itself without any I/O."""

    id: str
    title: str
    icon: str
    login: tuple[LoginField, ...]
    capabilities: Capabilities
    rule_pack: str


class LinkState(StrEnum):
    """How the connection to a network stands."""

    OFF = "off"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    OFFLINE = "offline"
    NEEDS_SIGN_IN = "needs_sign_in"


# What a network tells us --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happened:
    """Common frame of everything a network reports: its own id for the event, the person, the time (ms)."""

    external_id: str
    remote_id: str
    at: int


@dataclass(frozen=True, slots=True)
class Joined(Happened):
    """The person gave a name, or changed it."""

    name: str
    language: str = ""
    source: str = "link"


@dataclass(frozen=True, slots=True)
class Wrote(Happened):
    """The person wrote, or tapped a quick reply or button (`payload`)."""

    content: Content
    message_id: str
    payload: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class OpenedChat(Happened):
    """The person opened an ad's chat box or a link that starts a talk."""

    referral: Referral


@dataclass(frozen=True, slots=True)
class Clicked(Happened):
    """The person tapped a sponsored message: opens re-contact. `attempt_key` names the message that was tapped."""

    attempt_key: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class ChangedStanding(Happened):
    """Followed, stopped, asked less, blocked, left and their opposites: `kind` is an EvidenceKind value."""

    kind: str
    source: str = "page"


@dataclass(frozen=True, slots=True)
class DeletedMessage(Happened):
    """The person deleted one message; the shop keeps it no longer either."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Receipt(Happened):
    """One of our messages was delivered or seen: `state` is ``delivered`` or ``seen``."""

    message_id: str
    state: str


@dataclass(frozen=True, slots=True)
class Echo(Happened):
    """A message of ours that the network carries, also when something else than this desktop sent it."""

    message_id: str
    attempt_key: str
    content: Content
    sponsored: bool = False
    app: str = ""


@dataclass(frozen=True, slots=True)
class ControlMoved(Happened):
    """Who holds the talk at the network changed: `holder` is ``desktop`` or another app's id."""

    holder: str


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The connection changed. `detail` is for the log, never for the screen; `server_now` in ms.

    `height` is the number of the network's newest event, `floor` the newest one it no longer keeps: whoever stands
    below the floor has missed something and must ask for everybody's standing.
    """

    state: LinkState
    detail: str = ""
    server_now: int | None = None
    height: int | None = None
    floor: int = 0


Inbound = (
    Joined
    | Wrote
    | OpenedChat
    | Clicked
    | ChangedStanding
    | DeletedMessage
    | Receipt
    | Echo
    | ControlMoved
    | LinkChanged
)


# What becomes of a message handed over -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivered:
    """The network took the message, durably, as `message_id`."""

    message_id: str
    at: int


@dataclass(frozen=True, slots=True)
class Retry:
    """Not taken now; nothing left. Ask again after `after_ms` at the earliest."""

    after_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The network will not take it. `reason` is a reason key of the gate; `code` the network's own pair."""

    reason: str
    code: tuple[int, int] = (0, 0)
    signed_out: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have arrived. Sponsored messages are never repeated after this."""

    detail: str = field(default="")


Outcome = Delivered | Retry | Refused | Unknown
