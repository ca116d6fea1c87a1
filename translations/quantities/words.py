"""Numbers in words: *two hundred and five*, «сорок шесть», «двадцатипятилетний»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from glossary.model import Span
from translations.quantities import digits, units
from translations.quantities.lexicon import Lexicon
from translations.quantities.model import Quantity, Writing
from translations.quantities.tokens import Token, are_adjacent, are_in_range, fold, has_half

#: Words after a fraction among which its magnitude stands: "a quarter of a million".
_FRACTION_REACH = 3
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000


class _NumberWord(NamedTuple):
    at: int
    token: Token
    readings: tuple[float, ...]


def spoken(text: str, found: Sequence[Token], lexicon: Lexicon) -> Iterator[Quantity]:
    """The numbers in words; neighbouring words make one number where they can."""
    run: list[_NumberWord] = []
    last: Token | None = None
    for at, token in enumerate(found):
        if run and run[-1].token is last and last.magnitude and token.word in lexicon.joiners:
            last = token
            continue
        readings = _readings(text, found, at, lexicon)
        if run and last and not (readings and are_in_range(text, last, token)):
            yield _said(text, run, found, lexicon)
            run = []
        if readings:
            run.append(_NumberWord(at, token, readings))
        last = token
    if run:
        yield _said(text, run, found, lexicon)


def one_and_a_half(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """*A year and a half*, which is eighteen months."""
    for match in lexicon.one_and_a_half.finditer(text):
        counts = lexicon.units.get(fold(match[1], lexicon.language), ())
        values = frozenset((1.5, *(1.5 * count for count in counts)))
        span = Span(*match.span())
        yield Quantity(span=span, writing=Writing.WORDS, values=values, plain=values)


def _readings(text: str, found: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[float, ...]:
    token = found[at]
    if token.magnitude:
        follows_digits = at > 0 and not found[at - 1].word
        if follows_digits and are_adjacent(text, found[at - 1], token):
            return ()  # counted with the digits
        return (token.magnitude,)
    known = lexicon.numbers.get(token.word)
    if known is not None:
        return known
    beginning = lexicon.compounds.match(token.word)
    if beginning is None:
        return ()
    value = _worth(_prefixes(beginning[1], lexicon))
    head = token.word[beginning.end(1) :]
    multiple = _factor(head, lexicon.multiples)
    # Whatever follows, the compound has its own number.
    return (value * multiple, value, digits.key(value * _factor(head, lexicon.spans)))


def _factor(head: str, factors: Mapping[str, float]) -> float:
    return next((factor for stem, factor in factors.items() if head.startswith(stem)), 1.0)


def _prefixes(numbers: str, lexicon: Lexicon) -> Iterator[float]:
    """The values of the numbers that a compound begins with: «двадцатипяти» 20, 5."""
    while numbers:
        prefix = max((p for p in lexicon.prefixes if numbers.startswith(p)), key=len)
        yield lexicon.prefixes[prefix]
        numbers = numbers[len(prefix) :]


def _worth(values: Iterable[float]) -> float:
    """The value of a compound: *zweihundertfünfzig* is two times a hundred, and fifty."""
    total = current = 0.0
    for value in values:
        if value == _THOUSAND:
            total, current = total + (current or 1.0) * value, 0.0
        elif value == _HUNDRED:
            current = (current or 1.0) * value
        else:
            current += value
    return total + current


def _said(
    text: str, run: Sequence[_NumberWord], found: Sequence[Token], lexicon: Lexicon
) -> Quantity:
    wholes = tuple(_wholes((word.readings[0], bool(word.token.magnitude)) for word in run))
    others = [value for word in run for value in word.readings[1:]]
    halves = [value + 0.5 for value in wholes] if has_half(found, run[-1].at, lexicon) else []
    values = frozenset(
        (
            *wholes,
            *others,
            *halves,
            *_years(wholes),
            *_parts_of_more(run, found),
            *_shares(run, found, lexicon),
            *_in_smaller_units((*wholes, *halves), run, found, lexicon),
        )
    )
    span = Span(run[0].token.start, run[-1].token.end)
    return Quantity(
        span=span,
        writing=Writing.WORDS,
        values=values,
        plain=values,
        exact=lexicon.exact.search(text, *span) is not None,
        sizes=tuple(size for value in wholes for size in units.converted(text, *span, value)),
    )


def _years(wholes: Sequence[float]) -> Iterator[float]:
    """*Nineteen eighty-four*: a year by its century and what is left of it."""
    for century, rest in pairwise(wholes):
        if _TEN < century <= _TWENTY + 1 and _TEN <= rest < _HUNDRED:
            yield century * _HUNDRED + rest


def _parts_of_more(run: Sequence[_NumberWord], found: Sequence[Token]) -> Iterator[float]:
    """*Half a million* and «четверть миллиона»: a fraction of the magnitude that follows."""
    for word in run:
        if 0 < word.readings[0] < 1:
            following = found[word.at + 1 : word.at + 1 + _FRACTION_REACH]
            yield from (
                digits.key(word.readings[0] * t.magnitude) for t in following if t.magnitude
            )


def _shares(
    run: Sequence[_NumberWord], found: Sequence[Token], lexicon: Lexicon
) -> Iterator[float]:
    """«Три четверти» and «пятая часть», also in hundredths."""
    counts = [word.readings[0] for word in run]
    shares = [count * part for count, part in pairwise(counts) if part < 1 <= count]
    last = run[-1].at + 1
    if last < len(found) and found[last].word in lexicon.parts and counts[-1]:
        shares.append(1 / counts[-1])
    for share in shares:
        yield digits.key(share)
        yield from (float(floor(100 * share)), float(ceil(100 * share)))


def _in_smaller_units(
    values: Iterable[float],
    run: Sequence[_NumberWord],
    found: Sequence[Token],
    lexicon: Lexicon,
) -> Iterator[float]:
    """*Two weeks* are fourteen days, «двое суток» forty-eight hours."""
    following = (found[word.at + 1] for word in run if word.at + 1 < len(found))
    counts = {count for token in following for count in lexicon.units.get(token.word, ())}
    return (digits.key(value * count) for value in values for count in counts)


def _wholes(words: Iterable[tuple[float, bool]]) -> Iterator[float]:
    """The values of a run of number words, a new one where the number cannot go on."""
    total = current = 0.0
    started = False
    for value, is_magnitude in words:
        if is_magnitude and value >= _THOUSAND:
            total, current = total + (current or 1.0) * value, 0.0
        elif is_magnitude:
            current = (current or 1.0) * value
        elif not started or _may_follow(current, value):
            current += value
        else:
            yield digits.key(total + current)
            total, current = 0.0, value
        started = True
    yield digits.key(total + current)


def _may_follow(current: float, value: float) -> bool:
    """Whether a word goes on with a number: hundreds take tens, tens take units."""
    if current % _HUNDRED == 0:
        return value < _HUNDRED or (current == 0 and value < _THOUSAND)
    return current % _TEN == 0 and current % _HUNDRED >= _TWENTY and 0 < value < _TEN
