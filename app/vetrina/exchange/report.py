"""What reading a file came to: one finding per thing worth saying, one report per row, one refusal per file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from vetrina.exchange.sentences import sentence

MAX_BYTES: Final = 50 * 1024 * 1024
MAX_ROWS: Final = 1_000_000
MAX_FIELD: Final = 64 * 1024
_SHOWN: Final = 60


class Outcome(StrEnum):
    """What became of one row."""

    OK = "ok"
    WARNING = "warning"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a row: the key of a sentence and what to put into it."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)

    def sentence(self, language: str) -> str:
        """The finding as one sentence in `it` or `en`."""
        return sentence(self.key, language, self.params)


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the file as a spreadsheet numbers it (the header is row 1), or the n-th item of a feed."""

    row: int
    outcome: Outcome
    name: str
    findings: tuple[Finding, ...] = ()

    def sentence(self, language: str) -> str:
        """Everything found in this row, in `it` or `en`."""
        if not self.findings:
            return sentence("row.ok", language, {})
        return " ".join(finding.sentence(language) for finding in self.findings)


class ImportRefused(Exception):
    """A file that cannot be read at all; carries the one sentence that says why and what to do."""

    def __init__(self, key: str, /, **params: str) -> None:
        self.key = key
        self.params = {name: shown(value) for name, value in params.items()}
        super().__init__(sentence(key, "en", self.params))

    def sentence(self, language: str) -> str:
        """Why the file was not read and what to do, in `it` or `en`."""
        return sentence(self.key, language, self.params)


class ImportCancelled(ImportRefused):
    """The owner stopped the reading; nothing was taken over."""

    def __init__(self) -> None:
        super().__init__("file.cancelled")


@dataclass(slots=True)
class Pace:
    """Tells the window how far the reading is and hears whether to stop; asked every few hundred rows."""

    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None
    every: int = 500

    def step(self, rows: int, bytes_read: int) -> None:
        """Report rows read and bytes read so far. Raises ImportCancelled, or ImportRefused over the row limit."""
        if rows > MAX_ROWS:
            raise ImportRefused("file.too_many_rows", limit=f"{MAX_ROWS:,}")
        if rows % self.every:
            return
        if self.cancelled is not None and self.cancelled():
            raise ImportCancelled
        if self.progress is not None:
            self.progress(rows, bytes_read)


def shown(value: str) -> str:
    """A foreign text short and tame enough to stand inside a sentence of ours."""
    tame = "".join(mark if mark.isprintable() else " " for mark in value[: _SHOWN + 1])
    return f"{tame[:_SHOWN]}…" if len(value) > _SHOWN else tame
