"""One analyser's readings weighed by another's lemma.

A dictionary without probabilities gives every reading the same weight. Where a
lemmatiser decides for one of them, the others are homographs; where it decides
for an adverb or a pronoun, nouns that look the same are seldom meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from glossary.languages.base import Analyser, Kind, Likelihood, Reading

_NOMINAL = frozenset({Kind.NOUN, Kind.ADJECTIVE})


def second_opinion(first: Callable[[], Analyser], second: Callable[[], Analyser]) -> Analyser:
    """The readings of the first, weighed by the lemmas of the second."""
    analyse, lemmatise = first(), second()

    def weigh(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        if len({reading.lemma for reading in readings}) < 2:
            return readings
        return _weighed(readings, frozenset(reading.lemma for reading in lemmatise(form)))

    return weigh


def _weighed(readings: tuple[Reading, ...], preferred: frozenset[str]) -> tuple[Reading, ...]:
    decided = {reading.kind for reading in readings if reading.lemma in preferred}
    if not decided:
        return readings
    if decided == {Kind.FUNCTION}:
        return tuple(
            replace(each, likelihood=Likelihood.SELDOM) if each.kind in _NOMINAL else each
            for each in readings
        )
    return tuple(
        each if each.lemma in preferred else replace(each, likelihood=Likelihood.HOMOGRAPH)
        for each in readings
    )
