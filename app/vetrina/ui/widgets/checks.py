"""Switch, check box, radio button and segmented choice, painted from the tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.painting import paint_check, paint_radio, paint_switch, paint_text, rounded, text_width
from vetrina.ui.widgets.zoomed import Zoomed

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class _Signed(Zoomed, _Base):
    """A sign (switch, check, radio) with words beside it; the whole part can be clicked."""

    sign = (16, 16)

    def dress(self, name: str) -> None:
        """Name and size policy of the part."""
        self.setAccessibleName(name or self.text())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the sign into `rect`."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        px = theme().px
        words = text_width(self.text()) + px(8) if self.text() else 0
        high = max(px(max(self.sign[1], 20)), QFontMetrics(theme().font()).height())
        return QSize(px(self.sign[0]) + words, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = theme().px, QPainter(self)
        wide, high = px(self.sign[0]), px(self.sign[1])
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = self.width() - wide - px(8)
        self.paint_sign(painter, QRectF(self.width() - wide if rtl else 0, (self.height() - high) / 2, wide, high))
        words = QRectF(0 if rtl else wide + px(8), 0, room, self.height())
        align = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        paint_text(painter, words, self.text(), Type.BODY, Tone.TEXT if self.isEnabled() else Tone.TEXT3, align)


class Switch(_Signed, QCheckBox):
    """On or off at once. With `text` beside it; else give `name` for the accessible name."""

    sign = (36, 20)

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.dress(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        paint_switch(painter, rect, self.isChecked(), self.isEnabled())


class Check(_Signed, QCheckBox):
    """A check box 16×16 with text."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.dress(name)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        partly = self.checkState() == Qt.CheckState.PartiallyChecked
        paint_check(painter, rect, self.isChecked(), self.isEnabled(), partly)


class Radio(_Signed, QRadioButton):
    """A radio button 16×16 with text."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.dress(name)

    def paint_sign(self, painter: QPainter, rect: QRectF) -> None:
        paint_radio(painter, rect, self.isChecked(), self.isEnabled())


class Segmented(Zoomed, QWidget):
    """A choice of two to four words side by side: ("Bot, then me" | "Me"). Arrows move the choice."""

    chosen = Signal(int)

    def __init__(
        self, name: str, words: Sequence[str], icons: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self._icons = tuple(icons) + ("",) * (len(self._words) - len(icons))
        self._at = 0
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._announce()

    def index(self) -> int:
        """Which word is chosen, from 0."""
        return self._at

    def choose(self, index: int) -> None:
        """Choose a word without emitting `chosen`."""
        self._at = min(max(index, 0), len(self._words) - 1)
        self._announce()
        self.update()

    def _announce(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._words[self._at]}")

    def _pick(self, index: int) -> None:
        if 0 <= index < len(self._words) and index != self._at:
            self.choose(index)
            self.chosen.emit(index)

    def _widths(self) -> list[int]:
        px = theme().px
        return [
            text_width(word, Type.NAME) + px(24) + (px(22) if icon else 0)
            for word, icon in zip(self._words, self._icons, strict=True)
        ]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = 0
        for index, width in enumerate(self._widths()):
            x += width
            if event.position().x() < x:
                self._pick(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if event.key() in step:
            self._pick(self._at + step[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = theme(), theme().px
        painter = QPainter(self)
        rect = QRectF(self.rect())
        rounded(painter, rect, px(6), t.color("surface"))
        x = 1.0
        for index, (word, icon, width) in enumerate(zip(self._words, self._icons, self._widths(), strict=True)):
            on = index == self._at
            part = QRectF(x, 1, width, rect.height() - 2)
            if on:
                rounded(painter, part, px(5), t.color("accent_soft"))
            if index:
                painter.fillRect(QRectF(x, 1, 1, rect.height() - 2), t.color("line"))
            tone = Tone.ACCENT if on else Tone.TEXT2
            left = x + px(12)
            if icon:
                paint_icon(painter, icon, left, (rect.height() - px(16)) / 2, 16, tone)
                left += px(22)
            inner = QRectF(left, 0, x + width - left, rect.height())
            paint_text(painter, inner, word, Type.NAME if on else Type.LABEL, tone)
            x += width
        rounded(painter, rect, px(6), None, t.color("btn_line"))
