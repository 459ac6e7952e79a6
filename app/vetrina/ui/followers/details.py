"""One person in full: may I write, why, and the permissions from the start."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer
from vetrina.store.views import EvidenceRow, PersonView
from vetrina.ui import moment
from vetrina.ui.icons import paint_icon
from vetrina.ui.phrases import phrase
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, IconButton
from vetrina.ui.widgets.cards import Hairline, Panel, Scroll
from vetrina.ui.widgets.chips import Avatar
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import clear, column, follow_theme, row
from vetrina.ui.widgets.painting import Face, rounded

_LOOKS: dict[EvidenceKind, tuple[str, Kind]] = {
    EvidenceKind.FOLLOWED: ("user-plus", Kind.ACCENT),
    EvidenceKind.UNFOLLOWED: ("x", Kind.NEUTRAL),
    EvidenceKind.WROTE: ("message-circle", Kind.OK),
    EvidenceKind.OPENED_CHAT: ("mouse-pointer-click", Kind.ACCENT),
    EvidenceKind.CLICKED: ("mouse-pointer-click", Kind.OK),
    EvidenceKind.STOPPED: ("hand", Kind.WARN),
    EvidenceKind.RESUMED: ("circle-check", Kind.OK),
    EvidenceKind.ASKED_LESS: ("timer", Kind.WARN),
    EvidenceKind.ASKED_USUAL: ("circle-check", Kind.OK),
    EvidenceKind.BLOCKED: ("ban", Kind.BAD),
    EvidenceKind.UNBLOCKED: ("circle-check", Kind.OK),
}


def evidence_words(one: EvidenceRow) -> str:
    """What the person did, as one line."""
    return phrase(f"did.{one.kind}", detail=one.detail)


def evidence_source(one: EvidenceRow) -> str:
    """When and where, as the line below."""
    return f"{moment.full(one.at)} · {phrase(f'source.{one.source}')}" if one.source else moment.full(one.at)


class _Dot(QWidget):
    """A round icon on the time line."""

    def __init__(self, icon: str, kind: Kind) -> None:
        super().__init__()
        self._icon, self._kind = icon, kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(26), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        painter.fillRect(px(12), px(24), 1, self.height(), t.color("line"))
        rounded(painter, QRectF(0, 0, px(25), px(25)), px(12.5), t.color(self._kind.fill(t.tokens)))
        paint_icon(painter, self._icon, px(5.5), px(5.5), 14, self._kind.ink(t.tokens))


class Details(Panel):
    """`write(talk id)`, `block(contact id, on)`, `erase(contact id)`, `own(contact id, on)`, `labels(contact id)`."""

    write = Signal(int)
    block = Signal(int, bool)
    erase = Signal(int)
    own = Signal(int, bool)
    labels = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("l", "surface")
        self.view: PersonView | None = None
        self._told: tuple[tuple[str, str], ...] = ()
        self.avatar = Avatar(Face("?"), 44)
        self.name = PlainLabel("", Type.SECTION, elide=True)
        self.below = PlainLabel("", Type.SMALL, Tone.TEXT2, elide=True)
        close = IconButton("x", self.tr("Close")).on_click(self.closed.emit)
        names = column(self.name, self.below, gap=1)
        head = row(self.avatar, gap=12, margins=(16, 14, 12, 10))
        head.addLayout(names, 1)
        head.addWidget(close)
        self.write_button = Button(self.tr("Write"), ButtonKind.MAIN, icon="message-circle").on_click(self._write)
        self.edit_button = Button(self.tr("Labels"), icon="tag").on_click(self._labels)
        for button in (self.write_button, self.edit_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer_head = PlainLabel("", Type.NAME, Tone.OK)
        self.offer_because = PlainLabel("", Type.BODY, Tone.TEXT2, wrap=True)
        self.reply_because = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        self.history = column(gap=0)
        scroll = Scroll(margins=(16, 14, 16, 16))
        scroll.add(
            row(PlainLabel(self.tr("May I send an offer?"), Type.NAME), None, self.offer_head),
            self.offer_because,
            PlainLabel(self.tr("And answer?"), Type.SMALL_STRONG, Tone.TEXT2),
            self.reply_because,
            Hairline(),
            PlainLabel(self.tr("Permissions, from the start"), Type.NAME),
            self.history,
            None,
        )
        foot = Panel("t", "surface", across=True)
        self.block_button = Button(self.tr("Block"), icon="ban").on_click(self._block)
        self.erase_button = Button(self.tr("Erase…"), ButtonKind.DANGER, icon="trash-2").on_click(self._erase)
        for button in (self.block_button, self.erase_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot.body.addLayout(row(self.block_button, self.erase_button, gap=8, margins=(16, 10, 16, 10)))
        self.body.addLayout(head)
        self.body.addLayout(row(self.write_button, self.edit_button, gap=8, margins=(16, 0, 16, 12)))
        self.body.addWidget(Hairline())
        self.body.addWidget(scroll, 1)
        self.body.addWidget(foot)
        self.more = QMenu(self)
        self.own_action = self.more.addAction(self.tr("This is my own phone"))
        self.own_action.setCheckable(True)
        self.own_action.triggered.connect(self._own)
        self.name.setContextMenuPolicy(self.name.contextMenuPolicy().ActionsContextMenu)
        self.name.addAction(self.own_action)

    def show_person(self, view: PersonView) -> None:
        """Show another person, or the same one anew."""
        self.view = view
        person = view.row
        self.avatar.set_face(Face(person.name, person.id, person.channel))
        self.name.setText(person.name)
        self.below.setText(", ".join(person.labels) or self._standing())
        offer = moment.said(person.name, view.row.offer.answer, view.row.offer.basis)
        tones = {Answer.CLEARED: Tone.OK, Answer.LATER: Tone.WARN, Answer.DENIED: Tone.TEXT2}
        self.offer_head.setText(offer.head)
        self.offer_head.set_tone(tones[view.row.offer.answer])
        self.offer_because.setText(offer.because)
        reply = moment.said(person.name, view.reply.answer, view.reply.basis)
        self.reply_because.setText(f"{reply.head}. {reply.because}")
        self._show_history(view.evidence)
        if view.talk_id is None:
            self.write_button.turn_off(self.tr("A talk begins when this person writes."))
        else:
            self.write_button.turn_on()
        self.block_button.setText(self.tr("Unblock") if self._blocked_by_shop() else self.tr("Block"))

    def _standing(self) -> str:
        if self.view is None:
            return ""
        return self.tr("Follower") if self.view.row.follows else self.tr("Not a follower")

    def _blocked_by_shop(self) -> bool:
        return self.view is not None and self.view.row.offer.basis.reason == "blocked_by_shop"

    def _show_history(self, evidence: tuple[EvidenceRow, ...]) -> None:
        lines_now = tuple((evidence_words(one), evidence_source(one)) for one in evidence)
        if self.history.count() and lines_now == self._told:
            return  # nothing new to read: the lines do not flicker
        self._told = lines_now
        clear(self.history)
        if not evidence:
            words = self.tr("Nothing yet. This person came with a list and has not followed or written.")
            self.history.addWidget(PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True))
        for one in evidence:
            icon, kind = _LOOKS.get(one.kind, ("circle", Kind.NEUTRAL))
            lines = column(
                PlainLabel(evidence_words(one), Type.BODY, wrap=True),
                PlainLabel(evidence_source(one), Type.SMALL, Tone.TEXT3, wrap=True),
                margins=(0, 2, 0, 10),
            )
            line = row(_Dot(icon, kind), gap=10)
            line.addLayout(lines, 1)
            self.history.addLayout(line)

    def _write(self) -> None:
        if self.view is not None and self.view.talk_id is not None:
            self.write.emit(self.view.talk_id)

    def _labels(self) -> None:
        if self.view is not None:
            self.labels.emit(self.view.row.id)

    def _block(self) -> None:
        if self.view is not None:
            self.block.emit(self.view.row.id, not self._blocked_by_shop())

    def _erase(self) -> None:
        if self.view is not None:
            self.erase.emit(self.view.row.id)

    def _own(self, on: bool) -> None:
        if self.view is not None:
            self.own.emit(self.view.row.id, on)
