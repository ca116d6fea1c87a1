"""Findings and reasons keep the facts of their messages, so that each reader's language says them.

Older rows hold a message without facts: its words in English, shown as they are until
the next check finds them anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("finding", "source_occurrence", "target_occurrence")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("facts", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("facts")
