"""Why a candidate gets a form despite what was shown before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import Sentence

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; nobody was asked for a reason before."""
    op.add_column("sitting", sa.Column("despite", Sentence(), nullable=False, server_default=""))
