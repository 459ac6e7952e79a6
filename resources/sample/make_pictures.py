"""Draws the practice shop's product pictures from their SVG sources as PNG, 800 × 800.

Run once by hand after a source changed: `python resources/sample/make_pictures.py`. Needs QtSvg and Pillow.
"""

import io
import os
from pathlib import Path

from PIL import Image

SIDE = 800
COLOURS = 64


def draw(source: Path) -> bytes:
    """One SVG as a small PNG: the drawings are flat, so a palette of 64 colours loses nothing to see."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    picture = Image.open(io.BytesIO(raw.data())).convert("RGB")
    target = io.BytesIO()
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> None:
    """Draw every SVG of the folder `pictures`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    for source in sorted((Path(__file__).parent / "pictures").glob("*.svg")):
        source.with_suffix(".png").write_bytes(draw(source))
    del application


if __name__ == "__main__":
    main()
