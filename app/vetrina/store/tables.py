"""Every table of the shop's record: STRICT, with the promises that the database itself keeps."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

from vetrina.domain.ads import AdState
from vetrina.domain.campaigns import CampaignState, DeliveryState
from vetrina.domain.channels import LinkState
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer
from vetrina.domain.talk import Author, HeldBy, MessageState, Purpose, TalkState

metadata: Final = MetaData()

OFFER_READY: Final = (
    "blocked = 0 AND stopped = 0 AND (follows = 1 OR has_talked = 1) AND outstanding = 0 AND address_id IS NOT NULL"
)
"""Whom no rule of vetrina-2016 denies an offer; the index for the live count is made on it."""

OUTSTANDING: Final = "purpose = 'sponsored' AND clicked_at IS NULL AND state <> 'not_sent'"
"""A sponsored message that stands between the shop and the next one."""


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _int(name: str, *more: SchemaItem, empty: bool = False, default: int | None = None) -> Column[Any]:
    given = None if default is None else text(str(default))
    return Column(name, Integer, *more, nullable=empty, server_default=given)


def _text(name: str, *more: SchemaItem, empty: bool = False, default: str | None = None) -> Column[Any]:
    given = None if default is None else text(f"'{default}'")
    return Column(name, Text, *more, nullable=empty, server_default=given)


def _flag(name: str) -> Column[Any]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False, server_default=text("0"))


def _one_of(name: str, values: Iterable[StrEnum], also: str | None = None) -> CheckConstraint:
    # written with OR: SQLite builds the list of an IN anew for each row, which costs four times the insert
    asked = [f"{name} = '{value}'" for value in [*values, *([] if also is None else [also])]]
    return CheckConstraint(" OR ".join(asked))


class Coded(TypeDecorator[str]):
    """One of an enumeration's values, kept as its number: small where there are millions of rows."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def code(self, value: str) -> int:
        """The number of a value."""
        return list(self.kind).index(self.kind(value))

    def process_bind_param(self, value: str | None, dialect: object) -> int | None:
        """To the database."""
        return None if value is None else self.code(value)

    def process_result_value(self, value: int | None, dialect: object) -> str | None:
        """And back."""
        return None if value is None else list(self.kind)[value].value


def _table(name: str, *items: SchemaItem, rowid: bool = True) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=rowid)


# Channels and people --------------------------------------------------------------------------------------------------

account = _table(
    "account",
    _id(),
    _text("channel"),
    _text("name"),
    _text("remote_id"),
    _text("credentials", default="{}"),
    _text("state", _one_of("state", LinkState), default="off"),
    _int("since", empty=True),
    _int("retry_at", empty=True),
    _text("cursor", default=""),
    _int("made_at"),
    UniqueConstraint("channel", "remote_id"),
)

contact = _table(
    "contact",
    _id(),
    _text("name"),
    _text("first_name", default=""),
    _text("language", default=""),
    _text("size", default=""),
    _text("given", default="{}"),
    _flag("imported"),
    _text("import_key", empty=True),
    _int("made_at"),
    _int("erased_at", empty=True),
    Index("contact_import_key", "import_key", unique=True, sqlite_where=text("import_key IS NOT NULL")),
)

address = _table(
    "address",
    _id(),
    _int("contact_id", ForeignKey("contact.id")),
    _int("account_id", ForeignKey("account.id")),
    _text("remote_id"),
    _int("made_at"),
    UniqueConstraint("account_id", "remote_id"),
    Index("address_contact", "contact_id"),
)

contact_label = _table(
    "contact_label",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("label", Text, primary_key=True),
    Index("contact_label_label", "label", "contact_id"),
    rowid=False,
)

suppression = _table(
    "suppression",
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    Column("mark", Text, primary_key=True),
    _int("blocked_at"),
    _flag("by_shop"),
    rowid=False,
)

