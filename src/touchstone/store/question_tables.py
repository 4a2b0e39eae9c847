"""Tables of a question's life: its versions and what checking them found. Rows are only ever inserted."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from touchstone.store.tables import metadata
from touchstone.store.types import ExactText, Sentence, UtcTime

question_version = Table(
    "question_version",
    metadata,
    Column("question_id", String(120), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("text", ExactText, nullable=False),
    Column("saved_by", Sentence, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
)

question_check = Table(
    "question_check",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("question_id", String(120), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("tried", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("said", Text, nullable=False),  # JSON: a list of sentences
    Index(None, "question_id", "at"),
)
