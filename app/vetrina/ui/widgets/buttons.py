"""Buttons: main, normal, quiet, link, danger; split; with icon only; chat buttons (quick replies)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tokens, Type
from vetrina.ui.widgets.labels import safe_tooltip
from vetrina.ui.widgets.painting import corners
from vetrina.ui.widgets.zoomed import Zoomed


class ButtonKind(StrEnum):
    """How much a button asks for attention; one MAIN per pane."""

    MAIN = "main"
    NORMAL = "normal"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"
    DANGER_FINAL = "dangerFinal"
    REPLY = "reply"  # chat button: pill with accent edge


class ButtonSize(StrEnum):
    """Heights 28, 32, 40 and 44."""

    SMALL = "small"
    NORMAL = "normal"
    TALL = "tall"
    BIG = "big"


@dataclass(frozen=True, slots=True)
class _Measure:
    height: int
    padding: int
    icon: int
    radius: int
    px: int


_MEASURES = {
    ButtonSize.SMALL: _Measure(28, 10, 14, 6, 12),
    ButtonSize.NORMAL: _Measure(32, 12, 16, 6, 13),
    ButtonSize.TALL: _Measure(40, 16, 16, 6, 14),
    ButtonSize.BIG: _Measure(44, 20, 18, 8, 15),
}


def _colors(kind: ButtonKind, t: Tokens, hover: bool, down: bool, enabled: bool) -> tuple[str, str, str]:
    """Fill, edge and ink of a button; "" is transparent."""
    if not enabled:
        if kind in (ButtonKind.QUIET, ButtonKind.LINK):
            return "", "", t.text3
        return t.sunken, t.line, t.text3
    if kind is ButtonKind.MAIN:
        fill = t.accent_hover if hover or down else t.accent
        return fill, fill, t.on_accent
    if kind is ButtonKind.DANGER_FINAL:
        return t.bad, t.bad, t.on_accent
    pressed = (t.accent_soft, t.accent)
    if kind is ButtonKind.QUIET:
        return (pressed[0], "", pressed[1]) if down else (t.sunken if hover else "", "", t.text2)
    if kind is ButtonKind.LINK:
        return (pressed[0] if down else t.sunken if hover else ""), "", t.accent
    if kind is ButtonKind.DANGER:
        return (t.bad_soft if down else t.sunken if hover else t.surface), t.bad, t.bad
    if kind is ButtonKind.REPLY:
        return (t.accent_soft if down or hover else t.surface), t.accent, t.accent
    if down:
        return pressed[0], t.btn_line, pressed[1]
    return (t.sunken if hover else t.surface), t.btn_line, t.text


class Button(Zoomed, QPushButton):
    """A push button painted from the tokens. `tip` is the tooltip; for icon-only buttons also the name."""

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = ButtonKind.NORMAL,
        *,
        icon: str = "",
        size: ButtonSize = ButtonSize.NORMAL,
        tip: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self.icon_name, self.measure = kind, icon, size
        self.trailing = ""  # a second icon after the text, e.g. chevron-down of a menu button
        self._square_left = self._square_right = False
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if shortcut:
            self.setShortcut(shortcut)
        hint = f"{tip} ({shortcut})" if tip and shortcut else tip or (shortcut and f"{text} ({shortcut})")
        if hint:
            safe_tooltip(self, hint)
        if not text:
            self.setAccessibleName(tip)

    def on_click(self, act: Callable[[], object]) -> Button:
        """Run `act` (without arguments) at each click; returns the button."""
        self.clicked.connect(lambda _checked=False: act())
        return self

    def set_icon(self, name: str) -> None:
        """Change the icon in front of the text; "" removes it."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def join(self, *, left: bool = False, right: bool = False) -> None:
        """Square the corners at which this button touches a neighbour."""
        self._square_left, self._square_right = left, right

    def turn_off(self, why: str) -> None:
        """Disable with the reason in the tooltip (a disabled button always says why)."""
        self.setEnabled(False)
        safe_tooltip(self, why)

    def turn_on(self, tip: str = "") -> None:
        """Enable again."""
        self.setEnabled(True)
        safe_tooltip(self, tip)

    def _measure(self) -> _Measure:
        m = _MEASURES[self.measure]
        if self.kind is ButtonKind.REPLY:
            return _Measure(30, 12, 14, 15, 13)
        return _Measure(m.height, 6, m.icon, m.radius, m.px) if self.kind is ButtonKind.LINK else m

    def _metrics(self) -> QFontMetrics:
        strong = self.kind not in (ButtonKind.NORMAL, ButtonKind.QUIET, ButtonKind.DANGER)
        font = theme().font(Type.NAME if strong else Type.LABEL)
        font.setPixelSize(theme().px(self._measure().px))
        self.setFont(font)
        return QFontMetrics(font)

    def sizeHint(self) -> QSize:
        m, px = self._measure(), theme().px
        metrics = self._metrics()
        if not self.text():
            return QSize(px(m.height - 2) if self._square_left else px(m.height), px(m.height))
        width = metrics.horizontalAdvance(self.text()) + 2 * px(m.padding) + 2
        for name in (self.icon_name, self.trailing):
            if name:
                width += px(m.icon) + px(6)
        return QSize(width, max(px(m.height), metrics.height() + px(6)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, m = theme().tokens, theme().px, self._measure()
        hover = self.underMouse() and self.isEnabled()
        down = self.isDown() or (self.isCheckable() and self.isChecked())
        fill, edge, ink = _colors(self.kind, t, hover, down, self.isEnabled())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = float(min(px(m.radius), self.height() / 2))
        left = 0.0 if self._square_left else radius
        right = 0.0 if self._square_right else radius
        painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawPath(corners(rect, left, right, right, left))
        if self._square_left and self.kind is ButtonKind.MAIN:
            painter.fillRect(QRectF(0, 0, 1, self.height()), QColor(t.surface))
        self._paint_content(painter, QColor(ink), m)

    def _paint_content(self, painter: QPainter, ink: QColor, m: _Measure) -> None:
        px, metrics = theme().px, self._metrics()
        icon = px(m.icon)
        leading = icon + px(6) if self.icon_name and self.text() else (icon if self.icon_name else 0)
        trailing = icon + px(6) if self.trailing and self.text() else 0
        room = self.width() - 2 * px(min(m.padding, 6)) - leading - trailing
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        width = leading + metrics.horizontalAdvance(text) + trailing
        x = (self.width() - width) / 2
        middle = (self.height() - icon) / 2
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        first, last = (self.trailing, self.icon_name) if rtl else (self.icon_name, self.trailing)
        if first:
            paint_icon(painter, first, x, middle, m.icon, ink)
            x += icon + px(6)
        painter.setFont(self.font())
        painter.setPen(ink)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, baseline), text)
        if last and text:
            paint_icon(painter, last, x + metrics.horizontalAdvance(text) + px(6), middle, m.icon, ink)


