"""Slips in an ad's text: a price that the shop list contradicts, a day on which the shop is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vetrina.domain.catalog import Money, MoneyError, format_money, parse_money
from vetrina.domain.hours import OpeningHours


class SlipKind(StrEnum):
    """What looks wrong."""

    PRICE = "price"
    CLOSED_DAY = "closed_day"


@dataclass(frozen=True, slots=True)
class Slip:
    """`said` stands at `start` (in characters); `instead` may take its place and `right` names it on the button.

    `right` is empty where nothing can be proposed. `day` is the closed day that the text speaks of.
    """

    kind: SlipKind
    start: int
    said: str
    instead: str = ""
    right: str = ""
    day: date | None = None

    @property
    def end(self) -> int:
        """Where it ends, in characters."""
        return self.start + len(self.said)


_FIELD: Final = re.compile(r"\{[^{}]{0,120}\}")
_SENTENCE_END: Final = re.compile(r"[.!?;\n]")

# Amounts -----------------------------------------------------------------------------------------------------------

_SIGNS: Final = {"EUR": ("€", "EUR", "euro"), "GBP": ("£", "GBP"), "USD": ("$", "USD"), "CHF": ("CHF", "Fr.")}
_NUMBER: Final = r"\d{1,3}(?:[.'’ ]\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_NOT_THE_PRICE: Final = re.compile(
    r"\b(?:save|off|less|over|above|more|free|delivery|shipping|deposit|voucher|gift card|discount|under|was|instead of"
    r"|sconto|risparmi\w*|oltre|sopra|meno|gratis|consegna|spedizion\w*|acconto|buono|caparra|sotto|era|anziché"
    r"|invece di)\b",
    re.IGNORECASE,
)
_NEAR: Final = 24  # characters on either side that say what an amount is about


def price_slips(text: str, prices: Iterable[Money], shown: Money) -> tuple[Slip, ...]:
    """Amounts in `text` that none of `prices` (what the ad's products cost) bears out; `shown` is proposed instead.

    A text that names one right price is left alone: the other amount is then the old price or a saving. So are
    amounts beside words such as "delivery" or "sconto".
    """
    right = {price.minor for price in prices if price.currency == shown.currency} | {shown.minor}
    found = _amounts(text, shown.currency)
    if any(money.minor in right for _, _, money in found):
        return ()
    slips = []
    for start, said, money in found:
        around = text[max(0, start - _NEAR) : start] + " " + text[start + len(said) : start + len(said) + _NEAR]
        if money.minor in right or _NOT_THE_PRICE.search(around):
            continue
        instead = _written_like(said, shown)
        slips.append(Slip(SlipKind.PRICE, start, said, instead, instead))
    return tuple(slips)


def _amounts(text: str, currency: str) -> list[tuple[int, str, Money]]:
    signs = "|".join(re.escape(sign) for sign in _SIGNS.get(currency, (currency,)))
    pattern = re.compile(rf"(?:{signs})[ \u00a0]?(?:{_NUMBER})|(?:{_NUMBER})[ \u00a0]?(?:{signs})(?!\w)", re.IGNORECASE)
    found = []
    for match in pattern.finditer(_masked(text)):
        try:
            found.append((match.start(), match[0], parse_money(match[0], currency=currency)))
        except MoneyError:
            continue
    return found


def _written_like(said: str, money: Money) -> str:
    """`money` with the sign on the side, and the decimals only where, the author put them."""
    before = not said[0].isdigit()
    sign = re.sub(r"[\d.,'’ \u00a0]", "", said.replace("Fr.", "Fr"))
    number = re.sub(r"[^\d.,]", "", format_money(money, "en" if before else "it"))
    decimals = money.minor_digits
    if decimals and money.minor % 10**decimals == 0 and not re.search(r"[.,]\d{1,2}(?!\d)", said):
        number = number[: -decimals - 1]
    gap = "\u00a0" if "\u00a0" in said else " " if " " in said.strip() else ""
    return f"{sign}{gap}{number}" if before else f"{number}{gap}{sign}"


# Days --------------------------------------------------------------------------------------------------------------

_DAYS: Final = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
}
_FEMININE: Final = 6  # la domenica; the other six are masculine
_GENDERED: Final = {
    "la": "il", "alla": "al", "della": "del", "dalla": "dal", "nella": "nel", "questa": "questo",
    "prossima": "prossimo", "una": "un",
}  # fmt: skip
_BACK: Final = {masculine: feminine for feminine, masculine in _GENDERED.items()}
_ENGLISH_DAY: Final = re.compile(rf"\b(on |this |next |every )?({'|'.join(_DAYS['en'])})(s?)\b", re.IGNORECASE)
_ITALIAN_DAY: Final = re.compile(
    rf"\b((?:{'|'.join((*_GENDERED, *_BACK, 'di', 'ogni'))}) )?"
    r"(luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica)(?!\w)",
    re.IGNORECASE,
)
_SAYS_CLOSED: Final = re.compile(
    r"\b(?:closed|close on|not open|except|day off|we rest|chius\w+|riposo|tranne|esclus\w+|eccetto|riposiamo)\b",
    re.IGNORECASE,
)


def day_slips(text: str, hours: OpeningHours, today: date) -> tuple[Slip, ...]:
    """Weekdays in `text` (English or Italian) on which the shop is shut the next time they come, from `today` on.

    A sentence that says so itself ("closed on Sunday") is no slip. Nothing is found while the hours are not known.
    """
    if not hours.known:
        return ()
    masked = _masked(text)
    slips = []
    for tongue, pattern in (("en", _ENGLISH_DAY), ("it", _ITALIAN_DAY)):
        for match in pattern.finditer(masked):
            weekday = _weekday(match[2], tongue)
            day = today + timedelta(days=(weekday - today.weekday()) % 7)
            if hours.spans_on(day) or _SAYS_CLOSED.search(_sentence_round(masked, match.start())):
                continue
            slips.append(_day_slip(match, tongue, hours, day))
    return tuple(sorted(slips, key=lambda slip: slip.start))


def _day_slip(match: re.Match[str], tongue: str, hours: OpeningHours, day: date) -> Slip:
    other = _open_neighbour(hours, day)
    if other is None:
        return Slip(SlipKind.CLOSED_DAY, match.start(), match[0], day=day)
    name = _DAYS[tongue][other.weekday()]
    name = name.capitalize() if match[2][0].isupper() else name
    lead = match[1] or ""
    if tongue == "it":
        lead = _lead_for(lead, other.weekday() == _FEMININE)
        return Slip(SlipKind.CLOSED_DAY, match.start(), match[0], lead + name, name, day)
    return Slip(SlipKind.CLOSED_DAY, match.start(), match[0], lead + name + match[3], name, day)


def _lead_for(lead: str, feminine: bool) -> str:
    word = lead.rstrip().lower()
    changed = (_BACK if feminine else _GENDERED).get(word)
    if changed is None:
        return lead
    return (changed.capitalize() if lead[0].isupper() else changed) + " "


def _open_neighbour(hours: OpeningHours, day: date) -> date | None:
    """The open day nearest to a closed one, the day before first."""
    for distance in range(1, 4):
        for candidate in (day - timedelta(days=distance), day + timedelta(days=distance)):
            if hours.spans_on(candidate):
                return candidate
    return None


def _weekday(word: str, tongue: str) -> int:
    plain = word.lower()
    if tongue == "it" and plain.endswith("di"):
        plain = f"{plain[:-1]}ì"
    return _DAYS[tongue].index(plain)


def _sentence_round(text: str, place: int) -> str:
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    start = max((end + 1 for end in ends if end < place), default=0)
    stop = min((end for end in ends if end >= place), default=len(text))
    return text[start:stop]


def _masked(text: str) -> str:
    """`text` with merge fields blanked out, every character still at its place."""
    return _FIELD.sub(lambda match: "\ufffc" * len(match[0]), text)


def corrected(text: str, slip: Slip) -> str:
    """`text` with the proposal in the slip's place; the text itself where there is none or it changed meanwhile."""
    if not slip.instead or text[slip.start : slip.end] != slip.said:
        return text
    return text[: slip.start] + slip.instead + text[slip.end :]
