"""The bot's answers as ready answers for the owner, with the shop's facts filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vetrina.domain.bot import hours as hours_words
from vetrina.domain.bot.fields import fill
from vetrina.domain.bot.rules import Rule
from vetrina.settings import Shop
from vetrina.ui import moment
from vetrina.ui.inbox.popover_list import Entry
from vetrina.ui.phrases import language


def facts_for(shop: Shop, first_name: str) -> dict[str, str]:
    """What the fields of an answer stand for in a talk with this person now; unknown ones are empty."""
    hours, now, zone, tongue = shop.hours(), moment.now(), moment.zone(), language()
    return {
        "first_name": first_name,
        "shop": shop.name,
        "address": shop.address,
        "phone": shop.phone,
        "hours": hours_words.hours_phrase(hours, tongue),
        "next_closed_day": hours_words.next_closed_day(hours, now, zone, tongue),
        "next_opening": hours_words.next_opening_phrase(hours, now, zone, tongue),
    }


def ready_entries(rules: Sequence[Rule], facts: Mapping[str, str], words: str) -> list[Entry]:
    """Answers with all of `words`; a sentence whose facts are not known is left out, as the bot does."""
    entries: list[Entry] = []
    for rule in rules:
        text = fill(rule.answer.text.say(language()), facts).text
        if text and all(word in f"{rule.name} {text}".casefold() for word in words.casefold().split()):
            entries.append(Entry(rule.name, text, text))
    return entries
