"""Numbers of a match brought to those of the segment, where nothing else has to change with them.

It is safe where the two sources differ in numbers alone, each changed number
stands once in the translation, and the words beside it keep their form: both
numbers belong to one plural category of both languages, or both are years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from translations.quantities.digits import NUMBER, literal_values

_SEPARATOR = re.compile(r"\D")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: What follows a year and does not count anything: a stop, the end, or a word for "year".
_AFTER_YEAR = re.compile(
    r"\s*(?:$|[^\w\s]|(?:г|гг|год|рок|рік|р|роц|year|Jahr)\b|(?:год|рок|роц)\w)"
)


class _Change(NamedTuple):
    old: str
    new: str


def adapted(source: str, wanted: str, target: str, *, languages: tuple[str, str]) -> str | None:
    """Give a translation of `source` with the numbers of `wanted`; none where it is not safe.

    All texts are without inline codes, or with the same ones at the same places.
    """
    changes = _changes(source, wanted)
    if not changes:
        return None
    for change in changes:
        place = _place(change.old, target)
        if place is None:
            return None
        written = _written(change, place[0])
        if written is None or not _agrees(change, target, place.end(), languages):
            return None
        target = target[: place.start()] + written + target[place.end() :]
    return target


def _changes(source: str, wanted: str) -> tuple[_Change, ...]:
    """The numbers that differ; none where anything else does, or a number comes twice."""
    if NUMBER.split(source) != NUMBER.split(wanted):
        return ()
    before, after = NUMBER.findall(source), NUMBER.findall(wanted)
    changes = tuple(
        _Change(*pair) for pair in zip(before, after, strict=True) if len(set(pair)) > 1
    )
    others = [old for old, new in zip(before, after, strict=True) if old == new]
    named = [_digits(each) for change in changes for each in change]
    once = len(set(named)) == len(named) and not set(map(_digits, others)) & set(named)
    return changes if once else ()


def _place(number: str, target: str) -> re.Match[str] | None:
    """Where a number of the source stands in the translation, if it does so once."""
    values = set(literal_values(number))
    found = [each for each in NUMBER.finditer(target) if values & set(literal_values(each[0]))]
    return found[0] if len(found) == 1 else None


def _written(change: _Change, there: str) -> str | None:
    """The new number as the translation writes numbers: 1,500 as 1 500, if 1,000 was 1 000."""
    if there == change.old:
        return change.new
    ours, theirs = _SEPARATOR.findall(change.old), _SEPARATOR.findall(there)
    if _digits(there) != _digits(change.old) or len(ours) != len(theirs):
        return None
    signs = dict(zip(ours, theirs, strict=True))
    if any(sign not in signs for sign in _SEPARATOR.findall(change.new)):
        return None
    return "".join(signs.get(sign, sign) for sign in change.new)


def _agrees(change: _Change, target: str, end: int, languages: tuple[str, str]) -> bool:
    if all(_YEAR.fullmatch(number) for number in change):
        return bool(_AFTER_YEAR.match(target, end)) or _same_category(change, languages)
    return _same_category(change, languages)


def _same_category(change: _Change, languages: tuple[str, str]) -> bool:
    return all(len(set(_categories(change, language))) == 1 for language in languages)


def _categories(change: _Change, language: str) -> Iterator[str]:
    for number in change:
        values = literal_values(number)
        yield _category(language, values[0]) if len(values) == 1 else "unclear"


@lru_cache(maxsize=1024)
def _category(language: str, value: float) -> str:
    """The plural category of a number (CLDR): *one*, *few*, *many*, *other*."""
    try:
        rule = Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return "other" if value != 1 else "one"
    return rule(int(value) if value.is_integer() else value)


def _digits(number: str) -> str:
    return _SEPARATOR.sub("", number)
