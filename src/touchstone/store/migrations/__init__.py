"""The history of the tables, as Alembic revisions."""

HEAD = "0010"  # the newest revision: known here, so that a start with nothing to do need not load Alembic
