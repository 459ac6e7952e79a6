"""Only one process at a time has a store open: a lock that the system takes back when the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from vetrina.paths import private_folder
from vetrina.store.errors import StoreInUse


class Lease:
    """The right to open one store file, held by an open lock file beside it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, store: Path) -> Lease:
        """Take the lease of `store`. Raises StoreInUse while another process or another Database holds it."""
        private_folder(store.parent)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
        descriptor = os.open(store.with_name(store.name + ".lock"), flags, 0o600)
        try:
            _lock(descriptor)
        except OSError as held:
            os.close(descriptor)
            raise StoreInUse("another process has the store open") from held
        return cls(descriptor)

    def release(self) -> None:
        """Give it back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
