"""The change feed and audit log, and the jobs that do long work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table


class Event(Table):
    """What happened; numbered without gaps in each project; append-only."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("project_id", "number"), NO_REUSE)

    id: Mapped[Key]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int | None]  #: none for what belongs to no project
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[str]  #: "target.saved", "term.changed", "user.added" …
    document_id: Mapped[int | None]
    edition_id: Mapped[int | None]
    segment_id: Mapped[int | None]
    version: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Job(Table):
    """Long work: the row is the truth, the queue carries only its id."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_lease", "state", "lease_until"), NO_REUSE)

    id: Mapped[Key]
    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    state: Mapped[str]  #: "waiting", "running", "done", "failed", "cancelled"
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(default="")  #: for people: what it does, or why it failed
    result: Mapped[dict[str, Any] | None]


class Setting(Table):
    """What the program itself keeps: its secret, the version of its word analysis."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
