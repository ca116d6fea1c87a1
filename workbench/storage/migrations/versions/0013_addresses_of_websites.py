"""A destination that is a website knows its address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("destination", sa.Column("base", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("destination") as batch:
        batch.drop_column("base")
