"""The Ads page on a real store: drafts keep themselves, the feed changes on a click, slips, preview, folding."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.ads_data import AURORA, LINEN, NOW, ROME, AdsPort, fill

from vetrina.domain.ads import Action, Ad, AdState, FeedAudience
from vetrina.domain.events import Changed, Topic
from vetrina.domain.talk import HeldBy, QuickReply
from vetrina.engine.commands import CannotDo, KeepPicture, PutInFeed, SaveAd, TakeFromFeed
from vetrina.store.database import Database
from vetrina.store.queries import ads
from vetrina.ui import moment
from vetrina.ui.ads.page import AdsPage
from vetrina.ui.bridge import Bridge
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec
from vetrina.ui.tokens import LIGHT
from vetrina.ui.widgets.dialog import Dialog

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores filled once: making tables and reading pictures takes a second."""
    folder = tmp_path_factory.mktemp("stores")
    for name, what in (
        ("full", {}),
        ("goods", {"ads": False, "people": False}),
        ("bare", {"ads": False, "people": False, "goods": False}),
    ):
        made = Database.open(folder / name / "store.db", KEY, lambda: NOW)
        fill(made, **what)
        made.close()
    return folder


@pytest.fixture
def shelf(stores: Path, tmp_path: Path) -> Iterator[Callable[[str], AdsPort]]:
    """A port over a copy of one of the stores."""
    moment.set_clock(lambda: NOW)
    moment.set_zone(ROME)
    moment.set_shop(AURORA)
    made: list[Database] = []

    def take(name: str) -> AdsPort:
        shutil.copytree(stores / name, tmp_path / name)
        made.append(Database.open(tmp_path / name / "store.db", KEY, lambda: NOW))
        return AdsPort(made[-1])

    yield take
    for database in made:
        database.close()
    moment.set_clock(None)
    moment.set_zone(None)
    moment.set_shop(None)


@pytest.fixture
def port(shelf: Callable[[str], AdsPort]) -> AdsPort:
    return shelf("full")


def opened(qtbot: QtBot, port: AdsPort, width: int = 1280) -> AdsPage:
    window = MainWindow(Bridge(port), [PageSpec("ads", "Ads", "megaphone", AdsPage)])
    qtbot.addWidget(window)
    window.resize(width, 800)
    window.show()
    window.go_to("ads")
    page = window.page()
    assert isinstance(page, AdsPage)
    qtbot.waitUntil(lambda: bool(page.preview.readers))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing or page.preview.card.card_layout() is not None)
    return page


def stored(port: AdsPort, key: str) -> Ad:
    with port.database.read() as r:
        found = ads.by_key(r, key)
    assert found is not None
    return found.ad


def choose(qtbot: QtBot, page: AdsPage, port: AdsPort, key: str) -> Ad:
    ad = stored(port, key)
    page.open_ad(ad.id)
    qtbot.waitUntil(lambda: page.form.ad().id == ad.id)
    return ad


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget, text)


def shown_words(page: AdsPage) -> str:
    layout = page.preview.card.card_layout()
    assert layout is not None
    return " ".join(line.text for words in layout.words for line in words.lines)


