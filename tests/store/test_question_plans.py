"""No question of everyday work walks through a large table: every statement is explained as SQLite would run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from tests.store.conftest import NOW, Shop

from vetrina.domain.campaigns import Audience, Campaign, CampaignState, Schedule
from vetrina.domain.channels import Delivered, Refused
from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.talk import Content, HeldBy, MessageState, Purpose, TalkState
from vetrina.store import ledger
from vetrina.store.counting import may_write_now
from vetrina.store.queries import campaigns, inbox, people, search
from vetrina.store.rows import ORDINARY

LARGE = {"message", "contact", "standing", "evidence", "address", "talk", "delivery", "verdict", "sending", "received"}
_SCAN = re.compile(r"^SCAN (\w+)(?: AS (\w+))?(.*)$")


class Watch:
    """Every statement that both engines run, once each."""

    def __init__(self, shop: Shop) -> None:
        self.statements: dict[str, int] = {}
        for engine in (shop.database._writer, shop.database._readers):
            event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
            self.statements.setdefault(statement, len(parameters or ()))


def _walks(shop: Shop, watch: Watch) -> Iterator[tuple[str, str]]:
    """Each step that goes through a whole large table, with its statement. Nothing is bound: the worst plan counts."""
    with shop.database._readers.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        for statement, number in watch.statements.items():
            aliases = dict(re.findall(r"\b(\w+) AS (\w+)", statement))
            names = {alias: table for table, alias in aliases.items()}
            for *_, detail in raw.execute(f"EXPLAIN QUERY PLAN {statement}", (None,) * number):
                found = _SCAN.match(detail)
                if found and names.get(found[1], found[1]) in LARGE and "INDEX" not in found[3]:
                    yield detail, statement


@pytest.fixture
def watch(shop: Shop) -> Watch:
    return Watch(shop)


def _day(shop: Shop) -> None:
    """A little of everything that happens all day."""
    anna = shop.meet("anna", "Anna", Kind.FOLLOWED, Kind.WROTE)
    bea = shop.meet("bea", "Bea", Kind.FOLLOWED)
    talk = shop.talk(anna, "Buongiorno")
    reply, _ = shop.queue(anna, shop.draft("anna", "a"))
    offer, _ = shop.queue(anna, shop.draft("anna", "o", purpose=Purpose.SPONSORED))
    with shop.write() as w:
        ledger.intake.seen_before(w, shop.account, "e1")
        for _ in range(2):
            ledger.outbox.due(w, shop.account, NOW, 10)
            ledger.outbox.next_due(w, shop.account)
        ledger.outbox.hand_over(w, [reply, offer], NOW)
        ledger.outbox.handed_over_rows(w, shop.account)
        ledger.outbox.settle(w, reply, Delivered("r1", NOW), NOW)
        ledger.outbox.settle(w, offer, Delivered("r2", NOW), NOW)
        ledger.intake.apply_receipt(w, shop.account, "r1", MessageState.SEEN, NOW)
        ledger.intake.apply_echo(w, shop.account, bea.address_id, "r3", "x", Content("Ciao"), True, "", NOW)
        ledger.intake.remove_message(w, shop.account, "r1")
        ledger.talks.hold(w, talk, HeldBy.HUMAN, NOW)
        ledger.talks.set_state(w, talk, TalkState.LATER, NOW)
        ledger.talks.wake_later(w, NOW)
        ledger.talks.mark_read(w, talk)
        ledger.people.set_labels(w, anna.contact_id, ["Tè"])
        ledger.people.block_by_shop(w, bea.contact_id, True, NOW)
    for kind in Kind:
        shop.did(anna, kind, NOW + 1, f"k-{kind}", attempt_key="o" if kind is Kind.CLICKED else "")
        shop.did(bea, kind, NOW + 1)
    with shop.write() as w:
        ledger.erasing.erase_contact(w, bea.contact_id, NOW)


def _campaign(shop: Shop) -> int:
    with shop.write() as w:
        made = ledger.campaigns.save_campaign(w, Campaign(0, "", "C", 0, Audience(), Schedule()), NOW)
        ledger.campaigns.freeze_creative(w, made.id, Content("Ciao {first_name}"), {}, NOW)
        ledger.campaigns.set_campaign_state(w, made.id, CampaignState.GOING_OUT, NOW)
        while not ledger.campaigns.plan_chunk(w, made.id, shop.pack, ORDINARY, NOW).finished:
            pass
        ledger.campaigns.reconsider_later(w, made.id, shop.pack, ORDINARY, NOW)
        ledger.campaigns.queue_chunk(w, made.id, shop.pack, ORDINARY, NOW)
        for row in ledger.outbox.due(w, shop.account, NOW, 9):
            ledger.outbox.hand_over(w, [row.message_id], NOW)
            ledger.outbox.settle(w, row.message_id, Refused("gone"), NOW)
    return made.id


def test_nothing_that_happens_walks_through_a_large_table(shop: Shop, watch: Watch) -> None:
    _day(shop)
    shop.meet("carla", "Carla", Kind.FOLLOWED)
    _campaign(shop)
    assert len(watch.statements) > 80
    assert list(_walks(shop, watch)) == []


def test_nothing_that_screens_ask_walks_through_a_large_table(shop: Shop) -> None:
    _day(shop)
    campaign_id = _campaign(shop)
    watch = Watch(shop)
    with shop.read() as r:
        for tab in ("open", "bot", "later", "done"):
            inbox.page(r, tab, "", None, 50, NOW)
            inbox.page(r, tab, "", (NOW, 5), 50, NOW)
        inbox.page(r, "open", "anna")
        inbox.counts(r, NOW)
        inbox.talk(r, 1, NOW, shop.pack)
        inbox.messages(r, 1)
        inbox.messages(r, 1, 99)
        inbox.waiting(r)
        for group in ("everyone", "follows", "talked", "blocked", "never"):
            people.page(r, group, "", ("a", 1), 50, NOW, shop.pack)
        people.page(r, "everyone", "anna", None, 50, NOW, shop.pack)
        people.person(r, 1, NOW, shop.pack)
        people.labels(r)
        search.find(r, "ciao")
        may_write_now(r, shop.pack, NOW)
        campaigns.page(r)
        campaigns.view(r, campaign_id)
        campaigns.people(r, campaign_id, "sent", 0, 50)
    assert len(watch.statements) > 40
    assert list(_walks(shop, watch)) == []
