"""The details beside a talk: who it is, labels, "May I write?" with its proof, what happened, block and erase."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from vetrina.domain import times
from vetrina.domain.policy import Answer
from vetrina.store.views import MayWrite, TalkView
from vetrina.ui import moment
from vetrina.ui.inbox import words
from vetrina.ui.inbox.timeline import Timeline
from vetrina.ui.phrases import language
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton
from vetrina.ui.widgets.cards import Hairline, Panel, Scroll
from vetrina.ui.widgets.chips import Avatar, Chip, Icon, PatienceBoxes
from vetrina.ui.widgets.flow import Flow
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row, set_margins
from vetrina.ui.widgets.painting import Face, rounded

WIDTH = 280
STEPS_SHOWN = 5
_LOOKS = {
    Answer.CLEARED: (Kind.OK, "shield-check", Tone.OK),
    Answer.LATER: (Kind.WARN, "clock", Tone.WARN),
    Answer.DENIED: (Kind.NEUTRAL, "hand", Tone.TEXT),
}


class MayWriteCard(QFrame):
    """The answer in one sentence, with the way to its proof."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._kind = Kind.NEUTRAL
        self.icon = Icon("shield-check", 18, Tone.TEXT)
        self.head = PlainLabel("", Type.MESSAGE, Tone.OK, wrap=True)
        self.because = PlainLabel("", Type.MESSAGE, wrap=True)
        self.proof = Button(self.tr("Show the proof"), ButtonKind.LINK, size=ButtonSize.SMALL)
        body = QVBoxLayout(self)
        set_margins(body, (6, 10, 6, 5))
        head = row(self.icon, PlainLabel(title, Type.NAME), None, gap=8)
        body.addLayout(column(head, self.head, self.because, margins=(6, 0, 6, 0), gap=5))
        body.addLayout(row(self.proof, None))

    def show_answer(self, may: MayWrite) -> None:
        """Show another answer."""
        said = moment.said(may.person, may.answer, may.basis)
        self._kind, icon, tone = _LOOKS[may.answer]
        self.icon.set_icon(icon, tone)
        self.head.set_sentence((said.head, tone))
        self.because.setText(said.because)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        edge = t.color("line") if self._kind is Kind.NEUTRAL else None
        rounded(QPainter(self), QRectF(self.rect()), t.px(8), t.color(self._kind.fill(t.tokens)), edge)


