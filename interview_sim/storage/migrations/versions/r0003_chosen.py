"""What was chosen to practise: the mode, the drill and the interviewer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply the change."""
    op.add_column("interviews", sa.Column("chosen", sa.JSON, nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("interviews") as table:
        table.drop_column("chosen")
