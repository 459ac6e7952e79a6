"""The place where tests cut the power: SIGKILL at a counted boundary around a commit, chosen by the environment."""

from __future__ import annotations

import os
import signal
from typing import Final

KILL_VARIABLE: Final = "VETRINA_KILL_AT"
"""Number of the boundary (1 is the first) at which the process kills itself. Unset or 0: never."""

COUNT_VARIABLE: Final = "VETRINA_COUNT_BOUNDARIES"
"""File that gets one byte per boundary passed, so that a sweep knows how many there are."""


class Faults:
    """Counts the moments around commits. In ordinary use both variables are unset and `boundary` does nothing."""

    def __init__(self) -> None:
        self._at = int(os.environ.get(KILL_VARIABLE, "0") or "0")
        self._file = os.environ.get(COUNT_VARIABLE, "")
        self._passed = 0
        self.armed = bool(self._at or self._file)

    def boundary(self) -> None:
        """One moment at which a power cut would leave a different state behind."""
        if not self.armed:
            return
        self._passed += 1
        if self._file:
            with open(self._file, "ab") as out:  # noqa: PTH123 - must be durable before the next line of the engine
                out.write(b".")
        if self._passed == self._at:
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
