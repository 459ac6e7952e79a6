"""Italian is complete and the compiled file is the written one."""

from __future__ import annotations

import ast
import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import vetrina.ui
from vetrina.ui.application import set_language
from vetrina.ui.widgets.status_bar import StatusBar

UI = Path(vetrina.ui.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(source: Path) -> set[tuple[str, str]]:
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(source).getroot().iter("context")
        for message in context.iter("message")
    }


def test_no_string_is_without_italian(translations: ModuleType) -> None:
    assert translations.missing() == []


def test_no_number_is_without_its_two_english_forms(translations: ModuleType) -> None:
    assert translations.missing(translations.ENGLISH) == []


def test_the_ts_file_knows_every_string_of_the_windows(
    translations: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ITALIAN", "ENGLISH"):
        old: Path = getattr(translations, name)
        copy = tmp_path / old.name
        copy.write_bytes(old.read_bytes())
        monkeypatch.setattr(translations, name, copy)
    translations.update()
    fresh, kept = texts(translations.ITALIAN), texts(FOLDER / "vetrina_it.ts")
    hint = "run: python packaging/translations.py update, write the Italian, then: release"
    assert fresh - kept == set(), hint
    assert kept - fresh == set(), hint


def test_the_compiled_files_are_the_written_ones(translations: ModuleType, tmp_path: Path) -> None:
    for made in translations.release(tmp_path):
        assert made.read_bytes() == (FOLDER / made.name).read_bytes(), "run: python packaging/translations.py release"


def test_every_translation_keeps_its_blanks(translations: ModuleType) -> None:
    """{name}, %n and %s of a text must stand in its translation too."""
    import re

    blanks = re.compile(r"\{[a-z_]*\}|%n|%s|%1")
    wrong = []
    for message in ET.parse(FOLDER / "vetrina_it.ts").getroot().iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        forms = forms[1:] or forms  # "once this month": the form for one may do without the number
        wrong += [(source, form) for form in forms if form and set(blanks.findall(form)) != set(blanks.findall(source))]
    assert wrong == []


def test_the_window_speaks_italian(qtbot: QtBot, dressed: QApplication) -> None:
    set_language(dressed, "it")
    try:
        bar = StatusBar()
        qtbot.addWidget(bar)
        bar.set_waiting(0, offline=False)
        assert bar.waiting.text() == "Tutto è partito"
        bar.set_waiting(1, offline=False)
        assert bar.waiting.text() == "1 messaggio in attesa"
        bar.set_waiting(3, offline=True)
        assert bar.waiting.text() == "Senza rete · 3 messaggi in attesa"
    finally:
        set_language(dressed, "en")
    assert QCoreApplication.translate("Toast", "Undo") == "Undo"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(dressed.findChildren(QTranslator)) <= 2


def _calls(name: str) -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            func = node.func
            called = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
            if called == name:
                found.append((f"{path.relative_to(UI)}:{node.lineno}", node))
    return found


def test_lupdate_can_read_every_string() -> None:
    """It reads the source: only `self.tr("…")` and `translate("Context", "…")` with the text written out."""
    wrong = []
    for place, call in _calls("tr"):
        by_self = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
        if not by_self or call.func.value.id != "self":  # type: ignore[attr-defined]
            wrong.append(f"{place}: take self.tr or QCoreApplication.translate, no other name")
        elif not isinstance(call.args[0], ast.Constant):
            wrong.append(f"{place}: write the text out; fill it with .format or .replace afterwards")
    for place, call in _calls("translate"):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        ours = owner is None or (isinstance(owner, ast.Name) and owner.id == "QCoreApplication")
        if ours and not all(isinstance(one, ast.Constant) for one in call.args[:2]):
            wrong.append(f"{place}: write context and text out")
        elif ours and "%n" in str(call.args[1].value):  # type: ignore[attr-defined]
            wrong.append(f"{place}: lupdate sees two forms only in self.tr(…, count)")
    assert not wrong, "\n".join(wrong)
