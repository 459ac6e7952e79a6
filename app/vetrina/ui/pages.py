"""The pages of the main window, in the order of the rail; each is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from vetrina.ui.page import Page, PageSpec

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


def page_specs() -> list[PageSpec]:
    """All pages, with titles in the language in force."""
    translate = QCoreApplication.translate
    return [
        PageSpec("inbox", translate("Pages", "Inbox"), "inbox", _inbox),
        PageSpec("followers", translate("Pages", "Followers"), "users", _followers),
        PageSpec("ads", translate("Pages", "Ads"), "megaphone", _ads),
        PageSpec("campaigns", translate("Pages", "Campaigns"), "send", _campaigns),
        PageSpec("bot", translate("Pages", "Bot"), "bot", _bot),
        PageSpec("settings", translate("Pages", "Settings"), "settings", _settings, at_end=True),
    ]


def _inbox(window: MainWindow) -> Page:
    from vetrina.ui.inbox.page import InboxPage

    return InboxPage(window)


def _followers(window: MainWindow) -> Page:
    from vetrina.ui.followers.page import FollowersPage

    return FollowersPage(window)


def _ads(window: MainWindow) -> Page:
    from vetrina.ui.ads.page import AdsPage

    return AdsPage(window)


def _campaigns(window: MainWindow) -> Page:
    from vetrina.ui.campaigns.page import CampaignsPage

    return CampaignsPage(window)


def _bot(window: MainWindow) -> Page:
    from vetrina.ui.bot.page import BotPage

    return BotPage(window)


def _settings(window: MainWindow) -> Page:
    from vetrina.ui.settings.page import SettingsPage

    return SettingsPage(window)
