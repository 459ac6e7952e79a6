"""Keeps the Italian of the windows: python packaging/translations.py update | release | missing | fill FILE.

update   reads every string of app/vetrina/ui into resources/translations/vetrina_it.ts (write the Italian there)
release  compiles the .ts into the .qm that the program loads; commit both
missing  lists the strings without Italian; exit status 1 if there are any
fill F   takes translations from a JSON file {"Context": {"source text": "Italian"}} into the .ts; a text with %n takes
         a list of its two forms. fill F english does the same for the two English forms
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "app" / "vetrina" / "ui"
FOLDER = ROOT / "resources" / "translations"
ITALIAN = FOLDER / "vetrina_it.ts"
ENGLISH = FOLDER / "vetrina_en.ts"  # plurals only: "%n waiting" needs its two forms in English too


def _tool(name: str) -> str:
    """Qt's own lupdate and lrelease come with PySide6-Essentials."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    for place in (folder / name, folder / f"{name}.exe", folder / "Qt" / "libexec" / name):
        if place.exists():
            return str(place)
    raise FileNotFoundError(f"{name} is not part of this PySide6. Install PySide6-Essentials.")


def update() -> None:
    """Read all strings of the windows into the .ts files; translations that are there stay."""
    files = sorted(str(path.relative_to(ROOT)) for path in SOURCES.rglob("*.py"))
    for target, language, only in ((ITALIAN, "it_IT", []), (ENGLISH, "en_US", ["-pluralonly"])):
        command = [_tool("lupdate"), *files, "-no-obsolete", "-locations", "none", *only,
                   "-source-language", "en_US", "-target-language", language, "-ts", str(target)]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=True)


def release(folder: Path = FOLDER) -> list[Path]:
    """Compile every .ts into `folder`; returns the .qm files."""
    made = []
    for source in (ITALIAN, ENGLISH):
        target = folder / f"{source.stem}.qm"
        subprocess.run([_tool("lrelease"), "-silent", str(source), "-qm", str(target)], cwd=ROOT, check=True)
        made.append(target)
    return made


def missing(source: Path = ITALIAN) -> list[str]:
    """Strings that have no finished translation, as "Context: text"."""
    without = []
    for context in ET.parse(source).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                without.append(f"{name}: {message.findtext('source', '')}")
    return without


def fill(words: Path, target: Path = ITALIAN) -> int:
    """Put the translations of a JSON file into a .ts; returns how many texts it knew."""
    given: dict[str, dict[str, str | list[str]]] = json.loads(words.read_text(encoding="utf-8"))
    tree = ET.parse(target)  # noqa: S314 - our own file
    count = 0
    for context in tree.getroot().iter("context"):
        known = given.get(context.findtext("name", ""), {})
        for message in context.iter("message"):
            text = known.get(message.findtext("source", ""))
            translation = message.find("translation")
            if text is None or translation is None:
                continue
            if isinstance(text, list) != (message.get("numerus") == "yes"):
                raise ValueError(f"{message.findtext('source')}: two forms for a text with %n and a count, else one")
            _write(translation, text)
            count += 1
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), encoding="unicode")
    target.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return count


def _write(translation: ET.Element, text: str | list[str]) -> None:
    translation.attrib.pop("type", None)
    for old in list(translation):
        translation.remove(old)
    if isinstance(text, str):
        translation.text = text
        return
    translation.text = None
    for form in text:
        ET.SubElement(translation, "numerusform").text = form


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    if arguments == ["update"]:
        update()
        return 0
    if arguments == ["release"]:
        release()
        return 0
    if arguments == ["missing"]:
        without = missing() + missing(ENGLISH)
        print("\n".join(without))
        return 1 if without else 0
    if len(arguments) in (2, 3) and arguments[0] == "fill":
        target = ENGLISH if arguments[2:] == ["english"] else ITALIAN
        print(f"{fill(Path(arguments[1]), target)} texts filled")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
