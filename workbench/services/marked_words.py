"""What the marks in a search field ask, by the words of a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from glossary.model import Term, TermBase, ViolationKind
from glossary.policy import named_by, unquoted
from workbench import search_words
from workbench.search_words import Sought
from workbench.services import glossing
from workbench.storage.folding import fold
from workbench.storage.rows import Filter
from workbench.storage.term_filters import Breach, TermFilter


def chosen_in(connection: Connection, glossary_id: int, chosen: Filter) -> Filter:
    """Read the marks in the text of a filter, by the words of a glossary."""
    if not search_words.read(chosen.text).is_marked:
        return chosen
    return by_terms(glossing.termbase(connection, glossary_id), chosen)


def by_terms(termbase: TermBase, chosen: Filter) -> Filter:
    """The same filter with its marked words understood."""
    sought = search_words.read(chosen.text)
    return replace(chosen, text=sought.words, terms=_meant(termbase, sought))


def concepts_of(termbase: TermBase, sought: Sought) -> frozenset[str] | None:
    """Name the concepts that a search is about; none where it names none by a mark."""
    asked = [_concepts(termbase, words) for words in (*sought.term, *_about(sought))]
    asked += [_with_rendering(termbase, words) for words in sought.rendering]
    return frozenset.intersection(*asked) if asked else None


def _about(sought: Sought) -> Iterator[str]:
    """The concepts that are named after marks which may also name a kind, or nothing."""
    for words in (*sought.violates, *sought.waived):
        if words and words not in set(ViolationKind):
            yield words


def _meant(termbase: TermBase, sought: Sought) -> TermFilter:
    return TermFilter(
        named=tuple(_concepts(termbase, words) for words in sought.term),
        rendered=tuple(_renderings(termbase, words) for words in sought.rendering),
        violated=tuple(_breach(termbase, words) for words in sought.violates),
        waived=tuple(_breach(termbase, words) for words in sought.waived),
    )


def _breach(termbase: TermBase, words: str) -> Breach:
    if not words:
        return Breach(of_any=True)
    if words in set(ViolationKind):
        return Breach(kinds=frozenset({words}))
    return Breach(concepts=_concepts(termbase, words))


def _concepts(termbase: TermBase, words: str) -> frozenset[str]:
    """Name the concepts of a short name or a term: as it is written, else in part."""
    sought = fold(words)
    names = [
        (concept.id, {fold(concept.id), *(fold(term.text) for term in concept.terms)})
        for concept in termbase.concepts
    ]
    exact = frozenset(ident for ident, own in names if sought in own)
    return exact or frozenset(i for i, own in names if any(sought in name for name in own))


def _renderings(termbase: TermBase, words: str) -> frozenset[str]:
    """Give the renderings, of terms and of rules, that are written so, else in part."""
    sought = fold(words)
    texts = {*(term.text for term in _terms(termbase)), *_ruled(termbase)}
    exact = frozenset(text for text in texts if fold(text) == sought)
    return exact or frozenset(text for text in texts if sought in fold(text))


def _with_rendering(termbase: TermBase, words: str) -> frozenset[str]:
    texts = _renderings(termbase, words)
    named = (term.concept for term in _terms(termbase) if term.text in texts)
    ruled = (
        rule.concept
        for policy in termbase.policies
        for rule in policy.rules
        if texts & {unquoted(text) for text in named_by(rule)}
    )
    return frozenset((*named, *ruled))


def _terms(termbase: TermBase) -> Iterator[Term]:
    return (term for concept in termbase.concepts for term in concept.terms)


def _ruled(termbase: TermBase) -> Iterator[str]:
    for policy in termbase.policies:
        for rule in policy.rules:
            yield from (unquoted(text) for text in named_by(rule))
