"""Small coloured words: chips, count pills, patience boxes, avatars, channel dots as widgets."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from vetrina.ui.icons import pixmap
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone
from vetrina.ui.widgets.labels import LONGEST_WORD, clean, safe_tooltip
from vetrina.ui.widgets.painting import (
    Face,
    chip_width,
    count_width,
    paint_avatar,
    paint_chip,
    paint_count,
    paint_patience,
    paint_text,
    patience_width,
)
from vetrina.ui.widgets.zoomed import Zoomed


class Painted(Zoomed, QWidget):
    """A still part that paints itself and follows the zoom; takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Chip(Painted):
    """A word on a coloured ground; colour only supports the word and icon."""

    def __init__(self, text: str, kind: Kind = Kind.PLAIN, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._kind, self._icon = clean(text, LONGEST_WORD), kind, icon
        self.setAccessibleName(text)

    def show_(self, text: str, kind: Kind | None = None, icon: str | None = None) -> None:
        """Change what the chip says."""
        self._text = clean(text, LONGEST_WORD)
        self._kind = self._kind if kind is None else kind
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, self._icon), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self._text, self._kind, self._icon, most=self.width())


class RemovableChip(Zoomed, QToolButton):
    """A chip that is taken away by click, Delete or Backspace; emits `removed` (the owner deletes it)."""

    removed = Signal()

    def __init__(self, text: str, kind: Kind = Kind.ACCENT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(clean(text, LONGEST_WORD))
        self._kind = kind
        self.setAccessibleName(self.tr("Remove {word}").format(word=text))
        safe_tooltip(self, self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), removable=True), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self.text(), self._kind, removable=True, most=self.width())


class AddChip(Zoomed, QToolButton):
    """A chip that puts something in ("First name" below an ad's text); a plain click."""

    def __init__(self, text: str, kind: Kind = Kind.ACCENT, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(clean(text, LONGEST_WORD))
        self._kind, self._icon = kind, icon
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), self._icon), theme().px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), 0, 0, self.text(), self._kind, self._icon, most=self.width())


class Count(Painted):
    """A count pill; hidden at 0."""

    def __init__(self, count: int = 0, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        if count <= 0 or self.parentWidget() is not None:  # a part without parent would open as a window
            self.setVisible(count > 0)
        self.setAccessibleName(str(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(count_width(self._count), theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_count(QPainter(self), 0, 0, self._count, quiet=self._quiet)


class PatienceBoxes(Painted):
    """How many offers of the limit a person has had: boxes up to 5, else words."""

    def __init__(self, used: int = 0, limit: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_used(used, limit)

    def set_used(self, used: int, limit: int) -> None:
        """Show other numbers."""
        self._used, self._limit = used, limit
        words = self.tr("{used} of {limit} offers").format(used=used, limit=limit)
        self.setAccessibleName(words)
        safe_tooltip(self, words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(patience_width(self._limit) or theme().px(60), theme().px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._limit <= 5:
            paint_patience(painter, 0, theme().px(3), self._used, self._limit)
            return
        tone = Tone.WARN if self._used >= self._limit else Tone.TEXT2
        words = self.tr("{used} of {limit}").format(used=self._used, limit=self._limit)
        paint_text(painter, QRectF(self.rect()), words, tone=tone)


class Avatar(Painted):
    """A person's initials on one of seven tints, with the badge of the network."""

    def __init__(self, face: Face, size: int = 40, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face, self._size, self._ground = face, size, ground

    def set_face(self, face: Face) -> None:
        """Show another person."""
        self._face = face
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(self._size) + px(4), px(self._size) + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), 0, 0, self._size, self._face, self._ground)


class Icon(Painted):
    """A decorative icon in a tone; has no accessible name."""

    def __init__(self, name: str, size: int = 16, tone: Tone = Tone.TEXT2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size, self._tone = name, size, tone

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._size), theme().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 0, pixmap(self._name, self._size, self._tone, ratio))


class Clickable(Painted):
    """A painted part that is clicked as a whole; subclasses paint. Space and Enter click too."""

    clicked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
            return
        super().keyPressEvent(event)