class Details(Panel):
    """`labels(opener)`, `proof()`, `history()`, `own(on)`, `block(on)`, `erase()`, `closed()`."""

    labels = Signal(QWidget)
    proof = Signal()
    history = Signal()
    own = Signal(bool)
    block = Signal(bool)
    erase = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("l", "surface")
        self.setAccessibleName(self.tr("Details"))
        self.view: TalkView | None = None
        self.over = False
        self._build_head()
        self._build_middle()
        self._build_foot()
        fixed(self, width=WIDTH)

    def _build_head(self) -> None:
        self.avatar = Avatar(Face("?"), 52)
        self.name = PlainLabel("", Type.SECTION, elide=True)
        self.below = PlainLabel("", Type.SMALL, Tone.TEXT2, elide=True)
        self.more = IconButton("ellipsis", self.tr("More"), ButtonKind.QUIET, size=ButtonSize.SMALL)
        self.menu = QMenu(self)
        self.own_action = self.menu.addAction(self.tr("This is my own phone"))
        self.own_action.setCheckable(True)
        self.own_action.triggered.connect(self._own)
        self.more.on_click(lambda: self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.close_button = IconButton("x", self.tr("Close"), ButtonKind.QUIET, size=ButtonSize.SMALL)
        self.close_button.on_click(self.closed.emit)
        self.close_button.hide()
        head = row(self.avatar, gap=8, margins=(16, 14, 12, 10))
        head.addSpacing(4)
        head.addLayout(column(self.name, self.below, gap=1), 1)
        head.addWidget(self.more)
        head.addWidget(self.close_button)
        self.chips = Flow(6)
        chips = QWidget()
        chips.setLayout(self.chips)
        self.add_label = IconButton("plus", self.tr("Labels"), ButtonKind.QUIET, size=ButtonSize.SMALL)
        self.add_label.on_click(lambda: self.labels.emit(self.add_label))
        self.body.addLayout(head)
        self.body.addLayout(column(chips, margins=(16, 0, 16, 12)))

    def _build_middle(self) -> None:
        self.reply = MayWriteCard(self.tr("May I write?"))
        self.reply.proof.on_click(self.proof.emit)
        self.patience = PatienceBoxes(0, 1)
        self.offer_head = PlainLabel("", Type.SMALL, Tone.TEXT2, wrap=True)
        self.timeline = Timeline()
        self.all_button = Button(self.tr("All"), ButtonKind.LINK, size=ButtonSize.SMALL).on_click(self.history.emit)
        self.all_button.setAccessibleName(self.tr("All that happened"))
        scroll = Scroll(margins=0, gap=0)
        offers = row(column(PlainLabel(self.tr("Patience"), Type.NAME), self.offer_head), gap=10)
        offers.setStretch(0, 1)
        offers.addWidget(self.patience, 0, Qt.AlignmentFlag.AlignTop)
        happened = row(PlainLabel(self.tr("What happened"), Type.NAME), None, self.all_button)
        scroll.add(
            column(self.reply, margins=(16, 0, 16, 14)),
            Hairline(),
            column(offers, margins=(16, 12, 16, 12)),
            Hairline(),
            column(happened, self.timeline, margins=(16, 8, 12, 8), gap=6),
            None,
        )
        self.body.addWidget(scroll, 1)

    def _build_foot(self) -> None:
        small = ButtonSize.SMALL
        self.block_button = Button(self.tr("Block"), icon="ban", size=small).on_click(self._block)
        self.erase_button = Button(self.tr("Erase…"), ButtonKind.DANGER, icon="trash-2", size=small)
        self.erase_button.on_click(self.erase.emit)
        for button in (self.block_button, self.erase_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = Panel("t", "surface", across=True)
        foot.body.addLayout(row(self.block_button, self.erase_button, gap=8, margins=(16, 10, 16, 10)))
        self.body.addWidget(foot)

    # Showing

    def show_talk(self, view: TalkView) -> None:
        """Show another person, or the same one anew."""
        self.view = view
        talk = view.row
        self.avatar.set_face(Face(talk.name, talk.contact_id))
        self.name.setText(talk.name)
        self.below.setText(self._standing(view))
        self._show_labels(talk.labels)
        self.reply.show_answer(view.reply)
        self._show_patience(view.sponsored)
        self.timeline.show_steps(view.happened[:STEPS_SHOWN])
        self.all_button.setVisible(len(view.happened) > STEPS_SHOWN)
        self.block_button.setText(self.tr("Unblock") if self.blocked_by_shop() else self.tr("Block"))
        self.block_button.set_icon("circle-check" if self.blocked_by_shop() else "ban")

    def _standing(self, view: TalkView) -> str:
        if view.following_since is None:
            return self.tr("Not a follower")
        day = times.day_name(view.following_since, moment.now(), moment.zone(), language())
        return self.tr("Follower since {day}").replace("{day}", day)

    def _show_labels(self, labels: tuple[str, ...]) -> None:
        self.chips.empty(keep=self.add_label)
        for label in labels:
            self.chips.addWidget(Chip(label))
        self.chips.addWidget(self.add_label)

    def _show_patience(self, offer: MayWrite) -> None:
        said = moment.said(offer.person, offer.answer, offer.basis)
        self.patience.set_used(1 if offer.basis.reason == "unanswered" else 0, 1)
        heads = {Answer.CLEARED: self.tr("An offer may go out now."), Answer.LATER: self.tr("An offer goes out later.")}
        head = heads.get(offer.answer, self.tr("No offer this time."))
        self.offer_head.setText(f"{head} {said.because}")

    def blocked_by_shop(self) -> bool:
        """Whether the shop itself blocked the person."""
        return self.view is not None and self.view.reply.basis.reason == "blocked_by_shop"

    def proofs(self) -> frozenset[int]:
        """The moments that the two answers rest on."""
        if self.view is None:
            return frozenset()
        moments = (self.view.reply.basis.evidence_at, self.view.sponsored.basis.evidence_at)
        return frozenset(at for at in moments if at is not None)

    def set_over(self, over: bool) -> None:
        """Lie over the thread (with a Close button) or stand beside it."""
        self.over = over
        self.close_button.setVisible(over)

    def called(self) -> str:
        """What the person is called in a sentence."""
        return words.called(self.view.row.name) if self.view is not None else ""

    def _block(self) -> None:
        self.block.emit(not self.blocked_by_shop())

    def _own(self, on: bool) -> None:
        self.own.emit(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.over:
            self.closed.emit()
            return
        super().keyPressEvent(event)
