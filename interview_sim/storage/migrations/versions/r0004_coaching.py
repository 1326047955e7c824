"""Whose interview it is, what was shared of it, and coaches' reviews and tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES = ("shared", "reviews", "tokens", "grants")


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("interviews") as table:
        table.add_column(sa.Column("candidate", sa.String(200), nullable=True))
        table.add_column(sa.Column("imported", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "shared",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("shared_at", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_shared"),
        _belongs("shared", "interview"),
    )
    op.create_index("ix_shared_interview_id", "shared", ["interview_id"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("reviewer", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.String(64), nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        _belongs("reviews", "interview"),
    )
    op.create_index("ix_reviews_interview_id", "reviews", ["interview_id"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created_at", sa.String(64), nullable=False),
        sa.Column("revoked_at", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("sha256", name="uq_tokens_sha256"),
    )
    op.create_table(
        "grants",
        sa.Column("token_id", sa.String(64), nullable=False),
        sa.Column("interview_id", sa.String(64), nullable=False),
        sa.Column("granted_at", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("token_id", "interview_id", name="pk_grants"),
        _belongs("grants", "token"),
        _belongs("grants", "interview"),
    )


def downgrade() -> None:
    """Take it back."""
    for name in reversed(_TABLES):
        op.drop_table(name)
    with op.batch_alter_table("interviews") as table:
        table.drop_column("imported")
        table.drop_column("candidate")


def _belongs(table: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{to}_id_{to}s"
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=name, ondelete="CASCADE")
