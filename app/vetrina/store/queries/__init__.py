"""Every read of the shop's record. Each function takes the connection of `Database.read` first."""

from vetrina.store.queries import ads, bot, campaigns, channels, inbox, people, products, search

__all__ = ["ads", "bot", "campaigns", "channels", "inbox", "people", "products", "search"]
