"""The index by grams, by which customers are found by any part of their texts.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import context, op

from crm_desktop.data import search_index
from crm_desktop.data.dialect import RecordId, home, words
from crm_desktop.data.dialect.search import CREATE_GRAM_TABLE, GRAM_TABLE

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    if schema is None:
        op.execute(sa.DDL(CREATE_GRAM_TABLE.replace("%", "%%")))
        if not context.is_offline_mode():
            search_index.rebuild(op.get_bind())
        return
    # Filled by triggers, which come after the tables.
    op.create_table(
        GRAM_TABLE,
        sa.Column("gram", words(5), nullable=False),
        sa.Column("customer_id", RecordId, nullable=False),
        sa.PrimaryKeyConstraint("gram", "customer_id", name=op.f("pk_customer_gram")),
        schema=schema,
    )


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    op.drop_table(GRAM_TABLE, schema=schema)
