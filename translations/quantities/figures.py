"""Numbers in digits, with the magnitude, unit and half that follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.model import Span
from translations.quantities import digits, units
from translations.quantities.lexicon import Lexicon
from translations.quantities.model import Quantity, Writing
from translations.quantities.tokens import Token, are_adjacent, are_in_range, has_half

_THOUSAND = 1000


def figures(text: str, found: Sequence[Token], lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The numbers in digits, last first: a range shares what follows its last number."""
    quantities: list[Quantity] = []
    last: tuple[int, Quantity, float] | None = None
    for at in range(len(found) - 1, -1, -1):
        if found[at].word:
            continue
        magnitude = _magnitude(text, found, at)
        quantity = _whole(text, found, at, magnitude, lexicon)
        if last is not None and not magnitude and _are_joined(text, found, at, last[0], lexicon):
            magnitude = last[2]
            quantity = _sharing(quantity, magnitude, last[1])
        quantities.append(quantity)
        last = at, quantity, magnitude
    return tuple(quantities)


def _magnitude(text: str, found: Sequence[Token], at: int) -> float:
    if at + 1 == len(found) or not are_adjacent(text, found[at], found[at + 1]):
        return 0.0
    return found[at + 1].magnitude


def _whole(
    text: str, found: Sequence[Token], at: int, magnitude: float, lexicon: Lexicon
) -> Quantity:
    quantity = _bare(text, found[at].start, found[at].end)
    if magnitude:
        following = found[at + 1]
        ambiguous = following.start == found[at].end or len(following.word) == 1
        quantity = _scaled(quantity, magnitude, keep=ambiguous)
    if has_half(found, at, lexicon):
        halves = quantity.values | {value + 0.5 for value in quantity.values}
        quantity = replace(quantity, values=halves, plain=halves)
    counts = _units(text, found, at, lexicon)
    smaller = {digits.key(value * count) for value in quantity.values for count in counts}
    return replace(quantity, values=quantity.values | smaller)


def _units(text: str, found: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[float, ...]:
    """How many smaller things the unit after a number holds: *2 weeks* are fourteen days."""
    if at + 1 == len(found) or not are_adjacent(text, found[at], found[at + 1]):
        return ()
    return lexicon.units.get(found[at + 1].word, ())


def _bare(text: str, start: int, end: int) -> Quantity:
    written = text[start:end]
    plain = digits.literal_values(written)
    others = (
        *digits.clock_values(text, start, end),
        *digits.decade_values(text, start, end),
        *digits.short_year_values(text, start, end),
        *units.height_in_metres(text, start, end),
    )
    return Quantity(
        span=Span(start, end),
        writing=Writing.DIGITS,
        plain=frozenset(plain),
        values=frozenset((*plain, *others)),
        pieces=digits.pieces(written),
        sizes=units.converted(text, start, end, plain[0]) if plain else (),
        idle=_is_idle(text, start, end),
    )


def _is_idle(text: str, start: int, end: int) -> bool:
    return (
        digits.is_empty_minutes(text, start, end)
        or digits.is_of_a_disease(text, start)
        or digits.is_of_a_share(text, start)
    )


def _scaled(quantity: Quantity, magnitude: float, *, keep: bool) -> Quantity:
    """A number times its magnitude; *5m* may be metres too, and keeps the bare number."""
    scaled = frozenset(digits.key(value * magnitude) for value in quantity.values)
    values = scaled | quantity.values if keep else scaled
    return replace(quantity, values=values, plain=values, pieces=())


def _are_joined(text: str, found: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether two numbers are a range or a pair that may share a magnitude or a unit."""
    between = found[first + 1 : last]
    if not between:
        return are_in_range(text, found[first], found[last])
    return len(between) == 1 and between[0].word in lexicon.connectors


def _sharing(quantity: Quantity, magnitude: float, last: Quantity) -> Quantity:
    """*10-15,000* is ten to fifteen thousand, or ten: both stay possible."""
    lowest, highest = min(quantity.values, default=0.0), max(last.values, default=0.0)
    factor = magnitude
    if not factor and lowest < _THOUSAND <= highest and highest % _THOUSAND == 0:
        factor = _THOUSAND
    shared = {digits.key(value * factor) for value in quantity.values} if factor else set[float]()
    sizes = quantity.sizes
    if last.sizes and not sizes and highest:
        sizes = (last.sizes[0] / highest * lowest,)
    return replace(quantity, values=quantity.values | shared, sizes=sizes)
