"""What a report came to in figures, and the words to find it by, so that no history has to read whole reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "figures",
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("searchable", sa.Text, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("interview_id", name="pk_figures"),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["reports.interview_id"], name="fk_figures_interview_id_reports", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("figures")
