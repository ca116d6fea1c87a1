"""Source versions keep what they changed and the way back; blocks know their place in the file.

Until now a block stood where its file has it, so its position is its number there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "source_version", sa.Column("facts", sa.JSON(), server_default="{}", nullable=False)
    )
    op.add_column("source_version", sa.Column("before", sa.LargeBinary(), nullable=True))
    op.add_column(
        "source_version", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("block", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column(
        "block", sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute("UPDATE block SET number = position")


def downgrade() -> None:
    with op.batch_alter_table("block") as batch:
        batch.drop_column("retired")
        batch.drop_column("number")
    with op.batch_alter_table("source_version") as batch:
        for column in ("undone_at", "before", "facts"):
            batch.drop_column(column)
