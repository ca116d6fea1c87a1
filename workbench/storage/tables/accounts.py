"""People, what they may do in which project, and how they signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table, Version, Words


class User(Table):
    __tablename__ = "user_account"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    name: Mapped[str]  #: the name to sign in with, as it was given
    folded: Mapped[str] = mapped_column(unique=True)  #: the same, case-folded
    display_name: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str] = mapped_column(default="")  #: argon2id; empty: no password yet
    admin: Mapped[bool] = mapped_column(default=False)  #: may add people and projects
    locale: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    #: How editions credit this person: "name", "pen-name" or "none".
    credit: Mapped[str] = mapped_column(default="name", server_default="name")
    pen_name: Mapped[Words]
    named_in_waivers: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    version: Mapped[Version]


class Membership(Table):
    """One role of one person in one project."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "project_id", "role"), NO_REUSE)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    role: Mapped[str]
    created_at: Mapped[datetime]


class SignIn(Table):
    """A session: what a cookie stands for, revocable here."""

    __tablename__ = "session"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(unique=True)  #: SHA-256 of the cookie's value
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    agent: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class Token(Table):
    """A bearer token for the API, or a link to sign in once."""

    __tablename__ = "token"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    purpose: Mapped[str]  #: "api" or "sign-in"
    name: Mapped[str] = mapped_column(default="")
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class LoginAttempt(Table):
    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_name_at", "folded", "at"),
        Index("ix_login_attempt_address_at", "address", "at"),
        NO_REUSE,
    )

    id: Mapped[Key]
    folded: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    succeeded: Mapped[bool]
