"""The look in force: tokens, scale, fonts; switches light, dark and zoom without a restart."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from vetrina.ui import fonts
from vetrina.ui.stylesheet import stylesheet
from vetrina.ui.tokens import DARK, LIGHT, SIZES, Tokens, Tone, Type

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
# Point size that counts as "standard" on each platform; a larger system font enlarges everything.
_STANDARD_POINTS = {"windows": 9.0, "cocoa": 13.0, "xcb": 11.0, "wayland": 11.0}


class Look(StrEnum):
    """The owner's choice in Settings, Look."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Tokens and scale of the running program. `changed` is emitted after palette and style were rebuilt."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.look = Look.AUTO
        self.zoom = 1.0
        self.still = False  # no motion at all: system setting or Settings, Look
        self._system = self._system_scale()
        self._system_palette = QGuiApplication.palette()
        self._fonts: dict[Type, QFont] = {}
        # Both are kept: PySide6 deletes the second when the wrapper of the first goes.
        self._hints = QGuiApplication.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._wishes.contrastPreferenceChanged.connect(lambda _wish: self.apply())

    @staticmethod
    def _system_scale() -> float:
        standard = _STANDARD_POINTS.get(QGuiApplication.platformName())
        if standard is None:
            return 1.0
        return min(max(QGuiApplication.font().pointSizeF() / standard, 1.0), 2.0)

    @property
    def scale(self) -> float:
        """Factor from the px of the design to the px on screen."""
        return self._system * self.zoom

    def px(self, value: float) -> int:
        """Whole pixels for a distance of the design; a hairline stays at least 1."""
        if value == 0:
            return 0
        scaled = round(value * self.scale)
        return scaled or (1 if value > 0 else -1)

    def font(self, role: Type = Type.BODY) -> QFont:
        """The font of a role at the present scale (a copy; change it freely)."""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        return QFont(self._fonts[role])

    def line_height(self, role: Type = Type.BODY) -> int:
        """Line height of a role in px on screen."""
        return self.px(SIZES[role].line)

    def color(self, tone: Tone | str) -> QColor:
        """A tone, a token name or a `#RRGGBB` as QColor."""
        if tone.startswith("#"):
            return QColor(tone)
        return QColor(str(getattr(self.tokens, str(tone))))

    def set_look(self, look: Look) -> None:
        """Choose auto, light or dark; repaints everything."""
        self.look = look
        self.apply()

    def set_zoom(self, zoom: float) -> None:
        """Choose the program's own zoom (1.0 is 100 %)."""
        self.zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self.apply()

    def step_zoom(self, direction: int) -> None:
        """One step larger (+1), smaller (-1) or back to 100 % (0)."""
        if direction == 0:
            self.set_zoom(1.0)
            return
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self.zoom))
        self.set_zoom(ZOOMS[min(max(nearest + direction, 0), len(ZOOMS) - 1)])

    def apply(self) -> None:
        """Rebuild fonts, palette and style sheet of the application from the present choice."""
        if self.wants_contrast():
            self.tokens = _contrast_tokens(self._system_palette)
        else:
            self.tokens = DARK if self._wants_dark() else LIGHT
        self._fonts.clear()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.setFont(self.font(Type.BODY))
        app.setPalette(self._palette())
        app.setStyleSheet(stylesheet(self.tokens, self.px))
        self.changed.emit()

    def wants_contrast(self) -> bool:
        """The system asks for high contrast; then its own palette replaces ours."""
        return self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _wants_dark(self) -> bool:
        if self.look is Look.AUTO:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.look is Look.DARK

    def _system_changed(self) -> None:
        if self.look is Look.AUTO:
            self.apply()

    def _make_font(self, role: Type) -> QFont:
        size = SIZES[role]
        font = QFont(fonts.brand_families() if size.brand else fonts.interface_families())
        font.setPixelSize(max(self.px(size.px), 1))
        font.setWeight(QFont.Weight(size.weight))
        if role is Type.TITLE:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.2)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _palette(self) -> QPalette:
        t = self.tokens
        role = QPalette.ColorRole
        palette = QPalette()
        for which, color in (
            (role.Window, t.canvas),
            (role.WindowText, t.text),
            (role.Base, t.surface),
            (role.AlternateBase, t.sunken),
            (role.Text, t.text),
            (role.PlaceholderText, t.text3),
            (role.Button, t.surface),
            (role.ButtonText, t.text),
            (role.BrightText, t.on_accent),
            (role.Highlight, t.accent),
            (role.HighlightedText, t.on_accent),
            (role.Accent, t.accent),
            (role.Link, t.accent),
            (role.LinkVisited, t.accent),
            (role.ToolTipBase, t.raised),
            (role.ToolTipText, t.text),
            (role.Light, t.surface),
            (role.Midlight, t.sunken),
            (role.Mid, t.line),
            (role.Dark, t.btn_line),
            (role.Shadow, t.edge),
        ):
            palette.setColor(which, QColor(color))
        off = QPalette.ColorGroup.Disabled
        for which in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(off, which, QColor(t.text3))
        palette.setColor(off, role.Base, QColor(t.sunken))
        return palette


def _contrast_tokens(palette: QPalette) -> Tokens:
    """Two colours and the system's highlight: lines become edges, soft fills vanish, borders stay."""
    role = QPalette.ColorRole

    def of(which: QPalette.ColorRole) -> str:
        return palette.color(which).name()

    ground, ink, chosen, on_chosen = of(role.Base), of(role.Text), of(role.Highlight), of(role.HighlightedText)
    dark = palette.color(role.Base).lightnessF() < 0.5
    words = DARK if dark else LIGHT
    return Tokens(
        canvas=ground, surface=ground, sunken=ground, raised=ground, line=ink, edge=ink, btn_line=ink,
        text=ink, text2=ink, text3=ink, accent=chosen, accent_hover=chosen, accent_soft=ground, on_accent=on_chosen,
        ok=words.ok, ok_soft=ground, warn=words.warn, warn_soft=ground, bad=words.bad, bad_soft=ground,
        bot=words.bot, bot_soft=ground, note=ground, rail=ground, rail_text=ink, rail_sel=chosen, rail_on=on_chosen,
        focus=chosen, dark=dark,
    )  # fmt: skip


_theme: Theme | None = None


def theme() -> Theme:
    """The one theme of the program; made on first use, after the QApplication."""
    global _theme  # noqa: PLW0603
    if _theme is None:
        _theme = Theme()
    return _theme


def px(value: float) -> int:
    """Shorthand of `theme().px`."""
    return theme().px(value)
