"""The welcome, the locked shop, the poster and the settings: what they ask, keep and refuse."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytestqt.qtbot import QtBot
from tests.ui.followers_data import PeoplePort
from tests.ui.stand_in import stand_in

from vetrina.domain.channels import LinkState
from vetrina.engine.commands import BackUp, CannotDo, CustomerLink, OpenToWifi, SaveSettings
from vetrina.settings import Listening, Settings, Theme
from vetrina.store.queries import channels
from vetrina.store.views import ChannelRow
from vetrina.ui.bridge import Bridge
from vetrina.ui.first_run.code_step import CodeStep
from vetrina.ui.first_run.poster import PosterNotWritten, PosterSize, PosterText, poster_image, write_pdf
from vetrina.ui.first_run.unlock import Unlock, Way
from vetrina.ui.first_run.welcome import CODE, POSTER, SHOP, START, Welcome
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import PageSpec
from vetrina.ui.settings.channels import ChannelsSection
from vetrina.ui.settings.data import DataSection
from vetrina.ui.settings.look import LookSection
from vetrina.ui.settings.page import SettingsPage
from vetrina.ui.theme import Look, theme
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.dialog import Dialog
from vetrina.vault import NoKeyring, PassphraseTooShort, WrongPassphrase

CODE_TEXT = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567"
LINK = "http://192.168.1.20:8080/s/bottega-aurora"


def answered(answer: object) -> Future[Any]:
    future: Future[Any] = Future()
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
    return future


class Host:
    """A welcome's program that remembers what it was asked."""

    def __init__(self, *keys: object) -> None:
        self.keys = list(keys) or [CODE_TEXT]
        self.kept: list[tuple[Settings, str]] = []
        self.practice = self.done = False

    def keep_shop(self, settings: Settings, passphrase: str) -> Future[str]:
        self.kept.append((settings, passphrase))
        return answered(self.keys.pop(0))

    def open_shop(self) -> Future[str]:
        return answered(LINK)

    def let_wifi_in(self) -> Future[str]:
        return answered(LINK)

    def open_practice(self) -> None:
        self.practice = True

    def finished(self) -> None:
        self.done = True


def welcome(qtbot: QtBot, host: Host) -> Welcome:
    window = Welcome(host, Settings())
    qtbot.addWidget(window)
    window.show()
    return window


def test_three_answers_and_a_written_code_open_the_shop(qtbot: QtBot) -> None:
    host = Host()
    window = welcome(qtbot, host)
    window.shop.name.setText("  Bottega Aurora ")
    window.next.click()
    assert window.step() == START
    window.next.click()
    qtbot.waitUntil(lambda: window.step() == CODE)
    assert window.code.code.text() == CODE_TEXT
    assert not window.next.isEnabled()
    window.code.done.setChecked(True)
    window.next.click()
    assert window.step() == POSTER
    qtbot.waitUntil(window.poster.save_button.isEnabled)
    window.next.click()
    assert host.done
    ((settings, passphrase),) = host.kept
    assert (settings.shop.name, passphrase) == ("Bottega Aurora", "")
    assert settings.shop.hours().known
    assert settings.shop.time_zone() is not None, "times would be an hour off for half the year"


def test_a_poster_that_only_this_computer_could_use_says_so_and_offers_the_wifi(qtbot: QtBot) -> None:
    window = welcome(qtbot, Host())
    window.pages.setCurrentIndex(POSTER)
    window.poster.show_shop("Aurora", "http://127.0.0.1:8080/s/aurora")
    assert not window.poster.only_here.isHidden()
    window.poster.only_here.buttons[0].click()
    qtbot.waitUntil(window.poster.only_here.isHidden)


