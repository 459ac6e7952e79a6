"""Domain values as the texts that columns hold, and back."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Hashable, Mapping
from typing import Any, Final, TypeVar, cast

import msgspec

from vetrina.domain.ads import Ad
from vetrina.domain.bot import rules as bot_rules
from vetrina.domain.talk import Content, ProductCard, QuickReply, Referral
from vetrina.domain.text import clean_line, clean_text

T = TypeVar("T")

TEXT_ON_WIRE: Final = 4_000
BUTTON_ON_WIRE: Final = 80
_PICTURE: Final = re.compile(r"([0-9a-f]{64})?")


def dump(value: Any) -> str:
    """`value` (dataclasses, tuples, mappings, enums) as JSON."""
    return msgspec.json.encode(value).decode()


@functools.cache
def _decoder(kind: Hashable) -> Any:
    return msgspec.json.Decoder(cast(Any, kind))


def load(kind: type[T], body: str) -> T:
    """A value of `kind` from its JSON."""
    made: T = _decoder(cast(Hashable, kind)).decode(body)
    return made


def cleaned(content: Content) -> Content:
    """`content` as it can be stored and shown: see `domain.text`."""
    card = content.card
    return Content(
        text=clean_text(content.text),
        quick_replies=tuple(
            QuickReply(clean_line(reply.title), clean_line(reply.payload, 1_000))
            for reply in content.quick_replies[:13]
        ),
        card=None
        if card is None
        else ProductCard(
            clean_line(card.title),
            clean_line(card.subtitle),
            clean_line(card.price),
            clean_line(card.picture),
            clean_line(card.product_key),
        ),
        headline=clean_line(content.headline),
        button=clean_line(content.button),
    )


def sendable(content: Content) -> Content:
    """`content` within what every network's wire takes, so that one message is never the reason to refuse others."""
    made = cleaned(content)
    card = made.card
    if card is not None and not _PICTURE.fullmatch(card.picture):
        card = dataclasses.replace(card, picture="")
    return dataclasses.replace(
        made,
        text=made.text[:TEXT_ON_WIRE],
        quick_replies=tuple(
            QuickReply(reply.title[:BUTTON_ON_WIRE].strip(), reply.payload)
            for reply in made.quick_replies
            if reply.title
        ),
        card=card,
    )


def rest_of(content: Content) -> str | None:
    """All of a content but its text; None when there is no more."""
    rest = dataclasses.replace(content, text="")
    return None if rest == Content() else dump(rest)


def content(text: str, rest: str | None) -> Content:
    """A content from its two columns."""
    return Content(text) if rest is None else dataclasses.replace(load(Content, rest), text=text)


@dataclasses.dataclass(frozen=True, slots=True)
class More:
    """What only some messages have."""

    payload: str = ""
    rule_name: str = ""
    reason: str = ""
    params: tuple[tuple[str, str], ...] = ()
    referral: Referral | None = None


def dump_more(more: More) -> str | None:
    """The column of `more`; None when there is nothing in it."""
    return None if more == More() else dump(more)


def load_more(body: str | None) -> More:
    """And back."""
    return More() if body is None else load(More, body)


def load_ad(row_id: int, body: str) -> Ad:
    """An ad from its column; the id is the row's."""
    return dataclasses.replace(load(Ad, body), id=row_id)


# The bot's rules hold unions of classes, which need their names in the text -------------------------------------------


def dump_rules(rules: tuple[bot_rules.Rule, ...]) -> str:
    """The bot's rules as JSON, each value with the name of its class."""
    return msgspec.json.encode(_named(rules)).decode()


def load_rules(body: str) -> tuple[bot_rules.Rule, ...]:
    """And back. What a newer or older program named otherwise raises KeyError."""
    made: tuple[bot_rules.Rule, ...] = _made(msgspec.json.decode(body))
    return made


def _named(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        named = {field.name: _named(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"": type(value).__name__, **named}
    if isinstance(value, tuple | list):
        return [_named(item) for item in value]
    if isinstance(value, Mapping):
        raise TypeError("a rule holds no mappings")
    return value


def _made(value: Any) -> Any:
    if isinstance(value, dict):
        kind = _classes()[value.pop("")]
        known = {field.name for field in dataclasses.fields(kind)}
        return kind(**{name: _made(item) for name, item in value.items() if name in known})
    if isinstance(value, list):
        return tuple(_made(item) for item in value)
    return value


@functools.cache
def _classes() -> dict[str, type[Any]]:
    return {name: kind for name, kind in vars(bot_rules).items() if dataclasses.is_dataclass(kind)}  # type: ignore[misc]
