"""Light, dark and zoom change everything at once and without a restart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vetrina.ui import fonts, icons
from vetrina.ui.stylesheet import stylesheet
from vetrina.ui.theme import Look, theme
from vetrina.ui.tokens import AVATAR_TINTS, DARK, LIGHT, Kind, Tokens, Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.cards import PageHead
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed

UI = Path(icons.__file__).parent


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    t = tokens
    pairs = [(ink, ground) for ink in (t.text, t.text2, t.text3, t.accent) for ground in (t.surface, t.canvas)]
    pairs += [(kind.ink(t), kind.fill(t)) for kind in Kind]
    pairs += [(t.on_accent, t.accent), (t.on_accent, t.bad), (t.rail_text, t.rail), (t.rail_on, t.rail_sel)]
    pairs += [(t.text, t.note), (t.text2, t.accent_soft), (t.on_badge, t.badge), *((i, g) for g, i in AVATAR_TINTS)]
    too_weak = [(ink, ground) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert too_weak == []
    for edge in (t.edge, t.focus):
        assert contrast(edge, t.surface) >= 3
        assert contrast(edge, t.canvas) >= 3


def test_tokens_are_those_of_the_design() -> None:
    sheet = Path(__file__).resolve().parents[3] / "shared" / "design" / "src" / "tokens.json"
    if not sheet.exists():
        pytest.skip("the design is not beside this checkout")
    for name, tokens in (("light", LIGHT), ("dark", DARK)):
        for key, value in json.loads(sheet.read_text())[name].items():
            field = re.sub("([A-Z])", r"_\1", key).lower()
            assert getattr(tokens, field) == value


def test_the_style_sheet_has_no_hole_and_no_colour_of_its_own() -> None:
    for tokens in (LIGHT, DARK):
        text = stylesheet(tokens, round)
        assert "$" not in text
        known = {str(getattr(tokens, name)).upper() for name in tokens.__slots__}
        assert {c.upper() for c in re.findall(r"#[0-9A-Fa-f]{6}\b", text)} <= known


def test_switching_to_dark_repaints_what_is_open(qtbot: QtBot) -> None:
    window = QWidget()
    window.setLayout(column(PlainLabel("Words"), Button("Send", ButtonKind.MAIN), PageHead("Followers"), None))
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    light = window.grab().toImage()
    theme().set_look(Look.DARK)
    dark = window.grab().toImage()
    assert light.pixelColor(2, 198) != dark.pixelColor(2, 198)
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.canvas)
    theme().set_look(Look.LIGHT)
    assert window.grab().toImage() == light


def test_zoom_makes_everything_larger_and_back(qtbot: QtBot) -> None:
    panel, label, button = QWidget(), PlainLabel("Words", Type.TITLE), Button("Send")
    fixed(panel, width=304)
    for widget in (panel, label, button):
        qtbot.addWidget(widget)
    before = panel.width(), label.sizeHint().height(), button.sizeHint().height()
    theme().set_zoom(2.0)
    assert (panel.width(), label.sizeHint().height(), button.sizeHint().height()) == tuple(2 * n for n in before)
    theme().step_zoom(0)
    assert (panel.width(), label.sizeHint().height(), button.sizeHint().height()) == before


def test_zoom_stops_at_its_ends() -> None:
    for _ in range(20):
        theme().step_zoom(1)
    assert theme().zoom == 2.0
    for _ in range(20):
        theme().step_zoom(-1)
    assert theme().zoom == 0.8


def test_a_deleted_part_does_not_answer_to_the_theme(qtbot: QtBot) -> None:
    import shiboken6

    panel = QWidget()
    fixed(panel, width=100)
    shiboken6.delete(panel)
    theme().set_zoom(1.5)


def test_the_bundled_typefaces_are_there() -> None:
    assert {fonts.INTERFACE, fonts.BRAND} <= fonts.load()


def test_every_icon_named_in_the_window_exists() -> None:
    from vetrina.ui.assets import asset

    text = "\n".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    named = set(re.findall(r'icon="([a-z0-9-]+)"', text))
    named |= set(re.findall(r'(?:Icon|IconButton|paint_icon|make_icon|set_icon)\((?:painter, )?"([a-z0-9-]+)"', text))
    assert named, "the pattern no longer finds icons"
    assert [name for name in sorted(named) if not asset("icons", f"{name}.svg").exists()] == []


def test_icons_are_drawn_in_the_colour_asked_for() -> None:
    image = icons.pixmap("check", 24, Tone.BAD, 1.0).toImage()
    pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    assert QColor(LIGHT.bad).name() in {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_high_contrast_takes_the_colours_of_the_system(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    system = QPalette()
    for role, color in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.Text, "#ffff00"),
        (QPalette.ColorRole.Highlight, "#00ffff"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        system.setColor(role, QColor(color))
    with monkeypatch.context() as patched:
        patched.setattr(theme(), "wants_contrast", lambda: True)
        patched.setattr(theme(), "_system_palette", system)
        theme().apply()
        tokens = theme().tokens
        assert (tokens.surface, tokens.text, tokens.line, tokens.accent_soft) == (
            "#000000",
            "#ffff00",
            "#ffff00",
            "#000000",
        )
        label = PlainLabel("Words")
        qtbot.addWidget(label)
        label.show()
        label.grab()
    theme().apply()
    assert theme().tokens is LIGHT
