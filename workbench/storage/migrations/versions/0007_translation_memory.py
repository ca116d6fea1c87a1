"""Translation memories: units, the keys that they are found by, where they were used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memory",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _foreign("memory", "project_id", "project"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory")),
        sa.UniqueConstraint("name", name=op.f("uq_memory_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memory_project_id"), "memory", ["project_id"])
    op.create_table(
        "memory_choice",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("memory_id", sa.Integer(), nullable=False),
        sa.Column("reads", sa.Boolean(), nullable=False),
        sa.Column("writes", sa.Boolean(), nullable=False),
        sa.Column("penalty", sa.Double(), nullable=False),
        _foreign("memory_choice", "project_id", "project"),
        _foreign("memory_choice", "memory_id", "memory"),
        sa.PrimaryKeyConstraint("project_id", "memory_id", name=op.f("pk_memory_choice")),
        sqlite_with_rowid=False,
    )
    _add_units()
    op.create_table(
        "memory_posting",
        sa.Column("feature", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("feature", "unit_id", name=op.f("pk_memory_posting")),
        sqlite_with_rowid=False,
    )
    _add_uses()


def _add_units() -> None:
    op.create_table(
        "memory_unit",
        sa.Column("source_hash", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("memory_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in (
                "before_key",
                "after_key",
                "edition_id",
                "segment_id",
                "author_id",
                "withdrawn_by",
            )
        ),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("target_language", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_why", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("codes", sa.JSON(none_as_null=True), nullable=True),
        _foreign("memory_unit", "memory_id", "memory"),
        _foreign("memory_unit", "edition_id", "edition"),
        _foreign("memory_unit", "segment_id", "segment"),
        _foreign("memory_unit", "author_id", "user_account"),
        _foreign("memory_unit", "withdrawn_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_unit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memory_unit_source_hash"), "memory_unit", ["source_hash"])
    op.create_index(op.f("ix_memory_unit_memory_id"), "memory_unit", ["memory_id"])
    op.create_index(
        "ix_memory_unit_place",
        "memory_unit",
        ["edition_id", "segment_id", "source_hash"],
        unique=True,
        sqlite_where=sa.text("edition_id IS NOT NULL"),
        postgresql_where=sa.text("edition_id IS NOT NULL"),
    )


def _add_uses() -> None:
    op.create_table(
        "memory_use",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("target_version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        _foreign("memory_use", "unit_id", "memory_unit"),
        _foreign("memory_use", "edition_id", "edition"),
        _foreign("memory_use", "segment_id", "segment"),
        _foreign("memory_use", "actor_id", "user_account"),
        _foreign("memory_use", "job_id", "job"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_use")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memory_use_unit_id"), "memory_use", ["unit_id"])
    op.create_index(op.f("ix_memory_use_job_id"), "memory_use", ["job_id"])


def _foreign(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{referred}")
    return sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=name)


def downgrade() -> None:
    for table in ("memory_use", "memory_posting", "memory_unit", "memory_choice", "memory"):
        op.drop_table(table)
