"""The whole kit as it was when a candidate was put on the form."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from touchstone.store.types import Sentence

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; forms of before have no kit kept."""
    op.add_column("sheet", sa.Column("kit", Sentence(), nullable=False, server_default=""))
