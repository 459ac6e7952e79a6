"""How fast the rulebook finds its rule, beside patterns tried in turn, RE2's pattern set and rapidfuzz, in one run."""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import gc
import importlib
import random
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vetrina.domain.bot.rulebook import Incoming, Rulebook, ShopFacts, TalkSoFar
from vetrina.domain.bot.rules import Answer, Bilingual, Fallback, Rule, Words
from vetrina.domain.bot.words import fold, match, pattern, words_of

VOCABULARY = 60_000
ROUNDS = 5
Finder = Callable[[str], int | None]
_VOWELS, _CONSONANTS = "aeiou", "bcdfglmnprstvz"


def vocabulary(chance: random.Random, size: int) -> list[str]:
    """Made-up words that could be Italian, each once, the short ones not more frequent than they are."""
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = chance.choices((2, 3, 4, 5), (3, 5, 3, 1))[0]
        words["".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(syllables))] = None
    return list(words)


def make_rules(chance: random.Random, words: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Half one word, 3/10 two words side by side, 2/10 two words in order (performance notes, section B)."""
    chosen = chance.sample(words[500:], count * 2)
    rules: list[tuple[str, ...]] = []
    for number in range(count):
        one, other = chosen[2 * number], chosen[2 * number + 1]
        shape = number % 10
        rules.append((one,) if shape < 5 else (f"{one} {other}",) if shape < 8 else (f"{one} * {other}",))
    return rules


def make_messages(
    chance: random.Random, words: Sequence[str], rules: Sequence[tuple[str, ...]], count: int, *, slips: bool
) -> list[str]:
    """Messages of 4 to 15 words, Zipf-like; one in three holds a rule's words, with `slips` with a typing error."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    said = chance.choices(words, weights, k=count * 15)
    messages: list[str] = []
    for number in range(count):
        length = chance.randint(4, 15)
        message = said[number * 15 : number * 15 + length]
        if number % 3 == 0:
            named = chance.choice(rules)[0].replace(" * ", f" {chance.choice(words)} ").split()
            if slips:
                named = [slipped(chance, word) for word in named]
            at = chance.randrange(len(message))
            message[at:at] = named
        if number % 5 == 0:
            message[0] = message[0].capitalize().replace("a", "à", 1)
        messages.append(" ".join(message) + chance.choice(("", "?", ".", "!")))
    return messages


def slipped(chance: random.Random, word: str) -> str:
    """`word` with two letters swapped, one left out or one doubled, never the first."""
    if len(word) < 5:
        return word
    at = chance.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return chance.choice((swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]))


def as_rules(rules: Sequence[tuple[str, ...]], *, forgive: bool) -> list[Rule]:
    """The made-up rules as the product keeps them."""
    answer = Answer(Bilingual(it="Sì.", en="Yes."))
    every = [
        Rule(number + 1, number, True, words[0], Words(words, forgive=forgive), answer=answer)
        for number, words in enumerate(rules)
    ]
    return [*every, Rule(len(every) + 1, len(every), True, "fallback", Fallback())]


def ours(book: Rulebook) -> Finder:
    """The rulebook as a finder of rule numbers."""

    def find(text: str) -> int | None:
        rule = book.find(text)
        return None if rule is None else rule.order

    return find


def _regex(words: str) -> str:
    return r"\b" + words.replace(" * ", r"\b.*\b").replace(" ", r"\W+") + r"\b"


def in_turn(rules: Sequence[tuple[str, ...]]) -> Finder:
    """The plain reference: each rule a compiled pattern, tried one after the other."""
    compiled = [re.compile(_regex(words[0])) for words in rules]

    def find(text: str) -> int | None:
        plain = fold(text)
        return next((number for number, one in enumerate(compiled) if one.search(plain)), None)

    return find


def re2_set(rules: Sequence[tuple[str, ...]]) -> Finder | None:
    """The limit: all patterns in one automaton. None where google-re2 is not installed."""
    try:
        re2: Any = importlib.import_module("re2")
    except ImportError:
        return None
    options = re2.Options()
    options.max_mem = 1 << 30
    patterns = re2.Set.SearchSet(options)
    for words in rules:
        patterns.Add(_regex(words[0]))
    patterns.Compile()

    def find(text: str) -> int | None:
        found = patterns.Match(text.lower() if text.isascii() else fold(text))
        return min(found) if found else None

    return find


def guessing_in_turn(rules: Sequence[tuple[str, ...]]) -> Finder:
    """The plain reference with forms and typing errors: every rule judged by itself, sure ones before guesses."""
    patterns = [pattern(words[0]) for words in rules]

    def find(text: str) -> int | None:
        words = words_of(text)
        for typos in (False, True):
            for number, one in enumerate(patterns):
                if one is not None and match(one, words, typos=typos) is not None:
                    return number
        return None

    return find


def fuzzy_scan(rules: Sequence[tuple[str, ...]]) -> Finder:
    """rapidfuzz: each word of the message with the first word of each rule. A peer for speed, not the same rules."""
    keywords = [words[0].split()[0] for words in rules]

    def find(text: str) -> int | None:
        best: int | None = None
        for word in words_of(text):
            found = process.extractOne(word, keywords, scorer=OSA.distance, score_cutoff=1)
            if found is not None and (best is None or found[2] < best):
                best = found[2]
        return best

    return find


