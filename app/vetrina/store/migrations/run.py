"""Brings an open store from its revision to another, in the caller's transaction. Alembic is imported only here."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

HERE = Path(__file__).resolve().parent


def scripts(folders: Sequence[Path] = ()) -> ScriptDirectory:
    """The revisions that ship with the program, and those of further `folders` (tests)."""
    places = [HERE / "versions", *folders]
    return ScriptDirectory(str(HERE), version_locations=[str(place) for place in places])


def migrate(connection: Connection, target: str, folders: Sequence[Path] = ()) -> None:
    """Run the revisions up to `target` on a store of ours. Whatever fails leaves the transaction to be rolled back."""
    found = scripts(folders)

    def steps(stored: Any, _context: Any) -> Any:
        return found._upgrade_revs(target, stored)  # noqa: SLF001 - what Alembic's own `upgrade` command calls

    with _quietly(), EnvironmentContext(Config(), found, fn=steps) as environment:
        environment.configure(connection=connection, transaction_per_migration=False, transactional_ddl=False)
        environment.run_migrations()


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    log = logging.getLogger("alembic")
    before = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(before)
