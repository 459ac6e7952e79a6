"""The steps of a campaign in the page's head: numbered circles 24 with lines of 28 between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.chips import Painted
from vetrina.ui.widgets.painting import paint_text, rounded, text_width


class StepBar(Painted):
    """Steps done, the step now, steps to come. Done steps can be gone back to: `back_to(index)`."""

    back_to = Signal(int)

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._now = tuple(steps), 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._announce()

    def set_step(self, index: int) -> None:
        """Which step is open, from 0."""
        self._now = index
        self._announce()
        self.update()

    def _announce(self) -> None:
        words = self.tr("Step {now} of {all}: {name}")
        name = self._steps[self._now]
        self.setAccessibleName(words.format(now=self._now + 1, all=len(self._steps), name=name))

    def _widths(self) -> list[int]:
        px = theme().px
        return [px(24 + 8) + text_width(step, Type.NAME) for step in self._steps]

    def sizeHint(self) -> QSize:
        gaps = (len(self._steps) - 1) * theme().px(28 + 16)
        return QSize(sum(self._widths()) + gaps + 2, theme().px(32))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        x = 0
        for index, width in enumerate(self._widths()):
            if x <= event.position().x() <= x + width and index < self._now:
                self.back_to.emit(index)
            x += width + theme().px(44)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Backspace) and self._now > 0:
            self.back_to.emit(self._now - 1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        x, middle = 0.0, self.height() / 2
        for index, (step, width) in enumerate(zip(self._steps, self._widths(), strict=True)):
            circle = QRectF(x, middle - px(12), px(24), px(24))
            done, now = index < self._now, index == self._now
            if done:
                rounded(painter, circle, px(12), t.color("accent_soft"))
                paint_icon(painter, "check", x + px(5), middle - px(7), 14, Tone.ACCENT)
            else:
                edge = None if now else t.color("edge")
                rounded(painter, circle, px(12), t.color("accent") if now else None, edge, 1.5)
                tone = Tone.ON_ACCENT if now else Tone.TEXT2
                centre = Qt.AlignmentFlag.AlignHCenter
                paint_text(painter, circle, str(index + 1), Type.SMALL_STRONG, tone, centre)
            tone = Tone.ACCENT if done else (Tone.TEXT if now else Tone.TEXT2)
            role = Type.NAME if done or now else Type.LABEL
            paint_text(painter, QRectF(x + px(32), 0, width - px(30), self.height()), step, role, tone)
            x += width
            if index + 1 < len(self._steps):
                color = t.color("accent" if done else "line")
                painter.fillRect(QRectF(x + px(8), middle - 0.5, px(28), 1), color)
                x += px(44)
