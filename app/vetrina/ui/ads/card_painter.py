"""Paints the ad card of the customer page, pixel for pixel: tests/e2e/test_preview_pixels.py holds it to the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTextLayout
from PySide6.QtSvg import QSvgRenderer

from vetrina.ui.ads.card_layout import Box, CardContent, CardLayout, Glyph, Words, lay_out_card, utf16_length
from vetrina.ui.assets import asset
from vetrina.ui.tokens import DARK, LIGHT, Tokens
from vetrina.ui.widgets.painting import corners

MARKED = ("ad-headline", "ad-copy", "ad-greeting")
AGREE = 32
"""How far the corners of a cut-out may differ, per channel of 255."""


def paint_card(
    painter: QPainter, layout: CardLayout, content: CardContent, *, dark: bool = False, marks: Sequence[str] = ()
) -> None:
    """Paint a card that was laid out from this content, the column's upper left corner at the painter's origin.

    `marks` are stretches of the ad's own texts that get the ground of a slip; the customer page has none.
    """
    tokens = DARK if dark else LIGHT
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    radii = (float(layout.metrics.radius),) * 4
    _box(painter, Box("ad", layout.card, radii, "surface"), tokens)
    if layout.picture is not None and content.picture is not None:
        painter.save()
        inner = layout.metrics.radius - 1.0
        painter.setClipPath(corners(layout.card.adjusted(1, 1, -1, -1), inner, inner, inner, inner))
        _picture(painter, layout.picture, content.picture, tokens)
        painter.restore()
    foot = QRectF(layout.card.left() + 1, layout.foot_line, layout.card.width() - 2, 1)
    painter.fillRect(foot, QColor(tokens.line))
    for box in layout.boxes:
        _box(painter, box, tokens)
    _edge(painter, layout.card, radii, QColor(tokens.line))
    for words in layout.words:
        painter.setPen(QColor(str(getattr(tokens, words.size.ink))))
        words.layout.draw(painter, words.at, _marked(words, marks, tokens))
    for glyph in layout.glyphs:
        _glyph(painter, glyph, tokens)
    painter.restore()


def _marked(words: Words, marks: Sequence[str], tokens: Tokens) -> list[QTextLayout.FormatRange]:
    if words.name not in MARKED:
        return []
    found: list[QTextLayout.FormatRange] = []
    text = words.layout.text()
    for mark in marks:
        at = text.find(mark)
        if at < 0:
            continue
        one = QTextLayout.FormatRange()
        one.start, one.length = utf16_length(text[:at]), utf16_length(mark)
        one.format.setBackground(QColor(tokens.warn_soft))
        found.append(one)
    return found


def card_image(content: CardContent, column: float, *, dark: bool = False, ratio: float = 1.0) -> QImage:
    """The column with the card as a picture, on the ground of the customer page."""
    layout = lay_out_card(content, column)
    image = QImage(
        QSize(round(column * ratio), round(layout.height * ratio)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(QColor((DARK if dark else LIGHT).canvas))
    painter = QPainter(image)
    painter.scale(ratio, ratio)
    paint_card(painter, layout, content, dark=dark)
    painter.end()
    return image


def _snapped(rect: QRectF) -> QRectF:
    """Boxes stand on whole pixels, as browsers place them."""
    left, top = round(rect.left()), round(rect.top())
    return QRectF(left, top, round(rect.right()) - left, round(rect.bottom()) - top)


def _box(painter: QPainter, box: Box, tokens: Tokens) -> None:
    rect = _snapped(box.rect)
    limit = min(rect.width(), rect.height()) / 2
    radii = tuple(min(radius, limit) for radius in box.radii)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(str(getattr(tokens, box.fill))))
    painter.drawPath(corners(rect, *radii))
    if box.edge:
        _edge(painter, rect, (radii[0], radii[1], radii[2], radii[3]), QColor(str(getattr(tokens, box.edge))))


def _edge(painter: QPainter, rect: QRectF, radii: tuple[float, float, float, float], color: QColor) -> None:
    """A border of 1 px inside `rect`, as the area between two rounded boxes."""
    outer = corners(rect, *radii)
    inner: QPainterPath = corners(rect.adjusted(1, 1, -1, -1), *(max(radius - 1, 0) for radius in radii))
    ring = QPainterPath(outer)
    ring.addPath(inner)
    ring.setFillRule(Qt.FillRule.OddEvenFill)
    painter.fillPath(ring, color)


def is_cut_out(picture: QImage) -> bool:
    """Whether the four corner pixels are opaque and agree: a product on a plain ground, to be shown whole."""
    right, bottom = picture.width() - 1, picture.height() - 1
    corner = [picture.pixelColor(x, y) for x, y in ((0, 0), (right, 0), (0, bottom), (right, bottom))]
    first = corner[0]
    return first.alpha() == 255 and all(
        abs(one.red() - first.red()) <= AGREE
        and abs(one.green() - first.green()) <= AGREE
        and abs(one.blue() - first.blue()) <= AGREE
        and abs(one.alpha() - first.alpha()) <= AGREE
        for one in corner[1:]
    )


def _picture(painter: QPainter, rect: QRectF, picture: QImage, tokens: Tokens) -> None:
    whole = is_cut_out(picture)
    painter.fillRect(rect, picture.pixelColor(0, 0) if whole else QColor(tokens.sunken))
    across, down = rect.width() / picture.width(), rect.height() / picture.height()
    share = min(across, down) if whole else max(across, down)
    width, height = picture.width() * share, picture.height() * share
    target = QRectF(rect.center().x() - width / 2, rect.center().y() - height / 2, width, height)
    ratio = painter.transform().m11()
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.drawImage(target, _smaller(picture, width * ratio, height * ratio))
    painter.restore()


def _smaller(picture: QImage, width: float, height: float) -> QImage:
    """Large pictures are averaged down first: Qt's painter looks at four pixels only."""
    if picture.width() <= width:
        return picture
    size = QSize(max(round(width), 1), max(round(height), 1))
    return picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


@lru_cache(maxsize=16)
def _drawing(name: str, ink: str) -> QSvgRenderer:
    svg = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", ink).replace('stroke-width="2"', 'stroke-width="1.8"')
    return QSvgRenderer(QByteArray(svg.encode()))


def _glyph(painter: QPainter, glyph: Glyph, tokens: Tokens) -> None:
    ink = str(getattr(tokens, glyph.ink))
    place = QRectF(QPointF(round(glyph.rect.left()), round(glyph.rect.top())), glyph.rect.size())
    _drawing(glyph.name, ink).render(painter, place)
