"""The computer's own keyring: which one is trusted, and how its moods are told apart."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from vetrina.vault.errors import KeyringLocked, NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Vetrina"
_NO_SECRETS: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that keep nothing, or keep it for everybody to read."""


def keyring_name() -> str:
    """The class name of the keyring that would be used. Raises NoKeyring."""
    return _name(trusted_keyring())


def trusted_keyring() -> KeyringBackend:
    """The session's keyring. Raises NoKeyring when there is none that keeps secrets encrypted."""
    import keyring

    with _moods():
        chosen = keyring.get_keyring()
        for ring in _members(chosen):
            if trusted(ring):
                return ring
    raise NoKeyring(_name(chosen))


def trusted(ring: KeyringBackend) -> bool:
    """Whether a secret may be given to this backend: judged by its class and all it is built on."""
    return not any(
        base.__module__.startswith(_NO_SECRETS) or "plaintext" in base.__name__.casefold()
        for base in type(ring).__mro__
    )


def put(name: str, secret: str) -> str:
    """Keep a secret and read it back; return the keyring's class name. Raises NoKeyring, KeyringLocked."""
    ring = trusted_keyring()
    with _moods():
        ring.set_password(SERVICE, name, secret)
        kept = ring.get_password(SERVICE, name)
    if kept != secret:
        raise NoKeyring(_name(ring))
    return _name(ring)


def get(name: str) -> str | None:
    """The secret, or None when the keyring is open but does not hold it. Raises NoKeyring, KeyringLocked."""
    ring = trusted_keyring()
    with _moods():
        return ring.get_password(SERVICE, name)


def forget(name: str) -> None:
    """Remove a secret; fine when it is gone already. Raises NoKeyring, KeyringLocked."""
    import keyring.errors

    ring = trusted_keyring()
    with _moods(), contextlib.suppress(keyring.errors.PasswordDeleteError):
        ring.delete_password(SERVICE, name)


def _members(ring: KeyringBackend) -> list[KeyringBackend]:
    """A chain of keyrings would ask the next one when the first says no: take its members one by one."""
    from keyring.backends.chainer import ChainerBackend

    return list(ring.backends) if isinstance(ring, ChainerBackend) else [ring]


def _name(ring: KeyringBackend) -> str:
    return f"{type(ring).__module__}.{type(ring).__qualname__}"


@contextlib.contextmanager
def _moods() -> Iterator[None]:
    """Turn whatever a backend raises into locked or missing."""
    import keyring.errors

    try:
        yield
    except (keyring.errors.KeyringLocked, keyring.errors.InitError) as error:
        raise KeyringLocked from error
    except keyring.errors.PasswordDeleteError:
        raise
    except Exception as error:  # backends pass on what D-Bus, Windows or macOS raise
        raise NoKeyring(type(error).__name__) from error
