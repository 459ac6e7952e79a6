"""The green side of the welcome: word mark, shop front with the owner's name, and the steps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame

from vetrina.ui import fonts
from vetrina.ui.assets import asset
from vetrina.ui.icons import mark, paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.layouts import follow_theme

_CREAM = "#F3EBDD"
_FRONT = QRectF(0, 0, 360, 330)


class Side(QFrame):
    """Draws itself whole; its accessible name tells the step."""

    def __init__(self, steps: list[str]) -> None:
        super().__init__()
        self._steps, self._at, self._shop = steps, 0, ""
        self._front = QSvgRenderer(str(asset("icons") / "storefront.svg"), self)
        self._wide = True
        follow_theme(self, self._measure)
        self.set_step(0)

    def set_step(self, index: int, *, wide: bool = True) -> None:
        """Mark step `index` as the present one; `wide` is the 416 px form, else 300."""
        self._at, self._wide = index, wide
        self.setAccessibleName(f"{index + 1}/{len(self._steps)} {self._steps[index]}")
        self._measure()
        self.update()

    def set_shop(self, name: str) -> None:
        """The name on the sign."""
        self._shop = name
        self.update()

    def _measure(self) -> None:
        self.setFixedWidth(theme().px(416 if self._wide else 300))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().color("rail"))
        left = px(36 if self._wide else 28)
        painter.drawPixmap(left - px(3), px(32), mark(40, on_rail=True))
        self._write(painter, "Vetrina", QRectF(left + px(52), px(32), px(200), px(40)), 28, Qt.AlignmentFlag.AlignLeft)
        self._paint_front(painter, left)
        self._paint_steps(painter, left)

    def _paint_front(self, painter: QPainter, left: int) -> None:
        px = theme().px
        width = self.width() - 2 * left
        scale = width / _FRONT.width()
        above, below = px(90), self.height() - px(48) - len(self._steps) * px(34)
        height = _FRONT.height() * scale
        if below - above < height * 0.9:
            return
        area = QRectF(left, above + (below - above - height) / 2, width, height)
        self._front.render(painter, area)
        sign = QRectF(left + 24 * scale, area.y() + 46 * scale, 312 * scale, 40 * scale)
        self._write(painter, self._shop, sign, 23 * scale / theme().scale, Qt.AlignmentFlag.AlignHCenter)

    def _paint_steps(self, painter: QPainter, left: int) -> None:
        px = theme().px
        top = self.height() - px(32) - len(self._steps) * px(34)
        for number, word in enumerate(self._steps):
            y = top + number * px(34)
            dot = QRectF(left, y, px(24), px(24))
            done, now = number < self._at, number == self._at
            painter.setPen(Qt.PenStyle.NoPen if done or now else QPen(QColor("#5F8983"), 1))
            painter.setBrush(QColor(_CREAM) if now else theme().color("rail_sel") if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if done:
                paint_icon(painter, "check", dot.x() + px(5), dot.y() + px(5), 14, Tone.RAIL_ON)
            else:
                painter.setPen(QColor("#12403B") if now else theme().color("rail_text"))
                painter.setFont(theme().font(Type.SMALL_STRONG))
                painter.drawText(dot, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
            painter.setPen(QColor("#FFFFFF") if now else theme().color("rail_text"))
            painter.setFont(theme().font(Type.NAME if now else Type.BODY))
            words = QRectF(left + px(36), y, self.width() - left - px(48), px(24))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), word)

    @staticmethod
    def _write(painter: QPainter, text: str, area: QRectF, size: float, side: Qt.AlignmentFlag) -> None:
        font = QFont(fonts.brand_families())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(8, round(size * theme().scale)))
        painter.setFont(font)
        painter.setPen(QColor(_CREAM))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
