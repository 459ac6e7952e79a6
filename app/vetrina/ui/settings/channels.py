"""Channels: the shop page, who can open it, its link and its poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from vetrina.domain.channels import LinkState
from vetrina.engine.commands import CustomerLink, OpenToWifi
from vetrina.settings import Listening, Settings
from vetrina.store.queries import channels
from vetrina.store.views import ChannelRow
from vetrina.ui.followers.invite import InviteDialog
from vetrina.ui.icons import paint_icon
from vetrina.ui.phrases import sentence_of
from vetrina.ui.settings.section import Section, setting_card
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.cards import Card, Hairline
from vetrina.ui.widgets.checks import Switch
from vetrina.ui.widgets.chips import Chip, Painted
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row
from vetrina.ui.widgets.painting import rounded

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class _Sign(Painted):
    """The channel's mark, 40 px."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        rounded(painter, QRectF(self.rect()), px(8), theme().color("#17625B"))
        paint_icon(painter, "store", px(10), px(10), 20, "#FFFFFF")


class ChannelsSection(Section):
    """For now one channel, the shop page; others come as transports are added."""

    icon = "message-circle"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.title = self.tr("Channels")
        self.below = self.tr("Where people can reach you. Everything else works without them.")
        self.chip = Chip(self.tr("Starting"), Kind.NEUTRAL)
        self.where = PlainLabel(self.tr("Runs on this computer."), Type.BODY, Tone.TEXT2, wrap=True)
        self.poster = Button(self.tr("Poster…"), icon="qr-code").on_click(self._open_poster)
        self.link = LineEdit()
        self.link.setReadOnly(True)
        self.link.setAccessibleName(self.tr("Link to the shop page"))
        self.wifi = Switch(name=self.tr("Phones on the shop's Wi-Fi can open it"))
        self.wifi.clicked.connect(self._turn_wifi)
        self.warning = Banner(
            Kind.WARN,
            self.tr("Others on the same Wi-Fi could read along."),
            self.tr("Use a Wi-Fi with a password, and do not send card numbers."),
        )
        self.trouble = Banner(Kind.BAD, "")
        self.trouble.hide()
        card = Card(margins=(16, 14, 16, 14), gap=12)
        texts = column(row(PlainLabel(self.tr("Shop page"), Type.SECTION), self.chip, None, gap=8), self.where, gap=2)
        head = row(_Sign(), gap=14)
        head.addLayout(texts, 1)
        head.addWidget(self.poster)
        card.body.addLayout(head)
        card.body.addWidget(Hairline())
        card.body.addLayout(
            row(
                self._fact(self.tr("Longest message"), self.tr("2,000 letters")),
                self._fact(self.tr("When may I write?"), self.tr("Answers always, offers by the sending rules")),
                self._fact(self.tr("Ticks"), self.tr("Delivered and read")),
                None,
                gap=36,
            )
        )
        card.body.addWidget(self.link)
        wifi = setting_card(
            self.tr("Phones on the shop's Wi-Fi can open it"),
            self.tr("Off: only this computer. On: whoever scans the poster in your Wi-Fi."),
            self.wifi,
        )
        self.setLayout(column(self.trouble, card, wifi, self.warning, None, gap=12))

    def show_settings(self, settings: Settings) -> None:
        """Show who can open the page, and ask for link and state."""
        on = settings.page.listening is Listening.SHOP_WIFI
        self.wifi.setChecked(on)
        self.warning.setVisible(on)
        self.bridge.read(channels.all_channels, self._show_channels, owner=self)
        self.bridge.ask(CustomerLink(), self.link.setText, self._no_link, owner=self)

    def _show_channels(self, rows: tuple[ChannelRow, ...]) -> None:
        here = next((one for one in rows if one.channel == "hub"), None)
        connected = here is not None and here.state is LinkState.CONNECTED
        if connected:
            self.chip.show_(self.tr("Open"), Kind.OK, "circle-check")
        else:
            self.chip.show_(self.tr("Starting"), Kind.WARN, "clock")

    def _no_link(self, trouble: Exception) -> None:
        self.link.setText("")
        self.trouble.say(sentence_of(trouble))
        self.trouble.show()

    def _turn_wifi(self, on: bool) -> None:
        def moved(link: str) -> None:
            self.trouble.hide()
            self.link.setText(link)
            self.warning.setVisible(on)

        def not_moved(trouble: Exception) -> None:
            self.wifi.setChecked(not on)
            self._no_link(trouble)

        self.bridge.ask(OpenToWifi(on), moved, not_moved, owner=self)

    def _open_poster(self) -> None:
        dialog = InviteDialog(self, self.window_.settings.shop.name, self.bridge)
        dialog.open()

    def _fact(self, label: str, words: str) -> QVBoxLayout:
        return column(PlainLabel(label, Type.SMALL, Tone.TEXT2), PlainLabel(words), gap=2)