def test_a_shop_without_a_name_or_with_impossible_hours_goes_no_further(qtbot: QtBot) -> None:
    window = welcome(qtbot, Host())
    window.next.click()
    assert window.step() == SHOP
    assert window.shop.name_field.error.words.text()
    window.shop.name.setText("Aurora")
    tuesday = window.shop.hours.days[1]
    tuesday.closes.setTime(tuesday.opens.time())
    window.next.click()
    assert window.step() == SHOP
    assert tuesday.day in window.shop.trouble.text()


def test_without_a_keyring_a_passphrase_is_asked_and_nothing_is_kept_in_plain(qtbot: QtBot) -> None:
    host = Host(NoKeyring(), PassphraseTooShort(10), CODE_TEXT)
    window = welcome(qtbot, host)
    window.shop.name.setText("Aurora")
    window.next.click()
    window.next.click()
    qtbot.waitUntil(window.start.asks_passphrase)
    window.start.first.setText("short")
    window.start.again.setText("shirt")
    window.next.click()
    assert len(host.kept) == 1
    window.start.again.setText("short")
    window.next.click()
    qtbot.waitUntil(lambda: "10" in window.start.first_field.error.words.text())
    for edit in (window.start.first, window.start.again):
        edit.setText("corretto cavallo batteria")
    window.next.click()
    qtbot.waitUntil(lambda: window.step() == CODE)
    assert host.kept[-1][1] == "corretto cavallo batteria"


def test_the_window_does_not_close_over_an_unwritten_code(qtbot: QtBot) -> None:
    window = welcome(qtbot, Host())
    window.shop.name.setText("Aurora")
    window.next.click()
    window.next.click()
    qtbot.waitUntil(lambda: window.step() == CODE)
    window.close()
    assert window.isVisible()
    window.code.done.setChecked(True)
    window.close()
    assert not window.isVisible()


def test_the_practice_shop_needs_no_answer(qtbot: QtBot) -> None:
    host = Host()
    welcome(qtbot, host).practice.click()
    assert host.practice
    assert not host.kept


def test_the_poster_is_a_pdf_of_its_size_and_its_code_holds_the_link(qtbot: QtBot, tmp_path: Path) -> None:
    text = PosterText("Bottega Aurora", "Linen " * 60, "Scan", "Small", LINK)
    for size in PosterSize:
        place = tmp_path / f"{size}.pdf"
        write_pdf(place, text, size)
        assert place.read_bytes().startswith(b"%PDF-")
    with_code, without = poster_image(text, 400), poster_image(PosterText("Bottega Aurora", "", "Scan", "", ""), 400)
    assert with_code != without
    with pytest.raises(PosterNotWritten):
        write_pdf(tmp_path / "missing" / "poster.pdf", text, PosterSize.A5)


class UnlockAnswers:
    """Opens with one passphrase only."""

    def __init__(self) -> None:
        self.opened = False

    def try_again(self) -> Future[object]:
        return answered(None)

    def open_with_passphrase(self, passphrase: str) -> Future[object]:
        self.opened = passphrase == "right"
        return answered(None if self.opened else WrongPassphrase())

    def open_with_code(self, code: str) -> Future[object]:
        return answered(None)

    def set_aside(self) -> Future[object]:
        return answered(None)


def test_a_wrong_passphrase_says_what_to_look_at_and_keeps_asking(qtbot: QtBot) -> None:
    host = UnlockAnswers()
    window = Unlock(host, "Aurora", NoKeyring(), (Way.PASSPHRASE, Way.CODE))
    qtbot.addWidget(window)
    window.edits[Way.PASSPHRASE].setText("wrong")
    window.ways[Way.PASSPHRASE].click()
    qtbot.waitUntil(lambda: "Caps Lock" in window.banner._label.text())
    window.edits[Way.PASSPHRASE].setText("right")
    window.ways[Way.PASSPHRASE].click()
    assert host.opened


