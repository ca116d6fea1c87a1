"""Ordinal numbers in digits: «93-тя», «93-ї», «93-ю» are forms of «93-й»."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from glossary.languages.base import Analyser, Grammar, Kind, Reading

_ORDINAL: Final = re.compile(r"(\d+)-([^\W\d_]{1,4})")

#: By the end of what follows the hyphen, all that it may mean.
Endings = Mapping[str, frozenset[Grammar]]


def ordinal_endings(listed: Mapping[str, str]) -> Endings:
    """A table of endings, each with its cases as `case:genders`; p stands for the plural."""
    genders = {"m": "masc", "f": "femn", "n": "neut"}
    return MappingProxyType(
        {
            ending: frozenset(
                Grammar("plur", case, "")
                if letter == "p"
                else Grammar("sing", case, genders[letter])
                for case, _, letters in (each.partition(":") for each in cases.split())
                for letter in letters
            )
            for ending, cases in listed.items()
        }
    )


def with_ordinals(first: Callable[[], Analyser], endings: Endings) -> Analyser:
    """The readings of the first, but for ordinals: they are cited in the masculine, in -й."""
    analyse = first()
    longest_first = sorted(endings, key=len, reverse=True)

    def analyse_number(form: str) -> tuple[Reading, ...]:
        ordinal = _ORDINAL.fullmatch(form)
        if ordinal is None:
            return analyse(form)
        number, tail = ordinal.groups()
        ending = next((each for each in longest_first if tail.endswith(each)), None)
        if ending is None:
            return analyse(form)
        return (Reading(lemma=f"{number}-й", kind=Kind.ADJECTIVE, grammar=endings[ending]),)

    return analyse_number
