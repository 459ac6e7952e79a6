"""What a transport is: the interface between the courier and one network.

Reconnecting, rate, order and permission are the courier's and the gate's work. A transport gets its credentials and an
HTTP session; no database, no vault, no other transport.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetrina.domain.channels import ChannelSheet, Inbound, Outcome
from vetrina.domain.policy import Cleared
from vetrina.domain.window import FeedAd, ShopCard, StandingPage

if TYPE_CHECKING:
    import aiohttp


class LoginRefused(Exception):
    """The network does not accept the login; `sentence_key` names what to tell the owner."""

    def __init__(self, sentence_key: str) -> None:
        super().__init__(sentence_key)
        self.sentence_key = sentence_key


@dataclass(frozen=True, slots=True)
class TransportTools:
    """What a transport may use: the shared HTTP session, the clock (ms), and where to go on.

    `cursor` is the external id of the last event that is durable here, empty at the first connection.
    """

    http: aiohttp.ClientSession
    clock: Callable[[], int]
    cursor: str = ""


class Transport(ABC):
    """One connection to one account of one network."""

    def __init__(self, credentials: Mapping[str, str], tools: TransportTools) -> None:
        self.credentials = credentials
        self.tools = tools

    @classmethod
    @abstractmethod
    def describe(cls) -> ChannelSheet:
        """The channel's sheet; no I/O."""

    @abstractmethod
    async def check(self) -> str:
        """Try the login; returns the account's name at the network. Raises LoginRefused or OSError."""

    @abstractmethod
    async def connect(self) -> None:
        """Start the connection and return at once; trouble is reported as LinkChanged by `events`."""

    @abstractmethod
    async def close(self) -> None:
        """End the connection within five seconds."""

    @abstractmethod
    def events(self) -> AsyncIterator[Inbound]:
        """What the network reports, in its order. Ends when the connection ends."""

    @abstractmethod
    async def acknowledge(self, external_id: str) -> None:
        """Everything up to and including this event is durable here; the network need not tell it again."""

    @abstractmethod
    async def deliver(self, cleared: Sequence[Cleared]) -> Sequence[Outcome]:
        """Hand over messages (at most the sheet's batch); one outcome each, in order. Trouble is an outcome too."""

    async def outcome_of(self, attempt_key: str) -> Outcome | None:
        """What became of a message handed over earlier; None when the network cannot tell or never saw it."""
        return None

    async def history(self, remote_id: str, before: int, limit: int) -> Sequence[Inbound]:
        """Older messages of one talk, where the sheet says `history`."""
        raise LookupError("this network keeps no history")

    async def mark_seen(self, remote_id: str, message_id: str) -> None:
        """Tell the person that the shop has read up to this message, where the network can."""
        return


class WindowNotReached(Exception):
    """The network did not take what was put in its window; trying again later is right. `permanent` when it is not."""

    def __init__(self, detail: str, *, permanent: bool = False) -> None:
        super().__init__(detail)
        self.permanent = permanent


class WindowTransport(Transport):
    """A network that also shows the shop's window: a feed of ads and a public card. All calls may be repeated.

    Every method raises WindowNotReached when the network is away or says no.
    """

    @abstractmethod
    async def put_shop(self, card: ShopCard) -> None:
        """Replace the public card."""

    @abstractmethod
    async def put_picture(self, sha256: str, data: bytes) -> None:
        """Make a picture known by the hash (hex) of its bytes, before anything shows it."""

    @abstractmethod
    async def put_ad(self, ad: FeedAd) -> None:
        """Put an ad in the feed, or replace it."""

    @abstractmethod
    async def remove_ad(self, key: str) -> None:
        """Take an ad out of the feed; one that is not there is no fault."""

    @abstractmethod
    async def block(self, remote_id: str, blocked: bool) -> None:
        """The shop shuts its ear to a person, or opens it."""

    async def mark_own(self, remote_id: str, own: bool) -> None:
        """This person is the owner's own phone, or no longer: tests may go there. A network may not ask."""

    @abstractmethod
    async def hold(self, remote_id: str, by_human: bool) -> None:
        """Tell who answers in this talk now."""

    @abstractmethod
    async def erase(self, remote_id: str) -> None:
        """Forget a person; a block survives there."""

    @abstractmethod
    async def standing(self, after: str) -> StandingPage:
        """What the network knows of its people, page by page in order of remote id."""
