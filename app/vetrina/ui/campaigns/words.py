"""What campaigns, audiences and states are called on screen, and the moments that count for them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from vetrina.domain import times
from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Group, Schedule, Who
from vetrina.domain.policy import Answer, Basis
from vetrina.store.views import CampaignPerson, CampaignRow, CheckedPerson
from vetrina.ui import moment
from vetrina.ui.tokens import Kind

CONTEXT = "Campaigns"
ANSWERS = {Group.NOW: Answer.CLEARED, Group.LATER: Answer.LATER, Group.NOT_THIS_TIME: Answer.DENIED}
_EVIDENCE_KINDS = frozenset(
    {
        "blocked_at",
        "stopped_at",
        "last_sponsored_at",
        "less_at",
        "last_wrote_at",
        "last_click_at",
        "followed_at",
    }
)
USUAL = Schedule(undo_ms=120_000, per_minute=30, trial=10, stop_at_blocks=2)
"""How a new campaign goes out until the owner says otherwise."""
RUNNING = (CampaignState.PLANNED, CampaignState.GOING_OUT, CampaignState.PAUSED)


class CampaignPlurals(QObject):
    """Texts with a number: lupdate sees their two forms only in `self.tr`."""

    def people(self, count: int) -> str:
        """So many people."""
        return self.tr("%n people", "", count)


_plurals = CampaignPlurals()


def people(count: int) -> str:
    """ "84 people", as a number in words."""
    return _plurals.people(count)


def title(campaign: Campaign) -> str:
    """The name of a campaign, also of one without a name."""
    return campaign.name or QCoreApplication.translate("Campaigns", "New campaign")


def who(group: Who) -> str:
    """A ready-made group."""
    return {
        Who.EVERYONE: QCoreApplication.translate("Campaigns", "Everyone"),
        Who.FOLLOWERS: QCoreApplication.translate("Campaigns", "Followers"),
        Who.TALKED: QCoreApplication.translate("Campaigns", "Have talked with the shop"),
    }[group]


def audience(wanted: Audience) -> str:
    """An audience as the owner chose it: "Followers · Linen, Gifts"."""
    return f"{who(wanted.who)} · {', '.join(wanted.labels)}" if wanted.labels else who(wanted.who)


def stopped_itself(row: CampaignRow) -> bool:
    """Whether blocks ended this campaign, not the owner."""
    limit = row.campaign.schedule.stop_at_blocks
    return row.campaign.state is CampaignState.STOPPED and 0 < limit <= row.blocked


def no_ad() -> str:
    """In the place of the ad's name."""
    return QCoreApplication.translate("Campaigns", "No ad chosen yet")


def state(row: CampaignRow) -> tuple[str, Kind, str]:
    """Word, kind and icon of a campaign's chip."""
    translate = QCoreApplication.translate
    if stopped_itself(row):
        return translate("Campaigns", "Stopped by itself"), Kind.NEUTRAL, "circle-stop"
    return {
        CampaignState.DRAFT: (translate("Campaigns", "Draft"), Kind.NEUTRAL, "square-pen"),
        CampaignState.PLANNED: (translate("Campaigns", "Planned"), Kind.WARN, "clock"),
        CampaignState.GOING_OUT: (translate("Campaigns", "Going out"), Kind.ACCENT, "play"),
        CampaignState.PAUSED: (translate("Campaigns", "Paused"), Kind.WARN, "pause"),
        CampaignState.STOPPED: (translate("Campaigns", "Stopped"), Kind.NEUTRAL, "circle-stop"),
        CampaignState.DONE: (translate("Campaigns", "Done"), Kind.OK, "circle-check"),
    }[row.campaign.state]


def begins(campaign: Campaign) -> int | None:
    """When (ms) it began or is to begin; None for a draft that goes out at once."""
    return campaign.started_at or campaign.schedule.start_at


def undo_until(campaign: Campaign) -> int | None:
    """Until when (ms) nothing has left; None when that is over by state or was not wanted."""
    start = begins(campaign)
    waits = campaign.state in (CampaignState.PLANNED, CampaignState.GOING_OUT)
    return start + campaign.schedule.undo_ms if waits and start is not None else None


