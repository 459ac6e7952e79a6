"""Each line of the thread laid out for a width: where its bubble, its words and its buttons stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from vetrina.domain.talk import Author, MessageState
from vetrina.store.views import MessageRow
from vetrina.ui import moment
from vetrina.ui.icons import paint_icon
from vetrina.ui.inbox import words
from vetrina.ui.inbox.bubble_parts import (
    CardBlock,
    Draw,
    Hit,
    Shape,
    TextBlock,
    Word,
    meta_width,
    place_meta,
    place_replies,
)
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.thread_lines import LineKind, ThreadLine
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.bubbles import BubbleLook, paint_bubble
from vetrina.ui.widgets.labels import clean
from vetrina.ui.widgets.painting import paint_text, rounded, text_width
from vetrina.ui.widgets.pictures import paint_picture

TRY_AGAIN, ASK_OR_AGAIN, TAKE_BACK, OPEN_AD = "try_again", "ask_or_again", "take_back", "open_ad"
SIDE, GAP, WIDEST = 20, 9, 0.76
_SYSTEM_ICONS = {
    "taken_over": "hand",
    "given_to_bot": "bot",
    "bot_calls": "bot",
    "followed": "user-plus",
    "blocked": "ban",
    "stopped": "hand",
    "asked_less": "timer",
    "deleted": "undo-2",
}


class Shaper:
    """Makes shapes; `name` is the person's."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self.name = ""

    def shape(self, line: ThreadLine, width: int) -> Shape:
        """The line in `width` px."""
        if line.kind is LineKind.DAY or line.message is None:
            return self._day(line, width)
        if line.kind is LineKind.AD:
            return self._ad(line, width)
        if line.kind is LineKind.SYSTEM:
            return self._system(line.message, width)
        return self._said(line.message, width)

    def _day(self, line: ThreadLine, width: int) -> Shape:
        px = theme().px
        top = px(10) if line.first else 0
        text = words.day_line(line.at)
        wide = text_width(text, Type.SMALL_STRONG)

        def draw(painter: QPainter) -> None:
            color = theme().color("line")
            left, right = (width - wide) / 2, (width + wide) / 2
            y = top + px(9)
            painter.fillRect(QRectF(px(SIDE), y, max(left - px(12) - px(SIDE), 0), 1), color)
            painter.fillRect(QRectF(right + px(12), y, max(width - px(SIDE) - right - px(12), 0), 1), color)
            paint_text(painter, QRectF(left, top, wide + 1, px(18)), text, Type.SMALL_STRONG, Tone.TEXT2)

        box = QRectF(px(SIDE), top, width - 2 * px(SIDE), px(18))
        return Shape(top + px(18) + px(GAP), [draw], [], box)

    def _system(self, message: MessageRow, width: int) -> Shape:
        px = theme().px
        text = clean(f"{words.system_words(message)} · {words.clock(message.at)}", 400)
        icon = _SYSTEM_ICONS.get(message.reason, "info")
        wide = min(float(text_width(text, Type.SMALL)), width - 2 * px(SIDE) - px(20))
        left = (width - wide - px(20)) / 2

        def draw(painter: QPainter) -> None:
            paint_icon(painter, icon, left, px(1), 14, Tone.TEXT2)
            paint_text(painter, QRectF(left + px(20), 0, wide + 1, px(16)), text, Type.SMALL, Tone.TEXT2)

        return Shape(px(16) + px(GAP), [draw], [], QRectF(left, 0, wide + px(20), px(16)))

    def _ad(self, line: ThreadLine, width: int) -> Shape:
        px, ad = theme().px, line.ad
        card = QRectF(px(SIDE), 0, min(px(360), width - 2 * px(SIDE)), px(70))

        def draw(painter: QPainter) -> None:
            t = theme()
            rounded(painter, card, px(8), t.color("surface"), t.color("line"))
            left = card.left() + px(9)
            picture = QRectF(left, px(9), px(52), px(52))
            paint_picture(painter, picture, self._pictures.pixmap(ad.picture if ad else ""))
            left += px(64)
            room = card.right() - px(9) - left
            below = ""
            if ad is not None:
                tapped = words.tapped(ad.tapped) if ad.tapped else ""
                below = tapped or clean(ad.text, 200)
            top = px(10) if below else px(19)
            paint_icon(painter, "megaphone", left, top + px(1), 12, Tone.ACCENT)
            head = words.came_from_ad(line.at)
            paint_text(
                painter, QRectF(left + px(16), top, room - px(16), px(14)), head, Type.CAPTION_STRONG, Tone.ACCENT
            )
            headline = clean(ad.headline if ad else "", 200)
            paint_text(painter, QRectF(left, top + px(15), room, px(18)), headline, Type.NAME)
            paint_text(painter, QRectF(left, top + px(34), room, px(16)), below, Type.SMALL, Tone.TEXT2)

        return Shape(card.height() + px(GAP), [draw], [Hit(card, OPEN_AD)], card)

    def _said(self, message: MessageRow, width: int) -> Shape:
        px = theme().px
        mine = message.author is not Author.PERSON
        most = (width - 2 * px(SIDE)) * WIDEST
        look, tone = _look(message)
        inside = _Inside.of(message, most)
        left = width - px(SIDE) - inside.width if mine else float(px(SIDE))
        box = QRectF(left, 0, inside.width, inside.height)
        shape = Shape(0, box=box)
        shape.draws.append(lambda painter: paint_bubble(painter, box, look))
        shape.draws += inside.painters(box, tone, self._pictures)
        height, wide = inside.height, inside.width
        meta = meta_of(message, self.name)
        if not mine and inside.one_line and wide + px(8) + meta_width(meta) <= (width - 2 * px(SIDE)) * 0.88:
            place_meta(shape, meta, height - px(17), box.right() + px(8), width - px(SIDE), at_right=False)
            used = height
        else:
            used = height + px(3)
            used += place_meta(shape, meta, used, px(SIDE), width - px(SIDE), at_right=mine)
        if message.content.quick_replies and message.state is not MessageState.TAKEN_BACK:
            used += px(5)
            span = (box.right() - most, box.right()) if mine else (box.left(), box.left() + most)
            used += place_replies(shape, message.content.quick_replies, used, *span, at_right=mine)
        shape.height = used + px(GAP)
        return shape


