"""Where an interview stands that is not over, so that it can go on after the service was stopped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the change."""
    op.add_column("interviews", sa.Column("standing", sa.JSON, nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("interviews") as table:
        table.drop_column("standing")
