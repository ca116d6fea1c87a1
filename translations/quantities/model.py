"""What is found in a text: quantities, months and weekdays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.model import Span


class Writing(StrEnum):
    """How a quantity is written."""

    DIGITS = "digits"
    WORDS = "words"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number of a text."""

    span: Span
    writing: Writing
    plain: frozenset[float]  #: the values of what is written
    values: frozenset[float]  #: with those by other clocks, short years and shared magnitudes
    pieces: tuple[float, ...] = ()  #: the numbers it may be made of
    sizes: tuple[float, ...] = ()  #: in metric measure, unrounded
    idle: bool = False  #: such as the noughts of a full hour: may go unsaid
    exact: bool = False  #: said in words that a translation does not leave out: *forty-six*


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A month or a weekday, by its number from one."""

    span: Span
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """What a text counts and when."""

    numbers: tuple[Quantity, ...] = ()
    months: tuple[Named, ...] = ()
    weekdays: tuple[Named, ...] = ()
    vague: bool = False  #: speaks of dozens, decades or teens, which may come as figures
