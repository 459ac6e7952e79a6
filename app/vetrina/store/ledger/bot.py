"""The bot's rules, how often each answered, and the questions it had no answer to."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection

from vetrina.domain.bot.rules import Rule
from vetrina.store import codec
from vetrina.store.tables import bot_rules, missed, rule_use


def save_rules(w: Connection, rules: tuple[Rule, ...], now: int) -> None:
    """The rules, in order."""
    values = {"body": codec.dump_rules(rules), "changed_at": now}
    statement = upsert(bot_rules).values(values | {"id": 1})
    w.execute(statement.on_conflict_do_update(index_elements=[bot_rules.c.id], set_=values))


def count_rule_use(w: Connection, rule_id: str, month: int) -> None:
    """A rule answered once more; `month` is the first of the month in ms."""
    statement = upsert(rule_use).values(rule_id=rule_id, month=month, times=1)
    w.execute(
        statement.on_conflict_do_update(
            index_elements=[rule_use.c.rule_id, rule_use.c.month], set_={"times": rule_use.c.times + 1}
        )
    )


def add_missed(w: Connection, message_id: int, talk_id: int, at: int) -> None:
    """A question without an answer."""
    w.execute(upsert(missed).values(message_id=message_id, talk_id=talk_id, at=at).on_conflict_do_nothing())


def drop_missed(w: Connection, message_id: int) -> None:
    """The owner has dealt with it."""
    w.execute(delete(missed).where(missed.c.message_id == message_id))
