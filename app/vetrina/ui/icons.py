"""Line icons (Lucide) drawn in the colour of the text beside them, cached by name, size, colour and screen."""

from __future__ import annotations

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from vetrina.ui.assets import asset
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone

log = logging.getLogger(__name__)

# Icons that point along the line of reading turn round when it runs from right to left.
_DIRECTIONAL = frozenset({"send", "undo-2", "arrow-left", "chevron-left", "chevron-right", "external-link"})


def _stroke(size: float) -> float:
    """Stroke width in the icon's own 24 units: thinner drawings need a wider pen."""
    if size <= 10:
        return 2.4
    if size <= 12:
        return 2.2
    return 2.0 if size <= 14 else 1.8


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    path = asset("icons", f"{name}.svg")
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        log.warning("icon %s is missing", name)
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>'


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, pen: float, color: str, ratio: float, mirrored: bool) -> QPixmap:
    svg = _source(name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{pen}"')
    return _rendered(svg, QSize(size, size), ratio, mirrored)


def _rendered(svg: str, size: QSize, ratio: float, mirrored: bool = False) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    if mirrored:
        pixmap = pixmap.transformed(QTransform().scale(-1, 1))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: float = 18, color: Tone | str | QColor = Tone.TEXT, ratio: float = 0.0) -> QPixmap:
    """Picture of an icon; `size` in px of the design, `ratio` the screen's device pixel ratio (0: the program's)."""
    ink = color if isinstance(color, QColor) else theme().color(color)
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _pixmap(
        name,
        theme().px(size),
        _stroke(size),
        ink.name(),
        ratio or QGuiApplication.primaryScreen().devicePixelRatio(),
        rtl and name in _DIRECTIONAL,
    )


def paint_icon(painter: QPainter, name: str, x: float, y: float, size: float, color: Tone | str | QColor) -> None:
    """Paint an icon with its top left corner at x, y (px on screen); `size` in px of the design."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(QPointF(x, y), pixmap(name, size, color, ratio))


def icon(name: str, size: float = 16, tone: Tone | str = Tone.TEXT, off: Tone | str = Tone.TEXT3) -> QIcon:
    """An icon for menus and actions. Ask again after `theme().changed`: it does not follow the theme by itself."""
    made = QIcon(pixmap(name, size, tone))
    made.addPixmap(pixmap(name, size, off), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=64)
def _mark(name: str, width: int, height: int, color: str, ratio: float) -> QPixmap:
    svg = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    if color:
        svg = svg.replace("#17625B", color)
    return _rendered(svg, QSize(width, height), ratio)


def mark(size: float = 40, *, on_rail: bool = False) -> QPixmap:
    """The shop-window mark; `size` in px of the design."""
    edge = theme().px(size)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    if on_rail:
        return _mark("mark-on-dark", edge, edge, "", ratio)
    return _mark("mark-on-light", edge, edge, theme().tokens.accent, ratio)


def program_icon() -> QIcon:
    """The icon of the window and the tray."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_mark("app-icon", size, size, "", 1.0))
    return made
