"""Locking a small secret with another: AES-256-GCM, its key from a passphrase (scrypt) or a random code (HKDF)."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Annotated, Final

import msgspec

from vetrina.vault.errors import PassphraseTooShort
from vetrina.vault.keys import KEY_BYTES, derive

LEAST_LETTERS: Final = 10
COST = 17
"""Logarithm to base 2 of scrypt's n for new passphrases: 128 MiB, 0.4 s."""
_R: Final = 8
_MEMORY: Final = 300 * 1024 * 1024


class DoesNotOpen(Exception):
    """The secret given is not the one that locked this."""


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A locked secret. `log2_n` is the cost of scrypt (RFC 7914, r=8, p=1); 0 means the key was random enough."""

    salt: bytes
    nonce: bytes
    box: bytes
    log2_n: Annotated[int, msgspec.Meta(ge=0, le=18)] = 0


def wrap_by_passphrase(secret: bytes, passphrase: str, purpose: str) -> Wrapped:
    """Lock `secret`; takes about half a second and 128 MiB. Raises PassphraseTooShort."""
    if len(_plain(passphrase)) < LEAST_LETTERS:
        raise PassphraseTooShort(LEAST_LETTERS)
    salt = secrets.token_bytes(16)
    return _locked(_slow_key(passphrase, salt, COST), salt, secret, purpose, COST)


def wrap_by_code(secret: bytes, code: bytes, purpose: str) -> Wrapped:
    """Lock `secret` by a code of at least 128 random bits."""
    salt = secrets.token_bytes(16)
    return _locked(derive(salt + code, purpose), salt, secret, purpose, 0)


def unwrap_by_passphrase(wrapped: Wrapped, passphrase: str, purpose: str) -> bytes:
    """The secret again. Raises DoesNotOpen."""
    if not wrapped.log2_n:
        raise DoesNotOpen
    return _unlocked(wrapped, _slow_key(passphrase, wrapped.salt, wrapped.log2_n), purpose)


def unwrap_by_code(wrapped: Wrapped, code: bytes, purpose: str) -> bytes:
    """The secret again. Raises DoesNotOpen."""
    return _unlocked(wrapped, derive(wrapped.salt + code, purpose), purpose)


def _plain(passphrase: str) -> str:
    """The same passphrase on every keyboard: accents composed, outer spaces gone."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _slow_key(passphrase: str, salt: bytes, log2_n: int) -> bytes:
    typed = _plain(passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=1 << log2_n, r=_R, p=1, maxmem=_MEMORY, dklen=KEY_BYTES)


def _locked(key: bytes, salt: bytes, secret: bytes, purpose: str, log2_n: int) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return Wrapped(salt=salt, nonce=nonce, box=AESGCM(key).encrypt(nonce, secret, purpose.encode()), log2_n=log2_n)


def _unlocked(wrapped: Wrapped, key: bytes, purpose: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.box, purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error
