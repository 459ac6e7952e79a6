"""The middle pane: head, thread, composer; and what stands there before a talk is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from vetrina.domain.talk import Author, MessageState
from vetrina.store.views import MessageRow, TalkView
from vetrina.ui.inbox import words
from vetrina.ui.inbox.composer import Composer
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.talk_head import TalkHead
from vetrina.ui.inbox.thread_lines import ThreadLine
from vetrina.ui.inbox.thread_shapes import ASK_OR_AGAIN, OPEN_AD, TAKE_BACK, TRY_AGAIN
from vetrina.ui.inbox.thread_view import ThreadView
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.labels import clean
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.states import APPEARS_AFTER_MS, EmptyState, PlaceholderRows

_REMEDY_STATES = (MessageState.NOT_SENT, MessageState.PERHAPS)


class ThreadPane(QWidget):
    """`again(message id)`, `take_back(message id)`, `ad()`, `retry()` when reading is to be tried again."""

    again = Signal(int)
    take_back = Signal(int)
    ad = Signal()
    retry = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.name = ""
        self.head = TalkHead()
        self.view = ThreadView(pictures)
        self.composer = Composer()
        self.waiting = PlaceholderRows(3, 66)
        self.trouble = Banner(Kind.BAD, self.tr("This talk could not be read."), self.tr("Nothing is lost."))
        self.trouble.add_button(self.tr("Try again"), self.retry.emit)
        self.net = Banner(Kind.NEUTRAL, "", icon="cloud-off")
        self.banners = QWidget()
        self.banners.setLayout(column(self.trouble, self.net, margins=(20, 8, 20, 0), gap=8))
        for banner in (self.trouble, self.net):
            banner.hide()
        talk = QWidget()
        whole = column(self.head, self.banners, self.waiting)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.composer)
        talk.setLayout(whole)
        self.nobody = EmptyState(
            self.tr("No talk is open"), self.tr("Choose one at the left. New ones come in at the top.")
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nobody)
        self.stack.addWidget(talk)
        self.setLayout(column(self.stack))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(APPEARS_AFTER_MS)
        self._slow.timeout.connect(lambda: self.view.show_talk("", ()))
        self.menu = QMenu(self)
        self.view.acted.connect(self._acted)
        self.view.menu_wanted.connect(self._open_menu)
        self._trim()

    def _trim(self) -> None:
        """No room is kept for banners that are not there."""
        self.banners.setVisible(not (self.trouble.isHidden() and self.net.isHidden()))

    def show_nobody(self) -> None:
        """No talk is chosen, or it is gone."""
        self.stack.setCurrentIndex(0)

    def wait(self) -> None:
        """Another talk is being read; the old one goes when that takes long."""
        self.waiting.wait()
        self._slow.start()

    def wait_no_more(self) -> None:
        """What was waited for is there."""
        self._slow.stop()
        self.waiting.done()

    def open_talk(self, view: TalkView, lines: Sequence[ThreadLine]) -> None:
        """Another talk, at its newest message."""
        self.stack.setCurrentIndex(1)
        self.show_head(view)
        self.view.show_talk(view.row.name, lines)

    def show_head(self, view: TalkView) -> None:
        """The same talk with other facts."""
        self.name = view.row.name
        self.head.show_talk(view.row)
        self.composer.show_may(view.reply)

    def show_lines(self, lines: Sequence[ThreadLine]) -> None:
        """The same talk with other messages."""
        self.wait_no_more()
        self.trouble.hide()
        self._trim()
        self.view.update_talk(lines)

    def show_trouble(self, *, keep: bool) -> None:
        """The talk could not be read; `keep` what is shown unless it is another talk's."""
        if not keep:
            self.view.show_talk("", ())
        self.wait_no_more()
        self.stack.setCurrentIndex(1)
        self.trouble.show()
        self._trim()

    def show_net(self, sentence: str) -> None:
        """What being offline means for this talk; empty takes it away."""
        self.net.say(sentence)
        self.net.setVisible(bool(sentence))
        self._trim()

    # Messages

    def _acted(self, act: str, message: MessageRow) -> None:
        if act == TRY_AGAIN:
            self.again.emit(message.id)
        elif act == TAKE_BACK:
            self.take_back.emit(message.id)
        elif act == OPEN_AD:
            self.ad.emit()
        elif act == ASK_OR_AGAIN:
            self._open_menu(message, self.cursor().pos())

    def fill_menu(self, message: MessageRow) -> None:
        """Everything that can be done with a message."""
        self.menu.clear()
        if message.author is not Author.SYSTEM:
            copy = self.menu.addAction(self.tr("Copy text"))
            copy.triggered.connect(lambda _on=False: self.copy(message))
        if message.author in (Author.PERSON, Author.NOTE, Author.SYSTEM, Author.OFFER):
            return
        if message.state is MessageState.PERHAPS:
            ask = self.menu.addAction(self.tr("Ask whether it arrived"))
            ask.triggered.connect(lambda _on=False: self.ask_whether())
        if message.state in _REMEDY_STATES:
            again = self.tr("Send again") if message.state is MessageState.PERHAPS else words.try_again()
            self.menu.addAction(again).triggered.connect(lambda _on=False: self.again.emit(message.id))
        if message.state is MessageState.WAITING:
            back = self.menu.addAction(words.take_back())
            back.triggered.connect(lambda _on=False: self.take_back.emit(message.id))

    def _open_menu(self, message: MessageRow, place: QPoint) -> None:
        self.fill_menu(message)
        if not self.menu.isEmpty():
            self.menu.popup(place)

    def copy(self, message: MessageRow) -> None:
        """The words of a message to the clipboard."""
        QGuiApplication.clipboard().setText(clean(words.whole_text(message.content), 20_000))

    def ask_whether(self) -> None:
        """Begin a question to the person, ready to be changed and sent."""
        if not self.composer.unsent().text:
            self.composer.insert(self.tr("Did my last message arrive?"))
        self.composer.box.setFocus()
