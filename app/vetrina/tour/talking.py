"""The customers come: they join by the link, open the ad's chat box, the bot answers, the owner takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vetrina.practice.phone import Phone, Phones
from vetrina.tour.stage import Stage, must

if TYPE_CHECKING:
    from vetrina.ui.inbox.page import InboxPage

GIULIA, MARCO, SARA, LUCA = "Giulia Rossi", "Marco Ferrari", "Sara Esposito", "Luca Conti"


def join(stage: Stage) -> None:
    """Four people open the link; three of them follow the shop."""
    from vetrina.store.queries import people

    stage.street = Phones(stage.link)
    for name, follow in ((GIULIA, True), (MARCO, True), (SARA, True), (LUCA, False)):
        source = "poster" if name == GIULIA else "link"
        stage.people[name] = stage.street.join(name, language=stage.language, source=source, follow=follow)
    page = stage.followers()

    def listed() -> list[str]:
        names = [one.name for one in page.model.rows]
        return names if {GIULIA, MARCO, SARA} <= set(names) else []

    names = stage.until(listed, "the new followers on the page")
    at = names.index(GIULIA)
    stage.hands.click_row(page.table, at)
    stage.until(lambda: page.details.view is not None and page.details.isVisible(), "the details of Giulia")
    view = page.details.view
    assert view is not None
    must(view.row.follows, "Giulia follows by the poster, but the list does not say so")
    must(view.evidence, "there is no proof that Giulia follows")
    stage.picture("followers")
    counts = stage.read(lambda r: people.counts(r, *_now()))
    stage.see(
        people=sorted(names), follows=counts.follows, proof=[f"{e.kind} ({e.source})" for e in view.evidence],
        may_i_write=page.details.offer_because.text(),
    )  # fmt: skip


def _now() -> tuple[int, Any]:
    from vetrina.ui import moment

    return moment.now(), moment.pack()


def chat_box(stage: Stage) -> None:
    """Giulia sees the ad as the preview showed it, opens its chat box, taps the button, and the bot answers."""
    giulia = stage.people[GIULIA]
    ad = _ad_in_feed(stage, giulia)
    opened = giulia.open_chat(stage.ad_key)
    must(opened.get("quick_replies"), "the chat box has no quick replies")
    giulia.press(opened["quick_replies"][0], stage.ad_key)
    answer = stage.until(lambda: giulia.heard("bot"), "the bot's answer on the phone")[-1]
    said = " ".join(one["text"] for one in giulia.heard("bot"))
    must(stage.says("automatic", "automatico") in said.casefold(), f"the bot does not say that it is automatic: {said}")
    must(answer["automatic"], "the answer is not marked as automatic on the customer page")
    sara = stage.people[SARA]
    sara.open_chat(stage.ad_key)
    sara.say(stage.says("When are you open on Saturday?", "Quando siete aperti sabato?"), ad_key=stage.ad_key)
    stage.until(lambda: sara.heard("bot"), "the bot's answer to Sara")
    page = stage.open_talk(GIULIA)
    stage.until(lambda: len(page.messages) >= 2, "both messages in the thread")
    must(page.view is not None and page.view.row.from_ad, "the talk does not say which ad it came from")
    stage.picture("inbox-bot")
    stage.see(
        feed=[one["headline"] for one in giulia.feed()],
        feed_text=ad["text"],
        bot_said=said,
        sara_heard=sara.heard("bot")[-1]["text"],
        from_ad=page.view.row.from_ad if page.view else "",
        pushed=len(giulia.pushed),
    )


def _ad_in_feed(stage: Stage, phone: Phone) -> dict[str, Any]:
    def find() -> dict[str, Any]:
        return next((one for one in phone.feed() if one["key"] == stage.ad_key), {})

    return stage.until(find, "the ad on the customer page")


def take_over(stage: Stage) -> None:
    """The owner takes the talk over and answers by hand; the answer is seen."""
    from vetrina.domain.talk import HeldBy, MessageState

    giulia, page = stage.people[GIULIA], stage.open_talk(GIULIA)
    must(page.view is not None and page.view.row.held_by is HeldBy.BOT, "the bot should hold Giulia's talk")
    stage.hands.click(page.talk.head.holder_button)
    stage.until(lambda: page.view is not None and page.view.row.held_by is HeldBy.HUMAN, "the talk in my hands")
    words = stage.says("Hello Giulia, this is Aurora herself.", "Ciao Giulia, sono Aurora in persona.")
    send(stage, page, words)
    stage.until(lambda: words in [one["text"] for one in giulia.heard("shop")], "the answer on the phone")
    giulia.look()
    stage.until(lambda: page.messages[-1].state is MessageState.SEEN, "the answer seen")
    asked = stage.says("Do you gift-wrap?", "Fate pacchetti regalo?")
    before = len(giulia.heard("bot"))
    giulia.say(asked)
    stage.until(lambda: page.messages[-1].content.text == asked, "the next question in the thread")
    stage.picture("inbox-taken-over")
    must(len(giulia.heard("bot")) == before, "the bot talked over the owner")
    stage.see(held_by=str(HeldBy.HUMAN), answer=words, state=str(MessageState.SEEN), bot_kept_quiet=True)


def send(stage: Stage, page: InboxPage, words: str) -> None:
    """Type an answer and press Enter."""
    box = page.talk.composer.box
    stage.until(lambda: box.isVisible() and box.isEnabled(), "the box to write in")
    if words:
        stage.hands.write(box, words)
    stage.hands.press(box, stage.hands.ENTER)
    stage.until(lambda: not box.toPlainText(), "the box empty again")


def product_card(stage: Stage) -> None:
    """The owner sends a product with its price."""
    from vetrina.ui.inbox.popover_list import ListPopover

    giulia, page = stage.people[GIULIA], stage.open_talk(GIULIA)
    stage.hands.click(page.talk.composer.product_button)
    popover = stage.hands.popover(ListPopover)
    assert isinstance(popover, ListPopover)
    stage.until(lambda: popover.entries.rows, "products to choose from")
    title = popover.entries.rows[0].title
    stage.picture("product-popover", popover)
    stage.hands.press(popover.search, stage.hands.ENTER)
    stage.until(page.talk.composer.attached.isVisible, "the product under the text")
    words = stage.says("This is the one I meant.", "Intendevo questo.")
    send(stage, page, words)

    def card() -> dict[str, Any]:
        return next((one["card"] for one in giulia.heard("shop") if one.get("card")), {})

    shown = stage.until(card, "the product on the phone")
    must(shown["title"] == title, f"the phone shows {shown['title']}, chosen was {title}")
    stage.until(lambda: any(one.content.card for one in page.messages), "the card in the thread")
    stage.picture("inbox-product")
    stage.see(card=shown)
