"""Attempts: questions as they were asked, drafts, answers, verdicts, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import ExactText, Sentence, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the six tables."""
    _attempts()
    _drafts()
    _answers()
    _verdicts()
    _events()


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(100), nullable=False),
        sa.Column("role", sa.String(100)),
        sa.Column("title", Sentence(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("profile_hash", sa.String(64)),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("deadline_at", UtcTime()),
        sa.Column("finished_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_owner_started_at", "attempt", ["owner", "started_at"])
    op.create_table(
        "attempt_question",
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.String(120), nullable=False),
        sa.Column("question_hash", sa.String(64), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_attempt_question_attempt_id_attempt", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_attempt_question"),
    )
    op.create_index("ix_attempt_question_question_id", "attempt_question", ["question_id"])


def _of_question(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["attempt_id", "position"],
        ["attempt_question.attempt_id", "attempt_question.position"],
        name=f"fk_{table}_attempt_id_position_attempt_question",
        ondelete="CASCADE",
    )


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(100), nullable=False),
        sa.Column("raw", ExactText(), nullable=False),
        sa.Column("saved_at", UtcTime(), nullable=False),
        _of_question("draft"),
        sa.PrimaryKeyConstraint("attempt_id", "position", "part", name="pk_draft"),
    )


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("raw", ExactText(), nullable=False),
        sa.Column("given_at", UtcTime(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        _of_question("answer"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint(
            "attempt_id", "position", "part", "number", name="uq_answer_attempt_id_position_part_number"
        ),
    )
    op.create_index("ix_answer_given_at", "answer", ["given_at"])


def _verdicts() -> None:
    op.create_table(
        "verdict",
        sa.Column("answer_id", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("score", sa.Float()),
        sa.Column("reason", Sentence(), nullable=False),
        sa.Column("mistake", Sentence()),
        sa.Column("read_as", Sentence()),
        sa.Column("decided_by", Sentence(), nullable=False),
        sa.Column("grader_version", sa.String(100), nullable=False),
        sa.Column("question_hash", sa.String(64), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("graded_at", UtcTime(), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("marker", sa.String(100)),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_verdict_answer_id_answer", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "number", name="pk_verdict"),
    )
    op.create_index("ix_verdict_outcome", "verdict", ["outcome"])


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(100)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.Integer()),
        sa.Column("at", UtcTime(), nullable=False),
        _of_question("event"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_attempt_id", "event", ["attempt_id"])
