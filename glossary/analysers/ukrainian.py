"""Participles and gerunds, which the dictionary of Ukrainian has as words of their own.

Their stems tell whose forms they are: «гноблений» goes with «гноблено», which
it has of «гнобити», and «захопивши» with «захопив».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from glossary.languages.base import Analyser, Kind, Reading

#: How a passive participle is cited, without the ending.
_PARTICIPLE: Final = re.compile(r"(.+(?:[аеєя]н|т))ий")
#: Gerunds of the past and of the present, with the ending of a reflexive.
_GERUND: Final = re.compile(r"(.+)(ши|чи)(с[ья])?")
#: The finite forms that share their stems: він захопив, вони ведуть.
_FINITE: Final = {"ши": "", "чи": "ть"}
#: So many finite forms are remembered, as a participle has thirty forms.
_MOST_FINITE: Final = 8192


def with_verbs(make: Callable[[], Analyser]) -> Analyser:
    """The readings of an analyser, and those of participles and gerunds as forms of their verbs."""
    analyse = make()

    @lru_cache(maxsize=_MOST_FINITE)
    def verbs(finite: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.lemma for r in analyse(finite) if r.kind is Kind.VERB))

    def analyse_with_verbs(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        known = {each.lemma for each in readings if each.kind is Kind.VERB}
        derived = (
            replace(reading, lemma=lemma, kind=Kind.VERB)
            for reading in readings
            if (finite := _finite(reading, form))
            for lemma in verbs(finite)
            if lemma not in known
        )
        return (*readings, *derived)

    return analyse_with_verbs


def _finite(reading: Reading, form: str) -> str:
    """A finite form with the stem of a participle or a gerund; empty for anything else."""
    if reading.kind is Kind.ADJECTIVE and (participle := _PARTICIPLE.fullmatch(reading.lemma)):
        return f"{participle[1]}о"
    if reading.kind is Kind.VERB and reading.lemma == form and (said := _GERUND.fullmatch(form)):
        return said[1] + _FINITE[said[2]] + ("ся" if said[3] else "")
    return ""
