"""What the inbox says of talks and messages, in the window's language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from vetrina.domain import times
from vetrina.domain.people import given_name
from vetrina.domain.policy import Answer, Basis
from vetrina.domain.policy.answers import because
from vetrina.domain.sentences import CATALOGUE
from vetrina.domain.talk import Author, Content, HeldBy, MessageState, TalkState
from vetrina.store.views import MayWrite, MessageRow, TalkRow
from vetrina.ui import moment
from vetrina.ui.phrases import language, phrase

HOUR = 3_600_000
WINDOW_WARNS = 4 * HOUR


class InboxPlurals(QObject):
    """Texts with a number: lupdate sees their two forms only in `self.tr`."""

    def not_read(self, count: int) -> str:
        """So many messages not read."""
        return self.tr("%n not read", "", count)


_plurals = InboxPlurals()


def channel_name(channel: str) -> str:
    """Where a talk takes place, as it stands after "on"."""
    known = {
        "hub": QCoreApplication.translate("InboxWords", "the shop page"),
        "messenger": "Messenger",
        "telegram": "Telegram",
        "matrix": "Matrix",
    }
    return known.get(channel, channel)


def called(name: str) -> str:
    """What a person is called in a sentence; the isolate keeps letters of the name from turning the sentence round."""
    return f"\u2068{given_name(name) or name}\u2069"


def last_line(row: TalkRow) -> str:
    """The second line of a list row, with who said it."""
    if not row.last_line and row.from_ad:
        opened = QCoreApplication.translate("InboxWords", "Opened the chat of “{ad}”")
        return opened.replace("{ad}", row.from_ad)
    said = row.last_line or QCoreApplication.translate("InboxWords", "Message without words")
    who = {
        Author.OWNER: QCoreApplication.translate("InboxWords", "You: "),
        Author.BOT: QCoreApplication.translate("InboxWords", "Bot: "),
        Author.OFFER: QCoreApplication.translate("InboxWords", "Offer: "),
        Author.NOTE: QCoreApplication.translate("InboxWords", "Note: "),
    }
    return who.get(row.last_author, "") + said


def closing(row: TalkRow) -> str:
    """The chip of a talk whose window ends soon; empty while there is time."""
    left = -1 if row.write_until is None else row.write_until - moment.now()
    if row.state is TalkState.DONE or not 0 < left <= WINDOW_WARNS:
        return ""
    if left < HOUR:
        words = QCoreApplication.translate("InboxWords", "Window closes in {n} min")
        return words.replace("{n}", str(max(1, left // 60_000)))
    words = QCoreApplication.translate("InboxWords", "Window closes in {n} h")
    return words.replace("{n}", str(round(left / HOUR)))


def spoken_row(row: TalkRow) -> str:
    """A list row for screen readers: name, channel, unread, line, time, labels, who holds it, deadline."""
    parts = [row.name, channel_name(row.channel)]
    if row.unread:
        parts.append(_plurals.not_read(row.unread))
    parts += [last_line(row), moment.full(row.last_at), *row.labels]
    if row.held_by is HeldBy.BOT:
        parts.append(QCoreApplication.translate("InboxWords", "the bot answers"))
    if row.blocked:
        parts.append(QCoreApplication.translate("InboxWords", "blocked"))
    parts.append(closing(row))
    return ", ".join(part for part in parts if part)


def day_line(at: int) -> str:
    """The line between two days: Today, Yesterday, Thursday 21 May."""
    here, today = times.local(at, moment.zone()), times.local(moment.now(), moment.zone())
    distance = (today.date() - here.date()).days
    if distance in (0, 1):
        return times.day_name(at, moment.now(), moment.zone(), language()).capitalize()
    return _long_day(here, with_year=here.year != today.year)


def _long_day(here: datetime, *, with_year: bool) -> str:
    locale = QLocale(language())
    day = locale.dayName(here.isoweekday()).capitalize()
    month = locale.monthName(here.month)
    return f"{day} {here.day} {month} {here.year}" if with_year else f"{day} {here.day} {month}"


def clock(at: int) -> str:
    """Hour and minute."""
    return times.clock(at, moment.zone())


def state_word(state: MessageState) -> str:
    """How far a message got, in one word; also what the ticks mean."""
    return {
        MessageState.RECEIVED: "",
        MessageState.WAITING: QCoreApplication.translate("InboxWords", "Waiting to go out"),
        MessageState.HANDED_OVER: QCoreApplication.translate("InboxWords", "On its way"),
        MessageState.SENT: QCoreApplication.translate("InboxWords", "Sent"),
        MessageState.DELIVERED: QCoreApplication.translate("InboxWords", "Delivered"),
        MessageState.SEEN: QCoreApplication.translate("InboxWords", "Seen"),
        MessageState.NOT_SENT: QCoreApplication.translate("InboxWords", "Not sent"),
        MessageState.PERHAPS: QCoreApplication.translate("InboxWords", "Perhaps sent"),
        MessageState.TAKEN_BACK: QCoreApplication.translate("InboxWords", "Deleted"),
    }[state]


def why_not_sent(message: MessageRow, name: str) -> str:
    """The reason a message was not sent, as a sentence about this person."""
    key = f"why.{message.reason}"
    if key in CATALOGUE:
        basis = Basis("", "", message.reason)
        return because(called(name), basis, moment.now(), moment.zone(), language())
    if message.reason in CATALOGUE:
        return phrase(message.reason, name=called(name), **dict(message.params))
    return QCoreApplication.translate("InboxWords", "the network did not take it.")


def system_words(message: MessageRow) -> str:
    """What a line between bubbles tells."""
    key = f"line.{message.reason}"
    return phrase(key, **dict(message.params)) if key in CATALOGUE else message.content.text


def author_word(author: Author, rule_name: str) -> str:
    """Who speaks, below a bubble of the shop's side."""
    if author is Author.BOT:
        if not rule_name:
            return QCoreApplication.translate("InboxWords", "Bot")
        return QCoreApplication.translate("InboxWords", "Bot, rule “{rule}”").replace("{rule}", rule_name)
    return {
        Author.OWNER: QCoreApplication.translate("InboxWords", "You"),
        Author.OFFER: QCoreApplication.translate("InboxWords", "Offer"),
        Author.NOTE: QCoreApplication.translate("InboxWords", "Private note"),
    }.get(author, "")


