"""Interviews: people, sheets, sittings, scorecards, what was shown, decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import ExactText, Sentence, UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the seven tables."""
    _people()
    _sittings()
    _scorecards()
    _entries()
    _records()


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", Sentence(), nullable=False),
        sa.Column("rights", sa.String(100), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("revoked_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("token_hash", name="uq_person_token_hash"),
    )


def _sittings() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(100), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("title", Sentence(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
    )
    op.create_table(
        "sitting",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("sheet_id", sa.String(64), nullable=False),
        sa.Column("candidate", sa.String(100), nullable=False),
        sa.Column("organiser", sa.String(40), nullable=False),
        sa.Column("hide_names", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_sitting_sheet_id_sheet"),
        sa.PrimaryKeyConstraint("id", name="pk_sitting"),
    )
    op.create_index("ix_sitting_candidate", "sitting", ["candidate"])


def _scorecards() -> None:
    op.create_table(
        "scorecard",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("sitting_id", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("interviewer", sa.String(40), nullable=False),
        sa.Column("recommendation", sa.String(20), nullable=False),
        sa.Column("confidence", sa.String(20), nullable=False),
        sa.Column("conflict", ExactText()),
        sa.Column("submitted_at", UtcTime()),
        sa.Column("excused", Sentence(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sitting.id"], name="fk_scorecard_sitting_id_sitting", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_scorecard"),
        sa.UniqueConstraint("sitting_id", "interviewer", name="uq_scorecard_sitting_id_interviewer"),
    )


def _entries() -> None:
    op.create_table(
        "scorecard_entry",
        sa.Column("scorecard_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.String(120), nullable=False),
        sa.Column("title", Sentence(), nullable=False),
        sa.Column("competency", Sentence(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("evidence", ExactText(), nullable=False),
        sa.Column("notes", ExactText(), nullable=False),
        sa.Column("not_asked", ExactText(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"],
            ["scorecard.id"],
            name="fk_scorecard_entry_scorecard_id_scorecard",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scorecard_id", "position", name="pk_scorecard_entry"),
    )


def _records() -> None:
    op.create_table(
        "showing",
        sa.Column("question_id", sa.String(120), nullable=False),
        sa.Column("seen_by", sa.String(64), nullable=False),
        sa.Column("question_hash", sa.String(64), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "seen_by", name="pk_showing"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.String(100), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("decided_by", Sentence(), nullable=False),
        sa.Column("reason", ExactText(), nullable=False),
        sa.Column("minutes", ExactText(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_candidate", "decision", ["candidate"])
