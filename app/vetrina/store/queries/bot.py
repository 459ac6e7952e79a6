"""The bot's rules, how often each answered, and the questions without an answer."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from vetrina.domain.bot.rules import Rule
from vetrina.store import codec
from vetrina.store.tables import bot_rules, contact, message, rule_use, talk
from vetrina.store.tables import missed as missed_table
from vetrina.store.views import MissedQuestion, RuleUse


def rules(r: Connection) -> tuple[Rule, ...]:
    """The rules, in order; empty before any were saved."""
    body = r.scalar(select(bot_rules.c.body).where(bot_rules.c.id == 1))
    return () if body is None else codec.load_rules(body)


def uses(r: Connection, month: int) -> tuple[RuleUse, ...]:
    """How often each rule answered since `month`, the first of a month in ms."""
    rows = r.execute(
        select(rule_use.c.rule_id, func.sum(rule_use.c.times))
        .where(rule_use.c.month >= month)
        .group_by(rule_use.c.rule_id)
    )
    return tuple(RuleUse(rule_id, int(times), month) for rule_id, times in rows)


def missed(r: Connection, limit: int = 50) -> tuple[MissedQuestion, ...]:
    """Questions the bot had no answer to, newest first; deleted ones are not among them."""
    rows = r.execute(
        select(missed_table.c.message_id, missed_table.c.talk_id, missed_table.c.at, message.c.text, contact.c.name)
        .select_from(
            missed_table.join(message, message.c.id == missed_table.c.message_id)
            .join(talk, talk.c.id == missed_table.c.talk_id)
            .join(contact, contact.c.id == talk.c.contact_id)
        )
        .where(message.c.text != "")
        .order_by(missed_table.c.at.desc(), missed_table.c.message_id.desc())
        .limit(limit)
    )
    return tuple(MissedQuestion(row.message_id, row.talk_id, row.name, row.text, row.at) for row in rows)
