"""The painted numbers of a campaign: how far it is, and what people did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.painting import corners, paint_text, rounded, text_width

SOFT = 0.45


def mixed(share: float) -> QColor:
    """The accent, thinned with the surface; `share` 0 to 1."""
    accent, surface = theme().color("accent"), theme().color("surface")
    mix = [round(a * share + s * (1 - share)) for a, s in zip(accent.getRgb()[:3], surface.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*mix)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar: how many people, and in which words; `full` 1 filled, 0 only an edge."""

    count: int
    words: str
    full: float


class PartsBar(QWidget):
    """A bar 10 high in parts, with its legend below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other numbers; empty parts are left out."""
        self._parts = tuple(part for part in parts if part.count > 0)
        self.setAccessibleDescription(", ".join(part.words for part in self._parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(part.count for part in self._parts)
        if not total:
            rounded(painter, QRectF(0, 0, self.width(), px(10)), px(4), t.color("canvas"))
            return
        gap = px(2)
        room = self.width() - gap * (len(self._parts) - 1)
        x, legend = 0.0, 0.0
        for number, part in enumerate(self._parts):
            wide = max(room * part.count / total, px(4))
            left = px(4) if number == 0 else 0
            right = px(4) if number == len(self._parts) - 1 else 0
            self._box(painter, QRectF(x, 0, min(wide, self.width() - x), px(10)), part.full, (left, right))
            x += wide + gap
            self._box(painter, QRectF(legend, px(22), px(8), px(8)), part.full, (px(2), px(2)))
            text = text_width(part.words, Type.SMALL)
            paint_text(painter, QRectF(legend + px(14), px(18), text + 2, px(16)), part.words, Type.SMALL, Tone.TEXT2)
            legend += px(30) + text

    @staticmethod
    def _box(painter: QPainter, rect: QRectF, full: float, radius: tuple[int, int]) -> None:
        if full:
            painter.fillPath(corners(rect, radius[0], radius[1], radius[1], radius[0]), mixed(full))
            return
        painter.setPen(theme().color("edge"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(corners(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius[0], radius[1], radius[1], radius[0]))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of "What people did": a word, a count and a remark."""

    word: str
    count: int
    remark: str = ""
    bad: bool = False


class DidBars(QWidget):
    """Lying bars, each as long as its share of the first."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other numbers."""
        self.lines = tuple(lines)
        said = (f"{one.word} {one.count} {one.remark}".strip() for one in self.lines)
        self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(36) * max(len(self.lines), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        most = max((one.count for one in self.lines), default=0)
        high = px(36)
        side = max((text_width(one.word, Type.NAME) for one in self.lines), default=0) + px(12)
        note = max((text_width(one.remark, Type.SMALL) for one in self.lines), default=0) + px(12)
        number = max(px(34), text_width(str(most), Type.NAME) + px(12))
        room = max(self.width() - side - note - number, px(40))
        for at, one in enumerate(self.lines):
            y = at * high
            role = Type.NAME if one.bad else Type.BODY
            paint_text(painter, QRectF(0, y, side, high), one.word, role)
            bar = QRectF(side, y + (high - px(20)) / 2, room, px(20))
            rounded(painter, bar, px(4), t.color("canvas"))
            if one.count and most:
                fill = QRectF(bar.x(), bar.y(), max(bar.width() * one.count / most, px(2)), bar.height())
                color = t.color("bad") if one.bad else mixed(1 - 0.13 * at)
                rounded(painter, fill, min(px(4), fill.width() / 2), color)
            right = Qt.AlignmentFlag.AlignRight
            paint_text(painter, QRectF(bar.right(), y, number, high), str(one.count), Type.NAME, Tone.TEXT, right)
            rest = QRectF(bar.right() + number + px(12), y, note, high)
            paint_text(painter, rest, one.remark, Type.SMALL, Tone.TEXT3)
