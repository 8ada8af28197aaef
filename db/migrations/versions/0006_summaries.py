"""Summaries of payments: revenue by day, and what each customer paid.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import Money, RecordId, home

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REVENUE = "SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END)"


def upgrade() -> None:
    schema, prefix = home(op.get_context().dialect.name)
    op.create_table(
        "revenue_day",
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("revenue", Money(18, 2), nullable=False),
        sa.PrimaryKeyConstraint("paid_on", "slot", name=op.f("pk_revenue_day")),
        schema=schema,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "customer_paid",
        sa.Column("customer_id", RecordId, autoincrement=False, nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("revenue", Money(18, 2), nullable=False),
        sa.Column("last_payment_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_paid")),
        schema=schema,
    )
    _fill(prefix)
    for column in ("revenue", "last_payment_on"):
        op.create_index(
            f"ix_customer_paid_{column}", "customer_paid", [column, "customer_id"], schema=schema
        )


def _fill(prefix: str) -> None:
    op.execute(
        f"INSERT INTO {prefix}revenue_day (paid_on, slot, payments, revenue) "
        f"SELECT paid_on, 0, COUNT(*), {_REVENUE} FROM {prefix}payment "
        "WHERE voided_at IS NULL GROUP BY paid_on"
    )
    op.execute(
        f"INSERT INTO {prefix}customer_paid (customer_id, payments, revenue, last_payment_on) "
        f"SELECT c.id, COALESCE(p.payments, 0), COALESCE(p.revenue, 0), p.last_payment_on "
        f"FROM {prefix}customer AS c LEFT JOIN ("
        f"SELECT customer_id, COUNT(*) AS payments, {_REVENUE} AS revenue, "
        "MAX(CASE WHEN kind = 'payment' THEN paid_on END) AS last_payment_on "
        f"FROM {prefix}payment WHERE voided_at IS NULL GROUP BY customer_id"
        ") AS p ON p.customer_id = c.id"
    )


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    for table in ("customer_paid", "revenue_day"):
        op.drop_table(table, schema=schema)
