"""Files that go out for work elsewhere, and come home."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outing",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _foreign("outing", "edition_id", "edition"),
        _foreign("outing", "actor_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outing")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "homecoming",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changes", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        _foreign("homecoming", "edition_id", "edition"),
        _foreign("homecoming", "actor_id", "user_account"),
        _foreign("homecoming", "undone_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homecoming")),
        sqlite_autoincrement=True,
    )
    for table in ("outing", "homecoming"):
        op.create_index(op.f(f"ix_{table}_edition_id"), table, ["edition_id"])


def _foreign(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{referred}")
    return sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=name)


def downgrade() -> None:
    for table in ("homecoming", "outing"):
        op.drop_table(table)
