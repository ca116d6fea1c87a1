"""Verbs that stand in two parts: «nahm drei Journalisten fest» is *festnehmen*.

A particle at the end of a clause belongs to its verb, which stands before it. The
verb is read as the whole one alone: nobody *takes* anything there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from glossary.languages.base import Reading
from glossary.model import Evidence
from glossary.morphology import SURFACE, Analysis, Morphology
from glossary.suspension import Suspension
from glossary.text import Folded

#: A particle is so far from its verb at most, in words.
_FARTHEST: Final = 20


def separations(
    folded: Folded,
    places: Sequence[tuple[int, int]],
    words: Sequence[str],
    morphology: Morphology,
) -> Mapping[int, Suspension]:
    """By place, the verbs of a text whose particle stands apart."""
    particles = morphology.language.separable
    if particles.isdisjoint(words):
        return {}
    clause = _Clauses(folded, places)
    found: dict[int, Suspension] = {}
    for at, word in enumerate(words):
        if word not in particles or not (clause.ends(at) or _joined(words, at, morphology)):
            continue
        for verb in clause.before(at):
            noun = verb > 0 and words[verb][0].isupper()
            whole = None if noun else _whole(words[verb], word, morphology)
            if whole is not None:
                found[verb] = Suspension(whole, (whole.form, *_lemmas(whole)), verb, at)
                break
    return found


class _Clauses:
    """Where the clauses of a text end, as its punctuation tells."""

    def __init__(self, folded: Folded, places: Sequence[tuple[int, int]]) -> None:
        self._folded, self._places = folded, places

    def ends(self, at: int) -> bool:
        """Whether a mark or the end of the text follows a word."""
        start = self._places[at][1]
        after = self._places[at + 1][0] if at + 1 < len(self._places) else None
        return after is None or bool(self._folded.text[start:after].strip())

    def before(self, at: int) -> Iterator[int]:
        """The words of its clause before the one at the end, the nearest first."""
        for place in range(at - 1, max(at - _FARTHEST, 0) - 1, -1):
            if self.ends(place):
                return
            yield place


def _joined(words: Sequence[str], at: int, morphology: Morphology) -> bool:
    return at + 1 < len(words) and words[at + 1] in morphology.language.conjunctions


def _whole(word: str, particle: str, morphology: Morphology) -> Analysis | None:
    """What a verb is with its particle, if a lexicon has that verb."""
    plain = morphology.analysis(word.lower())
    readings = tuple(_completed(plain, particle, morphology))
    if not readings:
        return None
    form = particle + plain.form
    keys = frozenset({SURFACE + form, *(reading.lemma for reading in readings)})
    surfaces = {form: Evidence.LEXICON}
    return replace(plain, form=form, surfaces=surfaces, readings=readings, keys=keys, closed=False)


def _completed(plain: Analysis, particle: str, morphology: Morphology) -> Iterator[Reading]:
    for reading in plain.readings:
        whole = particle + reading.lemma
        if not reading.lemma.endswith(morphology.language.infinitives):
            continue
        cited = morphology.analysis(whole)
        if cited.known and any(each.lemma == whole for each in cited.readings):
            yield replace(reading, lemma=whole)


def _lemmas(analysis: Analysis) -> Iterator[str]:
    return (reading.lemma for reading in analysis.readings)