def settings_page(qtbot: QtBot, port: PeoplePort, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    stand_in(
        monkeypatch,
        channels,
        "all_channels",
        lambda _r: (ChannelRow(1, "hub", "x", LinkState.CONNECTED, None, None, 0),),
    )
    port.answers[CustomerLink] = LINK
    window = MainWindow(Bridge(port), [PageSpec("settings", "Settings", "settings", SettingsPage)])
    qtbot.addWidget(window)
    window.show()
    window.go_to("settings")
    page = window.page()
    assert isinstance(page, SettingsPage)
    return page


def test_the_wifi_switch_goes_back_when_the_page_cannot_move(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    port = PeoplePort()
    page = settings_page(qtbot, port, monkeypatch)
    page.shown_id(2)
    section = page.sections[1]
    assert isinstance(section, ChannelsSection)
    qtbot.waitUntil(lambda: section.link.text() == LINK)
    port.answers[OpenToWifi] = CannotDo("hub_not_running")
    section.wifi.click()
    qtbot.waitUntil(lambda: not section.wifi.isChecked())
    assert OpenToWifi(True) in port.asked
    assert section.trouble.isVisible()
    assert page.window_.settings.page.listening is Listening.THIS_COMPUTER


def test_dark_is_kept_and_shown_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    port = PeoplePort()
    look = msgspec.structs.replace(Settings().look, theme=Theme.DARK)
    port.answers[SaveSettings] = msgspec.structs.replace(Settings(), look=look)
    page = settings_page(qtbot, port, monkeypatch)
    section = page.sections[2]
    assert isinstance(section, LookSection)
    section.theme.chosen.emit(2)
    try:
        assert theme().tokens.dark
        kept = [order.settings for order in port.asked if isinstance(order, SaveSettings)]
        assert [settings.look.theme for settings in kept if isinstance(settings, Settings)] == [Theme.DARK]
    finally:
        theme().set_look(Look.LIGHT)


class KeyAnswers:
    """Answers for the key; a place that cannot be written fails."""

    def __init__(self) -> None:
        self.codes: Future[str] = Future()

    def new_recovery_code(self) -> Future[str]:
        return self.codes

    def key_file_beside(self, copy: Path) -> Future[Path]:
        done: Future[Path] = Future()
        done.set_result(copy.with_name(f"{copy.name}.key"))
        return done


def data_section(qtbot: QtBot, port: PeoplePort, monkeypatch: pytest.MonkeyPatch, host: KeyAnswers) -> DataSection:
    page = settings_page(qtbot, port, monkeypatch)
    page.window_.key_host = host
    page.shown_id(4)
    section = page.sections[3]
    assert isinstance(section, DataSection)
    return section


def test_a_new_recovery_code_is_asked_for_twice_and_shown_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    host = KeyAnswers()
    section = data_section(qtbot, PeoplePort(), monkeypatch, host)
    section.code_button.click()
    question = section.findChild(Dialog)
    assert question is not None
    act = next(button for button in question.findChildren(Button) if button.text() == "Make a new code")
    act.click()
    assert not section.code_button.isEnabled()
    host.codes.set_result("ABCDE-FGHIJ")
    qtbot.waitUntil(lambda: section.findChild(CodeStep) is not None)
    step = section.findChild(CodeStep)
    assert step is not None
    assert step.code.text() == "ABCDE-FGHIJ"
    assert section.code_button.isEnabled()


def test_a_new_code_that_is_not_kept_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    host = KeyAnswers()
    section = data_section(qtbot, PeoplePort(), monkeypatch, host)
    section.make_new_code()
    host.codes.set_exception(OSError("disk full"))
    qtbot.waitUntil(section.said.isVisible)
    assert "could not be kept" in section.said.accessibleName()
    assert section.findChild(CodeStep) is None


def test_a_copy_says_which_file_belongs_to_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    port = PeoplePort()
    port.answers[BackUp] = 12
    section = data_section(qtbot, port, monkeypatch, KeyAnswers())
    section.save_to(tmp_path / "aurora.backup")
    qtbot.waitUntil(section.said.isVisible)
    assert "aurora.backup.key" in section.said.accessibleName()
