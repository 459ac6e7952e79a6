"""What the windows need of the program outside the engine: keep the answers, make the key, start the engine."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
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

    def let_wifi_in(self) -> Future[str]:
        """Let phones on the shop's Wi-Fi open the shop page. The future carries the new link, or a reason why not."""

    def open_practice(self) -> None:
        """Close the welcome and open the practice shop in its own profile."""

    def finished(self) -> None:
        """Close the welcome and open the window on the new shop."""


class KeyHost(Protocol):
    """What Settings asks about the shop's key. All calls come from the UI thread and return at once."""

    def new_recovery_code(self) -> Future[str]:
        """Make a new recovery code; the future carries it in groups, or an OSError or VaultError."""

    def key_file_beside(self, copy: Path) -> Future[Path]:
        """Put the key file beside a copy of the store; the future carries where, or an OSError."""
