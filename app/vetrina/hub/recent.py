"""Which texts went to how many talks in the last ten minutes: a broadcast in disguise shows here."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from vetrina.hub.store import tables as t
from vetrina.hub.words import text_digest

SAME_TEXT_MS: Final = 10 * 60_000
_LOOK_BACK: Final = 100_000
"""So many of the newest messages are looked through after a start; no shop's people write more in ten minutes."""
_TIDY_AT: Final = 50_000


class _Said(msgspec.Struct):
    """The text of a stored content."""

    text: str = ""


_said = msgspec.json.Decoder(_Said)


class RecentTexts:
    """Texts of replies by their digest, and when they went to whom. Kept in memory, filled from the store at start."""

    def __init__(self) -> None:
        self._talks: dict[str, dict[str, int]] = {}
        self._noted = 0

    @classmethod
    def load(cls, connection: sa.Connection, page_id: str, now: int) -> RecentTexts:
        """What the store knows of the page's last ten minutes."""
        m = t.message.c
        newest = connection.execute(sa.select(sa.func.max(m.seq))).scalar() or 0
        rows = connection.execute(
            sa.select(m.content, m.psid, m.at).where(
                m.seq > newest - _LOOK_BACK, m.page_id == page_id, m.purpose == "reply", m.at > now - SAME_TEXT_MS
            )
        )
        texts = cls()
        for row in rows:
            texts.note(text_digest(_said.decode(row.content).text), row.psid, row.at)
        return texts

    def note(self, digest: str, psid: str, at: int) -> None:
        """This text went to this person."""
        if digest:
            self._talks.setdefault(digest, {})[psid] = at
            self._noted += 1
            if self._noted >= _TIDY_AT:
                self._tidy(at)

    def others(self, digest: str, psid: str, now: int) -> int:
        """In how many other talks the text was said in the last ten minutes."""
        talks = self._talks.get(digest)
        if talks is None:
            return 0
        return sum(1 for other, at in talks.items() if other != psid and now - at < SAME_TEXT_MS)

    def _tidy(self, now: int) -> None:
        self._noted = 0
        for digest, talks in list(self._talks.items()):
            fresh = {psid: at for psid, at in talks.items() if now - at < SAME_TEXT_MS}
            if fresh:
                self._talks[digest] = fresh
            else:
                del self._talks[digest]
