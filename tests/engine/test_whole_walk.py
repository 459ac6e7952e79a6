"""One message walks the whole way: join, ad, chat box, bot, owner, campaign, click, block; real hub, real store."""

from __future__ import annotations

from tests.support.shop_floor import ShopFloor, until

from vetrina.domain.bot.rules import Answer, Bilingual, Rule, Words
from vetrina.domain.talk import Author, HeldBy, MessageState, TalkState
from vetrina.engine import commands as c
from vetrina.store.queries import working

HOURS = Rule(
    id=1,
    order=1,
    on=True,
    name="Orari",
    trigger=Words(("orari", "aperti")),
    answer=Answer(Bilingual(it="Siamo in {address}.", en="We are at {address}.")),
)


def test_the_whole_walk(shop: ShopFloor) -> None:
    shop.do(c.SaveRules((HOURS,)))
    shop.connected()
    giulia = shop.phone("Giulia Rossi")
    assert shop.read(lambda r: working.standing_of(r, shop.contact(giulia))) is not None
    ad = shop.make_ad()
    shop.do(c.PutInFeed(ad.id))
    shown = until(lambda: giulia.ask("GET", "/feed")["ads"], "the ad in the feed")
    assert shown[0]["text"] == "Giulia, lino fresco per te."

    opened = giulia.ask("POST", f"/ads/{ad.key}/open", {})
    assert opened["greeting"] == "Ciao Giulia, che cosa vuoi sapere?"
    talk_id = shop.talk(giulia)
    until(lambda: opened["greeting"] in shop.said(giulia, Author.OFFER), "the greeting on the desktop")

    giulia.say("Che orari fate?")
    until(lambda: any("Via Po 7" in text for text in giulia.read()), "the bot's answer")
    bot = shop.said(giulia, Author.BOT)
    assert len(bot) == 1
    assert "automatic" in bot[0].lower() or "assistente" in bot[0].lower()

    shop.do(c.SendReply(talk_id, "Ciao Giulia, sono Marta."))
    until(lambda: "Ciao Giulia, sono Marta." in giulia.read(), "the owner's reply")
    talk = shop.read(lambda r: working.talk_now(r, talk_id))
    assert talk is not None
    assert talk.held_by is HeldBy.HUMAN
    giulia.say("Che orari fate domenica?")
    until(lambda: "Che orari fate domenica?" in shop.said(giulia, Author.PERSON), "the second question")
    giulia.see_all()
    until(
        lambda: next(row for row in shop.lines(giulia) if row.author is Author.OWNER).state is MessageState.SEEN,
        "seen",
    )
    assert len(shop.said(giulia, Author.BOT)) == 1, "the bot talked over a human"


def test_a_campaign_reaches_exactly_those_who_may_get_it(shop: ShopFloor) -> None:
    shop.connected()
    follower, talker, stranger, stopped, blocker = (
        shop.phone("Anna Follower"),
        shop.phone("Bruno Talker", follow=False),
        shop.phone("Carla Stranger", follow=False),
        shop.phone("Dario Stopped"),
        shop.phone("Elena Blocker"),
    )
    talker.say("Buongiorno")
    stopped.say("Basta offerte")
    blocker.block()
    shop.do(c.SwitchBot(False))
    every = [follower, talker, stranger, stopped, blocker]
    until(lambda: all(shop.contact(phone) for phone in every))
    until(lambda: (standing := shop.read(lambda r: working.standing_of(r, shop.contact(blocker)))) and standing.blocked)
    until(lambda: (standing := shop.read(lambda r: working.standing_of(r, shop.contact(stopped)))) and standing.stopped)
    talk_id = shop.talk(talker)
    shop.do(c.SetTalkState(talk_id, TalkState.DONE))
    ad = shop.make_ad()
    sent = shop.send_campaign(ad)
    until(lambda: shop.campaign(sent).sent == 2, "two sent")
    assert [len(phone.offers()) for phone in every] == [1, 1, 0, 0, 0]
    assert follower.offers()[0]["text"] == "Anna, lino fresco per te."
    row = shop.campaign(sent)
    assert (row.total, row.left_out) == (5, 3)

    again = shop.send_campaign(ad, "Lino di nuovo")
    until(lambda: shop.campaign(again).campaign.state == "done", "the second campaign to end")
    assert shop.campaign(again).left_out == 5
    assert [len(phone.offers()) for phone in every] == [1, 1, 0, 0, 0]

    follower.tap_offer()
    until(lambda: shop.campaign(sent).clicked == 1, "the click")
    until(lambda: shop.said(follower, Author.PERSON), "what the tap said")
    shop.do(c.SetTalkState(shop.talk(follower), TalkState.DONE))
    third = shop.send_campaign(ad, "Lino, la terza")
    until(lambda: shop.campaign(third).sent == 1, "re-contact after the click")
    assert [len(phone.offers()) for phone in every] == [2, 1, 0, 0, 0]
    follower.block()
    until(lambda: shop.campaign(third).blocked == 1, "the block among the results")
    fourth = shop.send_campaign(ad, "Lino, la quarta")
    until(lambda: shop.campaign(fourth).campaign.state == "done", "the fourth campaign to end")
    assert shop.campaign(fourth).left_out == 5
    assert follower.ask("GET", "/me")["blocked"] is True
