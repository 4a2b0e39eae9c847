"""Scores of sample answers; a candidate is put on a form once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the table, and makes a sitting unique by candidate and form."""
    op.create_table(
        "sample_score",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("sample", sa.String(140), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "sample", "version", name="pk_sample_score"),
    )
    # An index and no constraint: for one of those SQLite makes the table anew, and dropping the old one would
    # take every scorecard with it.
    op.create_index("ix_sitting_candidate_sheet_id", "sitting", ["candidate", "sheet_id"], unique=True)