@dataclass(slots=True)
class _Inside:
    """What stands inside one bubble, measured."""

    blocks: list[tuple[TextBlock | CardBlock, Tone | None]]
    width: float
    height: float
    left: float
    top: float

    @classmethod
    def of(cls, message: MessageRow, most: float) -> _Inside:
        """The content of `message` in a bubble at most `most` px wide."""
        px, content = theme().px, message.content
        gone = message.state is MessageState.TAKEN_BACK
        text = content.text or (words.state_word(message.state) if gone else "")
        room = most - px(26)
        blocks: list[tuple[TextBlock | CardBlock, Tone | None]] = []
        if content.headline:
            blocks.append((TextBlock.of(content.headline, room, Type.SECTION), None))
        if text or not (content.card or content.headline):
            blocks.append((TextBlock.of(text or "…", room, struck=gone and bool(content.text)), None))
        if content.card is not None:
            blocks.append((CardBlock.of(content.card, room), None))
        if content.button:
            blocks.append((TextBlock.of(content.button, room, Type.NAME), Tone.ACCENT))
        only_card = len(blocks) == 1 and content.card is not None
        left, top = (px(9), px(9)) if only_card else (px(13), px(8))
        width = max(block.width for block, _ in blocks) + left + px(13)
        height = sum(block.height for block, _ in blocks) + px(6) * (len(blocks) - 1) + 2 * top
        return cls(blocks, width, height, left, top)

    @property
    def one_line(self) -> bool:
        """One line of text and nothing else: the time fits beside it."""
        block = self.blocks[0][0]
        return len(self.blocks) == 1 and isinstance(block, TextBlock) and block.lines == 1

    def painters(self, box: QRectF, tone: Tone, pictures: Pictures) -> list[Draw]:
        """Everything at its place in `box`."""
        made: list[Draw] = []
        y = box.top() + self.top
        for block, own in self.blocks:
            place = QPointF(box.left() + self.left, y)
            if isinstance(block, CardBlock):
                made.append(block.painter(place, pictures))
            else:
                made.append(block.painter(place, own or tone, box))
            y += block.height + theme().px(6)
        return made


