"""A port that answers the Followers page with the people of Bottega Aurora."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.ui.stand_in import stand_in

from vetrina.domain.events import Event
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer, Basis
from vetrina.store.queries import people
from vetrina.store.views import EvidenceRow, MayWrite, PersonCounts, PersonRow, PersonView

ROME = ZoneInfo("Europe/Rome")
NOW = int(datetime(2026, 5, 22, 18, 58, tzinfo=ROME).timestamp() * 1000)
HOUR = 3_600_000
DAY = 24 * HOUR


def may(name: str, answer: Answer, reason: str, at: int | None = None, until: int | None = None) -> MayWrite:
    return MayWrite(name, answer, Basis("vetrina-2016", reason, reason, "at", at, until))


def person(number: int, name: str, offer: MayWrite, seen: int | None, **more: Any) -> PersonRow:
    facts = {
        "channel": "hub",
        "labels": (),
        "follows": True,
        "talked": True,
        "blocked": False,
        "stopped": False,
        "imported": False,
    }
    return PersonRow(id=number, name=name, offer=offer, last_seen_at=seen, **(facts | more))


def everybody() -> tuple[PersonRow, ...]:
    yes, later, no = Answer.CLEARED, Answer.LATER, Answer.DENIED
    return (
        person(
            1, "Giulia Rossi", may("Giulia", yes, "talked", NOW - HOUR // 3), NOW - HOUR // 3, labels=("Linen", "M")
        ),
        person(2, "Chiara Bianchi", may("Chiara", yes, "talked", NOW - HOUR), NOW - HOUR, labels=("Ceramics",)),
        person(
            3, "Luca Moretti", may("Luca", later, "talking_now", NOW - HOUR, NOW + HOUR), NOW - HOUR, labels=("Gifts",)
        ),
        person(4, "Tommaso Fontana", may("Tommaso", no, "unanswered", NOW - 13 * DAY), NOW - 13 * DAY),
        person(5, "Carlo Neri", may("Carlo", no, "blocked", NOW - 20 * DAY), NOW - 20 * DAY, blocked=True),
        person(6, "Irene Villa", may("Irene", no, "stopped", NOW - DAY), NOW - DAY, stopped=True),
        person(7, "Yasmin El Amrani", may("Yasmin", no, "stranger"), None, follows=False, talked=False, imported=True),
    )


def giulia() -> PersonView:
    kinds = (
        (EvidenceKind.WROTE, NOW - HOUR // 3, "talk", ""),
        (EvidenceKind.ASKED_USUAL, NOW - 12 * DAY, "page", ""),
        (EvidenceKind.OPENED_CHAT, NOW - DAY, "feed", "Linen shirts"),
        (EvidenceKind.FOLLOWED, NOW - 49 * DAY, "poster", ""),
    )
    rows = tuple(EvidenceRow(i, kind, at, source, detail, "hub") for i, (kind, at, source, detail) in enumerate(kinds))
    return PersonView(
        everybody()[0], may("Giulia", Answer.CLEARED, "talk_open", NOW - HOUR // 3), rows, 41, (("Phone", "+39"),)
    )


class PeoplePort:
    """Answers queries by their function, remembers commands."""

    def __init__(self, rows: tuple[PersonRow, ...] = ()) -> None:
        self.rows = rows
        self.asked: list[object] = []
        self.searched: list[tuple[str, str]] = []
        self.answers: dict[type, object] = {}

    def submit(self, command: object) -> Future[Any]:
        self.asked.append(command)
        done: Future[Any] = Future()
        answer = self.answers.get(type(command))
        if isinstance(answer, Exception):
            done.set_exception(answer)
        else:
            done.set_result(answer)
        return done

    def read(self, query: Callable[[Any], Any]) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(query(self))
        return done

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        return lambda: None

    def counts(self) -> PersonCounts:
        rows = self.rows
        return PersonCounts(
            len(rows),
            sum(row.follows for row in rows),
            sum(row.talked for row in rows),
            sum(row.offer.answer is Answer.CLEARED for row in rows),
            sum(row.blocked for row in rows),
            sum(not row.follows and not row.talked for row in rows),
        )


def answer_people(monkeypatch: Any) -> None:
    """Let the queries answer from the port instead of a database."""

    def page(port: PeoplePort, group: str, search: str, after: object, *rest: object) -> tuple[PersonRow, ...]:
        port.searched.append((group, search))
        wanted = [row for row in port.rows if search.casefold() in row.name.casefold()]
        return () if after else tuple(row for row in wanted if group != "blocked" or row.blocked)

    stand_in(monkeypatch, people, "page", page)
    stand_in(monkeypatch, people, "counts", lambda port, *_rest: port.counts())
    stand_in(monkeypatch, people, "given_of", lambda _port, _ids: {1: {"phone": "+39061234567"}})
    stand_in(monkeypatch, people, "person", lambda _port, number, *_rest: giulia() if number == 1 else None)
