"""Examples of a concept, and what people say about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concept", sa.Column("examples", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "concept_remark",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_remark")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concept.id"], name=op.f("fk_concept_remark_concept_id_concept")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user_account.id"],
            name=op.f("fk_concept_remark_author_id_user_account"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_concept_remark_concept_id"), "concept_remark", ["concept_id"])