def test_the_newest_ad_of_the_feed_is_open_with_its_list(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    assert page.list.model.name(page.list.model.rows[0]) == "Linen shirts"
    assert page.form.headline.text() == LINEN.headline
    assert page.form.text.source() == LINEN.text
    assert page.form.headline_field.counter.text() == "36 of 60"


def test_the_form_gives_back_the_ad_it_was_given(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    for key in ("linen", "mug", "dress", "vases"):
        ad = choose(qtbot, page, port, key)
        assert page.form.ad() == ad


def test_a_draft_is_kept_while_typing_and_made_only_once(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    port.hold = True
    page.list.new_button.click()
    type_into(qtbot, page.form.headline, "Olive bowls")
    qtbot.waitUntil(lambda: len(port.of(SaveAd)) == 1)
    type_into(qtbot, page.form.headline, " again")
    page.keep()
    assert len(port.of(SaveAd)) == 1
    port.release()
    qtbot.waitUntil(lambda: len(port.of(SaveAd)) == 2)
    first, second = port.of(SaveAd)
    assert (first.ad.id, first.ad.headline) == (0, "Olive bowls")
    assert second.ad.id != 0
    qtbot.waitUntil(lambda: not page._saving)
    with port.database.read() as r:
        drafts = [one.ad.headline for one in ads.page(r, "draft")]
    assert sorted(drafts) == ["Olive bowls again", "Vases for one stem"]


def test_opening_another_ad_keeps_what_was_typed_last(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    type_into(qtbot, page.form.text, " More")
    linen = stored(port, "linen")
    page.open_ad(linen.id)
    qtbot.waitUntil(lambda: page.form.ad().id == linen.id)
    assert stored(port, "vases").text == "One flower is enough. More"


def test_typing_never_changes_the_feed_by_itself(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    ad = choose(qtbot, page, port, "linen")
    type_into(qtbot, page.form.text, " x")
    assert page.head.put_button.text() == "Update the feed"
    assert page.list.model.state(page.list.model.rows[0])[0] == "Editing"
    choose(qtbot, page, port, "bowls")
    assert stored(port, "linen").text == ad.text
    choose(qtbot, page, port, "linen")
    assert page.form.text.source() == f"{ad.text} x"
    page.head.put_button.click()
    qtbot.waitUntil(lambda: stored(port, "linen").text == f"{ad.text} x")
    assert stored(port, "linen").working == ""
    assert port.of(PutInFeed) == []
    qtbot.waitUntil(lambda: not page.head.put_button.isVisible())


def test_changes_to_an_ad_of_the_feed_are_there_after_a_new_start(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    ad = choose(qtbot, page, port, "linen")
    type_into(qtbot, page.form.headline, "!")
    page.window_.close()
    qtbot.waitUntil(lambda: stored(port, "linen").working != "")
    assert stored(port, "linen").headline == ad.headline
    again = opened(qtbot, port)
    assert again.form.headline.text() == f"{ad.headline}!"
    assert again.head.put_button.text() == "Update the feed"
    assert again.list.model.state(again.list.model.rows[0])[0] == "Editing"


def test_an_ad_taken_from_the_feed_keeps_its_changes(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "linen")
    type_into(qtbot, page.form.headline, "!")
    page.head.take_button.click()
    qtbot.waitUntil(lambda: stored(port, "linen").headline == f"{LINEN.headline}!")
    assert stored(port, "linen").state is AdState.PAUSED


def test_changes_to_an_ad_of_the_feed_can_be_dropped(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    ad = choose(qtbot, page, port, "linen")
    type_into(qtbot, page.form.text, " x")
    page.head._undo.trigger()
    qtbot.waitUntil(lambda: page.form.text.source() == ad.text)
    assert page.held == {}
    assert stored(port, "linen").working == ""


def test_a_draft_goes_into_the_feed_and_out_again(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    ad = choose(qtbot, page, port, "vases")
    page.head.put_button.click()
    qtbot.waitUntil(lambda: stored(port, "vases").state is AdState.IN_FEED)
    assert port.of(PutInFeed) == [PutInFeed(ad.id)]
    qtbot.waitUntil(page.head.take_button.isVisible)
    page.head.take_button.click()
    assert port.of(TakeFromFeed) == [TakeFromFeed(ad.id, False)]
    qtbot.waitUntil(lambda: stored(port, "vases").state is AdState.PAUSED)


def test_offline_the_ad_is_planned(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    page.window_.is_offline = True
    page.head.put_button.click()
    qtbot.waitUntil(lambda: "when the net is back" in page.window_.toast.words.text())


def test_without_a_headline_nothing_goes_into_the_feed(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    page.list.new_button.click()
    page.head.put_button.click()
    assert "headline" in page.form.headline_field.error.words.text()
    assert port.of(PutInFeed) == []


def test_a_text_that_is_too_long_says_so_and_is_kept_once_it_fits(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    page.form.text.set_source("x" * 503)
    page.form._changed()
    assert page.form.text_field.error.words.text() == "3 letters too many: shorten it, then it is kept."
    page.keep()
    page.put_in_feed()
    assert port.of(SaveAd) == []
    page.form.text.set_source("x" * 500)
    page.form._changed()
    page.keep()
    assert len(port.of(SaveAd)) == 1


def test_what_the_engine_refuses_is_a_sentence(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    port.refusals[SaveAd] = CannotDo("too_long", length="600", limit="500")
    type_into(qtbot, page.form.headline, "x")
    page.keep()
    qtbot.waitUntil(lambda: "600 characters; 500 fit" in page.window_.toast.words.text())
    assert page.form.headline.text() == "Vases for one stemx"


def test_slips_are_said_and_put_right_with_one_click(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    qtbot.waitUntil(lambda: len(page.form.slips.banners) == 2)
    price, day = page.form.slips.banners
    assert price.accessibleName() == "The text says 62 €, your shop list says 59 €."
    assert day.accessibleName() == "Sunday 24 May you are closed. The text invites people that day."
    assert len(page.form.text.extraSelections()) == 2
    marked = [one.cursor.selectedText() for one in page.form.text.extraSelections()]
    assert marked == ["62 €", "on Sunday"]
    price.buttons[0].click()
    qtbot.waitUntil(lambda: len(page.form.slips.banners) == 1)
    page.form.slips.banners[0].buttons[0].click()
    assert page.form.text.source().endswith("from 59 €. Come and try it on Saturday.")
    assert page.form.slips.isHidden()
    page.form.text.undo()
    assert "on Sunday" in page.form.text.source()


def test_the_preview_marks_the_slip_where_it_stands(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    qtbot.waitUntil(lambda: page.preview.card._marks == ("62 €", "on Sunday"))
    layout = page.preview.card.card_layout()
    assert layout is not None
    line = next(line for words in layout.words for line in words.lines if "62 €" in line.text)
    picture = page.preview.card.grab().toImage()
    row = [picture.pixelColor(x, int(line.baseline) + 2).name().upper() for x in range(274)]
    assert LIGHT.warn_soft in row


def test_a_picture_that_is_gone_is_said(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    page.pick.take_picture("ab" * 32)
    qtbot.waitUntil(lambda: page.pick.same.below.text() == "picture missing, choose another")


def test_emoji_and_merge_fields_do_not_shift_the_mark(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    page.form.text.set_source("🎉🎉 {first_name|you} {size|all} 👋 on Sunday 🥣")
    page.form.look()
    assert [one.cursor.selectedText() for one in page.form.text.extraSelections()] == ["on Sunday"]


def test_the_preview_shows_each_person_their_version(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    qtbot.waitUntil(lambda: "Ciao Giulia" in shown_words(page))
    assert "here in M" in shown_words(page)
    assert "size M is known and in stock" in page.preview.why.text()
    page.preview.after.click()
    qtbot.waitUntil(lambda: "Ciao Luca" in shown_words(page))
    page.preview.before.click()
    page.preview.before.click()
    qtbot.waitUntil(lambda: "Ciao Nino" in shown_words(page))
    assert "all sizes" in shown_words(page)
    assert "the size is not known" in page.preview.why.text()


def test_the_preview_follows_the_typing_and_turns_dark(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    type_into(qtbot, page.form.headline, " now")
    qtbot.waitUntil(lambda: "Torino now" in shown_words(page))
    light = page.preview.card.grab().toImage()
    page.preview.night.click()
    assert page.preview.card.grab().toImage() != light


def test_an_empty_window_offers_three_products(qtbot: QtBot, shelf: Callable[[str], AdsPort]) -> None:
    port = shelf("goods")
    page = opened(qtbot, port)
    assert page.list.stack.currentWidget() is page.list.empty
    assert len(page.list._starters) == 3
    page.list._starters[0].click()
    qtbot.waitUntil(lambda: len(port.of(SaveAd)) == 1)
    made = port.of(SaveAd)[0].ad
    assert made.product_key
    assert made.headline
    qtbot.waitUntil(lambda: made.headline in shown_words(page).replace("  ", " "))
    assert "Giulia" in shown_words(page)


def test_without_a_shop_list_the_empty_window_leads_to_it(qtbot: QtBot, shelf: Callable[[str], AdsPort]) -> None:
    page = opened(qtbot, shelf("bare"))
    page.list._starters[0].click()
    assert [dialog.windowTitle() for dialog in page.findChildren(Dialog)] == ["Shop list"]


def test_the_rest_of_the_form_is_kept_too(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    page.form.button.choose(Action.RESERVE)
    page.form.button.chosen.emit(Action.RESERVE)
    page.form.audience.choose(FeedAudience.FOLLOWERS)
    QTest.keyClick(page.form.answers, Qt.Key.Key_Right)
    page.form.greeting.setFocus()
    page.form._add_field("first_name")
    page.form.replies._put(-1, "Opening hours")
    page.form.replies._put(-1, "How much?")
    page.form.replies._put(0, "When open?")
    page.keep()
    made = port.of(SaveAd)[-1].ad
    assert (made.action, made.audience, made.answers_first) == (Action.RESERVE, FeedAudience.FOLLOWERS, HeldBy.HUMAN)
    assert made.greeting == "{first_name|dear friend}"
    assert made.quick_replies == (QuickReply("When open?", "When open?"), QuickReply("How much?", "How much?"))


def test_at_most_three_buttons_each_with_a_name(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    assert page.form.replies.add.isHidden()
    menu = page.form.replies.open_menu(1)
    menu.actions()[1].trigger()
    menu.close()
    assert [reply.title for reply in page.form.replies.replies()] == ["Is my size there?", "A person, please"]
    assert not page.form.replies.add.isHidden()


def test_a_product_and_a_picture_of_its_own(qtbot: QtBot, port: AdsPort, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    dialog = page.pick.ask_product()
    qtbot.waitUntil(lambda: dialog.list.count() > 3)
    QTest.keyClicks(dialog.search, "alba")
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    dialog.use.click()
    picked = page.pick.picked()
    assert (picked.product_key, picked.per_person) == ("camicia-alba", False)
    qtbot.waitUntil(lambda: "Linen shirt Alba" in shown_words(page))
    own = Path(__file__).parents[2] / "resources" / "sample" / "pictures" / "vase.png"
    monkeypatch.setattr("vetrina.ui.ads.page.QFileDialog.getOpenFileName", lambda *_args: (str(own), ""))
    page.choose_picture()
    qtbot.waitUntil(lambda: page.pick.picked().picture != "")
    assert port.of(KeepPicture) == [KeepPicture(own)]


def test_a_picture_that_is_none_is_a_sentence(
    qtbot: QtBot, port: AdsPort, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, port)
    bad = tmp_path / "evil.svg"
    bad.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    monkeypatch.setattr("vetrina.ui.ads.page.QFileDialog.getOpenFileName", lambda *_args: (str(bad), ""))
    page.choose_picture()
    qtbot.waitUntil(lambda: page.window_.toast.isVisible() and "icture" in page.window_.toast.words.text())
    assert page.pick.picked().picture == ""


def test_below_1200_the_list_is_a_drop_down(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port, width=1100)
    assert page.list.isHidden()
    assert page.head.ads.isVisible()
    assert page.head.ads.count() == 4
    bowls = stored(port, "bowls")
    page.head.ads.choose(bowls.id)
    page.head.ads.chosen.emit(bowls.id)
    qtbot.waitUntil(lambda: page.form.ad().id == bowls.id)
    page.window_.resize(1280, 800)
    qtbot.waitUntil(lambda: not page.list.isHidden())


def test_ctrl_k_jumps_to_an_ad_and_enter_goes_into_it(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    (target,) = page.window_.more_targets("BOWLS")
    target.go()
    qtbot.waitUntil(lambda: page.form.ad().key == "bowls")
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.form.headline.hasFocus()


def test_tabs_show_drafts_and_ended_ads(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    page.list.tabs.setFocus()
    QTest.keyClick(page.list.tabs, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: [one.ad.key for one in page.list.model.rows] == ["vases"])
    QTest.keyClick(page.list.tabs, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.list.nothing.text() == "No ad has ended yet.")


def test_news_of_the_store_leave_what_is_typed(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    choose(qtbot, page, port, "vases")
    port.hold = True
    type_into(qtbot, page.form.headline, "!")
    asked = page._list_asked
    port.tell(Changed(Topic.AD, stored(port, "vases").id))
    qtbot.waitUntil(lambda: page._list_asked > asked)
    assert page.form.headline.text() == "Vases for one stem!"
    port.release()


def test_hostile_text_stays_text(qtbot: QtBot, port: AdsPort) -> None:
    evil = "<b>x</b>\u202e\0\ud800 {price" + "W" * 400
    page = opened(qtbot, port)
    page.form.show_ad(Ad(0, "", "", evil[:60], evil, greeting=evil[:300]))
    page.form._changed()
    qtbot.waitUntil(lambda: "<b>x</b>" in shown_words(page))
    page.grab()
    assert "<b>x</b>" in page.form.text.toPlainText()


def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]
    assert nameless == []


def test_tab_reaches_every_part_of_the_form(qtbot: QtBot, port: AdsPort) -> None:
    page = opened(qtbot, port)
    page.form.headline.setFocus()
    wanted: set[QWidget] = {page.form.text, page.form.greeting, page.form.button, page.form.answers, page.form.audience}
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        wanted.discard(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted == set()
