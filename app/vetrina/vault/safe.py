"""The safe of one profile: makes its key once, and opens it by keyring, passphrase or recovery code."""

from __future__ import annotations

import base64
import binascii
import contextlib
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

import msgspec

from vetrina import paths
from vetrina.vault import ring
from vetrina.vault.errors import (
    KeyExists,
    KeyLost,
    Loss,
    NeedsPassphrase,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from vetrina.vault.keys import Keys
from vetrina.vault.recovery import RecoveryCode
from vetrina.vault.wrapping import (
    DoesNotOpen,
    Wrapped,
    unwrap_by_code,
    unwrap_by_passphrase,
    wrap_by_code,
    wrap_by_passphrase,
)

_BY_CODE: Final = "recovery code"
_BY_PASSPHRASE: Final = "passphrase"


class Protection(StrEnum):
    """Where the key of a profile lies."""

    NOT_YET = "not_yet"
    KEYRING = "keyring"
    PASSPHRASE = "passphrase"


class _KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about the key without knowing it. Kept twice: the recovery code is worthless without it."""

    version: Literal[1] = 1
    revision: int
    id: str
    fingerprint: str
    keyring: str = ""
    by_passphrase: Wrapped | None = None
    by_recovery_code: Wrapped


class Safe:
    """The keys of one profile.

    Calls may wait for the owner (a keyring asks for its password) or half a second (scrypt): never call them from the
    thread that paints.
    """

    def __init__(self, profile: paths.Profile) -> None:
        self._profile = profile
        self._places = (profile.key_file, profile.config / profile.key_file.name)

    def protection(self) -> Protection:
        """Where the key lies; NOT_YET for a profile that never had one. Raises KeyLost."""
        known = self._known()
        if known is None:
            return Protection.NOT_YET
        return Protection.PASSPHRASE if known.by_passphrase else Protection.KEYRING

    def create_in_keyring(self) -> tuple[Keys, RecoveryCode]:
        """Make the key of a new profile. Raises NoKeyring, KeyringLocked, KeyExists, KeyLost, OSError."""
        self._must_be_new()
        keys, known = Keys.new(), secrets.token_hex(8)
        backend = ring.put(self._entry(known), base64.b64encode(keys.master).decode())
        return keys, self._first(keys, known, keyring=backend, passphrase=None)

    def create_with_passphrase(self, passphrase: str) -> tuple[Keys, RecoveryCode]:
        """Make the key of a new profile without a keyring. Raises PassphraseTooShort, KeyExists, KeyLost, OSError."""
        self._must_be_new()
        keys, known = Keys.new(), secrets.token_hex(8)
        locked = wrap_by_passphrase(keys.master, passphrase, _BY_PASSPHRASE + known)
        return keys, self._first(keys, known, keyring="", passphrase=locked)

    def open(self) -> Keys:
        """The keys from the keyring.

        Raises NeedsPassphrase, KeyringLocked, NoKeyring, KeyLost. None of them may lead to a new store.
        """
        known = self._existing()
        if known.by_passphrase:
            raise NeedsPassphrase
        kept = ring.get(self._entry(known.id))
        if kept is None:
            raise KeyLost(Loss.KEYRING_EMPTY)
        try:
            return self._checked(base64.b64decode(kept, validate=True), known)
        except (binascii.Error, ValueError) as error:
            raise KeyLost(Loss.OTHER_KEY) from error

    def open_with_passphrase(self, passphrase: str) -> Keys:
        """The keys from behind the passphrase. Raises WrongPassphrase, KeyLost."""
        known = self._existing()
        if known.by_passphrase is None:
            raise WrongPassphrase
        try:
            return self._checked(
                unwrap_by_passphrase(known.by_passphrase, passphrase, _BY_PASSPHRASE + known.id), known
            )
        except DoesNotOpen as error:
            raise WrongPassphrase from error

    def open_with_recovery_code(self, typed: str) -> Keys:
        """The keys by the printed code. Raises WrongRecoveryCode, KeyLost.

        Opens only; follow with `keep_in_keyring` or `keep_behind_passphrase` to make the next start easy again.
        """
        known = self._existing()
        code = RecoveryCode.read(typed)
        try:
            return self._checked(unwrap_by_code(known.by_recovery_code, code.secret, _BY_CODE + known.id), known)
        except DoesNotOpen as error:
            raise WrongRecoveryCode from error

    def keep_in_keyring(self, keys: Keys) -> None:
        """Put an opened key into the keyring; a passphrase then goes. Raises NoKeyring, KeyringLocked, OSError."""
        known = self._owned(keys)
        backend = ring.put(self._entry(known.id), base64.b64encode(keys.master).decode())
        self._write(msgspec.structs.replace(known, keyring=backend, by_passphrase=None))

    def keep_behind_passphrase(self, keys: Keys, passphrase: str) -> None:
        """Lock an opened key with a (new) passphrase, out of the keyring. Raises PassphraseTooShort, OSError."""
        known = self._owned(keys)
        locked = wrap_by_passphrase(keys.master, passphrase, _BY_PASSPHRASE + known.id)
        self._write(msgspec.structs.replace(known, keyring="", by_passphrase=locked))
        if known.keyring:
            try:
                ring.forget(self._entry(known.id))
            except VaultError:
                return  # the keyring is why the owner changed to a passphrase; its copy may stay locked in there

    def forget(self) -> None:
        """Take the key of a profile that is thrown away out of the keyring. Its data opens by the code only, if at all.

        A keyring that is locked or gone keeps its copy.
        """
        known = self._known()
        if known is not None and known.keyring:
            with contextlib.suppress(VaultError):
                ring.forget(self._entry(known.id))

    def new_recovery_code(self, keys: Keys) -> RecoveryCode:
        """A new code for an opened profile; the old one opens nothing any more. Raises OSError."""
        known = self._owned(keys)
        code = RecoveryCode.new()
        self._write(
            msgspec.structs.replace(
                known, by_recovery_code=wrap_by_code(keys.master, code.secret, _BY_CODE + known.id)
            )
        )
        return code

    def description(self) -> bytes:
        """The key file, for a backup: without it the recovery code opens nothing. Holds no key in the clear."""
        return msgspec.json.encode(self._existing())

    def adopt(self, description: bytes) -> None:
        """Take over the key file of a backup into a profile that has none. Raises KeyExists, ValueError."""
        if self._read_newest() is not None:
            raise KeyExists
        try:
            known = msgspec.json.decode(description, type=_KeyFile)
        except msgspec.MsgspecError as error:
            raise ValueError("This backup's key file cannot be read.") from error
        self._write(known)

    def _entry(self, key_id: str) -> str:
        return f"key of {self._profile.name} {key_id}"

    def _must_be_new(self) -> None:
        if self._known() is not None:
            raise KeyExists

    def _known(self) -> _KeyFile | None:
        """The key file; None only where there is nothing that it could have locked. Raises KeyLost."""
        known = self._read_newest()
        if known is None and (self._has_locked_data() or any(place.exists() for place in self._places)):
            raise KeyLost(Loss.NO_KEY_FILE)
        return known

    def _existing(self) -> _KeyFile:
        known = self._known()
        if known is None:
            raise KeyLost(Loss.NO_KEY_FILE)
        return known

    def _has_locked_data(self) -> bool:
        return self._profile.store_file.exists() or any(
            any(folder.glob(files))
            for folder, files in ((self._profile.hub, "*.db"), (self._profile.backups, "*"))
        )

    def _owned(self, keys: Keys) -> _KeyFile:
        known = self._existing()
        self._checked(keys.master, known)
        return known

    @staticmethod
    def _checked(master: bytes, known: _KeyFile) -> Keys:
        keys = Keys(master)
        if not keys.fits(known.fingerprint):
            raise KeyLost(Loss.OTHER_KEY)
        return keys

    def _first(self, keys: Keys, key_id: str, keyring: str, passphrase: Wrapped | None) -> RecoveryCode:
        code = RecoveryCode.new()
        self._write(
            _KeyFile(
                revision=0,
                id=key_id,
                fingerprint=keys.fingerprint,
                keyring=keyring,
                by_passphrase=passphrase,
                by_recovery_code=wrap_by_code(keys.master, code.secret, _BY_CODE + key_id),
            )
        )
        return code

    def _read_newest(self) -> _KeyFile | None:
        found = [known for place in self._places if (known := _read(place)) is not None]
        return max(found, key=lambda known: known.revision, default=None)

    def _write(self, known: _KeyFile) -> None:
        content = msgspec.json.encode(msgspec.structs.replace(known, revision=known.revision + 1))
        for place in self._places:
            paths.write_private(place, msgspec.json.format(content, indent=2) + b"\n")


def _read(place: Path) -> _KeyFile | None:
    try:
        return msgspec.json.decode(place.read_bytes(), type=_KeyFile)
    except (OSError, msgspec.MsgspecError):
        return None  # the other place answers; when none does, the caller says so
