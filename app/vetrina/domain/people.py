"""Who the shop knows, and what those people did: contacts, addresses, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """Something the person did. Only events made by the person appear here; an import or the owner never makes one."""

    FOLLOWED = "followed"
    UNFOLLOWED = "unfollowed"
    WROTE = "wrote"
    OPENED_CHAT = "opened_chat"
    CLICKED = "clicked"
    SAW = "saw"
    STOPPED = "stopped"
    RESUMED = "resumed"
    ASKED_LESS = "asked_less"
    ASKED_USUAL = "asked_usual"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    DELETED = "deleted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach a contact: the account (channel) and that network's own, opaque id for the person."""

    account_id: int
    remote_id: str


def given_name(display_name: str) -> str:
    """The first word of a display name, for greetings; empty when there is none."""
    words = display_name.split()
    return words[0] if words else ""


def initials(display_name: str) -> str:
    """One or two letters for an avatar; a question mark for a nameless person."""
    letters = [word[0] for word in display_name.split() if word[0].isalnum()]
    if not letters:
        return "?"
    return (letters[0] + letters[-1] if len(letters) > 1 else letters[0]).upper()
