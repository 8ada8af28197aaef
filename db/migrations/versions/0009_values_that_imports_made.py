"""An import notes which list values and categories it made, so that they can go with it.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import home, long_words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    column = sa.Column("made", long_words(), server_default=sa.text("'[]'"), nullable=False)
    op.add_column("import_batch", column, schema=schema)


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    op.drop_column("import_batch", "made", schema=schema)
