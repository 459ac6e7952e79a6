"""Rules from texts that others wrote: two columns of question and answer, and simple RiveScript. With a row report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vetrina.domain.bot.everyday import guess_language
from vetrina.domain.bot.rules import Answer, Bilingual, Rule, Words
from vetrina.domain.bot.words import pattern, words_of

MOST_ROWS: Final = 10_000
_LONGEST_ANSWER: Final = 5_000
_NAME_LENGTH: Final = 60
_HEADERS: Final = {("question", "answer"), ("questions", "answers"), ("domanda", "risposta"), ("domande", "risposte")}
_QUESTION_WORDS: Final = 2
_SMALL_WORDS: Final = """
the and you are can how what when where who does your have for with
che come dove quando chi avete siete posso per con una del della vostro
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Unread:
    """A row or line that makes no rule, and why, for the owner."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadRules:
    """What came of a text: rules in its order, all switched off, and what was left out."""

    rules: tuple[Rule, ...]
    unread: tuple[Unread, ...]


def read_questions(text: str, *, first_order: int = 1) -> ReadRules:
    """Rules from a CSV with the columns question and answer (comma, semicolon or tab; a heading may be there).

    A question becomes the words that carry it, all of which must be there; `|` parts several words or phrases, any
    of which is enough. Nothing is switched on. Never raises: a row that makes no rule is reported with its line.
    """
    rules: list[Rule] = []
    unread: list[Unread] = []
    text = text.removeprefix("\ufeff").replace("\0", "")
    first = text.split("\n", 1)[0]
    mark = next((mark for mark in "\t;" if mark in first), ",")  # commas stand in sentences, the others hardly do
    # The limit of the csv module (131,072 letters a cell) is beyond the longest answer; its error ends the reading.
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        for number, row in enumerate(rows):
            cells = [cell.strip() for cell in row]
            if not any(cells) or (number == 0 and tuple(cell.lower() for cell in cells[:2]) in _HEADERS):
                continue
            if len(rules) >= MOST_ROWS:
                unread.append(Unread(rows.line_num, f"Only the first {MOST_ROWS} rows are read. Split the file."))
                break
            made = _from_row(cells, len(rules) + 1, first_order + len(rules))
            if isinstance(made, Rule):
                rules.append(made)
            else:
                unread.append(Unread(rows.line_num, made))
    except csv.Error:
        unread.append(Unread(rows.line_num, "This row cannot be read as columns. Look for a quotation mark left open."))
    return ReadRules(tuple(rules), tuple(unread))


def _from_row(cells: list[str], number: int, order: int) -> Rule | str:
    if len(cells) < 2 or not cells[0] or not cells[1]:
        return "A row needs a question and an answer."
    question, answer = cells[0], cells[1]
    if len(answer) > _LONGEST_ANSWER:
        return f"The answer is longer than {_LONGEST_ANSWER} letters. Shorten it."
    if "|" in question:
        said = tuple(part.strip() for part in question.split("|") if pattern(part) is not None)
        return _rule(number, order, said, True, answer) if said else "The question holds no word."
    carrying = _carrying(words_of(question))
    return _rule(number, order, carrying, False, answer) if carrying else "The question holds no word."


def _carrying(words: list[str]) -> tuple[str, ...]:
    """The words a question hangs on: not the small ones, the longest first, as many as a rule can rely on."""
    telling = [word for word in dict.fromkeys(words) if len(word) > 2 and word not in _SMALL]
    longest = sorted(telling or words, key=len, reverse=True)[:_QUESTION_WORDS]
    return tuple(word for word in dict.fromkeys(words) if word in longest)


_OPTIONAL: Final = re.compile(r"\[[^\]]*\]")
_CHOICE: Final = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_UNREADABLE: Final = re.compile(r"<|\^|@|\{|\$|_\b|\(|\)|#")
_MOST_CHOICES: Final = 40


def read_rivescript(text: str, *, first_order: int = 1) -> ReadRules:
    """Rules from RiveScript's `+ trigger` and `- reply` lines (working draft 2.0), the simple part of it.

    Understood: `*` for any words, `(one|other)` choices, `[optional]` words, `^` lines that go on. The first reply of
    several is taken. Topics, conditions, redirections and variables are reported and left out. Never raises.
    """
    rules: list[Rule] = []
    unread: list[Unread] = []
    for line, trigger, replies, trouble in _blocks(text):
        phrases = _phrases(trigger)
        if trouble:
            unread.append(Unread(line, trouble))
        elif not replies:
            unread.append(Unread(line, "This trigger has no reply."))
        elif not phrases:
            unread.append(
                Unread(line, "This trigger uses signs that are not understood here. Write it as plain words.")
            )
        elif "<" in replies[0] or "{" in replies[0] or len(replies[0]) > _LONGEST_ANSWER:
            unread.append(Unread(line, "This reply fills in things that are not known here. Write it as plain text."))
        else:
            rules.append(_rule(len(rules) + 1, first_order + len(rules), phrases, True, replies[0]))
    return ReadRules(tuple(rules), tuple(unread))


def _blocks(text: str) -> Iterable[tuple[int, str, list[str], str]]:
    """Line, trigger, replies and trouble of each `+` block."""
    begun: tuple[int, str] | None = None
    replies: list[str] = []
    trouble, topic = "", False
    lines = text.replace("\0", "").splitlines()[: MOST_ROWS * 4]
    for number, line in enumerate([*lines, "+"], 1):
        sign, rest = line.strip()[:1], line.strip()[1:].strip()
        if sign == "+":
            if begun is not None:
                yield (*begun, replies, trouble)
            begun, replies, trouble = (number, rest), [], ("Topics are not understood here." if topic else "")
        elif sign == "-":
            replies.append(rest)
        elif sign == "^" and replies:
            replies[-1] = f"{replies[-1]} {rest}".replace("\\n", "\n").replace("\\s", " ")
        elif sign in ("%", "*", "@") and begun is not None:
            trouble = "Conditions, redirections and replies to the bot's own words are not understood here."
        elif sign == ">":
            topic = rest.split(" ", 1)[0] in ("topic", "object", "begin")
        elif sign == "<":
            topic = False


def _phrases(trigger: str) -> tuple[str, ...]:
    """The plain phrases a trigger stands for; empty where it says more than words."""
    open_ended = [_OPTIONAL.sub(" * ", trigger)]
    while any(_CHOICE.search(one) for one in open_ended):
        spread: list[str] = []
        for one in open_ended:
            found = _CHOICE.search(one)
            if found is None:
                spread.append(one)
            else:
                spread += [one[: found.start()] + choice + one[found.end() :] for choice in found[1].split("|")]
        open_ended = spread
        if len(open_ended) > _MOST_CHOICES:
            return ()
    if any(_UNREADABLE.search(one) for one in open_ended):
        return ()
    said = (" ".join(one.split()) for one in open_ended)
    return tuple(dict.fromkeys(one for one in said if pattern(one) is not None))


def _rule(number: int, order: int, said: tuple[str, ...], any_of: bool, answer: str) -> Rule:
    italian = guess_language(words_of(answer)) == "it"
    name = " ".join(said)
    return Rule(
        id=number,
        order=order,
        on=False,
        name=name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1] + "…",
        trigger=Words(said, any=any_of),
        answer=Answer(Bilingual(it=answer) if italian else Bilingual(en=answer)),
    )
