"""The screens' clock, the shop's time zone and the sending rules in force; one place, so that tests can set them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from vetrina.domain import times
from vetrina.domain.people import given_name
from vetrina.ui.phrases import language, phrase

if TYPE_CHECKING:
    from vetrina.domain.policy import Answer, Basis, RulePack
    from vetrina.domain.policy.answers import Sentence
    from vetrina.settings import Shop

USUAL_PACK = "vetrina-2016"


def _computer_clock() -> int:
    return time.time_ns() // 1_000_000


class _InForce:
    clock: Callable[[], int] = staticmethod(_computer_clock)
    zone: tzinfo | None = None
    pack = USUAL_PACK
    shop: Shop | None = None


def set_shop(shop: Shop | None) -> None:
    """What the owner said of the shop (name, hours, currency); call it after each change of the settings."""
    _InForce.shop = shop


def shop() -> Shop:
    """The shop as the owner described it; a nameless one until `set_shop` was called."""
    if _InForce.shop is None:
        from vetrina.settings import Shop

        _InForce.shop = Shop()
    return _InForce.shop


def shop_language() -> str:
    """The language the shop writes in: "it" or "en"; the window's where the owner did not choose."""
    chosen = str(shop().writes_in)
    return chosen if chosen in ("it", "en") else language()


def set_clock(clock: Callable[[], int] | None) -> None:
    """Read the time (ms) from `clock`; None goes back to the computer's."""
    _InForce.clock = staticmethod(clock or _computer_clock)


def set_zone(zone: tzinfo | None) -> None:
    """Show times on the clock of `zone`; None is the computer's own."""
    _InForce.zone = zone


def now() -> int:
    """This moment in ms."""
    return _InForce.clock()


def zone() -> tzinfo:
    """The shop's time zone."""
    if _InForce.zone is None:
        from vetrina.settings import ComputerZone

        _InForce.zone = ComputerZone()
    return _InForce.zone


def pack() -> RulePack:
    """The sending rules of the shop page. Read from a file once; call it inside a query, not while painting."""
    from vetrina.engine.packs import rule_pack

    return rule_pack(_InForce.pack)


def short(at: int) -> str:
    """A moment for a list: 18:40 today, Thu this week, else 21 May."""
    here, today = times.local(at, zone()), times.local(now(), zone())
    if here.date() == today.date():
        return f"{here:%H:%M}"
    day = times.day_name(at, now(), zone(), language())
    if abs((here.date() - today.date()).days) == 1:
        return day.capitalize()
    return day[:3].capitalize() if abs((here.date() - today.date()).days) < 7 else day


def full(at: int) -> str:
    """Day and time, for tooltips and histories: "today 18:40", "21 May 17:58"."""
    return times.until(at, now(), zone(), language())


def ago(at: int) -> str:
    """How long since `at`, for "last seen"."""
    minutes = max(0, (now() - at) // 60_000)
    if minutes < 60:
        return phrase("ago.minutes", n=str(max(1, minutes)))
    if minutes < 24 * 60:
        return phrase("ago.hours", n=str(minutes // 60))
    days = minutes // (24 * 60)
    if days == 1:
        return phrase("ago.yesterday")
    return phrase("ago.days", n=str(days)) if days < 30 else times.day_name(at, now(), zone(), language())


def said(person: str, answer: Answer, basis: Basis) -> Sentence:
    """The answer to "May I write?" and its because, in the window's language."""
    from vetrina.domain.policy.answers import answer_sentence

    return answer_sentence(given_name(person) or person, answer, basis, now(), zone(), language())
