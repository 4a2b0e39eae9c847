"""The tables. Answers, verdicts and events are only ever inserted; nothing in this room updates them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from touchstone.store.types import ExactText, Sentence, UtcTime

# Named constraints: a later migration can only alter what has a name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("owner", String(100), nullable=False),
    Column("role", String(100)),
    Column("title", Sentence, nullable=False),
    Column("level", String(40), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("profile_hash", String(64)),
    Column("started_at", UtcTime, nullable=False),
    Column("deadline_at", UtcTime),
    Column("finished_at", UtcTime),
    Index(None, "owner", "started_at"),
)

attempt_question = Table(
    "attempt_question",
    metadata,
    Column("attempt_id", ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question_id", String(120), nullable=False, index=True),
    Column("question_hash", String(64), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("asked", Text, nullable=False),  # the drawn question as JSON: `assessments.asked.Asked`
)


def _of_question() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["attempt_id", "position"],
        ["attempt_question.attempt_id", "attempt_question.position"],
        ondelete="CASCADE",
    )


draft = Table(
    "draft",
    metadata,
    Column("attempt_id", String(40), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("part", String(100), primary_key=True),
    Column("raw", ExactText, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
    _of_question(),
)

answer = Table(
    "answer",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("attempt_id", String(40), nullable=False),
    Column("position", Integer, nullable=False),
    Column("part", String(100), nullable=False),
    Column("number", Integer, nullable=False),
    Column("raw", ExactText, nullable=False),
    Column("given_at", UtcTime, nullable=False, index=True),
    Column("hints", Integer, nullable=False),
    _of_question(),
    UniqueConstraint("attempt_id", "position", "part", "number"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("answer_id", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("outcome", String(20), nullable=False, index=True),
    Column("score", Float),
    Column("reason", Sentence, nullable=False),
    Column("mistake", Sentence),
    Column("read_as", Sentence),
    Column("decided_by", Sentence, nullable=False),
    Column("grader_version", String(100), nullable=False),
    Column("question_hash", String(64), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("graded_at", UtcTime, nullable=False),
    Column("cause", String(20), nullable=False),
    Column("marker", String(100)),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),  # the order in which things happened, whatever the clock said
    Column("attempt_id", String(40), nullable=False),
    Column("position", Integer, nullable=False),
    Column("part", String(100)),
    Column("kind", String(20), nullable=False),
    Column("value", Integer),
    Column("at", UtcTime, nullable=False),
    _of_question(),
    Index(None, "attempt_id"),
)
