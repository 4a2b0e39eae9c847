"""When a person's link ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import UtcTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DAYS = 90  # from now on, and not from when they were made: an update shuts nobody out


def upgrade() -> None:
    """Adds the column, and gives the links that are out an end."""
    op.add_column("person", sa.Column("expires_at", UtcTime(), nullable=True))
    person = sa.table("person", sa.column("token_hash"), sa.column("expires_at", UtcTime()))
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = day + timedelta(days=DAYS + 1)
    op.execute(person.update().where(person.c.token_hash.is_not(None)).values(expires_at=ends))
