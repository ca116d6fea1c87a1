"""Files of a glossary that somebody looks at before they are imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term_upload",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("glossary_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_upload")),
        sa.ForeignKeyConstraint(
            ["glossary_id"], ["glossary.id"], name=op.f("fk_term_upload_glossary_id_glossary")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_term_upload_actor_id_user_account")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_upload_glossary_id"), "term_upload", ["glossary_id"])
