"""The panel beside a running campaign: how it goes, and who did what last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.campaigns import CampaignState, DeliveryState
from vetrina.store.views import CampaignPerson, CampaignView
from vetrina.ui import moment
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.rows import LONGEST_NAME
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.cards import Hairline, Panel, Scroll
from vetrina.ui.widgets.chips import Icon
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, clear, column, row

_SHOWN = (
    DeliveryState.SENT,
    DeliveryState.DELIVERED,
    DeliveryState.SEEN,
    DeliveryState.PERHAPS,
    DeliveryState.NOT_SENT,
)


class RightNow(Panel):
    """`to_inbox` when the owner wants to answer those who wrote."""

    to_inbox = Signal()

    def __init__(self) -> None:
        super().__init__("l", "surface")
        self.going_well = Banner(Kind.OK, "")
        self.stopped = Banner(Kind.WARN, "", icon="circle-stop")
        self.events = column(gap=0)
        self.inbox = Button(self.tr("Open the inbox"), icon="message-circle").on_click(self.to_inbox.emit)
        self.inbox.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        scroll = Scroll(margins=0, gap=0)
        banners = column(self.going_well, self.stopped, margins=(16, 12, 16, 6))
        scroll.add(banners, self.events, None)
        self.body.addWidget(box(row(PlainLabel(self.tr("Right now"), Type.SECTION), None, margins=(16, 14, 16, 10))))
        self.body.addWidget(Hairline())
        self.body.addWidget(scroll, 1)
        self.foot = box(column(Hairline(), box(column(self.inbox, margins=(16, 12, 16, 12)))))
        self.body.addWidget(self.foot)

    def show_view(self, view: CampaignView) -> None:
        """How it stands, and the latest."""
        self._show_standing(view)
        clear(self.events)
        said = [one for one in view.latest if one.at is not None and (one.state in _SHOWN or one.blocked)]
        for person in sorted(said, key=lambda one: -(one.at or 0)):
            self.events.addWidget(self._event(person))
        if not said:
            nothing = PlainLabel(self.tr("Nobody has done anything yet."), tone=Tone.TEXT2, wrap=True)
            self.events.addWidget(box(column(nothing, margins=(16, 8, 16, 8))))
        self.foot.setVisible(view.row.replied > 0)

    def _show_standing(self, view: CampaignView) -> None:
        row_, limit = view.row, view.row.campaign.schedule.stop_at_blocks
        itself = words.stopped_itself(row_)
        running = row_.campaign.state in (CampaignState.GOING_OUT, CampaignState.PAUSED)
        self.stopped.setVisible(itself)
        self.going_well.setVisible(running and not itself and row_.delivered > 0)
        blocks = self.tr("%n people blocked", "", row_.blocked) if row_.blocked else self.tr("Nobody blocked")
        if itself:
            among = self.tr("Stopped by itself: {blocks} among the first {sent}.")
            self.stopped.say(
                among.format(blocks=blocks, sent=row_.sent),
                self.tr("Read what they got, change it, and try a copy with fewer people."),
            )
        stops = self.tr("It stops by itself at %n.", "", limit) if limit else ""
        among = self.tr("{blocks} among {delivered}.").format(blocks=blocks, delivered=row_.delivered)
        self.going_well.say(self.tr("Going well."), f"{among} {stops}".strip())

    def _event(self, person: CampaignPerson) -> QWidget:
        icon, tone, did = self._did(person)
        label = PlainLabel("", wrap=True)
        label.set_sentence((person.name[:LONGEST_NAME], None), f" {did}")
        at = PlainLabel(moment.short(person.at or 0), Type.SMALL, Tone.TEXT3)
        line = row(gap=8, margins=(16, 8, 16, 8))
        line.addWidget(Icon(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
        return box(line)

    def _did(self, person: CampaignPerson) -> tuple[str, Tone, str]:
        if person.blocked:
            return "ban", Tone.BAD, self.tr("blocked the shop and is out of every list")
        if person.replied:
            return "message-circle", Tone.ACCENT, self.tr("wrote back")
        if person.clicked:
            return "mouse-pointer-click", Tone.BOT, self.tr("tapped the offer")
        return {
            DeliveryState.SEEN: ("eye", Tone.ACCENT, self.tr("has seen it")),
            DeliveryState.DELIVERED: ("check-check", Tone.TEXT2, self.tr("has it on the phone")),
            DeliveryState.PERHAPS: ("circle-help", Tone.WARN, self.tr("perhaps has it; it is not sent twice")),
            DeliveryState.NOT_SENT: ("circle-alert", Tone.BAD, self.tr("did not get it")),
        }.get(person.state, ("send", Tone.TEXT2, self.tr("was sent the offer")))
