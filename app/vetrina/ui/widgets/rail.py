"""The rail at the left: mark, pages with icon and word, Settings at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from vetrina.ui.icons import mark, paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Type
from vetrina.ui.widgets.chips import Painted
from vetrina.ui.widgets.labels import safe_tooltip
from vetrina.ui.widgets.layouts import fixed, set_margins
from vetrina.ui.widgets.painting import paint_text, rounded, text_width
from vetrina.ui.widgets.zoomed import Zoomed


class _Mark(Painted):
    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, mark(40, on_rail=True))


class RailItem(Zoomed, QToolButton):
    """One page: icon over an 11 px word, badge at the icon's right shoulder."""

    def __init__(self, word: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon, self._badge = icon, 0
        self.setText(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        safe_tooltip(self, f"{word} ({shortcut})" if shortcut else word)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Number at the icon's shoulder; 0 hides it."""
        self._badge = count
        name = self.text()
        self.setAccessibleName(self.tr("{page}, {count} waiting").format(page=name, count=count) if count else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(64), theme().px(54))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        on, hover = self.isChecked(), self.underMouse()
        rect = QRectF(self.rect())
        if on or hover:
            fill = QColor(t.color("rail_sel"))
            fill.setAlphaF(1.0 if on else 0.5)
            rounded(painter, rect, px(8), fill)
        ink = t.color("rail_on" if on else "rail_text")
        top = (self.height() - px(20 + 3 + 14)) / 2
        paint_icon(painter, self._icon, (self.width() - px(20)) / 2, top, 20, ink)
        font = t.font(Type.CAPTION)
        font.setWeight(QFont.Weight.DemiBold if on else QFont.Weight.Medium)
        over = QFontMetrics(font).horizontalAdvance(self.text()) - self.width() + px(2)
        if over > 0:  # long words of other languages ("Impostazioni") are set closer, never smaller
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, max(-over / len(self.text()), -0.6))
        painter.setFont(font)
        painter.setPen(ink)
        words = QRectF(0, top + px(23), self.width(), px(14))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        t, px = theme(), theme().px
        text = str(self._badge) if self._badge < 100 else "99+"
        width = max(px(16), text_width(text, Type.CAPTION_STRONG) + px(8))
        rect = QRectF(px(36), px(4), width, px(16))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveRight(self.width() - px(36))
        rounded(painter, rect, px(8), t.color("badge"))
        ink = t.color("on_badge")
        paint_text(painter, rect, text, Type.CAPTION_STRONG, ink, Qt.AlignmentFlag.AlignHCenter)


class Rail(QFrame):
    """`add(id, word, icon)`; `chosen(id)` when the person picks a page. Arrow keys move inside."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._layout = QVBoxLayout(self)
        set_margins(self._layout, (6, 12, 6, 8), 2)
        self._layout.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(theme().px(14))
        self._layout.addStretch(1)
        self._last = 0
        fixed(self, width=76)
        self.setAccessibleName(self.tr("Pages"))

    def add(self, page: str, word: str, icon: str, shortcut: str = "", *, last: bool = False) -> RailItem:
        """Append a page; `last` puts it at the bottom."""
        item = RailItem(word, icon, shortcut)
        item.clicked.connect(lambda: self.chosen.emit(page))
        self._group.addButton(item)
        self.items[page] = item
        if last:
            self._layout.addWidget(item)
            self._last += 1
        else:
            self._layout.insertWidget(self._layout.count() - 1 - self._last, item)
        return item

    def show_chosen(self, page: str) -> None:
        """Mark a page as the one that is open."""
        self.items[page].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        items = list(self.items.values())
        now = next((i for i, item in enumerate(items) if item.hasFocus()), 0)
        target = items[min(max(now + step, 0), len(items) - 1)]
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        target.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("rail"))
