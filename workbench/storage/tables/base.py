"""What all tables share: naming, column types, times."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator


class NaiveTime(ValueError):
    """A time without a zone was about to be stored."""


class UtcTime(TypeDecorator[datetime]):
    """A point in time, in UTC; refuses naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTime(value.isoformat())
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The declarative base; subclasses are schema only."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text,
        datetime: UtcTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


#: A primary key that is never reused.
Key = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=True)]
#: Raised by every change that a person makes; the form states the one it saw.
Version = Annotated[int, mapped_column(Integer, default=1, server_default="1")]

#: Words and lists of an entry that need not be there; older rows have none.
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
Listed = Annotated[list[Any], mapped_column(JSON, default=list, server_default="[]")]

#: For every table with a `Key`: SQLite then never hands out a number twice.
NO_REUSE = {"sqlite_autoincrement": True}
