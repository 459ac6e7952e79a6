"""Keys: made once, kept in the computer's keyring or behind a passphrase, opened again by a recovery code."""

from vetrina.vault.errors import (
    KeyExists,
    KeyLost,
    KeyringLocked,
    Loss,
    NeedsPassphrase,
    NoKeyring,
    PassphraseTooShort,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from vetrina.vault.keys import Keys
from vetrina.vault.operator_token import operator_token, rotate_operator_token, same_secret
from vetrina.vault.recovery import RecoveryCode
from vetrina.vault.ring import keyring_name
from vetrina.vault.safe import Protection, Safe

__all__ = [
    "KeyExists",
    "KeyLost",
    "KeyringLocked",
    "Keys",
    "Loss",
    "NeedsPassphrase",
    "NoKeyring",
    "PassphraseTooShort",
    "Protection",
    "RecoveryCode",
    "Safe",
    "VaultError",
    "WrongPassphrase",
    "WrongRecoveryCode",
    "keyring_name",
    "operator_token",
    "rotate_operator_token",
    "same_secret",
]
