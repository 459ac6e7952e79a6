"""The measured pieces bubbles are made of: wrapped text, the line below, cards, chat buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout

from vetrina.domain.talk import ProductCard, QuickReply
from vetrina.ui.icons import paint_icon
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import clean, lay_out
from vetrina.ui.widgets.painting import paint_text, rounded, text_width
from vetrina.ui.widgets.pictures import paint_picture

Draw = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place inside a line that can be clicked."""

    rect: QRectF
    act: str


@dataclass(slots=True)
class Shape:
    """A laid out line: its height, how to paint it, what can be clicked, and the box that shows focus."""

    height: float
    draws: list[Draw] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    box: QRectF = field(default_factory=QRectF)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of the line below a bubble: an icon or words, perhaps strong, perhaps to be clicked."""

    text: str = ""
    tone: Tone = Tone.TEXT3
    icon: str = ""
    strong: bool = False
    act: str = ""

    def width(self) -> int:
        """Px on screen."""
        if self.icon:
            return theme().px(14)
        return text_width(self.text, Type.CAPTION_STRONG if self.strong else Type.CAPTION)


META_GAP = 4
META_LINE = 14


def meta_width(line: list[Word]) -> int:
    """Width of a line of words in px on screen."""
    return sum(word.width() for word in line) + theme().px(META_GAP) * max(len(line) - 1, 0)


def meta_lines(line: list[Word], room: float) -> list[list[Word]]:
    """The words broken into as many lines as needed; a word that is too long alone breaks between its own words."""
    done: list[list[Word]] = [[]]
    for word in line:
        for part in _broken(word, room):
            if done[-1] and meta_width([*done[-1], part]) > room:
                done.append([])
            done[-1].append(part)
    return done


def _broken(word: Word, room: float) -> list[Word]:
    if word.icon or word.width() <= room:
        return [word]
    parts: list[Word] = []
    for piece in clean(word.text, 400).split(" "):
        longer = Word(f"{parts[-1].text} {piece}", word.tone, "", word.strong, word.act) if parts else None
        if longer is not None and longer.width() <= room:
            parts[-1] = longer
        else:
            parts.append(Word(piece, word.tone, "", word.strong, word.act))
    return parts


def place_meta(shape: Shape, line: list[Word], y: float, left: float, right: float, *, at_right: bool) -> float:
    """Add the line below a bubble to `shape`; returns the height used."""
    px = theme().px
    for number, words in enumerate(meta_lines(line, right - left)):
        top = y + number * px(META_LINE)
        x = right - meta_width(words) if at_right else left
        for word in words:
            rect = QRectF(x, top, word.width(), px(META_LINE))
            shape.draws.append(_word_painter(word, rect))
            if word.act:
                shape.hits.append(Hit(rect.adjusted(-px(4), -px(7), px(4), px(7)), word.act))
            x += word.width() + px(META_GAP)
    return len(meta_lines(line, right - left)) * px(META_LINE)


def _word_painter(word: Word, rect: QRectF) -> Draw:
    def draw(painter: QPainter) -> None:
        if word.icon:
            paint_icon(painter, word.icon, rect.left(), rect.top(), 14, word.tone)
            return
        role = Type.CAPTION_STRONG if word.strong else Type.CAPTION
        paint_text(painter, rect.adjusted(0, 0, 2, 0), word.text, role, word.tone)
        if word.act:
            y = rect.bottom() - 1
            painter.fillRect(QRectF(rect.left(), y, rect.width() - 1, 1), theme().color(word.tone))

    return draw


@dataclass(slots=True)
class TextBlock:
    """Wrapped plain text of a bubble."""

    layout: QTextLayout
    width: int
    height: int
    lines: int

    @classmethod
    def of(cls, text: str, room: float, role: Type = Type.MESSAGE, *, struck: bool = False) -> TextBlock:
        """`text` in at most `room` px."""
        t = theme()
        font = t.font(role)
        font.setStrikeOut(struck)
        line = t.line_height(role)
        layout, width, height = lay_out(clean(text), font, max(int(room), 1), line)
        return cls(layout, width, height, max(height // max(line, 1), 1))

    def painter(self, at: QPointF, tone: Tone, clip: QRectF) -> Draw:
        """Paints at a place; stacked accents never leave the bubble."""

        def draw(painter: QPainter) -> None:
            painter.save()
            painter.setClipRect(clip)
            painter.setPen(theme().color(tone))
            self.layout.draw(painter, at)
            painter.restore()

        return draw


@dataclass(slots=True)
class CardBlock:
    """A product inside a bubble: picture 60, title, line, price."""

    card: ProductCard
    width: float
    height: float

    @classmethod
    def of(cls, card: ProductCard, room: float) -> CardBlock:
        """`card` in at most `room` px."""
        px = theme().px
        words = max(
            text_width(clean(card.title, 120), Type.NAME),
            text_width(clean(card.subtitle, 120), Type.SMALL),
            text_width(clean(card.price, 40), Type.NAME),
        )
        return cls(card, min(px(72) + words + px(4), room), px(60))

    def painter(self, at: QPointF, pictures: Pictures) -> Draw:
        """Paints at a place."""

        def draw(painter: QPainter) -> None:
            px = theme().px
            paint_picture(painter, QRectF(at.x(), at.y(), px(60), px(60)), pictures.pixmap(self.card.picture))
            left, room = at.x() + px(72), self.width - px(72)
            lines = [
                (self.card.title, Type.NAME, Tone.TEXT, 18),
                (self.card.subtitle, Type.SMALL, Tone.TEXT2, 16),
                (self.card.price, Type.NAME, Tone.TEXT, 18),
            ]
            shown = [line for line in lines if line[0]]
            y = at.y() + (px(60) - sum(px(line[3]) for line in shown)) / 2
            for text, role, tone, height in shown:
                paint_text(painter, QRectF(left, y, room, px(height)), clean(text, 120), role, tone)
                y += px(height)

        return draw


def place_replies(
    shape: Shape, replies: tuple[QuickReply, ...], y: float, left: float, right: float, *, at_right: bool
) -> float:
    """Chat buttons below a bubble, shown as the person sees them; returns the height used."""
    px = theme().px
    metrics = QFontMetrics(theme().font(Type.SMALL_STRONG))
    rows: list[list[tuple[str, float]]] = [[]]
    used = 0.0
    for reply in replies:
        title = clean(reply.title, 60)
        wide = min(float(metrics.horizontalAdvance(title) + px(22)), right - left)
        if rows[-1] and used + wide > right - left:
            rows.append([])
            used = 0.0
        rows[-1].append((title, wide))
        used += wide + px(6)
    for number, pills in enumerate(rows):
        total = sum(wide for _, wide in pills) + px(6) * (len(pills) - 1)
        x = right - total if at_right else left
        for title, wide in pills:
            shape.draws.append(_pill_painter(QRectF(x, y + number * px(32), wide, px(26)), title))
            x += wide + px(6)
    return len(rows) * px(32) - px(6)


def _pill_painter(rect: QRectF, title: str) -> Draw:
    def draw(painter: QPainter) -> None:
        t, px = theme(), theme().px
        rounded(painter, rect, rect.height() / 2, t.color("surface"), QColor(t.tokens.accent))
        inner = rect.adjusted(px(10), 0, -px(10) + 2, 0)
        paint_text(painter, inner, title, Type.SMALL_STRONG, Tone.ACCENT)

    return draw
