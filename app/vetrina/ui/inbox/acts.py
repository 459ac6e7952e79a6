"""What the owner does on the inbox page: each button and menu as a command, with what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vetrina.domain.people import given_name
from vetrina.domain.picks import product_card
from vetrina.domain.talk import Content, ProductCard, TalkState
from vetrina.engine.commands import (
    AddNote,
    BlockPerson,
    CancelWaiting,
    ErasePerson,
    GiveToBot,
    MarkOwn,
    SendReply,
    SetLabels,
    SetTalkState,
    TakeOver,
    TryAgain,
)
from vetrina.store.queries import bot, inbox, people, products
from vetrina.store.views import EvidenceRow, ProductRow
from vetrina.ui import moment
from vetrina.ui.inbox.button_editor import ButtonEditor
from vetrina.ui.inbox.composer import Unsent
from vetrina.ui.inbox.label_editor import LabelEditor
from vetrina.ui.inbox.popover_list import Entry, ListPopover
from vetrina.ui.inbox.ready_answers import facts_for, ready_entries
from vetrina.ui.inbox.timeline import ProofDialog
from vetrina.ui.phrases import language, sentence_of
from vetrina.ui.widgets.dialog import Dialog, ask_to

if TYPE_CHECKING:
    from vetrina.ui.inbox.page import InboxPage

PRODUCTS_SHOWN = 60


class Acts(QObject):
    """Belongs to one page; `connect_parts` wires its buttons."""

    def __init__(self, page: InboxPage) -> None:
        super().__init__(page)
        self.page = page

    def connect_parts(self) -> None:
        """Wire head, thread, composer and details."""
        page = self.page
        head, talk, composer, details = page.talk.head, page.talk, page.talk.composer, page.details
        head.later.connect(self.later)
        head.bot.connect(lambda: self._ask(GiveToBot(page.talk_id)))
        head.take_over.connect(lambda: self._ask(TakeOver(page.talk_id)))
        head.done.connect(self.done)
        head.reopen.connect(lambda: self._ask(SetTalkState(page.talk_id, TalkState.OPEN)))
        talk.again.connect(lambda message_id: self._ask(TryAgain(message_id)))
        talk.take_back.connect(self.take_back)
        talk.ad.connect(self.open_ad)
        composer.reply.connect(self.send)
        composer.note.connect(self.keep_note)
        composer.product.connect(self.choose_product)
        composer.buttons.connect(self.edit_buttons)
        composer.ready.connect(self.choose_ready)
        details.labels.connect(self.edit_labels)
        details.proof.connect(self.show_proof)
        details.history.connect(self.show_history)
        details.own.connect(lambda on: self._ask(MarkOwn(self._contact(), on)))
        details.block.connect(self.block)
        details.erase.connect(self.ask_erase)

    def _ask(self, command: object) -> None:
        self.page.bridge.ask(command, owner=self.page)

    def _contact(self) -> int:
        return self.page.view.row.contact_id if self.page.view is not None else 0

    def _say(self, words: str) -> None:
        self.page.window_.toast.say(words)

    # Where the talk stands

    def done(self) -> None:
        """Ctrl+E: the talk is done; it can be undone for a while."""
        page = self.page
        if not page.talk_id or page.view is None or page.view.row.state is TalkState.DONE:
            return
        talk_id, before = page.talk_id, page.view.row.state
        undo = lambda: page.bridge.ask(SetTalkState(talk_id, before), owner=page)  # noqa: E731
        page.advance_from(talk_id)
        page.bridge.ask(
            SetTalkState(talk_id, TalkState.DONE),
            lambda _done: page.window_.toast.say(self.tr("Moved to Done"), undo),
            owner=page,
        )

    def later(self, until: int) -> None:
        """Put the talk off."""
        told = self.tr("Comes back {until}").replace("{until}", moment.full(until))
        talk_id = self.page.talk_id
        undo = lambda: self._ask(SetTalkState(talk_id, TalkState.OPEN))  # noqa: E731
        self.page.advance_from(talk_id)
        self.page.bridge.ask(
            SetTalkState(talk_id, TalkState.LATER, until),
            lambda _done: self.page.window_.toast.say(told, undo),
            owner=self.page,
        )

    # Writing

    def send(self, unsent: Unsent, and_done: bool) -> None:
        """Send a reply; words that could not be taken come back into the box."""
        page, talk_id = self.page, self.page.talk_id
        if page.view is None:  # the talk is still being read: nobody can see yet whose it is
            page.talk.composer.show_unsent(unsent)
            return

        def sent(_message_id: object) -> None:
            page.talk.view.to_end()
            if and_done and page.talk_id == talk_id:
                self.done()

        order = SendReply(talk_id, unsent.text.strip(), unsent.replies, unsent.card)
        page.bridge.ask(order, sent, lambda trouble: self._put_back(talk_id, unsent, trouble), owner=page)

    def take_back(self, message_id: int) -> None:
        """Stop a message that has not gone out; its words come back into the box if that is empty."""
        page, talk_id = self.page, self.page.talk_id
        content = next((one.content for one in page.messages if one.id == message_id), Content())

        def taken(_done: object) -> None:
            self._say(self.tr("Taken back"))
            if page.talk_id == talk_id and page.talk.composer.unsent().empty:
                page.talk.composer.show_unsent(Unsent(content.text, content.card, content.quick_replies))

        page.bridge.ask(CancelWaiting(message_id), taken, owner=page)

    def keep_note(self, text: str) -> None:
        """Keep a private note."""
        talk_id = self.page.talk_id
        unsent = Unsent(text, tab=1)
        self.page.bridge.ask(
            AddNote(talk_id, text),
            lambda _id: self.page.talk.view.to_end(),
            lambda trouble: self._put_back(talk_id, unsent, trouble),
            owner=self.page,
        )

    def _put_back(self, talk_id: int, unsent: Unsent, trouble: Exception) -> None:
        composer = self.page.talk.composer
        if talk_id == self.page.talk_id and composer.unsent().empty:
            composer.show_unsent(unsent)
        else:
            self.page.keep_draft(talk_id, unsent)
        self.page.window_.toast.say(sentence_of(trouble), bad=True)

    def choose_product(self, opener: QWidget) -> ListPopover:
        """Pick a product to put under the text."""
        page = self.page
        popover = ListPopover(
            page,
            self.tr("Products"),
            self.tr("Search products"),
            self.tr("No product with these words. The product list is imported under Ads."),
            page.pictures,
        )

        def find(words: str) -> None:
            page.bridge.read(
                lambda r: products.page(r, words, None, PRODUCTS_SHOWN),
                lambda rows: popover.show_entries([_product_entry(row) for row in rows]),
                owner=popover,
            )

        return self._open(popover, find, page.talk.composer.attach, opener)

    def choose_ready(self, opener: QWidget) -> ListPopover:
        """Pick one of the bot's answers to begin with; sentences whose facts nobody entered are left out."""
        page = self.page
        name = given_name(page.view.row.name) if page.view is not None else ""
        facts = facts_for(page.window_.settings.shop, name)
        popover = ListPopover(
            page,
            self.tr("Ready answers"),
            self.tr("Search answers"),
            self.tr("No ready answer with these words. Answers are written under Bot."),
        )

        def find(words: str) -> None:
            page.bridge.read(lambda r: ready_entries(bot.rules(r), facts, words), popover.show_entries, owner=popover)

        return self._open(popover, find, page.talk.composer.insert, opener)

    @staticmethod
    def _open(
        popover: ListPopover, find: Callable[[str], None], take: Callable[[Any], None], opener: QWidget
    ) -> ListPopover:
        popover.wanted.connect(find)
        popover.taken.connect(take)
        popover.open_at(opener, above=True)
        find("")
        return popover

    def edit_buttons(self, opener: QWidget) -> ButtonEditor:
        """The buttons below the message."""
        composer = self.page.talk.composer
        editor = ButtonEditor(self.page, composer.unsent().replies)
        editor.changed.connect(composer.set_replies)
        editor.open_at(opener, above=True)
        return editor

    def open_ad(self) -> None:
        """Go to the ad a talk came from."""
        view = self.page.view
        if view is not None and view.ad is not None and "ads" in self.page.window_.specs:
            self.page.window_.go_to("ads", view.ad.id)

    # The person

    def edit_labels(self, opener: QWidget) -> None:
        """Change a person's labels."""
        page, contact_id = self.page, self._contact()
        labels = page.view.row.labels if page.view is not None else ()

        def show(known: tuple[str, ...]) -> None:
            editor = LabelEditor(page, labels, known)
            editor.changed.connect(lambda new: self._ask(SetLabels(contact_id, new)))
            editor.open_at(opener)

        page.bridge.read(people.labels, show, owner=page)

    def show_proof(self) -> Dialog | None:
        """The answer to "May I write?" and everything it rests on."""
        view = self.page.view
        if view is None:
            return None
        said = moment.said(view.reply.person, view.reply.answer, view.reply.basis)
        return self._history(self.tr("May I write?"), said.head, said.because)

    def show_history(self) -> Dialog | None:
        """All that happened."""
        view = self.page.view
        return None if view is None else self._history(self.tr("What happened"), "", view.row.name)

    def _history(self, title: str, head: str, because: str) -> Dialog:
        page, contact_id = self.page, self._contact()
        dialog = ProofDialog(page, title, head, because)
        proofs = page.details.proofs()

        def show(steps: tuple[EvidenceRow, ...]) -> None:
            dialog.show_steps(steps, proofs)

        page.bridge.read(lambda r: inbox.happened(r, contact_id), show, owner=dialog)
        dialog.open()
        return dialog

    def block(self, on: bool) -> None:
        """Block (asking first) or unblock."""
        contact_id, name = self._contact(), self.page.details.called()
        if not on:
            self._ask(BlockPerson(contact_id, blocked=False))
            return
        told = self.tr("Blocked")
        ask_to(
            self.page,
            self.tr("Block {name}?").replace("{name}", name),
            self.tr("Nothing goes to this person any more, and nothing they write reaches you. You can unblock."),
            self.tr("Block"),
            lambda: self.page.bridge.ask(
                BlockPerson(contact_id, blocked=True), lambda _done: self._say(told), owner=self.page
            ),
            self.tr("Keep"),
            danger=True,
        )

    def ask_erase(self) -> Dialog:
        """Erase a person for good, asking first."""
        contact_id, name = self._contact(), self.page.details.called()
        told = self.tr("Erased")

        def erased(_done: object) -> None:
            self.page.advance_from(self.page.talk_id)
            self.page.close_talk()
            self._say(told)

        return ask_to(
            self.page,
            self.tr("Erase {name}?").replace("{name}", name),
            self.tr("Messages, history and name go for good, here and on the shop page. A block stays."),
            self.tr("Erase for good"),
            lambda: self.page.bridge.ask(ErasePerson(contact_id), erased, owner=self.page),
            self.tr("Keep"),
            danger=True,
        )


def _product_entry(row: ProductRow) -> Entry:
    card: ProductCard = product_card(row.product, row.picture, moment.now(), language())
    below = " · ".join(part for part in (card.price, card.subtitle) if part)
    return Entry(card.title, below, card, row.picture)
