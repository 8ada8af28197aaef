"""Alembic's environment: migrates the connection that `crm_desktop.data.migrate` hands over."""

from alembic import context

from crm_desktop.data.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
