"""Where the owner writes: reply or private note, with a product, buttons and ready answers; Enter sends."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vetrina.domain.policy import Answer
from vetrina.domain.talk import ProductCard, QuickReply
from vetrina.engine.commands import LONGEST
from vetrina.store.views import MayWrite
from vetrina.ui import moment
from vetrina.ui.inbox import words
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, SplitButton
from vetrina.ui.widgets.cards import Panel
from vetrina.ui.widgets.chips import Icon, RemovableChip
from vetrina.ui.widgets.fields import TextArea
from vetrina.ui.widgets.flow import Flow
from vetrina.ui.widgets.labels import PlainLabel, safe_tooltip
from vetrina.ui.widgets.layouts import row, set_margins
from vetrina.ui.widgets.painting import rounded
from vetrina.ui.widgets.tabs import Tabs

COUNTS_FROM = LONGEST - 200
MOST_LINES = 6
REPLY, NOTE = 0, 1
_PAGE_KEYS = (Qt.Key.Key_E, Qt.Key.Key_R, Qt.Key.Key_I, Qt.Key.Key_Tab, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was written and not sent yet; kept for each talk."""

    text: str = ""
    card: ProductCard | None = None
    replies: tuple[QuickReply, ...] = ()
    tab: int = REPLY

    @property
    def empty(self) -> bool:
        """Nothing would be lost."""
        return not (self.text.strip() or self.card or self.replies)


