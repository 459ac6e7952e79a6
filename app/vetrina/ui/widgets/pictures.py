"""Pictures of products and ads: read from bytes with a fixed format, painted to cover, striped plate if missing."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone
from vetrina.ui.widgets.chips import Painted

LARGEST_PX = 4096  # a side; the store keeps re-encoded pictures well below it
MOST_BYTES = 20 * 1024 * 1024
_STARTS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"RIFF", "webp"), (b"GIF8", "gif"))


def read_picture(data: bytes) -> QPixmap | None:
    """A pixmap from the bytes of a PNG, JPEG, WebP or GIF; None for anything else, damaged or too large.

    Only for pictures the engine has re-encoded: the format is told by the first bytes, never guessed by Qt.
    """
    kind = next((name for start, name in _STARTS if data.startswith(start)), None)
    if kind is None or len(data) > MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_PX:
        return None
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def paint_picture(painter: QPainter, rect: QRectF, picture: QPixmap | None, radius: float = 6) -> None:
    """Fill `rect` with the middle of the picture; `radius` in px of the design. None paints the striped plate."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    round_ = theme().px(radius)
    path.addRoundedRect(rect, round_, round_)
    painter.setClipPath(path)
    if picture is None or picture.isNull():
        _plate(painter, rect)
    else:
        source = QRectF(picture.rect())
        share = min(source.width() / max(rect.width(), 1), source.height() / max(rect.height(), 1))
        width, height = rect.width() * share, rect.height() * share
        cut = QRectF((source.width() - width) / 2, (source.height() - height) / 2, width, height)
        painter.drawPixmap(rect, picture, cut)
    painter.restore()


def _plate(painter: QPainter, rect: QRectF) -> None:
    t = theme()
    painter.fillRect(rect, t.color("sunken"))
    stripes = QColor(t.color("line"))
    painter.fillRect(rect, QBrush(stripes, Qt.BrushStyle.BDiagPattern))
    size = 16 if rect.height() < t.px(100) else 24
    edge = t.px(size)
    x, y = rect.center().x() - edge / 2, rect.center().y() - edge / 2
    paint_icon(painter, "image", x, y, size, Tone.TEXT3)


class Picture(Painted):
    """A still picture of a fixed size in px of the design; decorative unless it has a name."""

    def __init__(self, width: int, height: int, radius: int = 6, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._radius, self._picture = (width, height), radius, QPixmap()
        self.setAccessibleName(name)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show another picture; None shows the striped plate."""
        self._picture = picture or QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size[0]), theme().px(self._size[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_picture(QPainter(self), QRectF(self.rect()), self._picture, self._radius)
