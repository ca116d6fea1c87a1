"""Words of another language in a translation: a Russian form in a Ukrainian segment.

A term of the concept is sought in the other languages of the term base that share
the script, each with the matcher of its own language. That is asked only where a
mention has no rendering, so that right translations cost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from glossary.languages import language_of
from glossary.languages.base import Script
from glossary.matching import Sought, compile_terms, sought
from glossary.model import Occurrence, Status, TermBase
from glossary.morphology import morphology
from glossary.relatives import bare
from glossary.text import fold, tokens

#: Endings and ablaut leave the first letters of a word alone.
_TELLING = 2
_PARTS = re.compile("['-]")


class Foreign(NamedTuple):
    """A word of another language, and which."""

    occurrence: Occurrence
    language: str  #: its code


class ForeignWords:
    """The terms of the other languages that are written like the target language."""

    def __init__(self, termbase: TermBase, language: str) -> None:
        self._language = language
        self._sought = _by_concept(termbase, language)

    def find(self, text: str, concepts: AbstractSet[str]) -> tuple[Foreign, ...]:
        """Where these concepts are named in another language, in order of the text."""
        wanted = [(c, self._sought[c]) for c in sorted(concepts) if c in self._sought]
        if not wanted:
            return ()
        present = _beginnings(text)
        found = [
            Foreign(occurrence, language)
            for _, by_language in wanted
            for language, terms in by_language.items()
            if any(_may_stand(term, present) for term in terms)
            for occurrence in compile_terms(terms, language).find(text)
            if not occurrence.nested and not self._is_rightful(occurrence)
        ]
        return tuple(sorted(found, key=lambda each: each.occurrence.span))

    def _is_rightful(self, found: Occurrence) -> bool:
        """Whether the language of the translation has these very words too, unless as a name."""
        if found.text[0].isupper() and found.form[0].isupper():
            return False
        own = morphology(self._language)
        words = (own.word(token.text).lower() for token in own.tokens(fold(found.form)))
        return all(own.analysis(word).known for word in words)


def _by_concept(termbase: TermBase, language: str) -> dict[str, dict[str, tuple[Sought, ...]]]:
    """By concept and language, the terms in the script of a language that are not its own."""
    own = language_of(language)
    script = own.script if own.script is not Script.OTHER else _script_of(termbase, language)
    rightful = {
        (term.concept, fold(term.text).text.casefold())
        for term in termbase.terms(language)
        if term.status is not Status.FORBIDDEN
    }
    found: dict[str, dict[str, tuple[Sought, ...]]] = {}
    for other in termbase.languages:
        if language_of(other).code == own.code:
            continue
        for term in sought(termbase, other):
            foreign = (term.concept, fold(term.text).text.casefold()) not in rightful
            if foreign and script_of(term.text) == script:
                by_language = found.setdefault(term.concept, {})
                by_language[other] = (*by_language.get(other, ()), term)
    return found


def _script_of(termbase: TermBase, language: str) -> str:
    """The script that most terms of a language are written in."""
    counts = Counter(script_of(term.text) for term in termbase.terms(language))
    return max(counts, key=counts.__getitem__, default="")


@lru_cache(maxsize=16384)
def script_of(text: str) -> str:
    """The script of the first letter, named as in `Script`."""
    first = next(filter(str.isalpha, text), "")
    return unicodedata.name(first, "").partition(" ")[0].lower() if first else ""


def _beginnings(text: str) -> frozenset[str]:
    return frozenset(
        bare(part)[:_TELLING] for token in tokens(fold(text)) for part in _PARTS.split(token.text)
    )


@lru_cache(maxsize=16384)
def _ways(term: Sought) -> tuple[frozenset[str], ...]:
    return tuple(_beginnings(text) for text in (term.text, *term.forms))


def _may_stand(term: Sought, present: AbstractSet[str]) -> bool:
    return any(way <= present for way in _ways(term))
