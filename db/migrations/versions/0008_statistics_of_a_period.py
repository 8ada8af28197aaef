"""The index by days has all that statistics of a period read.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

from crm_desktop.data.dialect import home

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NAME = "ix_payment_paid_on"
BEFORE = ["paid_on", "customer_id"]
AFTER = [
    "paid_on",
    "voided_at",
    "customer_id",
    "kind",
    "amount",
    "method",
    "product_category_id",
]


def upgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    op.drop_index(NAME, "payment", schema=schema)
    op.create_index(NAME, "payment", AFTER, schema=schema)


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    op.drop_index(NAME, "payment", schema=schema)
    op.create_index(NAME, "payment", BEFORE, schema=schema)
