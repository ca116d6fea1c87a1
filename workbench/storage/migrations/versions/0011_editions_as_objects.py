"""Editions have an imprint and an apparatus, documents front matter, rights and a cover."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _added() -> dict[str, tuple[sa.Column[Any], ...]]:
    return {
        "block": (sa.Column("about", sa.Text(), server_default="", nullable=False),),
        "edition": (
            sa.Column("slug", sa.Text(), server_default="", nullable=False),
            sa.Column("imprint", sa.JSON(), server_default="{}", nullable=False),
            sa.Column("apparatus", sa.JSON(), server_default="{}", nullable=False),
            sa.Column("layout", sa.Text(), server_default="columns", nullable=False),
            sa.Column("translators_licence", sa.Text(), server_default="", nullable=False),
        ),
        "user_account": (
            sa.Column("credit", sa.Text(), server_default="name", nullable=False),
            sa.Column("pen_name", sa.Text(), server_default="", nullable=False),
            sa.Column("named_in_waivers", sa.Boolean(), server_default=sa.false(), nullable=False),
        ),
    }


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "rights",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("approval", sa.Text(), nullable=False),
        sa.Column("approval_evidence", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_rights_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights")),
        sa.UniqueConstraint("document_id", name=op.f("uq_rights_document_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cover",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user_account.id"], name=op.f("fk_cover_actor_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_cover_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
        sa.UniqueConstraint("document_id", name=op.f("uq_cover_document_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("cover")
    op.drop_table("rights")
    for table, columns in _added().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column.name)
