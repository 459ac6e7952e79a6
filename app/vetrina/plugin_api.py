"""The only module that a plugin author imports: what a network is, what it is given, and what it answers.

A plugin is one class derived from `Transport` (or `WindowTransport`, where the network shows a feed). It is found by
the entry-point group ``vetrina.transports`` or as a file in the plugins folder of the installed program, which stays
shut until the owner allows it. Test it with `TransportContract` (`vetrina.transports.contract`).
"""

from vetrina.domain.channels import (
    Capabilities,
    ChangedStanding,
    ChannelSheet,
    Clicked,
    ControlMoved,
    DeletedMessage,
    Delivered,
    Echo,
    Happened,
    Inbound,
    Joined,
    LinkChanged,
    LinkState,
    LoginField,
    OpenedChat,
    Outcome,
    Receipt,
    Refused,
    Retry,
    Unknown,
    Wrote,
)
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Cleared
from vetrina.domain.talk import Content, ProductCard, Purpose, QuickReply, Referral
from vetrina.domain.window import FeedAd, Pick, ShopCard, Standing, StandingPage, Tongues
from vetrina.transports.base import LoginRefused, Transport, TransportTools, WindowNotReached, WindowTransport

API_VERSION = 1
"""Raised when something here changes in a way that breaks plugins."""

__all__ = [
    "API_VERSION",
    "Capabilities",
    "ChangedStanding",
    "ChannelSheet",
    "Cleared",
    "Clicked",
    "Content",
    "ControlMoved",
    "DeletedMessage",
    "Delivered",
    "Echo",
    "EvidenceKind",
    "FeedAd",
    "Happened",
    "Inbound",
    "Joined",
    "LinkChanged",
    "LinkState",
    "LoginField",
    "LoginRefused",
    "OpenedChat",
    "Outcome",
    "Pick",
    "ProductCard",
    "Purpose",
    "QuickReply",
    "Receipt",
    "Referral",
    "Refused",
    "Retry",
    "ShopCard",
    "Standing",
    "StandingPage",
    "Tongues",
    "Transport",
    "TransportTools",
    "Unknown",
    "WindowNotReached",
    "WindowTransport",
    "Wrote",
]
