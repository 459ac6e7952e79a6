"""People: blocks, labels, the own phone, erasing, and lists from files, which never make permission."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from vetrina.domain.events import Progress, Topic
from vetrina.engine import commands as c
from vetrina.engine.commands import CannotDo
from vetrina.engine.desk import Change, Desk
from vetrina.engine.engine import Order
from vetrina.engine.jobs import Job, Jobs
from vetrina.engine.window import Errand, Window
from vetrina.exchange.people import ImportedPerson, PeopleImport, read_people
from vetrina.store import ledger
from vetrina.store.queries import working

JOB = "people"
CHUNK = 500


class PeopleOrders:
    """Each order is one transaction; a list comes in turns of a few hundred."""

    def __init__(self, desk: Desk, window: Window, jobs: Jobs) -> None:
        self._desk = desk
        self._window = window
        self._jobs = jobs

    def table(self) -> Mapping[type, Order]:
        """Command to what carries it out."""
        return {
            c.BlockPerson: self.block,
            c.SetLabels: self.set_labels,
            c.MarkOwn: self.mark_own,
            c.ErasePerson: self.erase,
            c.ImportPeople: self.take_list,
        }

    async def block(self, order: c.BlockPerson) -> None:
        """Shut the shop's ear to a person, or open it; the network is told."""
        with self._desk.change() as change:
            self._must_be_here(change, order.contact_id)
            ledger.people.block_by_shop(change.w, order.contact_id, order.blocked, change.now)
            for account_id, remote_id in working.addresses_of(change.w, order.contact_id):
                self._window.note(change, account_id, Errand("block" if order.blocked else "unblock", remote_id))
            change.tell(Topic.CONTACT, order.contact_id)
            change.tell(Topic.CONVERSATION)
            change.tell(Topic.OUTBOX)

    async def set_labels(self, order: c.SetLabels) -> None:
        """Replace a person's labels."""
        with self._desk.change() as change:
            self._must_be_here(change, order.contact_id)
            ledger.people.set_labels(change.w, order.contact_id, order.labels)
            change.tell(Topic.CONTACT, order.contact_id)

    async def mark_own(self, order: c.MarkOwn) -> None:
        """This is the owner's own phone; the network is told, or it would refuse the tests."""
        with self._desk.change() as change:
            self._must_be_here(change, order.contact_id)
            ledger.people.mark_own(change.w, order.contact_id, order.own)
            for account_id, remote_id in working.addresses_of(change.w, order.contact_id):
                self._window.note(change, account_id, Errand("own" if order.own else "not_own", remote_id))
            change.tell(Topic.CONTACT, order.contact_id)

    async def erase(self, order: c.ErasePerson) -> None:
        """Forget a person here now, at the network as soon as it can be reached."""
        with self._desk.change() as change:
            self._must_be_here(change, order.contact_id)
            for account_id, remote_id in working.addresses_of(change.w, order.contact_id):
                self._window.note(change, account_id, Errand("erase", remote_id))
            ledger.erasing.erase_contact(change.w, order.contact_id, change.now)
            change.tell(Topic.CONTACT)
            change.tell(Topic.CONVERSATION)

    @staticmethod
    def _must_be_here(change: Change, contact_id: int) -> None:
        if working.standing_of(change.w, contact_id) is None:
            raise CannotDo("gone")

    async def take_list(self, order: c.ImportPeople) -> PeopleImport:
        """Read a list; keep the people unless it is a dry run."""
        return await asyncio.to_thread(self._take_list, order)

    def _take_list(self, order: c.ImportPeople) -> PeopleImport:
        with self._jobs.working(JOB) as job:
            found = read_people(
                order.path,
                progress=lambda rows, _bytes: self._desk.announcer.say((Progress(JOB, rows, 0),)),
                cancelled=lambda: job.cancelled,
            )
            if not order.dry_run:
                self._keep(found.people, job)
        return found

    def _keep(self, people: tuple[ImportedPerson, ...], job: Job) -> None:
        for start in range(0, len(people), CHUNK):
            if job.cancelled:
                return
            part = [_kept(person) for person in people[start : start + CHUNK]]
            with self._desk.change() as change:
                ledger.people.add_imported(change.w, part, change.now)
                change.tell(Topic.CONTACT)
            self._desk.announcer.say((Progress(JOB, start + len(part), len(people)),))


def _kept(person: ImportedPerson) -> ledger.people.ImportedPerson:
    """A person of a list as the record keeps them; everything the list said stays readable."""
    given = {
        "phone": person.phone,
        "email": person.email,
        "city": person.city,
        "birthday": person.birthday,
        "notes": person.notes,
        **person.extra,
    }
    key = person.external_id or person.email or person.phone or person.display_name
    return ledger.people.ImportedPerson(
        key=key,
        name=person.display_name,
        language=person.language,
        labels=person.labels,
        given={name: value for name, value in given.items() if value},
    )
