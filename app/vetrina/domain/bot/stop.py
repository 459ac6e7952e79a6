"""Stop words: when a message as a whole says "no more offers". Read by intake before anything else, and by the bot."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vetrina.domain.bot.words import MAX_TEXT, words_of

# Phrases that say it all by themselves, but are also ordinary words: they count only when nothing else is said.
_BARE: Final = """
stop|stopall|stop all|stop it|stop now|basta|smettila|smettetela|smetti|smettete|no more|niente piu|unsubscribe
unsubscribe me|opt out|optout|quit|end all|revoke|leave me alone|lasciatemi in pace|lasciami in pace|disiscrivimi
disiscrivetemi|disiscrivi|disiscrizione|cancellami|cancellatemi|cancella iscrizione|annulla iscrizione
"""
# What begins a wish to be left alone, and what it is about. Each pair counts in any clause of a message.
_HEADS: Final = """
stop|stop the|stop all|stop your|stop these|stop with the|stop sending|stop sending me|stop sending these
stop sending me these|stop sending me your|stop sending your|stop sending me any|stop sending me any more|no more
no more of your|enough|enough of|enough with the|do not send me|don t send me|dont send me|do not send me any more
don t send me any more|dont send me any more|don t send me any|do not send me any|i don t want|i do not want
i dont want|i don t want any more|i do not want any more|i don t want your|unsubscribe from|unsubscribe me from
opt out of|remove me from|take me off|remove me from your|take me off your|i want no more|basta|basta con|basta con le
basta con i|basta con la|basta con queste|basta con questi|niente|niente piu|stop alle|stop ai|stop a|stop alla
stop con le|fermate le|ferma le|fermate|non voglio|non voglio piu|non voglio piu le vostre|non mandatemi
non mandatemi piu|non mandarmi|non mandarmi piu|non inviatemi|non inviatemi piu|non inviarmi piu|smettete di mandarmi
smettete di inviarmi|smettetela di mandarmi|smettetela con le|smettila con le|non desidero|non desidero piu
non desidero ricevere|non desidero piu ricevere|non voglio ricevere|non voglio piu ricevere|cancellatemi dalle
cancellatemi dalla|toglietemi dalla|toglietemi dalle|toglimi dalla|rimuovetemi dalla|disiscrivetemi dalle
disiscrivimi dalle
"""
_ABOUT: Final = """
offers|offer|ads|adverts|advertising|advertisement|advertisements|promotions|promos|spam|marketing|newsletter
newsletters|sponsored messages|mailing list|list|messages|texts|offers list|offerte|offerta|pubblicita|promozioni
promo|messaggi|messaggi pubblicitari|annunci|lista|notifiche|offerte e promozioni
"""
# Whole wishes that fit neither list; each counts in any clause.
_WHOLE: Final = """
stop writing me|stop writing to me|stop messaging me|stop texting me|stop contacting me|stop spamming|stop spamming me
do not write to me|do not write me|don t write to me|dont write to me|don t write me|do not write to me again
do not write to me anymore|don t write to me anymore|dont write to me anymore|don t message me anymore
do not message me|do not message me again|don t message me|dont message me|do not contact me|don t contact me
do not contact me again|don t contact me again|no offers|no ads|no spam|remove me|take me off the list|non scrivetemi
non scrivetemi piu|non scrivermi|non scrivermi piu|non mi scrivete piu|non mi scrivere piu|smettete di scrivermi
smettetela di scrivermi|smetti di scrivermi|smettila di scrivermi|non contattatemi|non contattatemi piu
non contattarmi|non contattarmi piu|non mandatemi piu niente|non mandatemi piu nulla|non inviatemi piu niente
non inviatemi piu nulla|non voglio essere contattato|non voglio essere contattata|non voglio piu essere contattato
non voglio piu essere contattata|non voglio piu ricevere nulla|non voglio piu ricevere niente
toglietemi dalla vostra lista|no offerte|no pubblicita
"""
_POLITE_WORDS: Final = """
please pls can could would will you plz thanks thank you thx ok hi hello hey now anymore ever again from your
shop sorry everyone everybody potete puoi potreste per favore cortesia piacere grazie mille ciao salve
buongiorno buonasera adesso ora subito scusate scusa vi prego ti tutti tutte tutto gentilmente cordiali saluti
basta stop piu
"""
_POLITE: Final = frozenset(_POLITE_WORDS.split())
_CLAUSE: Final = re.compile(r"(?<=[.,;:!?\n\r()])")
_DENIALS: Final = frozenset({"no", "niente"})
_LONGEST_CLAUSE: Final = 14
_LONGEST_WISH: Final = 9
_MOST_CLAUSES: Final = 40


def _phrases(block: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(part.split()) for line in block.split("\n") for part in line.split("|") if part)


@lru_cache(maxsize=1)
def _wishes() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    whole = _phrases(_WHOLE) | {head + about for head in _phrases(_HEADS) for about in _phrases(_ABOUT)}
    return whole, whole | _phrases(_BARE)


def is_stop(text: str) -> bool:
    """Whether the message `text` withdraws the permission to send offers.

    True when the whole message is a stop word with nothing but politeness around it (`STOP!!`, `basta grazie`), or
    when one of its clauses is such a wish in full (`Nice mug. No more offers, please`). A stop word inside an
    ordinary sentence (`Where does the bus stop?`, `Basta, ho deciso: il vaso blu`) is not one, nor is the question
    `No more offers?`. Never raises.
    """
    text = text[:MAX_TEXT].strip()
    whole, any_wish = _wishes()
    if _wished(text, any_wish):
        return True
    clauses = _CLAUSE.split(text, _MOST_CLAUSES)
    return len(clauses) > 1 and any(_wished(clause.strip(), whole) for clause in clauses)


def _wished(said: str, wishes: frozenset[tuple[str, ...]]) -> bool:
    """Whether `said` consists of one or more wishes, with polite words before, between and after."""
    words = words_of(said)
    if not words or len(words) > _LONGEST_CLAUSE or (said.endswith("?") and not _DENIALS.isdisjoint(words)):
        return False
    reach: list[bool | None] = [None] * (len(words) + 1)  # reach[i]: read up to word i; True once a wish was among it
    reach[0] = False
    for at, word in enumerate(words):
        wished = reach[at]
        if wished is None:
            continue
        if word in _POLITE:
            reach[at + 1] = reach[at + 1] or wished
        for end in range(at + 1, min(len(words), at + _LONGEST_WISH) + 1):
            if tuple(words[at:end]) in wishes:
                reach[end] = True
    return reach[-1] is True
