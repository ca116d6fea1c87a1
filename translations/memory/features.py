"""What texts are found by: the beginnings of their longest words, and pieces of short texts.

Two texts that are alike share most of their long words, and those are the rare
ones (Zipf's law of abbreviation). Only the first letters of a word count, so
that an inflected form finds the other forms; a text of few words is also found
by pieces of three characters. Texts are filed by the class of their length, so
that only lists of about the same length are read.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

#: How many words, and how many pieces of a short text, a unit is filed under.
_WORDS, _PIECES = 5, 5
#: The letters of a word that count, and of a piece.
_BEGINNING, _OF_PIECE = 5, 3
#: Up to so many words a text is short.
_SHORT = 3
#: How many a segment is sought by: more than a unit is filed under, for theirs may differ.
_SOUGHT_WORDS, _SOUGHT_PIECES = 8, 10
#: A short unit may have lost or won a word against the segment.
_STILL_SHORT = _SHORT + 2
_RATIO: Final = math.log(1.15)
#: More letters than that tell no more of a word.
_MOST_LETTERS = 40
_OFFSET = 2**31

_WORD = re.compile(r"\w+")
_UNWRITTEN = re.compile("[\u0300\u0301\u00ad\u200b-\u200d\ufeff]")
#: What no word begins with marks a piece.
_PIECE = "\x01"


class Sought(NamedTuple):
    """One key under which similar texts may be filed."""

    key: int
    distance: int  #: how many classes of length away
    letters: int  #: of the word, or of the piece


def stored_keys(text: str, scope: str) -> frozenset[int]:
    """Give the keys under which a text (without codes) is filed in a scope: 32 bits, signed."""
    begun = _begun(scope, _length_class(len(text)))
    return frozenset(_key(begun, feature) for feature in _stored(text))


def sought_keys(text: str, scope: str, *, least: float) -> tuple[Sought, ...]:
    """Give the keys of the texts in a scope that may be similar to this one, at `least` so much."""
    length = len(text)
    own = _length_class(length)
    shortest = _length_class(math.ceil(length * least))
    longest = _length_class(int(length / least))
    classes = [(_begun(scope, n), abs(n - own)) for n in range(shortest, longest + 1)]
    return tuple(
        Sought(_key(begun, feature), distance, letters)
        for feature, letters in _wanted(text)
        for begun, distance in classes
    )


def context_key(text: str) -> int:
    """Name a text (without codes) as a neighbour: 32 bits, signed; equal texts, equal names."""
    return zlib.crc32(" ".join(text.split()).encode("utf-8", "surrogatepass")) - _OFFSET


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are compared."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return _WORD.findall(_UNWRITTEN.sub("", unicodedata.normalize("NFC", text)).casefold())


def _stored(text: str) -> Iterator[str]:
    words = words_of(text)
    yield from _longest(words, _WORDS)
    if len(words) <= _SHORT:
        yield from _pieces(words, text, _PIECES)


def _wanted(text: str) -> Iterator[tuple[str, int]]:
    """Each feature with its letters."""
    words = words_of(text)
    for start, letters in _longest(words, _SOUGHT_WORDS).items():
        yield start, min(letters, _MOST_LETTERS)
    if len(words) <= _STILL_SHORT:
        for piece in _pieces(words, text, _SOUGHT_PIECES):
            yield piece, _OF_PIECE


def _longest(words: list[str], most: int) -> dict[str, int]:
    """The beginnings of the longest words with the letters of these words.

    Of equally long ones the first of the alphabet.
    """
    lengths: dict[str, int] = {}
    for word in words:
        start, length = word[:_BEGINNING], len(word)
        if lengths.get(start, 0) < length:
            lengths[start] = length
    if len(lengths) <= most:
        return lengths
    longest = sorted(sorted(lengths), key=lengths.__getitem__, reverse=True)[:most]
    return {start: lengths[start] for start in longest}


def _pieces(words: list[str], text: str, most: int) -> list[str]:
    """Runs of three characters, with the borders of words; of signs where there is no word.

    Of similar texts the first ones in any order are mostly the same (Broder's min-wise sketch).
    """
    bordered = f" {' '.join(words) or text.strip()} "
    last = max(0, len(bordered) - _OF_PIECE)
    pieces = {_PIECE + bordered[at : at + _OF_PIECE] for at in range(last + 1)}
    return sorted(pieces, key=_shuffled)[:most]


def _shuffled(feature: str) -> int:
    """An order that has nothing to do with the alphabet, the same for all texts."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"))


def _length_class(length: int) -> int:
    return int(math.log(length + 1) / _RATIO)


@lru_cache(maxsize=4_096)
def _begun(scope: str, filed: int) -> int:
    """What all keys of a class of length begin with."""
    return zlib.crc32(f"{scope}\0{filed}\0".encode())


def _key(begun: int, feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"), begun) - _OFFSET
