"""What screens read: pages by key, counts, search, one talk and one person in full; texts come back as they went in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import DAY, NOW, Shop

from vetrina.domain.ads import Ad, AdState
from vetrina.domain.bot import rules as bot_words
from vetrina.domain.catalog import Money, Product, Variant
from vetrina.domain.channels import LinkState
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import Answer
from vetrina.domain.talk import Author, Content, HeldBy, ProductCard, QuickReply, Referral, TalkState
from vetrina.domain.text import MESSAGE_LENGTH, clean_line, clean_text
from vetrina.store import codec, ledger
from vetrina.store.queries import ads, bot, channels, inbox, people, products, search
from vetrina.store.views import PersonRow, ProductRow


def test_list_pages_by_key_and_counts(shop: Shop) -> None:
    for number in range(23):
        shop.talk(shop.meet(f"p{number}", f"Persona {number}"), f"riga {number}", at=NOW - 1_000 + number // 3)
    with shop.write() as w:
        ledger.talks.hold(w, 5, HeldBy.HUMAN, NOW)
        ledger.talks.set_state(w, 6, TalkState.DONE)
        ledger.talks.set_state(w, 7, TalkState.LATER, NOW + 5)
        assert ledger.talks.mark_read(w, 5)
        assert not ledger.talks.mark_read(w, 5)
    seen: list[int] = []
    with shop.read() as r:
        before = None
        while rows := inbox.page(r, "open", before=before, limit=4):
            seen += [row.id for row in rows]
            before = (rows[-1].last_at, rows[-1].id)
        assert sorted(seen) == sorted(set(range(1, 24)) - {6, 7})
        whole = inbox.page(r, "open", limit=99)
        assert [row.id for row in whole] == seen
        assert [(row.last_at, row.id) for row in whole] == sorted(
            ((row.last_at, row.id) for row in whole), reverse=True
        )
        counts = inbox.counts(r)
        assert (counts.open, counts.bot, counts.later, counts.done, counts.unread) == (21, 20, 1, 1, 21)
        assert [row.id for row in inbox.page(r, "later")] == [7]
        assert [row.id for row in inbox.page(r, "done")] == [6]
        assert {row.id for row in inbox.page(r, "all", "riga 1", limit=99)} == {2, *range(11, 21)}
        assert [row.id for row in inbox.page(r, "all", "persona 22")] == [23]
        assert inbox.page(r, "all", '--- " * (') == ()
    with shop.write() as w:
        assert ledger.talks.wake_later(w, NOW + 4) == ()
        assert ledger.talks.wake_later(w, NOW + 5) == (7,)


def test_a_new_line_opens_a_talk_that_was_done(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna")
    talk = shop.talk(ref, "eins")
    with shop.write() as w:
        ledger.talks.set_state(w, talk, TalkState.DONE)
    shop.talk(ref, "zwei", at=NOW)
    with shop.read() as r:
        (row,) = inbox.page(r, "open")
    assert (row.last_line, row.unread, row.state) == ("zwei", 1, TalkState.OPEN)


def test_line_that_comes_late_does_not_become_the_last(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna")
    shop.talk(ref, "später", at=NOW)
    shop.talk(ref, "früher", at=NOW - DAY)
    with shop.read() as r:
        (row,) = inbox.page(r, "open")
    assert (row.last_line, row.last_at, row.unread) == ("später", NOW, 2)


def test_talk_in_full(shop: Shop) -> None:
    with shop.write() as w:
        made = ledger.ads.save_ad(w, Ad(0, "", "Lino", "Camicie di lino", "Ciao", picture="f" * 64), NOW)
        ledger.ads.set_ad_state(w, made.id, AdState.IN_FEED, NOW)
    ref = shop.meet("anna", "Anna Bianchi", Kind.FOLLOWED)
    talk = shop.talk(ref, *[f"riga {number}" for number in range(7)])
    with shop.write() as w:
        ledger.intake.note_referral(w, talk, Referral("ADS", made.key, "", NOW))
        ledger.people.set_labels(w, ref.contact_id, ["Tè", "Abiti", "Tè", " "])
        ledger.talks.add_note(w, talk, "nota", NOW)
        ledger.talks.add_system_line(w, talk, "came_from_ad", {"ad": "Lino"}, NOW)
        assert ledger.talks.hold(w, talk, HeldBy.HUMAN, NOW, system_line=False)
        assert not ledger.talks.hold(w, talk, HeldBy.HUMAN, NOW)
    with shop.read() as r:
        view = inbox.talk(r, talk, NOW, shop.pack)
        assert view is not None
        assert (view.row.labels, view.row.from_ad, view.row.held_by) == (("Abiti", "Tè"), "Lino", HeldBy.HUMAN)
        assert (view.reply.answer, view.note_count, view.ad_picture) == (Answer.CLEARED, 1, "f" * 64)
        assert view.referral is not None
        assert view.referral.ad_key == made.key
        assert view.ad is not None
        assert view.ad.state is AdState.IN_FEED
        assert view.following_since == NOW - DAY
        first, *rest = inbox.messages(r, talk, None, 4)
        assert [row.author for row in (first, *rest)] == [Author.PERSON, Author.PERSON, Author.NOTE, Author.SYSTEM]
        assert rest[-1].params == (("ad", "Lino"),)
        earlier = inbox.messages(r, talk, first.id, 99)
        assert [row.content.text for row in earlier] == [f"riga {number}" for number in range(5)]
        assert inbox.talk(r, 99, NOW, shop.pack) is None
        (row,) = ads.page(r, "in_feed")
        assert (row.talks, ads.counts(r)["draft"]) == (1, 0)


def test_people_by_group_name_and_label(shop: Shop) -> None:
    shapes = [(Kind.FOLLOWED,), (Kind.WROTE,), (Kind.FOLLOWED, Kind.BLOCKED), (Kind.SAW,)]
    for number in range(40):
        shop.meet(f"p{number}", f"{'Ànna' if number % 2 else 'Bruno'} {number:02}", *shapes[number % 4])
    with shop.write() as w:
        ledger.people.set_labels(w, 1, ["Tè"])
    with shop.read() as r:
        counts = people.counts(r, NOW, shop.pack)
        assert (counts.everyone, counts.follows, counts.talked, counts.may_write, counts.blocked, counts.never) == (
            40, 20, 10, 20, 10, 10,
        )  # fmt: skip
        for group in ("everyone", "follows", "talked", "may_write", "blocked", "never"):
            seen: list[PersonRow] = []
            after = None
            while rows := people.page(r, group, "", after, 7, NOW, shop.pack):
                seen += rows
                after = people.place(rows[-1])
            assert len(seen) == len({row.id for row in seen}) == getattr(counts, group), group
            assert [people.place(row) for row in seen] == sorted(people.place(row) for row in seen)
            if group == "may_write":
                assert all(row.offer.answer is Answer.CLEARED for row in seen)
        assert len(people.page(r, "everyone", "anna", None, 99, NOW, shop.pack)) == 20
        assert len(people.page(r, "everyone", "brun 0", None, 99, NOW, shop.pack)) == 5
        assert [row.id for row in people.page(r, "everyone", "", None, 99, NOW, shop.pack, label="Tè")] == [1]
        assert people.labels(r) == ("Tè",)
        view = people.person(r, 3, NOW, shop.pack)
        assert view is not None
        assert [row.kind for row in view.evidence] == [Kind.BLOCKED, Kind.FOLLOWED]
        assert view.row.offer.basis.reason == "blocked"


def test_search_finds_beginnings_without_accents_newest_first(shop: Shop) -> None:
    ref = shop.meet("anna", "Zoë Lindström")
    shop.talk(ref, "Vorrei un caffè", "Avete tazzine?", "Caffè corto", "50% di sconto")
    with shop.read() as r:
        assert [hit.line for hit in search.find(r, "caffe")] == ["Caffè corto", "Vorrei un caffè"]
        assert [hit.line for hit in search.find(r, "TAZ ave")] == ["Avete tazzine?"]
        assert [(hit.kind, hit.name) for hit in search.find(r, "lindstr")] == [("person", "Zoë Lindström")]
        assert search.find(r, "") == search.find(r, "\"*'()") == ()
        assert len(search.find(r, "50")) == 1
    with shop.write() as w:
        ledger.intake.remove_message(w, shop.account, f"{ref.contact_id}-{NOW - DAY}-2")
    with shop.read() as r:
        assert [hit.line for hit in search.find(r, "caffe")] == ["Vorrei un caffè"]


_EVIL = st.text(st.characters(exclude_categories=()), max_size=300) | st.sampled_from(
    [
        "<img src=x onerror=1>",
        "\x00\x00",
        "\ud800 x \udfff",
        "\u202eevil",
        "a" * 1_000_000,
        "'; DROP TABLE message; --",
        "\r\n",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=_EVIL, name=_EVIL)
def test_hostile_words_change_nothing_but_their_bubble(shop: Shop, words: str, name: str) -> None:
    with shop.write() as w:
        ref = ledger.intake.contact_for(w, shop.account, "evil", name, "", NOW)
        talk = ledger.intake.talk_for(w, ref.address_id, NOW)
        content = Content(words, (QuickReply(words, words),), ProductCard(words, words), headline=words, button=words)
        made = ledger.intake.add_inbound(w, talk, "", content, words, NOW)
        ledger.record_evidence(w, ref.contact_id, shop.account, Kind.WROTE, NOW, words, words)
        ledger.people.set_labels(w, ref.contact_id, [words])
    with shop.read() as r:
        row = inbox.message_of(r, made)
        assert row is not None
        assert row.content == codec.cleaned(content)
        assert row.content.text == clean_text(words)
        assert len(row.content.text) <= MESSAGE_LENGTH
        assert "\x00" not in row.content.text
        row.content.text.encode()
        view = inbox.talk(r, talk, NOW, shop.pack)
        assert view is not None
        assert view.row.name == clean_line(name) or not clean_line(name)
        search.find(r, words[:200])
        people.page(r, "everyone", words[:200], None, 5, NOW, shop.pack)
        products.page(r, words[:200])


def test_clean_text_is_its_own_fixed_point_and_keeps_ordinary_words() -> None:
    assert clean_text("Ciao!\r\nDue righe\t😀 \u202ed'oro") == "Ciao!\nDue righe\t😀 \u202ed'oro"
    assert clean_text("a\ud83db") == "a\ufffdb"
    assert clean_line("  a \n\n b\x00c ") == "a b c"
    for words in ("\x00\ud800", "x" * 30_000, "\r\r\n"):
        assert clean_text(clean_text(words)) == clean_text(words)


def test_products_come_back_whole(shop: Shop) -> None:
    made = [
        Product(
            key=f"k{number}",
            title=f"Tazza {number:03}",
            kind="Tazze" if number % 2 else "Piatti",
            tags=("blu", "50%"),
            variants=(Variant("v", "M", (("Taglia", "M"),), "sku", Money(1990, "EUR"), extra={"a": "b"}),),
            extra={"colonna": "x"},
        )
        for number in range(120)
    ]
    assert ledger.products.replace_products(shop.database, made) == 0
    with shop.write() as w:
        ledger.products.keep_picture(w, "a" * 64, b"bytes", "image/png")
        ledger.products.set_picture(w, "k3", "a" * 64)
    with shop.read() as r:
        seen: list[ProductRow] = []
        after = None
        while rows := products.page(r, "", after, 50):
            seen += rows
            after = products.place(rows[-1])
        assert [row.product for row in seen] == made
        assert products.count(r) == 120
        assert len(products.page(r, "tazze 50%")) == 60
        found = products.one(r, "k3")
        assert found is not None
        assert found.picture == "a" * 64
        assert products.picture(r, "a" * 64) == b"bytes"
        assert products.kinds(r) == ("Piatti", "Tazze")
        assert len(products.of_kind(r, "Piatti")) == 60
    assert ledger.products.replace_products(shop.database, made[:3]) == 117
    with shop.read() as r:
        assert [row.product for row in products.page(r)] == made[:3]


def test_ads_keep_key_and_state(shop: Shop) -> None:
    with shop.write() as w:
        made = ledger.ads.save_ad(w, Ad(0, "", "Lino", "Titolo", "Testo", quick_replies=(QuickReply("Sì", "y"),)), NOW)
        shown = ledger.ads.set_ad_state(w, made.id, AdState.IN_FEED, NOW + 1)
        changed = ledger.ads.save_ad(w, replace(shown, key="other", state=AdState.ENDED, headline="Neu"), NOW + 2)
        assert (changed.key, changed.state, changed.in_feed_since) == (made.key, AdState.IN_FEED, NOW + 1)
        ledger.ads.want_in_feed(w, made.id, shop.account, "h1")
        assert [post.wanted for post in ads.feed_changes(w, shop.account, NOW)] == ["h1"]
        ledger.ads.note_post_trouble(w, made.id, shop.account, "offline", NOW + 9)
        assert ads.feed_changes(w, shop.account, NOW) == ()
        ledger.ads.note_posted(w, made.id, shop.account, "h1")
        assert ads.feed_changes(w, shop.account, NOW + 99) == ()
        with pytest.raises(LookupError):
            ledger.ads.save_ad(w, replace(made, id=99), NOW)
    with shop.read() as r:
        (row,) = ads.page(r)
        assert row.ad == changed


def test_rules_of_the_bot_come_back_whole(shop: Shop) -> None:
    two = bot_words.Bilingual("sì", "yes")
    answer = bot_words.Answer(two, (bot_words.AnswerButton(two, "p"),), "k1")
    triggers: list[bot_words.Trigger] = [
        bot_words.Words(("gift paper", "open *"), any=False),
        bot_words.Button("x", begins=True),
        bot_words.AskedForPerson(),
        bot_words.FromAd("ad1"),
        bot_words.FromAd(),
        bot_words.OutsideHours(),
        bot_words.Fallback(),
    ]
    rules = tuple(
        bot_words.Rule(
            number, number, True, f"R{number}", trigger, ("no",), answer, bot_words.Again(answer, True), topic=two
        )
        for number, trigger in enumerate(triggers)
    )
    with shop.read() as r:
        assert bot.rules(r) == ()
    talk = shop.talk(shop.meet("anna", "Anna"), "Fate i tatuaggi?")
    with shop.write() as w:
        ledger.bot.save_rules(w, rules, NOW)
        for _ in range(3):
            ledger.bot.count_rule_use(w, "2", NOW - 5)
        ledger.bot.add_missed(w, 1, talk, NOW)
    with shop.read() as r:
        assert bot.rules(r) == rules
        assert [(use.rule_id, use.times) for use in bot.uses(r, NOW - 5)] == [("2", 3)]
        assert [(item.text, item.name) for item in bot.missed(r, 5)] == [("Fate i tatuaggi?", "Anna")]


def test_channels_and_what_waits(shop: Shop) -> None:
    ref = shop.meet("anna", "Anna", Kind.WROTE)
    shop.talk(ref)
    shop.queue(ref, shop.draft("anna", "a", "gleich"))
    with shop.write() as w:
        ledger.accounts.set_link_state(w, shop.account, LinkState.OFFLINE, NOW + 9, NOW)
        ledger.accounts.set_link_state(w, shop.account, LinkState.OFFLINE, NOW + 99, NOW + 5)
        ledger.accounts.set_cursor(w, shop.account, "e7")
        assert ledger.accounts.cursor_of(w, shop.account) == "e7"
        assert ledger.accounts.credentials_of(w, shop.account) == {"key": "k"}
    with shop.read() as r:
        (row,) = channels.all(r)
        assert (row.state, row.since, row.retry_at, row.waiting) == (LinkState.OFFLINE, NOW, NOW + 99, 1)
        (waits,) = inbox.waiting(r)
        assert (waits.name, waits.line, waits.talk_id) == ("Anna", "gleich", 1)
