"""What a person did, as icons on a line: in the details and in the proof."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vetrina.domain.people import EvidenceKind
from vetrina.store.views import EvidenceRow
from vetrina.ui import moment
from vetrina.ui.icons import paint_icon
from vetrina.ui.phrases import phrase
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Scroll
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import clear, column, fixed, set_margins
from vetrina.ui.widgets.painting import rounded

_ICONS: dict[EvidenceKind, str] = {
    EvidenceKind.FOLLOWED: "user-plus",
    EvidenceKind.UNFOLLOWED: "user-minus",
    EvidenceKind.WROTE: "message-circle",
    EvidenceKind.OPENED_CHAT: "mouse-pointer-click",
    EvidenceKind.CLICKED: "mouse-pointer-click",
    EvidenceKind.SAW: "eye",
    EvidenceKind.STOPPED: "hand",
    EvidenceKind.RESUMED: "circle-check",
    EvidenceKind.ASKED_LESS: "timer",
    EvidenceKind.ASKED_USUAL: "circle-check",
    EvidenceKind.BLOCKED: "ban",
    EvidenceKind.UNBLOCKED: "circle-check",
    EvidenceKind.DELETED: "undo-2",
    EvidenceKind.LEFT: "log-out",
}


def what(one: EvidenceRow) -> str:
    """What the person did."""
    return phrase(f"did.{one.kind}", detail=one.detail)


def when_and_where(one: EvidenceRow, *, with_source: bool = False) -> str:
    """The line below it."""
    told = moment.full(one.at)
    return f"{told} · {phrase(f'source.{one.source}')}" if with_source and one.source else told


class _Step(QWidget):
    """One thing the person did."""

    def __init__(self, one: EvidenceRow, *, last: bool, in_full: bool, proof: bool) -> None:
        super().__init__()
        self._icon, self._last, self._proof = _ICONS.get(one.kind, "circle"), last, proof
        head = PlainLabel(what(one), Type.NAME if proof else Type.BODY, wrap=in_full, elide=not in_full)
        below = PlainLabel(when_and_where(one, with_source=in_full), Type.CAPTION, Tone.TEXT3, wrap=in_full)
        self.setLayout(column(head, below, margins=(36, 0, 0, 12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        if not self._last:
            painter.fillRect(px(11), px(24), 1, self.height() - px(24), t.color("line"))
        ground = "accent_soft" if self._proof else "canvas"
        rounded(painter, QRectF(0, 0, px(24), px(24)), px(12), t.color(ground))
        paint_icon(painter, self._icon, px(5), px(5), 14, Tone.ACCENT if self._proof else Tone.TEXT2)


class Timeline(QWidget):
    """Steps from newest to oldest; `proofs` are the moments (ms) an answer rests on."""

    def __init__(self, *, in_full: bool = False) -> None:
        super().__init__()
        self._in_full = in_full
        self._shown: object = None
        self.steps = QVBoxLayout(self)
        set_margins(self.steps)

    def show_steps(self, steps: Sequence[EvidenceRow], proofs: frozenset[int] = frozenset()) -> None:
        """Show these steps."""
        if self._shown == (tuple(steps), proofs, moment.full(moment.now())[:5]):
            return
        self._shown = (tuple(steps), proofs, moment.full(moment.now())[:5])
        clear(self.steps)
        if not steps:
            words = self.tr("Nothing yet.")
            self.steps.addWidget(PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True))
        for number, one in enumerate(steps):
            last = number == len(steps) - 1
            self.steps.addWidget(_Step(one, last=last, in_full=self._in_full, proof=one.at in proofs))


class ProofDialog(Dialog):
    """Everything a person did, with time and source; what the answer rests on stands out."""

    def __init__(self, parent: QWidget, name: str, head: str, because: str) -> None:
        super().__init__(parent, name, f"{head}. {because}" if head else because)
        self.timeline = Timeline(in_full=True)
        scroll = Scroll(margins=(0, 4, 8, 4))
        scroll.add(self.timeline, None)
        scroll.setAccessibleName(self.tr("What happened"))
        fixed(scroll, min_height=280)
        self.body.addWidget(scroll)

    def show_steps(self, steps: Sequence[EvidenceRow], proofs: frozenset[int]) -> None:
        """The whole history."""
        self.timeline.show_steps(steps, proofs)
