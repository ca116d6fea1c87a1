"""A source term written otherwise takes along the terms that are right for it alone.

They name it by its text; a text that is no term any more would restrict nothing, and
the softer word would be right for every source term without anybody having said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from glossary.model import Concept, Term
from glossary.text import fold


def following(before: Concept, after: Concept) -> Concept:
    """The concept as changed, with what its terms render named as it is written now."""
    renamed = _renamed(before, after)
    if not renamed:
        return after
    return replace(after, terms=tuple(_following(term, renamed) for term in after.terms))


def _renamed(before: Concept, after: Concept) -> Mapping[str, str]:
    """Texts that were terms and are none now, with what the same terms are written as."""
    was = {term.id: term for term in before.terms if term.id}
    stand = {_key(term.text) for term in after.terms}
    return {
        _key(was[term.id].text): term.text
        for term in after.terms
        if term.id in was and _key(was[term.id].text) not in stand
    }


def _following(term: Term, renamed: Mapping[str, str]) -> Term:
    named = dict.fromkeys(renamed.get(_key(text), text) for text in term.renders)
    return term if tuple(named) == term.renders else replace(term, renders=tuple(named))


def _key(text: str) -> str:
    return " ".join(fold(text).text.casefold().split())
