"""The panel beside a running campaign: how it goes, and who did what last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.campaigns import CampaignState, DeliveryState
from vetrina.domain.people import EvidenceKind
from vetrina.store.queries.acts import Act
from vetrina.store.views import CampaignView
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

MOST = 14
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
        self._shown: tuple[object, ...] = ()
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

    def show_view(self, view: CampaignView, acts: tuple[Act, ...]) -> None:
        """How it stands, and what happened last: what people did, and whom it reached."""
        self._show_standing(view)
        self.foot.setVisible(view.row.replied > 0)
        if (acts, view.latest) == self._shown:
            return
        self._shown = (acts, view.latest)
        clear(self.events)
        lines = [(act.at, act.name, *self._did(act.kind)) for act in acts]
        lines += [
            (person.at, person.name, *self._reached(person.state))
            for person in view.latest
            if person.at is not None and person.state in _SHOWN
        ]
        for at, name, icon, tone, did in sorted(lines, key=lambda line: -line[0])[:MOST]:
            self.events.addWidget(self._event(at, name, icon, tone, did))
        if not lines:
            nothing = PlainLabel(self.tr("Nobody has done anything yet."), tone=Tone.TEXT2, wrap=True)
            self.events.addWidget(box(column(nothing, margins=(16, 8, 16, 8))))

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

    @staticmethod
    def _event(at: int, name: str, icon: str, tone: Tone, did: str) -> QWidget:
        label = PlainLabel("", wrap=True)
        label.set_sentence((name[:LONGEST_NAME], None), f" {did}")
        line = row(gap=8, margins=(16, 8, 16, 8))
        line.addWidget(Icon(icon, 16, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        line.addWidget(PlainLabel(moment.short(at), Type.SMALL, Tone.TEXT3), 0, Qt.AlignmentFlag.AlignTop)
        return box(line)

    def _did(self, kind: EvidenceKind) -> tuple[str, Tone, str]:
        return {
            EvidenceKind.BLOCKED: ("ban", Tone.BAD, self.tr("blocked the shop and is out of every list")),
            EvidenceKind.STOPPED: ("hand", Tone.WARN, self.tr("asked for no more offers")),
            EvidenceKind.CLICKED: ("mouse-pointer-click", Tone.BOT, self.tr("tapped the offer")),
        }.get(kind, ("message-circle", Tone.ACCENT, self.tr("wrote back")))

    def _reached(self, state: DeliveryState) -> tuple[str, Tone, str]:
        return {
            DeliveryState.SEEN: ("eye", Tone.ACCENT, self.tr("has seen it")),
            DeliveryState.DELIVERED: ("check-check", Tone.TEXT2, self.tr("has it on the phone")),
            DeliveryState.PERHAPS: ("circle-help", Tone.WARN, self.tr("perhaps has it; it is not sent twice")),
            DeliveryState.NOT_SENT: ("circle-alert", Tone.BAD, self.tr("did not get it")),
        }.get(state, ("send", Tone.TEXT2, self.tr("was sent the offer")))
