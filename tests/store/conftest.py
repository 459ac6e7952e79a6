"""A store in a folder of its own, and a shop with people in it."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from vetrina import paths
from vetrina.domain.people import Address, EvidenceKind
from vetrina.domain.policy import Draft, RulePack, Verdict, judge, read_pack
from vetrina.domain.talk import Author, Content, Purpose
from vetrina.store import ledger
from vetrina.store.database import Database
from vetrina.store.rows import ContactRef

KEY = bytes(range(32))
NOW = 1_790_000_000_000
DAY = 86_400_000


class Shop:
    """A store with one account; short names for what a test does again and again."""

    def __init__(self, database: Database, rules: RulePack) -> None:
        self.database = database
        self.pack = rules
        with database.write() as w:
            self.account = ledger.accounts.make_account(w, "hub", "Bottega", "page", {"key": "k"}, NOW)

    def write(self) -> contextlib.AbstractContextManager[Connection]:
        return self.database.write()

    def read(self) -> contextlib.AbstractContextManager[Connection]:
        return self.database.read()

    def meet(self, remote_id: str, name: str = "", *did: EvidenceKind, at: int = NOW - DAY) -> ContactRef:
        """A person known by the hub, who did these things one ms after the other."""
        with self.write() as w:
            ref = ledger.intake.contact_for(w, self.account, remote_id, name, "it", at)
            for number, kind in enumerate(did):
                ledger.record_evidence(w, ref.contact_id, self.account, kind, at + number, "page")
        return ref

    def did(self, ref: ContactRef, kind: EvidenceKind, at: int, external_id: str = "", attempt_key: str = "") -> int:
        with self.write() as w:
            return ledger.record_evidence(
                w, ref.contact_id, self.account, kind, at, "page", external_id=external_id, attempt_key=attempt_key
            )

    def talk(self, ref: ContactRef, *lines: str, at: int = NOW - DAY) -> int:
        """A talk in which the person said these lines."""
        with self.write() as w:
            talk_id = ledger.intake.talk_for(w, ref.address_id, at)
            for number, line in enumerate(lines):
                key = f"{ref.contact_id}-{at}-{number}"
                ledger.intake.add_inbound(w, talk_id, key, Content(line), "", at + number)
                ledger.record_evidence(w, ref.contact_id, self.account, EvidenceKind.WROTE, at + number, "talk")
        return talk_id

    def draft(self, remote_id: str, key: str, words: str = "Ciao", purpose: Purpose = Purpose.REPLY) -> Draft:
        return Draft(key, purpose, Address(self.account, remote_id), Content(words))

    def queue(
        self, ref: ContactRef, draft: Draft, now: int = NOW, campaign_id: int | None = None
    ) -> tuple[int, Verdict]:
        """The engine's way: facts, judge and queue in one transaction."""
        author = {Purpose.SPONSORED: Author.OFFER, Purpose.BOT_REPLY: Author.BOT}.get(draft.purpose, Author.OWNER)
        with self.write() as w:
            facts = ledger.facts_of(w, ref.address_id, draft.purpose, draft, now)
            verdict = judge(self.pack, draft, facts, now)
            return ledger.outbox.queue(w, draft, author, verdict, now, campaign_id=campaign_id), verdict


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return tmp_path / "shop" / "store.db"


@pytest.fixture
def rules() -> RulePack:
    return read_pack(tomllib.loads(paths.resource("policies/vetrina-2016.toml").read_text(encoding="utf-8")))


@pytest.fixture
def database(store_file: Path) -> Iterator[Database]:
    opened = Database.open(store_file, KEY, lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def shop(database: Database, rules: RulePack) -> Shop:
    return Shop(database, rules)
