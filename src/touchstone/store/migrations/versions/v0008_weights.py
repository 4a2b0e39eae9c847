"""Weights of competencies, fixed before the first scorecard of a candidate is in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import ExactText, Sentence, UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the tables. Whoever was scored before is weighed equally: nothing was fixed for them."""
    op.create_table(
        "weighing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(100), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("reason", ExactText(), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("fixed_by", Sentence(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_weighing"),
    )
    op.create_index("ix_weighing_role_level", "weighing", ["role", "level"])
    op.create_table(
        "weighed",
        sa.Column("candidate", sa.String(100), nullable=False),
        sa.Column("weighing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["weighing_id"], ["weighing.id"], name="fk_weighed_weighing_id_weighing"),
        sa.PrimaryKeyConstraint("candidate", name="pk_weighed"),
    )
