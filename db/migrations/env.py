"""Alembic's environment: migrates the connection that `crm_desktop.data.migrate` hands over.

Without a connection the statements for `dialect_name` are written instead, for a DBA to read.
"""

from alembic import context

from crm_desktop.data.dialect import home
from crm_desktop.data.tables import METADATA

attributes = context.config.attributes
connection = attributes.get("connection")
dialect_name = connection.dialect.name if connection is not None else attributes["dialect_name"]
schema, _ = home(dialect_name)
context.configure(
    connection=connection,
    dialect_name=None if connection is not None else dialect_name,
    target_metadata=METADATA,
    render_as_batch=True,
    transaction_per_migration=False,
    version_table_schema=schema,
)
with context.begin_transaction():
    if schema is not None:
        context.execute(f"IF SCHEMA_ID(N'{schema}') IS NULL EXEC (N'CREATE SCHEMA {schema}')")
    context.run_migrations()
