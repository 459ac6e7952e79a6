"""The shop page's own files: text only as text, nothing from elsewhere, every word in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vetrina import paths

WEB = paths.resource("web")
SCRIPTS = sorted(WEB.glob("*.js"))
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|DOMParser|srcdoc"
    r"|\beval\b|new Function|setTimeout\(\s*[\"'`]|javascript:|\.cssText|setAttribute\(\s*[\"'](style|on)"
)
ADDRESS = re.compile(r"(?:https?|wss?):/?/?[^\s\"'`)]*")
OWN_ADDRESSES = {"http://www.w3.org/2000/svg", "http:", "https:", "ws:", "wss:"}
WORD = re.compile(r'"((?:[^"\\]|\\.)*)":\s*"((?:[^"\\]|\\.)*)"')
SAID = re.compile(r'\bsay(?:Count)?\(\s*"([^"]+)"')
NEVER = re.compile(
    r"\b(contact|segment|queue|outbox|sync|opt-in|webhook|token|payload|timeout|template|null|invalid|failed|error)\b",
    re.IGNORECASE,
)


def _words(language: str) -> dict[str, str]:
    return dict(WORD.findall((WEB / f"words-{language}.js").read_text("utf-8")))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_or_code_from_text(script: Path) -> None:
    found = FORBIDDEN.search(script.read_text("utf-8"))
    assert found is None, found


def test_no_file_names_another_host() -> None:
    for file in sorted(WEB.iterdir()):
        if file.is_file():
            strangers = set(ADDRESS.findall(file.read_text("utf-8"))) - OWN_ADDRESSES
            assert not strangers, (file.name, strangers)


def test_pages_have_no_inline_script_or_style() -> None:
    for page in sorted(WEB.glob("*.html")):
        text = page.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", text), page.name


def test_both_languages_say_the_same_things_with_the_same_gaps() -> None:
    english, italian = _words("en"), _words("it")
    assert english.keys() == italian.keys()
    assert len(english) > 150
    gap = re.compile(r"\{\w+\}")
    for key, sentence in english.items():
        assert sorted(gap.findall(sentence)) == sorted(gap.findall(italian[key])), key


def test_every_word_that_is_said_exists() -> None:
    english = _words("en")
    said = {key for script in SCRIPTS for key in SAID.findall(script.read_text("utf-8"))}
    counted = {key for script in SCRIPTS for key in re.findall(r'sayCount\(\s*"([^"]+)"', script.read_text("utf-8"))}
    missing = (said - counted - english.keys()) | {key for key in counted if f"{key}.one" not in english}
    assert not missing


def test_no_word_is_kept_that_is_never_said() -> None:
    text = "".join(script.read_text("utf-8") for script in SCRIPTS if not script.name.startswith("words-"))
    whole = set(re.findall(r'"([a-z_.]+)"', text))
    begun = tuple(f"{start}." for start in re.findall(r"`([a-z_.]+)\.\$\{", text))
    counted = {f"{key}.{number}" for key in whole for number in ("one", "many")}
    assert not [key for key in _words("en") if key not in whole | counted and not key.startswith(begun)]


def test_no_word_of_the_workshop_is_on_the_screen() -> None:
    for key, sentence in _words("en").items():
        assert not NEVER.search(sentence), (key, sentence)
        assert not re.search(r"\w!", sentence), (key, sentence)


def test_files_are_short_enough_to_read() -> None:
    for file in sorted(WEB.iterdir()):
        if file.suffix in (".js", ".css", ".html"):
            assert len(file.read_text("utf-8").splitlines()) < 300, file.name
