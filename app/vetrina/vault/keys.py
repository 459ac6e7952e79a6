"""The master key of a profile and the keys derived from it, one for each use."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """An opened profile. `master` never leaves the process and is never shown; give each use its own derived key."""

    master: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.master) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes")

    @classmethod
    def new(cls) -> Keys:
        """256 fresh random bits."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def desktop(self) -> bytes:
        """Raw 32-byte key of the desktop's store."""
        return derive(self.master, "desktop store")

    @property
    def hub(self) -> bytes:
        """Raw 32-byte key of the bundled hub's store."""
        return derive(self.master, "hub store")

    @property
    def fingerprint(self) -> str:
        """Tells a wrong key from a damaged store without giving the key away: 32 hex digits."""
        return derive(self.master, "fingerprint")[:16].hex()

    def fits(self, fingerprint: str) -> bool:
        """Whether this is the key with that fingerprint."""
        return hmac.compare_digest(self.fingerprint.encode(), fingerprint.encode())


def derive(secret: bytes, use: str, length: int = KEY_BYTES) -> bytes:
    """HKDF with SHA-256 (RFC 5869), no salt: `length` bytes (at most 8160) for one `use` out of a random secret."""
    fresh = hmac.digest(bytes(hashlib.sha256().digest_size), secret, "sha256")
    info = b"vetrina " + use.encode()
    block, out = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(fresh, block + info + bytes([number]), "sha256")
        out += block
    return out[:length]
