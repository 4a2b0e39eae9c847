"""Tables of the organisation's own pay."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from touchstone.store.tables import metadata
from touchstone.store.types import Sentence, UtcTime

own_pay_set = Table(
    "own_pay_set",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Sentence, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("file", Sentence, nullable=False),
    Column("imported_by", String(40), nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Column("rows", Integer, nullable=False),
)

own_pay = Table(
    "own_pay",
    metadata,
    Column("set_id", ForeignKey("own_pay_set.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # the order in the file
    Column("person", Text, nullable=False),  # JSON: one `own_pay.model.PaidPerson`, amounts as exact text
)
