"""The recovery code: a second key that the owner keeps on paper, with a check letter in every group."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

from vetrina.vault.errors import WrongRecoveryCode

# Crockford's base 32: no I, L, O, U, so that nothing on paper reads two ways (https://www.crockford.com/base32.html).
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUPS: Final = 7
_DATA_LETTERS: Final = 4
"""7 groups of 4 letters are 140 bits; the fifth letter of each checks the four before it and their place."""


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """140 random bits as 7 groups of 5. Show `text` once; keep nothing of it."""

    text: str = field(repr=False)

    @classmethod
    def new(cls) -> RecoveryCode:
        """A fresh random code."""
        groups = []
        for place in range(GROUPS):
            data = "".join(secrets.choice(_LETTERS) for _ in range(_DATA_LETTERS))
            groups.append(data + _check_letter(place, data))
        return cls("-".join(groups))

    @classmethod
    def read(cls, typed: str) -> RecoveryCode:
        """What the owner typed, spaces, dashes, case and look-alike letters forgiven.

        Raises WrongRecoveryCode, with the number of the first group that cannot be right.
        """
        letters = re.sub(r"[\s\-–—_.]+", "", typed).upper().translate(_MISREAD)
        size = _DATA_LETTERS + 1
        groups = [letters[at : at + size] for at in range(0, len(letters), size)]
        for place, group in enumerate(groups[:GROUPS]):
            data, check = group[:_DATA_LETTERS], group[_DATA_LETTERS:]
            if len(group) == size and (not set(group) <= set(_LETTERS) or check != _check_letter(place, data)):
                raise WrongRecoveryCode(place + 1, GROUPS)
        if len(letters) != GROUPS * size:
            raise WrongRecoveryCode(0, GROUPS)
        return cls("-".join(groups))

    @property
    def secret(self) -> bytes:
        """The code as key material: enough randomness to need no slow derivation."""
        return self.text.encode()


def _check_letter(place: int, data: str) -> str:
    return _LETTERS[hashlib.sha256(f"{place}{data}".encode()).digest()[0] % 32]
