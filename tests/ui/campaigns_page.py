"""Opening the Campaigns page in a window on a pretended engine, and what it says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.campaigns_data import CampaignsPort

from vetrina.ui.bridge import Bridge
from vetrina.ui.campaigns.editor import CHECK, WHAT
from vetrina.ui.campaigns.page import CampaignsPage
from vetrina.ui.main_window import MainWindow
from vetrina.ui.page import Page, PageSpec
from vetrina.ui.widgets.labels import PlainLabel


def opened(qtbot: QtBot, port: CampaignsPort) -> CampaignsPage:
    specs = [PageSpec(name, name, "send", Page) for name in ("followers", "ads", "inbox")]
    window = MainWindow(Bridge(port), [PageSpec("campaigns", "Campaigns", "send", CampaignsPage), *specs])
    qtbot.addWidget(window)
    window.show()
    window.go_to("campaigns")
    page = window.page()
    assert isinstance(page, CampaignsPage)
    qtbot.waitUntil(lambda: len(page.listing.model.rows) == len(port.rows) and not page.listing.waiting.isVisible())
    return page


def at_check(qtbot: QtBot, port: CampaignsPort) -> CampaignsPage:
    """A new campaign with the first ad, at the check, with its answer there."""
    page = opened(qtbot, port)
    page.begin()
    page.editor.go(WHAT)
    qtbot.waitUntil(lambda: len(page.editor.what.model.rows) == 2)
    page.editor.what.list.choose(0)
    page.editor.go(CHECK)
    qtbot.waitUntil(lambda: page.editor.check.checked is not None)
    return page


def said(widget: QWidget) -> str:
    """All words of labels that are shown in a widget."""
    return " ".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisibleTo(widget))
