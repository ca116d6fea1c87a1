"""Reads the quantities of a text with one language's lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from glossary.model import Span
from translations.quantities import digits, roman, units
from translations.quantities.lexicon import APOSTROPHES, Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_TOKEN = re.compile(rf"(?P<number>{digits.NUMBER.pattern})|(?P<word>{_WORD.pattern})")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_GLUE = re.compile(r"[\s\u00a0\u202f-]*|\s?\)?\s?[-–—]\s?[$£€]?")
_NEAR = re.compile(r"[\s\u00a0\u202f\u2009.‑-]{0,2}")
_HUNDRED, _THOUSAND = 100, 1000


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
    values: frozenset[float]  #: all it may stand for
    plain: frozenset[float]  #: those of what is written, without short years and other clocks
    pieces: tuple[float, ...] = ()  #: the numbers it may be made of
    sizes: tuple[float, ...] = ()  #: in metric measure, unrounded
    idle: bool = False  #: the noughts of a full hour: may go unsaid


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


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    word: str  #: folded; empty for digits
    quantity: Quantity | None = field(default=None)
    magnitude: float = 0.0


def read(text: str, lexicon: Lexicon) -> Quantities:
    """All quantities of a text."""
    text = _LINK.sub(lambda link: " " * len(link[0]), text)
    tokens = [_token(text, match, lexicon) for match in _TOKEN.finditer(text)]
    _multiply(text, tokens, lexicon)
    written = [t.quantity for t in tokens if t.quantity is not None]
    return Quantities(
        numbers=(*written, *_spoken(text, tokens, lexicon), *_roman(text)),
        months=tuple(_named(lexicon.months, text)),
        weekdays=tuple(_named(lexicon.weekdays, text)),
        vague=lexicon.vague.search(text) is not None,
    )


def _token(text: str, match: re.Match[str], lexicon: Lexicon) -> _Token:
    start, end = match.span()
    if match.lastgroup == "number":
        return _Token(start, end, "", _in_digits(text, start, end))
    word = fold(match[0], lexicon.language)
    return _Token(start, end, word, magnitude=lexicon.magnitudes.get(word, 0.0))


def fold(word: str, language: str) -> str:
    """A word as the tables write it."""
    folded = word.lower().translate(APOSTROPHES)
    return folded.replace("ё", "е") if language == "ru" else folded


def _in_digits(text: str, start: int, end: int) -> Quantity:
    written = text[start:end]
    values = digits.literal_values(written)
    readings = (
        *values,
        *digits.clock_values(text, start, end, values),
        *digits.decade_values(text, start, end),
        *digits.short_year_values(text, start, end),
    )
    return Quantity(
        span=Span(start, end),
        writing=Writing.DIGITS,
        values=frozenset(readings),
        plain=frozenset(values),
        pieces=digits.pieces(written) or digits.grouped_pieces(written),
        sizes=units.converted(text, start, end, values[0]) if values else (),
        idle=digits.is_empty_minutes(text, start, end),
    )


def _multiply(text: str, tokens: list[_Token], lexicon: Lexicon) -> None:
    """Give digits the magnitude, the unit and the half that follow them."""
    following: tuple[float, tuple[int, int] | None, _Token | None] = (0.0, None, None)
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.quantity is None:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        magnitude = _magnitude_after(text, token, after)
        if magnitude:
            token.quantity = _scaled(
                token.quantity, magnitude, text[token.end : after.start] if after else ""
            )
        token.quantity = _with_half(token.quantity, tokens, at, lexicon)
        shared, _, last = following
        if not magnitude and last is not None and _joined(text, token, last, tokens, at, lexicon):
            token.quantity = _sharing(token.quantity, shared, last.quantity)
            magnitude = shared
        following = (magnitude, None, token)


def _magnitude_after(text: str, token: _Token, after: _Token | None) -> float:
    if after is None or not after.magnitude or not _NEAR.fullmatch(text, token.end, after.start):
        return 0.0
    return after.magnitude


def _scaled(quantity: Quantity, magnitude: float, gap: str) -> Quantity:
    scaled = frozenset(digits.key(value * magnitude) for value in quantity.values)
    # "5m" may be metres or minutes: a single letter leaves the bare number possible.
    values = scaled if gap else scaled | quantity.values
    return replace(quantity, values=values, plain=values, pieces=())


def _with_half(quantity: Quantity, tokens: list[_Token], at: int, lexicon: Lexicon) -> Quantity:
    nearby = {token.word for token in tokens[at + 1 : at + 4]}
    if not nearby & lexicon.halves and not {"and", "half"} <= nearby:
        return quantity
    values = quantity.values | {value + 0.5 for value in quantity.values}
    return replace(quantity, values=values, plain=values)


def _joined(
    text: str, first: _Token, last: _Token, tokens: list[_Token], at: int, lexicon: Lexicon
) -> bool:
    """Whether two numbers are a range or a pair that may share a magnitude or a unit."""
    between = tokens[at + 1 : tokens.index(last, at)]
    if len(between) > 1:
        return False
    if between:
        return between[0].word in lexicon.connectors
    return _GLUE.fullmatch(text, first.end, last.start) is not None


def _sharing(quantity: Quantity, magnitude: float, last: Quantity | None) -> Quantity:
    assert last is not None
    values = quantity.values
    bare = min(values, default=0.0)
    biggest = max(last.values, default=0.0)
    sizes = quantity.sizes
    if magnitude:
        values |= {digits.key(value * magnitude) for value in quantity.values}
    elif biggest >= _THOUSAND and biggest % _THOUSAND == 0 and bare < _THOUSAND:
        values |= {digits.key(value * _THOUSAND) for value in quantity.values}
    if last.sizes and not sizes and max(last.values):
        sizes = (last.sizes[0] / max(last.values) * bare,)
    return replace(quantity, values=values, plain=quantity.plain, sizes=sizes)


def _spoken(text: str, tokens: list[_Token], lexicon: Lexicon) -> Iterator[Quantity]:
    """Numbers in words, each by its whole value and by the values of its words."""
    run: list[tuple[_Token, tuple[float, ...], bool]] = []
    for token in tokens:
        values = _word_values(token.word, lexicon) if token.word else ()
        if not values:
            yield from _said(text, run)
            run = []
        elif run and not _GLUE.fullmatch(text, run[-1][0].end, token.start):
            yield from _said(text, run)
            run = [(token, values, bool(token.magnitude))]
        else:
            run.append((token, values, bool(token.magnitude)))
    yield from _said(text, run)


def _word_values(word: str, lexicon: Lexicon) -> tuple[float, ...]:
    if word in lexicon.magnitudes:
        return (lexicon.magnitudes[word],)
    values = lexicon.numbers.get(word)
    if values is not None:
        return values
    beginning = lexicon.compounds.match(word)
    if beginning is None:
        return ()
    return (sum(_prefix_values(beginning[1], lexicon)),)


def _prefix_values(numbers: str, lexicon: Lexicon) -> Iterator[float]:
    """The values of the numbers that a compound begins with: «двадцатипяти» 20, 5."""
    while numbers:
        prefix = max((p for p in lexicon.prefixes if numbers.startswith(p)), key=len)
        yield lexicon.prefixes[prefix]
        numbers = numbers[len(prefix) :]


def _said(text: str, run: list[tuple[_Token, tuple[float, ...], bool]]) -> Iterator[Quantity]:
    if not run:
        return
    words = frozenset(value for _, values, _ in run for value in values)
    wholes = frozenset(_wholes([(values[0], scale) for _, values, scale in run]))
    span = Span(run[0][0].start, run[-1][0].end)
    sizes = tuple(size for value in wholes for size in units.converted(text, *span, value))
    yield Quantity(
        span=span, writing=Writing.WORDS, values=words | wholes, plain=words | wholes, sizes=sizes
    )


def _wholes(words: Iterable[tuple[float, bool]]) -> Iterator[float]:
    """Composite values of a run of number words, a new one where the run cannot go on."""
    total = current = 0.0
    room = float("inf")
    for value, is_magnitude in words:
        if is_magnitude and value >= _THOUSAND:
            total, current, room = total + (current or 1.0) * value, 0.0, value
        elif is_magnitude:
            current, room = (current or 1.0) * value, value
        elif value < room and (not current or _fits(current, value)):
            current += value
        else:
            yield digits.key(total + current)
            total, current, room = 0.0, value, float("inf")
    yield digits.key(total + current)


def _fits(current: float, value: float) -> bool:
    """Whether a word may follow: tens take units, hundreds take tens."""
    return (current % _HUNDRED == 0 and value < _HUNDRED) or (
        current % 10 == 0 and current % _HUNDRED >= 20 and value < 10
    )


def _roman(text: str) -> Iterator[Quantity]:
    for start, end, value in roman.numerals(text):
        yield Quantity(
            span=Span(start, end),
            writing=Writing.ROMAN,
            values=frozenset({float(value)}),
            plain=frozenset({float(value)}),
        )


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        assert match.lastindex is not None
        yield Named(span=Span(*match.span()), number=match.lastindex)
