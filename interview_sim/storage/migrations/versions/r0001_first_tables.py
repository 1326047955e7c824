"""The first tables: interviews, their turns and attempts, and reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("role", sa.String(64), nullable=False),
        sa.Column("profile", sa.String(64), nullable=False),
        sa.Column("started_at", sa.String(64), nullable=False),
        sa.Column("ended_at", sa.String(64), nullable=True),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("events", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
    )
    op.create_index("ix_interviews_started_at", "interviews", ["started_at"])
    op.create_table(
        "turns",
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "id", name="pk_turns"),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_turns_interview_id_interviews", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("interview_id", "position", name="uq_turns_interview_id_position"),
    )
    op.create_table(
        "attempts",
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("turn_id", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "id", name="pk_attempts"),
        sa.ForeignKeyConstraint(
            ["interview_id", "turn_id"],
            ["turns.interview_id", "turns.id"],
            name="fk_attempts_interview_id_turns",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("interview_id", "turn_id", "position", name="uq_attempts_interview_id_turn_id_position"),
    )
    op.create_table(
        "reports",
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("score", sa.Double, nullable=True),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("interview_id", name="pk_reports"),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_reports_interview_id_interviews", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Take it back."""
    for table in ("reports", "attempts", "turns"):
        op.drop_table(table)
    op.drop_index("ix_interviews_started_at", "interviews")
    op.drop_table("interviews")
