"""Small charts: bars and lines with their values written at them; each can be shown as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.painting import hairline, paint_text, rounded, text_width


@dataclass(frozen=True, slots=True)
class Series:
    """One named row of values; `dashed` and `tone` tell it from the others."""

    name: str
    values: tuple[float, ...]
    tone: Tone = Tone.ACCENT
    dashed: bool = False


class _Chart(QWidget):
    def __init__(self, name: str, labels: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labels: tuple[str, ...] = tuple(labels)
        self.series: tuple[Series, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_series(self, labels: Sequence[str], *series: Series) -> None:
        """Show other numbers."""
        self.labels, self.series = tuple(labels), series
        self.setAccessibleDescription("; ".join(self._sentence(one) for one in series))
        self.update()

    def rows(self) -> list[tuple[str, ...]]:
        """The same numbers as a table: one row per label."""
        return [
            (label, *(QLocale().toString(float(one.values[i]), "g", 6) for one in self.series if i < len(one.values)))
            for i, label in enumerate(self.labels)
        ]

    def _sentence(self, one: Series) -> str:
        pairs = zip(self.labels, one.values, strict=False)
        return f"{one.name}: " + ", ".join(
            f"{label} {QLocale().toString(float(value), 'g', 6)}" for label, value in pairs
        )

    def _top(self) -> float:
        return max((v for one in self.series for v in one.values), default=0.0) or 1.0

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(160))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(90))


class BarChart(_Chart):
    """Standing bars; the value stands on each bar, the label below it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.series or not self.labels:
            return
        t, px, painter = theme(), theme().px, QPainter(self)
        centre = Qt.AlignmentFlag.AlignHCenter
        foot, head = px(18), px(16)
        room = self.height() - foot - head
        step = self.width() / len(self.labels)
        many = len(self.series)
        bar = min(px(28), step * 0.7 / many)
        for i, label in enumerate(self.labels):
            middle = step * (i + 0.5)
            for j, one in enumerate(self.series):
                value = one.values[i] if i < len(one.values) else 0.0
                high = room * value / self._top()
                rect = QRectF(middle - bar * many / 2 + j * bar, head + room - high, bar - px(2), max(high, 1))
                rounded(painter, rect, min(px(3), rect.height() / 2), t.color(one.tone))
                above = QRectF(rect.left() - px(10), rect.top() - px(15), rect.width() + px(20), px(14))
                words = QLocale().toString(float(value), "g", 4)
                paint_text(painter, above, words, Type.CAPTION, Tone.TEXT2, centre)
            below = QRectF(step * i, self.height() - foot + px(3), step, px(15))
            paint_text(painter, below, label, Type.CAPTION, Tone.TEXT3, centre)
        hairline(painter, 0, self.height() - foot, self.width())


class LineChart(_Chart):
    """Lines with the name and last value written at their ends; series differ by tone and dash."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.series or len(self.labels) < 2:
            return
        t, px, painter = theme(), theme().px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        endings = [
            f"{one.name} {QLocale().toString(float(one.values[-1]), 'g', 4)}" for one in self.series if one.values
        ]
        side = max((text_width(words, Type.SMALL_STRONG) for words in endings), default=0) + px(10)
        plot = QRectF(px(4), px(8), self.width() - side - px(8), self.height() - px(30))
        for part in range(3):
            hairline(painter, plot.left(), plot.top() + plot.height() * part / 2, plot.right())
        for one, words in zip((s for s in self.series if s.values), endings, strict=True):
            points = self._points(one, plot)
            ink = QColor(t.color(one.tone))
            pen = QPen(ink, px(2))
            if one.dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))
            end = points[-1]
            rounded(painter, QRectF(end.x() - px(3), end.y() - px(3), px(6), px(6)), px(3), ink)
            paint_text(painter, QRectF(end.x() + px(8), end.y() - px(8), side, px(16)), words, Type.SMALL_STRONG, ink)
        first = QRectF(plot.left(), plot.bottom() + px(5), plot.width() / 2, px(15))
        last = QRectF(plot.center().x(), plot.bottom() + px(5), plot.width() / 2, px(15))
        paint_text(painter, first, self.labels[0], Type.CAPTION, Tone.TEXT3)
        paint_text(painter, last, self.labels[-1], Type.CAPTION, Tone.TEXT3, Qt.AlignmentFlag.AlignRight)

    def _points(self, one: Series, plot: QRectF) -> list[QPointF]:
        step = plot.width() / (len(self.labels) - 1)
        return [
            QPointF(plot.left() + i * step, plot.bottom() - plot.height() * value / self._top())
            for i, value in enumerate(one.values)
        ]
