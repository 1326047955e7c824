"""Run by alembic: applies migrations on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from interview_sim.storage.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
