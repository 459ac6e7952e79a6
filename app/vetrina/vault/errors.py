"""What can stand between the owner and the store, each with a sentence that says what to do."""

from __future__ import annotations

from enum import StrEnum


class VaultError(Exception):
    """The store stays shut. Its text is for the owner; none of its kinds has harmed or replaced anything."""


class KeyringLocked(VaultError):
    """The computer's keyring is there but shut, or the owner closed its question."""

    def __init__(self) -> None:
        super().__init__(
            "The computer's keyring is locked. Unlock it (usually with the password you sign in with) and try again, "
            "or type the recovery code."
        )


class NoKeyring(VaultError):
    """This session has no keyring that keeps secrets encrypted."""

    def __init__(self, found: str = "") -> None:
        self.found = found
        super().__init__(
            "This computer has no keyring that Vetrina can trust with the key. "
            "Choose a passphrase for a new shop, or type the recovery code of the one you have."
        )


class NeedsPassphrase(VaultError):
    """The key lies behind a passphrase: ask for it and call `open_with_passphrase`."""

    def __init__(self) -> None:
        super().__init__("Type your passphrase to open the shop.")


class WrongPassphrase(VaultError):
    """The passphrase does not open the key."""

    def __init__(self) -> None:
        super().__init__(
            "That is not the passphrase of this shop. Look at Caps Lock and the keyboard language and type it again, "
            "or use the recovery code."
        )


class PassphraseTooShort(VaultError):
    """The chosen passphrase could be guessed."""

    def __init__(self, least: int) -> None:
        super().__init__(f"Choose at least {least} letters: four words that do not belong together are easy to keep.")


class WrongRecoveryCode(VaultError):
    """The recovery code is mistyped (`group` says where, counted from 1) or belongs to another shop (`group` is 0)."""

    def __init__(self, group: int = 0, groups: int = 0) -> None:
        self.group = group
        if group and groups:
            text = f"Group {group} of {groups} has a letter that is not right. Compare it with the printed code."
        elif groups:
            text = f"A recovery code has {groups} groups of 5 letters and figures. Type all of them."
        else:
            text = "This code is well written, but belongs to another shop or was replaced by a newer one."
        super().__init__(text)


class KeyExists(VaultError):
    """A new key was asked for where one is in use; the old one stays."""

    def __init__(self) -> None:
        super().__init__("This shop already has its key. Open it with that one.")


class Loss(StrEnum):
    """How a key came to be missing."""

    KEYRING_EMPTY = "keyring_empty"
    OTHER_KEY = "other_key"
    NO_KEY_FILE = "no_key_file"


_LOSS_TEXT = {
    Loss.KEYRING_EMPTY: (
        "The computer's keyring no longer holds the key of this shop. Your data is still here, locked. "
        "Type the recovery code to open it."
    ),
    Loss.OTHER_KEY: (
        "The computer's keyring holds a different key than the one this shop was locked with. Your data is still here. "
        "Type the recovery code to open it."
    ),
    Loss.NO_KEY_FILE: (
        "The file that says how this shop is locked is missing or damaged, in both its places. "
        "Your data is still here. Put key.json back from a backup, beside the store; then start again."
    ),
}


class KeyLost(VaultError):
    """There is locked data, and its key is not where it was put. Never a reason to begin an empty store."""

    def __init__(self, loss: Loss) -> None:
        self.loss = loss
        super().__init__(_LOSS_TEXT[loss])

    @property
    def recovery_code_helps(self) -> bool:
        """Whether asking for the recovery code makes sense."""
        return self.loss is not Loss.NO_KEY_FILE