standing = _table(
    "standing",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    _text("sort_name"),
    _int("address_id", ForeignKey("address.id"), empty=True),
    _int("account_id", empty=True),
    _int("last_campaign_id", empty=True),
    _flag("own"),
    _flag("follows"),
    _flag("has_talked"),
    _flag("talk_open"),
    _flag("blocked"),
    _flag("person_blocked"),
    _flag("shop_blocked"),
    _flag("stopped"),
    _flag("less"),
    _flag("outstanding"),
    _flag("in_talk"),
    _flag("gone"),
    *[
        _int(name, empty=True)
        for name in (
            "followed_at",
            "blocked_at",
            "shop_blocked_at",
            "stopped_at",
            "less_at",
            "last_wrote_at",
            "last_act_at",
            "opened_by_ad_at",
            "last_click_at",
            "last_sponsored_at",
            "seen_at",
            "named_at",
        )
    ],
    CheckConstraint("blocked = (person_blocked OR shop_blocked)", name="blocked_by_either"),
    Index("standing_name", "sort_name", "contact_id"),
    Index("standing_ready", "follows", "has_talked", sqlite_where=text(OFFER_READY)),
    Index("standing_less", "last_sponsored_at", sqlite_where=text("less = 1")),
    Index("standing_in_talk", "last_wrote_at", sqlite_where=text("in_talk = 1")),
    Index("standing_follows", "sort_name", "contact_id", sqlite_where=text("follows = 1")),
    Index("standing_talked", "sort_name", "contact_id", sqlite_where=text("has_talked = 1")),
    Index("standing_blocked", "sort_name", "contact_id", sqlite_where=text("blocked = 1")),
    Index("standing_never", "sort_name", "contact_id", sqlite_where=text("follows = 0 AND has_talked = 0")),
)

evidence = _table(
    "evidence",
    _id(),
    _int("contact_id", ForeignKey("contact.id")),
    _int("account_id", ForeignKey("account.id")),
    _text("kind", _one_of("kind", EvidenceKind)),
    _int("at"),
    _text("source", default=""),
    _text("detail", default=""),
    _text("external_id", default=""),
    _int("recorded_at"),
    Column("salt", LargeBinary, nullable=True),
    Index("evidence_fold", "contact_id", "kind", "account_id", "at"),
    Index("evidence_once", "account_id", "external_id", "kind", unique=True, sqlite_where=text("external_id <> ''")),
)

