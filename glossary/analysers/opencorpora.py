"""Readings from the OpenCorpora dictionaries of Russian and Ukrainian, through pymorphy3."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pymorphy3

from glossary.languages.base import Analyser, Grammar, Inflector, Kind, Likelihood, Reading
from glossary.model import Evidence

_KINDS: Final = {
    "NOUN": Kind.NOUN,
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
_WITHOUT_CASE: Final = {"COMP": "comparative"} | dict.fromkeys(
    ("VERB", "INFN", "GRND"), "a form of the verb"
)
_NAMES: Final = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
_GENDERS: Final = ("masc", "femn", "neut")


#: Shares of the probability of all readings below which a lemma is seldom meant, or second.
_SELDOM: Final = 0.01
_HOMOGRAPH: Final = 0.25
#: So likely must a short adjective be where a noun or an adverb looks the same.
_BESIDE_OTHERS: Final = 0.05
#: «Крупнейший» is a form of «крупный»; «высший» and «лучший» are words of their own.
_OF_THE_POSITIVE: Final = ("ейший", "айший")
_SUPERLATIVE: Final = re.compile(r"ш(?:ий|его|ему|им|ем|ая|ей|ую|ею|ее|ие|их|ими)$")


@dataclass(slots=True)
class _Gathered:
    """What the parses of one lemma add up to."""

    share: float = 0.0
    grammar: set[Grammar] = field(default_factory=set)
    how: str = ""
    indeclinable: bool = False
    animate: bool = False
    proper: bool = True


@cache
def _dictionary(language: str) -> Any:
    return pymorphy3.MorphAnalyzer(lang=language)


@cache
def opencorpora(language: str, letters: tuple[tuple[str, str], ...] = ()) -> Analyser:
    """The analyser of a language; `letters` are folded in the lemmas as they are in the text."""
    morphology = _dictionary(language)
    table = str.maketrans(dict(letters))

    def analyse(form: str) -> tuple[Reading, ...]:
        gathered = _gather(_meant(morphology.parse(form)))
        likeliest = max((each.share for each in gathered.values()), default=0.0)
        known = bool(morphology.word_is_known(form))
        return tuple(
            Reading(
                lemma=lemma.translate(table),
                kind=kind,
                grammar=frozenset(each.grammar),
                evidence=Evidence.LEXICON if known else Evidence.ENDING,
                likelihood=_likelihood(each.share, likeliest),
                share=each.share,
                how=each.how,
                indeclinable=each.indeclinable,
                animate=each.animate,
                proper=each.proper,
            )
            for (lemma, kind), each in gathered.items()
        )

    return analyse


def _likelihood(share: float, likeliest: float) -> Likelihood:
    """Equal shares tell nothing: Ukrainian has no probabilities."""
    if share < _SELDOM:
        return Likelihood.SELDOM
    homograph = share < _HOMOGRAPH and likeliest > 2 * _HOMOGRAPH
    return Likelihood.HOMOGRAPH if homograph else Likelihood.LIKELY


def _gather(parses: list[Any]) -> dict[tuple[str, Kind], _Gathered]:
    total = sum(parse.score for parse in parses) or 1.0
    gathered: dict[tuple[str, Kind], _Gathered] = defaultdict(_Gathered)
    for parse in parses:
        for lemma, kind in _lemmas(parse):
            entry = gathered[lemma, kind]
            entry.share += parse.score / total
            entry.grammar |= _grammar(parse.tag)
            entry.how = _WITHOUT_CASE.get(str(parse.tag.POS), entry.how)
            entry.indeclinable |= "Fixd" in parse.tag
            entry.animate |= str(parse.tag.animacy) == "anim"
            entry.proper &= not _NAMES.isdisjoint(parse.tag.grammemes)
    return gathered


def _kind(parse: Any) -> Kind:
    return _KINDS.get(str(parse.tag.POS), Kind.FUNCTION)


def _meant(parses: list[Any]) -> list[Any]:
    """Without readings that nobody means where there are others.

    «Лев» is no «левый»: a short adjective has to be likely beside a noun or an
    adverb. «Уже» is no «узкий», nor «його» a call to «йога».
    """
    kinds = {_kind(parse) for parse in parses}
    total = sum(parse.score for parse in parses) or 1.0
    asked = {"COMP": 0.5 if Kind.FUNCTION in kinds else 0.0}
    if kinds & {Kind.NOUN, Kind.FUNCTION}:
        asked["ADJS"] = _BESIDE_OTHERS
    kept = [parse for parse in parses if parse.score / total >= asked.get(str(parse.tag.POS), 0.0)]
    spoken = [parse for parse in kept if not (_is_call_to_a_thing(parse) or _is_clipped(parse))]
    return spoken or kept


def _is_call_to_a_thing(parse: Any) -> bool:
    return str(parse.tag.case) == "voct" and str(parse.tag.animacy) == "inan"


def _is_clipped(parse: Any) -> bool:
    """An abbreviation of a longer lemma: «им.» for «имени»."""
    return "Abbr" in parse.tag and len(parse.normal_form) > len(parse.word)


def _lemmas(parse: Any) -> Iterable[tuple[str, Kind]]:
    """A participle is a form of its verb, and an adjective with a citation form of its own."""
    kind, lemma = _kind(parse), str(parse.normal_form)
    if "Supr" in parse.tag:
        superlative = _SUPERLATIVE.sub("ший", str(parse.word))
        return ((superlative, kind), (lemma, kind))[: 1 + superlative.endswith(_OF_THE_POSITIVE)]
    if lemma.endswith("ие") and str(parse.word).startswith(f"{lemma[:-2]}ь"):
        return ((lemma, kind), (f"{lemma[:-2]}ье", kind))
    if str(parse.tag.POS) not in {"PRTF", "PRTS"}:
        return ((lemma, kind),)
    masculine = parse.inflect({"PRTF", "nomn", "sing", "masc"}) or parse.inflect({"nomn"})
    citation = parse.normalized if masculine is None else masculine
    return ((str(citation.word), kind), (lemma, Kind.VERB))


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


@cache
def paradigms(language: str) -> Inflector:
    """The maker of forms of a language."""
    morphology = _dictionary(language)

    def inflect(word: str, wanted: Grammar, *, kind: Kind, cited: Grammar, animate: bool) -> str:
        for parse in morphology.parse(word.lower()):
            if _kind(parse) is kind and cited in _grammar(parse.tag):
                for grammemes in _grammemes(parse.tag, wanted, kind, animate=animate):
                    if (form := parse.inflect(grammemes)) is not None:
                        return _capitals_of(word, str(form.word))
        return ""

    return inflect


def _grammemes(tag: Any, wanted: Grammar, kind: Kind, *, animate: bool) -> Iterable[set[str]]:
    """What to ask the dictionary for; adjectives in the accusative go by what they describe."""
    case, number = wanted.case, {"plur"} if wanted.number == "plur" else _singular(tag)
    if kind is Kind.NOUN:
        yield number | {case}
        return
    if case == "accs" and wanted.gender in {"", "masc"}:
        case = "gent" if animate else "nomn"
    yield number | {case} | ({wanted.gender} if wanted.gender else set())


def _singular(tag: Any) -> set[str]:
    """Ukrainian does not mark the singular."""
    return {"sing"} if str(tag.number) == "sing" else set()


def _capitals_of(word: str, form: str) -> str:
    if len(word) > 1 and word.isupper():
        return form.upper()
    return "-".join(
        part[:1].upper() + part[1:] if cited[:1].isupper() else part
        for part, cited in zip(form.split("-"), word.split("-"), strict=False)
    )
