"""A talk's messages as the lines of the thread: day lines, the ad it came from, what happened, bubbles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vetrina.domain import times
from vetrina.domain.ads import wording
from vetrina.domain.people import given_name
from vetrina.domain.talk import Author
from vetrina.store.views import MessageRow, TalkView
from vetrina.ui import moment


class LineKind(StrEnum):
    """What a line of the thread is."""

    DAY = "day"
    AD = "ad"
    SYSTEM = "system"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class AdCard:
    """The ad a talk came from. `tapped` is the button the person began with, or empty."""

    headline: str
    text: str = ""
    picture: str = ""
    tapped: str = ""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One row of the thread; `first` is the topmost."""

    kind: LineKind
    at: int
    message: MessageRow | None = None
    ad: AdCard | None = None
    first: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What makes the line the same one after a change."""
        return (self.kind, self.at if self.message is None else self.message.id)


def lines_of(messages: Sequence[MessageRow], view: TalkView | None) -> list[ThreadLine]:
    """All lines for these messages, oldest first."""
    made: list[ThreadLine] = []
    day: int | None = None
    for number, message in enumerate(messages):
        ordinal = times.local(message.at, moment.zone()).toordinal()
        if ordinal != day:
            day = ordinal
            made.append(ThreadLine(LineKind.DAY, _midnight(message.at), first=number == 0))
        made.append(_line(message, messages[number + 1 : number + 4], view))
    return made


def _midnight(at: int) -> int:
    here = times.local(at, moment.zone())
    return int(here.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)


def _line(message: MessageRow, following: Sequence[MessageRow], view: TalkView | None) -> ThreadLine:
    if message.author is not Author.SYSTEM:
        return ThreadLine(LineKind.SAID, message.at, message)
    if message.reason != "came_from_ad":
        return ThreadLine(LineKind.SYSTEM, message.at, message)
    headline = dict(message.params).get("ad", "")
    ad = view.ad if view is not None and view.ad is not None and view.ad.headline == headline else None
    if ad is None or view is None:
        return ThreadLine(LineKind.AD, message.at, message, AdCard(headline))
    titles = {reply.title for reply in ad.quick_replies}
    said = (one.content.text for one in following if one.author is Author.PERSON)
    tapped = next((text for text in said if text in titles), "")
    text = _as_read(ad.text, view.row.name)
    return ThreadLine(LineKind.AD, message.at, message, AdCard(headline, text, view.ad_picture, tapped))


def _as_read(text: str, name: str) -> str:
    """The ad's text as this person read it; empty when it spoke of a product, which is not known any more."""
    values = {"first_name": given_name(name), "shop": moment.shop().name}
    return wording(text).fill(values) if set(wording(text).fields()) <= set(values) else ""
