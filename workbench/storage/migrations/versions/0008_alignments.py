"""Alignments: sentences of both sides, beads, and what was done to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_alignments()
    op.create_table(
        "alignment_sentence",
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("begins", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), server_default="", nullable=False),
        sa.Column("codes", sa.JSON(), server_default="[]", nullable=False),
        _foreign("alignment_sentence", "alignment_id", "alignment"),
        _foreign("alignment_sentence", "segment_id", "segment"),
        sa.PrimaryKeyConstraint(
            "alignment_id", "side", "number", name=op.f("pk_alignment_sentence")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bead",
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=False),
        sa.Column("source_size", sa.Integer(), nullable=False),
        sa.Column("target_size", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), server_default="[]", nullable=False),
        _foreign("bead", "alignment_id", "alignment"),
        sa.PrimaryKeyConstraint("alignment_id", "place", name=op.f("pk_bead")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alignment_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("alignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("after", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("crossings", sa.JSON(none_as_null=True), nullable=True),
        _foreign("alignment_change", "alignment_id", "alignment"),
        _foreign("alignment_change", "actor_id", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment_change")),
        sa.UniqueConstraint(
            "alignment_id", "number", name=op.f("uq_alignment_change_alignment_id_number")
        ),
        sqlite_autoincrement=True,
    )


def _add_alignments() -> None:
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("target_language", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("source_name", sa.Text(), server_default="", nullable=False),
        sa.Column("source_body", sa.LargeBinary(), nullable=True),
        sa.Column("target_name", sa.Text(), server_default="", nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("crossings", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _foreign("alignment", "project_id", "project"),
        _foreign("alignment", "document_id", "document"),
        _foreign("alignment", "job_id", "job"),
        _foreign("alignment", "edition_id", "edition"),
        _foreign("alignment", "accepted_by", "user_account"),
        _foreign("alignment", "created_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment")),
        sqlite_autoincrement=True,
    )
    for column in ("project_id", "document_id", "edition_id"):
        op.create_index(op.f(f"ix_alignment_{column}"), "alignment", [column])


def _foreign(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{referred}")
    return sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=name)


def downgrade() -> None:
    for table in ("alignment_change", "bead", "alignment_sentence", "alignment"):
        op.drop_table(table)
