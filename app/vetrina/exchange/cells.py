"""Reading single cells that strangers wrote: plain text, addresses, availability, dates, amounts of stock."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from vetrina.domain.catalog import Availability

_DROPPED: Final = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xFEFF])
_BREAKING_TAGS: Final = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT_TAGS: Final = frozenset({"script", "style"})
_PICTURE_FILE: Final = re.compile(r"^[^<>\"|?*:\n]{1,250}\.(?:jpe?g|png|webp|gif)$", re.IGNORECASE)
_MAX_ADDRESS: Final = 2048
_DAY: Final = timedelta(days=1)

# Meta (catalog field `availability`), Google (availability, underscores), schema.org, and how Italian shops write it.
_AVAILABILITY: Final = {
    **dict.fromkeys(
        ["in stock", "instock", "available", "yes", "true", "1", "si", "sì", "disponibile", "disponibilità immediata"],
        Availability.IN_STOCK,
    ),
    **dict.fromkeys(
        ["out of stock", "outofstock", "sold out", "soldout", "unavailable", "not available", "no", "false", "0"],
        Availability.OUT_OF_STOCK,
    ),
    **dict.fromkeys(
        ["esaurito", "esaurita", "non disponibile"],
        Availability.OUT_OF_STOCK,
    ),
    **dict.fromkeys(["preorder", "pre order", "prenotabile", "in prenotazione"], Availability.PREORDER),
    **dict.fromkeys(
        ["available for order", "backorder", "back order", "on order", "ordinabile", "su ordinazione"],
        Availability.ON_ORDER,
    ),
    **dict.fromkeys(["discontinued", "fuori produzione"], Availability.DISCONTINUED),
}


def clean(text: str) -> str:
    """The text without control characters and outer spaces; line ends become `\\n`."""
    if text.isprintable():
        return text.strip()
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROPPED).strip()


def one_line(text: str) -> str:
    """Cleaned text on one line, for titles and names."""
    return " ".join(clean(text).split())


def plain_text(markup: str) -> str:
    """The words of an HTML text: tags become nothing or line ends, entities their letters.

    Runs in one pass over the text, so that no cell can hold the reading up; text from others is never markup.
    """
    if "<" not in markup and "&" not in markup:
        return clean(markup)
    pieces: list[str] = []
    at, silent = 0, ""
    while at < len(markup):
        opened = markup.find("<", at)
        closed = markup.find(">", opened) if opened >= 0 else -1
        if closed < 0:
            pieces.append("" if silent else markup[at:])
            break
        if not silent:
            pieces.append(markup[at:opened])
        inside = markup[opened + 1 : closed]
        name = inside.strip("/ \n\t").split(None, 1)[0].rstrip("/").lower() if inside.strip("/ \n\t") else ""
        if silent:
            silent = "" if inside.startswith("/") and name == silent else silent
        elif name in _SILENT_TAGS and not inside.startswith("/"):
            silent = name
        elif not (name[:1].isalpha() or name[:1] in {"!", "?"}):
            pieces.append(markup[opened : closed + 1])
        elif name in _BREAKING_TAGS:
            pieces.append("\n")
        at = closed + 1
    lines = (" ".join(line.split()) for line in clean(html.unescape("".join(pieces))).split("\n"))
    return "\n".join(line for line in lines if line)


def web_address(text: str) -> str | None:
    """The text when it is an http or https address with a host, `""` for an empty cell, None otherwise."""
    address = text.strip()
    if not address:
        return ""
    if len(address) > _MAX_ADDRESS or " " in address or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme.lower() in {"http", "https"} and host else None


def picture_address(text: str) -> str | None:
    """Like `web_address`, but the plain name of a picture file beside the list will do as well."""
    address = web_address(text)
    if address is None and _PICTURE_FILE.match(text.strip()) and ".." not in text:
        return text.strip()
    return address


def availability(text: str) -> Availability | None:
    """The availability meant by a cell in any of the spellings seen; None when it is none of them."""
    word = text.strip().casefold().removeprefix("https://schema.org/").removeprefix("http://schema.org/")
    return _AVAILABILITY.get(re.sub(r"[\s_-]+", " ", word))


def whole_number(text: str) -> int | None:
    """A quantity such as `12`, `12.0` or `-1` within ±10⁹; None when it is none."""
    match = re.fullmatch(r"\s*(-?[0-9]{1,10})(?:[.,]0+)?\s*", text)
    number = int(match[1]) if match else None
    return number if number is not None and abs(number) <= 10**9 else None


def sale_interval(text: str) -> tuple[int | None, int | None] | None:
    """`start/end` in ISO 8601 as milliseconds since the epoch (`sale_price_effective_date` of Meta and Google).

    Times without an offset count as UTC; an end without a time lasts to the end of its day. None when unreadable.
    """
    start_text, slash, end_text = text.strip().partition("/")
    if not slash:
        return None
    start, end = _moment(start_text, end_of_day=False), _moment(end_text, end_of_day=True)
    if (start is None and start_text.strip()) or (end is None and end_text.strip()):
        return None
    if start is not None and end is not None and end <= start:
        return None
    return start, end


def iso_day(text: str) -> str | None:
    """A date as `YYYY-MM-DD`, from ISO 8601 or from Italian `21/03/1984`; None when it is none."""
    italian = re.fullmatch(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*", text, re.ASCII)
    try:
        if italian:
            return date(int(italian[3]), int(italian[2]), int(italian[1])).isoformat()
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return None


def _moment(text: str, *, end_of_day: bool) -> int | None:
    text = text.strip()
    if not text.isascii():
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if end_of_day and re.fullmatch(r"[\d-]+", text):
            moment += _DAY
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
