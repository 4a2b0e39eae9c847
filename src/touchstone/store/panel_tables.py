"""Tables of interviews: people, sheets, sittings, scorecards, what was shown, decisions, samples."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from touchstone.store.tables import metadata
from touchstone.store.types import ExactText, Sentence, UtcTime

person = Table(
    "person",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Sentence, nullable=False),
    Column("rights", String(100), nullable=False),
    Column("token_hash", String(64), unique=True),
    Column("since", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("expires_at", UtcTime),
)

sheet = Table(
    "sheet",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("role", String(100), nullable=False),
    Column("level", String(40), nullable=False),
    Column("title", Sentence, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("questions", Text, nullable=False),  # JSON: what `interviews.asking.asked_data` gives
    Column("certificate", Text, nullable=False),  # JSON: what `interviews.certificate` gives
    Column("made_at", UtcTime, nullable=False),
    Column("kit", Sentence, nullable=False, server_default=""),  # Markdown, as it would have been printed
)

sitting = Table(
    "sitting",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("sheet_id", ForeignKey("sheet.id"), nullable=False),
    Column("candidate", String(100), nullable=False, index=True),
    Column("organiser", String(40), nullable=False),
    Column("hide_names", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("despite", Sentence, nullable=False, server_default=""),
    Index(None, "candidate", "sheet_id", unique=True),
)

scorecard = Table(
    "scorecard",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("sitting_id", ForeignKey("sitting.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),  # the interviewers in the order in which they were named
    Column("interviewer", String(40), nullable=False),
    Column("recommendation", String(20), nullable=False),
    Column("confidence", String(20), nullable=False),
    Column("conflict", ExactText),
    Column("submitted_at", UtcTime),
    Column("excused", Sentence, nullable=False),
    UniqueConstraint("sitting_id", "interviewer"),
)

scorecard_entry = Table(
    "scorecard_entry",
    metadata,
    Column("scorecard_id", ForeignKey("scorecard.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question_id", String(120), nullable=False),
    Column("title", Sentence, nullable=False),
    Column("competency", Sentence, nullable=False),
    Column("score", Integer),
    Column("evidence", ExactText, nullable=False),
    Column("notes", ExactText, nullable=False),  # JSON: pairs of anchor and text
    Column("not_asked", ExactText, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
)

# Apart from sittings: that a question is known outlives what is kept of a person.
showing = Table(
    "showing",
    metadata,
    Column("question_id", String(120), primary_key=True),
    Column("seen_by", String(64), primary_key=True),  # a hash of the candidate's code
    Column("question_hash", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("despite", Sentence, nullable=False, server_default=""),  # why, where the exposure cap was reached
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("candidate", String(100), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("decided_by", Sentence, nullable=False),
    Column("reason", ExactText, nullable=False),
    Column("minutes", ExactText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "candidate"),
)

# What competencies weigh for a role and level: only ever added to.
weighing = Table(
    "weighing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String(100), nullable=False),
    Column("level", String(40), nullable=False),
    Column("weights", Text, nullable=False),  # JSON: competency → weight
    Column("reason", ExactText, nullable=False),
    Column("person", String(40), nullable=False),
    Column("fixed_by", Sentence, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "role", "level"),
)

# What held when a candidate's first scorecard was submitted.
weighed = Table(
    "weighed",
    metadata,
    Column("candidate", String(100), primary_key=True),
    Column("weighing_id", ForeignKey("weighing.id"), nullable=False),
)

sample_score = Table(
    "sample_score",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("sample", String(140), primary_key=True),
    Column("version", String(64), primary_key=True),  # the hash of what the sample said
    Column("score", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
)
