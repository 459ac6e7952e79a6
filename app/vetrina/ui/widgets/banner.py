"""Messages to the owner inside a page: icon, one sentence, at most two buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.chips import Icon
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import set_margins
from vetrina.ui.widgets.painting import rounded

_ICONS = {
    Kind.OK: "shield-check",
    Kind.WARN: "triangle-alert",
    Kind.BAD: "circle-alert",
    Kind.ACCENT: "info",
    Kind.BOT: "bot",
    Kind.NEUTRAL: "info",
    Kind.PLAIN: "info",
}
MOST_BUTTONS = 2


class Banner(QFrame):
    """`strong` is the sentence that counts, `words` what follows. Announced once to screen readers."""

    def __init__(
        self,
        kind: Kind,
        strong: str,
        words: str = "",
        *,
        icon: str = "",
        full_width: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self._full, self._announced = kind, full_width, False
        tone = Tone.TEXT if kind in (Kind.NEUTRAL, Kind.PLAIN) else Tone(kind.value)
        self._icon = Icon(icon or _ICONS[kind], 18, tone)
        self._label = PlainLabel("", wrap=True)
        layout = QHBoxLayout(self)
        set_margins(layout, (12, 10, 12, 10), 10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._label, 1)
        self._layout = layout
        self.buttons: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(strong, words)

    def say(self, strong: str, words: str = "") -> None:
        """Change the sentence."""
        self._label.set_sentence((strong, None), f" {words}" if words else "")
        self.setAccessibleName(f"{strong} {words}".strip())

    def add_button(self, text: str, act: Callable[[], object], kind: ButtonKind = ButtonKind.NORMAL) -> Button:
        """Append a button (at most two). Returns it."""
        if len(self.buttons) >= MOST_BUTTONS:
            raise ValueError("A banner has at most two buttons")
        button = Button(text, kind, size=ButtonSize.SMALL)
        button.on_click(act)
        self.buttons.append(button)
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._announced:
            self._announced = True
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        edge = t.color("line") if self.kind in (Kind.NEUTRAL, Kind.PLAIN) else None
        radius = 0 if self._full else t.px(8)
        rounded(QPainter(self), QRectF(self.rect()), radius, t.color(self.kind.fill(t.tokens)), edge)
