"""Imports that can be taken back, and the rows of those that a server stores bit by bit.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import RecordId, home, long_words, words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

IMPORTED = sa.text("import_batch_id IS NOT NULL")
TABLES = ("customer", "payment")


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    schema, prefix = home(dialect)
    op.add_column(
        "import_batch",
        sa.Column("state", words(20), server_default=sa.text("'done'"), nullable=False),
        schema=schema,
    )
    op.add_column("import_batch", sa.Column("last_entry", RecordId, nullable=True), schema=schema)
    # What was changed since older imports nobody knows: nothing of them is taken back.
    op.execute(f"UPDATE {prefix}import_batch SET last_entry = 0")
    op.create_table(
        "import_row",
        sa.Column("batch_id", RecordId, autoincrement=False, nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", long_words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            [f"{prefix}import_batch.id"],
            name=op.f("fk_import_row_batch_id_import_batch"),
        ),
        sa.PrimaryKeyConstraint("batch_id", "row_number", name=op.f("pk_import_row")),
        schema=schema,
    )
    for table in TABLES:
        name = f"ix_{table}_import_batch_id"
        if dialect == "sqlite":
            op.create_index(name, table, ["import_batch_id"], sqlite_where=IMPORTED)
        else:
            op.create_index(name, table, ["import_batch_id"], schema=schema)


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    for table in TABLES:
        op.drop_index(f"ix_{table}_import_batch_id", table, schema=schema)
    op.drop_table("import_row", schema=schema)
    op.drop_column("import_batch", "last_entry", schema=schema)
    op.drop_column("import_batch", "state", schema=schema)
