"""Address book cards (vCard 2.1 to 4.0, RFC 2426 and RFC 6350), one card at a time; pictures are passed over."""

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from vetrina.exchange.opening import Opened
from vetrina.exchange.report import MAX_FIELD, Finding, Pace

_SKIPPED: Final = re.compile(r"(?:[\w-]+\.)?(?:photo|logo|sound|key)[;:]", re.IGNORECASE)
_TROUBLE: Final = (
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    AssertionError,
    LookupError,
    RecursionError,
)


def read_cards(file: Opened, pace: Pace) -> Iterator[tuple[int, dict[str, str], Finding | None]]:
    """Number, fields (named as in `people.PEOPLE_COLUMNS`) and trouble of each card. Raises ImportCancelled."""
    for number, card in enumerate(_cards(file), 1):
        pace.step(number, file.stream.tell() if not file.stream.closed else file.size)
        fields = _fields(card) if len(card) <= MAX_FIELD else None
        if fields is None:
            yield number, {}, Finding("person.card_damaged")
        else:
            yield number, fields, None


def _cards(file: Opened) -> Iterator[str]:
    """The text of each card, without its pictures."""
    lines: list[str] = []
    size, skipping = 0, False
    text = file.text()
    for line in text:
        line = line.rstrip("\r\n")
        if line[:11].lower() == "begin:vcard":
            lines, size = [], 0
        folded = line[:1] in {" ", "\t"}
        skipping = skipping if folded else _SKIPPED.match(line) is not None
        if not skipping and size <= MAX_FIELD:
            lines.append(line)
            size += len(line) + 1
        if line[:9].lower() == "end:vcard":
            yield "\r\n".join(lines)
            lines, size = [], 0
    if any(line.strip() for line in lines):
        yield "\r\n".join(lines)
    text.detach()


def _fields(card: str) -> dict[str, str] | None:
    import vobject

    # vobject quotes the lines it cannot read on standard error: they are somebody's address book.
    logging.getLogger(vobject.base.__name__).setLevel(logging.CRITICAL + 1)
    try:
        parsed = vobject.readOne(card, ignoreUnreadable=True)
    except (vobject.base.VObjectError, StopIteration, *_TROUBLE):
        return None
    if parsed is None or parsed.name != "VCARD":
        return None
    name = _value(parsed, "n")
    address = _value(parsed, "adr")
    return {
        "external_id": _text(_value(parsed, "uid")),
        "display_name": _text(_value(parsed, "fn")) or _text(_value(parsed, "nickname")),
        "given_name": _text(getattr(name, "given", "")),
        "family_name": _text(getattr(name, "family", "")),
        "phone": _text(_value(parsed, "tel")).removeprefix("tel:"),
        "email": _text(_value(parsed, "email")),
        "language": _text(_value(parsed, "lang")),
        "city": _text(getattr(address, "city", "")),
        "birthday": _birthday(_text(_value(parsed, "bday"))),
        "labels": "|".join(_text(label) for label in _value(parsed, "categories") or []),
        "notes": _text(_value(parsed, "note")),
    }


def _value(card: Any, name: str) -> Any:
    lines = card.contents.get(name) or []
    return getattr(lines[0], "value", "") if lines else ""


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(_text(part) for part in value)
    return value if isinstance(value, str) else ""


def _birthday(text: str) -> str:
    compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T.*)?", text, re.ASCII)
    return "-".join(compact.groups()) if compact else text
