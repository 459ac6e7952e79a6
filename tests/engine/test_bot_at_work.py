"""The bot answers what comes in, says that it is one, calls the owner, and never talks over a human."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from tests.support.near_hub import NearPhone
from tests.support.shop_floor import SHOP
from tests.support.street import Street

from vetrina.domain.bot.rulebook import Incoming, TalkSoFar
from vetrina.domain.bot.rules import Answer, Bilingual, Fallback, FromAd, Rule, Words
from vetrina.domain.events import Event, Notice
from vetrina.domain.talk import Author, HeldBy, MessageState, QuickReply, TalkState
from vetrina.engine import commands as c
from vetrina.engine.commands import CannotDo
from vetrina.store import ledger
from vetrina.store.queries import bot as bot_queries
from vetrina.store.queries import working

WHERE = Rule(
    id=1, order=1, on=True, name="Dove", trigger=Words(("dove", "indirizzo")), label="Visita",
    answer=Answer(Bilingual(it="Siamo in {address}.", en="We are at {address}.")),
)  # fmt: skip
FROM_AD = Rule(
    id=2, order=2, on=True, name="Dall’annuncio", trigger=FromAd(), answer=Answer(Bilingual(it="Che cosa ti piace?"))
)
LOST = Rule(id=3, order=3, on=True, name="Altro", trigger=Fallback(), answer=Answer(Bilingual(it="Non ho capito.")))


def teach(street: Street, *rules: Rule) -> None:
    street.shop.do(c.SaveRules(rules or (WHERE, FROM_AD, LOST)))


def held_by(street: Street, phone: NearPhone) -> HeldBy:
    talk = street.shop.read(lambda r: working.talk_now(r, street.talk(phone)))
    assert talk is not None
    return talk.held_by


def test_it_answers_labels_counts_and_says_what_it_is(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.settle()
    giulia.say("E l'indirizzo preciso?")
    street.shop.settle()
    first, second = street.heard(giulia)
    assert "Via Po 7" in first
    assert "automatic" in first
    assert "automatic" not in second
    contact = street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid))
    assert street.shop.read(lambda r: working.labels_of(r, contact or 0)) == ("Visita",)
    assert [use.times for use in street.shop.read(lambda r: bot_queries.uses(r, 0)) if use.rule_id == "1"] == [2]
    assert street.lines(giulia, Author.BOT)[0].rule_name == "Dove"


def test_two_misses_call_the_owner_and_both_answers_arrive(street: Street) -> None:
    teach(street)
    heard: list[Event] = []
    street.shop.parts.desk.announcer.listen(heard.append)
    giulia = street.phone("Giulia")
    giulia.say("xyzzy plugh")
    giulia.say("frobozz grue")
    street.shop.settle()
    assert len(street.heard(giulia)) == 2
    assert held_by(street, giulia) is HeldBy.HUMAN
    assert any(isinstance(event, Notice) and event.key == "note.bot_calls" for event in heard)
    assert [line.reason for line in street.lines(giulia, Author.SYSTEM)] == ["bot_calls"]
    assert len(street.shop.read(lambda r: bot_queries.missed(r, 10))) == 2
    giulia.say("Dove siete?")
    street.shop.settle()
    assert len(street.heard(giulia)) == 2, "the bot talked on after it had called the owner"


def test_the_hub_hears_that_the_bot_called_the_owner(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Vorrei parlare con una persona")
    street.shop.settle()
    street.shop.settle()
    holder = street.hub.read(
        lambda r: r.exec_driver_sql("SELECT holder FROM person WHERE id = ?", (giulia.psid,)).scalar()
    )
    assert holder == "human"


def test_an_answer_that_waits_is_not_said_once_a_human_has_taken_over(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.pull()
    street.shop.do(c.TakeOver(street.talk(giulia)))
    street.shop.settle()
    assert street.heard(giulia) == []
    (line,) = street.lines(giulia, Author.BOT)
    assert (line.state, line.reason) == (MessageState.NOT_SENT, "human_holds")


def test_given_back_to_the_bot_it_answers_again(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.settle()
    street.shop.do(c.SendReply(street.talk(giulia), "Sono Marta."))
    street.shop.settle()
    giulia.say("Dove siete?")
    street.shop.settle()
    assert len(street.heard(giulia)) == 2
    street.shop.do(c.GiveToBot(street.talk(giulia)))
    giulia.say("Dove siete?")
    street.shop.settle()
    assert len(street.heard(giulia)) == 3


def test_switched_off_it_is_silent_and_the_owner_has_the_talk(street: Street) -> None:
    teach(street)
    street.shop.do(c.SwitchBot(False))
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.settle()
    assert street.heard(giulia) == []
    assert held_by(street, giulia) is HeldBy.HUMAN
    with pytest.raises(CannotDo) as refused:
        street.shop.do(c.GiveToBot(street.talk(giulia)))
    assert refused.value.key == "bot_is_off"


def test_an_ad_opens_a_talk_with_its_greeting_and_its_rule(street: Street) -> None:
    teach(street)
    ad = street.shop.do(
        c.SaveAd(
            replace(
                street.ad, greeting="Ciao {first_name}, dimmi.", quick_replies=(QuickReply("Orari", "HOURS"),)
            )
        )
    )  # fmt: skip
    street.shop.do(c.PutInFeed(ad.id))
    street.shop.settle()
    giulia = street.phone("Giulia")
    giulia.open_ad(ad.key)
    street.shop.settle()
    assert [line.content.text for line in street.lines(giulia, Author.OFFER)] == ["Ciao Giulia, dimmi."]
    assert [line.reason for line in street.lines(giulia, Author.SYSTEM)] == ["came_from_ad"]
    giulia.say("Vorrei sapere di più su questa cosa")
    street.shop.settle()
    assert any("Che cosa ti piace?" in text for text in street.heard(giulia))


def test_an_ad_that_the_owner_answers_keeps_the_bot_out(street: Street) -> None:
    teach(street)
    ad = street.shop.do(c.SaveAd(replace(street.ad, answers_first=HeldBy.HUMAN)))
    street.shop.do(c.PutInFeed(ad.id))
    street.shop.settle()
    giulia = street.phone("Giulia")
    giulia.open_ad(ad.key)
    giulia.say("Dove siete?")
    street.shop.settle()
    assert street.heard(giulia) == []
    assert held_by(street, giulia) is HeldBy.HUMAN


def test_stop_is_confirmed_and_kept(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    giulia.say("STOP")
    street.shop.settle()
    assert len(street.heard(giulia)) == 1
    contact = street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid))
    standing = street.shop.read(lambda r: working.standing_of(r, contact or 0))
    assert standing is not None
    assert standing.stopped
    street.campaign()
    assert street.received(giulia) == 0


def test_trouble_in_the_bot_keeps_the_message_and_calls_the_owner(street: Street) -> None:
    teach(street)

    class Broken:
        def decide(self, *_args: object) -> None:
            raise ZeroDivisionError

    street.shop.parts.bot.rulebook = Broken()
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.settle()
    assert [line.content.text for line in street.lines(giulia, Author.PERSON)] == ["Dove siete?"]
    assert held_by(street, giulia) is HeldBy.HUMAN


def test_the_simulator_answers_and_nothing_leaves(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    said = street.shop.do(c.TryBot(Incoming(text="Dove siete?", language="it"), TalkSoFar(now=street.clock())))
    assert "Via Po 7" in said.answers[0].text
    street.shop.settle()
    assert street.heard(giulia) == []


def test_what_was_done_goes_back_to_the_bot(street: Street) -> None:
    teach(street)
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    street.shop.do(c.SendReply(street.talk(giulia), "Sono Marta."))
    street.shop.do(c.SetTalkState(street.talk(giulia), TalkState.DONE))
    street.shop.settle()
    giulia.say("Dove siete?")
    street.shop.settle()
    assert any("Via Po 7" in text for text in street.heard(giulia))


def test_the_shops_own_facts_are_known_to_the_bot(street: Street) -> None:
    parking = replace(WHERE, answer=Answer(Bilingual(it="Parcheggio: {parcheggio}.")))
    teach(street, parking, LOST)
    with street.shop.parts.desk.change() as change:
        ledger.accounts.keep_value(change.w, "bot.facts", msgspec.json.encode({"parcheggio": "in piazza"}).decode())
    giulia = street.phone("Giulia")
    giulia.say("Dove siete?")
    street.shop.settle()
    assert "Parcheggio: in piazza." in street.heard(giulia)[0]
    assert SHOP.bot.on
