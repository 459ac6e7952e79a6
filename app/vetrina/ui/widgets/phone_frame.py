"""The phone in which an ad is previewed: 292×598 outside, 274×580 inside, always light inside by default."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import LIGHT
from vetrina.ui.widgets.layouts import set_margins
from vetrina.ui.widgets.painting import rounded

OUTER = (292, 598)
RIM = 9
SHORTEST = 380


class PhoneFrame(QFrame):
    """Put the screen's content into `content` (274×580, rounded corners are painted over it)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        set_margins(layout, RIM, 0)
        self.content = QVBoxLayout()
        set_margins(self.content)
        layout.addLayout(self.content)
        self._mask = _Corners(self)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(OUTER[0]), theme().px(OUTER[1]))

    def minimumSizeHint(self) -> QSize:
        """In a low window the phone gets shorter; its content scrolls."""
        return QSize(theme().px(OUTER[0]), theme().px(SHORTEST))

    def set_content(self, widget: QWidget) -> None:
        """Replace the content of the screen."""
        while (item := self.content.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.content.addWidget(widget)
        self._mask.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._mask.resize(self.size())
        self._mask.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        rect = QRectF(self.rect())
        rounded(QPainter(self), rect, t.px(30), QColor("#1D1B19"))
        rim = t.px(RIM)
        rounded(QPainter(self), rect.adjusted(rim, rim, -rim, -rim), t.px(21), QColor(LIGHT.canvas))


class _Corners(QWidget):
    """Paints the phone's rim over the corners of whatever the screen holds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        rect, rim = QRectF(self.rect()), t.px(RIM)
        outer, inner = QPainterPath(), QPainterPath()
        outer.addRoundedRect(rect, t.px(30), t.px(30))
        inner.addRoundedRect(rect.adjusted(rim, rim, -rim, -rim), t.px(21), t.px(21))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outer.subtracted(inner), QColor("#1D1B19"))
