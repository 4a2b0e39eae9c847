"""Why a candidate was shown a question that had reached its exposure cap."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import Sentence

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; nobody was asked for a reason before."""
    op.add_column("showing", sa.Column("despite", Sentence(), nullable=False, server_default=""))
