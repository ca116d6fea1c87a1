"""Roman numerals, also typed with look-alike Cyrillic letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LATIN = str.maketrans("ХІСМ", "XICM")
_NUMERAL = re.compile(r"(?<![\w.'’])[IVXLCDMХІСМ]+(?![\w'’])")
_WELL_FORMED = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_COUNTED_AFTER = re.compile(
    r"[\s\u00a0](?:век|вв?\.|ст\.|столет|століт|сторіч|centur|wiek|stulec|siècle|Jahrhundert)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[^\W\d_]{2,}\s$")


def numerals(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of every numeral; a lone letter counts only where words say so."""
    for match in _NUMERAL.finditer(text):
        letters = match[0].translate(_LATIN)
        if not _WELL_FORMED.fullmatch(letters):
            continue
        if len(letters) > 1 or _counts(text, *match.span()):
            yield *match.span(), value(letters)


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a lone letter is a number: of somebody, or of a century."""
    named = _NAME_BEFORE.search(text, max(0, start - 20), start)
    return named is not None or _COUNTED_AFTER.match(text, end) is not None


def value(numeral: str) -> int:
    """The value of a well-formed numeral in Latin letters."""
    worths = [_WORTH[letter] for letter in numeral]
    following = [*worths[1:], 0]
    return sum(-w if w < n else w for w, n in zip(worths, following, strict=True))