chain = _table(
    "chain",
    _id(),
    _int("at"),
    _text("what"),
    _int("subject"),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

erasure = _table(
    "erasure",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    _int("at"),
    rowid=False,
)

received = _table(
    "received",
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    Column("external_id", Text, primary_key=True),
    rowid=False,
)

# Talks and messages ---------------------------------------------------------------------------------------------------

talk = _table(
    "talk",
    _id(),
    _int("address_id", ForeignKey("address.id"), empty=False),
    _int("contact_id", ForeignKey("contact.id")),
    _int("account_id", ForeignKey("account.id")),
    _text("state", _one_of("state", TalkState), default="open"),
    _text("held_by", _one_of("held_by", HeldBy), default="bot"),
    _text("holder", default=""),
    _int("later_until", empty=True),
    _int("last_at"),
    _text("last_line", default=""),
    _text("last_author", default="system"),
    _int("unread", default=0),
    _text("ad_key", default=""),
    _text("referral", empty=True),
    _int("made_at"),
    UniqueConstraint("address_id"),
    Index("talk_list", "state", "last_at", "id"),
    Index("talk_bot", "last_at", "id", sqlite_where=text("state = 'open' AND held_by = 'bot'")),
    Index("talk_unread", "id", sqlite_where=text("unread > 0")),
    Index("talk_contact", "contact_id"),
)

creative = _table(
    "creative",
    _id(),
    _text("campaign_key"),
    _text("text"),
    _text("rest"),
    _int("made_at"),
)

message = _table(
    "message",
    _id(),
    _int("address_id", ForeignKey("address.id")),
    _int("contact_id"),
    _int("account_id"),
    _text("purpose", _one_of("purpose", Purpose, also="")),
    _text("author", _one_of("author", Author)),
    _text("state", _one_of("state", MessageState)),
    _int("at"),
    _text("text", default=""),
    _text("rest", empty=True),
    _int("creative_id", ForeignKey("creative.id"), empty=True),
    _int("campaign_id", empty=True),
    _int("lane", default=0),
    _int("due_at", empty=True),
    _int("tries", default=0),
    _int("clicked_at", empty=True),
    _text("attempt_key", empty=True),
    _text("remote_id", empty=True),
    _text("text_key", empty=True),
    _text("more", empty=True),
    CheckConstraint("state <> 'handed_over' OR tries > 0", name="handed_over_by_update"),
    Index("message_history", "address_id", "id"),
    Index("message_remote", "account_id", "remote_id", unique=True, sqlite_where=text("remote_id IS NOT NULL")),
    Index("message_attempt", "attempt_key", unique=True, sqlite_where=text("attempt_key IS NOT NULL")),
    Index("message_due", "account_id", "lane", "due_at", "id", sqlite_where=text("state = 'waiting'")),
    Index("message_handed", "account_id", "id", sqlite_where=text("state = 'handed_over'")),
    Index("message_outstanding", "contact_id", unique=True, sqlite_where=text(OUTSTANDING)),
    Index("message_same_text", "text_key", "at", sqlite_where=text("text_key IS NOT NULL")),
)

verdict = _table(
    "verdict",
    _id(),
    _int("message_id", empty=True),
    _int("campaign_id", empty=True),
    _int("contact_id"),
    _int("at"),
    _text("purpose", _one_of("purpose", Purpose)),
    _text("answer", _one_of("answer", Answer)),
    _text("pack"),
    _text("rule"),
    _text("reason"),
    _text("evidence", default=""),
    _int("evidence_at", empty=True),
    _int("until", empty=True),
    _text("content_hash", default=""),
    Index("verdict_message", "message_id", sqlite_where=text("message_id IS NOT NULL")),
)

sending = _table(
    "sending",
    _id(),
    _int("message_id", ForeignKey("message.id")),
    _int("at"),
    _text("what"),
    _text("detail", default=""),
    Index("sending_message", "message_id"),
)

# The shop's own things ------------------------------------------------------------------------------------------------

product = _table(
    "product",
    _id(),
    _text("key", empty=False),
    _text("sort_title"),
    _text("words"),
    _text("kind", default=""),
    _text("picture", default=""),
    _text("body"),
    UniqueConstraint("key"),
    Index("product_title", "sort_title", "id"),
)

picture = _table(
    "picture",
    Column("sha256", Text, primary_key=True),
    _text("media_type"),
    Column("body", LargeBinary, nullable=False),
)

ad = _table(
    "ad",
    _id(),
    _text("key"),
    _text("name"),
    _text("state", _one_of("state", AdState)),
    _text("product_key", default=""),
    _text("picture", default=""),
    _text("body"),
    _int("changed_at"),
    _int("in_feed_since", empty=True),
    _int("talks", default=0),
    _int("clicks", default=0),
    UniqueConstraint("key"),
    Index("ad_state", "state", "changed_at"),
)

feed_post = _table(
    "feed_post",
    Column("ad_id", Integer, ForeignKey("ad.id"), primary_key=True),
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    _text("wanted"),
    _text("posted", default=""),
    _int("retry_at", empty=True),
    _text("problem", default=""),
    rowid=False,
)

campaign = _table(
    "campaign",
    _id(),
    _text("key"),
    _text("name"),
    _int("ad_id", ForeignKey("ad.id"), empty=True),
    _text("audience"),
    _text("schedule"),
    _text("state", _one_of("state", CampaignState)),
    _int("changed_at"),
    _int("started_at", empty=True),
    _int("ended_at", empty=True),
    _text("pack", default=""),
    _text("rules", default="[]"),
    _int("planned_at", empty=True),
    _int("planned_to", default=0),
    _int("queued_to", default=0),
    _int("later_to", default=0),
    _int("later_at", empty=True),
    _flag("planned"),
    _int("creative_id", ForeignKey("creative.id"), empty=True),
    UniqueConstraint("key"),
)

DELIVERY_CODE: Final = Coded(DeliveryState)

delivery = _table(
    "delivery",
    Column("campaign_id", Integer, primary_key=True),
    Column("contact_id", Integer, primary_key=True),
    Column("state", DELIVERY_CODE, CheckConstraint(f"state BETWEEN 0 AND {len(DeliveryState) - 1}"), nullable=False),
    _int("rule"),
    _int("evidence_at", empty=True),
    _int("until", empty=True),
    _int("message_id", empty=True),
    _int("at", empty=True),
    _int("acted", default=0),
    rowid=False,
)

campaign_count = _table(
    "campaign_count",
    Column("campaign_id", Integer, ForeignKey("campaign.id"), primary_key=True),
    Column("what", Text, primary_key=True),
    _int("n", default=0),
    rowid=False,
)

bot_rules = _table("bot_rules", _id(), _text("body"), _int("changed_at"))

rule_use = _table(
    "rule_use",
    Column("rule_id", Text, primary_key=True),
    Column("month", Integer, primary_key=True),
    _int("times", default=0),
    rowid=False,
)

missed = _table(
    "missed",
    Column("message_id", Integer, ForeignKey("message.id"), primary_key=True),
    _int("talk_id", ForeignKey("talk.id")),
    _int("at"),
    Index("missed_at", "at", "message_id"),
)

keep = _table("keep", Column("name", Text, primary_key=True), _text("value"), rowid=False)
