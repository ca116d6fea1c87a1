"""Entries of the glossary as plain JSON, and back, field by field as their classes name them.

The fields and their types are read from the classes, so that a field that is
added to one is stored without a word here; what an older body does not have
takes the default of its field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Reader = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Give a value as lists, dictionaries, words and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def built(kind: type[T], body: Mapping[Any, Any]) -> T:
    """Give the value of this class that a body keeps; the inverse of `plain`."""
    entry: Any = kind
    readers = _readers(entry)
    return kind(**{name: readers[name](body[name]) for name in readers.keys() & body.keys()})


@cache
def _readers(kind: Any) -> Mapping[str, _Reader]:
    hints = get_type_hints(kind)
    return {each.name: _reader(hints[each.name]) for each in fields(kind)}


def _reader(hint: Any) -> _Reader:
    """How a value of this type is read: what has a form of its own is given it again."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        of_some = _reader(next(each for each in inner if each is not type(None)))
        return lambda raw: None if raw is None else of_some(raw)
    if origin in {tuple, frozenset}:
        make: Callable[[Any], Any] = origin
        of_each = _reader(inner[0])
        return lambda raw: make(map(of_each, raw))
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(built, hint)
    return hint if _is_vocabulary(hint) else _as_it_is


def _is_vocabulary(hint: Any) -> TypeGuard[type[Enum]]:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _as_it_is(raw: Any) -> Any:
    return raw