def first_upper(words: str) -> str:
    """A phrase at the beginning of a line."""
    return words[:1].upper() + words[1:]


def is_today(at: int) -> bool:
    """Whether a moment (ms) is on this day, on the shop's clock."""
    zone = moment.zone()
    return times.local(at, zone).date() == times.local(moment.now(), zone).date()


def until(at: int) -> str:
    """The end of a time: "19:02" today, else with its day."""
    return times.clock(at, moment.zone()) if is_today(at) else moment.full(at)


def when(campaign: Campaign) -> str:
    """When it goes or went out, for the list."""
    at = begins(campaign)
    return "" if at is None else first_upper(moment.full(at))


def of(part: int, whole: int) -> str:
    """Counts before rates: "14 of 33"."""
    if part == whole:
        return str(part)
    return QCoreApplication.translate("Campaigns", "{part} of {whole}").format(part=part, whole=whole)


def because(person: CheckedPerson) -> str:
    """Why a person is in their group, as one sentence."""
    return moment.said(person.name, ANSWERS[person.group], person.basis).because


def evidence(basis: Basis) -> str:
    """What the reason stands on: "Message, today 17:55"; empty where it stands on no single thing."""
    if basis.evidence_at is None or basis.evidence not in _EVIDENCE_KINDS:
        return ""
    translate = QCoreApplication.translate
    kind = {
        "blocked_at": translate("Campaigns", "Blocked"),
        "stopped_at": translate("Campaigns", "Said no to offers"),
        "last_sponsored_at": translate("Campaigns", "Last offer"),
        "less_at": translate("Campaigns", "Asked for less"),
        "last_wrote_at": translate("Campaigns", "Message"),
        "last_click_at": translate("Campaigns", "Tap"),
        "followed_at": translate("Campaigns", "Followed"),
    }[basis.evidence]
    return f"{kind}, {moment.full(basis.evidence_at)}"


def delivery(person: CampaignPerson) -> tuple[str, Kind, str]:
    """What became of one person, as word, kind and icon of a chip."""
    translate = QCoreApplication.translate
    if person.blocked:
        return translate("Campaigns", "Blocked"), Kind.BAD, "ban"
    if person.replied:
        return translate("Campaigns", "Wrote back"), Kind.OK, "message-circle"
    if person.clicked:
        return translate("Campaigns", "Tapped"), Kind.OK, "mouse-pointer-click"
    return {
        DeliveryState.PLANNED: (translate("Campaigns", "Waits"), Kind.NEUTRAL, "hourglass"),
        DeliveryState.LATER: (translate("Campaigns", "Later"), Kind.WARN, "clock"),
        DeliveryState.LEFT_OUT: (translate("Campaigns", "Left out"), Kind.NEUTRAL, "hand"),
        DeliveryState.HANDED_OVER: (translate("Campaigns", "Leaves now"), Kind.NEUTRAL, "hourglass"),
        DeliveryState.SENT: (translate("Campaigns", "Sent"), Kind.NEUTRAL, "check"),
        DeliveryState.DELIVERED: (translate("Campaigns", "Delivered"), Kind.NEUTRAL, "check-check"),
        DeliveryState.SEEN: (translate("Campaigns", "Seen"), Kind.ACCENT, "eye"),
        DeliveryState.PERHAPS: (translate("Campaigns", "Perhaps sent"), Kind.WARN, "circle-help"),
        DeliveryState.NOT_SENT: (translate("Campaigns", "Not sent"), Kind.BAD, "circle-alert"),
        DeliveryState.STOPPED: (translate("Campaigns", "Stopped before"), Kind.NEUTRAL, "circle-stop"),
    }[person.state]


def outcome(person: CampaignPerson) -> str:
    """The line behind a person of the results: why left out or later, else when it happened."""
    answers = {
        DeliveryState.LEFT_OUT: Answer.DENIED,
        DeliveryState.NOT_SENT: Answer.DENIED,
        DeliveryState.LATER: Answer.LATER,
    }
    if person.state in answers:
        return moment.said(person.name, answers[person.state], person.basis).because
    return first_upper(moment.full(person.at)) if person.at is not None else ""
