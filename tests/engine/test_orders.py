"""What the screens ask: done, or refused with a sentence and nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image
from tests.support.shop_floor import SHOP
from tests.support.street import Street

from vetrina.domain.ads import AdState
from vetrina.domain.talk import Author, MessageState, QuickReply
from vetrina.engine import commands as c
from vetrina.engine.commands import CannotDo
from vetrina.exchange.report import ImportRefused
from vetrina.hub import feed
from vetrina.store.queries import ads, people, products, working


def test_each_wrong_order_has_its_sentence_and_changes_nothing(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    talk = street.talk(giulia)
    before = street.shop.read(lambda r: r.exec_driver_sql("SELECT count(*) FROM message").scalar())
    wrong: tuple[tuple[Any, str], ...] = (
        (c.SendReply(talk, "   "), "empty_message"),
        (c.SendReply(talk, "x" * 2001), "too_long"),
        (c.SendReply(9999, "Ciao"), "gone"),
        (c.AddNote(talk, ""), "empty_message"),
        (c.TryAgain(9999), "gone"),
        (c.CancelWaiting(9999), "gone"),
        (c.TakeOver(9999), "gone"),
        (c.BlockPerson(9999, True), "gone"),
        (c.ErasePerson(9999), "gone"),
        (c.PutInFeed(9999), "gone"),
        (c.TakeFromFeed(9999), "gone"),
        (c.SaveAd(replace(street.ad, headline="x" * 61)), "too_long"),
        (c.SaveAd(replace(street.ad, quick_replies=(QuickReply("a", "b"),) * 4)), "too_many_buttons"),
        (c.SaveAd(replace(street.ad, id=9999)), "gone"),
    )
    for command, key in wrong:
        with pytest.raises(CannotDo) as refused:
            street.shop.do(command)
        assert refused.value.key == key, command
        assert refused.value.sentence("it")
        assert "{" not in refused.value.sentence("en")
    assert street.shop.read(lambda r: r.exec_driver_sql("SELECT count(*) FROM message").scalar()) == before


def test_a_reply_that_the_rules_refuse_is_kept_with_its_reason_and_can_be_tried_again(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    giulia.block(True)
    street.shop.pull()
    message = street.shop.do(c.SendReply(street.talk(giulia), "Ci sei?"))
    (line,) = street.lines(giulia, Author.OWNER)
    assert (line.id, line.state, line.reason) == (message, MessageState.NOT_SENT, "blocked")
    street.pass_ms(1_000)
    giulia.block(False)
    street.shop.pull()
    street.shop.do(c.TryAgain(message))
    street.shop.settle()
    (line,) = street.lines(giulia, Author.OWNER)
    assert (line.state, line.reason) == (MessageState.SENT, "")
    assert street.heard(giulia)[-1] == "Ci sei?"
    with pytest.raises(CannotDo) as refused:
        street.shop.do(c.TryAgain(message))
    assert refused.value.key == "already_left"


def test_an_offer_is_never_tried_again(street: Street) -> None:
    street.phone("Giulia")
    street.campaign()
    offer = street.shop.read(lambda r: r.exec_driver_sql("SELECT id FROM message WHERE purpose='sponsored'").scalar())
    with pytest.raises(CannotDo) as refused:
        street.shop.do(c.TryAgain(offer))
    assert refused.value.key == "never_repeat_offer"


def test_the_shops_block_reaches_the_hub_and_comes_off_again(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    contact = street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid)) or 0
    street.shop.do(c.BlockPerson(contact, True))
    street.shop.settle()
    giulia.say("Non arriva")
    street.shop.settle()
    assert "Non arriva" not in [line.content.text for line in street.lines(giulia, Author.PERSON)]
    street.campaign()
    assert street.received(giulia) == 0
    street.shop.do(c.BlockPerson(contact, False))
    street.shop.settle()
    giulia.say("Arriva di nuovo")
    street.shop.settle()
    assert "Arriva di nuovo" in [line.content.text for line in street.lines(giulia, Author.PERSON)]


def test_an_erased_person_is_gone_here_and_at_the_hub(street: Street) -> None:
    giulia = street.phone("Giulia")
    giulia.say("Ciao")
    street.shop.settle()
    contact = street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid)) or 0
    street.shop.do(c.ErasePerson(contact))
    street.shop.settle()
    assert street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid)) is None
    at_hub = street.hub.read(
        lambda r: r.exec_driver_sql("SELECT count(*) FROM person WHERE id = ?", (giulia.psid,)).scalar()
    )
    assert at_hub == 0


def test_who_leaves_is_forgotten_and_a_deleted_message_too(street: Street) -> None:
    giulia, marco = street.phone("Giulia"), street.phone("Marco")
    mid = marco.say("Il mio segreto")
    giulia.say("Addio")
    street.shop.settle()
    marco.delete(mid)
    giulia.leave()
    street.shop.settle()
    texts = street.shop.read(lambda r: r.exec_driver_sql("SELECT text FROM message").scalars().all())
    assert "Il mio segreto" not in texts
    assert "Addio" not in texts
    assert street.shop.read(lambda r: working.contact_of(r, 1, giulia.psid)) is None


def test_an_ad_goes_up_changes_and_comes_down(street: Street) -> None:
    def shown() -> list[str]:
        found = street.hub.read(feed.feed(street.hub.page, giulia.psid, ""))
        return [ad.headline for ad in found.ads]

    giulia = street.phone("Giulia")
    street.shop.do(c.PutInFeed(street.ad.id))
    assert shown() == []
    street.shop.settle()
    assert shown() == ["Camicia Riva"]
    street.shop.do(c.SaveAd(replace(street.ad, headline="Camicia Alba")))
    street.shop.settle()
    assert shown() == ["Camicia Alba"]
    street.shop.do(c.TakeFromFeed(street.ad.id))
    street.shop.settle()
    assert shown() == []
    state = street.shop.read(lambda r: ads.one(r, street.ad.id))
    assert state is not None
    assert state.ad.state is AdState.PAUSED


def test_a_product_list_comes_in_with_pictures_beside_it(street: Street, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "riva.png")
    listing = tmp_path / "products.csv"
    listing.write_text(
        "id,title,price,availability,image_link,link,description,condition,brand\n"
        "riva,Camicia Riva,59.00 EUR,in stock,riva.png,https://example.org/riva,Lino,new,Aurora\n"
        "alba,,12.00 EUR,in stock,,https://example.org/alba,Lino,new,Aurora\n",
        encoding="utf-8",
    )
    dry = street.shop.do(c.ImportProducts(listing, dry_run=True))
    assert street.shop.read(products.count) == 0
    street.shop.do(c.ImportProducts(listing, dry_run=False))
    assert [product.key for product in dry.products] == ["riva"]
    row = street.shop.read(lambda r: products.one(r, "riva"))
    assert row is not None
    assert row.picture
    with pytest.raises(ImportRefused):
        street.shop.do(c.ImportProducts(tmp_path / "nothing.csv", dry_run=True))


def test_settings_are_kept_and_the_window_follows(street: Street) -> None:
    changed = msgspec.structs.replace(SHOP, shop=msgspec.structs.replace(SHOP.shop, address="Via Nuova 1"))
    assert street.shop.do(c.SaveSettings(changed)) == changed
    assert street.shop.parts.desk.settings_file.load() == changed
    assert street.shop.parts.window.shop_card().address == "Via Nuova 1"


def test_an_imported_person_is_never_written_to(street: Street, tmp_path: Path) -> None:
    listing = tmp_path / "people.csv"
    listing.write_text("name,email\nGiulia Rossi,giulia@example.org\n", encoding="utf-8")
    street.shop.do(c.ImportPeople(listing, dry_run=True))
    assert street.shop.read(working.people_count) == 0
    street.shop.do(c.ImportPeople(listing, dry_run=False))
    street.shop.do(c.ImportPeople(listing, dry_run=False))
    counts = street.shop.read(lambda r: people.counts(r, street.clock(), street.shop.parts.campaigns.pack()))
    assert (counts.everyone, counts.never, counts.may_write) == (1, 1, 0)


def test_an_ad_with_a_field_that_nothing_fills_goes_neither_in_the_feed_nor_into_a_campaign(street: Street) -> None:
    holey = street.shop.do(c.SaveAd(replace(street.ad, id=0, key="", text="{product} for {price}, come.")))
    with pytest.raises(CannotDo) as refused:
        street.shop.do(c.PutInFeed(holey.id))
    assert refused.value.key == "ad_has_holes"
    mended = street.shop.do(c.SaveAd(replace(holey, text="{product|Linen} for {price|little}, come.")))
    street.shop.do(c.PutInFeed(mended.id))
