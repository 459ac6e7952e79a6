"""Rules from a file that others wrote: questions and answers as a table, or simple RiveScript."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vetrina.domain.bot.reading import ReadRules, read_questions, read_rivescript
from vetrina.domain.bot.rules import Rule

LARGEST = 5_000_000
SCRIPTS = (".rive", ".rs")


class FileTooLarge(Exception):
    """The file is beyond any list of questions."""


def read_file(place: Path) -> ReadRules:
    """The rules of a file, all switched off, and the lines that make none. Raises OSError and FileTooLarge."""
    with place.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileTooLarge
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what spreadsheets write on Windows
    return (read_rivescript if place.suffix.lower() in SCRIPTS else read_questions)(text)


def joined(rules: list[Rule], new: tuple[Rule, ...]) -> list[Rule]:
    """`rules` with the `new` ones above the last of them, under ids that no other has."""
    free = max((rule.id for rule in rules), default=0) + 1
    at = max(len(rules) - 1, 0)
    return [*rules[:at], *(replace(rule, id=free + n) for n, rule in enumerate(new)), *rules[at:]]
