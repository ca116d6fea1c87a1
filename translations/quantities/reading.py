"""Reads the quantities of a text with one language's lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Span
from translations.quantities import roman
from translations.quantities.figures import figures
from translations.quantities.hours import told
from translations.quantities.lexicon import Lexicon
from translations.quantities.model import Named, Quantities, Quantity, Writing
from translations.quantities.tokens import tokens
from translations.quantities.words import one_and_a_half, spoken

#: The small figures of CO₂, which others write CO2.
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@\S+")


def read(text: str, lexicon: Lexicon) -> Quantities:
    """All quantities of a text, those in digits in their order, then the others."""
    text = LINK.sub(lambda link: " " * len(link[0]), text).translate(_SUBSCRIPTS)
    found = tokens(text, lexicon)
    in_digits = reversed(figures(text, found, lexicon))
    return Quantities(
        numbers=(
            *in_digits,
            *spoken(text, found, lexicon),
            *one_and_a_half(text, lexicon),
            *told(text, lexicon),
            *_roman(text),
        ),
        months=tuple(_named(lexicon.months, text)),
        weekdays=tuple(_named(lexicon.weekdays, text)),
        vague=lexicon.vague.search(text) is not None,
    )


def _roman(text: str) -> Iterator[Quantity]:
    for start, end, value in roman.numerals(text):
        values = frozenset({float(value)})
        yield Quantity(span=Span(start, end), writing=Writing.ROMAN, values=values, plain=values)


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Named]:
    for match in pattern.finditer(text):
        assert match.lastindex is not None
        yield Named(span=Span(*match.span()), number=match.lastindex)
