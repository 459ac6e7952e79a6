"""The only label of the program: always plain text, with the design's line heights, eliding if asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type

LONGEST = 8000  # characters of one label; a message has at most 4,000
LONGEST_WORD = 200  # characters of a chip, a tab, a name in a row
WIDEST_TOOLTIP = 400  # characters; a longer text from a person is cut


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `start + length` in semibold, in another tone, or on a ground colour (token name)."""

    start: int
    length: int
    strong: bool = True
    tone: Tone | None = None
    ground: str = ""
    underline: bool = False
    struck: bool = False


def joined(*parts: str | tuple[str, Tone | None]) -> tuple[str, list[Span]]:
    """A sentence from plain parts (`str`) and strong parts (`(text, tone)`); returns text and spans."""
    text = ""
    spans: list[Span] = []
    for part in parts:
        words, strong, tone = (part, False, None) if isinstance(part, str) else (part[0], True, part[1])
        if strong:
            spans.append(Span(len(text), len(words), True, tone))
        text += words
    return text, spans


def clean(text: str, most: int = LONGEST) -> str:
    """Text that Qt can lay out in reasonable time: no NUL, no lone surrogates, at most `most` characters."""
    if len(text) > most:
        text = text[:most] + "…"
    return text.replace("\0", "�").encode("utf-16", "replace").decode("utf-16", "replace")


def safe_tooltip(widget: QWidget, text: str) -> None:
    """A tooltip that shows `text` letter by letter; Qt's own would take markup in it for real."""
    short = clean(text)[:WIDEST_TOOLTIP]
    widget.setToolTip(f"<qt>{escape(short)}</qt>" if short else "")


def char_formats(spans: Sequence[Span], font: QFont) -> list[QTextLayout.FormatRange]:
    """Spans as formats of a QTextLayout in the colours of the present theme."""
    formats: list[QTextLayout.FormatRange] = []
    for span in spans:
        form = QTextCharFormat()
        if span.strong:
            strong = QFont(font)
            strong.setWeight(QFont.Weight.DemiBold)
            form.setFont(strong)
        if span.tone is not None:
            form.setForeground(theme().color(span.tone))
        if span.ground:
            form.setBackground(theme().color(span.ground))
        form.setFontUnderline(span.underline)
        form.setFontStrikeOut(span.struck)
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = span.start, span.length, form
        formats.append(one)
    return formats


def lay_out(
    text: str,
    font: QFont,
    width: int,
    line_height: int,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    spans: Sequence[Span] = (),
    most_lines: int = 0,
) -> tuple[QTextLayout, int, int]:
    """Break `text` into lines of `width` px; returns layout, widest line and height in px.

    `most_lines` above 0 stops there; the caller elides beforehand if it wants dots.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if spans:
        layout.setFormats(char_formats(spans, font))
    layout.beginLayout()
    y, widest, lines = 0.0, 0.0, 0
    while not most_lines or lines < most_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
        y += line_height
        widest = max(widest, line.naturalTextWidth())
        lines += 1
    layout.endLayout()
    return layout, int(widest + 0.999), int(y)


class PlainLabel(QLabel):
    """Plain text in a role of type and a tone. Wraps if `wrap`, elides with a full tooltip if `elide`."""

    def __init__(
        self,
        text: str = "",
        role: Type = Type.BODY,
        tone: Tone = Tone.TEXT,
        *,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        spans: Sequence[Span] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.role, self.tone, self._elide, self._spans = role, tone, elide, tuple(spans)
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        elif elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; spans of the old one are dropped."""
        super().setText(clean(text))
        self._spans = self._spans if self._fits(self._spans) else ()
        self._refresh_tooltip()
        self.updateGeometry()

    def set_sentence(self, *parts: str | tuple[str, Tone | None]) -> None:
        """Show a sentence with strong parts; see `joined`."""
        text, spans = joined(*parts)
        self._spans = ()
        self.setText(text)
        self._spans = tuple(spans)
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour of the text."""
        self.tone = tone
        self.update()

    def set_role(self, role: Type) -> None:
        """Change the size of the text."""
        self.role = role
        self.updateGeometry()
        self.update()

    def _fits(self, spans: Sequence[Span]) -> bool:
        return all(s.start + s.length <= len(self.text()) for s in spans)

    def sizeHint(self) -> QSize:
        font = theme().font(self.role)
        line = theme().line_height(self.role)
        margins = self.contentsMargins()
        if self.wordWrap():
            wanted = theme().px(280)
            natural = self._natural_width(font)
            width = max(min(natural, wanted, self.maximumWidth()), self.minimumWidth())
            return QSize(width + margins.left() + margins.right(), self.heightForWidth(width))
        count = self.text().count("\n") + 1
        return QSize(
            self._natural_width(font) + margins.left() + margins.right(),
            max(line, QFontMetrics(font).height()) * count + margins.top() + margins.bottom(),
        )

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self.wordWrap():
            return QSize(min(hint.width(), theme().px(60)), theme().line_height(self.role))
        if self._elide:
            return QSize(theme().px(24), hint.height())
        return hint

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        # Qt asks for the width of the whole layout even where the label may not grow that wide.
        inner = max(min(width, self.maximumWidth()) - margins.left() - margins.right(), 1)
        _, _, height = lay_out(
            self.text(), theme().font(self.role), inner, theme().line_height(self.role), spans=self._spans
        )
        return max(height, theme().line_height(self.role)) + margins.top() + margins.bottom()

    def _natural_width(self, font: QFont) -> int:
        metrics = QFontMetrics(font)
        if self._spans:
            _, widest, _ = lay_out(self.text(), font, 1_000_000, metrics.height(), spans=self._spans)
            return widest + 1
        return max((metrics.horizontalAdvance(part) for part in self.text().split("\n")), default=0) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme().font(self.role)
        area = self.contentsRect()
        text, spans = self.text(), self._spans
        if self._elide:
            shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, area.width())
            spans = spans if shown == text else ()
            text = shown
        painter.setPen(theme().color(self.tone if self.isEnabled() else Tone.TEXT3))
        painter.setFont(font)
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        width = area.width() if self.wordWrap() or self._elide else max(area.width(), 1_000_000)
        if align != Qt.AlignmentFlag.AlignLeft:
            width = area.width()
        layout, _, height = lay_out(
            text, font, max(width, 1), theme().line_height(self.role), Qt.AlignmentFlag(align), spans
        )
        top = area.top() + max((area.height() - height) // 2, 0)
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = area.top()
        layout.draw(painter, QPoint(area.left(), top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def _refresh_tooltip(self) -> None:
        if not self._elide:
            return
        wide = QFontMetrics(theme().font(self.role)).horizontalAdvance(self.text())
        safe_tooltip(self, self.text() if wide > self.contentsRect().width() else "")


def text_rect(metrics: QFontMetrics, text: str, width: int) -> QRect:
    """Room that wrapped `text` needs in `width` px, for painters without line heights of their own."""
    return metrics.boundingRect(QRect(0, 0, width, 1_000_000), Qt.TextFlag.TextWordWrap, text)
