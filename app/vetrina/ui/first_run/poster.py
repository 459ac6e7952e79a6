"""The counter poster: awning, shop name, invitation and the QR code of the shop page, on screen and as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
)
from PySide6.QtWidgets import QWidget

from vetrina.ui import fonts
from vetrina.ui.tokens import LIGHT

PAPER = "#FBF6EC"
INK = "#12403B"
WIDTH, HEIGHT = 400.0, 566.0
_STRIPES = 11


class PosterSize(StrEnum):
    """What is printed: A5 for the counter, A4 for the door, twelve small cards on one A4 sheet."""

    A5 = "a5"
    A4 = "a4"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class PosterText:
    """All words on the poster, and the address in its QR code."""

    shop: str
    invitation: str
    call: str
    small_print: str
    link: str


class PosterNotWritten(OSError):
    """The PDF could not be written to the chosen place."""


def paint_poster(painter: QPainter, area: QRectF, text: PosterText) -> None:
    """Draw the poster into `area`, keeping its proportions; works on screen and on paper."""
    scale = min(area.width() / WIDTH, area.height() / HEIGHT)
    painter.save()
    painter.translate(area.x() + (area.width() - WIDTH * scale) / 2, area.y() + (area.height() - HEIGHT * scale) / 2)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(PAPER))
    _awning(painter)
    painter.setPen(QColor(INK))
    y = _lines(painter, text.shop, 70, _font(fonts.brand_families(), 42, 600), 50, most=2)
    y = _lines(painter, text.invitation, y + 6, _font(fonts.interface_families(), 16.5, 400), 24, most=3)
    frame = QRectF((WIDTH - 232) / 2, y + 18, 232, 232)
    painter.setPen(QColor(INK))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 9, 9)
    paint_code(painter, frame.adjusted(2, 2, -2, -2), text.link)
    painter.setPen(QColor(INK))
    y = _lines(painter, text.call, frame.bottom() + 20, _font(fonts.interface_families(), 21, 700), 28, most=1)
    painter.setPen(QColor("#2E5B55"))
    _lines(painter, text.small_print, y + 2, _font(fonts.interface_families(), 13, 400), 20, most=3)
    painter.restore()


def paint_code(painter: QPainter, area: QRectF, link: str) -> None:
    """The QR code of `link` as whole squares, so that any phone camera reads it from print. Nothing for no link."""
    if not link:
        return
    import segno

    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix_iter(border=4)]
    side = area.width() / len(rows)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(INK))
    squares = QPainterPath()
    for row, modules in enumerate(rows):
        for column, dark in enumerate(modules):
            if dark:
                squares.addRect(QRectF(area.x() + column * side, area.y() + row * side, side, side))
    painter.drawPath(squares.simplified())
    painter.restore()


def poster_image(text: PosterText, width: int) -> QImage:
    """The poster as a picture `width` pixels wide."""
    image = QImage(QSize(width, round(width * HEIGHT / WIDTH)), QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    paint_poster(painter, QRectF(image.rect()), text)
    painter.end()
    return image


def write_pdf(path: Path, text: PosterText, size: PosterSize) -> None:
    """Write the poster as PDF. Raises PosterNotWritten when the place cannot be written."""
    paper = QBuffer()
    paper.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(paper)
    page = QPageSize.PageSizeId.A5 if size is PosterSize.A5 else QPageSize.PageSizeId.A4
    writer.setPageLayout(
        QPageLayout(QPageSize(page), QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)
    )
    writer.setResolution(300)
    writer.setTitle(text.shop)
    painter = QPainter(writer)
    sheet = QRectF(QPointF(), QSizeF(writer.width(), writer.height()))
    for area in areas(sheet, size):
        paint_poster(painter, area, text)
    painter.end()
    try:
        path.write_bytes(paper.data().data())
    except OSError as fault:
        raise PosterNotWritten(str(path)) from fault


def areas(sheet: QRectF, size: PosterSize) -> list[QRectF]:
    """Where the posters lie on a sheet."""
    if size is not PosterSize.CARDS:
        return [sheet]
    gap = sheet.width() * 0.02
    width, height = (sheet.width() - 4 * gap) / 3, (sheet.height() - 5 * gap) / 4
    return [
        QRectF(gap + column * (width + gap), gap + row * (height + gap), width, height)
        for row in range(4)
        for column in range(3)
    ]


def _font(families: list[str], px: float, weight: int) -> QFont:
    font = QFont(families)
    font.setPixelSize(round(px))
    font.setWeight(QFont.Weight(weight))
    return font


def _lines(painter: QPainter, text: str, top: float, font: QFont, height: float, *, most: int) -> float:
    """Centred lines from `top`; a long text gets smaller before it is cut. Returns where the next part begins."""
    inside = WIDTH - 56
    wrapped = _wrap(text, QFontMetricsF(font), inside)
    while len(wrapped) > most and font.pixelSize() > 9:
        font.setPixelSize(max(9, round(font.pixelSize() * 0.9)))
        wrapped = _wrap(text, QFontMetricsF(font), inside)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for number, line in enumerate(wrapped[:most]):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, inside)
        painter.drawText(QRectF(28, top + number * height, inside, height), int(Qt.AlignmentFlag.AlignCenter), shown)
    return top + min(len(wrapped), most) * height


def _wrap(text: str, metrics: QFontMetricsF, inside: float) -> list[str]:
    lines = [""]
    for word in text.split():
        candidate = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(candidate) > inside:
            lines.append(word)
        else:
            lines[-1] = candidate
    return lines


def _awning(painter: QPainter) -> None:
    side = WIDTH / _STRIPES
    painter.setPen(Qt.PenStyle.NoPen)
    for number in range(_STRIPES):
        painter.setBrush(QColor(LIGHT.stripe if number % 2 else LIGHT.accent))
        stripe = QPainterPath(QPointF(number * side, 0))
        stripe.lineTo((number + 1) * side, 0)
        stripe.lineTo((number + 1) * side, 32)
        stripe.arcTo(QRectF(number * side, 32 - side / 2, side, side), 0, -180)
        stripe.closeSubpath()
        painter.drawPath(stripe)


class PosterPreview(QWidget):
    """The poster as it will be printed, 400 x 566 at most."""

    def __init__(self, text: PosterText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setMinimumSize(200, 283)
        self.setMaximumSize(int(WIDTH), int(HEIGHT))
        self.setAccessibleName(text.shop)

    def show_text(self, text: PosterText) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text.shop)
        self.update()

    def sizeHint(self) -> QSize:
        """The size of the design."""
        return QSize(int(WIDTH), int(HEIGHT))

    def paintEvent(self, event: object) -> None:
        """Draw the poster."""
        painter = QPainter(self)
        paint_poster(painter, QRectF(self.rect()), self._text)
        painter.end()
