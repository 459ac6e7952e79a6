"""The shops on this hub: each a page with its own token, app, secret and people."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from vetrina.hub.store import tables as t
from vetrina.paths import write_private

FRESH_S: Final = 2.0
"""How long a page may be taken from memory, where several hubs share a server's database."""
CHANGED_FILE: Final = "pages.changed"
"""Written anew by the command line beside a running hub, so that a removed page's token ends at once."""


class PageError(Exception):
    """A page cannot be added or removed; the text is a sentence for the owner."""


@dataclass(frozen=True, slots=True)
class Page:
    """One shop's page. `suppression_key` (hex) keys the hashes of blocks that outlive people."""

    id: str
    slug: str
    name: str
    app_id: str
    app_secret: str
    suppression_key: str
    pack: str
    shop: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What is told once, when a page is made."""

    page_id: str
    slug: str
    token: str
    app_id: str
    app_secret: str


_COLUMNS = (
    t.page.c.id,
    t.page.c.slug,
    t.page.c.name,
    t.page.c.app_id,
    t.page.c.app_secret,
    t.page.c.suppression_key,
    t.page.c.pack,
    t.page.c.shop,
)


def token_hash(token: str) -> str:
    """What is stored instead of a token or a session: its SHA-256. Both are 32 random bytes, so no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def slug_of(name: str) -> str:
    """A name for the link: letters a to z and digits, words joined by hyphens; ``shop`` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "shop"


def numeric_id(digits: int) -> str:
    """A random id of decimal digits that does not begin with zero, as the Messenger Platform has them."""
    return str(secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1))


def add_page(connection: sa.Connection, name: str, now: int) -> NewPage:
    """Make a page named `name`. Raises PageError when the name is empty or too long."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise PageError("Give the page a name of 1 to 80 letters, for example: vetrina hub page add 'Bottega Aurora'")
    slug = base = slug_of(name)
    taken = set(connection.execute(sa.select(t.page.c.slug).where(t.page.c.slug.startswith(base))).scalars())
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    made = NewPage(numeric_id(15), slug, f"EAA{secrets.token_urlsafe(32)}", numeric_id(15), secrets.token_hex(16))
    connection.execute(
        sa.insert(t.page).values(
            id=made.page_id,
            slug=slug,
            name=name,
            token_hash=token_hash(made.token),
            app_id=made.app_id,
            app_secret=made.app_secret,
            suppression_key=secrets.token_hex(32),
            created_at=now,
        )
    )
    return made


def list_pages(connection: sa.Connection) -> list[Page]:
    """All pages, oldest first."""
    return [Page(*row) for row in connection.execute(sa.select(*_COLUMNS).order_by(t.page.c.created_at))]


def remove_page(connection: sa.Connection, page_id: str) -> None:
    """Remove a page with its people, talks and ads. Raises PageError when there is none."""
    if connection.execute(sa.delete(t.page).where(t.page.c.id == page_id)).rowcount == 0:
        raise PageError(f"There is no page {page_id}. See: vetrina hub page list")


def tell_changed(folder: Path) -> None:
    """A page was added or removed: the hub that runs on `folder` asks its store again. Raises OSError."""
    write_private(folder / CHANGED_FILE, b"")


class Directory:
    """Finds pages by token, slug or id, from memory for up to two seconds and until `folder` says they changed."""

    def __init__(
        self, find: Callable[[Callable[[sa.Connection], Page | None]], Page | None], folder: Path | None = None
    ) -> None:
        self._find = find
        self._changed = None if folder is None else folder / CHANGED_FILE
        self._changed_at = self._stamp()
        self._known: dict[tuple[str, str], tuple[float, Page | None]] = {}

    def by_token(self, token: str) -> Page | None:
        """The page that `token` speaks for."""
        return self._look_up("token_hash", token_hash(token))

    def by_slug(self, slug: str) -> Page | None:
        """The page behind a customer link."""
        return self._look_up("slug", slug)

    def forget(self) -> None:
        """A page changed: ask the store again."""
        self._known.clear()

    def _stamp(self) -> int:
        try:
            return 0 if self._changed is None else self._changed.stat().st_mtime_ns
        except OSError:
            return 0

    def _look_up(self, column: str, value: str) -> Page | None:
        now = time.monotonic()
        if (stamp := self._stamp()) != self._changed_at:
            self._changed_at = stamp
            self._known.clear()
        known = self._known.get((column, value))
        if known is not None and now - known[0] < FRESH_S:
            return known[1]

        def query(connection: sa.Connection) -> Page | None:
            row = connection.execute(sa.select(*_COLUMNS).where(t.page.c[column] == value)).first()
            return None if row is None else Page(*row)

        page = self._find(query)
        if len(self._known) > 500:  # wrong tokens and slugs must not grow the memory
            self._known.clear()
        self._known[column, value] = (now, page)
        return page
