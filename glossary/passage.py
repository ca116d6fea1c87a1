"""A text read for matching: its words with their analyses, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from glossary.languages.base import Grammar, Kind
from glossary.model import Span
from glossary.morphology import Analysis, Morphology
from glossary.phrases import between
from glossary.text import Folded, Token, closing_mark, fold

_SENTENCE_END = re.compile(r"[.!?…:;\n]")
#: No more words than this may stand in a bracket inside a term.
_LONGEST_BRACKET = 3


@dataclass(frozen=True)
class Passage:
    """The words of one text."""

    folded: Folded
    tokens: Sequence[Token]
    words: Sequence[str]
    analyses: Sequence[Analysis]
    morphology: Morphology

    def gap(self, at: int) -> str:
        """What stands between a word and the next, without space and quotation marks."""
        return between(self.raw_gap(at))

    def raw_gap(self, at: int) -> str:
        return self.folded.text[self.tokens[at].end : self.tokens[at + 1].start]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the original, with the mark that closes what is opened inside it."""
        start, end = self.tokens[first].span.start, self.tokens[last].span.end
        original = self.folded.original
        if first == last:
            return Span(start, end)
        return Span(start, closing_mark(original, Span(start, end)))

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole text is in capitals, so that they tell nothing."""
        return len(self.tokens) > 1 and self.folded.text.isupper()

    def starts_sentence(self, at: int) -> bool:
        if at == 0:
            return True
        gap = self.folded.text[self.tokens[at - 1].end : self.tokens[at].start]
        return _SENTENCE_END.search(gap) is not None

    def is_conjunction(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.conjunctions

    def is_article(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.articles

    def is_preposition(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.prepositions

    def grammar(self, at: int, kind: Kind) -> frozenset[Grammar]:
        """All that a word may be as a part of speech."""
        readings = self.analyses[at].readings
        return frozenset(g for r in readings if r.kind is kind for g in r.grammar)

    def bracket(self, at: int) -> int:
        """How many words the bracket holds that opens right before a word; 0 without one."""
        if at == 0 or not self.raw_gap(at - 1).rstrip().endswith(("(", "[")):
            return 0
        last = min(at + _LONGEST_BRACKET, len(self.tokens) - 1)
        for place in range(at, last):
            if self.raw_gap(place).lstrip("»”\"'").startswith((")", "]")):
                return place - at + 1
        return 0


def read(text: str, morphology: Morphology) -> Passage:
    """The text as words with all their readings."""
    folded = fold(text)
    tokens = tuple(morphology.tokens(folded))
    words = tuple(morphology.word(token.text) for token in tokens)
    analyses = tuple(morphology.analysis(word.lower()) for word in words)
    return Passage(folded, tokens, words, analyses, morphology)
