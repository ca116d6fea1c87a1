"""Words that are part of the title of a work."""

from __future__ import annotations

from glossary.languages.base import Kind
from glossary.passage import Passage
from glossary.phrases import Phrase
from glossary.text import in_quotation_marks

#: A title is looked for so many words around.
_LONGEST_TITLE = 8


def in_title(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a work is named: «газета „Новороссия“», but not if all of its title is the term."""
    if not passage.morphology.language.works:
        return False
    if _begins_title(passage, taken):
        return True
    if not passage.has_marks:
        return False
    for first in range(taken[0], max(taken[0] - _LONGEST_TITLE, 0), -1):
        if passage.raw_gap(first - 1) == " ":
            continue
        last = _last_word(passage, first, taken)
        if last is None:
            return False
        if len(taken) > 1 and (first, last) == (taken[0], taken[-1]):
            return False
        if _names_work(passage, first - 1):
            return True
        return not phrase.capital and _is_title(passage, first, last)
    return False


def _begins_title(passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a work has its title without marks, in words with capitals: *the daily Kyiv Post*."""
    first, after = taken[0], taken[-1] + 1
    if not (passage.is_capital(first) and after < len(passage.words)):
        return False
    if first == 0 or passage.raw_gap(first - 1) != " " or passage.raw_gap(after - 1) != " ":
        return False
    told = passage.is_capital(after) and not (passage.shouted or passage.titled)
    return told and _names_work(passage, first - 1)


def _names_work(passage: Passage, at: int) -> bool:
    analysis = passage.analyses[at]
    lemmas = {reading.lemma for reading in analysis.readings} | {analysis.form}
    return not lemmas.isdisjoint(passage.morphology.language.works)


def _last_word(passage: Passage, first: int, taken: tuple[int, ...]) -> int | None:
    """The last word in the marks that open before a word and enclose the match."""
    places = passage.places
    for last in range(taken[-1], min(first + _LONGEST_TITLE, len(passage.words))):
        span = passage.folded.span(places[first][0], places[last][1])
        if in_quotation_marks(passage.folded.original, span):
            return last
    return None


def _is_title(passage: Passage, first: int, last: int) -> bool:
    """Words in marks that begin with a capital inside a sentence and say nothing of it.

    What somebody says has a verb, or a colon before it: «читал „Войну и мир“».
    """
    if first == last or not passage.is_capital(first) or passage.starts_sentence(first):
        return False
    if passage.analyses[first].named or passage.raw_gap(first - 1)[:1] != " ":
        return False
    words = passage.analyses[first : last + 1]
    return not any({r.kind for r in word.readings} == {Kind.VERB} for word in words)
