"""Invite people: the counter poster in a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from vetrina.engine.commands import CustomerLink, OpenToWifi
from vetrina.ui.bridge import Bridge
from vetrina.ui.first_run.poster_step import PosterStep
from vetrina.ui.phrases import sentence_of
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.fields import LineEdit
from vetrina.ui.widgets.layouts import column, fixed, row


class InviteDialog(QDialog):
    """The poster, and the link as text to copy."""

    def __init__(self, parent: QWidget, shop: str, bridge: Bridge) -> None:
        super().__init__(parent)
        self._shop, self._bridge = shop, bridge
        self.setWindowTitle(self.tr("Invite people"))
        self.poster = PosterStep()
        self.poster.wifi_wanted.connect(self._let_wifi_in)
        self.link = LineEdit()
        self.link.setReadOnly(True)
        self.link.setAccessibleName(self.tr("Link to the shop page"))
        done = Button(self.tr("Done")).on_click(self.accept)
        foot = row(gap=8)
        foot.addWidget(self.link, 1)
        foot.addWidget(done)
        self.setLayout(column(self.poster, foot, margins=24, gap=16))
        fixed(self, min_width=900)
        bridge.ask(CustomerLink(), self.show_link, self.say_not_running, owner=self)

    def _let_wifi_in(self) -> None:
        self._bridge.ask(OpenToWifi(True), self.show_link, self.say_not_running, owner=self)

    def show_link(self, link: str) -> None:
        """The shop page is up at this address."""
        self.link.setText(link)
        self.poster.show_shop(self._shop, link)

    def say_not_running(self, trouble: Exception) -> None:
        """The shop page is not up; say why."""
        self.poster.say_not_running(sentence_of(trouble))
