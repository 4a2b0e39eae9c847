"""The organisation's own pay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import Sentence, UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the two tables."""
    op.create_table(
        "own_pay_set",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", Sentence(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("file", Sentence(), nullable=False),
        sa.Column("imported_by", sa.String(40), nullable=False),
        sa.Column("imported_at", UtcTime(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_pay_set"),
    )
    op.create_table(
        "own_pay",
        sa.Column("set_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["own_pay_set.id"], name="fk_own_pay_set_id_own_pay_set", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("set_id", "place", name="pk_own_pay"),
    )
