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

if TYPE_CHECKING:
    import aiohttp


class LoginRefused(Exception):
    """The network does not accept the login; `sentence_key` names what to tell the owner."""

    def __init__(self, sentence_key: str) -> None:
        super().__init__(sentence_key)
        self.sentence_key = sentence_key


@dataclass(frozen=True, slots=True)
class TransportTools:
    """What a transport may use: the shared HTTP session and the clock (ms)."""

    http: aiohttp.ClientSession
    clock: Callable[[], int]


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
