"""Jobs that can be undone, payments entered again, and ways into a long history.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import RecordId, UtcDateTime, home, long_words, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_HISTORY = {
    "ix_audit_log_username": ["username", "at"],
    "ix_audit_log_action": ["action", "at"],
    "ix_audit_log_entity_at": ["entity", "at"],
}


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    schema, prefix = home(dialect)
    users = f"{prefix}client_user.id"
    op.create_table(
        "job",
        sa.Column("id", RecordId, nullable=False),
        sa.Column("user_id", RecordId, nullable=False),
        sa.Column("kind", words(20), nullable=False),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("label", words(250), server_default=sa.text("('')"), nullable=False),
        sa.Column("detail", long_words(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", RecordId, nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("updated_by", RecordId, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], [users], name=op.f("fk_job_user_id_client_user")),
        sa.ForeignKeyConstraint(
            ["created_by"], [users], name=op.f("fk_job_created_by_client_user")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], [users], name=op.f("fk_job_updated_by_client_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        schema=schema,
    )
    op.create_index("ix_job_user_id", "job", ["user_id", "id"], schema=schema)
    op.create_table(
        "job_item",
        sa.Column("id", RecordId, nullable=False),
        sa.Column("job_id", RecordId, nullable=False),
        sa.Column("entity", words(30), nullable=False),
        sa.Column("entity_id", RecordId, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", long_words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], [f"{prefix}job.id"], name=op.f("fk_job_item_job_id_job")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_item")),
        schema=schema,
    )
    op.create_index("ix_job_item_job_id", "job_item", ["job_id"], schema=schema)
    _add_replaced_payment(dialect, schema)
    for name, columns in _HISTORY.items():
        op.create_index(name, "audit_log", columns, schema=schema)


def _add_replaced_payment(dialect: str, schema: str | None) -> None:
    name = "fk_payment_replaces_id_payment"
    if dialect == "sqlite":
        # A column with its reference can be added as it is; rebuilding the table is not needed.
        op.execute(
            "ALTER TABLE payment ADD COLUMN replaces_id INTEGER "
            f"CONSTRAINT {name} REFERENCES payment (id)"
        )
        return
    op.add_column("payment", sa.Column("replaces_id", RecordId, nullable=True), schema=schema)
    op.create_foreign_key(
        op.f(name),
        "payment",
        "payment",
        ["replaces_id"],
        ["id"],
        source_schema=schema,
        referent_schema=schema,
    )


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    schema, _ = home(dialect)
    for name in _HISTORY:
        op.drop_index(name, "audit_log", schema=schema)
    if dialect != "sqlite":
        op.drop_constraint("fk_payment_replaces_id_payment", "payment", schema=schema)
    op.drop_column("payment", "replaces_id", schema=schema)
    op.drop_table("job_item", schema=schema)
    op.drop_table("job", schema=schema)
