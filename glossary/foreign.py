"""Words of another language in a translation: a Russian form in a Ukrainian segment.

A term of the concept is sought in the other languages of the term base that share
the script, each with the matcher of its own language. That is asked only where a
mention has no rendering, so that right translations cost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from glossary.languages import language_of
from glossary.languages.base import Script
from glossary.matching import Sought, compile_terms
from glossary.model import Concept, Occurrence, Status, Term, TermBase
from glossary.morphology import morphology
from glossary.relatives import bare
from glossary.text import fold, tokens
from glossary.wanted import sought_term

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
        self._concepts = {concept.id: concept for concept in termbase.concepts}
        self._sought: dict[str, Mapping[str, tuple[Sought, ...]]] = {}

    def find(self, text: str, concepts: AbstractSet[str]) -> tuple[Foreign, ...]:
        """Where these concepts are named in another language, in order of the text."""
        wanted = [self._of(concept) for concept in sorted(concepts)]
        if not any(wanted):
            return ()
        present = _beginnings(text)
        found = [
            Foreign(occurrence, language)
            for by_language in wanted
            for language, terms in by_language.items()
            if any(_may_stand(term, present) for term in terms)
            for occurrence in compile_terms(terms, language).find(text)
            if not occurrence.nested and not self._is_rightful(occurrence)
        ]
        return tuple(sorted(found, key=lambda each: each.occurrence.span))

    def _of(self, concept: str) -> Mapping[str, tuple[Sought, ...]]:
        """The terms of a concept by their languages; put together when they are first sought."""
        known = self._sought.get(concept)
        if known is None:
            by_language: defaultdict[str, tuple[Sought, ...]] = defaultdict(tuple)
            for other, term in _foreign(self._concepts[concept], self._language):
                by_language[other] += (term,)
            known = self._sought[concept] = dict(by_language)
        return known

    def _is_rightful(self, found: Occurrence) -> bool:
        """Whether the language of the translation has these very words too, unless as a name."""
        if found.text[0].isupper() and found.form[0].isupper():
            return False
        own = morphology(self._language)
        words = (own.word(token.text).lower() for token in own.tokens(fold(found.form)))
        return all(own.analysis(word).known for word in words)


def foreign_to(concept: Concept, language: str) -> tuple[Sought, ...]:
    """The terms of a concept in other languages that share the script of this one."""
    return tuple(term for _, term in _foreign(concept, language))


def _foreign(concept: Concept, language: str) -> Iterator[tuple[str, Sought]]:
    """With each such term its language; one that is right in this language too is none."""
    code = language_of(language).code
    own = [term for term in concept.terms if language_of(term.language).code == code]
    script = _script(language, own)
    rightful = {_spelling(term) for term in own if term.status is not Status.FORBIDDEN}
    for term in concept.terms:
        other = language_of(term.language).code
        if other != code and script_of(term.text) == script and _spelling(term) not in rightful:
            yield other, sought_term(term)


def _spelling(term: Term) -> str:
    return fold(term.text).text.casefold()


def _script(language: str, own: Sequence[Term]) -> str:
    known = language_of(language).script
    if known is not Script.OTHER:
        return known
    return script_of(own[0].text) if own else ""


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
