"""Thousands of numbers handed to a statement in one value.

`column IN (…)` with a value for each is another statement for every count of them: it is
written out, sent and planned anew each time, which takes longer than to answer it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Dialect, Integer, Text, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class among(FunctionElement[bool]):  # noqa: N801 - it reads as the function that it is
    """Says that a column has one of these numbers, however many.

    It is of no type, because what is a Boolean is compared with 1 on SQLite, past every index.
    """

    inherit_cache = True

    def __init__(
        self,
        column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
        numbers: Collection[int],
    ) -> None:
        super().__init__(column, literal(numbers, _Numbers()))


class _Numbers(TypeDecorator[Collection[int]]):
    """Numbers as JSON on SQLite, as an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(Integer()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> object:
        numbers = sorted(value or ())
        return numbers if dialect.name == "postgresql" else f"[{','.join(map(str, numbers))}]"


@compiles(among, "sqlite")
def _of_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - our own names


@compiles(among, "postgresql")
def _of_array(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({numbers})"
