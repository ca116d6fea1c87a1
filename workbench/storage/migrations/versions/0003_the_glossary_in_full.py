"""The glossary in full: every field of an entry, senses, first mentions, proposals, what is left.

Columns that come with a value for older rows need no copy of the table on SQLite.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORDS_OF_TERMS = (
    "type",
    "gender",
    "number",
    "register",
    "geography",
    "false_friend",
    "reliability",
    "process",
    "responsible",
    "valid_from",
    "valid_until",
)
_LISTS = {
    "concept": ("sources", "cues", "references"),
    "term": ("must_match", "must_not_match", "sources"),
    "document": ("cued",),
}
_NEW_TABLES = ("affected", "proposal", "first_mention", "sense")


def upgrade() -> None:
    for table, names in _LISTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    for name in _WORDS_OF_TERMS:
        op.add_column("term", sa.Column(name, sa.Text(), server_default="", nullable=False))
    for table, name in (("term", "target_only"), ("rule", "consistent")):
        op.add_column(
            table, sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.add_column(
        "edition", sa.Column("context_version", sa.Integer(), server_default="1", nullable=False)
    )
    _add_senses()
    _add_first_mentions()
    _add_proposals()
    _add_affected()


def _add_senses() -> None:
    op.create_table(
        "sense",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("words", "citation", "concept", "scope", "speaker", "reason")
        ),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *_foreign("sense", "document_id", "document"),
        *_foreign("sense", "segment_id", "segment"),
        *_foreign("sense", "text_id", "segment_version"),
        *_foreign("sense", "actor_id", "user_account"),
        *_foreign("sense", "ended_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sense")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sense_document_id"), "sense", ["document_id"])
    op.create_index(op.f("ix_sense_segment_id"), "sense", ["segment_id"])


def _add_first_mentions() -> None:
    op.create_table(
        "first_mention",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        *_foreign("first_mention", "edition_id", "edition"),
        *_foreign("first_mention", "concept_id", "concept"),
        *_foreign("first_mention", "segment_id", "segment"),
        sa.PrimaryKeyConstraint("edition_id", "concept_id", name=op.f("pk_first_mention")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_first_mention_segment", "first_mention", ["segment_id"])


def _add_proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("glossary_id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("selected", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *_foreign("proposal", "glossary_id", "glossary"),
        *_foreign("proposal", "term_id", "term"),
        *_foreign("proposal", "project_id", "project"),
        *_foreign("proposal", "edition_id", "edition"),
        *_foreign("proposal", "segment_id", "segment"),
        *_foreign("proposal", "actor_id", "user_account"),
        *_foreign("proposal", "answered_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_actor_id"), "proposal", ["actor_id"])
    op.create_index("ix_proposal_glossary_state", "proposal", ["glossary_id", "state"])


def _add_affected() -> None:
    op.create_table(
        "affected",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("glossary_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=False),
        *_foreign("affected", "glossary_id", "glossary"),
        *_foreign("affected", "target_id", "target"),
        *_foreign("affected", "closed_by", "user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affected")),
        sa.UniqueConstraint(
            "glossary_id",
            "revision",
            "target_id",
            "concept",
            name=op.f("uq_affected_glossary_id_revision_target_id_concept"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_affected_target_id"), "affected", ["target_id"])


def _foreign(table: str, column: str, referred: str) -> tuple[sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_{column}_{referred}")
    return (sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=name),)


def downgrade() -> None:
    for table in _NEW_TABLES:
        op.drop_table(table)
    gone = {**_LISTS, "edition": ("context_version",), "rule": ("consistent",)}
    gone["term"] = (*_LISTS["term"], *_WORDS_OF_TERMS, "target_only")
    for table, names in gone.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.drop_column(name)
