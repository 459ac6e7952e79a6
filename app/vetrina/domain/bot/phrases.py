"""What the bot says of its own: who it is, that it did not understand, when a person will answer."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from vetrina.domain.bot.hours import closing_clock, next_opening_phrase
from vetrina.domain.bot.rules import Bilingual, speaks_italian
from vetrina.domain.hours import OpeningHours

NOT_UNDERSTOOD: Final = Bilingual(
    it="Non ho capito bene. Ecco che cosa so dire:",
    en="I did not quite get that. This is what I can tell you:",
)
NOT_UNDERSTOOD_ALONE: Final = Bilingual(
    it="Non ho capito bene. Può dirlo con altre parole?",
    en="I did not quite get that. Could you say it in other words?",
)
GREETING: Final = Bilingual(it="Buongiorno! Come posso aiutare?", en="Hello! How can I help?")
STOPPED: Final = Bilingual(
    it="Fatto: non riceverà più offerte da noi. Può sempre scriverci qui.",
    en="Done: you will get no more offers from us. You can always write to us here.",
)
A_PERSON: Final = Bilingual(it="Una persona", en="A person")

ASKED_FOR: Final = (
    # What asks for a human being. From the intent "handoff" of NLU++ (I. Casanueva et al., 2022) and everyday Italian.
    "a person", "real person", "a human", "human being", "operator", "speak to", "speak with", "speak directly",
    "talk to someone", "talk to somebody", "talk to a *", "talk to the *", "talk with", "talk to you", "transfer me",
    "connect me", "put me through", "your manager", "the manager", "the owner", "shop owner", "customer service",
    "customer support", "call me back", "please call me", "can you call me", "not a bot", "not a robot",
    "una persona", "persona vera", "persona reale", "essere umano", "umano", "operatore", "operatrice", "parlare con",
    "parlare a qualcuno", "parlo con", "parlarvi", "il titolare", "la titolare", "il proprietario", "la proprietaria",
    "un responsabile", "una responsabile", "un addetto", "un addetta", "qualcuno del negozio", "chiamatemi",
    "richiamatemi", "mi chiamate", "mi richiamate", "mi chiami", "servizio clienti", "assistenza clienti",
)  # fmt: skip
ASKED_FOR_BUT_NOT: Final = (
    "for a person", "for one person", "per una persona", "di una persona", "a person like", "di un uomo",
)  # fmt: skip


def introduction(shop: str, language: str) -> str:
    """The bot says that it is one, in its first answer of a talk."""
    if speaks_italian(language):
        return f"Sono l’assistente automatico di {shop}." if shop else "Sono l’assistente automatico del negozio."
    return f"I am the automatic assistant of {shop}." if shop else "I am the shop’s automatic assistant."


def promise(hours: OpeningHours, now_ms: int, zone: tzinfo, language: str) -> str:
    """That the shop was called, and when a person will answer: by closing time, or when the door opens next."""
    it = speaks_italian(language)
    if hours.known and not hours.is_open(now_ms, zone):
        opening = next_opening_phrase(hours, now_ms, zone, language)
        if opening:
            return (
                f"Ho avvisato il negozio. Adesso è chiuso: una persona risponde qui, {opening}."
                if it
                else f"I have told the shop. It is closed now: a person answers here, {opening}."
            )
    closes = closing_clock(hours, now_ms, zone)
    if closes:
        return (
            f"Ho avvisato il negozio: una persona risponde qui, di solito oggi entro le {closes}."
            if it
            else f"I have told the shop: a person answers here, usually today by {closes}."
        )
    return "Ho avvisato il negozio: una persona risponde qui." if it else "I have told the shop: a person answers here."


def closed_note(hours: OpeningHours, now_ms: int, zone: tzinfo, language: str) -> str:
    """One sentence for a talk outside opening hours; empty while the shop is open or its hours are not known."""
    if not hours.known or hours.is_open(now_ms, zone):
        return ""
    opening = next_opening_phrase(hours, now_ms, zone, language)
    if not opening:
        return ""
    return f"Il negozio è chiuso adesso; riapre {opening}." if speaks_italian(language) else (
        f"The shop is closed now; it opens {opening}."
    )  # fmt: skip
