"""Every table of the shop's record: STRICT, with the promises that the database itself keeps."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from vetrina.domain.ads import AdState
from vetrina.domain.campaigns import CampaignState
from vetrina.domain.channels import LinkState
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer
from vetrina.domain.talk import Author, HeldBy, MessageState, Purpose, TalkState
from vetrina.store.columns import (
    Coded,
    flag_column,
    id_column,
    int_column,
    one_of,
    strict_table,
    text_column,
)

OFFER_READY: Final = (
    "blocked = 0 AND stopped = 0 AND (follows = 1 OR has_talked = 1) AND outstanding = 0 AND address_id IS NOT NULL"
)
"""Whom no rule of vetrina-2016 denies an offer; the index for the live count is made on it."""

OUTSTANDING: Final = "purpose = 'sponsored' AND clicked_at IS NULL AND state <> 'not_sent'"
"""A sponsored message that stands between the shop and the next one."""


# Channels and people --------------------------------------------------------------------------------------------------

account = strict_table(
    "account",
    id_column(),
    text_column("channel"),
    text_column("name"),
    text_column("remote_id"),
    text_column("credentials", default="{}"),
    text_column("state", one_of("state", LinkState), default="off"),
    int_column("since", empty=True),
    int_column("retry_at", empty=True),
    text_column("cursor", default=""),
    int_column("made_at"),
    UniqueConstraint("channel", "remote_id"),
)

contact = strict_table(
    "contact",
    id_column(),
    text_column("name"),
    text_column("first_name", default=""),
    text_column("language", default=""),
    text_column("size", default=""),
    text_column("given", default="{}"),
    flag_column("imported"),
    text_column("import_key", empty=True),
    int_column("made_at"),
    int_column("erased_at", empty=True),
    Index("contact_import_key", "import_key", unique=True, sqlite_where=text("import_key IS NOT NULL")),
)

address = strict_table(
    "address",
    id_column(),
    int_column("contact_id", ForeignKey("contact.id")),
    int_column("account_id", ForeignKey("account.id")),
    text_column("remote_id"),
    int_column("made_at"),
    UniqueConstraint("account_id", "remote_id"),
    Index("address_contact", "contact_id"),
)

contact_label = strict_table(
    "contact_label",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("label", Text, primary_key=True),
    Index("contact_label_label", "label", "contact_id"),
    rowid=False,
)

suppression = strict_table(
    "suppression",
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    Column("mark", Text, primary_key=True),
    int_column("blocked_at"),
    flag_column("by_shop"),
    rowid=False,
)

standing = strict_table(
    "standing",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    text_column("sort_name"),
    int_column("address_id", ForeignKey("address.id"), empty=True),
    int_column("account_id", empty=True),
    int_column("last_campaign_id", empty=True),
    flag_column("own"),
    flag_column("follows"),
    flag_column("has_talked"),
    flag_column("talk_open"),
    flag_column("blocked"),
    flag_column("person_blocked"),
    flag_column("shop_blocked"),
    flag_column("stopped"),
    flag_column("less"),
    flag_column("outstanding"),
    flag_column("in_talk"),
    flag_column("gone"),
    *[
        int_column(name, empty=True)
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

evidence = strict_table(
    "evidence",
    id_column(),
    int_column("contact_id", ForeignKey("contact.id")),
    int_column("account_id", ForeignKey("account.id")),
    text_column("kind", one_of("kind", EvidenceKind)),
    int_column("at"),
    text_column("source", default=""),
    text_column("detail", default=""),
    text_column("external_id", default=""),
    int_column("recorded_at"),
    Column("salt", LargeBinary, nullable=True),
    Index("evidence_fold", "contact_id", "kind", "account_id", "at"),
    Index("evidence_once", "account_id", "external_id", "kind", unique=True, sqlite_where=text("external_id <> ''")),
)

chain = strict_table(
    "chain",
    id_column(),
    int_column("at"),
    text_column("what"),
    int_column("subject"),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

erasure = strict_table(
    "erasure",
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    int_column("at"),
    rowid=False,
)

received = strict_table(
    "received",
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    Column("external_id", Text, primary_key=True),
    rowid=False,
)

# Talks and messages ---------------------------------------------------------------------------------------------------

talk = strict_table(
    "talk",
    id_column(),
    int_column("address_id", ForeignKey("address.id"), empty=False),
    int_column("contact_id", ForeignKey("contact.id")),
    int_column("account_id", ForeignKey("account.id")),
    text_column("state", one_of("state", TalkState), default="open"),
    text_column("held_by", one_of("held_by", HeldBy), default="bot"),
    text_column("holder", default=""),
    int_column("later_until", empty=True),
    int_column("last_at"),
    text_column("last_line", default=""),
    text_column("last_author", default="system"),
    int_column("unread", default=0),
    text_column("ad_key", default=""),
    text_column("referral", empty=True),
    int_column("made_at"),
    UniqueConstraint("address_id"),
    Index("talk_list", "state", "last_at", "id"),
    Index("talk_bot", "last_at", "id", sqlite_where=text("state = 'open' AND held_by = 'bot'")),
    Index("talk_unread", "id", sqlite_where=text("unread > 0")),
    Index("talk_contact", "contact_id"),
    once=True,  # a talk is deleted with its person: the next one must not inherit what was kept by its number
)

creative = strict_table(
    "creative",
    id_column(),
    text_column("campaign_key"),
    text_column("text"),
    text_column("rest"),
    text_column("pieces", default="[]"),
    int_column("made_at"),
)

message = strict_table(
    "message",
    id_column(),
    int_column("address_id", ForeignKey("address.id")),
    int_column("contact_id"),
    int_column("account_id"),
    text_column("purpose", one_of("purpose", Purpose, also="")),
    text_column("author", one_of("author", Author)),
    text_column("state", one_of("state", MessageState)),
    int_column("at"),
    text_column("text", default=""),
    text_column("rest", empty=True),
    int_column("creative_id", empty=True),
    int_column("campaign_id", empty=True),
    int_column("lane", default=0),
    int_column("due_at", empty=True),
    int_column("tries", default=0),
    int_column("clicked_at", empty=True),
    text_column("attempt_key", empty=True),
    text_column("remote_id", empty=True),
    text_column("text_key", empty=True),
    text_column("more", empty=True),
    CheckConstraint("state <> 'handed_over' OR tries > 0", name="handed_over_by_update"),
    Index("message_history", "address_id", "id"),
    Index("message_remote", "account_id", "remote_id", unique=True, sqlite_where=text("remote_id IS NOT NULL")),
    Index("message_attempt", "attempt_key", unique=True, sqlite_where=text("attempt_key IS NOT NULL")),
    Index("message_due", "account_id", "lane", "due_at", "id", sqlite_where=text("state = 'waiting'")),
    Index("message_handed", "account_id", "id", sqlite_where=text("state = 'handed_over'")),
    Index("message_outstanding", "contact_id", unique=True, sqlite_where=text(OUTSTANDING)),
    Index("message_same_text", "text_key", "at", sqlite_where=text("text_key IS NOT NULL")),
)

verdict = strict_table(
    "verdict",
    id_column(),
    int_column("message_id", empty=True),
    int_column("campaign_id", empty=True),
    int_column("contact_id"),
    int_column("at"),
    text_column("purpose", one_of("purpose", Purpose)),
    text_column("answer", one_of("answer", Answer)),
    text_column("pack"),
    text_column("rule"),
    text_column("reason"),
    text_column("evidence", default=""),
    int_column("evidence_at", empty=True),
    int_column("until", empty=True),
    text_column("content_hash", default=""),
    Index("verdict_message", "message_id", sqlite_where=text("message_id IS NOT NULL")),
)

sending = strict_table(
    "sending",
    id_column(),
    int_column("message_id", ForeignKey("message.id")),
    int_column("at"),
    text_column("what"),
    text_column("detail", default=""),
    Index("sending_message", "message_id"),
)

# The shop's own things ------------------------------------------------------------------------------------------------

product = strict_table(
    "product",
    id_column(),
    text_column("key", empty=False),
    text_column("sort_title"),
    text_column("words"),
    text_column("kind", default=""),
    text_column("picture", default=""),
    text_column("body"),
    UniqueConstraint("key"),
    Index("product_title", "sort_title", "id"),
)

picture = strict_table(
    "picture",
    Column("sha256", Text, primary_key=True),
    text_column("media_type"),
    Column("body", LargeBinary, nullable=False),
)

ad = strict_table(
    "ad",
    id_column(),
    text_column("key"),
    text_column("name"),
    text_column("state", one_of("state", AdState)),
    text_column("product_key", default=""),
    text_column("picture", default=""),
    text_column("body"),
    int_column("changed_at"),
    int_column("in_feed_since", empty=True),
    int_column("talks", default=0),
    int_column("clicks", default=0),
    UniqueConstraint("key"),
    Index("ad_state", "state", "changed_at"),
)

feed_post = strict_table(
    "feed_post",
    Column("ad_id", Integer, ForeignKey("ad.id"), primary_key=True),
    Column("account_id", Integer, ForeignKey("account.id"), primary_key=True),
    text_column("wanted"),
    text_column("posted", default=""),
    int_column("retry_at", empty=True),
    text_column("problem", default=""),
    rowid=False,
)

campaign = strict_table(
    "campaign",
    id_column(),
    text_column("key"),
    text_column("name"),
    int_column("ad_id", ForeignKey("ad.id"), empty=True),
    text_column("audience"),
    text_column("schedule"),
    text_column("state", one_of("state", CampaignState)),
    int_column("changed_at"),
    int_column("started_at", empty=True),
    int_column("ended_at", empty=True),
    text_column("pack", default=""),
    text_column("rules", default="[]"),
    int_column("planned_at", empty=True),
    int_column("planned_to", default=0),
    int_column("queued_to", default=0),
    int_column("later_to", default=0),
    int_column("later_at", empty=True),
    flag_column("planned"),
    int_column("creative_id", ForeignKey("creative.id"), empty=True),
    UniqueConstraint("key"),
)

DELIVERY_CODE: Final = Coded(
    ("planned", "later", "left_out", "handed_over", "sent", "delivered", "seen", "perhaps", "not_sent", "stopped")
)
"""What stored plans hold: new states go to the end, and none ever moves."""

delivery = strict_table(
    "delivery",
    Column("campaign_id", Integer, primary_key=True),
    Column("contact_id", Integer, primary_key=True),
    Column(
        "state", DELIVERY_CODE, CheckConstraint(f"state BETWEEN 0 AND {len(DELIVERY_CODE.words) - 1}"), nullable=False
    ),
    int_column("rule"),
    int_column("evidence_at", empty=True),
    int_column("until", empty=True),
    int_column("message_id", empty=True),
    int_column("at", empty=True),
    int_column("acted", default=0),
    rowid=False,
)

campaign_count = strict_table(
    "campaign_count",
    Column("campaign_id", Integer, ForeignKey("campaign.id"), primary_key=True),
    Column("what", Text, primary_key=True),
    int_column("n", default=0),
    rowid=False,
)

bot_rules = strict_table("bot_rules", id_column(), text_column("body"), int_column("changed_at"))

rule_use = strict_table(
    "rule_use",
    Column("rule_id", Text, primary_key=True),
    Column("month", Integer, primary_key=True),
    int_column("times", default=0),
    rowid=False,
)

missed = strict_table(
    "missed",
    Column("message_id", Integer, ForeignKey("message.id"), primary_key=True),
    int_column("talk_id", ForeignKey("talk.id")),
    int_column("at"),
    Index("missed_at", "at", "message_id"),
)

keep = strict_table("keep", Column("name", Text, primary_key=True), text_column("value"), rowid=False)

WAITING: Final[ColumnElement[bool]] = message.c.state == literal_column("'waiting'")
HANDED_OVER: Final[ColumnElement[bool]] = message.c.state == literal_column("'handed_over'")
IS_OUTSTANDING: Final[ColumnElement[bool]] = (
    (message.c.purpose == literal_column("'sponsored'"))
    & message.c.clicked_at.is_(None)
    & (message.c.state != literal_column("'not_sent'"))
)
"""Written with plain words: SQLite sees only then that an index made on the condition fits."""

ALL: Final = tuple(keep.metadata.sorted_tables)
"""Every table, those first that others refer to."""
