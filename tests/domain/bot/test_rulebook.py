"""What the bot decides: which rule answers, with what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetrina.domain.bot.rulebook import MOST_ANSWERS, BotDecision, Incoming, Rulebook, ShopFacts, TalkSoFar
from vetrina.domain.bot.rules import (
    PERSON_PAYLOAD,
    RULE_PAYLOAD,
    STOP_PAYLOAD,
    Again,
    Answer,
    AnswerButton,
    AskedForPerson,
    Bilingual,
    Button,
    Fallback,
    FirstMessage,
    FromAd,
    OutsideHours,
    Rule,
    SentPicture,
    StopWords,
    Trigger,
    Words,
    plain,
)
from vetrina.domain.bot.why import Beaten, How, Reason, explain
from vetrina.domain.hours import OpeningHours, Span
from vetrina.domain.talk import HeldBy, ProductCard, QuickReply

ROME = ZoneInfo("Europe/Rome")
DAY = (Span(570, 1140),)
HOURS = OpeningHours(((), DAY, DAY, DAY, DAY, DAY, ()))
BOWL = ProductCard("Blue bowl", price="59 €", product_key="bowl")


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=ROME).timestamp() * 1000)  # type: ignore[misc,arg-type]


OPEN = at(2026, 5, 22, 18, 0)
CLOSED = at(2026, 5, 23, 21, 40)
FACTS = ShopFacts(
    name="Bottega Aurora",
    hours=HOURS,
    zone=ROME,
    address="Via Po 12, Torino",
    language="it",
    facts={"price: cloth wrap": "4 €"},
    product=lambda key, _language: BOWL if key == "bowl" else None,
)


def rule(number: int, trigger: Trigger, it: str = "", en: str = "", **more: Any) -> Rule:
    """A rule that is on, with its number as id and order."""
    return Rule(number, number, True, f"rule {number}", trigger, answer=Answer(Bilingual(it, en)), **more)


STOP = rule(1, StopWords(), locked=True)
PERSON = rule(2, AskedForPerson(), hand_over=True)
OPENING = rule(
    4,
    Words(("apert*", "open", "orari", "domenica")),
    "Siamo aperti {hours}. {next_closed_day} riposiamo.",
    "We are open {hours}. On {next_closed_day} we rest.",
    but_not=("open the parcel",),
    again=Again(hand_over=True),
    topic=Bilingual("Orari", "Opening hours"),
)
WHERE = rule(
    6, Words(("where", "dove")), "Siamo in {address}.", "We are at {address}.", topic=Bilingual("Dove", "Where")
)
WRAP = rule(
    7, Words(("wrap", "pacchetto")), "Costa {price: cloth wrap}.", "It costs {price: cloth wrap}.", label="Gift"
)
PRICE = rule(8, Words(("price", "prezzo")), "{product}: {price}.", "{product}: {price}.")
CLOSED_RULE = rule(9, OutsideHours(), "Rispondiamo {next_opening}.", "We answer {next_opening}.")
LATER_OPEN = rule(10, Words(("open", "aperti")), "Tardi.", "Too late.")
FALLBACK = rule(99, Fallback())
RULES = (STOP, PERSON, OPENING, WHERE, WRAP, PRICE, CLOSED_RULE, LATER_OPEN, FALLBACK)
BOOK = Rulebook(RULES)


def decide(
    text: str = "",
    *,
    book: Rulebook = BOOK,
    now: int = OPEN,
    misses: int = 0,
    given: Mapping[int, int] | None = None,
    introduced: bool = True,
    held_by: HeldBy = HeldBy.BOT,
    facts: ShopFacts = FACTS,
    **incoming: object,
) -> BotDecision:
    talk = TalkSoFar(now, held_by, misses, given or {}, introduced)
    return book.decide(Incoming(text=text, **incoming), talk, facts)  # type: ignore[arg-type]


def texts(decision: BotDecision) -> list[str]:
    return [answer.text for answer in decision.answers]


def test_the_example_of_the_design() -> None:
    decision = decide("siete aperti domenica?", now=CLOSED)
    assert texts(decision) == ["Siamo aperti dal martedì al sabato 9:30–19:00. Domenica riposiamo."]
    assert (decision.rule_id, decision.rule_order, decision.hand_over, decision.misses) == (4, 4, False, 0)
    assert [plain(line) for line in explain(decision.why, "en", rule_order=4)] == [
        "Matched: apert* in “siete aperti domenica?”",
        "Rule 4 beat rule 10 because it comes first.",
        "Rule 4 beat rule 9 because it looks at what was written. Rule 9 only looks at the clock.",
        "Fact: opening hours, “dal martedì al sabato 9:30–19:00”",
        "Fact: next closed day, “domenica”",
    ]
    again = decide("e domenica prossima?", now=CLOSED, given={4: 1})
    assert texts(again) == ["Ho avvisato il negozio. Adesso è chiuso: una persona risponde qui, martedì alle 9:30."]
    assert again.hand_over
    assert again.why.again


def test_the_explanation_marks_the_word_as_it_was_written() -> None:
    why = decide("Ma siete APÈRTI?").why
    assert [(word.start, word.end, word.how) for word in why.words] == [(9, 15, How.WILDCARD)]
    assert why.text[9:15] == "APÈRTI"
    assert (("APÈRTI", True)) in explain(why, "it")[0]


@pytest.mark.parametrize(
    ("text", "how"),
    [("orari?", How.EXACT), ("l'orario?", How.STEM), ("gli orrari?", How.TYPO), ("apertissimi", How.WILDCARD)],
)
def test_how_a_word_was_recognised_is_told(text: str, how: How) -> None:
    decision = decide(text)
    assert decision.rule_id == 4
    assert decision.why.how is how


def test_a_phrase_of_exact_words_is_told_as_a_phrase() -> None:
    decision = decide("gift paper?", book=Rulebook([rule(1, Words(("gift paper",)), "x", "x")]))
    assert decision.why.how is How.PHRASE


def test_rules_are_asked_in_their_order_whatever_their_id() -> None:
    first = Rule(50, 1, True, "first", Words(("open",)), answer=Answer(Bilingual(en="first")))
    second = Rule(3, 2, True, "second", Words(("open",)), answer=Answer(Bilingual(en="second")))
    assert decide("open?", book=Rulebook([second, first])).rule_id == 50


def test_a_rule_that_is_off_does_not_answer() -> None:
    off = Rule(4, 4, False, "off", Words(("open",)), answer=Answer(Bilingual(en="x")))
    assert decide("open?", book=Rulebook([off, FALLBACK])).rule_id == 99


def test_but_not_keeps_a_rule_silent_and_says_so() -> None:
    decision = decide("May I open the parcel at the counter?", book=Rulebook([OPENING, FALLBACK]))
    assert decision.rule_id == 99
    silent = decide("May I open the parcel where you are?").why
    assert [(loser.rule_id, loser.because) for loser in silent.losers][:1] == [(10, Beaten.LATER)]
    assert (4, Beaten.BUT_NOT, "open the parcel") in [(one.rule_id, one.because, one.detail) for one in silent.losers]
    assert "Rule 4 kept silent because of open the parcel." in [
        plain(line) for line in explain(silent, "en", rule_order=6)
    ]


@pytest.mark.parametrize("text", ["stop", "Basta!", "niente più offerte"])
def test_stop_comes_before_everything(text: str) -> None:
    greedy = Rule(7, -5, True, "greedy", Words(("stop", "basta", "offerte")), answer=Answer(Bilingual("no", "no")))
    decision = decide(text, book=Rulebook([greedy, STOP]))
    assert decision.withdraw
    assert not decision.hand_over
    assert len(decision.answers) == 1
    assert decision.why.reason is Reason.STOP


def test_the_stop_rule_works_when_switched_off_or_missing() -> None:
    off = Rule(1, 1, False, "stop", StopWords())
    for book in (Rulebook([off]), Rulebook([])):
        assert decide("stop", book=book).withdraw


def test_a_tapped_stop_button_withdraws() -> None:
    assert decide(payload=STOP_PAYLOAD).withdraw


def test_stop_counts_while_a_human_holds_the_talk_and_the_bot_stays_silent() -> None:
    decision = decide("basta offerte", held_by=HeldBy.HUMAN)
    assert decision.withdraw
    assert decision.answers == ()


def test_the_bot_never_talks_over_a_human() -> None:
    decision = decide("siete aperti?", held_by=HeldBy.HUMAN, misses=1, payload="x", picture=True)
    assert decision.answers == ()
    assert not decision.hand_over
    assert decision.misses == 1
    assert decision.why.reason is Reason.HELD_BY_HUMAN


@pytest.mark.parametrize(
    "text", ["Can I talk to a person?", "Posso parlare con una persona?", "un operatore per favore", "speak to someone"]
)
def test_asking_for_a_person_calls_one_and_says_when(text: str) -> None:
    decision = decide(text)
    assert decision.hand_over
    assert decision.why.reason is Reason.ASKED_FOR_PERSON
    assert "19:00" in texts(decision)[0]


def test_a_present_for_a_person_is_not_a_call_for_one() -> None:
    assert decide("cerco un regalo per una persona speciale").rule_id == 99
    assert decide("a gift for a person who cooks").rule_id == 99


def test_a_person_rule_always_calls_even_where_its_box_is_empty() -> None:
    odd = rule(2, AskedForPerson(), "Arrivo.", "Coming.", hand_over=False)
    decision = decide("una persona", book=Rulebook([odd]))
    assert decision.hand_over
    assert len(decision.answers) == 2


def test_the_first_answer_says_that_it_is_automatic_and_no_later_one() -> None:
    first = decide("dove siete?", introduced=False)
    assert texts(first) == ["Sono l’assistente automatico di Bottega Aurora.\nSiamo in Via Po 12, Torino."]
    assert first.introduced
    assert texts(decide("dove siete?")) == ["Siamo in Via Po 12, Torino."]
    for text in ("boh xyz", "stop", "una persona", "ciao"):
        assert "automatico" in texts(decide(text, introduced=False))[0]


def test_silence_does_not_introduce() -> None:
    assert not decide("grazie", introduced=False).introduced


def test_the_language_is_the_known_one_then_the_written_one_then_the_shops() -> None:
    assert decide("where are you?").language == "en"
    assert decide("where are you?", language="it").language == "it"
    assert decide("zzz").language == "it"
    assert texts(decide("where are you?", language="it")) == ["Siamo in Via Po 12, Torino."]


def test_two_misses_then_the_owner_is_called() -> None:
    first = decide("Do you repair chipped bowls?")
    assert (first.misses, first.hand_over) == (1, False)
    assert first.answers[0].quick_replies == (
        QuickReply("Opening hours", f"{RULE_PAYLOAD}4"),
        QuickReply("Where", f"{RULE_PAYLOAD}6"),
        QuickReply("A person", PERSON_PAYLOAD),
    )
    second = decide("And plates?", misses=first.misses)
    assert (second.misses, second.hand_over) == (2, True)
    assert texts(second) == ["I have told the shop: a person answers here, usually today by 19:00."]
    assert decide("dove siete?", misses=1).misses == 0


def test_the_owners_patience_counts() -> None:
    hasty = ShopFacts(patience=1)
    assert decide("zzz yyy", facts=hasty).hand_over


def test_outside_opening_hours_a_miss_says_when_the_shop_opens() -> None:
    without = Rulebook([one for one in RULES if one is not CLOSED_RULE])
    assert "martedì alle 9:30" in texts(decide("riparate ciotole?", book=without, now=CLOSED))[0]


def test_a_shop_that_gave_no_hours_promises_no_time() -> None:
    decision = decide("zzz", misses=1, facts=ShopFacts(language="en"))
    assert texts(decision) == ["I have told the shop: a person answers here."]


def test_without_the_fallback_rule_the_owner_is_called_silently() -> None:
    decision = decide("riparate ciotole?", book=Rulebook([OPENING]))
    assert decision.answers == ()
    assert decision.hand_over


def test_the_fallbacks_own_words_are_used() -> None:
    own = rule(99, Fallback(), "Come dice?", "Pardon?")
    assert texts(decide("riparate ciotole?", book=Rulebook([own]))) == ["Come dice?"]


@pytest.mark.parametrize("text", ["grazie", "Grazie mille!", "ok perfetto", "thank you so much", "ciao, grazie"])
def test_thanks_need_no_answer_and_are_no_miss(text: str) -> None:
    decision = decide(text, misses=1)
    assert decision.answers == ()
    assert decision.misses == 1
    assert not decision.hand_over


@pytest.mark.parametrize("text", ["ciao", "Buongiorno!", "hello", "good morning"])
def test_a_greeting_is_greeted_and_is_no_miss(text: str) -> None:
    decision = decide(text)
    assert decision.misses == 0
    assert decision.answers[0].quick_replies
    assert decision.why.reason is Reason.GREETING


@pytest.mark.parametrize("text", ["", "   ", "👍", "?!"])
def test_nothing_said_is_nothing_answered(text: str) -> None:
    decision = decide(text)
    assert decision.answers == ()
    assert decision.why.reason is Reason.NOTHING_SAID


def test_outside_hours_speaks_once_and_gives_way_to_words() -> None:
    first = decide("riparate ciotole?", now=CLOSED)
    assert first.rule_id == 9
    assert texts(first) == ["Rispondiamo martedì alle 9:30."]
    assert first.misses == 0
    second = decide("e piatti?", now=CLOSED, given={9: 1})
    assert second.rule_id == 99
    assert decide("riparate ciotole?", now=OPEN).rule_id == 99


def test_the_first_message_and_the_ad_are_greeted() -> None:
    from_ad = rule(3, FromAd("a1"), "Ciao {first_name|}! Ti piace {product}?", "Hi!")
    any_ad = rule(4, FromAd(), "Un annuncio.", "An ad.")
    first = rule(5, FirstMessage(), "Benvenuta.", "Welcome.")
    book = Rulebook([from_ad, any_ad, first, FALLBACK])
    opened = decide(book=book, is_first=True, from_ad="a1", first_name="Giulia", product_key="bowl")
    assert texts(opened) == ["Ciao Giulia! Ti piace Blue bowl?"]
    assert [loser.rule_id for loser in opened.why.losers] == [4, 5]
    assert decide("ciao", book=book, is_first=True, from_ad="a2").rule_id == 4
    assert decide("ciao", book=book, is_first=True).rule_id == 5
    assert decide("ciao", book=book).rule_id == 99
    assert decide("ciao", book=book, from_ad="a1").rule_id == 99


def test_a_tapped_button_goes_before_its_words() -> None:
    reserve = rule(20, Button("reserve:", begins=True), "Messo da parte.", "Put aside.")
    exact = rule(21, Button("more"), "Ecco.", "Here.")
    book = Rulebook([*RULES, reserve, exact])
    assert decide("Open today?", book=book, payload="reserve:bowl").rule_id == 20
    assert decide("More", book=book, payload="more").rule_id == 21
    assert decide("Orari", book=book, payload="mor").rule_id == 4
    assert decide("xx", book=book, payload=f"{RULE_PAYLOAD}6").rule_id == 6
    assert decide("xx", book=book, payload=PERSON_PAYLOAD).hand_over
    assert decide("", book=book, payload="unknown").rule_id == 99
    assert decide("", book=book, payload=f"{RULE_PAYLOAD}7777").rule_id == 99


def test_a_picture_is_answered_in_the_order_of_the_rules() -> None:
    picture = rule(5, SentPicture(), "Grazie della foto!", "Thank you!", hand_over=True)
    book = Rulebook([*RULES, picture])
    decision = decide("", book=book, picture=True)
    assert texts(decision)[0] == "Grazie della foto!"
    assert decision.hand_over
    assert decide("siete aperti?", book=book, picture=True).rule_id == 4
    assert decide("dove siete?", book=book, picture=True).rule_id == 5


def test_an_answer_carries_buttons_card_and_label() -> None:
    buttons = (AnswerButton(Bilingual("Sì, per favore, tantissimo", "Yes"), "yes"),)
    shown = Rule(
        30, 30, True, "bowl", Words(("ciotola", "bowl")), label="Bowls",
        answer=Answer(Bilingual("{product} a {price}.", "{product} at {price}."), buttons, "bowl"),
    )  # fmt: skip
    decision = decide("la ciotola?", book=Rulebook([shown]))
    assert decision.label == "Bowls"
    assert decision.answers[0].card == BOWL
    assert decision.answers[0].text == "Blue bowl a 59 €."
    assert decision.answers[0].quick_replies == (QuickReply("Sì, per favore, tan…", "yes"),)


def test_a_price_is_that_of_the_product_talked_about() -> None:
    assert texts(decide("che prezzo?", product_key="bowl")) == ["Blue bowl: 59 €."]


def test_an_answer_whose_facts_are_missing_calls_the_owner_instead_of_saying_nothing() -> None:
    decision = decide("che prezzo?")
    assert decision.hand_over
    assert len(decision.answers) == 1
    assert "59" not in texts(decision)[0]


def test_a_product_no_longer_sold_is_not_shown() -> None:
    gone = Rule(30, 30, True, "gone", Words(("vaso",)), answer=Answer(product_key="gone"))
    assert decide("il vaso?", book=Rulebook([gone])).hand_over


def test_a_name_is_never_read_for_fields_and_carries_no_control_signs() -> None:
    hello = rule(5, FirstMessage(), "Ciao {first_name}!", "Hi {first_name}!")
    decision = decide("x", book=Rulebook([hello]), is_first=True, first_name="{phone}\u202e\0\ud800" + "a" * 99)
    assert texts(decision) == ["Ciao {phone}" + "a" * 33 + "!"]


def test_the_same_question_is_decided_the_same_every_time() -> None:
    assert decide("siete aperti domenica?", now=CLOSED) == decide("siete aperti domenica?", now=CLOSED)


_anything = st.text(st.characters(), max_size=200)
_pieces = st.lists(
    st.sampled_from(
        ["open", "stop", "basta", "\ud800", "\0", "\u202e", "<b>", "{hours}", "apert", "è", "parlare con", " "]
    )
    | st.text(st.characters(), max_size=5),
    max_size=40,
).map(" ".join)


@settings(max_examples=300)
@given(
    _anything | _pieces,
    _anything,
    st.sampled_from(["", "it", "en", "zz", "\ud800"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 5),
    st.sampled_from(HeldBy),
    st.integers(0, 4_102_444_800_000),
    _anything,
)
def test_no_text_makes_it_throw_or_talk_too_much(
    text: str, payload: str, language: str, first: bool, picture: bool, misses: int, held: HeldBy, now: int, name: str
) -> None:
    incoming = Incoming(text, payload, language, "a1" if first else None, first, picture, name, "bowl")
    decision = BOOK.decide(incoming, TalkSoFar(now, held, misses, {4: 1}, False), FACTS)
    assert len(decision.answers) <= MOST_ANSWERS
    assert all(answer.text or answer.card for answer in decision.answers)
    assert decision.misses in (0, misses, misses + 1)
    if held is HeldBy.HUMAN:
        assert decision.answers == ()
    if decision.answers:
        assert decision.answers[0].text.startswith(("Sono l’assistente automatico", "I am the automatic assistant"))
    for language_of_owner in ("it", "en"):
        assert explain(decision.why, language_of_owner, rule_order=decision.rule_order)


@pytest.mark.parametrize(
    "text", ["open " * 250_000, "a" * 1_000_000, "\ud800\0" * 500_000, "è" * 1_000_000, "xopne " * 200_000]
)
def test_a_megabyte_is_decided_by_its_beginning(text: str) -> None:
    decision = decide(text)
    assert len(decision.why.text) <= 4_000
    assert decision == decide(text[:4_000])