class IconButton(Button):
    """A square button with only an icon; `name` is its accessible name and tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        kind: ButtonKind = ButtonKind.NORMAL,
        *,
        size: ButtonSize = ButtonSize.NORMAL,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon=icon, size=size, tip=name, shortcut=shortcut, parent=parent)


class MenuButton(Button):
    """A button that opens a menu; shows a chevron after its text. Fill `menu_` with actions."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.NORMAL,
        *,
        icon: str = "",
        size: ButtonSize = ButtonSize.NORMAL,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, icon=icon, size=size, tip=tip, parent=parent)
        self.trailing = "chevron-down" if text else ""
        self.menu_ = QMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menu below the button."""
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height() + theme().px(4))))


class SplitButton(QWidget):
    """A main button with a menu half. `main` and `more` are the halves, `menu_` the menu of the right one."""

    def __init__(
        self, text: str, more_name: str, kind: ButtonKind = ButtonKind.MAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.main = Button(text, kind)
        self.more = IconButton("chevron-down", more_name, kind)
        self.main.join(right=True)
        self.more.join(left=True)
        self.menu_ = QMenu(self.more)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.main)
        layout.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked = self.main.clicked
        self.more.clicked.connect(self._open)

    def _open(self) -> None:
        below = self.mapToGlobal(QPoint(0, self.height() + theme().px(4)))
        self.menu_.popup(below)
