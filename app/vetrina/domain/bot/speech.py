"""How an answer becomes what is said: in the person's language, with the shop's facts, buttons and product card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from vetrina.domain.bot import hours as hours_words
from vetrina.domain.bot import phrases
from vetrina.domain.bot.fields import fields_in, fill
from vetrina.domain.bot.rules import PERSON_PAYLOAD, RULE_PAYLOAD, Answer, AskedForPerson, Rule
from vetrina.domain.bot.situation import Incoming, ShopFacts, TalkSoFar
from vetrina.domain.talk import Content, ProductCard, QuickReply

MENU_LENGTH: Final = 5
"""How many things the bot offers when it did not understand. Networks allow 13; more than a handful is not read."""
TITLE_LENGTH: Final = 20
"""Letters of a button that every network shows."""
_NAME_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Speech:
    """One turn of speaking: to whom, when, in which language, with which facts."""

    language: str
    incoming: Incoming
    talk: TalkSoFar
    facts: ShopFacts

    def said(self, answer: Answer) -> tuple[Content | None, tuple[tuple[str, str], ...]]:
        """`answer` ready to send and the facts in it, as (field, value); None where nothing is left to say."""
        card = self.facts.product(answer.product_key, self.language) if answer.product_key else None
        about = card or self._product_talked_about()
        text = answer.text.say(self.language)
        filled = fill(text, {name: self._value(name, about) for name in fields_in(text)})
        if not filled.text and card is None:
            return None, ()
        buttons = tuple(
            QuickReply(_title(button.title.say(self.language)), button.payload) for button in answer.quick_replies
        )
        return Content(text=filled.text, quick_replies=buttons, card=card), filled.used

    def introduced(self, content: Content) -> Content:
        """`content`, begun with who is speaking where the talk does not know yet that it is a bot."""
        if self.talk.introduced:
            return content
        intro = phrases.introduction(self.facts.name, self.language)
        return replace(content, text=f"{intro}\n{content.text}" if content.text else intro)

    def promise(self) -> str:
        """That a person will answer, and when."""
        return phrases.promise(self.facts.hours, self.talk.now, self.facts.zone, self.language)

    def closed_note(self) -> str:
        """One sentence while the shop is closed; else empty."""
        return phrases.closed_note(self.facts.hours, self.talk.now, self.facts.zone, self.language)

    def menu(self, rules: Iterable[Rule]) -> tuple[QuickReply, ...]:
        """Buttons for what the bot can answer; a person, where one can be asked for, comes last."""
        offered = tuple(rules)
        topics = [rule for rule in offered if not isinstance(rule.trigger, AskedForPerson)]
        person = next((rule for rule in offered if isinstance(rule.trigger, AskedForPerson)), None)
        shown = topics[: MENU_LENGTH - (person is not None)]
        buttons = [QuickReply(_title(rule.topic.say(self.language)), f"{RULE_PAYLOAD}{rule.id}") for rule in shown]
        if person is not None:
            title = person.topic.say(self.language) or phrases.A_PERSON.say(self.language)
            buttons.append(QuickReply(_title(title), PERSON_PAYLOAD))
        return tuple(buttons)

    def _product_talked_about(self) -> ProductCard | None:
        key = self.incoming.product_key
        return self.facts.product(key, self.language) if key else None

    def _value(self, name: str, product: ProductCard | None) -> str:
        facts, now = self.facts, self.talk.now
        match name:
            case "first_name":
                return "".join(c for c in self.incoming.first_name if c.isprintable())[:_NAME_LENGTH].strip()
            case "shop":
                return facts.name
            case "hours":
                return hours_words.hours_phrase(facts.hours, self.language)
            case "next_closed_day":
                return hours_words.next_closed_day(facts.hours, now, facts.zone, self.language)
            case "next_opening":
                return hours_words.next_opening_phrase(facts.hours, now, facts.zone, self.language)
            case "address":
                return facts.address
            case "phone":
                return facts.phone
            case "product":
                return product.title if product else ""
            case "price":
                return product.price if product else ""
            case _:
                return facts.facts.get(name, "")


def _title(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"
