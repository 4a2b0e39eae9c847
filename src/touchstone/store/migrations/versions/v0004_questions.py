"""The versions of questions, and what checking them found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import ExactText, Sentence, UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the two tables."""
    op.create_table(
        "question_version",
        sa.Column("question_id", sa.String(120), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("text", ExactText(), nullable=False),
        sa.Column("saved_by", Sentence(), nullable=False),
        sa.Column("saved_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "hash", name="pk_question_version"),
    )
    op.create_table(
        "question_check",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("question_id", sa.String(120), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question_check"),
    )
    op.create_index("ix_question_check_question_id_at", "question_check", ["question_id", "at"])