def _look(message: MessageRow) -> tuple[BubbleLook, Tone]:
    if message.author is Author.PERSON:
        taken_back = message.state is MessageState.TAKEN_BACK
        return BubbleLook.PERSON, Tone.TEXT3 if taken_back else Tone.TEXT
    by_state = {
        MessageState.WAITING: (BubbleLook.WAITING, Tone.TEXT),
        MessageState.HANDED_OVER: (BubbleLook.WAITING, Tone.TEXT),
        MessageState.NOT_SENT: (BubbleLook.NOT_SENT, Tone.TEXT),
        MessageState.PERHAPS: (BubbleLook.WAITING, Tone.TEXT),
        MessageState.TAKEN_BACK: (BubbleLook.CARD, Tone.TEXT3),
    }
    if message.author is not Author.NOTE and message.state in by_state:
        return by_state[message.state]
    looks = {Author.NOTE: BubbleLook.NOTE, Author.BOT: BubbleLook.BOT}
    return looks.get(message.author, BubbleLook.YOU), Tone.TEXT


def meta_of(message: MessageRow, name: str) -> list[Word]:
    """The line below (or beside) a bubble: who, when, how far, and what can be done."""
    time = words.clock(message.at)
    if message.state is MessageState.TAKEN_BACK:
        return [Word(icon="undo-2"), Word(words.deleted_by(name)), Word(f"· {time}")]
    if message.author is Author.PERSON:
        return [Word(time)]
    if message.author is Author.NOTE:
        return [Word(icon="lock"), Word(f"{words.author_word(Author.NOTE, '')} · {time}")]
    offer = message.author is Author.OFFER
    word = words.state_word(message.state)
    match message.state:
        case MessageState.WAITING:
            if message.due_at is not None and message.due_at > moment.now():
                word = words.goes_out(message.due_at)
            back = [] if offer else [Word(words.take_back(), Tone.TEXT2, act=TAKE_BACK)]
            return [Word(icon="hourglass"), Word(f"{word} · {time}"), *back]
        case MessageState.HANDED_OVER:
            return [Word(icon="hourglass"), Word(f"{word} · {time}")]
        case MessageState.NOT_SENT:
            reason = f"{word}: {words.why_not_sent(message, name)}"
            again = [] if offer else [Word(words.try_again(), Tone.BAD, strong=True, act=TRY_AGAIN)]
            return [Word(icon="circle-alert", tone=Tone.BAD), Word(reason, Tone.BAD, strong=True), *again]
        case MessageState.PERHAPS:
            again = [] if offer else [Word(words.ask_or_again(), Tone.ACCENT, strong=True, act=ASK_OR_AGAIN)]
            return [Word(icon="circle-help", tone=Tone.TEXT2), Word(f"{word}.", Tone.TEXT2), *again]
    if message.author is Author.OWNER:
        return [Word(f"{words.author_word(Author.OWNER, '')} · {time}"), *_ticks(message.state)]
    return [*_speaker(message), Word(f"· {time}"), *_ticks(message.state)]


def _speaker(message: MessageRow) -> list[Word]:
    said = words.author_word(message.author, message.rule_name)
    if message.author is Author.BOT:
        return [Word(icon="bot", tone=Tone.BOT), Word(said, Tone.BOT, strong=True)]
    return [Word(icon="megaphone", tone=Tone.ACCENT), Word(said, Tone.ACCENT, strong=True)]


def _ticks(state: MessageState) -> list[Word]:
    icons = {
        MessageState.SENT: ("check", Tone.TEXT2),
        MessageState.DELIVERED: ("check-check", Tone.TEXT2),
        MessageState.SEEN: ("check-check", Tone.ACCENT),
    }
    return [Word(icon=icons[state][0], tone=icons[state][1])] if state in icons else []
