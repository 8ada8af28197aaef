"""The shared server: whose principal a user has, which clients may write, history for clerks.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import RecordId, UtcDateTime, home, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    schema, prefix = home(op.get_context().dialect.name)
    op.add_column("client_user", sa.Column("principal", words(128), nullable=True), schema=schema)
    op.create_table(
        "schema_info",
        sa.Column("name", words(30), nullable=False),
        sa.Column("value", words(100), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_schema_info")),
        schema=schema,
    )
    # The last save of each running program, for when the answer to it is lost with the line.
    op.create_table(
        "client_operation",
        sa.Column("client", words(36), nullable=False),
        sa.Column("number", RecordId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_client_operation")),
        schema=schema,
    )
    op.execute(f"INSERT INTO {prefix}schema_info VALUES ('min_client_version', '0.1.0')")
    for series in ("customer", "payment"):
        op.execute(
            f"INSERT INTO {prefix}number_series (name, last_value) SELECT '{series}', 0 "
            f"WHERE NOT EXISTS (SELECT 1 FROM {prefix}number_series WHERE name = '{series}')"
        )
    # What everybody may read of the history; the rest is the administrators'.
    columns = "id, at, user_id, username, action, entity, entity_id, customer_id, label, changes"
    op.execute(
        f"CREATE VIEW {prefix}customer_history AS SELECT {columns} FROM {prefix}audit_log "
        "WHERE customer_id IS NOT NULL"
    )


def downgrade() -> None:
    schema, prefix = home(op.get_context().dialect.name)
    op.execute(f"DROP VIEW {prefix}customer_history")
    op.drop_table("client_operation", schema=schema)
    op.drop_table("schema_info", schema=schema)
    op.drop_column("client_user", "principal", schema=schema)
