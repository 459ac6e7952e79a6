"""Long work as a card: name, "214 of 340", a bar, Stop. Never a bar without a number."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonSize
from vetrina.ui.widgets.cards import Card
from vetrina.ui.widgets.chips import Icon, Painted
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import set_margins
from vetrina.ui.widgets.painting import rounded


class Bar(Painted):
    """A progress bar 6 (or `height`) high."""

    def __init__(self, height: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self.share = height, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Fill this part, 0 to 1."""
        self.share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, rect = theme(), QPainter(self), QRectF(self.rect())
        radius = rect.height() / 2
        rounded(painter, rect, radius, t.color("line"))
        if self.share > 0:
            rect.setWidth(max(rect.width() * self.share, rect.height()))
            rounded(painter, rect, radius, t.color("accent"))


class ProgressCard(Card):
    """A card for one piece of long work. `stopped` when the person presses Stop."""

    stopped = Signal()

    def __init__(self, name: str, icon: str = "upload", *, can_stop: bool = True) -> None:
        super().__init__((14, 10, 14, 10), 0)
        self.name = PlainLabel(name, Type.NAME, elide=True)
        self.numbers = PlainLabel("", Type.SMALL, Tone.TEXT2)
        self.bar = Bar()
        head = QHBoxLayout()
        set_margins(head, 0, 8)
        head.addWidget(self.name, 1)
        head.addWidget(self.numbers)
        middle = QVBoxLayout()
        set_margins(middle, 0, 6)
        middle.addLayout(head)
        middle.addWidget(self.bar)
        line = QHBoxLayout()
        set_margins(line, 0, 12)
        line.addWidget(Icon(icon, 18, Tone.ACCENT), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(middle, 1)
        self.stop = Button(self.tr("Stop"), size=ButtonSize.SMALL, parent=self)
        self.stop.setVisible(can_stop)
        self.stop.clicked.connect(self.stopped)
        line.addWidget(self.stop)
        self.body.addLayout(line)
        self.setAccessibleName(name)

    def set_progress(self, done: int, total: int) -> None:
        """Steps done of all; `total` 0 while unknown."""
        locale = QLocale()
        if total:
            words = self.tr("{done} of {total}").format(done=locale.toString(done), total=locale.toString(total))
            self.bar.set_share(done / total)
        else:
            words = locale.toString(done)
        self.numbers.setText(words)
        self.setAccessibleDescription(words)