class WritingBox(TextArea):
    """`sent()` on Enter (or Ctrl+Enter, as the owner chose), `slash()` on / in an empty box."""

    sent = Signal()
    slash = Signal()

    def __init__(self) -> None:
        super().__init__(lines=1, most_lines=MOST_LINES)
        self.enter_sends = True
        self.setProperty("bare", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _PAGE_KEYS:
                event.ignore()  # the page's own keys work while writing
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if control or (self.enter_sends and not shift):
                self.sent.emit()
                return
        if event.text() == "/" and not self.toPlainText():
            self.slash.emit()
            return
        super().keyPressEvent(event)


class _Frame(QFrame):
    """The box round text and tools: a field that shows focus as a whole; yellow for notes."""

    def __init__(self, box: WritingBox) -> None:
        super().__init__()
        self._box, self.note = box, False
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        t, focused = theme(), self._box.hasFocus()
        fill = "note" if self.note else "surface" if self._box.isEnabled() else "sunken"
        edge = "focus" if focused else "edge" if self._box.isEnabled() else "line"
        rect = QRectF(self.rect())
        rounded(QPainter(self), rect, t.px(6), t.color(fill), t.color(edge), 2.0 if focused else 1.0)


class Composer(Panel):
    """`reply(Unsent, done)` and `note(text)`; `product(opener)`, `buttons(opener)`, `ready(opener)` open popovers."""

    reply = Signal(object, bool)
    note = Signal(str)
    product = Signal(QWidget)
    buttons = Signal(QWidget)
    ready = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__("t", "surface")
        self._card: ProductCard | None = None
        self._replies: tuple[QuickReply, ...] = ()
        self._may: MayWrite | None = None
        self.tabs = Tabs(self.tr("What to write"), height=36, inset=0).without_line()
        self.tabs.add(self.tr("Reply"))
        self.tabs.add(self.tr("Private note"))
        self.tabs.currentChanged.connect(lambda _index: self._dress())
        self.may_icon = Icon("shield-check", 14, Tone.OK)
        self.may_words = PlainLabel("", Type.SMALL_STRONG, Tone.OK)
        head = row(self.tabs, None, self.may_icon, self.may_words, gap=4, margins=(16, 0, 16, 0))
        self.box = WritingBox()
        self.attached = QWidget()
        self.chips = Flow(6)
        self.attached.setLayout(self.chips)
        self.attached.hide()
        self.because = PlainLabel("", Type.BODY, Tone.TEXT2, wrap=True)
        self.because.hide()
        self.frame_ = _Frame(self.box)
        inside = QVBoxLayout(self.frame_)
        set_margins(inside, (9, 7, 9, 7), 4)
        for part in (self.attached, self.because, self.box):
            inside.addWidget(part)
        inside.addLayout(self._tools())
        self.body.addLayout(head)
        around = QVBoxLayout()
        set_margins(around, (16, 0, 16, 12))
        around.addWidget(self.frame_)
        self.body.addLayout(around)
        self.box.sent.connect(lambda: self._send(False))
        self.box.slash.connect(lambda: self.ready.emit(self.ready_button))
        self.box.textChanged.connect(self._count)
        self._dress()

    def _tools(self) -> QHBoxLayout:
        small, quiet = ButtonSize.SMALL, ButtonKind.QUIET
        self.ready_button = Button(self.tr("Ready answers"), quiet, icon="message-square-text", size=small)
        safe_tooltip(self.ready_button, self.tr("What the bot knows to say") + " (/)")
        self.ready_button.on_click(lambda: self.ready.emit(self.ready_button))
        self.product_button = Button(self.tr("Product"), quiet, icon="tag", size=small)
        self.product_button.on_click(lambda: self.product.emit(self.product_button))
        self.buttons_button = Button(self.tr("Buttons"), quiet, icon="square-pen", size=small)
        safe_tooltip(self.buttons_button, self.tr("Answers to tap, below your message"))
        self.buttons_button.on_click(lambda: self.buttons.emit(self.buttons_button))
        self.counter = PlainLabel("", Type.SMALL, Tone.TEXT2)
        self.send = SplitButton(self.tr("Send"), self.tr("More ways to send"))
        self.send.clicked.connect(lambda _checked=False: self._send(False))
        self.send_done = self.send.menu_.addAction(self.tr("Send and mark done"))
        self.send_done.triggered.connect(lambda _checked=False: self._send(True))
        self.keep_note = Button(self.tr("Keep note"), ButtonKind.MAIN).on_click(lambda: self._send(False))
        tools = (self.ready_button, self.product_button, self.buttons_button)
        return row(*tools, None, self.counter, self.send, self.keep_note, gap=4)

    # What was written

    def unsent(self) -> Unsent:
        """What stands in the box now."""
        return Unsent(self.box.toPlainText(), self._card, self._replies, self.tabs.currentIndex())

    def show_unsent(self, unsent: Unsent) -> None:
        """Put back what was written."""
        self.tabs.choose(unsent.tab)
        if self.box.toPlainText() != unsent.text:
            self.box.setPlainText(unsent.text)
            self.box.moveCursor(QTextCursor.MoveOperation.End)
        self._card, self._replies = unsent.card, unsent.replies
        self._show_attached()
        self._dress()

    def attach(self, card: ProductCard | None) -> None:
        """Put a product under the text, or take it away."""
        self._card = card
        self._show_attached()
        self.box.setFocus()

    def set_replies(self, replies: tuple[QuickReply, ...]) -> None:
        """Buttons below the message."""
        self._replies = replies
        self._show_attached()

    def insert(self, text: str) -> None:
        """Put a ready answer where the caret is."""
        self.box.insertPlainText(text)
        self.box.setFocus()

    def _show_attached(self) -> None:
        self.chips.empty()
        if self._card is not None:
            price = f", {self._card.price}" if self._card.price else ""
            chip = RemovableChip(f"{self._card.title}{price}", Kind.ACCENT)
            chip.removed.connect(lambda: self.attach(None))
            self.chips.addWidget(chip)
        for reply in self._replies:
            chip = RemovableChip(reply.title, Kind.PLAIN)
            chip.removed.connect(lambda gone=reply: self._remove_reply(gone))
            self.chips.addWidget(chip)
        self.attached.setVisible(self.chips.count() > 0 and self.tabs.currentIndex() == REPLY)
        self._count()

    def _remove_reply(self, gone: QuickReply) -> None:
        self.set_replies(tuple(reply for reply in self._replies if reply != gone))
        self.box.setFocus()

    # May I write?

    def show_may(self, may: MayWrite) -> None:
        """The gate's answer for a reply in this talk."""
        self._may = may
        self._dress()

    def may_reply(self) -> bool:
        """Whether a reply may be written now; a later one waits by itself."""
        return self._may is None or self._may.answer is not Answer.DENIED

    def _dress(self) -> None:
        note = self.tabs.currentIndex() == NOTE
        open_ = note or self.may_reply()
        self.frame_.note = note
        self.box.setEnabled(open_)
        self.box.setVisible(open_)
        self.because.setVisible(not open_)
        self.box.setPlaceholderText(self.tr("Only you see this") if note else self.tr("Write an answer"))
        self.box.setAccessibleName(self.tr("Private note") if note else self.tr("Reply"))
        self.send.setVisible(not note)
        self.keep_note.setVisible(note)
        for tool in (self.ready_button, self.product_button, self.buttons_button):
            tool.setVisible(not note)
            tool.setEnabled(open_)
        self.attached.setVisible(self.chips.count() > 0 and not note)
        self._show_may_words(note)
        self._count()
        self.frame_.update()

    def _show_may_words(self, note: bool) -> None:
        shown = self._may is not None and not note
        self.may_icon.setVisible(shown)
        self.may_words.setVisible(shown)
        if self._may is None:
            return
        looks = {
            Answer.CLEARED: ("shield-check", Tone.OK),
            Answer.LATER: ("clock", Tone.WARN),
            Answer.DENIED: ("hand", Tone.TEXT2),
        }
        icon, tone = looks[self._may.answer]
        self.may_icon.set_icon(icon, tone)
        self.may_words.set_tone(tone)
        self.may_words.setText(words.may_write_short(self._may))
        because = moment.said(self._may.person, self._may.answer, self._may.basis).because
        self.because.setText(because)

    def _count(self) -> None:
        length = len(self.box.toPlainText().strip())
        over = length > LONGEST
        self.counter.setVisible(length >= COUNTS_FROM)
        counted = self.tr("{used} of {most}").replace("{used}", str(length)).replace("{most}", str(LONGEST))
        self.counter.setText(counted)
        self.counter.set_tone(Tone.WARN if over else Tone.TEXT2)
        nothing = not length and (self.tabs.currentIndex() == NOTE or self._card is None)
        why = ""
        if self.tabs.currentIndex() == REPLY and not self.may_reply():
            why = self.because.text()
        elif over:
            why = self.tr("The message is too long. Shorten it, or send it in two.")
        elif nothing:
            why = self.tr("Write something first.")
        for button in (self.send.main, self.send.more, self.keep_note):
            if why:
                button.turn_off(why)
            else:
                button.turn_on(self.tr("More ways to send") if button is self.send.more else "")

    def _send(self, and_done: bool) -> None:
        if not self.send.main.isEnabled():
            return
        unsent = self.unsent()
        if unsent.tab == NOTE:
            self.show_unsent(Unsent("", self._card, self._replies, NOTE))
            self.note.emit(unsent.text.strip())
        else:
            self.show_unsent(Unsent())
            self.reply.emit(unsent, and_done)
        self.box.setFocus()
