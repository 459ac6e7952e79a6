"""How an older store becomes the newest one: Alembic revisions, read from the package."""
