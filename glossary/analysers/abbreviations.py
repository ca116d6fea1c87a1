"""Words that a language cuts short by custom: «млн» is миллион, «р.» is рік."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from glossary.languages.base import Analyser, Kind, Likelihood, Reading
from glossary.saying import say


def abbreviations(listed: str) -> Mapping[str, str]:
    """A table written in one string: what is cut short, a colon, the whole word."""
    pairs = (each.partition(":") for each in listed.split())
    return MappingProxyType({short: whole for short, _, whole in pairs})


def with_abbreviations(first: Callable[[], Analyser], wholes: Mapping[str, str]) -> Analyser:
    """The readings of the first, and the whole word; it may always be another one as well."""
    analyse = first()

    def analyse_whole(form: str) -> tuple[Reading, ...]:
        readings, whole = analyse(form), wholes.get(form)
        if whole is None:
            return readings
        likely = (r for r in readings if r.likelihood > Likelihood.SELDOM)
        if any(reading.lemma == whole for reading in likely):
            return readings
        readings = tuple(reading for reading in readings if reading.lemma != whole)
        read = Reading(
            lemma=whole,
            kind=Kind.NOUN,
            likelihood=Likelihood.HOMOGRAPH,
            how=say("abbreviated"),
            indeclinable=True,
        )
        return (*readings, read)

    return analyse_whole
