"""An index for each order that a list of a million customers is offered in.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import home

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("deleted_at IS NULL")
COLUMNS = (
    "number_key",
    "sort_key",
    "kind",
    "status",
    "level",
    "source",
    "industry",
    "created_at",
    "updated_at",
)
PLACES = ("province", "city")
REFERENCES = ("owner_id", "product_category_id")
REPLACED = ("sort_key", "updated_at")


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    schema, _ = home(dialect)
    for name in (*REPLACED, *REFERENCES):
        op.drop_index(f"ix_customer_{name}", "customer", schema=schema)
    for name in REFERENCES:
        # Whole, so that a user or category with customers in the recycle bin is found to have them.
        op.create_index(f"ix_customer_{name}", "customer", [name, "deleted_at"], schema=schema)
    for name in COLUMNS:
        if dialect == "sqlite":
            op.create_index(f"ix_customer_{name}", "customer", [name], sqlite_where=LIVE)
        else:
            # No filtered index: what writes with QUOTED_IDENTIFIER off would be refused.
            columns = ["deleted_at", name, "id"]
            op.create_index(f"ix_customer_{name}", "customer", columns, schema=schema)
    if dialect == "sqlite":
        for name in PLACES:
            caseless = sa.text(f"{name} COLLATE NOCASE")
            op.create_index(f"ix_customer_{name}", "customer", [caseless], sqlite_where=LIVE)


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    schema, _ = home(dialect)
    for name in (*COLUMNS, *REFERENCES, *(PLACES if dialect == "sqlite" else ())):
        op.drop_index(f"ix_customer_{name}", "customer", schema=schema)
    for name in REPLACED:
        op.create_index(f"ix_customer_{name}", "customer", [name, "id"], schema=schema)
    for name in REFERENCES:
        op.create_index(f"ix_customer_{name}", "customer", [name], schema=schema)
