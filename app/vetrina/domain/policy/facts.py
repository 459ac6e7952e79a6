"""The named facts a sending rule may ask about; one list for both compilers of a rule pack."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import get_type_hints


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one recipient when a draft is judged. Times in ms; None means it never happened.

    `talk_open`: the person wrote, tapped, or opened a chat box. `has_talked`: the person said something.
    `outstanding`: a sponsored message to this person is on its way or unclicked. `in_talk`: a human of the shop holds
    an open conversation with the person. `same_text_talks`: other talks that got this text in the last ten minutes.
    `automatic`: the draft was written by a bot. `tag`: a message tag of the Messenger Platform, or empty.
    `asked_back`: plain messages sent since the person last did something (24 h + 1 rule of 2016).
    """

    known: bool = True
    own: bool = False
    blocked: bool = False
    follows: bool = False
    has_talked: bool = False
    talk_open: bool = False
    stopped: bool = False
    less: bool = False
    outstanding: bool = False
    in_talk: bool = False
    clock_off: bool = False
    behind_hub: bool = False
    automatic: bool = False
    other_holds: bool = False
    expired: bool = False
    started: bool = False
    joined: bool = False
    tag: str = ""
    followed_at: int | None = None
    last_wrote_at: int | None = None
    last_act_at: int | None = None
    opened_by_ad_at: int | None = None
    last_click_at: int | None = None
    last_sponsored_at: int | None = None
    blocked_at: int | None = None
    stopped_at: int | None = None
    less_at: int | None = None
    quiet_until: int | None = None
    bot_replies: int = 0
    asked_back: int = 0
    same_text_talks: int = 0


FACT_TYPES: dict[str, type] = {}
for _field in fields(Facts):
    _hint = get_type_hints(Facts)[_field.name]
    FACT_TYPES[_field.name] = _hint if isinstance(_hint, type) else int
"""Fact name to its type: bool, str or int (times and counts)."""
