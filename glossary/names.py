"""Words that are part of something else's name: a longer proper name, the title of a work."""

from __future__ import annotations

from glossary.model import CaseRule, Span
from glossary.passage import Passage
from glossary.phrases import Phrase
from glossary.text import in_quotation_marks

#: A title is looked for so many words around.
_LONGEST_TITLE = 8


def in_longer_name(phrase: Phrase, passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a common term stands in a proper name that is not its own: «Красная армия».

    An adjective with a capital tells, where no sentence starts with it; in
    English, a word with a capital beside the term's own capitals.
    """
    first = taken[0]
    if not _is_capital(passage, first - 1) or passage.starts_sentence(first - 1):
        return False
    if phrase.sought.case is not CaseRule.ANY or any(s.word[0].isupper() for s in phrase.slots):
        return False
    return not passage.shouted and not passage.titled and _names(passage, first)


def _names(passage: Passage, noun: int) -> bool:
    if passage.raw_gap(noun - 1) != " ":
        return False
    adjective = passage.analyses[noun - 1].adjectives
    if adjective:
        own = passage.analyses[noun].nouns | passage.analyses[noun].adjectives
        return bool(adjective & own)
    english = passage.morphology.language.articles
    return bool(english) and _is_capital(passage, noun)


def _is_capital(passage: Passage, at: int) -> bool:
    return at >= 0 and passage.words[at][0].isupper()


def in_title(passage: Passage, taken: tuple[int, ...]) -> bool:
    """Whether a work is named: «газета „Новороссия“», but not if all of its title is the term."""
    if not passage.has_marks or not passage.morphology.language.works:
        return False
    for first in range(taken[0], max(taken[0] - _LONGEST_TITLE, 0), -1):
        if passage.raw_gap(first - 1) == " ":
            continue
        return _names_work(passage, first - 1) and _closes(passage, first, taken)
    return False


def _names_work(passage: Passage, at: int) -> bool:
    analysis = passage.analyses[at]
    lemmas = {reading.lemma for reading in analysis.readings} | {analysis.form}
    return not lemmas.isdisjoint(passage.morphology.language.works)


def _closes(passage: Passage, first: int, taken: tuple[int, ...]) -> bool:
    """Whether marks around the title enclose the match, and it is not the whole of a long one."""
    start = passage.tokens[first].span.start
    for last in range(taken[-1], min(first + _LONGEST_TITLE, len(passage.tokens))):
        span = Span(start, passage.tokens[last].span.end)
        if in_quotation_marks(passage.folded.original, span):
            return len(taken) == 1 or (first, last) != (taken[0], taken[-1])
    return False
