"""Whether a translation uses a word of the same family: «крымский» for *Crimea*.

Languages turn a noun of the source into an adjective, a verb or a compound, and
a good translation does. Such a word is no occurrence of the term, but whoever
says that the rendering is missing should know of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from glossary.text import fold, tokens

#: A word shorter than this has too little stem to tell its family.
_SHORTEST = 4
#: Endings take at most this much of a word.
_ENDING = 3
#: A derived word is longer than its base, though not by more than this.
_GROWTH = 6


def relative(rendering: str, text: str, *, wrong: Iterable[str] = ()) -> str:
    """The word of the text that shares its stem with the rendering's words, or nothing.

    A word that is nearer to a wrong rendering is no relative: «Луганске» in a
    Ukrainian text is the Russian name, not a form of «Луганськ».
    """
    present = _words(text)
    found = ""
    for stem, word in _stems(rendering):
        kin = (shown for plain, shown in present if _is_kin(plain, stem, len(word)))
        if not (found := next(kin, "")):
            return ""
        if any(_common(found, bad) > _common(found, word) for bad in wrong):
            return ""
    return found


def _common(one: str, other: str) -> int:
    pairs = zip(_plain(one), _plain(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_kin(word: str, stem: str, length: int) -> bool:
    return word.startswith(stem) and len(word) <= length + _GROWTH


@lru_cache(maxsize=4096)
def _stems(rendering: str) -> tuple[tuple[str, str], ...]:
    plain = (_plain(token.text) for token in tokens(fold(rendering)))
    words = [word for word in plain if len(word) >= _SHORTEST]
    return tuple((word[: max(_SHORTEST, len(word) - _ENDING)], word) for word in words)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Each word and each part of a compound without case and marks, and as it stands."""
    words = (token.text for token in tokens(fold(text)))
    return tuple((_plain(part), word) for word in words for part in (word, *_parts(word)))


def _parts(word: str) -> list[str]:
    """*NATO* and *Verbündete* of *NATO-Verbündete*."""
    return word.split("-") if "-" in word else []


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