def whole_text(content: Content) -> str:
    """Everything a message says, for the clipboard and for screen readers."""
    card = content.card
    parts = [content.headline, content.text]
    if card is not None:
        parts += [card.title, card.subtitle, card.price]
    return "\n".join(part for part in parts if part)


def spoken_message(message: MessageRow, name: str) -> str:
    """A bubble for screen readers: who, text, state, time."""
    if message.author is Author.SYSTEM:
        return f"{system_words(message)}, {moment.full(message.at)}"
    who = name if message.author is Author.PERSON else author_word(message.author, message.rule_name)
    state = state_word(message.state)
    if message.state is MessageState.NOT_SENT:
        state = f"{state}: {why_not_sent(message, name)}"
    buttons = [reply.title for reply in message.content.quick_replies]
    parts = [who, whole_text(message.content).replace("\n", ", "), *buttons, state, moment.full(message.at)]
    return ", ".join(part for part in parts if part)


def may_write_short(may: MayWrite) -> str:
    """One line beside the composer's tabs."""
    if may.answer is Answer.CLEARED and may.basis.until is not None:
        words = QCoreApplication.translate("InboxWords", "You may write until {until}")
        return words.replace("{until}", moment.full(may.basis.until))
    return {
        Answer.CLEARED: QCoreApplication.translate("InboxWords", "You may write"),
        Answer.LATER: QCoreApplication.translate("InboxWords", "Goes out later"),
        Answer.DENIED: QCoreApplication.translate("InboxWords", "Not this time"),
    }[may.answer]


def came_from_ad(at: int) -> str:
    """Head of the card of the ad a talk came from."""
    words = QCoreApplication.translate("InboxWords", "Came from ad · {time}")
    return words.replace("{time}", clock(at))


def tapped(title: str) -> str:
    """Which button of the ad the person began with."""
    return QCoreApplication.translate("InboxWords", "Tapped “{title}”").replace("{title}", title)


def deleted_by(name: str) -> str:
    """Below a message, whoever wrote it, that the person deleted."""
    return QCoreApplication.translate("InboxWords", "{name} deleted this").replace("{name}", called(name))


def goes_out(due_at: int) -> str:
    """When a waiting message leaves."""
    words = QCoreApplication.translate("InboxWords", "Goes out {until}")
    return words.replace("{until}", moment.full(due_at))


def take_back() -> str:
    """The remedy of a waiting message."""
    return QCoreApplication.translate("InboxWords", "Take back")


def try_again() -> str:
    """The remedy of a message that was not sent."""
    return QCoreApplication.translate("InboxWords", "Try again")


def ask_or_again() -> str:
    """The remedy of a message that was perhaps sent."""
    return QCoreApplication.translate("InboxWords", "Ask, or send again")
