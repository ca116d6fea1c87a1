"""Participles and gerunds, which the dictionary of Ukrainian has as words of their own.

Their stems tell whose forms they are: «гноблений» goes with «гноблено», which
it has of «гнобити», and «захопивши» with «захопив».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from glossary.languages.base import Analyser, Kind, Reading

#: How a passive participle is cited, without the ending.
_PARTICIPLE: Final = re.compile(r"(.+[нт])ий")
#: Gerunds of the past and of the present, with the ending of a reflexive.
_GERUND: Final = re.compile(r"(.+)(ши|чи)(с[ья])?")
#: The finite forms that share their stems: він захопив, вони ведуть.
_FINITE: Final = {"ши": "", "чи": "ть"}


def with_verbs(make: Callable[[], Analyser]) -> Analyser:
    """The readings of an analyser, and those of participles and gerunds as forms of their verbs."""
    analyse = make()

    def analyse_with_verbs(form: str) -> tuple[Reading, ...]:
        readings = analyse(form)
        derived = (each for r in readings for each in _verbs(r, form, analyse))
        known = {(each.lemma, each.kind) for each in readings}
        return readings + tuple(r for r in derived if (r.lemma, r.kind) not in known)

    return analyse_with_verbs


def _verbs(reading: Reading, form: str, analyse: Analyser) -> Iterator[Reading]:
    participle = _PARTICIPLE.fullmatch(reading.lemma)
    if reading.kind is Kind.ADJECTIVE and participle:
        yield from _as_of(f"{participle[1]}о", reading, analyse)
    if reading.kind is Kind.VERB and reading.lemma == form:
        yield from _as_of(_finite(form), reading, analyse)


def _finite(form: str) -> str:
    """The finite form with the stem of a gerund; empty for any other form."""
    gerund = _GERUND.fullmatch(form)
    if gerund is None:
        return ""
    return gerund[1] + _FINITE[gerund[2]] + ("ся" if gerund[3] else "")


def _as_of(finite: str, reading: Reading, analyse: Analyser) -> Iterator[Reading]:
    """A reading as one of the verbs that a finite form is of."""
    if finite:
        for lemma in dict.fromkeys(r.lemma for r in analyse(finite) if r.kind is Kind.VERB):
            yield replace(reading, lemma=lemma, kind=Kind.VERB)
