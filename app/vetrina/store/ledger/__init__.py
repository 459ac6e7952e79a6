"""Every write to the shop's record, each with the connection of `Database.write` first. Only the engine comes here."""

from vetrina.store.facts import facts_of
from vetrina.store.ledger import accounts, ads, bot, campaigns, erasing, intake, outbox, people, products, shown, talks
from vetrina.store.ledger.evidence import record_evidence

__all__ = [
    "accounts",
    "ads",
    "bot",
    "campaigns",
    "erasing",
    "facts_of",
    "intake",
    "outbox",
    "people",
    "products",
    "record_evidence",
    "shown",
    "talks",
]
