"""A keyring in a plain file, for programs under test that run as processes of their own. Never for anybody's data."""

from __future__ import annotations

import json
import os
from pathlib import Path

import keyring.backend
import keyring.errors

FILE_VARIABLE = "VETRINA_TEST_KEYRING"
"""Environment variable that names the file; processes find the backend by PYTHON_KEYRING_BACKEND."""


class FileKeyring(keyring.backend.KeyringBackend):
    """Keeps what it is given in the file that FILE_VARIABLE names."""

    priority = 1

    def _kept(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(Path(os.environ[FILE_VARIABLE]).read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return kept

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self._write(self._kept() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret. Raises PasswordDeleteError when it is not there."""
        kept = self._kept()
        if kept.pop(f"{service} {username}", None) is None:
            raise keyring.errors.PasswordDeleteError("not there")
        self._write(kept)

    def _write(self, kept: dict[str, str]) -> None:
        Path(os.environ[FILE_VARIABLE]).write_text(json.dumps(kept), "utf-8")
