"""Popovers: a raised frame at a widget; Esc closes and focus returns to the opener."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.widgets.layouts import fixed, set_margins
from vetrina.ui.widgets.painting import rounded

SHADOW = 20  # px of the design on each side, painted by the frame itself


def paint_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The soft shadow 0 6 20 round `rect`."""
    tokens, px = theme().tokens, theme().px
    strength = 0.5 if tokens.dark else 0.16
    color = QColor(0, 0, 0) if tokens.dark else QColor(30, 24, 14)
    spread = px(SHADOW)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = 10
    for step in range(steps):
        grow = spread * (1 - step / steps) * 0.6
        color.setAlphaF(strength * 2.0 / steps * ((step + 1) / steps) * 0.5)
        painter.setBrush(color)
        area = rect.adjusted(-grow, -grow + px(6), grow, grow + px(6))
        painter.drawRoundedRect(area, radius + grow, radius + grow)
    painter.restore()


class Raised(QFrame):
    """A raised box that paints its own shadow; `body` is its vertical layout."""

    def __init__(self, parent: QWidget | None = None, radius: int = 10, shadow: bool = True) -> None:
        super().__init__(parent)
        self._radius, self._shadow = radius, shadow
        self.body = QVBoxLayout(self)
        rim = SHADOW if shadow else 0
        set_margins(self.body, rim + 1, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, shadow)

    def box(self) -> QRectF:
        """The visible box without the shadow."""
        rim = theme().px(SHADOW) if self._shadow else 0
        return QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), QPainter(self)
        radius = t.px(self._radius)
        if self._shadow:
            paint_shadow(painter, self.box(), radius)
        rounded(painter, self.box(), radius, t.color("raised"), t.color("line"))


class Popover(Raised):
    """A popup over everything else. `open_at(opener)`; closes on Esc and on clicks outside."""

    def __init__(self, name: str, parent: QWidget, width: int = 0) -> None:
        super().__init__(parent)
        self.setWindowFlags(
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAccessibleName(name)
        self._opener: QWidget | None = None
        if width:
            fixed(self, width=width + 2 * SHADOW)

    def open_at(self, opener: QWidget, *, above: bool = False) -> None:
        """Show below (or above) `opener`, kept on its screen, and give focus to the first part."""
        self._opener = opener
        self.adjustSize()
        rim, gap = theme().px(SHADOW), theme().px(4)
        corner = opener.mapToGlobal(QPoint(0, 0))
        x = corner.x() - rim
        if above:
            y = corner.y() - self.height() + rim - gap
        else:
            y = corner.y() + opener.height() - rim + gap
        area = opener.screen().availableGeometry()
        x = min(max(x, area.left() - rim), area.right() - self.width() + rim)
        y = min(max(y, area.top() - rim), area.bottom() - self.height() + rim)
        self.move(x, y)
        self.show()
        first = self.nextInFocusChain()
        if self.focusWidget() is None and first is not None and self.isAncestorOf(first):
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._opener is not None and self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.PopupFocusReason)
