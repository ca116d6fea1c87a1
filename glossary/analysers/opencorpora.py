"""Readings from the OpenCorpora dictionaries of Russian and Ukrainian, through pymorphy3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pymorphy3

from glossary.languages.base import Analyser, Grammar, Kind, Reading
from glossary.model import Evidence

_KINDS: Final = {
    "NOUN": Kind.NOUN,
    "NPRO": Kind.NOUN,
    "ADJF": Kind.ADJECTIVE,
    "ADJS": Kind.ADJECTIVE,
    "COMP": Kind.ADJECTIVE,
    "PRTF": Kind.ADJECTIVE,
    "PRTS": Kind.ADJECTIVE,
    "NUMR": Kind.ADJECTIVE,
    "VERB": Kind.VERB,
    "INFN": Kind.VERB,
    "GRND": Kind.VERB,
}
#: Second cases that Russian keeps beside the first: «в Крыму», «чаю».
_CASES: Final = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_ALL_CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_GENDERS: Final = ("masc", "femn", "neut")


@dataclass(slots=True)
class _Gathered:
    """What the parses of one lemma add up to."""

    share: float = 0.0
    grammar: set[Grammar] = field(default_factory=set)
    indeclinable: bool = False
    animate: bool = False


@cache
def opencorpora(language: str, letters: tuple[tuple[str, str], ...] = ()) -> Analyser:
    """The analyser of a language; `letters` are folded in the lemmas as they are in the text."""
    morphology: Any = pymorphy3.MorphAnalyzer(lang=language)
    table = str.maketrans(dict(letters))

    def analyse(form: str) -> tuple[Reading, ...]:
        parses = morphology.parse(form)
        known = bool(morphology.word_is_known(form))
        gathered = _gather(parses)
        evidence = Evidence.LEXICON if known else Evidence.ENDING
        return tuple(
            Reading(
                lemma=lemma.translate(table),
                kind=kind,
                grammar=frozenset(sum_.grammar),
                evidence=evidence,
                share=sum_.share,
                indeclinable=sum_.indeclinable,
                animate=sum_.animate,
            )
            for (lemma, kind), sum_ in gathered.items()
        )

    return analyse


def _gather(parses: Iterable[Any]) -> dict[tuple[str, Kind], _Gathered]:
    kept = _without_stray_short_adjectives(list(parses))
    total = sum(parse.score for parse in kept) or 1.0
    gathered: dict[tuple[str, Kind], _Gathered] = defaultdict(_Gathered)
    for parse in kept:
        kind = _KINDS.get(str(parse.tag.POS), Kind.FUNCTION)
        for lemma, as_kind in _lemmas(parse, kind):
            entry = gathered[lemma, as_kind]
            entry.share += parse.score / total
            entry.grammar |= _grammar(parse.tag)
            entry.indeclinable |= "Fixd" in parse.tag
            entry.animate |= str(parse.tag.animacy) == "anim"
    return gathered


def _without_stray_short_adjectives(parses: list[Any]) -> list[Any]:
    """«Лев» is no «левый»: beside a noun, a short adjective counts only where it comes first."""
    if not any(str(parse.tag.POS) == "NOUN" for parse in parses):
        return parses
    if str(parses[0].tag.POS) == "ADJS":
        return parses
    return [parse for parse in parses if str(parse.tag.POS) != "ADJS"]


def _lemmas(parse: Any, kind: Kind) -> Iterable[tuple[str, Kind]]:
    """A participle is a form of its verb, and an adjective with a citation form of its own."""
    if str(parse.tag.POS) not in {"PRTF", "PRTS"}:
        return ((str(parse.normal_form), kind),)
    masculine = parse.inflect({"PRTF", "nomn", "sing", "masc"}) or parse.inflect({"nomn"})
    citation = parse.normalized if masculine is None else masculine
    return ((str(citation.word), kind), (str(parse.normal_form), Kind.VERB))


def _grammar(tag: Any) -> set[Grammar]:
    """All that an ending may mean; Ukrainian marks neither singular nor plural gender."""
    if str(tag.POS) in {"COMP", "VERB", "INFN", "GRND"}:
        return set()
    number = "plur" if str(tag.number) == "plur" else "sing"
    case = str(tag.case or "nomn")
    cases = _ALL_CASES if "Fixd" in tag else (_CASES.get(case, case),)
    return {Grammar(number, each, gender) for each in cases for gender in _genders(tag, number)}


def _genders(tag: Any, number: str) -> tuple[str, ...]:
    if number == "plur":
        return ("",)
    gender = str(tag.gender)
    return (gender,) if gender in _GENDERS and "ms-f" not in str(tag) else _GENDERS
