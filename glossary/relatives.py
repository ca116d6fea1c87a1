"""What may stand for a mention that no rendering stands for: a relative, or a name kept.

Languages turn a noun of the source into an adjective, a verb or a compound, and
a good translation does: «крымский» for *Crimea*. Such a word is no occurrence of
the term, but whoever says that the rendering is missing should know of it. So he
should of a title that keeps its letters: «Kyiv Post» in a Russian text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from glossary.citation import is_abbreviation
from glossary.model import Span
from glossary.text import fold, tokens

#: A word shorter than this has too little stem to tell its family.
_SHORTEST = 4
#: Endings take at most this much of a word.
_ENDING = 3
#: A derived word is longer than its base, though not by more than this.
_GROWTH = 6
#: A shorter word of a phrase, *change* or *republic*, is in too many other phrases.
_TELLING = 10
#: A shorter word, an article or preposition, does not make a name longer.
_SHORTEST_NAME = 4


def relative(rendering: str, text: str, *, wrong: Iterable[str] = ()) -> str:
    """The word of the text that shares its stem with the rendering's words, or nothing.

    A word that is nearer to a wrong rendering is no relative: «Луганске» in a
    Ukrainian text is the Russian name, not a form of «Луганськ».
    """
    present = _words(text)
    if is_abbreviation(rendering):
        return next((word for _, word in present if _is_derived(word, rendering)), "")
    found = ""
    for stem, word in _stems(rendering):
        kin = (shown for plain, shown in present if _is_kin(plain, word, stem))
        if not (found := next(kin, "")):
            return ""
        if any(_common(found, bad) > _common(found, word) for bad in wrong):
            return ""
    return found


def is_touched_on(phrase: str, text: str) -> bool:
    """Whether a text has a word of the family of a long word that tells what a phrase is about.

    *They annexed it* touches on *annexation of Crimea*, *Crimea* alone does not.
    """
    telling = _telling(phrase)
    return any(word.startswith(stem) for stem in telling for word, _ in _words(text))


@lru_cache(maxsize=4096)
def _telling(phrase: str) -> tuple[str, ...]:
    """Of a phrase's long words in small letters the first halves."""
    words = [token.text for token in tokens(fold(phrase))]
    long = [word for word in words if len(word) >= _TELLING and word.islower()]
    return tuple(bare(word)[: len(word) // 2] for word in long) if len(words) > 1 else ()


def kept_name(source: str, span: Span, target: str) -> str:
    """The longer name of which a mention is part, if the translation keeps it as it is."""
    written = list(tokens(fold(source)))
    inside = [n for n, word in enumerate(written) if span.start <= word.span.start < span.end]
    words, kept_in = [word.text for word in written], fold(target)
    # Most translations keep no word of the mention in its letters.
    if not inside or words[inside[0]] not in kept_in.text:
        return ""
    kept = [token.text for token in tokens(kept_in)]
    first, last = inside[0], inside[-1] + 1
    for at in range(len(kept)):
        if kept[at : at + last - first] == words[first:last]:
            before = _shared(reversed(words[:first]), reversed(kept[:at]))
            after = _shared(words[last:], kept[at + last - first :])
            if any(len(w) >= _SHORTEST_NAME and w[0].isupper() for w in (*before, *after)):
                return " ".join((*reversed(before), *words[first:last], *after))
    return ""


def _shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The words with which both begin."""
    pairs = zip(one, other, strict=False)
    return [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _is_derived(word: str, abbreviation: str) -> bool:
    """«ДНРовский», «натовский»: small letters, or a hyphen, after an abbreviation."""
    rest = word[len(abbreviation) :]
    head = word.removesuffix(rest)
    telling = head if len(abbreviation) < _SHORTEST else head.upper()
    return telling == abbreviation and (rest.startswith("-") or rest.islower())


def _common(one: str, other: str) -> int:
    pairs = zip(bare(one), bare(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_kin(word: str, base: str, stem: str) -> bool:
    """An inflected or derived form, or a compound that begins with the word: *Milizchef*."""
    return word.startswith(base) or (word.startswith(stem) and len(word) <= len(base) + _GROWTH)


@lru_cache(maxsize=4096)
def _stems(rendering: str) -> tuple[tuple[str, str], ...]:
    plain = (bare(token.text) for token in tokens(fold(rendering)))
    words = [word for word in plain if len(word) >= _SHORTEST]
    return tuple((word[: max(_SHORTEST, len(word) - _ENDING)], word) for word in words)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Each word and each part of a compound without case and marks, and as it stands."""
    words = (token.text for token in tokens(fold(text)))
    return tuple((bare(part), word) for word in words for part in (word, *_parts(word)))


def _parts(word: str) -> list[str]:
    """*NATO* and *Verbündete* of *NATO-Verbündete*."""
    return word.split("-") if "-" in word else []


def bare(word: str) -> str:
    """A word without case and marks."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
