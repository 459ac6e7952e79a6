"""Painting primitives shared by parts and delegates: text, chips, counts, avatars, switches, patience."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import AVATAR_TINTS, CHANNEL_MARKS, OTHER_CHANNEL, Kind, Tone, Type

LONGEST_LINE = 500  # more never fits, and shaping it would take long
RIGHT = Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignLeft
CENTER = Qt.AlignmentFlag.AlignHCenter


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box; the edge is drawn inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        half = width / 2
        inner = rect.adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, max(radius - half, 0), max(radius - half, 0))
    painter.restore()


def corners(rect: QRectF, top_left: float, top_right: float, bottom_right: float, bottom_left: float) -> QPainterPath:
    """A box with four radii of its own (bubbles, halves of a split button)."""
    path = QPainterPath()
    path.moveTo(rect.left() + top_left, rect.top())
    path.lineTo(rect.right() - top_right, rect.top())
    path.arcTo(rect.right() - 2 * top_right, rect.top(), 2 * top_right, 2 * top_right, 90, -90)
    path.lineTo(rect.right(), rect.bottom() - bottom_right)
    path.arcTo(
        rect.right() - 2 * bottom_right, rect.bottom() - 2 * bottom_right, 2 * bottom_right, 2 * bottom_right, 0, -90
    )
    path.lineTo(rect.left() + bottom_left, rect.bottom())
    path.arcTo(rect.left(), rect.bottom() - 2 * bottom_left, 2 * bottom_left, 2 * bottom_left, 270, -90)
    path.lineTo(rect.left(), rect.top() + top_left)
    path.arcTo(rect.left(), rect.top(), 2 * top_left, 2 * top_left, 180, -90)
    path.closeSubpath()
    return path


def text_width(text: str, role: Type = Type.BODY) -> int:
    """Width of one line in px on screen."""
    return QFontMetrics(theme().font(role)).horizontalAdvance(text) + 1


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: Type = Type.BODY,
    tone: Tone | QColor = Tone.TEXT,
    align: Qt.AlignmentFlag = LEFT,
    *,
    struck: bool = False,
) -> None:
    """One line, elided at the end, centred from top to bottom of `rect`."""
    font = theme().font(role)
    font.setStrikeOut(struck)
    painter.setFont(font)
    painter.setPen(tone if isinstance(tone, QColor) else theme().color(tone))
    line = text[:LONGEST_LINE].replace("\n", " ").replace("\0", "�")
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(rect.width() + 0.5))
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def chip_width(text: str, icon: str = "", removable: bool = False) -> int:
    """Width of a chip in px on screen."""
    px = theme().px
    return text_width(text, Type.SMALL_STRONG) + px(16) + (px(18) if icon else 0) + (px(16) if removable else 0) + 2


def paint_chip(
    painter: QPainter,
    x: float,
    y: float,
    text: str,
    kind: Kind = Kind.PLAIN,
    icon: str = "",
    *,
    on_chosen: bool = False,
    most: float = 0,
    removable: bool = False,
) -> float:
    """A chip with its top left corner at x, y, at most `most` px wide; returns its width in px on screen."""
    t, px = theme().tokens, theme().px
    width = float(chip_width(text, icon, removable))
    if most:
        width = min(width, most)
    rect = QRectF(x, y, width, px(22))
    plain = kind in (Kind.PLAIN, Kind.NEUTRAL)
    fill = t.surface if on_chosen else (t.canvas if plain else kind.fill(t))
    rounded(painter, rect, px(6), QColor(fill), QColor(t.line) if plain or on_chosen else None)
    ink = QColor(kind.ink(t))
    left = x + px(8)
    if icon:
        paint_icon(painter, icon, left, y + px(4), 14, ink)
        left += px(18)
    right = rect.right() - px(8) - (px(16) if removable else 0)
    paint_text(painter, QRectF(left, y, right - left, px(22)), text, Type.SMALL_STRONG, ink)
    if removable:
        paint_icon(painter, "x", rect.right() - px(8) - px(12), y + px(5), 12, ink)
    return width


def count_width(count: int) -> int:
    """Width of a count pill in px on screen."""
    return max(theme().px(18), text_width(str(count), Type.CAPTION_STRONG) + theme().px(11))


def paint_count(painter: QPainter, x: float, y: float, count: int, *, quiet: bool = False) -> float:
    """A count pill with its top left corner at x, y; returns its width in px on screen."""
    t, px = theme().tokens, theme().px
    width = float(count_width(count))
    rect = QRectF(x, y, width, px(18))
    rounded(painter, rect, px(9), QColor(t.line if quiet else t.accent))
    font = theme().font(Type.CAPTION)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(t.text2 if quiet else t.on_accent))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count))
    return width


def initials(name: str) -> str:
    """One or two letters for a person without a picture."""
    words = [w for w in name.split() if w[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def tint_of(person: str | int) -> tuple[str, str]:
    """The avatar colours (ground, ink) of a person's id; the same on every start."""
    digest = blake2s(str(person).encode("utf-8", "replace"), digest_size=4).digest()
    return AVATAR_TINTS[int.from_bytes(digest) % len(AVATAR_TINTS)]


