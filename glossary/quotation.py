"""Whether a match stands in quotation marks, so that its rendering should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from glossary.languages.base import Kind
from glossary.model import Span
from glossary.passage import Passage
from glossary.text import in_quotation_marks

#: What is joined to a match in one pair of marks has fewer words.
_LONGEST: Final = 4


def is_quoted(passage: Passage, first: int, last: int, span: Span) -> bool:
    """Directly in marks, an article apart, or in one pair of marks with others: «ДНР и ЛНР».

    Marks around more than that keep a distance from what is said with the word, not from it.
    """
    if in_quotation_marks(passage.folded.original, span):
        return True
    if first > 0 and passage.is_article(first - 1) and _in_marks(passage, first - 1, last):
        return True
    starts = [first, *_coordinated(passage, first, -1)]
    ends = [last, *_coordinated(passage, last, 1)]
    return any(_in_marks(passage, start, end) for start in starts for end in ends)


def _coordinated(passage: Passage, at: int, step: int) -> Iterator[int]:
    """The far ends of what a conjunction joins to a match, on one side of it."""
    joint = at + step
    if not (0 < joint < len(passage.words) - 1 and passage.is_conjunction(joint)):
        return
    for end in range(joint + step, joint + step * _LONGEST, step):
        if not (0 <= end < len(passage.words) and _names(passage, end)):
            return
        yield end


def _in_marks(passage: Passage, first: int, last: int) -> bool:
    span = passage.folded.span(passage.places[first][0], passage.places[last][1])
    return in_quotation_marks(passage.folded.original, span)


def _names(passage: Passage, at: int) -> bool:
    """A word that a noun phrase has beside its noun."""
    if passage.words[at][0].isupper() or passage.is_article(at) or passage.is_preposition(at):
        return True
    kinds = {reading.kind for reading in passage.analyses[at].readings}
    return bool(kinds) and kinds <= {Kind.NOUN, Kind.ADJECTIVE}
