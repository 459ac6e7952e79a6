"""The fence against forgetting: whoever stands behind the network reads everybody's standing before an offer leaves."""

from __future__ import annotations

from typing import Final

from vetrina.domain.channels import LinkChanged
from vetrina.domain.events import Notice, Topic
from vetrina.domain.people import EvidenceKind
from vetrina.domain.talk import Content
from vetrina.domain.window import Standing
from vetrina.engine.conditions import Conditions
from vetrina.engine.desk import Change, Desk
from vetrina.plugin_api import WindowTransport
from vetrina.store import ledger
from vetrina.store.queries import working

FORGOTTEN_AT_ONCE: Final = 100
MARKS_KEPT: Final = 50_000
"""Events behind the cursor that are still known as doubles."""


def event_number(external_id: str) -> int:
    """The number in front of an external id (``number:id``); 0 where the network does not count its events."""
    head = external_id.partition(":")[0]
    return int(head) if head.isascii() and head.isdigit() else 0


class Resync:
    """Knows for each account how far the network is and how far we are."""

    def __init__(self, desk: Desk, conditions: Conditions) -> None:
        self._desk = desk
        self._conditions = conditions
        self._target: dict[int, int] = {}
        self._missed: dict[int, bool] = {}

    def heard_height(self, account_id: int, event: LinkChanged) -> None:
        """The network said how far it is: who stands below its floor missed something, who stands above met another."""
        if event.height is None:
            return
        with self._desk.db.read() as r:
            here = event_number(ledger.accounts.cursor_of(r, account_id))
        self._target[account_id] = event.height
        if here < event.floor or here > event.height:
            self._missed[account_id] = here < event.floor
        self._conditions.set_behind(account_id, here < event.height or account_id in self._missed)

    def reached(self, account_id: int, number: int) -> None:
        """This event is stored."""
        if number >= self._target.get(account_id, 0) and account_id not in self._missed:
            self._conditions.set_behind(account_id, False)

    def tidy(self) -> None:
        """Drop the marks of events that are long acknowledged; once a day."""
        with self._desk.change() as change:
            for account in working.accounts(change.w):
                here = event_number(ledger.accounts.cursor_of(change.w, account.id))
                if here > MARKS_KEPT:
                    ledger.intake.drop_seen(change.w, account.id, here - MARKS_KEPT)

    async def if_needed(self, account_id: int, window: WindowTransport) -> None:
        """Read everybody's standing when events are missing. Raises WindowNotReached when the network is away."""
        if account_id not in self._missed:
            return
        with self._desk.db.read() as r:
            gone = working.people_of(r, account_id) if self._missed[account_id] else {}
        after, height, listed = "", 0, 0
        while True:
            page = await window.standing(after)
            listed += len(page.people)
            height = page.height if not height else min(height, page.height)
            with self._desk.change() as change:
                for person in page.people:
                    gone.pop(person.remote_id, None)
                    self._bring_up_to_date(change, account_id, person)
                change.tell(Topic.CONTACT)
            after = page.next
            if not after:
                break
        if listed:
            self._forget(sorted(set(gone.values())))
        with self._desk.change() as change:
            ledger.accounts.set_cursor(change.w, account_id, f"{height}:standing")
            change.events.append(Notice("read_again"))
        self._missed.pop(account_id, None)
        self._conditions.set_behind(account_id, False)

    def _forget(self, people: list[int]) -> None:
        """Who left while this computer did not listen, or is back with a restored backup, is forgotten here too.

        Only where the network is ahead: one that stands behind this computer may itself have forgotten people.
        """
        for start in range(0, len(people), FORGOTTEN_AT_ONCE):
            with self._desk.change() as change:
                for contact_id in people[start : start + FORGOTTEN_AT_ONCE]:
                    ledger.erasing.erase_contact(change.w, contact_id, change.now)
                change.tell(Topic.CONTACT)
                change.tell(Topic.CONVERSATION)

    def _bring_up_to_date(self, change: Change, account_id: int, person: Standing) -> None:
        """The network's word about one person, as the evidence it stands for. What is stricter here stays, unless the
        network knows of it and says that the person took it back."""
        ref = ledger.intake.contact_for(
            change.w, account_id, person.remote_id, person.name, person.language, change.now
        )
        kept = working.standing_of(change.w, ref.contact_id)
        told: list[tuple[EvidenceKind, int | None, str]] = [
            (EvidenceKind.FOLLOWED, person.followed_at if person.follows else None, person.source or "page"),
            (EvidenceKind.BLOCKED, person.blocked_at if person.blocked else None, "page"),
            (EvidenceKind.STOPPED, person.stopped_at if person.stopped else None, "page"),
            (EvidenceKind.ASKED_LESS, person.less_at if person.less else None, "page"),
            (EvidenceKind.WROTE, person.last_wrote_at if person.has_talked else None, "talk"),
            (EvidenceKind.CLICKED, None if person.outstanding else person.last_click_at, "offer"),
        ]
        if kept is not None and kept.follows and not person.follows:
            told.append((EvidenceKind.UNFOLLOWED, change.now, "page"))
        told += self._taken_back(change, account_id, ref.contact_id, person)
        for kind, at, source in told:
            if at is not None and not self._known(change, ref.contact_id, kind, at):
                ledger.record_evidence(
                    change.w, ref.contact_id, account_id, kind, at, source, "",
                    f"standing:{person.remote_id}:{kind}:{at}", now=change.now,
                )  # fmt: skip
        if person.outstanding and not (kept is not None and kept.outstanding):
            ledger.intake.apply_echo(
                change.w, account_id, ref.address_id, f"standing:{person.outstanding}", person.outstanding, Content(),
                True, "", person.last_sponsored_at or change.now,
            )  # fmt: skip

    @staticmethod
    def _taken_back(
        change: Change, account_id: int, contact_id: int, person: Standing
    ) -> list[tuple[EvidenceKind, int | None, str]]:
        """Blocks and wishes that hold here and no longer there, though the network knows when they were made."""
        found: list[tuple[EvidenceKind, int | None, str]] = []
        for kind, opposite, holds, at in (
            (EvidenceKind.BLOCKED, EvidenceKind.UNBLOCKED, person.blocked, person.blocked_at),
            (EvidenceKind.STOPPED, EvidenceKind.RESUMED, person.stopped, person.stopped_at),
            (EvidenceKind.ASKED_LESS, EvidenceKind.ASKED_USUAL, person.less, person.less_at),
        ):
            ours = working.last_evidence(change.w, contact_id, account_id, kind)
            lifted = working.last_evidence(change.w, contact_id, account_id, opposite)
            if holds or at is None or ours is None or at < ours or (lifted is not None and lifted > ours):
                continue
            found.append((opposite, ours + 1, "page"))
        return found

    @staticmethod
    def _known(change: Change, contact_id: int, kind: EvidenceKind, at: int) -> bool:
        return working.has_evidence(change.w, contact_id, kind.value, at)
