"""A port that answers the Campaigns page with the people and offers of Bottega Aurora."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.ui.stand_in import stand_in

from vetrina.domain.ads import Ad, AdState
from vetrina.domain.campaigns import Audience, Campaign, CampaignState, DeliveryState, Group, Schedule, Who
from vetrina.domain.events import Changed, Event, Progress, Topic
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Basis
from vetrina.engine.commands import (
    CheckCampaign,
    PauseCampaign,
    ResumeCampaign,
    SaveCampaign,
    SendCampaign,
    StopCampaign,
)
from vetrina.store.queries import acts, ads, audience, campaigns, people, products
from vetrina.store.queries.acts import Act
from vetrina.store.queries.audience import AudienceCounts
from vetrina.store.views import (
    AdRow,
    CampaignPerson,
    CampaignRow,
    CampaignView,
    Check,
    CheckedPerson,
    ReasonCount,
)

ROME = ZoneInfo("Europe/Rome")
NOW = int(datetime(2026, 5, 22, 18, 58, tzinfo=ROME).timestamp() * 1000)
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
PACK = "vetrina-2016"
EVIDENCE = {
    "talked": "last_wrote_at",
    "tapped": "last_click_at",
    "follows": "followed_at",
    "less": "less_at",
    "talking_now": "last_wrote_at",
    "unanswered": "last_sponsored_at",
    "stopped": "stopped_at",
    "blocked": "blocked_at",
}
NAMES = {
    Group.NOW: (
        ("Chiara Bianchi", "talked", NOW - HOUR),
        ("Davide Greco", "tapped", NOW - 2 * DAY),
        ("Irene Villa", "follows", NOW - 20 * DAY),
        ("Elena Conti", "talked", NOW - 2 * HOUR),
        ("Sofia Gallo", "tapped", NOW - 4 * DAY),
    ),
    Group.LATER: (
        ("Nadia Petrova", "less", NOW - 20 * DAY),
        ("Anna Costa", "talking_now", NOW - 10 * MINUTE),
    ),
    Group.NOT_THIS_TIME: (
        ("Tommaso Fontana", "unanswered", NOW - 13 * DAY),
        ("Yasmin El Amrani", "stranger", None),
        ("Paolo Barbero", "stopped", NOW - 19 * DAY),
        ("Carlo Neri", "blocked", NOW - 5 * DAY),
    ),
}
REASONS = (
    ReasonCount(Group.NOW, "talked", 47),
    ReasonCount(Group.NOW, "tapped", 25),
    ReasonCount(Group.NOW, "follows", 12),
    ReasonCount(Group.LATER, "less", 9),
    ReasonCount(Group.LATER, "talking_now", 3),
    ReasonCount(Group.NOT_THIS_TIME, "unanswered", 13),
    ReasonCount(Group.NOT_THIS_TIME, "stranger", 6),
    ReasonCount(Group.NOT_THIS_TIME, "stopped", 3),
    ReasonCount(Group.NOT_THIS_TIME, "blocked", 2),
)


def checked(group: Group, number: int, name: str, reason: str, at: int | None) -> CheckedPerson:
    until = NOW + 10 * DAY if reason == "less" else NOW + 2 * HOUR if group is Group.LATER else None
    basis = Basis(PACK, reason, reason, EVIDENCE.get(reason, ""), at, until)
    return CheckedPerson(number, name, "hub", group, basis)


def members(group: Group) -> tuple[CheckedPerson, ...]:
    first = (list(Group).index(group) + 1) * 100
    return tuple(checked(group, first + n, *facts) for n, facts in enumerate(NAMES[group]))


def check(reasons: tuple[ReasonCount, ...] = REASONS) -> Check:
    sums = {group: sum(one.count for one in reasons if one.group is group) for group in Group}
    examples = tuple(
        one for group in Group for one in members(group) if any(r.reason == one.basis.reason for r in reasons)
    )
    return Check(
        sum(sums.values()), sums[Group.NOW], sums[Group.LATER], sums[Group.NOT_THIS_TIME], reasons, examples, PACK, NOW
    )


def campaign(number: int, name: str, state: CampaignState, **more: Any) -> Campaign:
    return Campaign(
        number, f"k{number}", name, more.pop("ad_id", 1), more.pop("audience", Audience(Who.FOLLOWERS)),
        more.pop("schedule", Schedule(undo_ms=2 * MINUTE, per_minute=30, trial=10, stop_at_blocks=4)),
        state, NOW - DAY, **more,
    )  # fmt: skip


def row(made: Campaign, **counts: int) -> CampaignRow:
    zeros = dict.fromkeys(
        (
            "total", "waiting", "later", "sent", "delivered", "seen", "clicked", "replied", "blocked", "left_out",
            "not_sent", "perhaps",
        ),
        0,
    )  # fmt: skip
    names = {1: "Weekend linen", 2: "Paint your mug", 0: ""}
    return CampaignRow(campaign=made, ad_name=names.get(made.ad_id, "Ad"), picture="", **(zeros | counts))


def sent_row(state: CampaignState = CampaignState.GOING_OUT, **more: int) -> CampaignRow:
    made = campaign(1, "Weekend linen, two shirts", state, started_at=NOW - 44 * MINUTE)
    counts = {
        "total": 120, "later": 12, "left_out": 24, "sent": 84, "delivered": 79, "seen": 61, "clicked": 22,
        "replied": 14, "blocked": 1,
    }  # fmt: skip
    return row(made, **(counts | more))


def everything() -> tuple[CampaignRow, ...]:
    soon = Schedule(start_at=NOW + 15 * HOUR, undo_ms=2 * MINUTE)
    done = campaign(5, "Ceramics week", CampaignState.DONE, started_at=NOW - 18 * DAY, ended_at=NOW - 17 * DAY)
    itself = campaign(
        6, "One stem, one vase", CampaignState.STOPPED, started_at=NOW - 38 * DAY,
        schedule=Schedule(stop_at_blocks=2), audience=Audience(),
    )  # fmt: skip
    return (
        sent_row(),
        row(campaign(2, "Last places: paint your mug", CampaignState.PLANNED, ad_id=2, schedule=soon), total=38),
        row(campaign(3, "Scarf Brina, three colours", CampaignState.DRAFT, ad_id=0)),
        row(done, total=79, sent=79, delivered=79, seen=66, clicked=31, replied=9),
        row(itself, total=96, sent=10, delivered=10, seen=8, clicked=1, blocked=2, not_sent=86),
    )


def outcome(number: int, name: str, state: DeliveryState, reason: str = "follows", **acted: bool) -> CampaignPerson:
    at = None if state in (DeliveryState.LEFT_OUT, DeliveryState.LATER) else NOW - number * MINUTE
    until = NOW + DAY if state is DeliveryState.LATER else None
    basis = Basis(PACK, reason, reason, EVIDENCE.get(reason, ""), NOW - 9 * DAY, until)
    flags = {"clicked": False, "replied": False, "blocked": False} | acted
    return CampaignPerson(number, name, "hub", state, basis, at, **flags)


def outcomes() -> tuple[CampaignPerson, ...]:
    return (
        outcome(1, "Davide Greco", DeliveryState.SEEN, replied=True, clicked=True),
        outcome(2, "Irene Villa", DeliveryState.SEEN, clicked=True),
        outcome(3, "Sofia Gallo", DeliveryState.DELIVERED),
        outcome(4, "Carlo Neri", DeliveryState.SEEN, blocked=True),
        outcome(5, "Nadia Petrova", DeliveryState.LATER, "less"),
        outcome(6, "Tommaso Fontana", DeliveryState.LEFT_OUT, "unanswered"),
        outcome(7, "Yasmin El Amrani", DeliveryState.LEFT_OUT, "stranger"),
    )


def all_ads() -> tuple[AdRow, ...]:
    return (
        AdRow(
            Ad(1, "a1", "Weekend linen", "Two shirts for the weekend", "Ciao {first_name|friend}, the linen is here.",
               state=AdState.IN_FEED), "", 12, 4,
        ),
        AdRow(Ad(2, "a2", "Paint your mug", "Saturday, last places", "Come and paint a mug with us."), "", 0, 0),
    )  # fmt: skip


class CampaignsPort:
    """Answers queries by their function, carries out commands on its rows, remembers them."""

    def __init__(self) -> None:
        self.rows: dict[int, CampaignRow] = {one.campaign.id: one for one in everything()}
        self.asked: list[object] = []
        self.wanted: list[tuple[str, int]] = []
        self.answers: dict[type, object] = {}
        self.held: list[Future[Any]] = []
        self.hold: type | None = None
        self.check = check()
        self.ads = all_ads()
        self.labels: tuple[str, ...] = ("Gifts", "Linen")
        self.people = outcomes()
        self.listeners: list[Callable[[Event], None]] = []

    def submit(self, command: object) -> Future[Any]:
        self.asked.append(command)
        done: Future[Any] = Future()
        if self.hold is type(command):
            self.held.append(done)
            return done
        answer = self.answers.get(type(command), self._carry_out)
        if callable(answer):
            answer = answer(command)
        if isinstance(answer, Exception):
            done.set_exception(answer)
        else:
            done.set_result(answer)
        return done

    def _carry_out(self, command: object) -> object:
        if isinstance(command, SaveCampaign):
            number = command.campaign.id or max(self.rows, default=0) + 1
            kept = replace(command.campaign, id=number, key=f"k{number}", changed_at=NOW)
            self.rows[number] = row(kept)
            return kept
        if isinstance(command, CheckCampaign):
            return self.check
        if isinstance(command, SendCampaign):
            self._state(command.campaign_id, CampaignState.GOING_OUT, started_at=NOW)
            return self.check
        if isinstance(command, PauseCampaign):
            self._state(command.campaign_id, CampaignState.PAUSED)
        elif isinstance(command, ResumeCampaign):
            self._state(command.campaign_id, CampaignState.GOING_OUT)
        elif isinstance(command, StopCampaign):
            self._state(command.campaign_id, CampaignState.STOPPED, ended_at=NOW)
        return None

    def _state(self, number: int, state: CampaignState, **more: Any) -> None:
        old = self.rows[number]
        self.rows[number] = replace(old, campaign=replace(old.campaign, state=state, **more))
        self.publish(Changed(Topic.CAMPAIGN, number))

    def read(self, query: Callable[[Any], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(query(self))
        return done

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self.listeners.append(callback)
        return lambda: self.listeners.remove(callback)

    def publish(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)

    def progress(self, job: str, done: int, total: int) -> None:
        self.publish(Progress(job, done, total))

    def of(self, kind: type) -> list[Any]:
        return [command for command in self.asked if isinstance(command, kind)]


def answer_campaigns(monkeypatch: Any) -> None:
    """Let the queries answer from the port instead of a database."""

    def view(port: CampaignsPort, number: int) -> CampaignView | None:
        found = port.rows.get(number)
        latest = tuple(
            one for one in port.people if one.at is not None and not (one.clicked or one.replied or one.blocked)
        )
        return None if found is None else CampaignView(found, REASONS, latest if found.sent else ())

    def outcomes_of(port: CampaignsPort, number: int, what: str = "all", after: int = 0, limit: int = 50) -> Any:
        port.wanted.append((what, after))
        kinds: dict[str, Callable[[CampaignPerson], bool]] = {
            "all": lambda _one: True,
            "clicked": lambda one: one.clicked,
            "replied": lambda one: one.replied,
            "blocked": lambda one: one.blocked,
        }
        fits: Callable[[CampaignPerson], bool] = kinds.get(what, lambda one: one.state.value == what)
        return tuple(one for one in port.people if fits(one) and one.contact_id > after)[:limit]

    def check_people(_port: CampaignsPort, _who: Audience, group: Group, after: int, limit: int, *_rest: object) -> Any:
        return tuple(one for one in members(group) if one.contact_id > after)[:limit]

    def counts(port: CampaignsPort, wanted: Audience, *_rest: object) -> AudienceCounts:
        less = 2 if wanted.labels else 1
        total = {Who.EVERYONE: 120, Who.FOLLOWERS: 96, Who.TALKED: 72}
        return AudienceCounts(total[wanted.who] // less, 84 // less, tuple((w, n // less) for w, n in total.items()))

    def latest(port: CampaignsPort, *_rest: object) -> tuple[Act, ...]:
        flags = (("blocked", EvidenceKind.BLOCKED), ("replied", EvidenceKind.WROTE), ("clicked", EvidenceKind.CLICKED))
        kinds = ((one, next((kind for flag, kind in flags if getattr(one, flag)), None)) for one in port.people)
        return tuple(Act(one.contact_id, one.name, kind, one.at or 0) for one, kind in kinds if kind is not None)

    stand_in(monkeypatch, acts, "latest", latest)
    stand_in(monkeypatch, campaigns, "page", lambda port, *_rest: tuple(port.rows.values()))
    stand_in(monkeypatch, campaigns, "view", view)
    stand_in(monkeypatch, campaigns, "people", outcomes_of)
    stand_in(monkeypatch, campaigns, "check_people", check_people)
    stand_in(monkeypatch, audience, "counts", counts)
    stand_in(monkeypatch, audience, "size", lambda port, *_rest: port.check.total)
    stand_in(monkeypatch, ads, "page", lambda port, *_rest: port.ads)
    stand_in(monkeypatch, people, "labels", lambda port: port.labels)
    stand_in(monkeypatch, products, "one", lambda *_rest: None)
    stand_in(monkeypatch, products, "picture", lambda *_rest: None)
