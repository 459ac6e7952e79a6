"""Cards, panels, hairlines, page heads: the frames everything else stands in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import Margins, fixed, follow_theme, set_margins
from vetrina.ui.widgets.painting import rounded, text_width

LEAST_TITLE = 120  # px of the design


class Card(QFrame):
    """Surface with a hairline and radius 8. `body` is its vertical layout. `chosen` draws the 2 px edge."""

    def __init__(self, margins: Margins = 12, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        set_margins(self.body, margins, gap)
        self.ground = "surface"
        self._chosen = False

    def set_chosen(self, chosen: bool) -> None:
        """Mark the card as the chosen one of several."""
        self._chosen = chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        edge, width = ("focus", 2.0) if self._chosen else ("line", 1.0)
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), t.px(8), t.color(self.ground), t.color(edge), width)


class Hairline(QFrame):
    """A 1 px line across; `vertical` for one from top to bottom."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("line"))


class Panel(QFrame):
    """A part of the page with a ground and hairlines at the sides named in `lines` (l, t, r, b)."""

    def __init__(self, lines: str = "", ground: str = "surface", *, across: bool = False) -> None:
        super().__init__()
        self._lines, self._ground = lines, ground
        self.body: QBoxLayout = QHBoxLayout(self) if across else QVBoxLayout(self)
        sides = tuple(1 if side in lines else 0 for side in "ltrb")
        self.body.setContentsMargins(*sides)
        self.body.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        painter.fillRect(self.rect(), t.color(self._ground))
        line, w, h = t.color("line"), self.width(), self.height()
        if "l" in self._lines:
            painter.fillRect(0, 0, 1, h, line)
        if "r" in self._lines:
            painter.fillRect(w - 1, 0, 1, h, line)
        if "t" in self._lines:
            painter.fillRect(0, 0, w, 1, line)
        if "b" in self._lines:
            painter.fillRect(0, h - 1, w, 1, line)


class PageHead(Panel):
    """The head of a page or panel: title, second line, actions at the right; 60 high (56 in the inbox)."""

    def __init__(self, title: str = "", below: str = "", *, height: int = 60, big: bool = True) -> None:
        super().__init__("b", across=True)
        fixed(self, height=height)
        set_margins(self.body, (16 if not big else 20, 0, 16 if not big else 20, 1), 12)
        self.title = PlainLabel(title, Type.TITLE if big else Type.SECTION, elide=True)
        self.below = PlainLabel(below, Type.SMALL, Tone.TEXT2, elide=True, parent=self)
        self.below.setVisible(bool(below))  # with a parent by now: a part without one would open as a window
        words = QVBoxLayout()
        set_margins(words)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.below)
        words.addStretch(1)
        self.lead = QHBoxLayout()
        set_margins(self.lead, 0, 12)
        self.tools = QHBoxLayout()
        set_margins(self.tools, 0, 12)
        self.body.addLayout(self.lead)
        self.body.addLayout(words, 1)
        self.body.addLayout(self.tools)
        follow_theme(self, self._keep_title)

    def _keep_title(self) -> None:
        """A short title is never elided in favour of what stands beside it."""
        natural = text_width(self.title.text(), self.title.role)
        self.title.setMinimumWidth(min(natural, theme().px(LEAST_TITLE)))

    def set_title(self, title: str, below: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self._keep_title()
        self.below.setText(below)
        self.below.setVisible(bool(below))

    def add(self, *widgets: QWidget) -> None:
        """Append actions at the right end."""
        for widget in widgets:
            self.tools.addWidget(widget)


class Section(QWidget):
    """A heading with parts below it and room for one action at the right of the heading."""

    def __init__(self, title: str, *, margins: Margins = 0, gap: int = 8, role: Type = Type.NAME) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        set_margins(self.body, margins, gap)
        self.title = PlainLabel(title, role)
        self.head = QHBoxLayout()
        set_margins(self.head, 0, 8)
        self.head.addWidget(self.title, 1)
        self.body.addLayout(self.head)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Append parts below the heading."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)


class _Column(QFrame):
    """Asks for the height that its wrapped words need at its width; Qt alone would squeeze the parts instead."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            hint.setHeight(max(hint.height(), layout.minimumHeightForWidth(self.width())))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Scroll(QScrollArea):
    """A column that scrolls from top to bottom only; put parts into `body`."""

    def __init__(self, margins: Margins = 16, gap: int = 12, ground: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = _Column()
        self.body = QVBoxLayout(self.inner)
        set_margins(self.body, margins, gap)
        if ground:
            self.inner.setProperty("ground", ground)
        else:
            self.inner.setAutoFillBackground(False)
        self.setWidget(self.inner)
        self.viewport().setAutoFillBackground(False)
        if not ground:
            self.inner.setAutoFillBackground(False)

    def add(self, *parts: QWidget | QLayout | None) -> None:
        """Append parts; `None` stretches."""
        for part in parts:
            if part is None:
                self.body.addStretch(1)
            elif isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
