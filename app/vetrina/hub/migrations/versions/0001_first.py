"""The first schema of the hub: pages, people, messages, events, ads, pictures, sessions, blocks that outlive people.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Time = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_BLOCKED = {
    "sqlite": (
        """
        CREATE TRIGGER nothing_to_a_blocked_person BEFORE INSERT ON message
        WHEN NEW.author <> 'person'
          AND (SELECT blocked FROM person WHERE id = NEW.psid) = 1
        BEGIN
            SELECT RAISE(ABORT, 'the person has blocked the shop');
        END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION refuse_blocked_person() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.author <> 'person' AND (SELECT blocked FROM person WHERE id = NEW.psid) = 1 THEN
                RAISE EXCEPTION 'the person has blocked the shop' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER nothing_to_a_blocked_person BEFORE INSERT ON message
        FOR EACH ROW EXECUTE FUNCTION refuse_blocked_person()
        """,
    ),
}


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "page",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("app_secret", sa.Text(), nullable=False),
        sa.Column("suppression_key", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), server_default="vetrina-2016", nullable=False),
        sa.Column("shop", sa.Text(), server_default="", nullable=False),
        sa.Column("height", Time, server_default="0", nullable=False),
        sa.Column("floor", Time, server_default="0", nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("app_id"),
        sa.UniqueConstraint("slug"),
        sa.UniqueConstraint("token_hash"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("since", Time, nullable=False),
        sa.Column("removed_at", Time, nullable=True),
        sa.Column("change", Time, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "key"),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index("ad_change", "ad", ["page_id", "change"], unique=False)
    op.create_table(
        "cursor",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("acked", Time, server_default="0", nullable=False),
        sa.Column("seen_at", Time, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "reader"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("n", Time, autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("psid", sa.Text(), nullable=False),
        sa.Column("mid", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "n"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="it", nullable=False),
        sa.Column("source", sa.Text(), server_default="link", nullable=False),
        sa.Column("ref", sa.Text(), server_default="", nullable=False),
        sa.Column("own", sa.Integer(), server_default="0", nullable=False),
        sa.Column("joined_at", Time, nullable=False),
        sa.Column("follows", sa.Integer(), server_default="0", nullable=False),
        sa.Column("followed_at", Time, nullable=True),
        sa.Column("stopped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stopped_at", Time, nullable=True),
        sa.Column("less", sa.Integer(), server_default="0", nullable=False),
        sa.Column("less_at", Time, nullable=True),
        sa.Column("blocked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("blocked_at", Time, nullable=True),
        sa.Column("shop_blocked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("talk_open", sa.Integer(), server_default="0", nullable=False),
        sa.Column("has_talked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_wrote_at", Time, nullable=True),
        sa.Column("last_act_at", Time, nullable=True),
        sa.Column("opened_by_ad_at", Time, nullable=True),
        sa.Column("last_click_at", Time, nullable=True),
        sa.Column("last_sponsored_at", Time, nullable=True),
        sa.Column("bot_replies", Time, server_default="0", nullable=False),
        sa.Column("asked_back", Time, server_default="0", nullable=False),
        sa.Column("holder", sa.Text(), server_default="bot", nullable=False),
        sa.Column("holder_name", sa.Text(), server_default="", nullable=False),
        sa.Column("change", Time, server_default="0", nullable=False),
        sa.CheckConstraint("blocked IN (0, 1)", name="person_blocked"),
        sa.CheckConstraint("follows IN (0, 1)", name="person_follows"),
        sa.CheckConstraint("has_talked IN (0, 1)", name="person_has_talked"),
        sa.CheckConstraint("less IN (0, 1)", name="person_less"),
        sa.CheckConstraint("own IN (0, 1)", name="person_own"),
        sa.CheckConstraint("shop_blocked IN (0, 1)", name="person_shop_blocked"),
        sa.CheckConstraint("stopped IN (0, 1)", name="person_stopped"),
        sa.CheckConstraint("talk_open IN (0, 1)", name="person_talk_open"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("person_of_page", "person", ["page_id", "id"], unique=False)
    op.create_table(
        "picture",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "sha256"),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_table(
        "refusal",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("subcode", sa.Integer(), nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suppression",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "hash"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "webhook",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("callback_url", sa.Text(), nullable=False),
        sa.Column("verify_token", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Integer(), server_default="1", nullable=False),
        sa.Column("failing_since", Time, nullable=True),
        sa.Column("at", Time, nullable=False),
        sa.CheckConstraint("enabled IN (0, 1)", name="webhook_enabled"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ad_opening",
        sa.Column("psid", sa.Text(), nullable=False),
        sa.Column("ad_key", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), server_default="", nullable=False),
        sa.Column("first_at", Time, nullable=False),
        sa.Column("last_at", Time, nullable=False),
        sa.ForeignKeyConstraint(["psid"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("psid", "ad_key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "message",
        sa.Column("seq", Time, autoincrement=True, nullable=False),
        sa.Column("mid", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("psid", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), server_default="", nullable=False),
        sa.Column("reply_to", sa.Text(), server_default="", nullable=False),
        sa.Column("ad_key", sa.Text(), server_default="", nullable=False),
        sa.Column("campaign", sa.Text(), server_default="", nullable=False),
        sa.Column("app", sa.Text(), server_default="", nullable=False),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence_at", Time, nullable=True),
        sa.Column("at", Time, nullable=False),
        sa.Column("delivered_at", Time, nullable=True),
        sa.Column("seen_at", Time, nullable=True),
        sa.Column("clicked_at", Time, nullable=True),
        sa.Column("deleted_at", Time, nullable=True),
        sa.Column("change", Time, server_default="0", nullable=False),
        sa.CheckConstraint("(author = 'person') = (purpose = '')", name="purpose_is_the_shops"),
        sa.CheckConstraint("author IN ('person', 'shop', 'bot')", name="message_author"),
        sa.CheckConstraint("purpose IN ('', 'reply', 'bot_reply', 'sponsored', 'test')", name="message_purpose"),
        sa.ForeignKeyConstraint(["psid"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("mid"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )
    op.create_index("message_of_person", "message", ["psid", "seq"], unique=False)
    op.create_index(
        "one_message_per_client_id",
        "message",
        ["psid", "client_id"],
        unique=True,
        sqlite_where=sa.text("client_id IS NOT NULL"),
        postgresql_where=sa.text("client_id IS NOT NULL"),
    )
    op.create_index(
        "one_message_per_key",
        "message",
        ["page_id", "key"],
        unique=True,
        sqlite_where=sa.text("key IS NOT NULL"),
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    op.create_index(
        "one_unanswered_offer",
        "message",
        ["page_id", "psid"],
        unique=True,
        sqlite_where=sa.text("purpose = 'sponsored' AND clicked_at IS NULL"),
        postgresql_where=sa.text("purpose = 'sponsored' AND clicked_at IS NULL"),
    )
    op.create_table(
        "pick",
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("ad_key", sa.Text(), nullable=False),
        sa.Column("psid", sa.Text(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("vals", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_id", "ad_key"], ["ad.page_id", "ad.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["psid"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "ad_key", "psid"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("pick_of_person", "pick", ["psid"], unique=False)
    op.create_table(
        "session",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("page_id", sa.Text(), nullable=False),
        sa.Column("psid", sa.Text(), nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.Column("last_at", Time, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["psid"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("session_of_person", "session", ["psid"], unique=False)
    for statement in _BLOCKED[op.get_bind().dialect.name]:
        op.execute(statement)
