"""Whether one text says a number of another: in any notation, in parts, in another measure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from translations.quantities import units
from translations.quantities.model import Quantities, Quantity

#: Numbers are weighed each against each: a list of thousands would take minutes.
MOST: Final = 50
_MOST_VALUES = 200


class Said(NamedTuple):
    """All that a text says in numbers, to look up the other text's."""

    values: frozenset[float]  #: in any reading
    measured: frozenset[float]  #: of those, what may be a size in another measure
    plain: frozenset[float]  #: as it is written
    sized: tuple[Quantity, ...]  #: what has a size in another measure
    numbers: tuple[Quantity, ...]


def said(found: Quantities) -> Said:
    """What a text says in numbers; months count as theirs."""
    months = {float(month.number) for month in found.months}
    values = frozenset(v for q in found.numbers for v in (*q.values, *q.pieces)) | months
    return Said(
        values=values,
        measured=values if len(values) <= _MOST_VALUES else frozenset(),
        plain=frozenset(v for q in found.numbers for v in (*q.plain, *q.pieces)),
        sized=_distinct(q for q in found.numbers if q.sizes),
        numbers=_distinct(found.numbers),
    )


def _distinct(numbers: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The different sizes among some numbers, up to as many as a sentence may have."""
    return tuple({(q.sizes, q.values): q for q in numbers}.values())[:MOST]


def is_accounted(quantity: Quantity, other: Said) -> bool:
    """Whether the other text says this number, whole, in parts or in another measure."""
    if not quantity.plain.isdisjoint(other.values) or not quantity.values.isdisjoint(other.plain):
        return True
    if quantity.pieces and all(piece in other.values or piece == 0 for piece in quantity.pieces):
        return True
    return _measured(quantity, other)


def _measured(quantity: Quantity, other: Said) -> bool:
    return any(
        units.is_about(size, value) for size in quantity.sizes for value in other.measured
    ) or any(_same_size(twin, quantity) for twin in other.sized)


def is_said_twice(quantity: Quantity, own: Said, other: Said) -> bool:
    """Whether a text gives one size in two measures, 800 kph (497 mph), and the other text one."""
    twins = own.numbers if quantity.sizes else own.sized
    return any(
        twin is not quantity and twin.sizes != quantity.sizes and is_accounted(twin, other)
        for twin in twins
        if _same_size(quantity, twin) or _same_size(twin, quantity)
    )


def _same_size(one: Quantity, other: Quantity) -> bool:
    return any(units.is_about(size, value) for size in one.sizes for value in other.values)
