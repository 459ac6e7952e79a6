"""The hub's tables. Facts of the gate lie on the person's row, so that one look-up answers every rule."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData()

Time = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""Milliseconds since the epoch, UTC."""
Number = Time
Flag = sa.Integer
"""0 or 1: strict tables of SQLite know no booleans."""


def _text(name: str, **more: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, **more)


def _flag(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, Flag, nullable=False, server_default=str(default), info={"check": f"{name} IN (0, 1)"})


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, Time)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, Number, nullable=False, server_default="0")


def _table(name: str, *parts: Any, clustered: bool = True, **more: Any) -> sa.Table:
    """A strict table; `clustered` keeps rows in the tree of their key, one look-up and one write less for each."""
    checks = [
        sa.CheckConstraint(part.info["check"], name=f"{name}_{part.name}")
        for part in parts
        if isinstance(part, sa.Column) and "check" in part.info
    ]
    return sa.Table(name, metadata, *parts, *checks, sqlite_strict=True, sqlite_with_rowid=not clustered, **more)


page = _table(
    "page",
    _text("id", primary_key=True),
    _text("slug", unique=True),
    _text("name"),
    _text("token_hash", unique=True),
    _text("app_id", unique=True),
    _text("app_secret"),
    _text("suppression_key"),
    _text("pack", server_default="vetrina-2016"),
    _text("shop", server_default=""),
    _count("height"),
    _count("floor"),
    sa.Column("created_at", Time, nullable=False),
)

person = _table(
    "person",
    _text("id", primary_key=True),
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), nullable=False),
    _text("name"),
    _text("language", server_default="it"),
    _text("source", server_default="link"),
    _text("ref", server_default=""),
    _flag("own"),
    sa.Column("joined_at", Time, nullable=False),
    _flag("follows"),
    _time("followed_at"),
    _flag("stopped"),
    _time("stopped_at"),
    _flag("less"),
    _time("less_at"),
    _flag("blocked"),
    _time("blocked_at"),
    _flag("shop_blocked"),
    _flag("talk_open"),
    _flag("has_talked"),
    _time("last_wrote_at"),
    _time("last_act_at"),
    _time("opened_by_ad_at"),
    _time("last_click_at"),
    _time("last_sponsored_at"),
    _count("bot_replies"),
    _count("asked_back"),
    _text("holder", server_default="bot"),
    _text("holder_name", server_default=""),
    _count("change"),
    sa.Index("person_of_page", "page_id", "id"),
)

message = _table(
    "message",
    sa.Column("seq", Number, primary_key=True, autoincrement=True),
    _text("mid", unique=True),
    _text("page_id"),  # the person's; it goes with the person
    sa.Column("psid", sa.Text, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    _text("author", info={"check": "author IN ('person', 'shop', 'bot')"}),
    _text("purpose", info={"check": "purpose IN ('', 'reply', 'bot_reply', 'sponsored', 'test')"}),
    sa.Column("key", sa.Text),
    sa.Column("client_id", sa.Text),
    _text("content"),
    _text("payload", server_default=""),
    _text("reply_to", server_default=""),
    _text("ad_key", server_default=""),
    _text("campaign", server_default=""),
    _text("app", server_default=""),
    _text("rule", server_default=""),
    _text("reason", server_default=""),
    _time("evidence_at"),
    sa.Column("at", Time, nullable=False),
    _time("delivered_at"),
    _time("seen_at"),
    _time("clicked_at"),
    _time("deleted_at"),
    _count("change"),
    sa.CheckConstraint("(author = 'person') = (purpose = '')", name="purpose_is_the_shops"),
    clustered=False,
    sqlite_autoincrement=True,
)
sa.Index("message_of_person", message.c.psid, message.c.seq)
sa.Index(
    "one_message_per_key",
    message.c.page_id,
    message.c.key,
    unique=True,
    sqlite_where=message.c.key.is_not(None),
    postgresql_where=message.c.key.is_not(None),
)
sa.Index(
    "one_message_per_client_id",
    message.c.psid,
    message.c.client_id,
    unique=True,
    sqlite_where=message.c.client_id.is_not(None),
    postgresql_where=message.c.client_id.is_not(None),
)
_UNANSWERED = sa.text("purpose = 'sponsored' AND clicked_at IS NULL")
sa.Index(
    "one_unanswered_offer",
    message.c.page_id,
    message.c.psid,
    unique=True,
    sqlite_where=_UNANSWERED,
    postgresql_where=_UNANSWERED,
)

refusal = _table(
    "refusal",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("key", primary_key=True),
    _text("reason"),
    sa.Column("code", sa.Integer, nullable=False),
    sa.Column("subcode", sa.Integer, nullable=False),
    sa.Column("at", Time, nullable=False),
)

event = _table(
    "event",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("n", Number, primary_key=True, autoincrement=False),
    _text("type"),
    _text("psid"),
    _text("mid", server_default=""),
    sa.Column("at", Time, nullable=False),
    _text("body", server_default=""),
)

cursor = _table(
    "cursor",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("reader", primary_key=True),
    _count("acked"),
    sa.Column("seen_at", Time, nullable=False),
)

ad = _table(
    "ad",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("key", primary_key=True),
    _text("body"),
    _text("audience"),
    sa.Column("since", Time, nullable=False),
    _time("removed_at"),
    _count("change"),
    sa.Index("ad_change", "page_id", "change"),
    clustered=False,
)

pick = _table(
    "pick",
    sa.Column("page_id", sa.Text, primary_key=True),
    _text("ad_key", primary_key=True),
    sa.Column("psid", sa.Text, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("card", sa.Integer, nullable=False),
    _text("vals"),
    sa.ForeignKeyConstraint(["page_id", "ad_key"], ["ad.page_id", "ad.key"], ondelete="CASCADE"),
)
sa.Index("pick_of_person", pick.c.psid)

ad_opening = _table(
    "ad_opening",
    sa.Column("psid", sa.Text, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    _text("ad_key", primary_key=True),
    _text("headline", server_default=""),
    sa.Column("first_at", Time, nullable=False),
    sa.Column("last_at", Time, nullable=False),
)

picture = _table(
    "picture",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("sha256", primary_key=True),
    _text("mime"),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("at", Time, nullable=False),
    clustered=False,
)

session = _table(
    "session",
    _text("hash", primary_key=True),
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), nullable=False),
    sa.Column("psid", sa.Text, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("last_at", Time, nullable=False),
)
sa.Index("session_of_person", session.c.psid)

suppression = _table(
    "suppression",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("hash", primary_key=True),
    sa.Column("at", Time, nullable=False),
)

webhook = _table(
    "webhook",
    sa.Column("page_id", sa.Text, sa.ForeignKey("page.id", ondelete="CASCADE"), primary_key=True),
    _text("callback_url"),
    _text("verify_token"),
    _text("fields"),
    _flag("enabled", 1),
    _time("failing_since"),
    sa.Column("at", Time, nullable=False),
)
