"""What the ad card says by itself, in the words of the customer page (resources/web/words-en.js, words-it.js)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardWords:
    """The fixed words of a card in one language."""

    followed: str
    not_followed: str
    reserve: str
    prompt: str
    why: str


CARD_WORDS = {
    "en": CardWords(
        "Ad from a shop you follow", "Ad from this shop", "Keep one for me", "Ask about this…", "Why this?"
    ),
    "it": CardWords(
        "Annuncio di un negozio che segui", "Annuncio di questo negozio", "Tienine uno per me", "Chiedi qui…", "Perché?"
    ),
}


def card_words(language: str) -> CardWords:
    """The words in a language; English for one that the customer page does not speak."""
    return CARD_WORDS.get(language, CARD_WORDS["en"])
