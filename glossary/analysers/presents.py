"""Third persons that a word list has as nouns alone: «condena», «vote»."""

from __future__ import annotations

from collections.abc import Callable

from glossary.languages.base import Analyser, Reading
from glossary.model import Evidence


def with_presents(
    first: Callable[[], Analyser], infinitives: Callable[[str], tuple[str, ...]]
) -> Analyser:
    """The readings of the first, and those of verbs that it knows by their infinitives.

    They rest on the ending alone: the words around have to tell that it is a verb.
    """
    analyse = first()

    def analyse_presents(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        lemmas = {reading.lemma for reading in readings}
        added = (
            Reading(lemma=verb, evidence=Evidence.ENDING)
            for verb in infinitives(form)
            if verb not in lemmas and _is_known(verb, analyse(verb))
        )
        return (*readings, *added)

    return analyse_presents


def _is_known(verb: str, readings: tuple[Reading, ...]) -> bool:
    return any(each.lemma == verb and each.evidence is Evidence.LEXICON for each in readings)
