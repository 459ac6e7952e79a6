"""Which texts went to how many talks in the last ten minutes: a broadcast in disguise shows here."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from vetrina.domain.text import SAME_TEXT_MS
from vetrina.hub.store import tables as t
from vetrina.hub.wire import ContentBody

_TIDY_AT: Final = 50_000
_said = msgspec.json.Decoder(ContentBody)


class RecentTexts:
    """What replies said, as keys of `domain.text`, and when to whom. Kept in memory, filled from the store at start."""

    def __init__(self) -> None:
        self._talks: dict[str, dict[str, int]] = {}
        self._noted = 0

    @classmethod
    def load(cls, connection: sa.Connection, page_id: str, now: int) -> RecentTexts:
        """What the store knows of the page's last ten minutes."""
        m = t.message.c
        # Backwards from the newest message, and no further than the first that is too old.
        too_old = sa.select(m.seq).where(m.at <= now - SAME_TEXT_MS).order_by(m.seq.desc()).limit(1)
        after = connection.execute(too_old).scalar() or 0
        rows = connection.execute(
            sa.select(m.content, m.psid, m.at).where(
                m.seq > after, m.page_id == page_id, m.purpose.in_(("reply", "bot_reply"))
            )
        )
        texts = cls()
        for row in rows:
            for key in _said.decode(row.content).counted():
                texts.note(key, row.psid, row.at)
        return texts

    def note(self, key: str, psid: str, at: int) -> None:
        """This text went to this person."""
        self._talks.setdefault(key, {})[psid] = at
        self._noted += 1
        if self._noted >= _TIDY_AT:
            self._tidy(at)

    def others(self, key: str, psid: str, now: int) -> int:
        """In how many other talks the text was said in the last ten minutes."""
        talks = self._talks.get(key)
        if talks is None:
            return 0
        return sum(1 for other, at in talks.items() if other != psid and now - at < SAME_TEXT_MS)

    def _tidy(self, now: int) -> None:
        self._noted = 0
        for key, talks in list(self._talks.items()):
            fresh = {psid: at for psid, at in talks.items() if now - at < SAME_TEXT_MS}
            if fresh:
                self._talks[key] = fresh
            else:
                del self._talks[key]
