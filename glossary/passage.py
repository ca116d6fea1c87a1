"""A text read for matching: its words with their analyses, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from glossary.languages.base import Grammar, Kind
from glossary.model import Span
from glossary.morphology import Analysis, Morphology
from glossary.phrases import between
from glossary.separation import separations
from glossary.suspension import Suspension, suspensions
from glossary.text import QUOTATION_MARKS, Folded, closing_mark, fold

_ANY_MARK = re.compile(f"[{''.join(sorted(QUOTATION_MARKS))}]")
_SENTENCE_END = re.compile(r"[.!?…:;\n]")
#: No more words than this may stand in a bracket inside a term.
_LONGEST_BRACKET = 3
#: Shorter words are articles and prepositions, which a title writes small.
_SHORTEST_IN_TITLE = 4
#: Of so many words a title is told by their capitals.
_FEWEST_IN_TITLE = 3


class Insertion(StrEnum):
    """What may stand between the words of a term without breaking it."""

    BRACKET = "bracket"
    ADJECTIVE = "adjective"
    ARTICLE = "article"
    PARTICLE = "particle"
    ASIDE = "aside"
    NAME = "another name of a person"
    COORDINATION = "coordinated name"


@dataclass(eq=False)
class Passage:
    """The words of one text; never changed, and not frozen because that would double its cost."""

    folded: Folded
    places: Sequence[tuple[int, int]]  #: where in the folded text its words stand
    written: Sequence[str]  #: its words as folded
    words: Sequence[str]  #: the same with the letters of their language
    analyses: Sequence[Analysis]
    morphology: Morphology
    #: Words that lack a part which another one has: «Volks- und Bürgerwehr».
    suspended: Mapping[int, Suspension]
    keys: frozenset[str]  #: of all its words
    has_marks: bool  #: whether any quotation mark stands in the text
    shouted: bool  #: whether the whole text is in capitals, so that they tell nothing
    #: By place, where a term may go on behind words put in, as found out before.
    onward: dict[int, tuple[tuple[int, Insertion], ...]] = field(default_factory=dict)

    @cached_property
    def conjunctions(self) -> Sequence[int]:
        """The places of conjunctions."""
        known = self.morphology.language.conjunctions
        return [at for at, analysis in enumerate(self.analyses) if analysis.form in known]

    def following(self, at: int) -> int:
        """The place after a word; after its partner, if the word lacks a part."""
        return self.suspended[at].last + 1 if at in self.suspended else at + 1

    def gap(self, at: int) -> str:
        """What stands between a word and the next, without space and quotation marks."""
        gap = self.raw_gap(at)
        return "" if gap == " " else between(gap)

    def raw_gap(self, at: int) -> str:
        return self.folded.text[self.places[at][1] : self.places[at + 1][0]]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the original, with the mark that closes what is opened inside it."""
        if self.suspended:
            first = self.suspended[first].first if first in self.suspended else first
            last = self.following(last) - 1
        span = self.folded.span(self.places[first][0], self.places[last][1])
        if first == last:
            return span
        return Span(span.start, closing_mark(self.folded.original, span))

    @property
    def forms(self) -> frozenset[str]:
        """The distinct words, and the compounds that words without a part stand for."""
        whole = (form for each in self.suspended.values() for form in each.forms)
        return frozenset(word.lower() for word in self.words).union(whole)

    @cached_property
    def titled(self) -> bool:
        """Whether most words have a capital, as in an English headline."""
        longer = [word for word in self.words[1:] if len(word) >= _SHORTEST_IN_TITLE]
        capitals = sum(word[0].isupper() for word in longer)
        return len(longer) >= _FEWEST_IN_TITLE and capitals * 3 > len(longer) * 2

    def starts_sentence(self, at: int) -> bool:
        if at == 0:
            return True
        gap = self.raw_gap(at - 1)
        return gap != " " and _SENTENCE_END.search(gap) is not None

    def is_capital(self, at: int) -> bool:
        return at >= 0 and self.words[at][0].isupper()

    def is_conjunction(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.conjunctions

    def is_article(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.articles

    def is_particle(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.particles

    def is_preposition(self, at: int) -> bool:
        return self.analyses[at].form in self.morphology.language.prepositions

    def grammar(self, at: int, kind: Kind) -> frozenset[Grammar]:
        """All that a word may be as a noun or as an adjective."""
        analysis = self.analyses[at]
        return analysis.nouns if kind is Kind.NOUN else analysis.adjectives

    def bracket(self, at: int) -> int:
        """How many words the bracket holds that opens right before a word; 0 without one."""
        if at == 0 or not self.raw_gap(at - 1).rstrip().endswith(("(", "[")):
            return 0
        last = min(at + _LONGEST_BRACKET, len(self.words) - 1)
        for place in range(at, last):
            if self.raw_gap(place).lstrip("»”\"'").startswith((")", "]")):
                return place - at + 1
        return 0


def _capitalised(at: int, words: Sequence[str], suspended: Mapping[int, Suspension]) -> str:
    """A last part has the capital of its first: «Bürgerwehren und -milizen»."""
    if at not in suspended or suspended[at].first == at:
        return words[at]
    capital = words[suspended[at].first][0].isupper()
    return words[at].capitalize() if capital else words[at]


def read(text: str, morphology: Morphology) -> Passage:
    """The text as words with all their readings."""
    folded = fold(text)
    places = morphology.places(folded)
    written = [folded.text[start:end] for start, end in places]
    words = morphology.words(written)
    analyses = morphology.in_text(words)
    letter = morphology.language.telling
    if letter and letter in folded.text:
        pairs = zip(written, analyses, strict=True)
        analyses = [
            morphology.spelt_out(word, analysis) if letter in word else analysis
            for word, analysis in pairs
        ]
    suspended = suspensions(folded, words, morphology)
    if morphology.language.separable:
        suspended = {**separations(folded, places, words, morphology), **suspended}
    if suspended:
        whole = {at: each.analysis for at, each in suspended.items()}
        analyses = [whole.get(at, analysis) for at, analysis in enumerate(analyses)]
        words = [_capitalised(at, words, suspended) for at in range(len(words))]
    return Passage(
        folded,
        places,
        written,
        words,
        analyses,
        morphology,
        suspended,
        keys=frozenset().union(*[analysis.keys for analysis in analyses]),
        has_marks=_ANY_MARK.search(text) is not None,
        shouted=len(words) > 1 and folded.text.isupper(),
    )
