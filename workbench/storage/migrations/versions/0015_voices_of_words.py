"""A person says whose words stand in a source: beside what words mean."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sense", sa.Column("voice", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM sense WHERE voice <> ''"))
    with op.batch_alter_table("sense") as batch:
        batch.drop_column("voice")
