"""The set-up of Qt: messages and exceptions go to the log, languages are found, links go out by one door."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QMessageLogContext, QObject, QtMsgType, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from vetrina.ui import application, phrases
from vetrina.ui.application import make_application, set_language
from vetrina.ui.links import open_link
from vetrina.ui.theme import Look, theme
from vetrina.ui.widgets.focus_frame import FocusFrame


class Browser(QObject):
    """Takes the place of the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "show")
    yield made
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_only_allowed_links_reach_the_browser(browser: Browser) -> None:
    assert open_link("https://shop.example/page")
    assert not open_link("file:///etc/passwd")
    assert browser.opened == ["https://shop.example/page"]


def test_messages_of_qt_go_to_the_log_at_their_level(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        application._log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "something is odd")
        application._log_qt(QtMsgType.QtDebugMsg, QMessageLogContext(), "chatter")
    assert [(record.levelname, record.name) for record in caplog.records] == [("WARNING", "qt"), ("DEBUG", "qt")]


def test_an_unforeseen_exception_is_logged_and_the_program_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise LookupError("gone")
    except LookupError:
        application._log_exception(*sys.exc_info())  # type: ignore[arg-type]
    assert "unforeseen" in caplog.text
    assert "LookupError" in caplog.text


def test_an_unknown_language_falls_back_to_english(dressed: QApplication) -> None:
    assert set_language(dressed, "xx") == "en"
    assert phrases.language() == "en"


def test_italian_also_chooses_how_numbers_are_written(dressed: QApplication) -> None:
    assert set_language(dressed, "it") == "it"
    assert QLocale().toString(12345.5, "f", 1) == "12.345,5"
    assert phrases.phrase("empty_message") == "Prima scrivi qualcosa."
    set_language(dressed, "en")


def test_dressing_twice_keeps_one_application_and_one_ring(dressed: QApplication) -> None:
    again = make_application(["x"], "en", Look.DARK, 1.25)
    assert again is dressed
    assert len(dressed.findChildren(FocusFrame)) == 1
    assert (theme().look, theme().zoom) == (Look.DARK, 1.25)
