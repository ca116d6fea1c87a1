"""One analyser's readings weighed by another's lemma.

A dictionary knows all that a form may be, a lemmatiser chooses one of it. Where
both agree a reading is meant; where they do not, it depends on what the
dictionary knows of probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from glossary.languages.base import Analyser, Kind, Likelihood, Reading

_NOMINAL: Final = frozenset({Kind.NOUN, Kind.ADJECTIVE})
#: Shares of the probability of all readings: a reading that nobody confirms needs
#: much, and one that the lemmatiser confirms may still be next to never meant.
_UNCONFIRMED: Final = 0.25
_CONFIRMED: Final = 0.02

#: From a form, its readings and the lemmas of the lemmatiser to the readings weighed.
Weighing = Callable[[str, tuple[Reading, ...], frozenset[str]], tuple[Reading, ...]]


def second_opinion(
    first: Callable[[], Analyser],
    second: Callable[[], Analyser],
    weigh: Weighing,
    letters: Mapping[str, str] | None = None,
) -> Analyser:
    """The readings of the first, weighed by the lemmas of the second."""
    analyse, lemmatise = first(), second()
    table = str.maketrans(dict(letters or {}))

    def analyse_and_weigh(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        if len({reading.lemma for reading in readings}) < 2:
            return readings
        lemmas = frozenset(reading.lemma.translate(table) for reading in lemmatise(form))
        return weigh(form, readings, lemmas)

    return analyse_and_weigh


def by_lemma(
    _form: str, readings: tuple[Reading, ...], preferred: frozenset[str]
) -> tuple[Reading, ...]:
    """Where the dictionary has no probabilities, the lemmatiser's choice is all there is.

    The other readings are homographs; beside an adverb, a pronoun or a verb an
    adjective that looks the same is seldom meant, and beside the first two a noun.
    """
    decided = {reading.kind for reading in readings if reading.lemma in preferred}
    if not decided:
        return readings
    return tuple(
        each if each.lemma in preferred else replace(each, likelihood=_outvoted(each.kind, decided))
        for each in readings
    )


def _outvoted(kind: Kind, decided: set[Kind]) -> Likelihood:
    if decided == {Kind.FUNCTION} and kind in _NOMINAL:
        return Likelihood.SELDOM
    if kind is Kind.ADJECTIVE and decided & {Kind.FUNCTION, Kind.VERB}:
        return Likelihood.SELDOM
    return Likelihood.HOMOGRAPH


def by_share(
    form: str, readings: tuple[Reading, ...], preferred: frozenset[str]
) -> tuple[Reading, ...]:
    """Where it has, a reading without the lemmatiser's vote needs a share of its own.

    A noun is a homograph where the vote goes to a verb. A participle is not: it
    is a form of its verb.
    """
    outvoted = any(each.kind is Kind.VERB and each.lemma in preferred for each in readings)
    return tuple(
        each
        if each.kind not in _NOMINAL
        else _by_share(
            form,
            each,
            confirmed=each.lemma in preferred,
            outvoted=outvoted and each.kind is Kind.NOUN,
        )
        for each in readings
    )


def _by_share(form: str, reading: Reading, *, confirmed: bool, outvoted: bool) -> Reading:
    short = reading.kind is Kind.ADJECTIVE and {g.case for g in reading.grammar} == {"nomn"}
    adverbial = short and form.endswith("о")
    asked = _CONFIRMED if confirmed else 1.0 if adverbial else _UNCONFIRMED
    if reading.share < asked:
        return replace(reading, likelihood=Likelihood.SELDOM)
    if confirmed or reading.likelihood < Likelihood.LIKELY or not outvoted:
        return reading
    return replace(reading, likelihood=Likelihood.HOMOGRAPH)
