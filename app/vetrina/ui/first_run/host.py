"""What the welcome needs of the program: keep the answers, make the key, start the engine."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from vetrina.settings import Settings


class WelcomeHost(Protocol):
    """All calls come from the UI thread and return at once."""

    def keep_shop(self, settings: Settings, passphrase: str) -> Future[str]:
        """Make the key (behind `passphrase`, or in the keyring when it is empty) and keep the answers.

        The future carries the recovery code in groups, or a VaultError.
        """

    def open_shop(self) -> Future[str]:
        """Open the store, start the engine and the hub. The future carries the customer link, or a reason why not."""

    def open_practice(self) -> None:
        """Close the welcome and open the practice shop in its own profile."""

    def finished(self) -> None:
        """Close the welcome and open the window on the new shop."""
