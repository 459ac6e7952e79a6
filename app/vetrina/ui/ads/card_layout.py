"""Where everything of an ad card goes: boxes and lines, in CSS px, as the customer page lays them out."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QTextLayout, QTextOption

from vetrina.domain.ads import Action, Creative
from vetrina.ui import fonts
from vetrina.ui.ads.card_metrics import (
    GREETING_CORNER,
    GREETING_RADIUS,
    LABEL_PADDING,
    PRICE_GAP,
    CardMetrics,
    TextSize,
    metrics_for,
)
from vetrina.ui.ads.card_words import CardWords

MANY = 100_000.0
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[ \t]+")
_ROUND_BREAK = re.compile(r" ?(?:\r\n|\n|\r) ?")


@dataclass(frozen=True, slots=True)
class CardContent:
    """What one card shows. `picture` None leaves the part out."""

    creative: Creative
    action: Action
    follows: bool
    words: CardWords
    picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as painted: its letters, left edge and baseline, in CSS px."""

    text: str
    x: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place. `name` is the class of the part on the customer page."""

    name: str
    size: TextSize
    layout: QTextLayout
    at: QPointF
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled, perhaps edged box; `radii` clockwise from the upper left. Colours are names of tokens."""

    name: str
    rect: QRectF
    radii: tuple[float, float, float, float]
    fill: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Glyph:
    """An icon: its name among the icons, and where."""

    name: str
    rect: QRectF
    ink: str


@dataclass(slots=True)
class CardLayout:
    """A card ready to paint. `height` is the column's: card and the gap above and below."""

    width: float
    metrics: CardMetrics
    card: QRectF = field(default_factory=QRectF)
    picture: QRectF | None = None
    boxes: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    foot_line: float = 0.0

    @property
    def height(self) -> float:
        """Height of the column, in CSS px."""
        return self.card.bottom() + self.metrics.gap

    def part(self, name: str) -> QRectF:
        """Where a box of this name is; empty when there is none."""
        return next((box.rect for box in self.boxes if box.name == name), QRectF())


def shown_text(text: str) -> str:
    """`text` as the page shows it: spaces run together, line feeds kept, characters without a shape made visible."""
    tame = _CONTROLS.sub("\ufffd", text).encode("utf-16", "replace").decode("utf-16", "replace")
    return _ROUND_BREAK.sub("\n", _SPACES.sub(" ", tame)).strip(" ")


@lru_cache(maxsize=32)
def _font(px: int, weight: int) -> QFont:
    font = QFont(fonts.interface_families())
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=32)
def _baseline(px: int, weight: int, line: int) -> float:
    """From the top of a line to its baseline: rounded font height, half of the leading above, rounded down.

    With fractional advances Chromium moves a pixel from ascent to descent where rounding cut the descent short
    (`SimpleFontData::AscentDescentWithHacks`, font_metrics.cc).
    """
    metrics = QFontMetricsF(_font(px, weight))
    ascent, descent = round(metrics.ascent()), round(metrics.descent())
    if descent < metrics.descent() and ascent >= 1:
        ascent, descent = ascent - 1, descent + 1
    return ascent + math.floor((line - ascent - descent) / 2)


def set_words(
    name: str,
    text: str,
    size: TextSize,
    x: float,
    y: float,
    width: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    nowrap: bool = False,
) -> tuple[Words, float, float]:
    """`text` broken into lines of `width`; also the widest line and the height, all in CSS px."""
    shown = shown_text(text)
    layout = QTextLayout(shown.replace("\n", "\u2028"), _font(size.px, size.weight))
    layout.setCacheEnabled(True)
    option = QTextOption(align)
    wrap = QTextOption.WrapMode.NoWrap if nowrap else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(wrap)
    option.setTextDirection(_direction(shown))
    option.setUseDesignMetrics(True)
    if align == Qt.AlignmentFlag.AlignLeft and option.textDirection() is Qt.LayoutDirection.RightToLeft and not nowrap:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    lines: list[Line] = []
    widest = 0.0
    drop = _baseline(size.px, size.weight, size.line)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        top = len(lines) * size.line
        line.setPosition(QPointF(0, top + drop - line.ascent()))
        start = _utf16_cut(shown, line.textStart(), line.textLength())
        natural = line.naturalTextWidth()
        widest = max(widest, natural)
        lines.append(Line(start.rstrip("\n "), x + line.naturalTextRect().left(), y + top + drop, natural))
    layout.endLayout()
    return Words(name, size, layout, QPointF(x, y), tuple(lines)), widest, float(len(lines) * size.line)