@dataclass(frozen=True, slots=True)
class Face:
    """What an avatar shows: the person's name, id (for the tint) and the network of the badge ("" for none)."""

    name: str
    id: str | int = ""
    channel: str = ""


def paint_avatar(
    painter: QPainter, x: float, y: float, size: float, face: Face, ground: QColor | str = "surface"
) -> None:
    """An avatar of `size` px of the design at x, y; `ground` is the colour round the badge."""
    px = theme().px
    edge = px(size)
    fill, ink = tint_of(face.id if face.id != "" else face.name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QRectF(x, y, edge, edge))
    font = theme().font(Type.NAME)
    font.setPixelSize(max(px(round(size * 0.35)), 1))
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(QRectF(x, y, edge, edge), Qt.AlignmentFlag.AlignCenter, initials(face.name))
    if face.channel:
        small = size < 36
        outer = px(14 if small else 18)
        ring = px(1.5 if small else 2)
        bx = x + edge + px(4 if small else 3) - outer
        by = y + edge + px(3) - outer
        mark = CHANNEL_MARKS.get(face.channel, OTHER_CHANNEL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground if isinstance(ground, QColor) else theme().color(ground))
        painter.drawEllipse(QRectF(bx, by, outer, outer))
        painter.setBrush(QColor(mark.fill))
        painter.drawEllipse(QRectF(bx + ring, by + ring, outer - 2 * ring, outer - 2 * ring))
        glyph = 8 if small else 10
        inset = (outer - px(glyph)) / 2
        paint_icon(painter, mark.icon, bx + inset, by + inset, glyph, "#FFFFFF")
    painter.restore()


def paint_switch(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True) -> None:
    """A switch filling `rect` (36×20 px of the design)."""
    t, px = theme().tokens, theme().px
    edge = t.line if not enabled else (t.accent if on else t.edge)
    fill = t.sunken if not enabled else (t.accent if on else t.surface)
    rounded(painter, rect, rect.height() / 2, QColor(fill), QColor(edge), 1.5)
    knob = px(12)
    inset = (rect.height() - knob) / 2
    x = rect.right() - inset - knob - px(1) + 1 if on else rect.left() + inset + px(0.5)
    color = t.text3 if not enabled else (t.on_accent if on else t.edge)
    rounded(painter, QRectF(x, rect.top() + inset, knob, knob), knob / 2, QColor(color))


def paint_check(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True, partly: bool = False) -> None:
    """A check box filling `rect` (16×16 px of the design)."""
    t, px = theme().tokens, theme().px
    filled = on or partly
    edge = t.line if not enabled else (t.accent if filled else t.edge)
    fill = t.sunken if not enabled else (t.accent if filled else t.surface)
    rounded(painter, rect, px(4), QColor(fill), QColor(edge), 1.5)
    if filled:
        inset = (rect.width() - px(12)) / 2
        ink = QColor(t.text3 if not enabled else t.on_accent)
        paint_icon(painter, "minus" if partly else "check", rect.left() + inset, rect.top() + inset, 12, ink)


def paint_radio(painter: QPainter, rect: QRectF, on: bool, enabled: bool = True) -> None:
    """A radio button filling `rect` (16×16 px of the design)."""
    t, px = theme().tokens, theme().px
    edge = t.line if not enabled else (t.accent if on else t.edge)
    fill = t.sunken if not enabled else t.surface
    rounded(painter, rect, rect.width() / 2, QColor(fill), QColor(edge), px(5) if on else 1.5)


def patience_width(limit: int) -> int:
    """Width of the patience boxes for this limit in px on screen."""
    px = theme().px
    return limit * px(14) + (limit - 1) * px(3) if 0 < limit <= 5 else 0


def paint_patience(painter: QPainter, x: float, y: float, used: int, limit: int) -> None:
    """Boxes 14×8, as many as the limit (up to 5); in warn when the limit is reached."""
    t, px = theme().tokens, theme().px
    hot = QColor(t.warn if used >= limit else t.accent)
    for i in range(limit):
        rect = QRectF(x + i * px(17), y, px(14), px(8))
        full = i < used
        rounded(painter, rect, px(2), hot if full else None, hot if full else QColor(t.edge), 1.5)


def hairline(painter: QPainter, x1: float, y: float, x2: float) -> None:
    """A 1 px line in the colour `line`."""
    painter.fillRect(QRectF(x1, y, x2 - x1, 1), theme().color("line"))


def ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The 2 px focus ring, drawn inside `rect`."""
    rounded(painter, rect, radius, None, theme().color("focus"), 2.0)
