"""The first schema, as it was released; later ones change it, this one stays."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, index, trigger and word index."""
    script = Path(__file__).with_name("v0001_first.sql").read_text(encoding="utf-8")
    for statement in script.split("\n;;\n"):
        if statement.strip() and "alembic_version" not in statement:
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """There is no way back; a backup is made before each migration."""
    raise NotImplementedError("go back by restoring the backup that was made before")