def utf16_length(text: str) -> int:
    """How long Qt thinks `text` is: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf16_cut(text: str, start: int, length: int) -> str:
    """Qt counts in UTF-16 units."""
    raw = text.encode("utf-16-le", "replace")
    return raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def _direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first strong letter, left to right without one."""
    from unicodedata import bidirectional

    for letter in text:
        kind = bidirectional(letter)
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


class _Maker:
    """Lays one card out from top to bottom."""

    def __init__(self, content: CardContent, column: float) -> None:
        self.content = content
        self.m = metrics_for(column)
        self.made = CardLayout(column, self.m)
        self.left = self.m.gap + 1.0
        self.inner = column - 2 * self.m.gap - 2
        self.y = self.m.gap + 1.0

    def make(self) -> CardLayout:
        """The whole card."""
        if self.content.picture is not None and not self.content.picture.isNull():
            self.made.picture = QRectF(self.left, self.y, self.inner, self.m.picture)
            self.y += self.m.picture
        self._body()
        self._chat_box()
        self._foot()
        top = float(self.m.gap)
        self.made.card = QRectF(self.m.gap, top, self.inner + 2, self.y + 1 - top)
        return self.made

    def _put(self, name: str, text: str, size: TextSize, x: float, width: float, gap: float = 0) -> float:
        """A text below what is there; returns its widest line."""
        self.y += gap
        words, widest, height = set_words(name, text, size, x, self.y, width)
        self.made.words.append(words)
        self.y += height
        return widest

    def _body(self) -> None:
        m, one = self.m, self.content.creative
        top, right, bottom, left = m.body
        x, width = self.left + left, self.inner - left - right
        self.y += top
        self._put("ad-headline", one.headline, m.headline, x, width)
        if one.text:
            self._put("ad-copy", one.text, m.copy, x, width, m.copy_gap)
        if one.product is not None and (one.product.title or one.product.price):
            self._product(x, width)
        self.y += bottom

    def _product(self, x: float, width: float) -> None:
        m, card = self.m, self.content.creative.product
        assert card is not None
        self.y += m.product_gap
        room, price_width, price = width, 0.0, None
        if card.price:
            price, price_width, _ = set_words("ad-price", card.price, m.price, 0, 0, MANY, nowrap=True)
            room = width - price_width - PRICE_GAP
        title, _, height = set_words("ad-title", card.title, m.product, 0, 0, room)
        below = None
        if card.subtitle:
            below, _, more = set_words("ad-subtitle", card.subtitle, m.subtitle, 0, 0, room)
            height += more
        row = max(height, float(m.price.line) if price else 0.0)
        at = self.y + (row - height) / 2
        self._place(title, x, at)
        if below is not None:
            self._place(below, x, at + height - len(below.lines) * m.subtitle.line)
        if price is not None:
            self._place(price, x + width - price_width, self.y + (row - m.price.line) / 2)
        self.y += row

    def _place(self, words: Words, x: float, y: float) -> None:
        lines = tuple(Line(line.text, line.x + x, line.baseline + y, line.width) for line in words.lines)
        self.made.words.append(Words(words.name, words.size, words.layout, QPointF(x, y), lines))

    def _chat_box(self) -> None:
        m, one = self.m, self.content.creative
        x = self.left + m.box_margin
        width = self.inner - 2 * m.box_margin
        top = self.y
        index = len(self.made.boxes)
        self.y += m.box_padding
        inside, room, first = x + m.box_padding, width - 2 * m.box_padding, True
        parts = [
            (bool(one.greeting), self._greeting),
            (self.content.action is Action.RESERVE, self._main),
            (bool(one.quick_replies), self._replies),
            (True, self._field),
        ]
        for wanted, draw in parts:
            if wanted:
                self.y += 0 if first else m.box_gap
                first = False
                draw(inside, room)
        self.y += m.box_padding
        radii = (float(m.box_radius),) * 4
        self.made.boxes.insert(index, Box("ad-box", QRectF(x, top, width, self.y - top), radii, "canvas"))
        self.y += m.box_margin

    def _greeting(self, x: float, room: float) -> None:
        m = self.m
        above, beside = m.greeting_padding
        most = room - 2 * beside - 2
        words, widest, height = set_words(
            "ad-greeting", self.content.creative.greeting, m.greeting, x + 1 + beside, self.y + 1 + above, most
        )
        wraps = len(words.lines) > len(shown_text(self.content.creative.greeting).split("\n"))
        width = room if wraps else min(widest, most) + 2 * beside + 2
        if not wraps:  # the box is as wide as its text, and a text from right to left begins at its right edge
            words, _, height = set_words(
                "ad-greeting",
                self.content.creative.greeting,
                m.greeting,
                x + 1 + beside,
                self.y + 1 + above,
                widest + 0.01,
            )
        tall = height + 2 * above + 2
        radii = (GREETING_RADIUS, GREETING_RADIUS, GREETING_RADIUS, GREETING_CORNER)
        self.made.boxes.append(Box("ad-greeting", QRectF(x, self.y, width, tall), radii, "surface", "line"))
        self.made.words.append(words)
        self.y += tall

    def _main(self, x: float, room: float) -> None:
        m = self.m
        beside = m.reply_padding
        words, _, height = set_words(
            "ad-main", self.content.words.reserve, m.main, 0, 0, room - 2 * beside - 2, Qt.AlignmentFlag.AlignHCenter
        )
        tall = max(float(m.main_height), height + 2 * LABEL_PADDING + 2)
        radii = (m.main_height / 2,) * 4
        self.made.boxes.append(Box("ad-main", QRectF(x, self.y, room, tall), radii, "accent"))
        self._place(words, x + 1 + beside, self.y + (tall - height) / 2)
        self.y += tall

    def _replies(self, x: float, room: float) -> None:
        """Buttons from left to right; those of one row are as high as the highest of them."""
        m = self.m
        chrome = 2 * m.reply_padding + 2
        rows: list[list[tuple[Words, float, float]]] = [[]]
        used = 0.0
        for reply in self.content.creative.quick_replies:
            words, widest, _ = set_words("ad-reply", reply.title, m.reply, 0, 0, MANY)
            width = min(widest + chrome, room)
            words, _, height = set_words(
                "ad-reply", reply.title, m.reply, 0, 0, width - chrome + 0.01, Qt.AlignmentFlag.AlignHCenter
            )
            if rows[-1] and used + m.box_gap + width > room + 0.01:
                rows.append([])
                used = 0.0
            used += width + (m.box_gap if rows[-1] else 0)
            rows[-1].append((words, width, height))
        for number, row in enumerate(rows):
            self.y += m.box_gap if number else 0
            tall = max(max(float(m.reply_height), height + 2 * LABEL_PADDING + 2) for _, _, height in row)
            at = x
            for words, width, height in row:
                radii = (m.reply_height / 2,) * 4
                box = Box("ad-reply", QRectF(at, self.y, width, tall), radii, "surface", "accent")
                self.made.boxes.append(box)
                self._place(words, at + 1 + m.reply_padding, self.y + (tall - height) / 2)
                at += width + m.box_gap
            self.y += tall

    def _field(self, x: float, room: float) -> None:
        m = self.m
        rect = QRectF(x, self.y, room, m.field_height)
        self.made.boxes.append(Box("ad-field", rect, (float(m.field_radius),) * 4, "surface", "edge"))
        wide, high, radius = m.send
        send = QRectF(rect.right() - 1 - m.field_end - wide, self.y + (m.field_height - high) / 2, wide, high)
        self.made.boxes.append(Box("ad-send", send, (float(radius),) * 4, "accent"))
        self._glyph("send", send, m.send_glyph, "on_accent")
        words, _, height = set_words("ad-prompt", self.content.words.prompt, m.prompt, 0, 0, MANY, nowrap=True)
        self._place(words, x + 1 + m.field_padding, self.y + (m.field_height - height) / 2)
        self.y += m.field_height

    def _foot(self) -> None:
        m, words = self.m, self.content.words
        start, end = m.foot_padding
        self.made.foot_line = self.y
        why, why_width, why_height = set_words("ad-why", words.why, m.why, 0, 0, MANY, nowrap=True)
        room = self.inner - start - end - m.more_width - m.why_gap - why_width
        said, _, height = set_words(
            "ad-foot", words.followed if self.content.follows else words.not_followed, m.foot, 0, 0, room
        )
        inside = max(m.foot_height - 1.0, height)
        top = self.y + 1
        self._place(said, self.left + start, top + (inside - height) / 2)
        more = self.left + self.inner - end - m.more_width
        self._place(why, more - why_width, top + (inside - why_height) / 2)
        self._glyph("ellipsis", QRectF(more, top, m.more_width, inside), m.more_glyph, "text")
        self.y = top + inside

    def _glyph(self, name: str, around: QRectF, edge: int, ink: str) -> None:
        x, y = around.center().x() - edge / 2, around.center().y() - edge / 2
        self.made.glyphs.append(Glyph(name, QRectF(x, y, edge, edge), ink))


def lay_out_card(content: CardContent, column: float) -> CardLayout:
    """The card as it stands in a column of this width (CSS px)."""
    return _Maker(content, column).make()
