"""What can be wrong with the store, told apart; each error carries the key of its sentence."""

from __future__ import annotations

from typing import ClassVar

from vetrina.domain.sentences import sentence


class StoreError(Exception):
    """The store cannot be used as asked; nothing that was stored is lost. `sentence(language)` says what to do."""

    key: ClassVar[str] = "store.trouble"

    def __init__(self, detail: str = "", **params: str) -> None:
        super().__init__(detail or self.key)
        self.params = params

    def sentence(self, language: str) -> str:
        """What to tell the owner."""
        return sentence(self.key, self.params, language)


class WrongKey(StoreError):
    """The file is whole as far as can be seen, but the key given is not its key."""

    key = "store.wrong_key"


class StoreDamaged(StoreError):
    """Parts of the file cannot be read. It is left where it is until the owner decides (`backup.set_aside`)."""

    key = "store.damaged"


class StoreNewer(StoreError):
    """A newer Vetrina wrote the file; this one must not touch it."""

    key = "store.newer"


class StoreFull(StoreError):
    """No room on the disk. What was being written is not; everything before it is safe."""

    key = "store.full"


class StoreInUse(StoreError):
    """Another program holds the file."""

    key = "store.in_use"


class StoreTrouble(StoreError):
    """The disk does not do what it is told (input/output error); the connection was thrown away."""

    key = "store.trouble"


class BackupBad(StoreError):
    """A backup that does not stand its test; it does not count as one."""

    key = "store.backup_bad"