def rates(finders: Mapping[str, tuple[Finder, Sequence[str]]]) -> dict[str, float]:
    """Messages a second of CPU time, the median of five interleaved rounds. Each round reads other messages."""
    taken: dict[str, list[float]] = {name: [] for name in finders}
    for number in range(ROUNDS):
        for name, (find, every) in finders.items():
            messages = every[number::ROUNDS]
            gc.collect()
            begun = time.process_time()
            for message in messages:
                find(message)
            taken[name].append(len(messages) / max(time.process_time() - begun, 1e-9))
    return {name: statistics.median(measured) for name, measured in taken.items()}


def disagreements(one: Finder, other: Finder, messages: Sequence[str]) -> list[str]:
    """The messages for which two finders choose different rules."""
    return [message for message in messages if one(message) != other(message)]


def made(rules: Sequence[Rule]) -> tuple[Rulebook, float]:
    """The rulebook of `rules`, and the CPU milliseconds it took to make."""
    gc.collect()
    begun = time.process_time()
    book = Rulebook(rules)
    return book, (time.process_time() - begun) * 1000


def measure_plain(words: Sequence[str], count: int, messages: int, chance: random.Random) -> int:
    """Words as they stand: rates beside patterns in turn and RE2's set. Returns how many answers differ."""
    rules = make_rules(chance, words, count)
    said = make_messages(chance, words, rules, messages, slips=False)
    book, load = made(as_rules(rules, forgive=False))
    find, reference, limit = ours(book), in_turn(rules), re2_set(rules)
    few = said[: max(20, min(len(said), 400_000 // count))]
    wrong = len(disagreements(find, reference, few))
    finders = {"rulebook": (find, said), "in turn": (reference, few)}
    if limit is not None:
        wrong += len(disagreements(find, limit, said))
        finders["RE2 Set"] = (limit, said)
    speed = rates(finders)
    hits = sum(find(message) is not None for message in said) / len(said)
    beside_re2 = f"{speed['rulebook'] / speed['RE2 Set']:6.0%} of RE2 Set" if limit is not None else "RE2 not installed"
    print(
        f"plain     R={count:>6,}  rulebook {speed['rulebook']:>9,.0f}/s  in turn {speed['in turn']:>9,.0f}/s  "
        f"{speed['rulebook'] / speed['in turn']:>8,.1f}x in turn  {beside_re2}  "
        f"hits {hits:.0%}  load {load:,.0f} ms  different answers {wrong}"
    )
    return wrong


def measure_forgiving(words: Sequence[str], count: int, messages: int, chance: random.Random) -> int:
    """Forms and typing errors forgiven: rates beside every rule in turn and rapidfuzz's scan; whole decisions too."""
    rules = make_rules(chance, words, count)
    said = make_messages(chance, words, rules, messages, slips=True)
    kept = as_rules(rules, forgive=True)
    book, cold = made(kept)
    _, again = made(kept)
    find, reference, scan = ours(book), guessing_in_turn(rules), fuzzy_scan(rules)
    few = said[: max(9, min(len(said), 60_000 // count))]
    wrong = len(disagreements(find, reference, few))
    talk, facts = TalkSoFar(now=0, introduced=True), ShopFacts(name="Aurora")

    def decide(text: str) -> int | None:
        return book.decide(Incoming(text=text), talk, facts).rule_order

    speed = rates(
        {"rulebook": (find, said), "decide": (decide, said), "in turn": (reference, few), "scan": (scan, few)}
    )
    print(
        f"forgiving R={count:>6,}  rulebook {speed['rulebook']:>9,.0f}/s  in turn {speed['in turn']:>9,.1f}/s  "
        f"{speed['rulebook'] / speed['in turn']:>8,.1f}x in turn  {speed['rulebook'] / speed['scan']:,.1f}x rapidfuzz  "
        f"decision {speed['decide']:,.0f}/s  load {cold:,.0f} ms, again {again:,.0f} ms  different answers {wrong}"
    )
    return wrong


def main(argv: list[str] | None = None) -> int:
    """Measure at each size and at a tenth of it; 1 when any answer differs from the reference's."""
    parser = argparse.ArgumentParser(prog="bench bot", description=__doc__)
    parser.add_argument("--rules", type=int, nargs="*", default=[10, 100, 1_000, 10_000])
    parser.add_argument("--messages", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=2016)
    chosen = parser.parse_args(argv)
    chance = random.Random(chosen.seed)
    words = vocabulary(chance, VOCABULARY)
    print(f"{ROUNDS} interleaved rounds of {chosen.messages // ROUNDS:,} new messages, CPU time, medians")
    wrong = sum(measure_plain(words, count, chosen.messages, chance) for count in chosen.rules)
    wrong += sum(measure_forgiving(words, count, chosen.messages, chance) for count in chosen.rules)
    print("The same answers as the reference everywhere." if not wrong else f"{wrong} ANSWERS DIFFER.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
