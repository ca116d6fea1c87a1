"""What a language says of quantities: number words, magnitudes, months and weekdays.

A language is one file with one constant, `LEXICON`, found by discovery. Its
tables are prose a linguist can extend: a line is a value (or several, the
readings of a vague word) and the forms that say it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

#: Apostrophes that writers of Ukrainian and English use for one another.
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})

WORD = r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"

NEVER = re.compile(r"(?!)")


class Clock(NamedTuple):
    """A way to tell the time in words: *half past six*, «в половине седьмого»."""

    pattern: re.Pattern[str]  #: its first group is the word for the hour
    minutes: int  #: after that hour, or before it where they are negative


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that stand for quantities and dates."""

    language: str
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    magnitudes: Mapping[str, float] = field(default_factory=dict)
    connectors: frozenset[str] = frozenset()  #: between two numbers that share a magnitude
    joiners: frozenset[str] = frozenset()  #: inside one number: "two hundred and five"
    halves: frozenset[str] = frozenset()  #: after a number, add a half: "с половиной"
    exact: re.Pattern[str] = NEVER  #: words of number that a translation does not leave out
    vague: re.Pattern[str] = NEVER  #: words of number that a translation may put in figures
    months: re.Pattern[str] = NEVER  #: group n is the n-th month
    weekdays: re.Pattern[str] = NEVER  #: group n is the n-th day from Monday
    compounds: re.Pattern[str] = NEVER  #: a word that begins with a number: «пятилетний»
    prefixes: Mapping[str, float] = field(default_factory=dict)  #: of those: «пяти»
    multiples: Mapping[str, float] = field(default_factory=dict)  #: after those: «тысячный»
    spans: Mapping[str, float] = field(default_factory=dict)  #: or of time: «недельный» is seven
    parts: frozenset[str] = frozenset()  #: after an ordinal: «пятая часть»
    units: Mapping[str, tuple[float, ...]] = field(default_factory=dict)  #: a week: seven days
    one_and_a_half: re.Pattern[str] = NEVER  #: around what is counted: *a year and a half*
    clock: tuple[Clock, ...] = ()  #: how hours are told in words


def number_words(
    table: str, endings: Mapping[str, str] | None = None
) -> dict[str, tuple[float, ...]]:
    """The forms of a table; `stem+x` stands for the stem with each ending of `endings["x"]`."""
    found: dict[str, tuple[float, ...]] = {}
    for line in table.strip().splitlines():
        values, *forms = line.split()
        readings = tuple(_value(value) for value in values.split("/"))
        for form in forms:
            stem, _, kind = form.partition("+")
            for ending in (endings or {})[kind].split() if kind else ("",):
                found.setdefault(stem + ending.replace("-", ""), readings)
    return found


def magnitude_words(table: str) -> Mapping[str, float]:
    """The forms of a table of multipliers, a line each."""
    return {form: values[0] for form, values in number_words(table).items()}


def calendar(*alternatives: str) -> re.Pattern[str]:
    """A pattern whose n-th group is the n-th of the alternatives, as a whole word."""
    joined = "|".join(f"({alternative})" for alternative in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def clock(*ways: tuple[str, int]) -> tuple[Clock, ...]:
    """Ways to tell the time: what stands before the word for the hour, and the minutes."""
    return tuple(
        Clock(re.compile(rf"(?<!\w){before}({WORD})", re.IGNORECASE), minutes)
        for before, minutes in ways
    )


def compound(prefixes: Mapping[str, float], heads: str) -> re.Pattern[str]:
    """Words made of one or more numbers and a counted noun."""
    numbers = "|".join(sorted(prefixes, key=len, reverse=True))
    return re.compile(rf"((?:{numbers})+)(?:{'|'.join(heads.split())})\w*")


def _value(text: str) -> float:
    numerator, _, denominator = text.partition(":")
    return float(numerator) / float(denominator or 1)
