"""What the pretend customers do, read from a file: who joins when, what each says, and how each takes an offer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Said = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]


class ScriptError(Exception):
    """The script cannot be read; the text says where."""


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """One thing a customer does, `after` so many seconds since the one before."""

    after: Seconds = 4.0


class Open(Act, frozen=True, kw_only=True, tag="open"):
    """Opens the chat box of the ad with this key; when it does not come, at `most` so long, of the newest one."""

    ad: str
    most: Seconds = 90.0


class Say(Act, frozen=True, kw_only=True, tag="say"):
    """Writes a text."""

    text: Said


class Tap(Act, frozen=True, kw_only=True, tag="tap"):
    """Taps the n-th button (from 0) under the newest greeting or message that has any."""

    n: Annotated[int, msgspec.Meta(ge=0, le=12)] = 0


class Wait(Act, frozen=True, kw_only=True, tag="wait"):
    """Waits for an answer to what was said last, at `most` so long."""

    most: Seconds = 60.0


class Follow(Act, frozen=True, kw_only=True, tag="follow"):
    """Follows the shop, or no longer."""

    on: bool = True


class Offers(Act, frozen=True, kw_only=True, tag="offers"):
    """Wants offers as usual, less often, or none."""

    choice: Literal["usual", "less", "stopped"]


class Block(Act, frozen=True, kw_only=True, tag="block"):
    """Blocks the shop, or lets it write again."""

    on: bool = True


class Delete(Act, frozen=True, kw_only=True, tag="delete"):
    """Deletes the newest message of the shop."""


class Leave(Act, frozen=True, kw_only=True, tag="leave"):
    """Leaves for good: the hub erases this person."""


AnyAct = Open | Say | Tap | Wait | Follow | Offers | Block | Delete | Leave


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pretend customer.

    `on_offer`: what happens when a sponsored message comes; `thinks` is how long that takes, in seconds. `replies` are
    said one after the other, each when a person of the shop (not the bot) has written.
    """

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,40}$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    language: Literal["it", "en"] = "it"
    source: Literal["poster", "link", "feed"] = "poster"
    follow: bool = True
    joins_after: Seconds = 0.0
    on_offer: Literal["tap", "tap_and_ask", "read", "ignore", "less", "stop", "block"] = "read"
    thinks: Seconds = 20.0
    asks: str = ""
    replies: tuple[Said, ...] = ()
    acts: tuple[AnyAct, ...] = ()


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All pretend customers; `seed` fixes every choice that is left to chance."""

    seed: int
    people: tuple[Person, ...]


def read_script(path: Path) -> Script:
    """The script in a JSON file. Raises ScriptError."""
    try:
        script = msgspec.json.decode(path.read_bytes(), type=Script)
    except (OSError, msgspec.MsgspecError) as error:
        raise ScriptError(f"The script {path.name} cannot be read: {error}") from error
    ids = [person.id for person in script.people]
    doubles = sorted({one for one in ids if ids.count(one) > 1})
    if doubles:
        raise ScriptError(f"The script {path.name} has two people with the id {doubles[0]}.")
    return script
