"""An older store becomes the newest one, after a backup that stood its test, or stays as it was."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from tests.store.conftest import KEY, NOW, Shop

from vetrina.domain.people import EvidenceKind as Kind
from vetrina.domain.policy import RulePack
from vetrina.store import backup, connecting, schema
from vetrina.store.database import Database
from vetrina.store.migrations import run


def _schema_of(file: Path) -> list[tuple[str, str, str]]:
    raw = connecting.connect(file, KEY)
    rows = raw.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").fetchall()
    raw.close()
    ours = [row for row in rows if row[1] != "alembic_version" and not row[1].startswith("sqlite_")]
    return [(kind, name, sql) for kind, name, sql in ours]


def test_migrations_and_tables_make_the_same_store(tmp_path: Path) -> None:
    Database.open(tmp_path / "made.db", KEY, lambda: NOW).close()
    engine = connecting.engine(tmp_path / "migrated.db", KEY)
    with engine.begin() as w:
        run.migrate(w, schema.REVISION)
        assert schema.revision(w) == schema.REVISION
    engine.dispose()
    assert _schema_of(tmp_path / "migrated.db") == _schema_of(tmp_path / "made.db")


def test_newest_revision_is_the_one_the_program_names() -> None:
    assert run.scripts().get_current_head() == schema.REVISION


STEP = """
    revision = "0900"
    down_revision = "{before}"
    branch_labels = None
    depends_on = None

    def upgrade():
        from alembic import op
        op.get_bind().exec_driver_sql("ALTER TABLE contact ADD COLUMN street TEXT NOT NULL DEFAULT ''")
        op.get_bind().exec_driver_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY) STRICT")
        {then}
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A program one revision further; `then` is what its step does at the end."""

    def make(then: str = "") -> None:
        folder = tmp_path / "next"
        folder.mkdir(exist_ok=True)
        step = textwrap.dedent(STEP).format(before=schema.REVISION, then=then)
        (folder / "v0900_street.py").write_text(step)
        ours = run.migrate
        monkeypatch.setattr(run, "migrate", lambda connection, target: ours(connection, target, [folder]))
        monkeypatch.setattr(schema, "REVISION", "0900")

    return make


def _old_store(file: Path, rules: RulePack) -> None:
    database = Database.open(file, KEY, lambda: NOW)
    shop = Shop(database, rules)
    shop.talk(shop.meet("anna", "Anna", Kind.FOLLOWED), "Buongiorno", "Avete tazze?")
    database.close()


def test_old_store_is_backed_up_and_migrated(store_file: Path, rules: RulePack, next_version: Any) -> None:
    _old_store(store_file, rules)
    old = schema.REVISION
    next_version()
    database = Database.open(store_file, KEY, lambda: NOW)
    with database.read() as r:
        assert schema.revision(r) == "0900"
        assert r.exec_driver_sql("SELECT name, street FROM contact").all() == [("Anna", "")]
        assert r.exec_driver_sql("SELECT count(*) FROM message").scalar() == 2
    with pytest.raises(Exception, match="FOREIGN KEY"), database.write() as w:  # switched on again
        w.exec_driver_sql("UPDATE address SET contact_id = 99")
    database.close()
    (copy,) = (store_file.parent / "backups").iterdir()
    assert copy.name.startswith(f"before-{old}-")
    assert backup.verify(copy, KEY) > 0


def test_failed_step_leaves_the_store_as_it_was(store_file: Path, rules: RulePack, next_version: Any) -> None:
    _old_store(store_file, rules)
    before = _schema_of(store_file)
    old = schema.REVISION
    next_version(then="raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        Database.open(store_file, KEY, lambda: NOW)
    assert _schema_of(store_file) == before
    raw = connecting.connect(store_file, KEY)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (old,)
    assert raw.execute("SELECT count(*) FROM message").fetchone() == (2,)
    raw.close()


def test_step_that_orphans_rows_is_refused(store_file: Path, rules: RulePack, next_version: Any) -> None:
    _old_store(store_file, rules)
    before = _schema_of(store_file)
    next_version(then='op.get_bind().exec_driver_sql("DELETE FROM contact")')
    with pytest.raises(Exception, match="belongs"):
        Database.open(store_file, KEY, lambda: NOW)
    assert _schema_of(store_file) == before
