"""Bringing an older store to this program's schema with Alembic, in one transaction, after a copy of the file."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from vetrina.hub.store.database import StoreError

SCRIPTS = Path(__file__).parent.parent / "migrations"


def upgrade(engine: sa.Engine, stored: str | None, target: str) -> None:
    """Run every step from revision `stored` (None: an empty store) to `target`; all of them or none.

    Raises StoreError when the store was written by a newer program.
    """
    scripts = ScriptDirectory(str(SCRIPTS))
    try:
        if stored is not None:
            scripts.get_revision(stored)
    except CommandError as fault:
        raise StoreError("The hub's store was written by a newer Vetrina. Install the newer program again.") from fault

    def steps(revision: object, _context: object) -> list[RevisionStep]:
        return scripts._upgrade_revs(target, revision)  # type: ignore[arg-type]  # noqa: SLF001 -- as alembic.command does

    with (
        engine.begin() as connection,
        EnvironmentContext(Config(), scripts, fn=steps) as environment,
    ):
        environment.configure(connection=connection, transaction_per_migration=False)
        environment.run_migrations()
