"""Hours told in words: *half past six*, «без четверти восемь», *halb sieben*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Span
from translations.quantities import digits
from translations.quantities.lexicon import Lexicon
from translations.quantities.model import Quantity, Writing
from translations.quantities.tokens import fold

_DIAL, _HOUR = 12, 60


def told(text: str, lexicon: Lexicon) -> Iterator[Quantity]:
    """The times of a text, each by the hour, the minutes and both, on either dial."""
    for way in lexicon.clock:
        for match in way.pattern.finditer(text):
            hour = _hour(match, lexicon)
            if hour is not None:
                values = frozenset(_values(*divmod(hour * _HOUR + way.minutes, _HOUR)))
                yield Quantity(
                    span=Span(*match.span()), writing=Writing.WORDS, plain=values, values=values
                )


def _hour(match: re.Match[str], lexicon: Lexicon) -> int | None:
    number = lexicon.numbers.get(fold(match[1], lexicon.language), (0.0,))[0]
    return int(number) if number in range(1, _DIAL + 1) else None


def _values(hour: int, minutes: int) -> Iterator[float]:
    yield float(minutes)
    for dial in (hour, hour + _DIAL):
        yield float(dial)
        yield digits.key(dial + minutes / 100)
